#include "num/loglik.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "num/dd.h"

/* See dd.c for the split at sqrt(1/2). */
#define SQRT_HALF_BITS UINT64_C(0x3FE6A09E667F3BCD)
#define ONE_BITS       UINT64_C(0x3FF0000000000000)
#define NORMAL_BITS    UINT64_C(0x0010000000000000)
#define FRACTION_MASK  UINT64_C(0x000FFFFFFFFFFFFF)

/* A block at work: per lane the product h + l and the sum of exponents, each
 * too large by 1023 for every factor taken. */
struct lanes {
    double h[LOGLIK_LANES], l[LOGLIK_LANES];
    uint64_t e[LOGLIK_LANES];
    uint64_t bad[LOGLIK_LANES];
};

/* Multiplies n factors (a multiple of the lanes) into the lanes: the error
 * of every product is found and carried (a compensated product; Ogita, Rump
 * and Oishi, "Accurate sum and dot product", 2005, have it for sums). h stays
 * within 2^-8 and 2^8: no scaling inside a block.
 *
 * A factor outside [least normal, 1] leaves the top bit of `bad` set, and
 * the lanes are worth nothing. */
static void multiply(struct lanes *lanes, const double *x, size_t n)
{
    for (size_t i = 0; i < n; i += LOGLIK_LANES) {
        for (size_t k = 0; k < LOGLIK_LANES; k++) {
            uint64_t bits = dd_bits(x[i + k]);
            uint64_t t = bits + (ONE_BITS - SQRT_HALF_BITS);
            double m = dd_from_bits((t & FRACTION_MASK) + SQRT_HALF_BITS);
            double product = lanes->h[k] * m;
            double error = dd_product_error(lanes->h[k], m, product);

            lanes->bad[k] |= (ONE_BITS - bits) | (bits - NORMAL_BITS);
            lanes->e[k] += t >> 52;
            lanes->l[k] = lanes->l[k] * m + error;
            lanes->h[k] = product;
        }
    }
}

/* Replaces what the kernel cannot take by 1 and keeps count of it. A
 * subnormal factor is scaled and the scale taken from the exponent. */
static void sanitise(double *x, size_t n, struct loglik *leaf)
{
    for (size_t i = 0; i < n; i++) {
        if (!(x[i] >= 0.0 && x[i] <= 1.0)) {
            leaf->invalid++;
            x[i] = 1.0;
        } else if (x[i] == 0.0) {
            leaf->zeros++;
            x[i] = 1.0;
        } else if (x[i] < 0x1p-1022) {
            leaf->exponent -= 54;
            x[i] *= 0x1p54;
        }
    }
}

static void clear(struct lanes *lanes)
{
    for (size_t k = 0; k < LOGLIK_LANES; k++) {
        lanes->h[k] = 1.0;
        lanes->l[k] = 0.0;
        lanes->e[k] = 0;
        lanes->bad[k] = 0;
    }
}

static bool any_bad(const struct lanes *lanes)
{
    uint64_t bad = 0;

    for (size_t k = 0; k < LOGLIK_LANES; k++)
        bad |= lanes->bad[k];
    return bad >> 63 != 0;
}

/* 16 -> 8 -> 4 -> 2 -> 1, lane k with lane k + half. n factors were taken. */
static struct loglik gather_lanes(const struct lanes *lanes, size_t n,
                                  struct loglik leaf)
{
    struct dd m[LOGLIK_LANES];
    struct ddx all;

    for (size_t k = 0; k < LOGLIK_LANES; k++) {
        m[k] = dd_quick(lanes->h[k], lanes->l[k]);
        leaf.exponent += (int64_t)lanes->e[k];
    }
    leaf.exponent -= 1023 * (int64_t)n;
    for (size_t half = LOGLIK_LANES / 2; half > 0; half /= 2) {
        for (size_t k = 0; k < half; k++)
            m[k] = dd_mul(m[k], m[k + half]);
    }
    all = ddx_scale((struct ddx){ leaf.exponent, m[0] });
    leaf.exponent = all.exponent;
    leaf.hi = all.m.hi;
    leaf.lo = all.m.lo;
    return leaf;
}

/* Copies the factors of rows from..to-1 to x and pads with 1 up to a whole
 * number of lanes, which changes no bit. Returns the padded count. */
static size_t gather(const struct loglik_rows *rows, size_t from, size_t to,
                     double *x)
{
    size_t n = to - from, classes = rows->classes;
    const double *p = rows->p + from * classes;
    const int32_t *label = rows->label;

    if (label == NULL) {
        for (size_t i = 0; i < n; i++)
            x[i] = p[i * classes];
    } else {
        label += from;
        for (size_t i = 0; i < n; i++) {
            /* A negative label is huge when unsigned. */
            size_t k = (uint32_t)label[i];

            x[i] = k < classes ? p[i * classes + k] : NAN;
        }
    }
    for (; n % LOGLIK_LANES != 0; n++)
        x[n] = 1.0;
    return n;
}

struct loglik loglik_one(void)
{
    return (struct loglik){ .hi = 1.0 };
}

struct loglik loglik_block(const struct loglik_rows *rows, size_t from,
                           size_t to)
{
    double x[LOGLIK_BLOCK];
    struct loglik leaf = loglik_one();
    struct lanes lanes;
    size_t n;

    assert(from <= to && to <= rows->n && to - from <= LOGLIK_BLOCK);
    x[0] = 1.0; /* for the compilers that think of no rows */
    n = gather(rows, from, to, x);
    clear(&lanes);
    multiply(&lanes, x, n);
    if (any_bad(&lanes)) {
        sanitise(x, n, &leaf);
        clear(&lanes);
        multiply(&lanes, x, n);
    }
    return gather_lanes(&lanes, n, leaf);
}

struct loglik loglik_combine(struct loglik a, struct loglik b)
{
    struct ddx x = ddx_mul((struct ddx){ a.exponent, { a.hi, a.lo } },
                           (struct ddx){ b.exponent, { b.hi, b.lo } });

    return (struct loglik){ .exponent = x.exponent,
                            .hi = x.m.hi,
                            .lo = x.m.lo,
                            .zeros = a.zeros + b.zeros,
                            .invalid = a.invalid + b.invalid };
}

struct loglik loglik_power(struct loglik a, uint64_t times)
{
    struct ddx x = ddx_power((struct ddx){ a.exponent, { a.hi, a.lo } }, times);

    return (struct loglik){ .exponent = x.exponent,
                            .hi = x.m.hi,
                            .lo = x.m.lo,
                            .zeros = a.zeros * times,
                            .invalid = a.invalid * times };
}

/* A binary counter: pending[d] is a finished subtree of 2^d blocks where bit
 * d of `blocks` is set. Equal subtrees join left with right, as in the tree
 * in heap order. */
void loglik_run_add(struct loglik_run *run, struct loglik block)
{
    size_t d = 0;

    for (; run->blocks >> d & 1; d++)
        block = loglik_combine(run->pending[d], block);
    run->pending[d] = block;
    run->blocks++;
}

/* Joining with an absent subtree, the empty product, changes no bit, so the
 * smaller ones simply move up to where the larger one waits. */
struct loglik loglik_run_total(const struct loglik_run *run)
{
    struct loglik total = loglik_one();

    for (size_t d = 0; d < 64 && run->blocks >> d != 0; d++) {
        if (run->blocks >> d & 1)
            total = loglik_combine(run->pending[d], total);
    }
    return total;
}

struct loglik loglik_of(const struct loglik_rows *rows)
{
    struct loglik_run run;

    assert(rows->classes > 0);
    run.blocks = 0; /* what is pending is not looked at before it is set */
    for (size_t from = 0; from < rows->n; from += LOGLIK_BLOCK) {
        size_t left = rows->n - from;
        size_t to = from + (left < LOGLIK_BLOCK ? left : LOGLIK_BLOCK);

        loglik_run_add(&run, loglik_block(rows, from, to));
    }
    return loglik_run_total(&run);
}

struct loglik loglik_cyclic(const struct loglik_rows *rows, uint64_t examples)
{
    struct loglik_rows part = *rows;
    struct loglik rounds;

    if (rows->n == 0 || examples == 0)
        return loglik_one();
    part.n = (size_t)(examples % rows->n);
    if (examples < rows->n)
        return loglik_of(&part);
    rounds = loglik_power(loglik_of(rows), examples / rows->n);
    return loglik_combine(rounds, loglik_of(&part));
}

struct dd loglik_dd(const struct loglik *total)
{
    return dd_log((struct ddx){ total->exponent, { total->hi, total->lo } });
}

double loglik_nats(const struct loglik *total)
{
    if (total->invalid > 0)
        return NAN;
    if (total->zeros > 0)
        return -INFINITY;

    /* The sum with 0 keeps -0 from a reader's eyes. */
    return loglik_dd(total).hi + 0.0;
}

double loglik_mean_nats(const struct loglik *total, uint64_t n)
{
    struct dd count = { (double)n, 0.0 };

    assert(n > 0);
    if (total->invalid > 0 || total->zeros > 0)
        return loglik_nats(total);
    return dd_div(loglik_dd(total), count).hi + 0.0;
}

struct wide loglik_wide(const struct loglik *total)
{
    if (total->invalid > 0)
        return (struct wide){ NAN, 0 };
    if (total->zeros > 0)
        return (struct wide){ 0.0, 0 };
    return wide_from_binary(total->hi, total->lo, total->exponent);
}
