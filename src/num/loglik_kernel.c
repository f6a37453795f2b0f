/* One block of a log-likelihood; compiled once for each path (kernel.h). */
#include <assert.h>
#include <math.h>
#include <stdbool.h>

#include "num/dd.h"
#include "num/kernel_parts.h"
#include "num/labels.h"
#include "num/lanes.h"
#include "num/loglik.h"

#define NORMAL_BITS UINT64_C(0x0010000000000000)

/* How far ahead is fetched was found by trying: with nothing fetched a block
 * takes three times as long, with twice the distance one and a half times. */
enum {
    /* Vectors taken at once: as many as fit in the registers. */
    VECTORS = LANES_WIDTH == 8 ? 2 : 4,
    PASS = VECTORS * LANES_WIDTH, /* lanes of a pass, a divisor of all */
    AHEAD = 256,                  /* doubles between reading and fetching */
    FAR = 128,                    /* rows between the two, where it is rows */
    LINE = 8,                     /* doubles of a cache line */
    WHOLE_ROWS = 10               /* classes up to which all lines are read */
};

/* A block at work: per lane the product h + l; over all lanes the sum of
 * exponents, each too large by 1023. */
struct product_lanes {
    double h[LOGLIK_LANES], l[LOGLIK_LANES];
    uint64_t e;
    bool bad;
};

static uint64_t sum_bits(lanes_bits v)
{
    uint64_t sum = 0;

    for (int k = 0; k < LANES_WIDTH; k++)
        sum += v[k];
    return sum;
}

static bool top_bit(lanes_bits v)
{
    uint64_t any = 0;

    for (int k = 0; k < LANES_WIDTH; k++)
        any |= v[k];
    return any >> 63 != 0;
}

/* Multiplies n factors (a multiple of all lanes) into the lanes from `first`
 * on, a pass of them: the error of every product is found and carried (a
 * compensated product; Ogita, Rump and Oishi, "Accurate sum and dot product",
 * 2005, have it for sums). h stays within 2^-8 and 2^8: no scaling inside a
 * block. The lanes are worth nothing where a factor is outside
 * [least normal, 1]: it leaves the top bit of `bad` set. */
static void multiply_pass(struct product_lanes *lanes, const double *x,
                          size_t n, size_t first)
{
    lanes_real h[VECTORS], l[VECTORS];
    lanes_bits e = { 0 }, bad = { 0 };

    for (int v = 0; v < VECTORS; v++) {
        h[v] = lanes_all(1.0);
        l[v] = lanes_all(0.0);
    }
    for (size_t i = first; i < n; i += LOGLIK_LANES) {
        for (int v = 0; v < VECTORS; v++) {
            lanes_bits bits =
                lanes_bits_of(lanes_load(x + i + v * LANES_WIDTH));
            lanes_bits t = bits + (DD_ONE_BITS - DD_SQRT_HALF_BITS);
            lanes_real m =
                lanes_real_of((t & DD_FRACTION_MASK) + DD_SQRT_HALF_BITS);
            lanes_real product = h[v] * m;
            lanes_real error = lanes_product_error(h[v], m, product);

            bad |= (DD_ONE_BITS - bits) | (bits - NORMAL_BITS);
            e += t >> 52;
            l[v] = l[v] * m + error;
            h[v] = product;
        }
    }
    for (int v = 0; v < VECTORS; v++) {
        lanes_store(lanes->h + first + v * LANES_WIDTH, h[v]);
        lanes_store(lanes->l + first + v * LANES_WIDTH, l[v]);
    }
    lanes->e += sum_bits(e);
    lanes->bad |= top_bit(bad);
}

static void multiply(struct product_lanes *lanes, const double *x, size_t n)
{
    lanes->e = 0;
    lanes->bad = false;
    for (size_t first = 0; first < LOGLIK_LANES; first += PASS)
        multiply_pass(lanes, x, n, first);
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

/* h[k], l[k] times h[k + half], l[k + half]: dd_mul() side by side. */
static inline void fold(double *h, double *l, size_t half)
{
    for (size_t k = 0; k < half; k++) {
        struct dd m = dd_mul((struct dd){ h[k], l[k] },
                             (struct dd){ h[k + half], l[k + half] });

        h[k] = m.hi;
        l[k] = m.lo;
    }
}

/* 16 -> 8 -> 4 -> 2 -> 1, lane k with lane k + half. n factors were taken. */
static struct loglik gather_lanes(struct product_lanes *lanes, size_t n,
                                  struct loglik leaf)
{
    double *h = lanes->h, *l = lanes->l;
    struct ddx all;

    for (size_t k = 0; k < LOGLIK_LANES; k++) {
        struct dd m = dd_quick(h[k], l[k]);

        h[k] = m.hi;
        l[k] = m.lo;
    }
    fold(h, l, 8);
    fold(h, l, 4);
    fold(h, l, 2);
    fold(h, l, 1);
    leaf.exponent += (int64_t)(lanes->e - 1023 * (uint64_t)n);
    all = ddx_scale((struct ddx){ leaf.exponent, { h[0], l[0] } });
    leaf.exponent = all.exponent;
    leaf.hi = all.m.hi;
    leaf.lo = all.m.lo;
    return leaf;
}

/* ---- gathering ---- */

/* What will be read soon is fetched: every line where rows are short, else the
 * one that the label will name. It may lie behind the last row, where nothing
 * is read: the address is no pointer. */
static void fetch(const double *p, size_t at)
{
    __builtin_prefetch((const void *)((uintptr_t)p + at * sizeof *p), 0, 2);
}

static void fetch_lines(const double *p, size_t i, size_t classes)
{
    for (size_t j = 0; j < classes; j++)
        fetch(p, i * classes + AHEAD + j * LINE);
}

static void fetch_rows(const struct loglik_rows *rows, size_t from, size_t to)
{
    for (size_t r = from; r < to && r < rows->n; r++)
        fetch(rows->p, r * rows->classes + (uint32_t)rows->label[r]);
}

/* Copies the factors of rows from..to-1 to x and pads with 1 up to a whole
 * number of lanes, which changes no bit. Returns the padded count. */
static size_t gather(const struct loglik_rows *rows, size_t from, size_t to,
                     double *x)
{
    size_t n = to - from, classes = rows->classes, i = 0;
    const double *p = rows->p + from * classes;
    const int32_t *label = rows->label;

    if (label == NULL) {
        for (; i < n; i++)
            x[i] = p[i * classes];
    } else if (label += from, !labels_fit(label, n, classes)) {
        for (; i < n; i++) {
            size_t k = (uint32_t)label[i];

            x[i] = k < classes ? p[i * classes + k] : NAN;
        }
    } else {
        for (; i + LINE <= n; i += LINE) {
            if (classes <= WHOLE_ROWS)
                fetch_lines(p, i, classes);
            else
                fetch_rows(rows, from + i + FAR, from + i + FAR + LINE);
            for (size_t r = i; r < i + LINE; r++)
                x[r] = p[r * classes + (uint32_t)label[r]];
        }
        for (; i < n; i++)
            x[i] = p[i * classes + (uint32_t)label[i]];
    }
    for (; n % LOGLIK_LANES != 0; n++)
        x[n] = 1.0;
    return n;
}

struct loglik KERNEL_NAME(loglik_block)(const struct loglik_rows *rows,
                                        size_t from, size_t to)
{
    double x[LOGLIK_BLOCK];
    struct loglik leaf = { .hi = 1.0 };
    struct product_lanes lanes;
    size_t n;

    assert(from <= to && to <= rows->n && to - from <= LOGLIK_BLOCK);
    x[0] = 1.0; /* for the compilers that think of no rows */
    n = gather(rows, from, to, x);
    multiply(&lanes, x, n);
    if (lanes.bad) {
        sanitise(x, n, &leaf);
        multiply(&lanes, x, n);
    }
    return gather_lanes(&lanes, n, leaf);
}
