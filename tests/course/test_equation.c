/* test_equation.c - the displayed equations of a section. */
#include "course/class.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "course/equation.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"

/* tests/data/screen/values.md, in order. */
enum {
    LOG_LIKELIHOOD,
    CONTINUED,
    MISPRINT,
    ALIGNED,
    INSTANCE,
    PER_ROW,
    OPTIMUM,
    UNREAD,
    UNBOUND,
    EQUATIONS
};

static struct section *values(struct class class)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/values.md",
             getenv("LIKELY_TESTS"));
    return class_section(class, path);
}

/* A lesson of one's own; err gets what is wrong with it. */
static struct section *lesson_of(struct class class, const char *text,
                                 struct err *err)
{
    char path[64];
    struct section *section;

    snprintf(path, sizeof path, "/tmp/likely-equation-%d.md", (int)getpid());
    assert_true(file_replace(path, slice_of(text), err));
    section = course_open(class.course, path, err);
    unlink(path);
    return section;
}

static double number(const struct section *section, size_t index, size_t side)
{
    const struct equation *one = equations_get(section->equations, index);

    assert_true(one->known);
    assert_int_equal(one->judged[0].sides[side].status, EVAL_VALUE);
    return real_double(one->judged[0].sides[side].value.number);
}

static enum truth truth(const struct section *section, size_t index)
{
    return equations_get(section->equations, index)->judged[0].truth;
}

/* By hand: log(0.8 * 0.8 * 0.5) = log 0.32. */
static void equations_are_judged_in_the_lab(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = values(class);

    (void)state;
    assert_int_equal(equations_count(section->equations), EQUATIONS);
    assert_true(equations_refresh(section->equations));
    assert_near(number(section, LOG_LIKELIHOOD, 0), log(0.32), 1e-15);
    assert_near(number(section, LOG_LIKELIHOOD, 1), log(0.32), 1e-15);
    assert_int_equal(truth(section, LOG_LIKELIHOOD), TRUTH_HOLDS);
    assert_int_equal(truth(section, MISPRINT), TRUTH_FALSE);
    assert_int_equal(truth(section, UNBOUND), TRUTH_NONE);
    assert_false(equations_get(section->equations, UNREAD)->known);
    assert_false(equations_refresh(section->equations));
    section_close(section);
    class_close(class);
}

/* By hand: 0.9 for 0.8 gives 0.9 * 0.8 * 0.5 = 0.36. */
static void an_edit_is_judged_at_once(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = values(class);
    struct lab *lab = section->labs[0].lab;

    (void)state;
    equations_refresh(section->equations);
    assert_true(verb_line(lab, slice_of("set 1 1 0.9"), NULL));
    assert_true(equations_refresh(section->equations));
    assert_near(number(section, LOG_LIKELIHOOD, 1), log(0.36), 1e-15);
    assert_true(verb_line(lab, slice_of("format float16"), NULL));
    assert_true(equations_refresh(section->equations));
    assert_true(fabs(number(section, LOG_LIKELIHOOD, 1) - log(0.36)) > 1e-6);
    section_close(section);
    class_close(class);
}

/* The second display begins with a relation: its side is compared with the
 * first display's, and has a cross when that is no longer the same. */
static void a_chain_goes_on_in_the_next_display(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = values(class);
    struct lab *lab = section->labs[0].lab;
    const struct equation *one;

    (void)state;
    equations_refresh(section->equations);
    one = equations_get(section->equations, CONTINUED);
    assert_int_equal(one->judged[0].truth, TRUTH_HOLDS);
    assert_true(verb_line(lab, slice_of("soften 1 0.5"), NULL));
    equations_refresh(section->equations);
    assert_int_equal(one->judged[0].truth, TRUTH_FALSE);
    section_close(section);
    class_close(class);
}

static bool always(void *context)
{
    ++*(int *)context;
    return true;
}

/* What has an optimum is not judged on a key's path, and gives way to one. */
static void an_optimum_waits_until_nothing_else_does(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = values(class);
    const struct equation *one = equations_get(section->equations, OPTIMUM);
    int asked = 0;

    (void)state;
    equations_refresh(section->equations);
    assert_false(one->known);
    assert_true(equations_waiting(section->equations));
    assert_false(equations_work(section->equations, always, &asked));
    assert_true(asked > 0);
    assert_false(one->known);
    assert_true(equations_work(section->equations, NULL, NULL));
    assert_true(one->known && one->fresh);
    assert_false(equations_waiting(section->equations));
    /* theta 4, the end of its range: all tosses but one are heads. */
    assert_near(number(section, OPTIMUM, 1), 4.0, 1e-6);
    assert_true(verb_line(section->labs[0].lab, slice_of("set 1 1 0.9"), NULL));
    assert_true(equations_refresh(section->equations));
    assert_true(one->known);
    assert_false(one->fresh);
    section_close(section);
    class_close(class);
}

/* Many steps are too many for the key's path; the value of before stays,
 * marked as old. By hand: half of 10^5 (10^5 + 1), and p more. */
static void what_takes_long_waits_too(void **state)
{
    struct class class = class_open(NULL);
    struct err err = { .line = 0 };
    struct section *section =
        lesson_of(class,
                  "# T\n\n```lab d\ndata: {p: 1}\n```\n\n"
                  "```define\ndomain a = 1..100000\n```\n\n"
                  "$$p + \\sum_{a=1}^{100000} a$$\n\n$$p + 1$$\n",
                  &err);
    const struct equation *one;

    (void)state;
    if (!section)
        fail_msg("%d: %s", err.line, err.text);
    one = equations_get(section->equations, 0);
    equations_settle(section->equations);
    assert_near(number(section, 0, 0), 5000050001.0, 1e-3);
    assert_true(verb_line(section->labs[0].lab, slice_of("let p 2"), NULL));
    assert_true(equations_refresh(section->equations));
    assert_true(one->known);
    assert_false(one->fresh);
    assert_near(number(section, 0, 0), 5000050001.0, 1e-3);
    assert_near(number(section, 1, 0), 3.0, 1e-15);
    equations_settle(section->equations);
    assert_true(one->fresh);
    assert_near(number(section, 0, 0), 5000050002.0, 1e-3);
    section_close(section);
    class_close(class);
}

static void a_free_index_is_that_of_the_row_shown(void **state)
{
    struct class class = class_open(NULL);
    struct section *section = values(class);

    (void)state;
    equations_refresh(section->equations);
    assert_near(number(section, PER_ROW, 1), 0.8, 1e-15);
    equations_show_row(section->equations, 2);
    assert_true(equations_refresh(section->equations));
    assert_near(number(section, PER_ROW, 1), 0.5, 1e-15);
    section_close(section);
    class_close(class);
}

/* By hand: 0.8^2 / (0.8^2 + 0.2^2) = 0.64 / 0.68. */
static void a_declared_parameter_is_a_lever(void **state)
{
    static const char *const names[] = { "theta", "\\theta", "θ" };
    struct class class = class_open(NULL);
    struct section *section = values(class);
    struct lab *lab = section->labs[0].lab;
    struct strbuf line = { 0 };
    struct err err;

    (void)state;
    assert_int_equal(lab_params(lab), 1);
    for (int i = 0; i < 3; i++) {
        strbuf_clear(&line);
        strbuf_printf(&line, "let %s %d", names[i], i);
        assert_true(verb_line(lab, slice_of(strbuf_text(&line)), NULL));
        assert_true(lab_param(lab, 0).value == i);
    }
    strbuf_finish(&line);
    equations_refresh(section->equations);
    assert_near(number(section, PER_ROW, 1), 0.64 / 0.68, 1e-15);
    assert_near(lab_prediction(lab, 0)[0], 0.64 / 0.68, 1e-15);
    assert_true(lab_scores(lab, 0)[0] == 0.8);
    assert_true(verb_line(lab, slice_of("let theta +"), NULL));
    assert_near(lab_param(lab, 0).value, 2.1, 1e-15);
    assert_false(verb_line(lab, slice_of("let theta 5"), &err));
    assert_non_null(strstr(err.text, "0 to 4 would do"));
    section_close(section);
    /* The lab is kept; without the section it shows its own again. */
    section = class_section(class, "1.1");
    assert_near(lab_prediction(lab, 0)[0], 0.8, 1e-15);
    section_close(section);
    class_close(class);
}

static void a_wrong_define_block_has_its_place(void **state)
{
    struct class class = class_open(NULL);
    struct err err = { .line = 0 };

    (void)state;
    assert_null(lesson_of(class,
                          "# T\n\ntext\n\n```define\nlabel A\n"
                          "param \\theta = 1 in [5, 0]\n```\n",
                          &err));
    assert_non_null(strstr(err.file, "likely-equation"));
    assert_int_equal(err.line, 7);
    assert_true(err.column > 1);
    class_close(class);
}

/* The lab's further arrays need no declaration; a Greek letter is spelled as
 * one writes it in YAML. By hand: 0.25 log(0.25 / 0.4) + 0.75 log(0.75 / 0.6)
 * and 3 * (1 + 2 + 4) = 21. */
static void data_of_a_lab_is_known_by_its_name(void **state)
{
    struct class class = class_open(NULL);
    struct err err = { .line = 0 };
    struct section *section = lesson_of(
        class,
        "# T\n\n```lab d\ndata: {p: [0.25, 0.75], q: [0.4, 0.6], theta: 3, "
        "x: [1, 2, 4]}\n```\n\n"
        "```define\ndomain m = 1..2 ; l = 1..3\n```\n\n"
        "$$\\sum_m p_m \\log \\frac{p_m}{q_m}$$\n\n"
        "$$\\theta \\sum_l x_l$$\n",
        &err);

    (void)state;
    if (!section)
        fail_msg("%d: %s", err.line, err.text);
    equations_settle(section->equations);
    assert_near(number(section, 0, 0),
                0.25 * log(0.25 / 0.4) + 0.75 * log(0.75 / 0.6), 1e-15);
    assert_near(number(section, 1, 0), 21.0, 1e-15);
    assert_true(verb_line(section->labs[0].lab, slice_of("let theta 4"), NULL));
    equations_settle(section->equations);
    assert_near(number(section, 1, 0), 28.0, 1e-15);
    section_close(section);
    class_close(class);
}

/* s is the prediction and z the logits of a softmax lab. */
static void a_softmax_lab_has_logits_too(void **state)
{
    struct class class = class_open(NULL);
    struct err err = { .line = 0 };
    struct section *section =
        lesson_of(class,
                  "# T\n\n```lab d\nmodel: softmax\nclasses: [a, b]\nrows:\n"
                  "  - {label: a, logits: [2, 0]}\n```\n\n"
                  "$$s_{1,1} = \\frac{e^{z_{1,1}}}{\\sum_k e^{z_{1,k}}}$$\n",
                  &err);

    (void)state;
    if (!section)
        fail_msg("%d: %s", err.line, err.text);
    equations_settle(section->equations);
    assert_near(number(section, 0, 0), 1.0 / (1.0 + exp(-2.0)), 1e-15);
    assert_int_equal(truth(section, 0), TRUTH_HOLDS);
    section_close(section);
    class_close(class);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_are_judged_in_the_lab),
        cmocka_unit_test(an_edit_is_judged_at_once),
        cmocka_unit_test(a_chain_goes_on_in_the_next_display),
        cmocka_unit_test(an_optimum_waits_until_nothing_else_does),
        cmocka_unit_test(what_takes_long_waits_too),
        cmocka_unit_test(a_free_index_is_that_of_the_row_shown),
        cmocka_unit_test(a_declared_parameter_is_a_lever),
        cmocka_unit_test(a_wrong_define_block_has_its_place),
        cmocka_unit_test(data_of_a_lab_is_known_by_its_name),
        cmocka_unit_test(a_softmax_lab_has_logits_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
