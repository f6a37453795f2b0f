/* lanes.h - vectors as wide as the path that is being compiled has them.
 *
 * The compilers' own vector types carry the arithmetic; the one instruction
 * that they have no sign for is the fused multiply-subtract.
 */
#ifndef NUM_LANES_H
#define NUM_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined __AVX512F__ || defined __FMA__
#include <immintrin.h>
#endif

#include "num/dd.h"

#if defined __AVX512F__
enum { LANES_WIDTH = 8 };
#elif defined __AVX2__
enum { LANES_WIDTH = 4 };
#else
enum { LANES_WIDTH = 2 };
#endif

typedef double lanes_real __attribute__((vector_size(8 * LANES_WIDTH)));
typedef uint64_t lanes_bits __attribute__((vector_size(8 * LANES_WIDTH)));
typedef int64_t lanes_whole __attribute__((vector_size(8 * LANES_WIDTH)));

static inline lanes_real lanes_load(const double *x)
{
    lanes_real v;

    memcpy(&v, x, sizeof v);
    return v;
}

static inline void lanes_store(double *x, lanes_real v)
{
    memcpy(x, &v, sizeof v);
}

static inline lanes_bits lanes_bits_of(lanes_real v)
{
    return (lanes_bits)v;
}

static inline lanes_real lanes_real_of(lanes_bits v)
{
    return (lanes_real)v;
}

static inline lanes_real lanes_all(double x)
{
    return x - (lanes_real){ 0 };
}

/* Whether a lane is set in a mask, such as comparisons make. */
static inline bool lanes_any(lanes_whole mask)
{
#if defined __AVX512F__
    return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0;
#elif defined __AVX2__
    return _mm256_movemask_pd((__m256d)mask) != 0;
#else
    return (mask[0] | mask[1]) != 0;
#endif
}

/* yes where the mask is set, no elsewhere. */
static inline lanes_real lanes_pick(lanes_whole mask, lanes_real yes,
                                    lanes_real no)
{
    return (lanes_real)(((lanes_bits)mask & (lanes_bits)yes) |
                        (~(lanes_bits)mask & (lanes_bits)no));
}

/* Where x > *best: it is the best, and *at is j. */
static inline void lanes_better(lanes_real x, double j, lanes_real *best,
                                lanes_real *at)
{
#if defined __AVX512F__
    __mmask8 more = _mm512_cmp_pd_mask((__m512d)x, (__m512d)*best, _CMP_GT_OQ);

    *best = (lanes_real)_mm512_mask_mov_pd((__m512d)*best, more, (__m512d)x);
    *at = (lanes_real)_mm512_mask_mov_pd((__m512d)*at, more,
                                         (__m512d)lanes_all(j));
#elif defined __AVX2__
    __m256d more = _mm256_cmp_pd((__m256d)x, (__m256d)*best, _CMP_GT_OQ);

    *best = (lanes_real)_mm256_blendv_pd((__m256d)*best, (__m256d)x, more);
    *at =
        (lanes_real)_mm256_blendv_pd((__m256d)*at, (__m256d)lanes_all(j), more);
#else
    lanes_bits more = (lanes_bits)(x > *best);

    *best = (lanes_real)((more & (lanes_bits)x) | (~more & (lanes_bits)*best));
    *at = (lanes_real)((more & (lanes_bits)lanes_all(j)) |
                       (~more & (lanes_bits)*at));
#endif
}

/* a * b - ab exactly, where ab is the rounded product: see dd.h. */
static inline lanes_real lanes_product_error(lanes_real a, lanes_real b,
                                             lanes_real ab)
{
#if defined __AVX512F__
    return (lanes_real)_mm512_fmsub_pd((__m512d)a, (__m512d)b, (__m512d)ab);
#elif defined __AVX2__ && defined __FMA__
    return (lanes_real)_mm256_fmsub_pd((__m256d)a, (__m256d)b, (__m256d)ab);
#else
    lanes_real ta = a * 0x1.0000002p27, tb = b * 0x1.0000002p27;
    lanes_real ah = ta - (ta - a), bh = tb - (tb - b);
    lanes_real al = a - ah, bl = b - bh;

    return ((ah * bh - ab) + ah * bl + al * bh) + al * bl;
#endif
}

#endif
