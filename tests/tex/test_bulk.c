/* Blocks of rows against the walk row by row, which is the older and slower
 * of the two and knows nothing of them: the same bits, the same flags. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "num/rng.h"
#include "support/both_ways.h"
#include "support/test.h"
#include "tex/scoped.h"
#include "tex/valuing.h"

enum { ROWS = 400, CLASSES = 3 };

static const char block[] =
    "domain i = 1..N ; j, k = 1..K\n"
    "data   y_{i,k}, s_{i,k}, x_i, N, K\n"
    "param  \\theta = 1.5 in [0, 5] step 0.001\n"
    "word   softmax, KL\n"
    "\\hat{y}_{i,k} := s_{i,k}\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "P(y_i \\mid x_i; \\theta) := \\hat{y}_{i,k_i}\n"
    "L := \\prod_{i=1}^N \\prod_{k=1}^K \\hat{y}_{i,k}^{y_{i,k}}\n"
    "H(p, q) := -\\sum_{k=1}^K p_k \\log q_k\n"
    "KL(p \\| q) := \\sum_{k=1}^K p_k \\log \\frac{p_k}{q_k}\n"
    "softmax_k(z) := \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}}\n"
    "\\sigma(t) := \\frac{1}{1 + e^{-t}}\n"
    "g(1) := 0.25\n"
    "g(t) := t^2\n"
    "f(t) := \\begin{cases} 1 & t > 0 \\\\ 0 & t \\leq 0 \\end{cases}\n";

static const char *const formulas[] = {
    "\\sum_i \\log \\hat{y}_{i,k_i}",
    "\\prod_i P(y_i \\mid x_i; \\theta)",
    "\\log \\prod_i P(y_i \\mid x_i; \\theta)",
    "L",
    "-\\frac{1}{N} \\sum_i \\sum_k y_{i,k} \\log \\hat{y}_{i,k}",
    "\\frac{1}{N} \\sum_i H(y_i, \\hat{y}_i)",
    "\\sum_i KL(y_i \\| \\hat{y}_i)",
    "\\sum_i \\log softmax_{k_i}(s_i)",
    "\\sum_i H(y_i, y_i) - \\sum_i s_{i,1} \\log s_{i,1}",
    "\\prod_i \\prod_k s_{i,k} \\log y_{i,k}",
    "\\sum_i \\sigma(x_i) x_i - \\sum_i \\log_2 \\sigma(-x_i)",
    "\\sum_i \\log_{10} s_{i,2}",
    "\\sum_i y_{i,1}",
    "\\prod_i (1 + y_{i,2})",
    "\\sum_i k_i",
    "\\sum_{i=1}^{N} i \\cdot x_i",
    "\\sum_i f(x_i)",
    "\\sum_i f(s_{i,1})",
    "\\sum_i g(k_i)",
    "\\sum_i g(1)",
    "\\sum_i \\left(\\sqrt{s_{i,1}} + \\sqrt[2]{s_{i,3}}\\right)",
    "\\sum_i \\left|x_i\\right|^{\\theta} / \\theta",
    "\\sum_i \\arg\\max_k \\frac{s_{i,k}}{2}",
    "\\sum_i \\arg\\min_k s_{i,k}",
    "\\sum_i \\left(s_{i,k_i} - s_{N,1}\\right)",
    "\\sum_i s_{N + 1 - i, 1} x_i",
    "\\sum_k \\sum_i y_{i,k} \\log s_{i,k}",
    "\\sum_k \\prod_i s_{i,k}",
    "\\prod_i \\sum_k s_{i,k} / 2",
    "\\sum_i e^{-x_i^2} \\log x_i^2",
    "\\sum_i (\\log s_{i,1}) (\\log s_{i,2})",
    "\\prod_i \\log s_{i,1}",
    "\\prod_i (s_{i,1} s_{i,2})",
    "\\prod_i \\frac{s_{i,1}}{1 + s_{i,2}}",
    "\\prod_i s_{i,1}^3",
    "\\prod_i e^{-24 x_i}",
    "\\sum_i y_{i,s_{i,1}}",
    "\\sum_i \\sum_{j=1}^{k_i} s_{i,j}",
    "\\sum_i \\left(\\frac{1}{x_i} - \\frac{x_i}{s_{i,1}}\\right)",
    "\\sum_{i=1}^{N + 1} x_i",
    "\\sum_i x_{i + 1}",
    "\\sum_{i=0}^{N} x_i",
    "\\sum_i \\left(0.1 \\cdot 3 - 0.3\\right)",
    "\\frac{\\sum_i \\log s_{i,1}}{\\sum_i \\log s_{i,2}}",
    "e^{\\frac{1}{N} \\sum_i x_i}",
};

/* ---- rows ---- */

struct rows {
    double y[ROWS * CLASSES], s[ROWS * CLASSES], x[ROWS];
    int32_t labels[ROWS];
    size_t asked;
};

static void ordinary(struct rows *r, struct rng *rng)
{
    memset(r->y, 0, sizeof r->y);
    for (size_t i = 0; i < ROWS; i++) {
        double sum = 0.0;

        r->labels[i] = (int32_t)rng_below(rng, CLASSES);
        r->y[i * CLASSES + (size_t)r->labels[i]] = 1.0;
        r->x[i] = 6.0 * rng_uniform(rng) - 3.0;
        for (size_t k = 0; k < CLASSES; k++)
            sum += r->s[i * CLASSES + k] = 0.01 + rng_uniform(rng);
        for (size_t k = 0; k < CLASSES; k++)
            r->s[i * CLASSES + k] /= sum;
    }
}

/* Some numbers of the predictions and features made hostile. */
static void spoil(struct rows *r, struct rng *rng, uint64_t one_in)
{
    static const double hostile[] = {
        0.0,         -0.0,    1.0,       -1.0,   DBL_MIN,     DBL_MIN / 2,
        5e-324,      DBL_MAX, -1e300,    1e-300, INFINITY,    -INFINITY,
        (double)NAN, 2.0,     1e-5,      6.1e-5, 1.2e-38,     1e-40,
        70000.0,     1e39,    0x1p-1000, 0x1p53, 1 - 0x1p-53,
    };
    size_t kinds = sizeof hostile / sizeof *hostile;

    for (size_t i = 0; i < ROWS * CLASSES; i++)
        if (rng_below(rng, one_in) == 0)
            r->s[i] = hostile[rng_below(rng, kinds)];
    for (size_t i = 0; i < ROWS; i++)
        if (rng_below(rng, one_in) == 0)
            r->x[i] = hostile[rng_below(rng, kinds)];
}

/* Numbers whose sums are exact, or cancel, or lie half-way. */
static void make_round(struct rows *r, struct rng *rng)
{
    for (size_t i = 0; i < ROWS * CLASSES; i++)
        r->s[i] = (double)(1 + rng_below(rng, 4)) / 2.0;
    for (size_t i = 0; i < ROWS; i++)
        r->x[i] = i % 2 ? -r->x[i - 1] : (double)(1 + rng_below(rng, 1000));
}

static void soften(struct rows *r, struct rng *rng)
{
    for (size_t i = 0; i < ROWS * CLASSES; i += 1 + rng_below(rng, 20))
        r->y[i] = rng_uniform(rng);
}

static const double *one_row(const void *of, size_t row)
{
    return (const double *)of + row * CLASSES;
}

static void fill(struct valuing *v, const struct rows *r, size_t rows)
{
    valuing_table(v, "y", rows, CLASSES, 0, r->y);
    valuing_table(v, "s", rows, CLASSES, 0, r->s);
    valuing_table(v, "x", rows, 1, 0, r->x);
    valuing_number(v, "N", (double)rows);
    valuing_number(v, "K", CLASSES);
}

static int check(const struct rows *r, size_t rows, bool apart)
{
    struct valuing v;
    int valued = 0;

    valuing_init(&v, block);
    fill(&v, r, rows);
    if (apart) {
        v.arrays[0].values = NULL;
        v.arrays[0].row = one_row;
        v.arrays[0].of = r->y;
        v.arrays[0].labels = r->labels;
    }
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        valued += both_ways(scoped_read(v.arena, v.scope, formulas[i]), v.scope,
                            &v.data, formulas[i]);
    valuing_finish(&v);
    return valued;
}

/* ---- tests ---- */

static void ordinary_rows_give_the_same_bits(void **state)
{
    struct rows r;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 1);
    for (int i = 0; i < 4; i++) {
        ordinary(&r, &rng);
        assert_true(check(&r, i < 3 ? ROWS : 64, i % 2) > 150);
    }
}

static const double *counted_row(const void *of, size_t row)
{
    struct rows *r = (struct rows *)of;

    r->asked++;
    return r->y + row * CLASSES;
}

/* By hand: the walk asks for the row of each label, blocks read labels. A few
 * rows are walked before it is known that the sum is rounded. */
static void labels_stand_for_their_rows(void **state)
{
    struct valuing v;
    struct rng rng;
    struct rows r;

    (void)state;
    rng_seed(&rng, 4);
    ordinary(&r, &rng);
    valuing_init(&v, block);
    fill(&v, &r, ROWS);
    v.arrays[0].values = NULL;
    v.arrays[0].row = counted_row;
    v.arrays[0].of = &r;
    v.arrays[0].labels = r.labels;
    for (int f = 0; f < FORMAT_COUNT; f++) {
        r.asked = 0;
        valuing_double(&v, (enum format)f, "\\sum_i \\log \\hat{y}_{i,k_i}");
        assert_true(r.asked > 0 && r.asked < 40);
    }
    valuing_finish(&v);
}

static void hostile_rows_give_the_same_bits(void **state)
{
    static const uint64_t one_in[] = { 2, 10, 100, 400, 2000 };
    struct rows r;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 2);
    for (int i = 0; i < 10; i++) {
        ordinary(&r, &rng);
        spoil(&r, &rng, one_in[i % 5]);
        check(&r, ROWS, i % 2);
    }
}

static void numbers_that_cancel_give_the_same_bits(void **state)
{
    struct rows r;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 3);
    for (int i = 0; i < 4; i++) {
        ordinary(&r, &rng);
        soften(&r, &rng);
        if (i % 2)
            make_round(&r, &rng);
        check(&r, ROWS, false);
    }
}

/* Products and powers of every row leave the doubles' range, not only some. */
static void small_and_large_rows_give_the_same_bits(void **state)
{
    static const double by[] = { 1e-200, 1e200, 1e-20, 1e20 };
    struct rows r;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 6);
    for (int i = 0; i < 4; i++) {
        ordinary(&r, &rng);
        for (size_t k = 0; k < ROWS * CLASSES; k++)
            r.s[k] *= by[i];
        for (size_t k = 0; k < ROWS; k++)
            r.x[k] = 10.0 * fabs(r.x[k]);
        check(&r, ROWS, false);
    }
}

/* As classifiers in single precision say them: sure of themselves, and now and
 * then wrong. 0 log 0 and 0^0 are marked, log 0 of a true class is not. */
static void sure_predictions_give_the_same_bits(void **state)
{
    struct rows r;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 7);
    for (int i = 0; i < 6; i++) {
        ordinary(&r, &rng);
        for (size_t k = 0; k < ROWS * CLASSES; k++)
            if (rng_below(&rng, 3) == 0)
                r.s[k] = i < 3 ? r.y[k] : (double)rng_below(&rng, 2);
        check(&r, ROWS, i % 2);
    }
}

/* A law: sums over one number change nothing, however many stand in one
 * another; and the stack holds them. */
static void loops_in_loops_are_as_deep_as_they_like(void **state)
{
    struct strbuf tex = { 0 };
    struct rng rng;
    struct valuing v;
    struct rows r;

    (void)state;
    rng_seed(&rng, 8);
    ordinary(&r, &rng);
    valuing_init(&v, block);
    fill(&v, &r, ROWS);
    strbuf_puts(&tex, "\\sum_i ");
    for (int k = 0; k < 60; k++)
        strbuf_puts(&tex, k % 2 ? "\\sum_{j=2}^2 " : "\\prod_{k=1}^1 ");
    strbuf_puts(&tex, "s_{i,j} \\arg\\max_k s_{i,k}");
    assert_int_equal(both_ways(scoped_read(v.arena, v.scope, strbuf_text(&tex)),
                               v.scope, &v.data, "deep"),
                     FORMAT_COUNT);
    strbuf_finish(&tex);
    valuing_finish(&v);
}

/* By hand: 1 + 2^-53 lies half-way between two doubles. Term by term the rest,
 * 2^-108 each, falls off the end of the second double, and the even one is
 * nearest; added up by itself first it would tip the scale. */
static void a_sum_half_way_is_taken_in_its_order(void **state)
{
    struct valuing v;
    struct rows r;

    (void)state;
    memset(&r, 0, sizeof r);
    r.x[0] = 1.0;
    r.x[1] = 0x1p-53;
    for (size_t i = 2; i < ROWS; i++)
        r.x[i] = 0x1p-108;
    valuing_init(&v, block);
    fill(&v, &r, ROWS);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\sum_i x_i"), 1.0, 0.0);
    valuing_finish(&v);
    check(&r, ROWS, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_rows_give_the_same_bits),
        cmocka_unit_test(labels_stand_for_their_rows),
        cmocka_unit_test(hostile_rows_give_the_same_bits),
        cmocka_unit_test(numbers_that_cancel_give_the_same_bits),
        cmocka_unit_test(small_and_large_rows_give_the_same_bits),
        cmocka_unit_test(sure_predictions_give_the_same_bits),
        cmocka_unit_test(loops_in_loops_are_as_deep_as_they_like),
        cmocka_unit_test(a_sum_half_way_is_taken_in_its_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
