#include "course/prove_data.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "course/equation.h"
#include "course/name_key.h"
#include "lab/lab.h"
#include "num/rng.h"
#include "tex/scope.h"

enum { PARAMS_MAX = 64 };

struct prove_sets {
    const struct lab *lab;
    const struct scope *scope;
    bool one_hot;
    struct arena *arena;
    struct prove_set sets[PROVE_SETS];
    bool drawn[PROVE_SETS];
};

/* One set while it is drawn. */
struct draw {
    struct prove_sets *sets;
    struct rng rng;
    size_t rows;
    bool exact; /* probabilities may be exactly 0 and 1 */
};

static bool chance(struct draw *draw, double p)
{
    return rng_uniform(&draw->rng) < p;
}

static double between(struct draw *draw, double from, double to)
{
    return from + (to - from) * rng_uniform(&draw->rng);
}

static void one_hot(struct draw *draw, double *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = 0.0;
    out[rng_below(&draw->rng, count)] = 1.0;
}

/* Uniform over all distributions, or with some entries exactly 0, or all of
 * it on one. */
static void distribution(struct draw *draw, double *out, size_t count)
{
    bool some = draw->exact && chance(draw, 0.1);
    double total = 0.0;

    if (draw->exact && chance(draw, 0.03)) {
        one_hot(draw, out, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool zero = some && i > 0 && chance(draw, 0.5);

        out[i] = zero ? 0.0 : -log1p(-rng_uniform(&draw->rng)) + 1e-3;
        total += out[i];
    }
    for (size_t i = 0; i < count; i++)
        out[i] /= total;
}

/* ---- further arrays ---- */

enum kind {
    KIND_BINARY,
    KIND_ONE_HOT,
    KIND_DISTRIBUTION,
    KIND_INTEGER,
    KIND_UNIT, /* in [0, 1] */
    KIND_REAL
};

/* What an array's numbers are, by those that the lesson gives. */
struct nature {
    enum kind kind;
    double low, high;
};

static bool sums_to_one(const double *x, size_t count)
{
    double total = 0.0;

    for (size_t i = 0; i < count; i++)
        total += x[i];
    return count > 1 && fabs(total - 1.0) < 1e-9;
}

static struct nature nature_of(const double *x, size_t rows, size_t cols)
{
    bool whole = true, binary = true, one = true;
    struct nature nature = { KIND_REAL, x[0], x[0] };

    for (size_t i = 0; i < rows * cols; i++) {
        whole = whole && x[i] == floor(x[i]);
        binary = binary && (x[i] == 0.0 || x[i] == 1.0);
        nature.low = fmin(nature.low, x[i]);
        nature.high = fmax(nature.high, x[i]);
    }
    for (size_t i = 0; i < rows; i++)
        one = one && nature.low >= 0.0 && sums_to_one(x + i * cols, cols);
    if (binary)
        nature.kind = one ? KIND_ONE_HOT : KIND_BINARY;
    else if (one)
        nature.kind = KIND_DISTRIBUTION;
    else if (whole)
        nature.kind = KIND_INTEGER;
    else if (nature.low >= 0.0 && nature.high <= 1.0)
        nature.kind = KIND_UNIT;
    return nature;
}

static double number(struct draw *draw, struct nature nature)
{
    double reach = 1.5 * fmax(fabs(nature.low), fabs(nature.high));

    switch (nature.kind) {
    case KIND_BINARY:
        return chance(draw, 0.5) ? 1.0 : 0.0;
    case KIND_INTEGER:
        return nature.low +
               (double)rng_below(&draw->rng,
                                 (uint64_t)(nature.high - nature.low) + 1);
    case KIND_UNIT:
        if (draw->exact && chance(draw, 0.1))
            return chance(draw, 0.5) ? 1.0 : 0.0;
        return between(draw, 0.0, 1.0);
    default:
        return between(draw, nature.low >= 0.0 ? 0.0 : -reach, reach);
    }
}

static void fill(struct draw *draw, struct nature nature, double *out,
                 size_t rows, size_t cols)
{
    for (size_t i = 0; i < rows; i++) {
        if (nature.kind == KIND_ONE_HOT)
            one_hot(draw, out + i * cols, cols);
        else if (nature.kind == KIND_DISTRIBUTION)
            distribution(draw, out + i * cols, cols);
        else
            for (size_t k = 0; k < cols; k++)
                out[i * cols + k] = number(draw, nature);
    }
}

/* Whether the letters of a sort run to N. */
static bool runs_to_n(const struct scope *scope, int group)
{
    for (char c = 'a'; c <= 'z'; c++) {
        const struct scope_domain *domain =
            scope_domain(scope, (struct slice){ &c, 1 });

        if (domain && domain->group == group && domain->to &&
            domain->to->kind == MEAN_NAME)
            return slice_is(domain->to->name, "N");
    }
    return false;
}

/* Whether the first index of an array numbers the examples. */
static bool numbered(const struct draw *draw, const struct lab_data *data)
{
    static const int any[] = { -1, -1 };
    const struct scope *scope = draw->sets->scope;
    struct slice key = name_key(draw->sets->arena, data->name);
    const struct scope_data *declared =
        scope_data(scope, key, any, (size_t)data->rank);

    return declared && data->rank > 0 && declared->rank == data->rank &&
           runs_to_n(scope, declared->sorts[0]);
}

/* A whole number that counts something is part of the shape. */
static bool counts(const struct lab_spec *spec, double x)
{
    for (size_t i = 0; i < spec->data_count; i++) {
        const struct lab_data *data = &spec->data[i];

        if (data->rank > 0 &&
            ((double)data->rows == x || (double)data->cols == x))
            return true;
    }
    return x == (double)spec->row_count || x == (double)spec->class_count;
}

static struct lab_data array(struct draw *draw, const struct lab_spec *spec,
                             const struct lab_data *data)
{
    struct lab_data out = *data;
    struct nature nature = nature_of(data->values, data->rows, data->cols);
    double *values;

    if (data->rank == 0 && nature.kind == KIND_INTEGER &&
        counts(spec, data->values[0]))
        return out;
    if (data->rank == 0 && nature.kind == KIND_INTEGER) {
        nature.low = fmin(1.0, nature.low);
        nature.high = fmax(1.0, nature.high);
    }
    if (spec->row_count && numbered(draw, data)) {
        if (data->rank == 1)
            out.cols = draw->rows;
        else
            out.rows = draw->rows;
    }
    values =
        arena_array(draw->sets->arena, out.rows * out.cols, sizeof *values);
    fill(draw, nature, values, out.rows, out.cols);
    out.values = values;
    return out;
}

/* ---- rows ---- */

static double *doubles(struct draw *draw, size_t count)
{
    return arena_array(draw->sets->arena, count, sizeof(double));
}

static void row(struct draw *draw, const struct lab_spec *spec, bool soft,
                struct lab_row *out)
{
    size_t K = spec->class_count;
    size_t features = spec->rows[0].feature_count;
    double *x;

    out->label = (int)rng_below(&draw->rng, K);
    if (soft) {
        out->label = -1;
        out->truth = x = doubles(draw, K);
        distribution(draw, x, K);
    }
    out->predicted = x = doubles(draw, K);
    distribution(draw, x, K);
    out->logits = x = doubles(draw, K);
    for (size_t k = 0; k < K; k++)
        x[k] = between(draw, -4.0, 4.0);
    out->features = x = doubles(draw, features);
    out->feature_count = features;
    for (size_t k = 0; k < features; k++)
        x[k] = between(draw, -3.0, 3.0);
}

/* Half of the sets are one-hot throughout, as most lessons' are; the others
 * mix. */
static void rows(struct draw *draw, struct lab_spec *spec, bool soft)
{
    struct lab_row *out =
        arena_array(draw->sets->arena, draw->rows, sizeof *out);

    for (size_t i = 0; i < draw->rows; i++)
        row(draw, spec, soft && chance(draw, 0.7), &out[i]);
    spec->rows = out;
    spec->row_count = draw->rows;
}

/* ---- a set ---- */

static double parameter(struct draw *draw, double value, double from, double to)
{
    if (from == to)
        return value;
    if (isfinite(from) && isfinite(to))
        return between(draw, from, to);
    return number(draw, nature_of(&value, 1, 1));
}

static void draw_params(struct draw *draw, struct lab_spec *spec)
{
    struct lab_param *out =
        arena_array(draw->sets->arena, spec->param_count + 1, sizeof *out);

    for (size_t i = 0; i < spec->param_count; i++) {
        const struct lab_data *same = NULL;

        out[i] = spec->params[i];
        for (size_t k = 0; k < spec->data_count && !same; k++)
            if (spec->data[k].rank == 0 &&
                slice_eq(spec->data[k].name, out[i].name))
                same = &spec->data[k];
        out[i].value =
            same ? same->values[0]
                 : parameter(draw, out[i].value, out[i].from, out[i].to);
        out[i].value = fmin(fmax(out[i].value, out[i].from), out[i].to);
    }
    spec->params = out;
}

static struct lab *draw_lab(struct draw *draw, size_t index)
{
    struct arena *arena = draw->sets->arena;
    struct lab_spec spec = lab_snapshot(draw->sets->lab, arena);
    struct lab_data *data =
        arena_array(arena, spec.data_count + 1, sizeof *data);
    bool longer = true;
    struct err err;
    struct lab *lab;

    for (size_t i = 0; i < spec.data_count; i++) {
        longer = longer && !numbered(draw, &spec.data[i]);
        data[i] = array(draw, &spec, &spec.data[i]);
    }
    spec.data = data;
    draw_params(draw, &spec);
    if (spec.row_count > 0) {
        rows(draw, &spec, !draw->sets->one_hot && index % 2 == 1);
        spec.examples = (long)draw->rows;
        /* Rows taken more than once, the last round in part. */
        if (longer && index % 5 == 4)
            spec.examples +=
                (long)rng_below(&draw->rng, PROVE_ROWS_MAX - draw->rows + 1);
    }
    spec.format = FORMAT_EXACT;
    lab = lab_create(&spec, &err);
    assert(lab);
    return lab;
}

/* The parameters that the scope declares; where the lab has one of that name
 * too, as a number among its data, the lab's value stands. */
static void bind(struct draw *draw, struct prove_set *set)
{
    const struct scope_param *params[PARAMS_MAX];
    size_t count = scope_params(draw->sets->scope, params, PARAMS_MAX);

    if (count > PARAMS_MAX)
        count = PARAMS_MAX;
    set->bindings =
        arena_array(draw->sets->arena, count + 1, sizeof *set->bindings);
    for (size_t i = 0; i < count; i++) {
        bool held = false;

        for (size_t k = 0; k < set->data.count && !held; k++)
            held = set->data.arrays[k].rank == 0 &&
                   slice_eq(set->data.arrays[k].key, params[i]->key);
        if (!held)
            set->bindings[set->binding_count++] = (struct eval_binding){
                params[i]->key, parameter(draw, params[i]->value,
                                          params[i]->from, params[i]->to)
            };
    }
}

static void draw_set(struct prove_sets *sets, size_t index)
{
    struct prove_set *set = &sets->sets[index];
    struct draw draw = { .sets = sets, .exact = index / 2 % 2 == 1 };
    size_t most =
        index < PROVE_SETS_OPTIMUM ? PROVE_ROWS_OPTIMUM : PROVE_ROWS_MAX;

    set->seed = (unsigned)index + 1;
    rng_seed(&draw.rng, set->seed);
    draw.rows = 1 + (size_t)rng_below(&draw.rng, most);
    if (sets->lab) {
        set->lab = draw_lab(&draw, index);
        set->data = lab_eval_data(sets->arena, set->lab);
        set->n = lab_rows(set->lab) ? lab_example_count(set->lab) : 0;
    }
    bind(&draw, set);
}

struct prove_sets *prove_sets_create(const struct lab *lab,
                                     const struct scope *scope, bool one_hot)
{
    struct prove_sets *sets = fatal_calloc(1, sizeof *sets);

    sets->lab = lab;
    sets->scope = scope;
    sets->one_hot = one_hot;
    sets->arena = arena_create();
    return sets;
}

void prove_sets_destroy(struct prove_sets *sets)
{
    if (!sets)
        return;
    for (size_t i = 0; i < PROVE_SETS; i++)
        lab_destroy(sets->sets[i].lab);
    arena_destroy(sets->arena);
    free(sets);
}

const struct prove_set *prove_sets_get(struct prove_sets *sets, size_t index)
{
    assert(index < PROVE_SETS);
    if (!sets->drawn[index])
        draw_set(sets, index);
    sets->drawn[index] = true;
    return &sets->sets[index];
}
