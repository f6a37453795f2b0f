/* What is said of a value beside its number: whether it is in units of
 * information, and which conventions went into it. */
#include "support/test.h"
#include "tex/valuing.h"

static const char block[] =
    "domain k = 1..2\n"
    "data p_k, q_k, K\n"
    "param \\theta = .5 in [.1, .9]\n"
    "H(a, b) := -\\sum_k a_k \\log b_k\n"
    "KL(a \\| b) := \\sum_k a_k \\log \\frac{a_k}{b_k}\n"
    "word KL\n";

static void fill(struct valuing *v)
{
    static const double p[] = { 1, 0 }, q[] = { .75, 0 };

    valuing_init(v, block);
    valuing_table(v, "p", 2, 1, 0, p);
    valuing_table(v, "q", 2, 1, 0, q);
    valuing_number(v, "K", 2);
}

/* A logarithm in nats is so in bits too, up to a factor: what has the dimension
 * of one logarithm is scaled, nothing else. */
static void what_has_the_unit_of_a_logarithm(void **state)
{
    const struct {
        const char *tex;
        bool scaled;
    } cases[] = {
        { "\\log 2", true },
        { "-\\log 2", true },
        { "\\log 2 + \\log 3", true },
        { "\\frac{1}{2} \\log 2", true },
        { "3 \\log 2", true },
        { "\\frac{\\log 2}{4}", true },
        { "H(p, [.5, .5])", true },
        { "\\left|\\log .5\\right|", true },
        { "(\\log 2)^1", true },
        { "\\log \\log 3", true },
        { "\\nabla_\\theta \\log \\theta", true },
        { "\\log_2 8", false },
        { "2", false },
        { "\\frac{\\log 8}{\\log 2}", false },
        { "e^{\\log 2}", false },
        { "(\\log 2)^2", false },
        { "\\log 2 \\cdot \\log 3", false },
        { "\\log 2 \\cdot \\log 3 \\cdot \\log 5", false },
        { "\\frac{1}{\\log 2}", false },
        { "\\prod_{k} \\log (k + 1)", false },
        { "\\arg\\max_\\theta \\log \\theta", false },
    };
    struct valuing v;
    struct value value;

    (void)state;
    fill(&v);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int f = 0; f < FORMAT_COUNT; f++) {
            v.options.format = (enum format)f;
            if (valuing_of(&v, cases[i].tex, &value) != EVAL_VALUE)
                fail_msg("%s: %s", cases[i].tex, v.fault.text);
            if (!!(value.flags & REAL_LOG_SCALED) != cases[i].scaled)
                fail_msg("%s in format %d", cases[i].tex, f);
        }
    }
    assert_int_equal(valuing_of(&v, "\\arg\\max_\\theta \\log \\theta", &value),
                     EVAL_VALUE);
    assert_true(value.best.flags & REAL_LOG_SCALED);
    valuing_finish(&v);
}

/* The conventions are used where they must be and marked; where no 0 stands
 * before it, an infinite logarithm stays one. */
static void conventions_are_marked(void **state)
{
    const struct {
        const char *tex;
        double value;
        unsigned mark;
    } cases[] = {
        { "H(p, q)", -log(.75), REAL_ZERO_LOG },
        { "KL(p \\| q)", -log(.75), REAL_ZERO_LOG },
        { "H(q, p)", 0.0, REAL_ZERO_LOG },
        { "H([.5, .5], p)", INFINITY, 0 },
        { "KL([.5, .5] \\| p)", INFINITY, 0 },
        { "\\prod_k q_k^{p_k}", .75, REAL_ZERO_POWER },
        { "\\log \\prod_k q_k^{p_k}", log(.75), REAL_ZERO_POWER },
        { "\\prod_k p_k^{q_k}", 1.0, REAL_ZERO_POWER },
        { "0 (\\log 0 - \\log 2)", 0.0, REAL_ZERO_LOG },
        { "-\\frac{1}{2} \\log 0 \\cdot 0", 0.0, REAL_ZERO_LOG },
        { "0 \\log 2", 0.0, 0 },
    };
    struct valuing v;
    struct value value;

    (void)state;
    fill(&v);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int exact = 0; exact < 2; exact++) {
            v.options.format = exact ? FORMAT_EXACT : FORMAT_FLOAT64;
            if (valuing_of(&v, cases[i].tex, &value) != EVAL_VALUE)
                fail_msg("%s: %s", cases[i].tex, v.fault.text);
            assert_near(real_double(value.number), cases[i].value, 1e-15);
            if ((value.flags & (REAL_ZERO_LOG | REAL_ZERO_POWER)) !=
                cases[i].mark)
                fail_msg("%s is marked %u", cases[i].tex, value.flags);
        }
    }
    valuing_finish(&v);
}

/* What is said of a product is of its last step: .3e-315 is subnormal, 1e300
 * times it is not; what was lost on the way is lost. */
static void a_product_that_comes_back_is_normal(void **state)
{
    static const double t[] = { .3, 1e-200, 1e-115, 1e300, 1e300 };
    struct valuing v;
    struct value value;

    (void)state;
    valuing_init(&v, "domain i = 1..5\ndata t_i");
    valuing_table(&v, "t", 5, 1, 0, t);
    assert_int_equal(valuing_of(&v, "\\prod_{i=1}^3 t_i", &value), EVAL_VALUE);
    assert_int_equal(value.flags, REAL_SUBNORMAL | REAL_INEXACT);
    assert_int_equal(valuing_of(&v, "\\prod_{i=1}^4 t_i", &value), EVAL_VALUE);
    assert_int_equal(value.flags, REAL_INEXACT);
    valuing_finish(&v);
}

/* Nothing made 0 infinity a number, nor a logarithm of a negative one. */
static void what_is_no_number_stays_none(void **state)
{
    static const char *const formulas[] = { "0 \\cdot \\frac{1}{0}",
                                            "\\frac{0}{0}", "0 \\log (-1)",
                                            "\\log 0 - \\log 0", "(-2)^{.5}" };
    struct valuing v;

    (void)state;
    fill(&v);
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        assert_true(isnan(valuing_double(&v, FORMAT_FLOAT64, formulas[i])));
        assert_true(isnan(valuing_double(&v, FORMAT_EXACT, formulas[i])));
    }
    valuing_finish(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_has_the_unit_of_a_logarithm),
        cmocka_unit_test(conventions_are_marked),
        cmocka_unit_test(a_product_that_comes_back_is_normal),
        cmocka_unit_test(what_is_no_number_stays_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
