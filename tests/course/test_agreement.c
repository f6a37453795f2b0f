/* test_agreement.c - no reading of a lab says otherwise than the equation of
 * the same name.
 *
 * Hundreds of seeded random edits on the labs of tests/data/screen/agree.md;
 * after each, readings (num/ and lab/) and formulas (tex/) are compared: two
 * ways to the same number that share no code. In exact arithmetic they may
 * differ by rounding; products and log-sums in a number format not at all.
 */
#include "course/class.h"

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "course/equation.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "num/rng.h"

enum {
    EDITS = 600,
    LIKELIHOOD = 0,
    LOG_LIKELIHOOD,
    NLL_MEAN,
    CROSS_ENTROPY,
    ENTROPY,
    KL,
    PRODUCT,
    LOG_SUM,
    FORMULAS
};

static const char *const titles[FORMULAS] = {
    "L", "log L", "-log L / N", "H_total", "entropy", "KL", "product", "sum"
};

static struct section *open_lesson(struct class class, const char *name)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
             name);
    return class_section(class, path);
}

/* ---- random edits ---- */

static size_t below(struct rng *rng, size_t n)
{
    return (size_t)rng_below(rng, n);
}

static void edit(struct rng *rng, struct lab *lab)
{
    static const char *const formats[] = { "float64",  "float32",     "float16",
                                           "bfloat16", "float32-ftz", "exact" };
    static const char *const units[] = { "nats", "bits", "bans" };
    static const int counts[] = { 1, 2, 3, 5, 17, 100, 1000, 3000 };
    size_t row = below(rng, lab_rows(lab)) + 1;
    size_t class = below(rng, lab_classes(lab)) + 1;
    bool given = lab_model(lab) == LAB_GIVEN;
    struct strbuf line = { 0 };

    switch (below(rng, 8)) {
    case 0:
        strbuf_printf(&line, "label %zu %zu", row, class);
        break;
    case 1:
        strbuf_printf(&line, "soften %zu %.2f", row,
                      below(rng, 6) ? 0.0 : rng_uniform(rng));
        break;
    case 2:
        strbuf_printf(&line, "examples %d", counts[below(rng, 8)]);
        break;
    case 3:
        strbuf_printf(&line, "format %s", formats[below(rng, 6)]);
        break;
    case 4:
        strbuf_printf(&line, "unit %s", units[below(rng, 3)]);
        break;
    case 5:
        strbuf_printf(&line, "set %zu %zu %d", row, class, (int)below(rng, 2));
        break;
    default:
        strbuf_printf(&line, "set %zu %zu %.17g", row, class,
                      given ? rng_uniform(rng) : 8.0 * rng_uniform(rng) - 4.0);
    }
    /* A refused edit is none: the state stays as it was compared. */
    verb_line(lab, slice_of(strbuf_text(&line)), NULL);
    strbuf_finish(&line);
}

/* ---- comparing ---- */

static void agree(const struct equations *equations, size_t index, double want)
{
    const struct equation *equation = equations_get(equations, index);
    const struct judged_side *side = &equation->judged[0].sides[0];
    double got;

    assert_true(equation->fresh);
    if (side->status != EVAL_VALUE)
        fail_msg("%s: %s", titles[index % FORMULAS], side->fault.text);
    got = real_double(side->exact.number);
    if (got == want || (isnan(got) && isnan(want)))
        return;
    if (!(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want))))
        fail_msg("%s: the formula says %.17g, the panel %.17g",
                 titles[index % FORMULAS], got, want);
}

static void agree_to_the_bit(const struct equations *equations, size_t index,
                             double want)
{
    const struct judged_side *side =
        &equations_get(equations, index)->judged[0].sides[0];
    double got = real_double(side->value.number);

    assert_int_equal(side->status, EVAL_VALUE);
    if (!(got == want))
        fail_msg("%s: the formula says %.17g, the panel %.17g",
                 titles[index % FORMULAS], got, want);
}

static void compare(const struct equations *equations, size_t first,
                    struct lab *lab)
{
    struct readings now;
    struct rolling rolled;

    lab_readings(lab, &now);
    agree(equations, first + LIKELIHOOD, wide_double(now.likelihood));
    agree(equations, first + LOG_LIKELIHOOD, now.log_likelihood);
    agree(equations, first + NLL_MEAN, now.nll_mean);
    agree(equations, first + CROSS_ENTROPY, now.cross_entropy);
    agree(equations, first + ENTROPY, now.entropy);
    agree(equations, first + KL, now.kl);
    if (!now.one_hot)
        return;
    rolled = lab_rolling(lab, lab_format(lab));
    assert_true(rolled.done);
    if (lab_format(lab) == FORMAT_EXACT) {
        agree(equations, first + PRODUCT, rolled.value);
        agree(equations, first + LOG_SUM, rolled.log_sum);
        return;
    }
    agree_to_the_bit(equations, first + PRODUCT, rolled.value);
    agree_to_the_bit(equations, first + LOG_SUM, rolled.log_sum);
}

static void edit_and_compare(size_t lab, uint64_t seed)
{
    struct class class = class_open(NULL);
    struct section *section = open_lesson(class, "agree.md");
    struct rng rng;

    rng_seed(&rng, seed);
    for (int i = 0; i < EDITS; i++) {
        equations_settle(section->equations);
        compare(section->equations, lab * FORMULAS, section->labs[lab].lab);
        edit(&rng, section->labs[lab].lab);
    }
    section_close(section);
    class_close(class);
}

static void given_predictions_agree(void **state)
{
    (void)state;
    edit_and_compare(0, 20210801);
}

static void predictions_from_logits_agree(void **state)
{
    (void)state;
    edit_and_compare(1, 7);
}

/* Where a lesson redefines the prediction, bars and readings follow it. */
static void a_redefined_prediction_is_what_the_panel_shows(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_lesson(class, "values.md");
    struct lab *lab = section->labs[0].lab;
    struct readings now;
    struct rng rng;

    (void)state;
    rng_seed(&rng, 3);
    for (int i = 0; i < 100; i++) {
        struct strbuf line = { 0 };
        const struct judgement *judged;

        strbuf_printf(&line, "let theta %.2f", 4.0 * rng_uniform(&rng));
        assert_true(verb_line(lab, slice_of(strbuf_text(&line)), NULL));
        strbuf_finish(&line);
        strbuf_printf(&line, "set 1 1 %.3f", rng_uniform(&rng));
        verb_line(lab, slice_of(strbuf_text(&line)), NULL);
        strbuf_finish(&line);
        equations_refresh(section->equations);
        lab_readings(lab, &now);
        judged = equations_get(section->equations, 0)->judged;
        assert_near(real_double(judged[0].sides[0].exact.number),
                    now.log_likelihood, 1e-12);
        assert_near(real_double(judged[0].sides[1].exact.number),
                    now.log_likelihood, 1e-12);
        assert_int_equal(judged[0].truth, TRUTH_HOLDS);
    }
    section_close(section);
    class_close(class);
}

/* What is made of the logits is made of what the lab shows and edits. */
static void predictions_said_again_leave_the_logits_in_sight(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = open_lesson(class, "said-again.md");
    const struct lab *lab = section->labs[0].lab;

    (void)state;
    assert_false(lab_is_afresh(lab));
    assert_near(lab_prediction(lab, 0)[0], 1.0 / (1.0 + exp(-3.0)), 1e-15);
    section_close(section);
    class_close(class);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(given_predictions_agree),
        cmocka_unit_test(predictions_from_logits_agree),
        cmocka_unit_test(a_redefined_prediction_is_what_the_panel_shows),
        cmocka_unit_test(predictions_said_again_leave_the_logits_in_sight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
