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

void change_finish(struct change *change)
{
    stash_finish(&change->rows);
    settings_finish(&change->settings);
}

static void open_change(struct lab *lab)
{
    struct change *open = &lab->open;

    assert(open->settings.params == NULL);
    settings_init(&open->settings, lab->param_count);
    settings_copy(&open->settings, &lab->settings, lab->param_count);
}

void change_begin(struct lab *lab)
{
    rows_leave(lab, 0, 0);
    open_change(lab);
}

void change_begin_row(struct lab *lab, size_t row)
{
    rows_leave(lab, row, 1);
    open_change(lab);
    stash_row(&lab->open.rows, &lab->rows, row);
}

void change_begin_all(struct lab *lab)
{
    rows_leave(lab, 0, lab->row_count);
    open_change(lab);
}

/* The levers that move rows in this way. */
static unsigned levers_of(const struct lab *lab, unsigned differs)
{
    unsigned mask = 0;

    if (differs & ROW_SCORE)
        mask |=
            lab->model == LAB_SOFTMAX ? LAB_LEVER_LOGITS : LAB_LEVER_PREDICTED;
    if (differs & ROW_LABEL)
        mask |= LAB_LEVER_LABEL;
    if (differs & ROW_SOFTNESS)
        mask |= LAB_LEVER_TRUTH;
    return mask;
}

/* What rows of a step differ in from those that stand. */
static unsigned rows_differ(const struct lab *lab, const struct stash *rows)
{
    unsigned differs = 0;

    for (size_t i = 0; i < rows->index.count; i++)
        differs |= stash_differs(rows, i, &lab->rows);
    return differs;
}

/* A row that was edited is no longer what it first was, or is it again. */
static void note_row(struct lab *lab, size_t row)
{
    size_t at = stash_find(&lab->first, row);
    bool *before = &lab->first_differs[at];
    bool differs = stash_differs(&lab->first, at, &lab->rows) != 0;

    lab->dirty_rows += (size_t)differs - (size_t)*before;
    *before = differs;
}

/* A row that is edited for the first time was as the first state has it. */
static void keep_first(struct lab *lab, const struct stash *old)
{
    size_t at;

    if (stash_find(&lab->first, old->index.row[0]) != ROW_NONE)
        return;
    at = stash_copy(&lab->first, old, 0);
    lab->first_differs =
        fatal_realloc(lab->first_differs,
                      lab->first.index.cap * sizeof *lab->first_differs);
    lab->first_differs[at] = false;
}

/* What was undone is lost once something else is done. */
static void drop_redo(struct lab *lab)
{
    while (lab->change_count > lab->change_at)
        change_finish(&lab->changes[--lab->change_count]);
}

static void push_change(struct lab *lab, const struct change *change)
{
    drop_redo(lab);
    *vec_push(lab->changes, lab->change_count, lab->change_cap) = *change;
    lab->change_at = lab->change_count;
}

/* Whether all predictions follow from what these levers move. */
static bool moves_all(const struct lab *lab, unsigned levers)
{
    return levers & LAB_LEVER_TEMPERATURE || lab->model == LAB_LOGISTIC ||
           lab->redefine;
}

void change_end(struct lab *lab)
{
    struct change open = lab->open;
    size_t count = open.rows.index.count, row = 0;
    unsigned levers =
        settings_differ(&lab->settings, &open.settings, lab->param_count);
    unsigned differs = rows_differ(lab, &open.rows);

    lab->open = (struct change){ 0 };
    if (levers == 0 && differs == 0) {
        change_finish(&open);
        rows_enter(lab);
        return;
    }
    if (count > 0) {
        row = open.rows.index.row[0];
        keep_first(lab, &open.rows);
        note_row(lab, row);
    }
    push_change(lab, &open);
    lab->revision++;
    if (moves_all(lab, levers))
        lab_predict(lab, 0, lab->row_count);
    else
        lab_predict(lab, row, count);
    rows_enter(lab);
}

static void swap_row(struct lab *lab, struct stash *rows, size_t i)
{
    stash_swap(rows, i, &lab->rows);
    note_row(lab, rows->index.row[i]);
}

static void swap_all(struct lab *lab, struct change *change)
{
    rows_leave(lab, 0, lab->row_count);
    settings_swap(&lab->settings, &change->settings, lab->param_count);
    for (size_t i = 0; i < change->rows.index.count; i++)
        swap_row(lab, &change->rows, i);
    lab_predict(lab, 0, lab->row_count);
    rows_enter(lab);
}

/* A step changes places with what stands. Row after row, where it can be, so
 * that who follows them need not look at all of them. */
static void swap_change(struct lab *lab, struct change *change, unsigned levers)
{
    lab->revision++;
    if (moves_all(lab, levers)) {
        swap_all(lab, change);
        return;
    }
    rows_leave(lab, 0, 0);
    settings_swap(&lab->settings, &change->settings, lab->param_count);
    rows_enter(lab);
    for (size_t i = 0; i < change->rows.index.count; i++) {
        size_t row = change->rows.index.row[i];

        rows_leave(lab, row, 1);
        swap_row(lab, &change->rows, i);
        lab_predict(lab, row, 1);
        rows_enter(lab);
    }
}

/* Goes to the other side of a step, unless a question holds what it moves. */
static bool step(struct lab *lab, struct change *change, const char *what,
                 struct err *err)
{
    unsigned levers =
        settings_differ(&lab->settings, &change->settings, lab->param_count) |
        levers_of(lab, rows_differ(lab, &change->rows));

    if (!levers_free(lab, levers, what, err))
        return false;
    swap_change(lab, change, levers);
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

/* The rows of another state that differ from those that stand: `saved` has
 * those that differ from the first state. */
static unsigned gather(const struct lab *lab, const struct stash *saved,
                       bool keep_locks, struct stash *out)
{
    unsigned all = 0;

    for (size_t i = 0; i < lab->first.index.count; i++) {
        const struct stash *from = saved;
        size_t at = stash_find(saved, lab->first.index.row[i]);
        unsigned differs;

        if (at == ROW_NONE) {
            from = &lab->first;
            at = i;
        }
        differs = stash_differs(from, at, &lab->rows);
        if (keep_locks)
            differs &= ~(unsigned)ROW_LOCKS;
        if (differs == 0)
            continue;
        at = stash_copy(out, from, at);
        if (keep_locks)
            stash_take_locks(out, at, &lab->rows);
        all |= differs;
    }
    return all;
}

/* Goes to another state of the whole lab in one step. */
static bool go(struct lab *lab, const struct stash *saved,
               const struct settings *settings, bool keep_locks,
               const char *what, struct err *err)
{
    struct change change = { 0 };
    unsigned levers =
        settings_differ(&lab->settings, settings, lab->param_count);
    unsigned differs = gather(lab, saved, keep_locks, &change.rows);

    if ((levers == 0 && differs == 0) ||
        !levers_free(lab, levers | levers_of(lab, differs), what, err)) {
        stash_finish(&change.rows);
        return levers == 0 && differs == 0;
    }
    settings_init(&change.settings, lab->param_count);
    settings_copy(&change.settings, settings, lab->param_count);
    swap_change(lab, &change, levers);
    push_change(lab, &change);
    return true;
}

bool lab_reset(struct lab *lab, struct err *err)
{
    static const struct stash none;

    return go(lab, &none, &lab->first_settings, true, "reset", err);
}

bool lab_dirty(const struct lab *lab)
{
    return lab->dirty_rows > 0 ||
           settings_differ(&lab->settings, &lab->first_settings,
                           lab->param_count) != 0;
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
        settings_init(&saved->settings, lab->param_count);
    }
    settings_copy(&saved->settings, &lab->settings, lab->param_count);
    stash_finish(&saved->rows);
    for (size_t i = 0; i < lab->first.index.count; i++)
        if (lab->first_differs[i])
            stash_row(&saved->rows, &lab->rows, lab->first.index.row[i]);
    return true;
}

bool lab_restore(struct lab *lab, struct slice name, struct err *err)
{
    struct saved *saved = find_saved(lab, name);
    struct strbuf names = { 0 };

    if (saved)
        return go(lab, &saved->rows, &saved->settings, false, "restore", err);
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
