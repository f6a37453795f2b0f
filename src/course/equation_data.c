/* equation_data.c - lab_eval_data() of equation.h: a lab's tables and numbers
 * under the names that formulas call them by.
 */
#include "course/equation.h"

#include "base/arena.h"
#include "course/name_key.h"
#include "lab/lab.h"

enum { TABLES = 7 /* y, s, z, x, N, K, T */ };

struct filler {
    struct arena *arena;
    const struct lab *lab;
    struct eval_array *arrays;
    size_t count;
};

static void add_number(struct filler *fill, struct slice key, double value)
{
    double *held = arena_array(fill->arena, 1, sizeof *held);

    *held = value;
    fill->arrays[fill->count++] =
        (struct eval_array){ .key = key, .rows = 1, .cols = 1, .values = held };
}

/* One of the lab's own tables: the listed rows stand for all examples. Its
 * values stand in memory, or each row is asked for. */
static struct eval_array *add_table(struct filler *fill, const char *key,
                                    int tag)
{
    const struct lab *lab = fill->lab;
    struct eval_array *array = &fill->arrays[fill->count++];

    *array = (struct eval_array){
        .key = slice_of(key),
        .rank = 2,
        .rows = lab_rows(lab),
        .cols = lab_classes(lab),
        .examples = (size_t)lab_example_count(lab),
        .of = lab,
        .tag = tag,
    };
    return array;
}

static const double *truth_row(const void *lab, size_t row)
{
    return lab_truth(lab, row);
}

static const double *prediction_row(const void *lab, size_t row)
{
    return lab_base_prediction(lab, row);
}

static void add_truth(struct filler *fill)
{
    struct eval_array *y = add_table(fill, "y", LAB_CELLS_TRUTH);

    y->row = truth_row;
    y->labels = lab_labels(fill->lab);
}

/* Of given predictions s is what is stored. */
static void add_prediction(struct filler *fill)
{
    bool given = lab_model(fill->lab) == LAB_GIVEN;
    struct eval_array *s =
        add_table(fill, "s", given ? LAB_CELLS_SCORES : LAB_CELLS_NONE);

    if (given)
        s->values = lab_scores(fill->lab, 0);
    else
        s->row = prediction_row;
}

static void add_features(struct filler *fill)
{
    const struct lab *lab = fill->lab;

    fill->arrays[fill->count++] = (struct eval_array){
        .key = slice_of("x"),
        .rank = 2,
        .rows = lab_rows(lab),
        .cols = lab_feature_count(lab),
        .examples = (size_t)lab_example_count(lab),
        .values = lab_features(lab),
        .tag = LAB_CELLS_NONE,
    };
}

/* What the lesson calls like one of the lab's own tables stands in for it. */
static bool is_given(const struct filler *fill, const char *name)
{
    return lab_find_array(fill->lab, slice_of(name)) ||
           lab_find_param(fill->lab, slice_of(name)) >= 0;
}

static void add_tables(struct filler *fill)
{
    const struct lab *lab = fill->lab;
    bool softmax = lab_model(lab) == LAB_SOFTMAX;

    if (!is_given(fill, "y"))
        add_truth(fill);
    if (!is_given(fill, "s"))
        add_prediction(fill);
    if (lab_features(lab) && !is_given(fill, "x"))
        add_features(fill);
    if (softmax && !is_given(fill, "z"))
        add_table(fill, "z", LAB_CELLS_SCORES)->values = lab_scores(lab, 0);
    if (softmax && !is_given(fill, "T"))
        add_number(fill, slice_of("T"), lab_temperature(lab));
    if (!is_given(fill, "N"))
        add_number(fill, slice_of("N"), (double)lab_example_count(lab));
    if (!is_given(fill, "K"))
        add_number(fill, slice_of("K"), (double)lab_classes(lab));
}

/* A list of the lesson is a column here: its index is the row. */
static void add_array(struct filler *fill, const struct lab_data *data)
{
    fill->arrays[fill->count++] = (struct eval_array){
        .key = name_key(fill->arena, data->name),
        .rank = data->rank,
        .rows = data->rank == 1 ? data->cols : data->rows,
        .cols = data->rank == 1 ? 1 : data->cols,
        .values = data->values,
    };
}

struct eval_data lab_eval_data(struct arena *arena, const struct lab *lab)
{
    struct filler fill = { .arena = arena, .lab = lab };
    size_t most = TABLES + lab_params(lab) + lab_arrays(lab);

    fill.arrays = arena_array(arena, most, sizeof *fill.arrays);
    for (size_t i = 0; i < lab_params(lab); i++) {
        struct lab_param param = lab_param(lab, i);

        add_number(&fill, name_key(arena, param.name), param.value);
    }
    for (size_t i = 0; i < lab_arrays(lab); i++)
        if (lab_array(lab, i)->rank > 0)
            add_array(&fill, lab_array(lab, i));
    if (lab_rows(lab) > 0)
        add_tables(&fill);
    return (struct eval_data){ fill.arrays, fill.count };
}
