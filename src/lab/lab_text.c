#include "lab/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"

typedef const char *name_fn(const struct lab *lab, size_t i,
                            char room[LAB_ROW_NAME]);

static const char *class_name(const struct lab *lab, size_t i,
                              char room[LAB_ROW_NAME])
{
    (void)room;
    return lab->class_names[i];
}

/* Why a word is none of the names. */
static bool not_found(const struct lab *lab, name_fn *name, size_t count,
                      struct slice word, const char *what, struct err *err)
{
    struct strbuf all = { 0 };
    char room[LAB_ROW_NAME];

    if (count == 0)
        return err_set(err, "there is no %s '%.*s': this lab has none", what,
                       SLICE_ARG(word));
    if (count > 6)
        return err_set(err, "there is no %s '%.*s': 1 to %zu would do", what,
                       SLICE_ARG(word), count);
    for (size_t i = 0; i < count; i++)
        strbuf_printf(&all, "%s'%s'", i ? ", " : "", name(lab, i, room));
    err_set(err, "there is no %s '%.*s': 1 to %zu or %s would do", what,
            SLICE_ARG(word), count, strbuf_text(&all));
    strbuf_finish(&all);
    return false;
}

/* Whether the word is a number from 1 to count. */
static bool numbered(struct slice word, size_t count, size_t *index)
{
    long number;

    if (!slice_long(word, &number) || number < 1 || (size_t)number > count)
        return false;
    *index = (size_t)(number - 1);
    return true;
}

/* "row 17" of a row that has no other name. */
static bool row_titled(const struct lab *lab, struct slice word, size_t *row)
{
    struct slice head = slice_of("row ");

    if (!slice_starts(word, head.at))
        return false;
    word.at += head.len;
    word.len -= head.len;
    return numbered(word, lab->row_count, row) && !lab_row_named(lab, *row);
}

bool lab_find_row(const struct lab *lab, struct slice word, size_t *row,
                  struct err *err)
{
    size_t n = lab->row_count;

    return numbered(word, n, row) || row_titled(lab, word, row) ||
           row_names_find(&lab->row_names, word, row) ||
           not_found(lab, lab_row_name, n, word, "row", err);
}

bool lab_find_class(const struct lab *lab, struct slice word, size_t *class,
                    struct err *err)
{
    size_t k = lab->class_count;

    if (numbered(word, k, class))
        return true;
    for (*class = 0; *class < k; ++*class)
        if (slice_is(word, lab->class_names[*class]))
            return true;
    return not_found(lab, class_name, k, word, "class", err);
}

/* A row as it stands, or, `first`, as it was in the first state. */
static struct lab_row snapshot_row(const struct lab *lab, bool first, size_t i)
{
    const struct rows *rows = &lab->rows;
    const struct stash *kept = &lab->first;
    size_t k = lab->class_count, at = first ? stash_find(kept, i) : ROW_NONE;
    bool here = at == ROW_NONE;
    const double *score = here ? rows->score : kept->score;
    struct lab_row row = {
        .label = here ? rows->label[i] : kept->label[at],
        .softness = here ? rows_softness(rows, i) : kept->softness[at],
        .features =
            lab->features ? lab->features + i * lab->feature_count : NULL,
        .feature_count = lab->feature_count,
        .locked = here ? rows_locks(rows, i) : kept->locked + at * k,
    };

    if (lab->model != LAB_LOGISTIC)
        row.predicted = row.logits = score + (here ? i : at) * k;
    if (row.label < 0)
        row.truth = rows->given + i * k;
    if (lab_row_named(lab, i))
        row.input = slice_of(row_names_at(&lab->row_names, i));
    return row;
}

static struct lab_spec spec_of(const struct lab *lab, bool first,
                               struct arena *arena)
{
    size_t n = lab->row_count, k = lab->class_count, p = lab->param_count;
    struct slice *classes = arena_array(arena, k, sizeof *classes);
    struct lab_row *rows = arena_array(arena, n, sizeof *rows);
    struct lab_param *params = arena_array(arena, p, sizeof *params);
    struct slice *moving =
        arena_array(arena, p + lab->param_lever_count, sizeof *moving);
    const struct settings *settings =
        first ? &lab->first_settings : &lab->settings;
    struct lab_spec spec = {
        .name = slice_of(lab->name),
        .title = slice_of(lab->title),
        .classes = classes,
        .class_count = k,
        .rows = rows,
        .row_count = n,
        .examples = settings->examples,
        .data = lab->arrays,
        .data_count = lab->array_count,
        .params = params,
        .param_count = p,
        .model = lab->model,
        .temperature = settings->temperature,
        .levers = lab->levers,
        .param_levers = moving,
        .format = settings->format,
        .unit = settings->unit,
    };

    for (size_t j = 0; j < k; j++)
        classes[j] = slice_of(lab->class_names[j]);
    for (size_t i = 0; i < n; i++)
        rows[i] = snapshot_row(lab, first, i);
    for (size_t i = 0; i < p; i++) {
        params[i] = lab_param(lab, i);
        params[i].value = settings->params[i];
        if (lab->param_moves[i])
            moving[spec.param_lever_count++] = params[i].name;
    }
    for (size_t i = 0; i < lab->param_lever_count; i++)
        moving[spec.param_lever_count++] = slice_of(lab->param_levers[i]);
    return spec;
}

struct lab_spec lab_snapshot(const struct lab *lab, struct arena *arena)
{
    return spec_of(lab, false, arena);
}

struct lab_spec lab_first(const struct lab *lab, struct arena *arena)
{
    return spec_of(lab, true, arena);
}
