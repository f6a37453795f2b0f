/* A batch of rows looked through; compiled once for each path (kernel.h). */
#include <math.h>
#include <stdbool.h>

#include "num/dist.h"
#include "num/kernel_parts.h"
#include "num/labels.h"
#include "num/lanes.h"
#include "num/rows_check.h"

/* Rows are taken by GROUPS vectors of them, for two sums wait less on each
 * other than one on itself; more than eight rows at once are too many for
 * the memory. CHUNK rows are judged together. */
enum {
    GROUPS = LANES_WIDTH == 8 ? 1 : 2,
    STEP = GROUPS * LANES_WIDTH,
    CHUNK = 64
};

/* Doubles of a cache line, and the classes of rows that are fetched ahead. */
enum { LINE = 8, FETCH_FROM = 16, FETCH_TO = 256 };

/* What the rows of a chunk have shown, in masks. */
struct look {
    lanes_bits sign;    /* all entries or-ed: the top bit tells of a negative */
    lanes_whole beyond; /* an entry is above the most */
    lanes_whole off;    /* a sum is further off than any before, or NaN */
    lanes_whole hits;   /* minus their number */
};

/* A column of LANES_WIDTH rows from p on. */
static inline lanes_real column(const double *p, size_t classes)
{
#if defined __AVX512F__
    return (lanes_real){ p[0],           p[classes],     p[2 * classes],
                         p[3 * classes], p[4 * classes], p[5 * classes],
                         p[6 * classes], p[7 * classes] };
#elif defined __AVX2__
    return (lanes_real){ p[0], p[classes], p[2 * classes], p[3 * classes] };
#else
    return (lanes_real){ p[0], p[classes] };
#endif
}

static inline lanes_real labels_of(const int32_t *label)
{
    lanes_real v = { 0.0 };

    for (int r = 0; r < LANES_WIDTH; r++)
        v[r] = label[r];
    return v;
}

/* One vector of rows at work. */
struct rows_at_work {
    lanes_real sum, best, at;
    lanes_bits sign;
};

static inline void first_column(struct rows_at_work *rows, lanes_real x)
{
    rows->sum = x;
    rows->best = x;
    rows->at = lanes_all(0.0);
    rows->sign = (lanes_bits)x;
}

static inline void next_column(struct rows_at_work *rows, lanes_real x,
                               double j)
{
    rows->sum += x;
    lanes_better(x, j, &rows->best, &rows->at);
    rows->sign |= (lanes_bits)x;
}

static inline void judge(struct look *look, const struct rows_at_work *rows,
                         const int32_t *label, double most, double most_off)
{
    lanes_real off = rows->sum - 1.0;

    off = (lanes_real)((lanes_bits)off << 1 >> 1);
    look->sign |= rows->sign;
    look->beyond |= rows->best > most;
    look->off |= ~(off <= most_off);
    if (label)
        look->hits += rows->at == labels_of(label);
}

/* Three classes are so common, and so short to read, that they are worth
 * shuffles of their own: 3 vectors of numbers to 3 columns. */
static inline void three_columns(const double *p, lanes_real *x)
{
#if defined __AVX512F__
    __m512d a = _mm512_loadu_pd(p), b = _mm512_loadu_pd(p + 8),
            c = _mm512_loadu_pd(p + 16);
    const __m512i first[3] = { _mm512_setr_epi64(0, 3, 6, 9, 12, 15, 0, 0),
                               _mm512_setr_epi64(1, 4, 7, 10, 13, 0, 0, 0),
                               _mm512_setr_epi64(2, 5, 8, 11, 14, 0, 0, 0) };
    const __m512i then[3] = { _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 10, 13),
                              _mm512_setr_epi64(0, 1, 2, 3, 4, 8, 11, 14),
                              _mm512_setr_epi64(0, 1, 2, 3, 4, 9, 12, 15) };

    for (int j = 0; j < 3; j++)
        x[j] = (lanes_real)_mm512_permutex2var_pd(
            _mm512_permutex2var_pd(a, first[j], b), then[j], c);
#elif defined __AVX2__
    __m256d a = _mm256_loadu_pd(p), b = _mm256_loadu_pd(p + 4),
            c = _mm256_loadu_pd(p + 8);

    /* Row by row, a is 0 0 0 1, b is 1 1 2 2, c is 2 3 3 3. */
    x[0] = (lanes_real)_mm256_permute4x64_pd(
        _mm256_blend_pd(_mm256_blend_pd(a, b, 4), c, 2), 0x6c);
    x[1] = (lanes_real)_mm256_permute4x64_pd(
        _mm256_blend_pd(_mm256_blend_pd(b, a, 2), c, 4), 0xb1);
    x[2] = (lanes_real)_mm256_permute4x64_pd(
        _mm256_blend_pd(_mm256_blend_pd(c, a, 4), b, 2), 0xc6);
#else
    for (size_t j = 0; j < 3; j++)
        x[j] = column(p + j, 3);
#endif
}

static inline void look_at_three(struct look *look, const double *p,
                                 const int32_t *label, double most,
                                 double most_off)
{
    struct rows_at_work rows;
    lanes_real x[3];

    three_columns(p, x);
    first_column(&rows, x[0]);
    next_column(&rows, x[1], 1.0);
    next_column(&rows, x[2], 2.0);
    judge(look, &rows, label, most, most_off);
}

static inline void look_at_any(struct look *look, const double *p,
                               size_t classes, const int32_t *label,
                               double most, double most_off)
{
    struct rows_at_work rows[GROUPS];

    for (size_t g = 0; g < GROUPS; g++)
        first_column(&rows[g], column(p + g * LANES_WIDTH * classes, classes));
    for (size_t j = 1; j < classes; j++)
        for (size_t g = 0; g < GROUPS; g++)
            next_column(&rows[g],
                        column(p + j + g * LANES_WIDTH * classes, classes),
                        (double)j);
    for (size_t g = 0; g < GROUPS; g++)
        judge(look, &rows[g], label ? label + g * LANES_WIDTH : NULL, most,
              most_off);
}

/* ---- one row after the other: what is left over, or looks wrong ---- */

static bool row_fits(const double *p, size_t classes, double most)
{
    for (size_t j = 0; j < classes; j++)
        if (!(p[j] >= 0.0 && p[j] <= most))
            return false;
    return true;
}

static double row_off(const double *p, size_t classes)
{
    double sum = 0.0;

    for (size_t j = 0; j < classes; j++)
        sum += p[j];
    return fabs(sum - 1.0);
}

static void note_off(const struct loglik_rows *rows, size_t from, size_t to,
                     struct rows_checked *out)
{
    for (size_t i = from; i < to; i++) {
        double off = row_off(rows->p + i * rows->classes, rows->classes);

        if (off > out->most_off) {
            out->most_off = off;
            out->most_row = out->rows + i + 1;
        }
    }
}

static bool all_fit(const struct loglik_rows *rows, size_t from, size_t to,
                    double most)
{
    for (size_t i = from; i < to; i++)
        if (!row_fits(rows->p + i * rows->classes, rows->classes, most))
            return false;
    return true;
}

static bool slowly(const struct loglik_rows *rows, size_t from, size_t to,
                   double most, struct rows_checked *out)
{
    if (!all_fit(rows, from, to, most))
        return false;
    note_off(rows, from, to, out);
    for (size_t i = from; rows->label && i < to; i++)
        out->hits += dist_first_argmax(rows->p + i * rows->classes,
                                       rows->classes) == (size_t)rows->label[i];
    return true;
}

/* ---- chunks ---- */

/* What will be looked at next is fetched, n doubles of it, where rows are so
 * long that the processor does not see by itself where it goes on, and not so
 * long that it does. It may lie behind the last row, where nothing is read: the
 * address is no pointer. */
static inline void fetch_after(const double *p, size_t n, size_t classes)
{
    uintptr_t at = (uintptr_t)p + n * sizeof *p;

    if (classes < FETCH_FROM || classes > FETCH_TO)
        return;
    for (size_t j = 0; j < n; j += LINE)
        __builtin_prefetch((const void *)(at + j * sizeof *p), 0, 2);
}

/* CHUNK rows. A NaN among them makes a sum NaN, and a negative entry may be
 * -0: what looks wrong is looked at again. */
static bool look_at_chunk(const struct loglik_rows *rows, size_t from,
                          double most, struct rows_checked *out)
{
    size_t classes = rows->classes;
    const double *p = rows->p + from * classes;
    const int32_t *label = rows->label ? rows->label + from : NULL;
    double most_off = out->most_off;
    struct look look = { 0 };

    if (classes == 3) {
        for (size_t i = 0; i < CHUNK; i += LANES_WIDTH)
            look_at_three(&look, p + 3 * i, label ? label + i : NULL, most,
                          most_off);
    } else {
        for (size_t i = 0; i < CHUNK; i += STEP) {
            fetch_after(p + classes * i, classes * STEP, classes);
            look_at_any(&look, p + classes * i, classes,
                        label ? label + i : NULL, most, most_off);
        }
    }
    if ((lanes_any((lanes_whole)look.sign < 0) || lanes_any(look.beyond) ||
         lanes_any(look.off)) &&
        !all_fit(rows, from, from + CHUNK, most))
        return false;
    if (lanes_any(look.off))
        note_off(rows, from, from + CHUNK, out);
    for (int r = 0; r < LANES_WIDTH; r++)
        out->hits -= (size_t)look.hits[r];
    return true;
}

bool KERNEL_NAME(rows_check)(const struct loglik_rows *rows, double most,
                             double *factor, struct rows_checked *sum)
{
    struct rows_checked out = *sum;
    size_t from = 0;

    if (rows->label && !labels_fit(rows->label, rows->n, rows->classes))
        return false;
    for (; rows->n - from >= CHUNK; from += CHUNK)
        if (!look_at_chunk(rows, from, most, &out))
            return false;
    if (!slowly(rows, from, rows->n, most, &out))
        return false;
    for (size_t i = 0; factor && i < rows->n; i++)
        factor[i] = rows->p[i * rows->classes + (uint32_t)rows->label[i]];
    out.rows += rows->n;
    *sum = out;
    return true;
}
