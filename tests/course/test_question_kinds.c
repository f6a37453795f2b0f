/* test_question_kinds.c - numbers, orders, worked examples, relations.
 *
 * On tests/data/lessons/questions.md: three reviews whose likelihood is
 * 0.7 * 0.3 * 0.6 = 0.126.
 */
#include "course/class.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/question.h"
#include "course/question_vary.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "lesson/record.h"
#include "tex/parse.h"
#include "tex/scope.h"

struct scene {
    struct class class;
    struct section *section;
};

static struct scene open_scene(struct record *record)
{
    struct scene scene = { .class = class_open(record) };
    char path[512];

    snprintf(path, sizeof path, "%s/data/lessons/questions.md",
             getenv("LIKELY_TESTS"));
    scene.section = class_section(scene.class, path);
    return scene;
}

static void close_scene(struct scene scene)
{
    section_close(scene.section);
    class_close(scene.class);
}

static struct question *question(struct scene scene, const char *id)
{
    struct question *found = question_find(scene.section, slice_of(id), NULL);

    assert_non_null(found);
    return found;
}

static enum question_verdict answer(struct scene scene, const char *id,
                                    const char *words)
{
    enum question_verdict verdict;
    struct err err = { .line = 0 };

    if (!question_answer_line(scene.section, question(scene, id),
                              slice_of(words), &verdict, &err))
        fail_msg("'%s' is refused: %s", words, err.text);
    return verdict;
}

static const char *text_of(struct spans spans)
{
    static char text[400];
    struct strbuf out = { 0 };

    spans_text(spans, &out);
    snprintf(text, sizeof text, "%s", strbuf_text(&out));
    strbuf_finish(&out);
    return text;
}

/* By hand: -log 0.7 = 0.35667, and the tolerance is 0.001. */
static void a_number_is_right_however_it_is_typed(void **state)
{
    static const char *const right[] = { "-log 0.7",
                                         "0.357",
                                         "35.7%",
                                         "-\\log 0.7",
                                         "log(1/0.7)",
                                         "357e-3",
                                         "\\log \\frac{1}{0.7}" };

    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        struct scene scene = open_scene(NULL);

        assert_int_equal(answer(scene, "nll", right[i]), QUESTION_RIGHT);
        assert_true(question_right(question(scene, "nll")));
        assert_string_equal(text_of(question(scene, "nll")->key),
                            "-\\log 0.7 \\approx 0.3567");
        close_scene(scene);
    }
}

static void a_large_key_is_shown_as_a_power_of_ten(void **state)
{
    struct scene scene = open_scene(NULL);

    (void)state;
    assert_int_equal(answer(scene, "many", "10^6"), QUESTION_RIGHT);
    assert_string_equal(text_of(question(scene, "many")->key),
                        "100 \\times 10000 = 1\\times 10^{6}");
    close_scene(scene);
}

/* By hand: log 0.7 is the first slip, -log_2 0.7 = 0.5146 the second. 0.355
 * is 0.0017 away. */
static void a_mistake_meets_its_explanation_else_a_hint(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *nll = question(scene, "nll");

    (void)state;
    assert_int_equal(answer(scene, "nll", "-0.357"), QUESTION_SLIP);
    assert_non_null(strstr(text_of(nll->said), "sign is lost"));
    assert_int_equal(answer(scene, "nll", "0.5146"), QUESTION_SLIP);
    assert_non_null(strstr(text_of(nll->said), "base 2"));
    assert_int_equal(nll->hints_seen, 0);
    assert_int_equal(answer(scene, "nll", "0.355"), QUESTION_WRONG);
    assert_int_equal(nll->said.count, 0);
    assert_int_equal(nll->hints_seen, 1);
    assert_int_equal(nll->committed, QUESTION_OPEN);
    assert_int_equal(nll->attempts, 3);

    /* No slip knows it, but the unit is wrong: log 0.7 / log 10. */
    assert_int_equal(answer(scene, "nll", "0.1549"), QUESTION_SLIP);
    assert_non_null(strstr(text_of(nll->said), "bans"));
    close_scene(scene);
}

static void what_cannot_be_read_costs_nothing(void **state)
{
    static const char *const cases[][2] = {
        { "(0.7", "not closed (character 1)" },
        { "0.3 + nix", "character 7" },
        { "0,357", "has a point" },
        { "", "nothing is typed" },
    };
    struct scene scene = open_scene(NULL);
    enum question_verdict verdict;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = { .line = 0 };

        assert_false(question_answer_line(scene.section, question(scene, "nll"),
                                          slice_of(cases[i][0]), &verdict,
                                          &err));
        if (!strstr(err.text, cases[i][1]))
            fail_msg("'%s' said: %s", cases[i][0], err.text);
    }
    assert_int_equal(question(scene, "nll")->attempts, 0);
    assert_int_equal(question(scene, "nll")->hints_seen, 0);
    close_scene(scene);
}

/* What the learner made of the lab since is another state. */
static void a_key_is_worked_out_in_the_prepared_lab(void **state)
{
    struct scene scene = open_scene(NULL);

    (void)state;
    assert_int_equal(answer(scene, "bet", "0.09"), QUESTION_RIGHT);
    assert_true(verb_line(scene.section->labs[0].lab,
                          slice_of("set 2 Neutral 0.9"), NULL));
    assert_int_equal(answer(scene, "faded", "-log 0.9"), QUESTION_WRONG);
    assert_int_equal(answer(scene, "faded", "-log 0.3"), QUESTION_STEP);
    close_scene(scene);
}

/* A prediction frees its levers, and stays. */
static void a_number_can_be_predicted_first(void **state)
{
    struct scene scene = open_scene(NULL);
    struct lab *lab = scene.section->labs[0].lab;
    struct question *bet = question(scene, "bet");
    enum question_verdict verdict;

    (void)state;
    assert_false(verb_line(lab, slice_of("set 1 Positive 0.5"), NULL));
    assert_int_equal(answer(scene, "bet", "1.4"), QUESTION_SLIP);
    assert_int_equal(bet->committed, QUESTION_SETTLED);
    assert_false(question_right(bet));
    assert_string_equal(text_of(bet->key),
                        "0.5 \\times 0.3 \\times 0.6 = 0.09");
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.5"), NULL));
    assert_false(question_answer_line(scene.section, bet, slice_of("0.09"),
                                      &verdict, NULL));

    /* Asked anew it holds nothing. */
    question_again(scene.section, bet);
    question_locks(scene.section, false);
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.6"), NULL));
    assert_int_equal(answer(scene, "bet", "0.09"), QUESTION_RIGHT);
    close_scene(scene);
}

/* Every try has numbers of its own, until all were had. */
static void a_second_try_has_fresh_numbers(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *nll = question(scene, "nll");
    bool seen[3] = { false };
    struct strbuf key = { 0 };

    (void)state;
    assert_string_equal(text_of(nll->ask->hints[1]),
                        "The answer is -\\log 0.7.");
    for (int i = 0; i < 3; i++) {
        char text[40];
        double p = nll->block->question->vary[0].values[nll->set];

        assert_false(seen[nll->set]);
        seen[nll->set] = true;
        snprintf(text, sizeof text, "A film got %g for", p);
        assert_non_null(strstr(text_of(nll->ask->ask), text));
        snprintf(text, sizeof text, "-log_2 %g", p);
        assert_int_equal(answer(scene, "nll", text), QUESTION_SLIP);
        strbuf_clear(&key);
        question_key(nll, &key);
        assert_int_equal(answer(scene, "nll", strbuf_text(&key)),
                         QUESTION_RIGHT);
        question_again(scene.section, nll);
    }
    assert_int_equal(nll->set, 0);
    strbuf_finish(&key);
    close_scene(scene);
}

static void an_order_is_checked_line_by_line(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *chain = question(scene, "chain");
    struct strbuf key = { 0 };
    enum question_verdict verdict;
    bool sorted = true;

    (void)state;
    for (int i = 0; i < 4; i++)
        sorted = sorted && chain->arranged[i] == i;
    assert_false(sorted);
    question_key(chain, &key);
    assert_false(question_answer_line(scene.section, chain, slice_of("1 1 2 3"),
                                      &verdict, NULL));
    assert_false(question_answer_line(scene.section, chain, slice_of("1 2"),
                                      &verdict, NULL));
    answer(scene, "chain", strbuf_text(&key));
    assert_true(question_right(chain));

    /* By hand: with the last two exchanged the third is the first wrong. */
    question_again(scene.section, chain);
    strbuf_clear(&key);
    question_key(chain, &key);
    {
        const char *k = strbuf_text(&key);
        char swapped[8] = { k[0], ' ', k[2], ' ', k[6], ' ', k[4], '\0' };

        assert_int_equal(answer(scene, "chain", swapped), QUESTION_WRONG);
    }
    assert_int_equal(chain->wrong_place, 2);
    assert_true(question_carry(chain, 3, -1, NULL));
    assert_false(question_carry(chain, 0, -1, NULL));
    assert_int_equal(answer(scene, "chain", ""), QUESTION_RIGHT);
    strbuf_finish(&key);
    close_scene(scene);
}

/* By hand: the answers are -log 0.3 and -log 0.6. */
static void a_worked_example_fades_step_by_step(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *faded = question(scene, "faded");

    (void)state;
    assert_int_equal(question_step(faded), 1);
    assert_int_equal(answer(scene, "faded", "1.204"), QUESTION_STEP);
    assert_int_equal(question_step(faded), 3);
    assert_int_equal(answer(scene, "faded", "-log 0.1"), QUESTION_SLIP);
    assert_int_equal(answer(scene, "faded", "0.511"), QUESTION_RIGHT);
    assert_true(question_right(faded));
    question_again(scene.section, faded);
    assert_true(question_solve(scene.section, faded, NULL));
    assert_int_equal(faded->committed, QUESTION_OPEN);
    assert_int_equal(answer(scene, "faded", "0.511"), QUESTION_RIGHT);
    assert_false(question_right(faded));
    close_scene(scene);
}

/* By hand: 0.8 * 0.3 * 0.6 = 0.144 is below 0.15, 0.9 * 0.18 = 0.162 above. */
static void a_relation_is_reached_by_the_learner_alone(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *reach = question(scene, "reach");
    struct lab *lab = scene.section->labs[0].lab;

    (void)state;
    assert_false(question_reached(scene.section, reach, false));
    answer(scene, "bet", "0.09");

    /* A play is nobody's answer. */
    assert_true(question_play(scene.section, reach, NULL));
    assert_false(question_reached(scene.section, reach, false));
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.8"), NULL));
    assert_false(question_reached(scene.section, reach, false));
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.9"), NULL));
    assert_true(question_reached(scene.section, reach, false));
    assert_true(question_right(reach));
    close_scene(scene);
}

/* Where a play has gone past it, an edit that stays there is one. */
static void a_relation_that_held_already_is_reached_by_an_edit(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *reach = question(scene, "reach");
    struct lab *lab = scene.section->labs[0].lab;

    (void)state;
    answer(scene, "bet", "0.09");
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.9"), NULL));
    assert_false(question_reached(scene.section, reach, true));
    assert_false(question_reached(scene.section, reach, false));
    assert_true(verb_line(lab, slice_of("set 1 Positive 0.91"), NULL));
    assert_true(question_reached(scene.section, reach, false));
    close_scene(scene);
}

static void the_record_has_it_all(void **state)
{
    char path[] = "/tmp/likely-kinds-XXXXXX";
    struct record *record;
    struct scene scene;
    const char *key;

    (void)state;
    close(mkstemp(path));
    record = record_open(path);
    scene = open_scene(record);
    key = scene.section->key;
    record_answer(record, key, "bet", "1.4", false);
    record_answer(record, key, "nll", "0.9", false);
    record_hint(record, key, "nll");
    record_answer(record, key, "chain", "solution", false);
    record_answer(record, key, "faded/1", "1.204", true);
    record_answer(record, key, "reach", "reached", true);
    close_scene(scene);
    record_destroy(record);
    record = record_open(path);
    scene = open_scene(record);
    assert_int_equal(question(scene, "bet")->committed, QUESTION_SETTLED);
    assert_false(question_right(question(scene, "bet")));
    assert_int_equal(question(scene, "nll")->committed, QUESTION_OPEN);
    assert_int_equal(question(scene, "nll")->hints_seen, 1);
    assert_true(question(scene, "chain")->solved);
    assert_int_equal(question_step(question(scene, "faded")), 3);
    assert_true(question_right(question(scene, "reach")));
    key = scene.section->key;
    record_answer(record, key, "nll", "0.357", true);
    record_again(record, key, "nll");
    close_scene(scene);
    scene = open_scene(record);
    assert_int_equal(question(scene, "nll")->try, 1);
    assert_int_not_equal(question(scene, "nll")->set, 0);
    assert_int_equal(question(scene, "nll")->committed, QUESTION_OPEN);
    close_scene(scene);
    record_destroy(record);
    unlink(path);
}

/* By hand: a sign is kept from what stands before it, and from a power. */
static void negative_numbers_keep_to_themselves(void **state)
{
    static const char *const cases[][2] = {
        { "t", "-0.5" },
        { "(t)", "-0.5" },
        { "1 - (t)", "1 - (-0.5)" },
        { "(t + 1)^2", "(-0.5 + 1)^2" },
        { "1 - t", "1 - (-0.5)" },
        { "2 t", "2 \\times (-0.5)" },
        { "t^2", "(-0.5)^2" },
        { "\\frac{t}{2}", "\\frac{-0.5}{2}" },
        { "\\exp t", "\\exp (-0.5)" },
        { "u t", "3 \\times (-0.5)" },
        { "2u", "2\\times 3" },
        { "t_1", "t_1" },
    };
    const double values[] = { -0.5 }, others[] = { 3 };
    struct question_vary vary[] = { { "t", values, 1 }, { "u", others, 1 } };
    struct question_block ask = { .vary = vary, .vary_count = 2 };
    struct arena *arena = arena_create();
    const struct scope *scope = vary_scope(arena, scope_create(arena), &ask);

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slice tex = slice_of(cases[i][0]);
        struct slice made =
            vary_tex(arena, &ask, 0, scope, tex, tex_parse(arena, tex, NULL));

        if (!slice_is(made, cases[i][1]))
            fail_msg("'%s' became '%.*s'", cases[i][0], SLICE_ARG(made));
    }
    arena_destroy(arena);
}

/* By hand: log 0.7 = -0.3567, log 0.7 + log 0.3 = -1.5606. The tries have the
 * other numbers, 0.5 with 0.4 and 0.2 with 0.9, in an order of their own. */
static void a_worked_example_is_asked_with_other_numbers(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *worked = question(scene, "worked");

    (void)state;
    assert_string_equal(text_of(worked->worked->ask),
                        "Two films got 0.7 and 0.3 for what they were.");
    assert_string_equal(text_of(worked->worked_keys[0]),
                        "\\log 0.7 \\approx -0.3567");
    assert_int_equal(worked->worked_keys[1].count, 0);
    assert_string_equal(text_of(worked->worked_keys[2]),
                        "\\log 0.7 + \\log 0.3 \\approx -1.561");
    for (int try = 0; try < 4; try++) {
        bool half = worked->set == 1;

        assert_in_range(worked->set, 1, 2);
        assert_true(question_asks_anew(worked));
        assert_string_equal(text_of(worked->ask->ask),
                            half ? "Two films got 0.5 and 0.4 for what they "
                                   "were."
                                 : "Two films got 0.2 and 0.9 for what they "
                                   "were.");
        assert_int_equal(answer(scene, "worked", "log 0.7"), QUESTION_WRONG);
        assert_int_equal(answer(scene, "worked", half ? "log 0.5" : "log 0.2"),
                         QUESTION_STEP);
        assert_int_equal(answer(scene, "worked", half ? "log 0.2" : "log 0.18"),
                         QUESTION_RIGHT);
        question_again(scene.section, worked);
    }
    assert_null(question(scene, "faded")->worked);
    close_scene(scene);
}

static void a_step_knows_its_own_mistakes(void **state)
{
    struct scene scene = open_scene(NULL);
    struct question *worked = question(scene, "worked");
    const char *p = worked->set == 1 ? "0.5" : "0.2";
    char words[64];

    (void)state;
    snprintf(words, sizeof words, "log(%s) / log(10)", p);
    assert_int_equal(answer(scene, "worked", words), QUESTION_SLIP);
    assert_string_equal(text_of(worked->said), "That is to base 10.");
    snprintf(words, sizeof words, "log %s", p);
    assert_int_equal(answer(scene, "worked", words), QUESTION_STEP);
    snprintf(words, sizeof words, "%s",
             worked->set == 1 ? "log 0.9" : "log 1.1");
    assert_int_equal(answer(scene, "worked", words), QUESTION_SLIP);
    assert_non_null(strstr(text_of(worked->said), "were added before"));
    close_scene(scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_right_however_it_is_typed),
        cmocka_unit_test(a_large_key_is_shown_as_a_power_of_ten),
        cmocka_unit_test(a_mistake_meets_its_explanation_else_a_hint),
        cmocka_unit_test(what_cannot_be_read_costs_nothing),
        cmocka_unit_test(a_key_is_worked_out_in_the_prepared_lab),
        cmocka_unit_test(a_number_can_be_predicted_first),
        cmocka_unit_test(a_second_try_has_fresh_numbers),
        cmocka_unit_test(an_order_is_checked_line_by_line),
        cmocka_unit_test(a_worked_example_fades_step_by_step),
        cmocka_unit_test(a_relation_is_reached_by_the_learner_alone),
        cmocka_unit_test(a_relation_that_held_already_is_reached_by_an_edit),
        cmocka_unit_test(negative_numbers_keep_to_themselves),
        cmocka_unit_test(the_record_has_it_all),
        cmocka_unit_test(a_worked_example_is_asked_with_other_numbers),
        cmocka_unit_test(a_step_knows_its_own_mistakes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
