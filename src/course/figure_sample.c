/* figure_sample.c - seeded draws, and the running mean of what they show.
 *
 * How often each value was drawn up to each size is all that is kept: the mean
 * at a size is the values' mean with these counts, whatever the values are by
 * then.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "course/figure_state.h"
#include "lesson/block.h"
#include "num/rng.h"
#include "tex/read.h"
#include "tex/scope.h"

enum {
    FREE_MAX = 8,
    A_DECADE = 40,   /* sizes in one decade */
    CHUNK = 1 << 15, /* draws between two questions */
    POINTS_MAX = 400
};

/* What weights may be off 1 by: they are decimals of a lesson, or sums. */
static const double sum_slack = 1e-9;

/* ---- reading ---- */

/* Sizes that are equally far apart on a log scale, each once. */
static void read_sizes(struct arena *arena, struct figure *seen, long n)
{
    double *x = arena_array(arena, POINTS_MAX, sizeof *x);

    for (int i = 0; seen->points < POINTS_MAX; i++) {
        double size = round(pow(10.0, (double)i / A_DECADE));

        if (size >= (double)n)
            break;
        if (seen->points == 0 || size > x[seen->points - 1])
            x[seen->points++] = size;
    }
    x[seen->points++] = (double)n;
    seen->x = x;
    seen->from = 1.0;
    seen->to = (double)n;
    seen->x_log = true;
}

/* The first bare letter that nobody declared. */
static struct slice unbound(const struct mean *node)
{
    struct mean *children[64];
    size_t count = mean_children(node, children, 64);
    struct slice found = { 0 };

    if (node->kind == MEAN_NAME && node->sort == NAME_UNBOUND &&
        node->item_count == 0)
        return node->name;
    for (size_t i = 0; i < count && i < 64 && found.len == 0; i++)
        found = unbound(children[i]);
    return found;
}

/* The letter of a draw: the free index letter that does not number rows, else
 * one that does, else one without a domain. */
static struct slice find_letter(const struct mean *show,
                                const struct scope *scope)
{
    struct slice keys[FREE_MAX];
    size_t count = eval_free(show, scope, keys, FREE_MAX);
    struct slice found = { 0 };

    for (size_t i = 0; i < count && i < FREE_MAX; i++) {
        const struct scope_domain *domain = scope_domain(scope, keys[i]);
        bool rows = domain && domain->to && domain->to->kind == MEAN_NAME &&
                    slice_is(domain->to->name, "N");

        if (found.len == 0 || !rows)
            found = keys[i];
    }
    return found.len > 0 ? found : unbound(show);
}

void figure_sample_read(struct arena *arena, struct figure_slot *slot)
{
    struct figure *seen = &slot->seen;
    const struct sample_block *sample = seen->block->sample;
    struct figure_formula show;

    seen->kind = FIGURE_SAMPLE;
    seen->limit = seen->mean = seen->deviation = NAN;
    read_sizes(arena, seen, sample->n);
    slot->inner = seen->scope;
    slot->formulas = arena_alloc(arena, sizeof *slot->formulas);
    slot->from = figure_read(arena, &sample->from, seen->scope);
    slot->limit = figure_read(arena, &sample->limit, seen->scope);
    show = slot->formulas[0] = figure_read(arena, &sample->show, seen->scope);
    if (show.fault || slot->from.fault || slot->limit.fault) {
        seen->fault = show.fault ? show.fault : slot->from.fault;
        if (!seen->fault)
            seen->fault = slot->limit.fault;
        return;
    }
    seen->key = find_letter(show.node, seen->scope);
    if (seen->key.len == 0) {
        seen->fault = "'show' says nothing of the draw: it has no free letter";
        return;
    }
    figure_letters(slot, show.node, seen->scope);
    figure_letters(slot, slot->from.node, seen->scope);
    figure_letters(slot, slot->limit.node, seen->scope);
    seen->curve_count = sample->seed_count;
    seen->curves = arena_array(arena, sample->seed_count, sizeof *seen->curves);
    for (size_t i = 0; i < sample->seed_count; i++)
        seen->curves[i].seed = sample->seeds[i];
    slot->curves = seen->curves;
}

/* ---- the support and its weights ---- */

/* What is known of a draw for the time of one valuing. */
struct draw {
    struct figure_slot *slot;
    struct figure_eval *eval;
    double *values, *weights; /* [support] */
    bool log;
};

static bool fail(struct draw *draw, const char *text)
{
    draw->slot->seen.fault = text;
    return false;
}

/* The values that the letter takes: those of its domain, else 1 up to the
 * number of weights. False with the figure's fault. */
static bool find_support(struct draw *draw, size_t weights)
{
    struct figure_slot *slot = draw->slot;
    const struct scope *scope = slot->seen.scope;
    const struct scope_domain *domain = scope_domain(scope, slot->seen.key);
    long first = 1, count = (long)weights;
    const struct mean *set = domain ? domain->set : NULL;

    if (set)
        count = (long)set->item_count;
    else if (domain && !eval_domain(scope, &draw->eval->data, slot->seen.key,
                                    &first, &count))
        return fail(draw, "the letter of a draw has no values here");
    if (count < 1 || count > FIGURE_SUPPORT_MAX)
        return fail(draw, count < 1
                              ? "nobody says which values a draw may have: "
                                "declare its letter with `domain`"
                              : "a draw has more than 64 possible values");
    slot->support =
        fatal_realloc(slot->support, (size_t)count * sizeof *slot->support);
    slot->support_count = (size_t)count;
    for (size_t k = 0; k < slot->support_count; k++) {
        struct real value = real_of((double)(first + (long)k));

        if (set)
            figure_value(draw->eval, set->items[k], scope, 0.0, &value);
        slot->support[k] = real_double(value);
    }
    return true;
}

/* The entries of a `from` that is a vector. False: it is none, or stopped. */
static bool vector_weights(struct draw *draw, struct value *out)
{
    struct figure_eval *eval_ = draw->eval;
    struct mean_fault fault = { 0 };
    enum eval_status status =
        eval(eval_->arena, draw->slot->from.node, draw->slot->seen.scope,
             &eval_->data, &eval_->options, out, &fault);

    eval_->fault = status == EVAL_VALUE ? NULL : fault.text;
    return status == EVAL_VALUE && out->shape == VALUE_VECTOR;
}

static bool take_weights(struct draw *draw)
{
    struct figure_slot *slot = draw->slot;
    const struct sample_block *sample = slot->seen.block->sample;
    struct value vector = { 0 };
    bool given = sample->weights != NULL, listed;
    size_t count;

    draw->eval->bound[0].key = (struct slice){ 0 };
    listed = !given && vector_weights(draw, &vector);
    draw->eval->bound[0].key = slot->seen.key;
    count = given ? sample->weight_count : listed ? vector.rows : 0;
    if (!find_support(draw, count))
        return false;
    if ((given || listed) && count != slot->support_count)
        return fail(draw, "'from' has not as many weights as a draw has "
                          "possible values");
    draw->weights = arena_array(draw->eval->arena, slot->support_count,
                                sizeof *draw->weights);
    for (size_t k = 0; k < slot->support_count; k++) {
        struct real weight;

        if (given)
            draw->weights[k] = sample->weights[k];
        else if (listed)
            draw->weights[k] = real_double(vector.entries[k]);
        else {
            figure_value(draw->eval, slot->from.node, slot->seen.scope,
                         slot->support[k], &weight);
            draw->weights[k] = real_double(weight);
        }
    }
    return true;
}

static bool check_weights(struct draw *draw)
{
    double sum = 0.0;

    for (size_t k = 0; k < draw->slot->support_count; k++) {
        double weight = draw->weights[k];

        if (!(weight >= 0.0 && weight <= 1.0))
            return fail(draw, draw->eval->fault
                                  ? draw->eval->fault
                                  : "a weight of 'from' is no probability");
        sum += weight;
    }
    return fabs(sum - 1.0) <= sum_slack ||
           fail(draw, arena_printf(draw->eval->arena,
                                   "the weights of 'from' add up to %.6g, not "
                                   "to 1",
                                   sum));
}

/* What a draw of each value shows, the mean of it and its deviation. */
static bool value_draws(struct draw *draw)
{
    struct figure_slot *slot = draw->slot;
    struct figure *seen = &slot->seen;
    size_t count = slot->support_count;
    double mean = 0.0, square = 0.0;

    draw->values = arena_array(draw->eval->arena, count, sizeof *draw->values);
    for (size_t k = 0; k < count; k++) {
        struct real value;

        if (!figure_value(draw->eval, slot->formulas[0].node, seen->scope,
                          slot->support[k], &value))
            return false;
        draw->values[k] = real_double(value);
        draw->log |= (value.flags & REAL_LOG_SCALED) != 0;
        if (draw->weights[k] == 0.0)
            continue;
        if (isnan(draw->values[k]))
            return fail(draw, draw->eval->fault
                                  ? draw->eval->fault
                                  : "'show' is not a number for some draw");
        mean += draw->weights[k] * draw->values[k];
    }
    for (size_t k = 0; k < count; k++)
        if (draw->weights[k] > 0.0)
            square += draw->weights[k] * (draw->values[k] - mean) *
                      (draw->values[k] - mean);
    seen->mean = mean;
    seen->deviation = isfinite(mean) ? sqrt(square) : NAN;
    seen->band = seen->block->sample->band && isfinite(mean);
    return true;
}

static void value_limit(struct draw *draw)
{
    struct figure_slot *slot = draw->slot;
    struct real limit = real_of(NAN);

    draw->eval->bound[0].key = (struct slice){ 0 };
    if (slot->limit.node)
        figure_value(draw->eval, slot->limit.node, slot->seen.scope, 0.0,
                     &limit);
    draw->eval->bound[0].key = slot->seen.key;
    slot->seen.limit = real_double(limit);
}

/* ---- drawing ---- */

static void throw_away(struct figure_slot *slot)
{
    free(slot->draws.weights);
    free(slot->draws.counts);
    slot->draws = (struct figure_draws){ 0 };
}

/* Nothing is drawn anew while the weights are the same, to the bit. */
static void prepare(struct figure_slot *slot, const double *weights)
{
    struct figure_draws *draws = &slot->draws;
    size_t size = slot->support_count * sizeof *weights;

    if (draws->weights && draws->support == slot->support_count &&
        memcmp(draws->weights, weights, size) == 0)
        return;
    throw_away(slot);
    draws->support = slot->support_count;
    draws->weights = fatal_malloc(size);
    memcpy(draws->weights, weights, size);
    draws->counts = fatal_calloc(slot->seen.curve_count * slot->seen.points *
                                     slot->support_count,
                                 sizeof *draws->counts);
}

/* The value of one draw, by its place in the support. */
static size_t draw_one(struct rng *rng, const double *weights, size_t count)
{
    double u = rng_uniform(rng), sum = 0.0;
    size_t last = 0;

    for (size_t k = 0; k < count; k++) {
        if (weights[k] == 0.0)
            continue;
        last = k;
        sum += weights[k];
        if (u < sum)
            return k;
    }
    return last;
}

static uint32_t *counts_at(const struct figure_slot *slot, size_t seed,
                           size_t point)
{
    return slot->draws.counts +
           (seed * slot->seen.points + point) * slot->support_count;
}

/* Some draws of the series at hand; the next series begins where it ends. */
static void draw_some(struct figure_slot *slot)
{
    struct figure_draws *draws = &slot->draws;
    const struct figure *seen = &slot->seen;
    size_t support = slot->support_count;
    struct rng rng;

    if (draws->drawn == 0)
        rng_seed(&rng, (uint64_t)seen->curves[draws->seed].seed);
    else
        memcpy(rng.s, draws->rng, sizeof rng.s);
    for (int i = 0; i < CHUNK && draws->point < seen->points; i++) {
        uint32_t *counts = counts_at(slot, draws->seed, draws->point);

        counts[draw_one(&rng, draws->weights, support)]++;
        draws->drawn++;
        if ((double)draws->drawn < seen->x[draws->point])
            continue;
        draws->point++;
        if (draws->point < seen->points)
            memcpy(counts + support, counts, support * sizeof *counts);
    }
    memcpy(draws->rng, rng.s, sizeof rng.s);
    if (draws->point < seen->points)
        return;
    draws->seed++;
    draws->point = 0;
    draws->drawn = 0;
}

static void take_means(const struct draw *draw)
{
    const struct figure_slot *slot = draw->slot;

    for (size_t i = 0; i < slot->seen.curve_count; i++) {
        double *y = (double *)slot->curves[i].y;

        slot->curves[i].log = draw->log;
        for (size_t p = 0; p < slot->seen.points; p++) {
            const uint32_t *counts = counts_at(slot, i, p);
            double sum = 0.0;

            for (size_t k = 0; k < slot->support_count; k++)
                if (counts[k] > 0)
                    sum += counts[k] * draw->values[k];
            y[p] = sum / slot->seen.x[p];
        }
    }
}

bool figure_sample_work(struct figure_slot *slot, struct figure_eval *eval)
{
    struct draw draw = { .slot = slot, .eval = eval };
    bool (*stop)(void *) = eval->options.stop;

    /* Some values of a small support: not worth an interruption. */
    eval->options.stop = NULL;
    slot->seen.fault = NULL;
    if (!take_weights(&draw) || !check_weights(&draw) || !value_draws(&draw)) {
        for (size_t i = 0; i < slot->seen.curve_count; i++)
            for (size_t p = 0; p < slot->seen.points; p++)
                ((double *)slot->curves[i].y)[p] = NAN;
        return true;
    }
    value_limit(&draw);
    prepare(slot, draw.weights);
    while (slot->draws.seed < slot->seen.curve_count) {
        draw_some(slot);
        if (slot->draws.seed < slot->seen.curve_count && stop &&
            stop(eval->options.stop_context))
            return false;
    }
    take_means(&draw);
    return true;
}

void figure_sample_reading(struct figure_slot *slot)
{
    struct figure *seen = &slot->seen;
    size_t p = 0;

    while (p + 1 < seen->points && seen->x[p] < seen->at)
        p++;
    for (size_t i = 0; i < seen->curve_count; i++)
        seen->curves[i].reading = real_of(seen->curves[i].y[p]);
}

void figure_sample_finish(struct figure_slot *slot)
{
    throw_away(slot);
    free(slot->support);
    slot->support = NULL;
}
