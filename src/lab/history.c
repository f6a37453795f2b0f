#include "lab/state.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "base/vec.h"

enum { STATE_NAME_MAX = 64 };

static bool is_softmax(const struct lab *lab)
{
    return lab->model == LAB_SOFTMAX;
}

static void open_change(struct lab *lab, size_t row, size_t count)
{
    struct change *open = &lab->open;

    assert(open->other.settings.params == NULL);
    open->row = row;
    state_init(&open->other, count, lab->class_count, lab->param_count);
    state_copy(&open->other, 0, &lab->now, row, count, lab->param_count);
}

void change_begin(struct lab *lab, size_t row, size_t count)
{
    rows_leave(lab, row, count, false);
    open_change(lab, row, count);
}

void change_begin_all(struct lab *lab)
{
    rows_leave(lab, 0, lab->row_count, false);
    open_change(lab, 0, 0);
}

void change_begin_examples(struct lab *lab)
{
    rows_leave(lab, 0, 0, true);
    open_change(lab, 0, 0);
}

/* What was undone is lost once something else is done. */
static void drop_redo(struct lab *lab)
{
    while (lab->change_count > lab->change_at)
        state_finish(&lab->changes[--lab->change_count].other);
}

/* After rows [row, row + count) or settings moved. */
static void moved(struct lab *lab, unsigned levers, size_t row, size_t count)
{
    lab->revision++;
    if (levers & LAB_LEVER_TEMPERATURE || lab->model == LAB_LOGISTIC)
        lab_predict(lab, 0, lab->row_count);
    else
        lab_predict(lab, row, count);
    rows_enter(lab);
}

void change_end(struct lab *lab)
{
    struct change *open = &lab->open;
    size_t count = open->other.rows.n;
    bool locks;
    unsigned levers = state_differs(&lab->now, open->row, &open->other,
                                    lab->param_count, is_softmax(lab), &locks);

    if (levers == 0 && !locks) {
        state_finish(&open->other);
        rows_enter(lab);
        return;
    }
    drop_redo(lab);
    *vec_push(lab->changes, lab->change_count, lab->change_cap) = *open;
    lab->change_at = lab->change_count;
    memset(open, 0, sizeof *open);
    moved(lab, levers, lab->changes[lab->change_at - 1].row, count);
}

/* Changes places with a step, unless a question holds what it moves. */
static bool step(struct lab *lab, struct change *change, const char *what,
                 struct err *err)
{
    bool locks;
    unsigned levers = state_differs(&lab->now, change->row, &change->other,
                                    lab->param_count, is_softmax(lab), &locks);

    if (!levers_free(lab, levers, what, err))
        return false;
    if (levers & LAB_LEVER_TEMPERATURE)
        rows_leave(lab, 0, lab->row_count, false);
    else
        rows_leave(lab, change->row, change->other.rows.n,
                   levers & LAB_LEVER_EXAMPLES);
    state_swap(&lab->now, change->row, &change->other, lab->param_count);
    moved(lab, levers, change->row, change->other.rows.n);
    return true;
}

bool lab_can_undo(const struct lab *lab)
{
    return lab->change_at > 0;
}

bool lab_can_redo(const struct lab *lab)
{
    return lab->change_at < lab->change_count;
}

size_t lab_steps(const struct lab *lab)
{
    return lab->change_at;
}

bool lab_undo(struct lab *lab, struct err *err)
{
    if (!lab_can_undo(lab))
        return err_set(err, "nothing to undo");
    if (!step(lab, &lab->changes[lab->change_at - 1], "undo", err))
        return false;
    lab->change_at--;
    return true;
}

bool lab_redo(struct lab *lab, struct err *err)
{
    if (!lab_can_redo(lab))
        return err_set(err, "nothing to redo");
    if (!step(lab, &lab->changes[lab->change_at], "redo", err))
        return false;
    lab->change_at++;
    return true;
}

/* Goes to another state of the whole lab in one step. */
static bool go(struct lab *lab, const struct state *to, bool keep_locks,
               const char *what, struct err *err)
{
    size_t n = lab->row_count, cells = n * lab->class_count;
    bool locks;
    unsigned levers = state_differs(&lab->now, 0, to, lab->param_count,
                                    is_softmax(lab), &locks);

    if (!levers_free(lab, levers, what, err))
        return false;
    change_begin(lab, 0, n);
    state_copy(&lab->now, 0, to, 0, n, lab->param_count);
    if (keep_locks && cells > 0)
        memcpy(lab->now.rows.locked, lab->open.other.rows.locked,
               cells * sizeof(bool));
    change_end(lab);
    return true;
}

bool lab_reset(struct lab *lab, struct err *err)
{
    return go(lab, &lab->first, true, "reset", err);
}

bool lab_dirty(const struct lab *lab)
{
    bool locks;
    unsigned levers = state_differs(&lab->now, 0, &lab->first, lab->param_count,
                                    is_softmax(lab), &locks);

    return levers != 0 || locks;
}

static struct saved *find_saved(const struct lab *lab, struct slice name)
{
    for (size_t i = 0; i < lab->saved_count; i++)
        if (slice_is(name, lab->saved[i].name))
            return &lab->saved[i];
    return NULL;
}

bool lab_save(struct lab *lab, struct slice name, struct err *err)
{
    struct saved *saved = find_saved(lab, name);

    if (name.len == 0 || name.len > STATE_NAME_MAX)
        return err_set(err, "a state cannot be saved under this name: "
                            "1 to 64 bytes would do");
    if (!saved) {
        saved = vec_push(lab->saved, lab->saved_count, lab->saved_cap);
        saved->name = fatal_calloc(1, name.len + 1);
        memcpy(saved->name, name.at, name.len);
        state_init(&saved->state, lab->row_count, lab->class_count,
                   lab->param_count);
    }
    state_copy(&saved->state, 0, &lab->now, 0, lab->row_count,
               lab->param_count);
    return true;
}

bool lab_restore(struct lab *lab, struct slice name, struct err *err)
{
    struct saved *saved = find_saved(lab, name);
    struct strbuf names = { 0 };

    if (saved)
        return go(lab, &saved->state, false, "restore", err);
    if (lab->saved_count == 0)
        return err_set(err, "no state is saved as '%.*s': none is saved yet",
                       SLICE_ARG(name));
    for (size_t i = 0; i < lab->saved_count; i++)
        strbuf_printf(&names, "%s'%s'", i ? ", " : "", lab->saved[i].name);
    err_set(err, "no state is saved as '%.*s': %s would do", SLICE_ARG(name),
            strbuf_text(&names));
    strbuf_finish(&names);
    return false;
}
