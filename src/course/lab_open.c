#include "course/lab_open.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/name_key.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lab_block.h"

struct lever_name {
    const char *name;
    unsigned lever;
};

static const struct lever_name levers[] = {
    { "predicted", LAB_LEVER_PREDICTED },
    { "label", LAB_LEVER_LABEL },
    { "truth", LAB_LEVER_TRUTH },
    { "logits", LAB_LEVER_LOGITS },
    { "temperature", LAB_LEVER_TEMPERATURE },
    { "examples", LAB_LEVER_EXAMPLES },
    { "format", LAB_LEVER_FORMAT },
    { "unit", LAB_LEVER_UNIT },
};

static const struct {
    const char *name;
    enum lab_model model;
} models[] = {
    { "given", LAB_GIVEN },
    { "softmax", LAB_SOFTMAX },
    { "logistic", LAB_LOGISTIC },
};

/* The lever of a fixed name, 0 for any other. */
static unsigned known_lever(const char *name)
{
    for (size_t i = 0; i < sizeof levers / sizeof *levers; i++)
        if (!strcmp(name, levers[i].name))
            return levers[i].lever;
    return 0;
}

unsigned lab_open_lever(const char *name)
{
    unsigned lever = known_lever(name);

    return lever ? lever : LAB_LEVER_PARAM;
}

static void fill_rows(const struct lab_block *block, struct arena *arena,
                      struct lab_spec *spec)
{
    struct lab_row *rows = arena_array(arena, block->n, sizeof *rows);

    for (size_t i = 0; i < block->n; i++) {
        const struct lab_block_row *row = &block->rows[i];

        rows[i] = (struct lab_row){
            .input = slice_of(row->input),
            .label = row->label,
            .truth = row->truth,
            .predicted = row->predicted,
            .logits = row->logits,
            .features = row->features,
            .feature_count = block->feature_count,
        };
    }
    spec->rows = rows;
    spec->row_count = block->n;
}

static void fill_data(const struct lab_block *block, struct arena *arena,
                      struct lab_spec *spec)
{
    struct lab_data *data = arena_array(arena, block->data_count, sizeof *data);

    for (size_t i = 0; i < block->data_count; i++) {
        const struct lab_block_data *from = &block->data[i];

        data[i] = (struct lab_data){
            .name = name_key(arena, slice_of(from->name)),
            .rank = from->rank,
            .rows = from->rows,
            .cols = from->cols,
            .values = from->values,
        };
    }
    spec->data = data;
    spec->data_count = block->data_count;
}

static void fill_levers(const struct lab_block *block, struct arena *arena,
                        struct lab_spec *spec)
{
    struct slice *params;

    if (block->all_levers) {
        spec->levers = LAB_LEVER_ALL;
        return;
    }
    params = arena_array(arena, block->lever_count, sizeof *params);
    for (size_t i = 0; i < block->lever_count; i++) {
        unsigned lever = known_lever(block->levers[i]);

        if (lever)
            spec->levers |= lever;
        else
            params[spec->param_lever_count++] =
                name_key(arena, slice_of(block->levers[i]));
    }
    spec->param_levers = params;
}

static void fill_names(const struct lab_block *block, struct arena *arena,
                       struct lab_spec *spec)
{
    struct slice *classes = arena_array(arena, block->K, sizeof *classes);

    for (size_t k = 0; k < block->K; k++)
        classes[k] = slice_of(block->classes[k]);
    spec->name = slice_of(block->name);
    spec->title = slice_of(block->title);
    spec->classes = classes;
    spec->class_count = block->K;
    /* The lesson has checked the names against its fixed lists. */
    if (block->format)
        format_from_name(slice_of(block->format), &spec->format);
    if (block->unit)
        unit_from_name(slice_of(block->unit), &spec->unit);
    for (size_t i = 0; block->model && i < sizeof models / sizeof *models; i++)
        if (!strcmp(block->model, models[i].name))
            spec->model = models[i].model;
}

static bool run_actions(struct lab *lab, struct slice rest, struct err *err)
{
    while (rest.len > 0) {
        const char *cut = memchr(rest.at, ';', rest.len);
        size_t len = cut ? (size_t)(cut - rest.at) : rest.len;

        if (!verb_line(lab, slice_trim(slice_sub(rest, 0, len)), err))
            return false;
        rest = slice_sub(rest, len + (cut != NULL), rest.len);
    }
    return true;
}

bool lab_open_state(struct lab *lab, const struct lab_block_state *state,
                    const char *path, struct err *err)
{
    unsigned held = lab_levers(lab);
    struct err why = { 0 };
    bool fine;

    lab_set_levers(lab, LAB_LEVER_ALL);
    if (lab_dirty(lab))
        lab_reset(lab, NULL);
    fine = run_actions(lab, state->actions, &why);
    lab_set_levers(lab, held);
    if (!fine)
        err_at(err, path, state->line, state->column, "%s", why.text);
    return fine;
}

struct lab *lab_open(const struct lab_block *block, const char *path,
                     struct err *err)
{
    struct arena *arena = arena_create();
    struct lab_spec spec = { .examples = block->examples };
    struct err why = { 0 };
    struct lab *lab;

    fill_names(block, arena, &spec);
    fill_rows(block, arena, &spec);
    fill_data(block, arena, &spec);
    fill_levers(block, arena, &spec);
    lab = lab_create(&spec, &why);
    arena_destroy(arena);
    if (!lab)
        err_at(err, path, block->line, 0, "lab '%s': %s", block->name,
               why.text);
    return lab;
}
