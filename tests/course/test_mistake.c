/* test_mistake.c - mistakes that nobody wrote down, and that they are taken
 * for nothing else.
 *
 * The first tests are on tests/data/lessons/mistakes.md, with values worked by
 * hand. The last goes over every number that the course asks for, with all
 * its numbers, and answers with wrong values that are worked out from the key
 * or drawn from a seed.
 */
#include "course/class.h"

#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "course/answer_key.h"
#include "course/mistake.h"
#include "course/question.h"
#include "course/question_part.h"
#include "course/question_vary.h"
#include "lesson/lesson.h"
#include "num/rng.h"
#include "tex/read.h"

/* What is said of an answer to a fresh question; "" where nothing is. */
static const char *said(const char *id, const char *words)
{
    static char text[400];
    struct class class = class_open(NULL);
    struct section *section;
    struct question *question;
    enum question_verdict verdict = QUESTION_WRONG;
    struct err err = { .line = 0 };
    struct strbuf out = { 0 };
    char path[512];

    snprintf(path, sizeof path, "%s/data/lessons/mistakes.md",
             getenv("LIKELY_TESTS"));
    section = class_section(class, path);
    question = question_find(section, slice_of(id), &err);
    if (!question || !question_answer_line(section, question, slice_of(words),
                                           &verdict, &err))
        fail_msg("'%s' to '%s': %s", words, id, err.text);
    spans_text(question->said, &out);
    snprintf(text, sizeof text, "%s%s",
             verdict == QUESTION_RIGHT ? "right" : "", strbuf_text(&out));
    strbuf_finish(&out);
    section_close(section);
    class_close(class);
    return text;
}

/* By hand, for three films with L = 0.7 * 0.3 * 0.6 = 0.126, -log L = 2.0715
 * and -log L / 3 = 0.6905; log 2 = 0.6931, log 10 = 2.3026. */
static void each_is_explained(void **state)
{
    static const char *const cases[][3] = {
        { "mean", "0.6905", "right" },
        { "mean", "0.9962", "answer in bits" },
        { "mean", "0.29988", "in bans" },
        { "mean", "-0.6905", "above 0" },
        { "mean", "2.0715", "3 times the answer: divide by 3" },
        { "mean", "0.5013", "change its sign" },
        { "mean", "1.9947", "logarithm is still missing" },
        { "mean", "0.7", "rounded too far" },
        { "mean", "0.81", "" },
        { "total", "0.6905", "divided by 3" },
        { "total", "log 1/0.126", "log(a/b)" },
        { "total", "log(1/0.126)", "right" },
        { "total", "log 1 / 0.126 + 0", "log(a/b)" },
        { "total", "log 1/0.2", "" },
        { "total", "2.1", "rounded too far" },
        { "share", "12.6", "as a percentage" },
        { "share", "12.6%", "right" },
        { "share", "0.126%", "hundred times too small" },
        { "share", "0.874", "missing to 1" },
        { "share", "7.9365", "upside down" },
        { "share", "-2.0715", "That is a logarithm of the answer" },
        { "share", "-log 0.126", "That is a logarithm of the answer" },
        { "share", "1.6", "You have added" },
        { "sum", "0.1", "You have multiplied" },
        { "way", "0.0851", "exchanged the two" },
        { "share", "0.2", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = said(cases[i][0], cases[i][1]);

        if (*cases[i][2] ? !strstr(text, cases[i][2]) : *text != '\0')
            fail_msg("%s %s: '%s' instead of '%s'", cases[i][0], cases[i][1],
                     text, cases[i][2]);
    }
}

/* Of 2/4: upside down it is 2, and without the division by 4, too. */
static void what_two_would_explain_is_not_explained(void **state)
{
    (void)state;
    assert_string_equal(said("two", "2"), "");
    assert_string_equal(said("two", "50"),
                        "Right as a percentage: write a % sign behind it, or "
                        "a fraction of 1.");
}

static void a_lesson_goes_before_it(void **state)
{
    (void)state;
    assert_string_equal(said("own", "-0.5"), "The lesson's words.");
}

/* ---- every number of the course ---- */

struct sweep {
    struct section *section;
    struct question *question;
    struct question_ground ground;
    size_t step, set;
    struct real right;
    const struct mean *tree;
    struct rng rng;
    size_t tried, told, silent, nearer;
};

static const char *place(const struct sweep *s)
{
    static char text[200];

    snprintf(text, sizeof text, "%s, '%s', step %zu, set %zu", s->section->key,
             s->question->ask->id, s->step + 1, s->set);
    return text;
}

static struct answer_judged judge_value(const struct sweep *s, double x)
{
    struct answer_judged judged;
    struct err err = { .line = 0 };
    char typed[40];

    snprintf(typed, sizeof typed, "%.17g", x);
    if (!answer_judge(&s->ground.ground, s->question->block->question, s->step,
                      slice_of(typed), &judged, &err))
        fail_msg("%s: '%s' is refused: %s", place(s), typed, err.text);
    return judged;
}

static bool is_right(const struct sweep *s, double x)
{
    return answer_near(s->question->block->question, s->right, real_of(x));
}

/* Whether a slip has that very value: then the lesson says it better. */
static bool is_slip(const struct sweep *s, size_t slip, double x)
{
    const struct question_block *ask = s->question->block->question;
    struct value value;

    return answer_key(&s->ground.ground, &answer_slip(ask, s->step, slip)->when,
                      &value, NULL) &&
           fabs(real_double(value.number) - x) <= 1e-6 * fabs(x);
}

static void try_mistakes(struct sweep *s)
{
    struct mistake all[MISTAKES_MAX];
    size_t count = mistakes_of(&s->ground.ground, s->tree, s->right, all);

    for (size_t i = 0; i < count; i++) {
        struct answer_judged judged = judge_value(s, all[i].value);

        s->tried++;
        assert_int_equal(judged.verdict == ANSWER_RIGHT,
                         is_right(s, all[i].value));
        if (judged.verdict == ANSWER_MISTAKE &&
            judged.mistake.kind != all[i].kind)
            fail_msg("%s: %g is taken for mistake %d, not %d", place(s),
                     all[i].value, judged.mistake.kind, all[i].kind);
        s->silent += judged.verdict == ANSWER_WRONG;
        s->nearer += judged.verdict == ANSWER_SLIP &&
                     !is_slip(s, judged.slip, all[i].value);
        s->told += judged.verdict == ANSWER_MISTAKE;
    }
}

/* Around the right value, and anywhere. */
static void try_values(struct sweep *s)
{
    double right = real_double(s->right);

    if (!isfinite(right))
        return;
    for (int i = 0; i < 40; i++) {
        double wide = i < 20 ? 0.02 : 3.0;
        double x = right * (1.0 + wide * (2.0 * rng_uniform(&s->rng) - 1.0));
        struct answer_judged judged = judge_value(s, x);

        if ((judged.verdict == ANSWER_RIGHT) != is_right(s, x))
            fail_msg("%s: %.17g is judged %d", place(s), x, judged.verdict);
    }
}

static void try_step(struct sweep *s)
{
    const struct question_block *ask = s->question->block->question;
    const struct lesson_tex *key = answer_of(ask, s->step);
    const struct mean_fault *fault = NULL;
    struct value value;

    if (!key)
        return;
    for (s->set = 0; s->set < vary_sets(ask); s->set++) {
        assert_true(
            question_ground(s->section, s->question, s->set, &s->ground, NULL));
        assert_true(answer_key(&s->ground.ground, key, &value, NULL));
        s->right = value.number;
        s->tree =
            mean_read_expression(s->ground.ground.arena, key->node, key->text,
                                 s->ground.ground.scope, &fault);
        try_mistakes(s);
        try_values(s);
        question_ground_end(&s->ground);
    }
}

static void no_number_of_the_course_is_taken_for_another(void **state)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue =
        catalogue_open(getenv("LIKELY_LESSONS"), &err);
    struct course *course;
    struct sweep sweep = { .step = 0 };

    (void)state;
    assert_non_null(catalogue);
    course = course_create(catalogue, NULL);
    rng_seed(&sweep.rng, 4);
    for (size_t i = 0; i < catalogue->section_count; i++) {
        sweep.section = course_open(course, catalogue->sections[i].id, &err);
        assert_non_null(sweep.section);
        for (size_t q = 0; q < sweep.section->question_count; q++) {
            const struct question_block *ask;

            sweep.question = &sweep.section->questions[q];
            ask = sweep.question->ask;
            for (sweep.step = 0; sweep.step <= ask->step_count; sweep.step++)
                try_step(&sweep);
        }
        section_close(sweep.section);
    }
    course_destroy(course);
    catalogue_destroy(catalogue);
    /* Few are so near to one another that nothing can be said, or to another
     * mistake that the lesson knows. */
    assert_true(sweep.tried > 400);
    if ((sweep.silent + sweep.nearer) * 20 > sweep.tried)
        fail_msg("of %zu mistakes %zu meet their word, %zu none, %zu that of "
                 "another",
                 sweep.tried, sweep.told, sweep.silent, sweep.nearer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_explained),
        cmocka_unit_test(what_two_would_explain_is_not_explained),
        cmocka_unit_test(a_lesson_goes_before_it),
        cmocka_unit_test(no_number_of_the_course_is_taken_for_another),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
