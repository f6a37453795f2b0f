#include "num/product.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* a * b and a + b in the format. Both of float32's operands are float32
 * numbers, so its own arithmetic gives what rounding a double would. */
static inline double times(enum format format, double a, double b)
{
    if (format == FORMAT_FLOAT64)
        return a * b;
    if (format == FORMAT_FLOAT32)
        return (double)((float)a * (float)b);
    return format_round(format, a * b);
}

static inline double plus(enum format format, double a, double b)
{
    if (format == FORMAT_FLOAT64)
        return a + b;
    if (format == FORMAT_FLOAT32)
        return (double)((float)a + (float)b);
    return format_round(format, a + b);
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static long least(long budget, uint64_t left)
{
    return left < (uint64_t)budget ? (long)left : budget;
}

/* A factor that is 0 in the format: is it one of itself? */
static void note_zero_factor(struct product *product, uint64_t step,
                             double exact)
{
    uint64_t *first = exact == 0.0 ? &product->true_zero_factor
                                   : &product->underflowed_factor;

    if (*first == 0)
        *first = step;
}

/* Rounds the factors and takes their logarithms, as far as the budget goes.
 * Returns what is left of it. */
static long fill(struct product *product, long budget)
{
    uint64_t rows = product->n;
    double *room = product->room;
    long steps;

    if (rows > product->examples)
        rows = product->examples;
    steps = least(budget, rows - product->filled);
    for (long s = 0; s < steps; s++) {
        size_t i = (size_t)product->filled++;
        double exact = product->factors[i];
        double factor = format_round(product->format, exact);

        room[i] = factor;
        room[product->n + i] = format_round(product->format, log(factor));
        if (factor == 0.0)
            note_zero_factor(product, i + 1, exact);
    }
    return budget - steps;
}

/* What must be remembered of a step to a number that is not normal. */
static void note(struct product *product, uint64_t step, double before,
                 double after, double factor)
{
    if (after == 0.0) {
        if (product->first_zero == 0)
            product->first_zero = step;
    } else if (product->first_subnormal == 0 && !isnan(after)) {
        product->first_subnormal = step;
    }
    if (after != before) {
        product->changed = step;
        product->held = false;
    } else if (factor != 1.0) {
        product->held = true;
    }
}

/* A round has left the value with the bits that it began with: all whole
 * rounds that are left will. Returns how many steps that saves. */
static uint64_t skip(const struct product *product, struct product_track *track)
{
    uint64_t left = product->examples - track->done;
    uint64_t steps = left - left % product->n;

    track->done += steps;
    return steps;
}

static inline long multiply(struct product *product, long budget,
                            enum format format)
{
    struct product_track *track = &product->product;
    const double normal = format_limits(format).least_normal;
    const double *factor = product->room;
    double value = track->value;
    size_t i = track->place;
    long steps = least(budget, product->examples - track->done), s = 0;
    bool fixed = false;

    while (s < steps && !fixed) {
        double next = times(format, value, factor[i]);

        s++;
        if (!(fabs(next) >= normal))
            note(product, track->done + (uint64_t)s, value, next, factor[i]);
        value = next;
        if (++i == product->n) {
            i = 0;
            fixed = same_bits(value, track->round);
            track->round = value;
        }
    }
    track->value = value;
    track->place = i;
    track->done += (uint64_t)s;
    if (fixed) {
        uint64_t begun = track->done - product->n;
        uint64_t saved = skip(product, track);

        /* What changes within this round does so in every later one. */
        if (product->changed > begun)
            product->changed += saved;
    }
    return budget - s;
}

static inline long add(struct product *product, long budget, enum format format)
{
    struct product_track *track = &product->log_sum;
    const double *logs = product->room + product->n;
    double value = track->value;
    size_t i = track->place;
    long steps = least(budget, product->examples - track->done), s = 0;
    bool fixed = false;

    while (s < steps && !fixed) {
        value = plus(format, value, logs[i]);
        s++;
        if (++i == product->n) {
            i = 0;
            fixed = same_bits(value, track->round);
            track->round = value;
        }
    }
    track->value = value;
    track->place = i;
    track->done += (uint64_t)s;
    if (fixed)
        skip(product, track);
    return budget - s;
}

/* The product, then the log-sum. Each format gets its own copy of the loops,
 * without a choice inside them. */
static inline long advance(struct product *product, long budget,
                           enum format format)
{
    while (budget > 0 && product->product.done < product->examples)
        budget = multiply(product, budget, format);
    while (budget > 0 && product->log_sum.done < product->examples)
        budget = add(product, budget, format);
    return budget;
}

void product_start(struct product *product, const double *factors, double *room,
                   size_t n, uint64_t examples, enum format format)
{
    assert(n > 0 || examples == 0);
    assert(format < FORMAT_EXACT);
    *product = (struct product){ .state = STATE_NORMAL,
                                 .product = { .value = 1.0, .round = 1.0 },
                                 .factors = factors,
                                 .room = room,
                                 .n = n,
                                 .examples = examples,
                                 .format = format };
}

bool product_run(struct product *product, long budget)
{
    assert(budget > 0);
    budget = fill(product, budget);
    switch (product->format) {
    case FORMAT_FLOAT64:
        advance(product, budget, FORMAT_FLOAT64);
        break;
    case FORMAT_FLOAT32:
        advance(product, budget, FORMAT_FLOAT32);
        break;
    default:
        advance(product, budget, product->format);
        break;
    }
    product->state = format_state(product->format, product->product.value);
    if (product->product.done < product->examples ||
        product->log_sum.done < product->examples)
        return false;
    product_end(product);
    return true;
}

/* A product that is 0 stays so and costs nothing more. */
static inline void feed(struct product *product, const double *factors,
                        size_t n, enum format format)
{
    double value = product->product.value;
    const double normal =
        value != 0.0 ? format_limits(format).least_normal : 0.0;
    uint64_t step = product->examples;

    for (size_t i = 0; i < n && value != 0.0; i++) {
        double factor = format_round(format, factors[i]);
        double next = times(format, value, factor);

        step++;
        if (factor == 0.0)
            note_zero_factor(product, step, factors[i]);
        if (!(fabs(next) >= normal))
            note(product, step, value, next, factor);
        value = next;
    }
    product->product.value = value;
    product->examples += n;
    product->product.done += n;
}

void product_feed(struct product *product, const double *factors, size_t n)
{
    switch (product->format) {
    case FORMAT_FLOAT64:
        feed(product, factors, n, FORMAT_FLOAT64);
        break;
    case FORMAT_FLOAT32:
        feed(product, factors, n, FORMAT_FLOAT32);
        break;
    default:
        feed(product, factors, n, product->format);
        break;
    }
}

static inline void feed_logs(struct product *product, const double *factors,
                             size_t n, enum format format)
{
    uint64_t step = product->log_sum.done;
    double value = product->log_sum.value;

    for (size_t i = 0; i < n; i++) {
        double factor = format_round(format, factors[i]);

        step++;
        if (factor == 0.0)
            note_zero_factor(product, step, factors[i]);
        value = plus(format, value, format_round(format, log(factor)));
    }
    product->log_sum.value = value;
    product->log_sum.done = step;
}

void product_feed_logs(struct product *product, const double *factors, size_t n)
{
    switch (product->format) {
    case FORMAT_FLOAT64:
        feed_logs(product, factors, n, FORMAT_FLOAT64);
        break;
    case FORMAT_FLOAT32:
        feed_logs(product, factors, n, FORMAT_FLOAT32);
        break;
    default:
        feed_logs(product, factors, n, product->format);
        break;
    }
}

void product_end(struct product *product)
{
    product->state = format_state(product->format, product->product.value);
    if (product->state == STATE_SUBNORMAL && product->held)
        product->stuck_from = product->changed;
}
