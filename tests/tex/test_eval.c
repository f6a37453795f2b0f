/* What expressions come to: lab A of the sources (three films), where every
 * number is worked out by hand from its table. */
#include <string.h>

#include "base/strbuf.h"
#include "support/test.h"
#include "tex/scoped.h"
#include "tex/valuing.h"

static const double y[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
static const double s[] = { .7, .2, .1, .5, .3, .2, .1, .3, .6 };

static const char block[] =
    "domain i = 1..N ; j, k = 1..K ; x = \\{0, 1\\}\n"
    "data   y_{i,k}, s_{i,k}, N, K\n"
    "param  \\theta = 1 in [0, 5] step 0.001\n"
    "label  total ; word softmax, KL\n"
    "\\hat{y}_{i,k} := \\frac{s_{i,k}^{\\theta}}{\\sum_{j=1}^{K} "
    "s_{i,j}^{\\theta}}\n"
    "k_i := \\arg\\max_k y_{i,k}\n"
    "P(y_i \\mid x_i; \\theta) := \\hat{y}_{i,k_i}\n"
    "L := \\prod_{i=1}^N \\prod_{k=1}^K \\hat{y}_{i,k}^{y_{i,k}}\n"
    "H(p, q) := -\\sum_{k=1}^K p_k \\log q_k\n"
    "H(p) := -\\sum_{k=1}^K p_k \\log p_k\n"
    "H_{\\text{total}}(p, q) := \\frac{1}{N} \\sum_i H(p_i, q_i)\n"
    "KL(p \\| q) := \\sum_k p_k \\log \\frac{p_k}{q_k}\n"
    "softmax_k(z) := \\frac{e^{z_k}}{\\sum_{j=1}^K e^{z_j}}\n"
    "\\sigma(t) := \\frac{1}{1 + e^{-t}}\n"
    "p(x = 1) := 0.7\n"
    "p(x = 0) := 0.3\n"
    "q_{\\theta}(x) := \\theta^x (1 - \\theta)^{1 - x}\n"
    "f(t) := \\begin{cases} 1 & t > 0 \\\\ 0 & t \\leq 0 \\end{cases}\n"
    "g(t) := \\arg\\max_\\theta -(\\theta - t)^2\n"
    "m(\\theta) := \\hat{y}_{1,1}\n";

static struct valuing lab_a(void)
{
    struct valuing v;

    valuing_init(&v, block);
    return v;
}

/* The arrays point into the struct itself: filled where it stays. */
static void fill(struct valuing *v)
{
    v->data.arrays = v->arrays;
    valuing_table(v, "y", 3, 3, 0, y);
    valuing_table(v, "s", 3, 3, 0, s);
    valuing_number(v, "N", 3.0);
    valuing_number(v, "K", 3.0);
}

struct expected {
    const char *tex;
    double value;
};

static void check(const struct expected *cases, size_t count)
{
    static const enum format formats[] = { FORMAT_FLOAT64, FORMAT_EXACT };
    struct valuing v = lab_a();

    fill(&v);
    for (size_t i = 0; i < count; i++) {
        for (int f = 0; f < 2; f++) {
            double found = valuing_double(&v, formats[f], cases[i].tex);

            if (!(fabs(found - cases[i].value) <= 1e-13) &&
                !(found == cases[i].value))
                fail_msg("%s is %.17g, not %.17g", cases[i].tex, found,
                         cases[i].value);
        }
    }
    valuing_finish(&v);
}

#define CHECK(cases) check((cases), sizeof(cases) / sizeof *(cases))

static void the_likelihood_of_three_films(void **state)
{
    const struct expected cases[] = {
        { "\\prod_{i=1}^N P(y_i \\mid x_i; \\theta)", .7 * .3 * .6 },
        { "L", .126 },
        { "\\log L", log(.126) },
        { "-\\frac{1}{N} \\log L", -log(.126) / 3 },
        { "\\sum_i \\log \\hat{y}_{i,k_i}", log(.126) },
        { "H_{\\text{total}}(y, \\hat{y})", -log(.126) / 3 },
        { "H(y_2, \\hat{y}_2)", -log(.3) },
        { "H(\\hat{y}_1)", -(.7 * log(.7) + .2 * log(.2) + .1 * log(.1)) },
        { "KL(y_1 \\| \\hat{y}_1)", -log(.7) },
        { "KL([.25, .25, .5] \\| [.5, .25, .25])", .25 * log(2.0) },
        { "k_2", 2 },
        { "\\hat{y}_{2,k_3}", .2 },
    };

    (void)state;
    CHECK(cases);
}

static void operations_and_their_conventions(void **state)
{
    const struct expected cases[] = {
        { "1 - 2 - 3", -4 },
        { "-2^2", -4 },
        { "2^{-1}", .5 },
        { "\\log_2 8", 3 },
        { "\\log_{10} 1000", 3 },
        { "\\log_3 9", 2 },
        { "\\sqrt{9}", 3 },
        { "\\sqrt[3]{8}", 2 },
        { "\\exp(0)", 1 },
        { "\\log e", 1 },
        { "0 \\log 0", 0 },
        { "0 \\log \\frac{0}{0}", 0 },
        { "0 \\cdot (-\\log 0)", 0 },
        { "1 \\log 0", -INFINITY },
        { "0^0", 1 },
        { "\\sum_{i=1}^{3} i^2", 14 },
        { "\\sum_{i=1}^{0} i", 0 },
        { "\\prod_{i=1}^{0} i", 1 },
        { "\\sum_{i=1}^{3} \\sum_{j=1}^{i} j", 10 },
        { "\\sum_{x \\in \\{2, 5\\}} x", 7 },
        { "\\left|2 - 5\\right|", 3 },
        { "\\arg\\max_k s_{2,k}", 1 },
        { "\\arg\\min_k s_{2,k}", 3 },
    };

    (void)state;
    CHECK(cases);
}

static void definitions_match_by_what_they_are_given(void **state)
{
    const struct expected cases[] = {
        { "p(1)", .7 },
        { "p(x = 0)", .3 },
        { "\\sum_x p(x) \\cdot x", .7 },
        { "\\sum_x p(x)", 1 },
        { "\\mathbb{E}_{x \\sim p}[x]", .7 },
        { "\\mathbb{E}_{p(x)}[-\\log p(x)]", -(.7 * log(.7) + .3 * log(.3)) },
        { "f(2) + f(-1)", 1 },
        { "\\sigma(\\sigma(0))", 1 / (1 + exp(-.5)) },
        { "softmax_2([0, \\log 2, 0])", .5 },
        { "q_{\\theta}(1)", 1 },

        /* A parameter among the arguments is bound while the body runs:
         * .7^2 / (.7^2 + .2^2 + .1^2). */
        { "m(2)", .49 / .54 },
        { "m(\\theta)", .7 },
        { "m(2) + m(\\theta)", .49 / .54 + .7 },
    };

    (void)state;
    CHECK(cases);
}

/* x^t / sum x^t has its largest product over the films where its derivative is
 * 0; 2.025 is the sources' figure. The parabola's place is exact. */
static void optima_say_where_and_how_many(void **state)
{
    struct valuing v = lab_a();
    struct value value;

    (void)state;
    fill(&v);
    v.options.format = FORMAT_EXACT;
    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta \\log L", &value),
                     EVAL_VALUE);
    assert_true(value.optimum);
    assert_near(real_double(value.number), 2.025, 5e-4);
    assert_near(real_double(value.best), -1.7825, 5e-5);
    assert_int_equal(value.ties, 1);
    assert_int_equal(value.candidates, 201);
    assert_true(value.resolution > 0.0 && value.resolution < 1e-6);
    assert_true(value.best.flags & REAL_LOG_SCALED);

    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta -(\\theta - 1.3)^2",
                                &value),
                     EVAL_VALUE);
    assert_near(real_double(value.number), 1.3, 1e-7);
    assert_int_equal(valuing_of(&v, "g(\\theta + 1)", &value), EVAL_VALUE);
    assert_true(value.optimum);
    assert_near(real_double(value.number), 2.0, 1e-7);

    /* On an edge, and where everything is as good. */
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\arg\\min_\\theta \\theta"),
                0.0, 0.0);
    assert_near(valuing_double(&v, FORMAT_EXACT, "\\arg\\max_\\theta \\theta"),
                5.0, 0.0);
    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta 7", &value),
                     EVAL_VALUE);
    assert_int_equal(value.ties, 201);
    assert_near(real_double(value.number), 0.0, 0.0);
    assert_int_equal(valuing_of(&v, "\\arg\\max_k 7", &value), EVAL_VALUE);
    assert_int_equal(value.ties, 3);
    assert_near(real_double(value.number), 1.0, 0.0);
    assert_near(value.resolution, 0.0, 0.0);
    valuing_finish(&v);
}

static void what_has_no_value_says_why(void **state)
{
    struct valuing v = lab_a();

    (void)state;
    fill(&v);
    valuing_refuses(&v, "y_{i,1}", EVAL_UNBOUND, "'i'");
    valuing_refuses(&v, "1 + u", EVAL_UNBOUND, "'u'");
    valuing_refuses(&v, "s_{4,1}", EVAL_REFUSED, "4: it goes from 1 to 3");
    valuing_refuses(&v, "\\sum_{k=1}^{4} s_{1,k}", EVAL_REFUSED, "is 4");
    valuing_refuses(&v, "s_{\\frac{1}{2},1}", EVAL_REFUSED, "not 0.5");
    valuing_refuses(&v, "\\sum_{i=1}^{\\infty} 1", EVAL_REFUSED, "end");
    valuing_refuses(&v, "\\sum_k s_{k,1}", EVAL_REFUSED,
                    "'k' counts something else than index 1 of 's'");
    valuing_refuses(&v, "p(2)", EVAL_REFUSED, "p(x = 1)");
    valuing_refuses(&v, "\\sum_{x \\in \\{1, 2\\}} p(x)", EVAL_REFUSED,
                    "the value 2");
    valuing_refuses(&v, "H", EVAL_REFUSED, "");
    valuing_finish(&v);
}

static void a_binding_holds_a_letter(void **state)
{
    const struct eval_binding held[] = { { slice_of("i"), 2.0 },
                                         { slice_of("\\theta"), 2.0 } };
    struct valuing v = lab_a();

    (void)state;
    fill(&v);
    v.options.bindings = held;
    v.options.binding_count = 2;
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "s_{i,1}"), .5, 0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "\\hat{y}_{i,1}"), .25 / .38,
                1e-15);

    /* A binder's own letter hides it. */
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "\\sum_i s_{i,1}"), 1.3,
                1e-15);
    valuing_finish(&v);
}

/* A block is looked for what it was written over: names in a body mean what
 * they meant there. A body that uses itself is refused, by either module. */
static void a_body_keeps_the_meaning_of_its_block(void **state)
{
    struct valuing v;

    (void)state;
    valuing_init(&v, "a := 1\nb := a + 1");
    v.scope = scoped(v.arena, v.scope, "a := 10");
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "a + b"), 12.0, 0.0);
    valuing_finish(&v);
}

/* Definitions that double forty times, or stand in one another 150 deep, are
 * refused before memory or the stack is short. */
static void definitions_that_run_away_are_refused(void **state)
{
    struct strbuf text = { 0 };
    struct valuing v;

    (void)state;
    strbuf_puts(&text, "a_{\\text{n0}} := 1\nb_{\\text{n0}} := 1\n");
    for (int i = 1; i <= 150; i++)
        strbuf_printf(&text,
                      "a_{\\text{n%d}} := a_{\\text{n%d}} + a_{\\text{n%d}}\n"
                      "b_{\\text{n%d}} := b_{\\text{n%d}} + 1\n",
                      i, i - 1, i - 1, i, i - 1);
    valuing_init(&v, strbuf_text(&text));
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "a_{\\text{n10}}"), 1024.0,
                0.0);
    assert_near(valuing_double(&v, FORMAT_FLOAT64, "b_{\\text{n90}}"), 91.0,
                0.0);
    valuing_refuses(&v, "a_{\\text{n40}}", EVAL_REFUSED, "too much");
    valuing_refuses(&v, "b_{\\text{n150}}", EVAL_REFUSED, "definitions deep");
    valuing_finish(&v);
    strbuf_finish(&text);
}

/* A row of a table that is nowhere whole: of y, or of s, in room of one row. */
struct kept {
    const double *table;
    double row[3];
};

static const double *one_row(const void *of, size_t row)
{
    struct kept *kept = (struct kept *)of;

    memcpy(kept->row, kept->table + 3 * row, sizeof kept->row);
    return kept->row;
}

/* A law: where the numbers lie changes none of them. */
static void rows_may_be_asked_for_one_by_one(void **state)
{
    static const char *const formulas[] = {
        "L",
        "\\prod_i P(y_i \\mid x_i; \\theta)",
        "H(y_2, \\hat{y}_2)",
        "H_{\\text{total}}(y, \\hat{y})",
        "\\sum_i k_i \\cdot s_{i,2}",
    };
    static struct kept kept[2] = { { .table = y }, { .table = s } };
    struct valuing whole = lab_a(), rows = lab_a();

    (void)state;
    fill(&whole);
    fill(&rows);
    for (size_t i = 0; i < 2; i++) {
        rows.arrays[i].values = NULL;
        rows.arrays[i].row = one_row;
        rows.arrays[i].of = &kept[i];
    }
    for (int f = 0; f < FORMAT_COUNT; f++)
        for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
            assert_near(valuing_double(&rows, (enum format)f, formulas[i]),
                        valuing_double(&whole, (enum format)f, formulas[i]),
                        0.0);
    valuing_finish(&whole);
    valuing_finish(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likelihood_of_three_films),
        cmocka_unit_test(operations_and_their_conventions),
        cmocka_unit_test(definitions_match_by_what_they_are_given),
        cmocka_unit_test(optima_say_where_and_how_many),
        cmocka_unit_test(what_has_no_value_says_why),
        cmocka_unit_test(a_binding_holds_a_letter),
        cmocka_unit_test(a_body_keeps_the_meaning_of_its_block),
        cmocka_unit_test(rows_may_be_asked_for_one_by_one),
        cmocka_unit_test(definitions_that_run_away_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
