/* Many numbers looked at; compiled once for each path (kernel.h). */
#include <float.h>

#include "num/kernel_parts.h"
#include "num/lanes.h"
#include "num/survey.h"

enum { LANES = 8, VECTORS = LANES / LANES_WIDTH };

typedef int32_t lanes_index __attribute__((vector_size(4 * LANES_WIDTH)));

static inline lanes_real size_of(lanes_real x)
{
    return (lanes_real)((lanes_bits)x & ~(UINT64_C(1) << 63));
}

struct seen {
    lanes_whole odd, low;
};

static inline void look(struct seen *seen, lanes_real x, double least)
{
    lanes_real size = size_of(x);

    seen->odd |= ~(size <= DBL_MAX) | ((size < least) & (size > 0.0));
    seen->low |= ~(x > 0.0);
}

struct survey KERNEL_NAME(survey)(const double *x, size_t n, double least)
{
    struct seen seen = { { 0 }, { 0 } };
    double rest[LANES_WIDTH];
    size_t i = 0;

    for (; i + LANES_WIDTH <= n; i += LANES_WIDTH)
        look(&seen, lanes_load(x + i), least);
    if (i < n) {
        for (size_t k = 0; k < LANES_WIDTH; k++)
            rest[k] = x[i + k < n ? i + k : i];
        look(&seen, lanes_load(rest), least);
    }
    return (struct survey){ !lanes_any(seen.odd), !lanes_any(seen.low) };
}

/* Below 2^31 the last bits of 2^52 + x are those of x as an integer. */
static inline lanes_whole index_of(lanes_real x, double last, int32_t *at)
{
    lanes_real shifted = x + 0x1p52, back = shifted - 0x1p52;
    lanes_bits whole = (lanes_bits)shifted & UINT64_C(0xFFFFFFFF);
    lanes_index index =
        __builtin_convertvector((lanes_whole)(whole - 1), lanes_index);

    memcpy(at, &index, sizeof index);
    return ~((back == x) & (x >= 1.0) & (x <= last));
}

bool KERNEL_NAME(survey_indices)(const double *x, size_t n, size_t last,
                                 int32_t *at)
{
    lanes_whole bad = { 0 };
    double rest[LANES_WIDTH];
    int32_t out[LANES_WIDTH];
    size_t i = 0;

    for (; i + LANES_WIDTH <= n; i += LANES_WIDTH)
        bad |= index_of(lanes_load(x + i), (double)last, at + i);
    for (size_t k = 0; k < LANES_WIDTH; k++)
        rest[k] = i + k < n ? x[i + k] : 1.0;
    bad |= index_of(lanes_load(rest), (double)last, out);
    memcpy(at + i, out, (n - i) * sizeof *at);
    return !lanes_any(bad);
}

struct dd KERNEL_NAME(survey_sum)(const double *x, size_t n, double *size)
{
    lanes_real hi[VECTORS] = { 0 }, lo[VECTORS] = { 0 }, all[VECTORS] = { 0 };
    double parts[3][LANES], rest[LANES] = { 0.0 };
    struct dd lane[LANES];
    size_t i = 0;

    for (; i < n; i += LANES) {
        const double *from = x + i;

        if (n - i < LANES) {
            memcpy(rest, from, (n - i) * sizeof *x);
            from = rest;
        }
        for (int v = 0; v < VECTORS; v++) {
            lanes_real t = lanes_load(from + v * LANES_WIDTH);
            lanes_real s = hi[v] + t, b = s - hi[v];

            lo[v] += (hi[v] - (s - b)) + (t - b);
            hi[v] = s;
            all[v] += size_of(t);
        }
    }
    for (int v = 0; v < VECTORS; v++) {
        lanes_store(parts[0] + v * LANES_WIDTH, hi[v]);
        lanes_store(parts[1] + v * LANES_WIDTH, lo[v]);
        lanes_store(parts[2] + v * LANES_WIDTH, all[v]);
    }
    for (int k = 0; k < LANES; k++)
        lane[k] = dd_sum(parts[0][k], parts[1][k]);
    for (int half = LANES / 2; half > 0; half /= 2) {
        for (int k = 0; k < half; k++) {
            lane[k] = dd_add(lane[k], lane[k + half]);
            parts[2][k] += parts[2][k + half];
        }
    }
    *size = parts[2][0];
    return lane[0];
}
