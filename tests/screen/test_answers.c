/* test_answers.c - answering questions of all kinds by key. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "course/course.h"
#include "course/question.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "lesson/record.h"

static void open_questions(struct stage *stage, int cols, int rows)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/lessons/questions.md",
             getenv("LIKELY_TESTS"));
    stage_open(stage, (struct stage_options){ .section = path,
                                              .cols = cols,
                                              .rows = rows,
                                              .with_record = true });
    stage_act(stage, "reveal");
}

static const struct question *question(struct stage *stage, const char *id)
{
    const struct section *section = app_section(stage->app);

    for (size_t i = 0; i < section->question_count; i++)
        if (slice_is(slice_of(id), section->questions[i].block->question->id))
            return &section->questions[i];
    return NULL;
}

static const struct record_answer *recorded(struct stage *stage, const char *id)
{
    return record_question(stage->record, app_section(stage->app)->key, id);
}

/* Goes down until the question at hand is the one. */
static void come_to(struct stage *stage, const char *words)
{
    for (int i = 0; i < 80 && !stage_shows(stage, words); i++)
        stage_keys(stage, "down");
    assert_shows(stage, words);
}

/* By hand: 0.5 * 0.3 * 0.6 = 0.09. */
static void a_number_is_typed_and_laid_out(void **state)
{
    static const int sizes[][2] = { { 100, 30 }, { 80, 24 }, { 40, 12 } };

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct stage stage;

        open_questions(&stage, sizes[i][0], sizes[i][1]);
        come_to(&stage, "your answer");
        stage_act(&stage, "choose 0");
        stage_keys(&stage, "backspace");
        stage_type(&stage, "(0.5*0.3");
        assert_shows(&stage, "not closed");
        stage_keys(&stage, "enter");
        assert_shows(&stage, "answer: (0.5*0.3");
        assert_int_equal(question(&stage, "bet")->attempts, 0);
        stage_keys(&stage, "end");
        stage_type(&stage, ")*0.6");
        assert_shows(&stage, "= 0.09");
        stage_keys(&stage, "enter");
        assert_true(question_right(question(&stage, "bet")));
        assert_true(recorded(&stage, "bet")->first_right);
        stage_close(&stage);
    }
}

static void a_digit_begins_an_answer_and_escape_leaves_it(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 100, 40);
    come_to(&stage, "your answer");
    for (int i = 0; i < 60 && !stage_shows(&stage, "enter answer"); i++)
        stage_keys(&stage, "down");
    stage_keys(&stage, "0 .");
    assert_shows(&stage, "answer: 0.");
    stage_keys(&stage, "esc");
    assert_false(stage_shows(&stage, "answer: 0."));
    assert_non_null(app_section(stage.app));
    stage_close(&stage);
}

static void a_wrong_number_meets_its_reason(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 80, 24);
    stage_act(&stage, "answer nll log 0.7");
    assert_shows(&stage, "The sign is lost");
    stage_act(&stage, "answer nll 3");
    assert_shows(&stage, "Take the logarithm of 0.7");
    assert_int_equal(recorded(&stage, "nll")->count, 2);
    assert_int_equal(recorded(&stage, "nll")->hints, 1);
    stage_act(&stage, "solution nll");
    assert_shows(&stage, "≈ 0.3567");
    assert_false(recorded(&stage, "nll")->last_right);
    stage_act(&stage, "again nll");
    assert_int_equal(recorded(&stage, "nll")->again, 1);
    assert_false(stage_shows(&stage, "≈ 0.3567"));
    stage_close(&stage);
}

static void lines_are_moved_by_key(void **state)
{
    struct stage stage;
    const struct question *chain;

    (void)state;
    open_questions(&stage, 80, 24);
    stage_act(&stage, "answer chain 1 2 3 4");
    assert_shows(&stage, "not in its place");
    chain = question(&stage, "chain");

    /* A line is brought to its place from the first one on. */
    for (int place = 0; place < 4; place++) {
        int at = place;
        char line[40];

        while (chain->arranged[at] != place)
            at++;
        snprintf(line, sizeof line, "choose %d",
                 chain->labels[chain->arranged[at]]);
        stage_act(&stage, line);
        for (; at > place; at--)
            stage_keys(&stage, at % 2 ? "-" : "K");
    }
    stage_keys(&stage, "enter");
    assert_true(question_right(chain));
    assert_int_equal(recorded(&stage, "chain")->count, 2);
    stage_close(&stage);
}

static void steps_follow_one_another(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 80, 24);
    assert_false(stage_shows(&stage, "And for film 3?"));
    stage_act(&stage, "answer faded 1.204");
    assert_shows(&stage, "And for film 3?");
    stage_keys(&stage, "enter");
    stage_type(&stage, "-log 0.6");
    stage_keys(&stage, "enter");
    assert_true(question_right(question(&stage, "faded")));
    assert_true(recorded(&stage, "faded/1")->first_right);
    assert_true(recorded(&stage, "faded/2")->first_right);
    stage_close(&stage);
}

static void a_relation_is_made_true(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 80, 24);
    stage_act(&stage, "answer bet 0.09");
    stage_act(&stage, "set 1 Positive 0.9");
    assert_shows(&stage, "reached");
    assert_true(recorded(&stage, "reach")->last_right);
    stage_restart(&stage, NULL);
    stage_close(&stage);
}

/* A click says where, but settles nothing. */
static void the_mouse_opens_and_marks(void **state)
{
    struct stage stage;
    int row, col;

    (void)state;
    open_questions(&stage, 80, 40);
    assert_true(stage_find(&stage, "your answer", &row, &col));
    stage_mouse(&stage, MOUSE_PRESS, row, col);
    stage_mouse(&stage, MOUSE_RELEASE, row, col);
    assert_shows(&stage, "answer:");
    stage_keys(&stage, "esc");
    come_to(&stage, "with the sign changed");
    assert_true(stage_find(&stage, "its logarithm", &row, &col));
    for (int i = 0; i < 3; i++) {
        stage_mouse(&stage, MOUSE_PRESS, row, col);
        stage_mouse(&stage, MOUSE_RELEASE, row, col);
    }
    assert_int_equal(question(&stage, "chain")->attempts, 0);
    assert_shows(&stage, "- and + move");
    stage_close(&stage);
}

static double first_prediction(struct stage *stage)
{
    return lab_prediction(stage_lab(stage), 0)[0];
}

/* The outcome is 0.5 for film 1, which has 0.7. */
static void an_outcome_can_be_watched(void **state)
{
    static const char *const ways[] = { "wait", "a key", "still", "leave" };

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct stage stage;
        bool still = i == 2;
        char path[512];

        snprintf(path, sizeof path, "%s/data/lessons/questions.md",
                 getenv("LIKELY_TESTS"));
        stage_open(&stage, (struct stage_options){ .section = path,
                                                   .cols = 100,
                                                   .rows = 30,
                                                   .still = still });
        stage_act(&stage, "choose .");
        stage_type(&stage, "09");
        stage_keys(&stage, "enter");
        assert_true((stage.verdict.wake_ms > 0) == !still);
        assert_true(first_prediction(&stage) == (still ? 0.5 : 0.7));
        if (i == 0)
            stage_wait(&stage);
        else if (i == 1)
            stage_keys(&stage, "down");
        else if (i == 3)
            stage_act(&stage, "go 1.1");
        assert_int_equal(stage.verdict.wake_ms, 0);
        if (i != 3)
            assert_true(first_prediction(&stage) == 0.5);
        stage_close(&stage);
    }
}

/* Laws: on its way the number is between where it stood and where it goes and
 * never turns back; whoever watched has the history of who did not. */
static void a_number_goes_its_way(void **state)
{
    const struct event wake = { .kind = EVENT_WAKE };
    struct stage stage, still;
    double last = 0.7;
    int between = 0;

    (void)state;
    open_questions(&stage, 80, 24);
    open_questions(&still, 80, 24);
    stage_act(&still, "answer bet 0.09");
    stage_act(&stage, "choose .");
    stage_type(&stage, "09");
    stage_keys(&stage, "enter");
    while (stage.verdict.wake_ms > 0) {
        double now;

        stage.verdict = app_handle(stage.app, &wake);
        now = first_prediction(&stage);
        assert_true(now <= last && now >= 0.5);
        between += now < last && now > 0.5;
        last = now;
    }
    assert_true(last == 0.5);
    assert_true(between > 3);
    assert_int_equal(lab_steps(stage_lab(&stage)),
                     lab_steps(stage_lab(&still)));
    stage_act(&stage, "undo");
    assert_true(first_prediction(&stage) == 0.7);
    stage_close(&stage);
    stage_close(&still);
}

static void a_typed_answer_survives_any_keys(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 40, 12);
    stage_act(&stage, "choose 0");
    stage_type(&stage, "}}{\\frac\\left(^_&#~\"%");
    stage_keys(&stage, "enter left delete home enter page-down tab");
    stage_resize(&stage, 80, 24);
    stage_text(&stage);
    stage_resize(&stage, 20, 5);
    stage_text(&stage);
    stage_close(&stage);
}

/* Found by the fuzzer: a script answers the question whose answer is being
 * typed, and so there is none to be drawn. */
static void what_is_typed_goes_with_its_question(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 100, 40);
    stage_act(&stage, "choose 0");
    stage_act(&stage, "press 0");
    assert_true(app_typing(stage.app));
    stage_act(&stage, "answer bet 0.09");
    assert_false(app_typing(stage.app));
    assert_false(stage_shows(&stage, "answer: 0"));
    stage_close(&stage);
}

/* As a play may leave it: it holds, and nobody has done it yet. */
static void an_edit_that_changes_nothing_reaches_too(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 80, 24);
    stage_act(&stage, "answer bet 0.09");
    assert_true(
        verb_line(stage_lab(&stage), slice_of("set 1 Positive 0.9"), NULL));
    question_reached((struct section *)app_section(stage.app),
                     (struct question *)question(&stage, "reach"), true);
    assert_int_equal(question(&stage, "reach")->committed, QUESTION_OPEN);
    stage_act(&stage, "set 1 Positive 0.9");
    assert_true(question_right(question(&stage, "reach")));
    assert_shows(&stage, "reached: question 'reach' holds now");
    stage_act(&stage, "set 1 Positive 0.9");
    assert_shows(&stage, "nothing changes: it is so already");
    stage_close(&stage);
}

/* By hand: the film's 0.7 is played to 0.5, and is 0.7 where it is asked. */
static void what_is_asked_anew_has_its_lab_as_at_first(void **state)
{
    struct stage stage;

    (void)state;
    open_questions(&stage, 80, 24);
    stage_act(&stage, "answer bet 0.09");
    assert_true(lab_scores(stage_lab(&stage), 0)[0] == 0.5);
    stage_act(&stage, "again bet");
    assert_shows(&stage, "the lab is as at first");
    assert_true(lab_scores(stage_lab(&stage), 0)[0] == 0.7);
    stage_act(&stage, "undo");
    assert_true(lab_scores(stage_lab(&stage), 0)[0] == 0.5);
    stage_act(&stage, "set 1 Positive 0.9");
    stage_act(&stage, "again reach");
    assert_int_equal(question(&stage, "reach")->committed, QUESTION_OPEN);
    stage_act(&stage, "set 1 Positive 0.9");
    assert_true(question_right(question(&stage, "reach")));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_typed_and_laid_out),
        cmocka_unit_test(a_digit_begins_an_answer_and_escape_leaves_it),
        cmocka_unit_test(a_wrong_number_meets_its_reason),
        cmocka_unit_test(lines_are_moved_by_key),
        cmocka_unit_test(steps_follow_one_another),
        cmocka_unit_test(a_relation_is_made_true),
        cmocka_unit_test(the_mouse_opens_and_marks),
        cmocka_unit_test(an_outcome_can_be_watched),
        cmocka_unit_test(a_number_goes_its_way),
        cmocka_unit_test(a_typed_answer_survives_any_keys),
        cmocka_unit_test(what_is_typed_goes_with_its_question),
        cmocka_unit_test(an_edit_that_changes_nothing_reaches_too),
        cmocka_unit_test(what_is_asked_anew_has_its_lab_as_at_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
