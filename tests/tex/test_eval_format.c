/* Formulas in the formats a program has: the facts about them come from the
 * table of products and from exact arithmetic on their fractions. */
#include <stdio.h>

#include "num/rng.h"
#include "support/test.h"
#include "tex/valuing.h"

enum { FLIPS = 400, TERMS = 400 };

/* By hand: powers of 1/2 are exact down to the least number, 2^-24, 2^-149 and
 * 2^-1074, and the next one, a tie, goes to the even 0. */
static void a_half_reaches_zero_where_its_format_ends(void **state)
{
    const struct {
        enum format format;
        int last;
    } cases[] = { { FORMAT_FLOAT16, 24 },
                  { FORMAT_FLOAT32, 149 },
                  { FORMAT_FLOAT64, 1074 },
                  { FORMAT_BFLOAT16, 133 },
                  { FORMAT_FLOAT32_FTZ, 126 } };
    struct valuing v;
    struct value value;

    (void)state;
    valuing_init(&v, "data n\n");
    v.data.arrays = v.arrays;
    valuing_number(&v, "n", 1.0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        v.options.format = cases[i].format;
        v.numbers[0] = cases[i].last;
        assert_int_equal(valuing_of(&v, "\\prod_{i=1}^n 0.5", &value),
                         EVAL_VALUE);
        assert_true(value.number.x == ldexp(1.0, -cases[i].last));
        assert_false(value.flags & (REAL_INEXACT | REAL_UNDERFLOW));
        assert_int_equal(!!(value.flags & REAL_SUBNORMAL),
                         cases[i].format != FORMAT_FLOAT32_FTZ);
        v.numbers[0] += 1;
        assert_int_equal(valuing_of(&v, "\\prod_{i=1}^n 0.5", &value),
                         EVAL_VALUE);
        assert_true(value.number.x == 0.0);
        assert_true(value.flags & REAL_UNDERFLOW);
        assert_true(value.flags & REAL_INEXACT);
    }

    /* The exact format has no such end: 2^-2000. */
    v.options.format = FORMAT_EXACT;
    v.numbers[0] = 2000;
    assert_int_equal(valuing_of(&v, "\\prod_{i=1}^n 0.5", &value), EVAL_VALUE);
    assert_true(value.number.x == 0.5 && value.number.scale == -1999);
    assert_false(value.flags & REAL_INEXACT);
    valuing_finish(&v);
}

/* .05, .7, .7 repeating: the figures of the specification, from a simulation
 * in integers. */
static void four_hundred_terms(void **state)
{
    const double cycle[] = { .05, .7, .7 };
    double log_p = 133 * log(.05 * .7 * .7) + log(.05);
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata t_i, n\n");
    v.data.arrays = v.arrays;
    valuing_table(&v, "t", 3, 1, TERMS, cycle);
    valuing_number(&v, "n", TERMS);

    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\sum_i \\log t_i"), -484.5,
                0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT32, "\\sum_i \\log t_i"),
                -496.305, 5e-4);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "\\sum_i \\log t_i"), log_p,
                1e-10);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\sum_i \\log t_i"), log_p,
                2e-13);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\log \\prod_i t_i"), log_p,
                2e-13);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "\\prod_i t_i") / 2.87e-216,
                1.0, 2e-3);
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\log \\prod_i t_i"),
                -INFINITY, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT32, "\\log \\prod_i t_i"),
                -INFINITY, 0.0);

    /* The terms at which the product is 0 first. */
    assert_true(valuing_double(&v, FORMAT_FLOAT16, "\\prod_{i=1}^{12} t_i") >
                0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\prod_{i=1}^{13} t_i"),
                0.0, 0.0);
    assert_true(valuing_double(&v, FORMAT_FLOAT32, "\\prod_{i=1}^{84} t_i") >
                0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT32, "\\prod_{i=1}^{85} t_i"),
                0.0, 0.0);
    valuing_finish(&v);
}

/* 400 flips, heads where 7 i mod 10 < 7: 280 heads, so that the best theta is
 * .7. In float32 every likelihood is 0, and every point of the grid ties. */
static void flips_whose_likelihood_is_lost(void **state)
{
    double heads[FLIPS];
    struct valuing v;
    struct value value;

    (void)state;
    for (int i = 0; i < FLIPS; i++)
        heads[i] = 7 * i % 10 < 7 ? 1.0 : 0.0;
    valuing_init(&v, "domain i = 1..n\ndata x_i, n\n"
                     "param \\theta = .5 in [0, 1] step 0.001\n");
    v.data.arrays = v.arrays;
    valuing_table(&v, "x", FLIPS, 1, 0, heads);
    valuing_number(&v, "n", FLIPS);
#define LIKELIHOOD "\\theta^{x_i} (1 - \\theta)^{1 - x_i}"
    v.options.format = FORMAT_FLOAT32;
    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta \\prod_i " LIKELIHOOD,
                                &value),
                     EVAL_VALUE);
    assert_int_equal(value.ties, 201);
    assert_near(real_double(value.number), 0.0, 0.0);
    assert_near(real_double(value.best), 0.0, 0.0);
    v.options.format = FORMAT_EXACT;
    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta \\prod_i " LIKELIHOOD,
                                &value),
                     EVAL_VALUE);
    assert_int_equal(value.ties, 1);
    assert_near(real_double(value.number), .7, 1e-6);
    for (int f = 0; f < FORMAT_COUNT; f++) {
        if (f == FORMAT_FLOAT16 || f == FORMAT_BFLOAT16)
            continue;
        assert_near(valuing_double(&v, (enum format)f,
                                   "\\arg\\max_\\theta \\sum_i \\log "
                                   "\\left(" LIKELIHOOD "\\right)"),
                    .7, f == FORMAT_FLOAT64 || f == FORMAT_EXACT ? 1e-6 : 6e-3);
    }
    valuing_finish(&v);
}

/* Rows that repeat are valued once, and come to what the same rows written out
 * come to: to the bit in the page's formats, which visit each in turn. */
static void repeated_rows_are_as_if_written_out(void **state)
{
    enum { ROWS = 7, ALL = 5000 };
    static const char *const formulas[] = {
        "\\prod_i t_i",       "\\sum_i \\log t_i",   "\\sum_i t_i",
        "\\prod_i (1 + t_i)", "\\sum_{i=3}^{n} t_i", "\\prod_{i=2}^{4999} t_i"
    };
    double few[ROWS] = { .31, .99, .07, .5, 1.25, .625, .9999 };
    static double all[ALL];

    (void)state;
    for (int i = 0; i < ALL; i++)
        all[i] = few[i % ROWS];
    for (size_t k = 0; k < sizeof formulas / sizeof *formulas; k++) {
        for (int f = 0; f < FORMAT_COUNT; f++) {
            struct value value[2];

            for (int repeated = 0; repeated < 2; repeated++) {
                struct valuing v;

                valuing_init(&v, "domain i = 1..n\ndata t_i, n\n");
                v.data.arrays = v.arrays;
                valuing_table(&v, "t", repeated ? ROWS : ALL, 1, ALL,
                              repeated ? few : all);
                valuing_number(&v, "n", ALL);
                v.options.format = (enum format)f;
                assert_int_equal(valuing_of(&v, formulas[k], &value[repeated]),
                                 EVAL_VALUE);
                valuing_finish(&v);
            }
            assert_int_equal(value[0].flags, value[1].flags);
            if (f == FORMAT_EXACT) {
                assert_int_equal(value[0].number.scale, value[1].number.scale);
                assert_near(value[1].number.x / value[0].number.x, 1.0, 1e-15);
            } else {
                assert_true(value[0].number.x == value[1].number.x);
            }
        }
    }
}

/* What a loop of the machine's own floats and doubles comes to, over rows that
 * repeat so often that they are leapt over; ties are among them. */
static void leaps_land_where_a_loop_would(void **state)
{
    enum { ROWS = 3, ALL = 2000003 };
    const double rows[][ROWS] = { { -.3566749, -1.2039728, -.5108256 },
                                  { 1, 1, 1 },
                                  { .5, 3, .25 },
                                  { 1e-3, 0, 7 },
                                  { 1e5, -99999.5, -.25 } };
    struct valuing v;
    struct value value;

    (void)state;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double wide = 0.0;
        float narrow = 0.0F;

        for (int i = 0; i < ALL; i++) {
            wide += rows[r][i % ROWS];
            narrow += (float)rows[r][i % ROWS];
        }
        valuing_init(&v, "domain i = 1..n\ndata t_i, n\n");
        valuing_table(&v, "t", ROWS, 1, ALL, rows[r]);
        valuing_number(&v, "n", ALL);
        assert_true(valuing_double(&v, FORMAT_FLOAT64, "\\sum_i t_i") == wide);
        v.options.format = FORMAT_FLOAT32;
        assert_int_equal(valuing_of(&v, "\\sum_i t_i", &value), EVAL_VALUE);
        assert_true(value.number.x == (double)narrow);
        valuing_finish(&v);
    }
}

/* The same in every format with rows drawn at random, small multiples of a
 * power of two among them, which tie often. */
static void leaps_land_there_from_anywhere(void **state)
{
    enum { DRAWS = 150, ALL = 20011 };
    struct valuing v;
    struct rng rng;
    double rows[5];

    (void)state;
    rng_seed(&rng, 7);
    for (int draw = 0; draw < DRAWS + 256; draw++) {
        size_t n = 1 + (size_t)rng_below(&rng, 5);
        enum format format = (enum format)rng_below(&rng, FORMAT_EXACT);
        double sum = 0.0, sign = rng_below(&rng, 2) ? 1.0 : -1.0;

        for (size_t i = 0; i < n; i++)
            rows[i] = format_round(
                format, sign * (draw % 2 ? rng_uniform(&rng)
                                         : (double)rng_below(&rng, 9) / 8));
        /* Then one number alone, every multiple of 1/8. */
        if (draw >= DRAWS) {
            n = 1;
            format = draw % 2 ? FORMAT_FLOAT16 : FORMAT_BFLOAT16;
            rows[0] = (draw - DRAWS) / 2 / 8.0;
        }
        for (size_t i = 0; i < ALL; i++)
            sum = format_round(format, sum + rows[i % n]);
        valuing_init(&v, "domain i = 1..n\ndata t_i, n\n");
        valuing_table(&v, "t", n, 1, ALL, rows);
        valuing_number(&v, "n", ALL);
        assert_true(valuing_double(&v, format, "\\sum_i t_i") == sum);
        valuing_finish(&v);
    }
}

/* Added up by hand, over rows 1, 2, 4 that repeat to ten: a body that reads
 * its index for more than a row is no repetition; nor is one of whose rows a
 * derivative is taken by: of row 4, which is row 1 again, not of the others
 * like it. */
static void rows_that_differ_are_not_counted_together(void **state)
{
    const double rows[] = { 1, 2, 4 }, others[] = { 1, 10 };
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata t_i, o_i, n\n");
    valuing_table(&v, "t", 3, 1, 10, rows);
    valuing_table(&v, "o", 2, 1, 10, others);
    valuing_number(&v, "n", 10);
    for (int exact = 0; exact < 2; exact++) {
        enum format format = exact ? FORMAT_EXACT : FORMAT_FLOAT64;

        assert_near(valuing_double(&v, format, "\\sum_i t_i"), 22, 0.0);
        assert_near(valuing_double(&v, format, "\\sum_i i t_i"), 124, 0.0);
        assert_near(valuing_double(&v, format, "\\sum_i \\sum_{j=1}^i t_j"),
                    118, 0.0);
        assert_near(valuing_double(&v, format, "\\sum_i t_i o_i"), 112, 0.0);
        assert_near(valuing_double(&v, format,
                                   "\\frac{\\partial}{\\partial t_4} "
                                   "\\sum_i t_i^2"),
                    2, 0.0);
        assert_near(valuing_double(&v, format, "\\arg\\max_i t_i"), 3, 0.0);
        assert_near(valuing_double(&v, format, "\\arg\\max_i (t_i + i)"), 9,
                    0.0);
    }
    valuing_finish(&v);
}

/* 10^7 rows are 3, and the likelihood of the sources' films at that size is
 * 1.974e-2998765 by num/. */
static void ten_million_rows_are_three(void **state)
{
    const double films[] = { .7, .3, .6 };
    struct valuing v;
    struct value value;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata t_i, n\n");
    v.data.arrays = v.arrays;
    valuing_table(&v, "t", 3, 1, 10000000, films);
    valuing_number(&v, "n", 1e7);
    v.options.format = FORMAT_EXACT;
    assert_int_equal(valuing_of(&v, "\\prod_i t_i", &value), EVAL_VALUE);
    assert_near((double)value.number.scale * log10(2.0) + log10(value.number.x),
                -2998765 + log10(1.974), 1e-4);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\log \\prod_i t_i"),
                3333333 * log(.126) + log(.7), 1e-6);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\sum_i \\log t_i"),
                3333333 * log(.126) + log(.7), 1e-6);
    valuing_finish(&v);
}

/* By hand, in a format of 11 bits: 2049 is a tie that goes to 2048, and 1/3
 * has the nearest fraction 1365/4096. N itself counts, and is not rounded as
 * a bound, but is as a number. */
static void numbers_are_rounded_and_counts_are_not(void **state)
{
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata n\n");
    v.data.arrays = v.arrays;
    valuing_number(&v, "n", 2049);
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "n"), 2048, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\frac{1}{3}"),
                1365.0 / 4096.0, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "\\sum_i 1"), 2049, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\sum_i 1"), 2048, 0.0);
    v.numbers[0] = 100000;
    assert_near(valuing_double(&v, FORMAT_FLOAT16, "\\frac{1}{n}"), 0.0, 0.0);
    valuing_finish(&v);
}

/* Nor is an index, held or written, on its way through an argument: 257 is no
 * number of 8 bits, and 65520 none of float16. */
static void indices_are_not_rounded(void **state)
{
    const enum format formats[] = { FORMAT_BFLOAT16, FORMAT_FLOAT16 };
    const int rows[] = { 257, 65520 };
    static double t[65536];
    struct eval_binding held = { slice_of("i"), 0.0 };
    struct valuing v;
    char tex[64];

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata t_i, n\nP(x_i) := t_i\n"
                     "f(u) := t_u\n");
    valuing_table(&v, "t", 65536, 1, 0, t);
    valuing_number(&v, "n", 65536);
    v.options.bindings = &held;
    v.options.binding_count = 1;
    for (int f = 0; f < 2; f++) {
        t[rows[f] - 1] = .5;
        held.value = rows[f];
        snprintf(tex, sizeof tex, "P(x_{%d}) + f(%d)", rows[f], rows[f]);
        assert_near(valuing_double(&v, formats[f], tex), 1.0, 0.0);
        assert_near(valuing_double(&v, formats[f], "P(x_i) + f(i) + t_i"), 1.5,
                    0.0);
        t[rows[f] - 1] = 0.0;
    }
    valuing_finish(&v);
}

/* By hand: row 257 of the table holds 7 and every other row 1. 257 is no
 * bfloat16 (they lie 2 apart there), but it is no number of the page either:
 * an index counts, through whatever definitions it comes. 2049 is none in
 * float16. */
static void an_index_is_not_rounded_on_its_way(void **state)
{
    const struct {
        enum format format;
        size_t row;
        const char *of[6];
    } cases[] = {
        { FORMAT_BFLOAT16,
          257,
          { "\\sum_{i=257}^{257} g(i)", "\\sum_{i=257}^{257} w(i)",
            "\\sum_{i=257}^{257} g(i + 0)", "\\sum_{i=129}^{129} g(2 i - 1)",
            "\\sum_{i=256}^{256} v_{f(i)}", "w(257)" } },
        { FORMAT_FLOAT16,
          2049,
          { "\\sum_{i=2049}^{2049} g(i)", "\\sum_{i=2049}^{2049} w(i)",
            "\\sum_{i=2049}^{2049} g(i + 0)",
            "\\sum_{i=1025}^{1025} g(2 i - 1)",
            "\\sum_{i=2048}^{2048} v_{f(i)}", "w(2049)" } },
    };
    static double rows[2100];

    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct valuing v;

        for (size_t i = 0; i < 2100; i++)
            rows[i] = i + 1 == cases[c].row ? 7.0 : 1.0;
        valuing_init(&v, "domain i = 1..n\ndata v_i, n\ng(a) := v_a\n"
                         "w(a) := g(a + 0)\nf(a) := a + 1\n");
        v.data.arrays = v.arrays;
        valuing_table(&v, "v", 2100, 1, 0, rows);
        valuing_number(&v, "n", 2100);
        for (size_t i = 0; i < 6; i++)
            assert_near(valuing_double(&v, cases[c].format, cases[c].of[i]),
                        7.0, 0.0);
        valuing_finish(&v);
    }
}

/* ... while the same letter as a number is one of the page: 257 is rounded to
 * the even 256. */
static void an_argument_as_a_number_is_rounded(void **state)
{
    struct valuing v;

    (void)state;
    valuing_init(&v, "domain i = 1..n\ndata v_i, n\nh(a) := v_a + a\n");
    v.data.arrays = v.arrays;
    valuing_table(&v, "v", 300, 1, 0, (double[300]){ [256] = 64.0 });
    valuing_number(&v, "n", 300);
    assert_near(valuing_double(&v, FORMAT_BFLOAT16,
                               "\\sum_{i=257}^{257} h(i + 0)"),
                320.0, 0.0);
    valuing_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_is_not_rounded_on_its_way),
        cmocka_unit_test(an_argument_as_a_number_is_rounded),
        cmocka_unit_test(a_half_reaches_zero_where_its_format_ends),
        cmocka_unit_test(four_hundred_terms),
        cmocka_unit_test(flips_whose_likelihood_is_lost),
        cmocka_unit_test(repeated_rows_are_as_if_written_out),
        cmocka_unit_test(leaps_land_where_a_loop_would),
        cmocka_unit_test(leaps_land_there_from_anywhere),
        cmocka_unit_test(rows_that_differ_are_not_counted_together),
        cmocka_unit_test(ten_million_rows_are_three),
        cmocka_unit_test(numbers_are_rounded_and_counts_are_not),
        cmocka_unit_test(indices_are_not_rounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
