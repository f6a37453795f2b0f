/* Logarithms of many numbers; compiled once for each path (kernel.h). */
#include <math.h>

#include "num/kernel_parts.h"
#include "num/lanes.h"
#include "num/logs.h"

/* Adding these bits to a small whole number's makes it 2^52 + the number. */
#define WHOLE_BITS UINT64_C(0x4330000000000000)

/* log 2 in two parts: the first times an exponent is exact. */
#define LOG_2_HIGH 0x1.62e42fefa38p-1
#define LOG_2_LOW  0x1.ef35793c7673p-45

/* Term i of a sum goes to lane i mod LANES. */
enum { LANES = 8, VECTORS = LANES / LANES_WIDTH };

struct log_pair {
    lanes_real hi, lo;
};

/* log((1 + s)/(1 - s)) = 2 s + s z g(z) with z = s^2: the polynomial nearest to
 * g, by Chebyshev's points, within 2^-58 for z up to (sqrt(2) - 1)^4. */
static inline lanes_real log_tail(lanes_real z)
{
    lanes_real z2 = z * z;
    lanes_real a = z * 0x1.0c04595972ab8p-3 + 0x1.0fbe83c2cbcf3p-3;
    lanes_real b = z * 0x1.3b1c360763b8ap-3 + 0x1.745cf901605f7p-3;
    lanes_real c = z * 0x1.c71c720160b47p-3 + 0x1.2492492476c87p-2;
    lanes_real d = z * 0x1.9999999999a38p-2 + 0x1.5555555555555p-1;

    return (a * z2 + b) * (z2 * z2) + (c * z2 + d);
}

/* The logarithm of positive normal numbers to 2^-57 or so. With x = m 2^e, m
 * from sqrt(1/2) to sqrt(2), and s = (m - 1)/(m + 1): s is taken with its
 * rest, since all but a hundredth of the result is 2 s. */
static inline struct log_pair log_normal(lanes_real x, lanes_real scale)
{
    lanes_bits t = (lanes_bits)x + (DD_ONE_BITS - DD_SQRT_HALF_BITS);
    lanes_real e = (lanes_real)(t >> 52 | WHOLE_BITS) - (0x1p52 + 1023.0);
    lanes_real m = (lanes_real)((t & DD_FRACTION_MASK) + DD_SQRT_HALF_BITS);
    lanes_real f = m - 1.0, u = f + 2.0, u_low = f - (u - 2.0);
    lanes_real inverse = 1.0 / u, s = f * inverse, su = s * u;
    lanes_real rest = (f - su) - lanes_product_error(s, u, su) - s * u_low;
    lanes_real z = s * s, tail = rest * inverse * 2.0 + s * z * log_tail(z);
    lanes_real high, hi, lo;

    e -= scale;
    high = e * LOG_2_HIGH;
    hi = high + 2.0 * s;
    lo = (2.0 * s - (hi - high)) + (e * LOG_2_LOW + tail);
    return (struct log_pair){ hi + lo, lo - ((hi + lo) - hi) };
}

/* The same of positive numbers that may be subnormal. */
static inline struct log_pair log_positive(lanes_real x)
{
    lanes_whole small = x < 0x1p-1022;
    lanes_real none = lanes_all(0.0);

    if (!lanes_any(small))
        return log_normal(x, none);
    return log_normal(lanes_pick(small, x * 0x1p54, x),
                      lanes_pick(small, lanes_all(54.0), none));
}

/* Whether all are what log_normal() takes. */
static inline bool all_normal(lanes_real x)
{
    return !lanes_any(~((x >= 0x1p-1022) & (x < INFINITY)));
}

/* ---- as the C library ---- */

/* glibc's log() errs by 0.52 ulp at most, its manual says: it rounds the true
 * logarithm to nearest unless that lies within 2^-57.7 of itself from half-way
 * between two doubles. Ours is known to 2^-57. Where three times that does not
 * reach half-way both have the same bits; one in four numbers is nearer. Of
 * another library nothing is known, and two lanes are not faster than it. */
#if defined __GLIBC__ && defined __AVX2__

enum { CHUNK = 256 };

static inline lanes_whole near_half_way(struct log_pair log_x)
{
    lanes_real size = (lanes_real)((lanes_bits)log_x.hi & ~(UINT64_C(1) << 63));
    lanes_real reach = size * 0x1.8p-56;

    return ~((log_x.hi + (log_x.lo + reach) == log_x.hi) &
             (log_x.hi + (log_x.lo - reach) == log_x.hi));
}

static void chunk(const double *x, size_t n, double *out)
{
    uint64_t near[CHUNK + LANES_WIDTH];
    size_t which[CHUNK + 1], count = 0;
    double rest[LANES_WIDTH];
    struct log_pair log_x;
    lanes_whole half;
    size_t i = 0;

    for (; i + LANES_WIDTH <= n; i += LANES_WIDTH) {
        log_x = log_normal(lanes_load(x + i), lanes_all(0.0));
        half = near_half_way(log_x);
        lanes_store(out + i, log_x.hi);
        memcpy(near + i, &half, sizeof half);
    }
    if (i < n) {
        for (size_t k = 0; k < LANES_WIDTH; k++)
            rest[k] = i + k < n ? x[i + k] : 1.0;
        log_x = log_normal(lanes_load(rest), lanes_all(0.0));
        half = near_half_way(log_x);
        lanes_store(rest, log_x.hi);
        memcpy(out + i, rest, (n - i) * sizeof *out);
        memcpy(near + i, &half, sizeof half);
    }
    for (i = 0; i < n; i++) {
        which[count] = i;
        count += near[i] & 1;
    }
    for (i = 0; i < count; i++)
        out[which[i]] = log(x[which[i]]);
}

void KERNEL_NAME(logs_as_libm)(const double *x, size_t n, double *out)
{
    for (size_t i = 0; i < n; i += CHUNK)
        chunk(x + i, n - i < CHUNK ? n - i : CHUNK, out + i);
}

#else

void KERNEL_NAME(logs_as_libm)(const double *x, size_t n, double *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = log(x[i]);
}

#endif

/* ---- sums ---- */

struct sum_lanes {
    lanes_real hi[VECTORS], lo[VECTORS];
    lanes_whole endless, invalid;
};

/* Adds hi + lo to a lane each (Knuth's sum, as in dd.h). */
static inline void add(struct sum_lanes *sum, int v, lanes_real hi,
                       lanes_real lo)
{
    lanes_real a = sum->hi[v], s = a + hi, b = s - a;

    sum->lo[v] += (a - (s - b)) + (hi - b) + lo;
    sum->hi[v] = s;
}

/* Whether the errors of all products of w and a logarithm are in range. */
static inline lanes_whole weighs(lanes_real w)
{
    return (w > 0x1p-800) & (w < 0x1p+800);
}

/* The rounding error of w * x, x a logarithm: left out of terms that are next
 * to nothing or boundless. */
static inline lanes_real weighing_error(lanes_real w, lanes_real x,
                                        lanes_real wx)
{
    return lanes_pick(weighs(w), lanes_product_error(w, x, wx), lanes_all(0.0));
}

/* p, q where there is a term, and 0, 1 elsewhere. */
static inline void sift(struct sum_lanes *sum, lanes_real *p, lanes_real *q)
{
    lanes_whole some = *p > 0.0, none = *p == 0.0;
    lanes_whole fits = *q >= 0.0, real = (*p < INFINITY) & (*q < INFINITY);
    lanes_whole zero = *q == 0.0, good = some & fits & real & ~zero;

    sum->invalid |= ~((some | none) & fits & real);
    sum->endless |= some & zero;
    *p = lanes_pick(good, *p, lanes_all(0.0));
    *q = lanes_pick(good, *q, lanes_all(1.0));
}

static inline void add_weighted(struct sum_lanes *sum, int v, lanes_real p,
                                lanes_real q)
{
    struct log_pair log_q;
    lanes_real term, error;

    if (all_normal(q) && !lanes_any(~weighs(p))) {
        log_q = log_normal(q, lanes_all(0.0));
        term = p * log_q.hi;
        error = lanes_product_error(p, log_q.hi, term);
    } else {
        sift(sum, &p, &q);
        log_q = log_positive(q);
        term = p * log_q.hi;
        error = weighing_error(p, log_q.hi, term);
    }
    add(sum, v, term, error + p * log_q.lo);
}

/* S(z) in d - log1p(d) = s (d - 2 z S(z)), s = d/(2 + d), z = s^2: 1/3 + z/5 +
 * z^2/7 + ..., by the polynomial nearest to it, within 2^-59 for z up to 1/9.
 */
static inline lanes_real excess(lanes_real d)
{
    lanes_real s = d / (d + 2.0), z = s * s;
    lanes_real g = z * 0x1.402242bc60613p-4 + 0x1.32db888c52864p-5;

    g = g * z + 0x1.bc391e7038fd7p-5;
    g = g * z + 0x1.e0a2b03e150e2p-5;
    g = g * z + 0x1.111abf2a997bep-4;
    g = g * z + 0x1.3b13514f4002fp-4;
    g = g * z + 0x1.745d1993edef4p-4;
    g = g * z + 0x1.c71c71bedcd84p-4;
    g = g * z + 0x1.2492492499d64p-3;
    g = g * z + 0x1.9999999999943p-3;
    g = g * z + 0x1.5555555555555p-2;
    return s * (d - 2.0 * z * g);
}

/* p (d - log1p d) + (p - q), d = (q - p)/p, where q is near p: the first is
 * never negative, the second exact. Where it is far, p (log p - log q). */
static inline void add_divergence(struct sum_lanes *sum, int v, lanes_real p,
                                  lanes_real q)
{
    lanes_real none = lanes_all(0.0), ratio, gap, part;
    lanes_whole near;

    sift(sum, &p, &q);
    ratio = q / lanes_pick(p > 0.0, p, lanes_all(1.0));
    near = (ratio >= 0.5) & (ratio <= 1.5) & (p > 0.0);
    gap = lanes_pick(near, p - q, none);
    /* p - q is exact: the two are within a factor of 2 of each other. */
    part = lanes_pick(near, p, lanes_all(1.0));
    add(sum, v, gap, lanes_pick(near, p, none) * excess(-gap / part));
    if (lanes_any(~near & (p > 0.0))) {
        lanes_real w = lanes_pick(near, none, p);
        lanes_real safe = lanes_pick(w > 0.0, w, lanes_all(1.0));
        struct log_pair a = log_positive(safe), b = log_positive(q);
        lanes_real hi = a.hi - b.hi, back = hi - a.hi;
        lanes_real lo = (a.hi - (hi - back)) + (-b.hi - back) + (a.lo - b.lo);
        lanes_real term = w * hi;

        add(sum, v, term, weighing_error(w, hi, term) + w * lo);
    }
}

/* Lanes that had no term are 0 and change nothing. */
static struct logs_sum total(const struct sum_lanes *sum, size_t n)
{
    double hi[LANES], lo[LANES];
    struct dd lane[LANES];

    for (int v = 0; v < VECTORS; v++) {
        lanes_store(hi + v * LANES_WIDTH, sum->hi[v]);
        lanes_store(lo + v * LANES_WIDTH, sum->lo[v]);
    }
    for (int k = 0; k < LANES; k++)
        lane[k] = dd_sum(hi[k], lo[k]);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int k = 0; k < half && (size_t)(k + half) < n; k++)
            lane[k] = dd_add(lane[k], lane[k + half]);
    return (struct logs_sum){ lane[0], lanes_any(sum->endless),
                              lanes_any(sum->invalid) };
}

/* The numbers of an array from `from` on, fewer than LANES, with such behind
 * them that bring no term. An array of none may be NULL. */
struct tail {
    double p[LANES], q[LANES];
};

static void tail_init(struct tail *tail, const double *p, const double *q,
                      size_t from, size_t n)
{
    for (size_t i = 0; i < LANES; i++) {
        tail->p[i] = from + i < n ? p[from + i] : 0.0;
        tail->q[i] = from + i < n ? q[from + i] : 1.0;
    }
}

#define LOGS_SUM(name, add_terms)                                              \
    struct logs_sum KERNEL_NAME(name)(const double *p, const double *q,        \
                                      size_t n)                                \
    {                                                                          \
        struct sum_lanes sum = { .endless = { 0 } };                           \
        struct tail tail;                                                      \
        size_t i = 0;                                                          \
                                                                               \
        for (; i + LANES <= n; i += LANES)                                     \
            for (int v = 0; v < VECTORS; v++)                                  \
                add_terms(&sum, v, lanes_load(p + i + v * LANES_WIDTH),        \
                          lanes_load(q + i + v * LANES_WIDTH));                \
        tail_init(&tail, p, q, i, n);                                          \
        for (int v = 0; v < VECTORS && v * LANES_WIDTH < (int)(n - i); v++)    \
            add_terms(&sum, v, lanes_load(tail.p + v * LANES_WIDTH),           \
                      lanes_load(tail.q + v * LANES_WIDTH));                   \
        return total(&sum, n);                                                 \
    }

LOGS_SUM(logs_weighted, add_weighted)
LOGS_SUM(logs_divergence, add_divergence)
