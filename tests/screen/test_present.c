/* test_present.c - a talk: step by step, and what is done on the way.
 *
 * tests/data/screen/talk.COLSxROWS.txt has every screen of the talk on
 * talk.md, one after the other, going forwards. With UPDATE=1 in the
 * environment it is written instead of compared; then look at what changed.
 * That the way back shows the same is a law of test_talks.c.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/file.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "lab/lab.h"
#include "lesson/record.h"

enum { STEPS_MAX = 400 };

static const int sizes[][2] = { { 80, 24 }, { 100, 30 } };

static void begin(struct stage *stage, const char *section, int cols, int rows)
{
    char path[512];

    if (strchr(section, '/') || slice_ends(slice_of(section), ".md"))
        snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
                 section);
    else
        snprintf(path, sizeof path, "%s", section);
    stage_open(stage, (struct stage_options){ .section = path,
                                              .cols = cols,
                                              .rows = rows,
                                              .real = !strchr(path, '/'),
                                              .still = true,
                                              .talk = true,
                                              .with_record = true });
}

/* Steps until the talk would leave the section; the screens, which the caller
 * frees. */
static size_t walk(struct stage *stage, const char *key, char **screens)
{
    size_t n = 0;

    screens[n++] = strdup(stage_text(stage));
    for (;;) {
        unsigned opened = app_opened(stage->app);

        stage_keys(stage, key);
        if (stage->verdict.bell || app_opened(stage->app) != opened)
            return n;
        assert_true(n < STEPS_MAX);
        screens[n++] = strdup(stage_text(stage));
    }
}

static void free_all(char **screens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(screens[i]);
}

static void compare(const char *text, int cols, int rows)
{
    const char *update = getenv("UPDATE");
    struct strbuf wanted = { 0 };
    struct err err = { .line = 0 };
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/talk.%dx%d.txt",
             getenv("LIKELY_TESTS"), cols, rows);
    if (update && update[0] == '1') {
        assert_true(file_replace(path, slice_of(text), &err));
        return;
    }
    if (!file_read(path, &wanted, 0, &err))
        fail_msg("%s: %s (UPDATE=1 writes it)", path, err.text);
    assert_string_equal(text, strbuf_text(&wanted));
    strbuf_finish(&wanted);
}

static void every_step_of_a_talk_is_as_it_was(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        char *screens[STEPS_MAX];
        struct strbuf all = { 0 };
        struct stage stage;
        size_t count;

        begin(&stage, "talk.md", sizes[s][0], sizes[s][1]);
        count = walk(&stage, "space", screens);
        for (size_t i = 0; i < count; i++)
            strbuf_printf(&all, "---- step %zu\n%s", i + 1, screens[i]);
        compare(strbuf_text(&all), sizes[s][0], sizes[s][1]);
        strbuf_finish(&all);
        free_all(screens, count);
        stage_close(&stage);
    }
}

static void what_was_played_is_taken_back(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 100, 30);
    while (!stage_shows(&stage, "A factor of a product"))
        stage_keys(&stage, "space");
    assert_shows(&stage, "0.168");
    assert_true(lab_prediction(stage_lab(&stage), 1)[1] == 0.3);
    while (!stage_shows(&stage, "It falls by 0.3") ||
           stage_shows(&stage, "Your prediction"))
        stage_keys(&stage, "page-up");
    assert_true(lab_prediction(stage_lab(&stage), 1)[1] == 0.6);
    stage_close(&stage);
}

/* Beside the lab an outcome comes with the answer, else a step later. */
static void what_was_played_on_a_wider_screen_is_taken_back(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 100, 30);
    while (lab_prediction(stage_lab(&stage), 1)[1] == 0.6)
        stage_keys(&stage, "space");
    stage_resize(&stage, 40, 12);
    stage_keys(&stage, "home");
    assert_true(lab_prediction(stage_lab(&stage), 1)[1] == 0.6);
    stage_close(&stage);
}

/* By hand: one outcome, and so one state, however often. */
static void going_back_and_forth_keeps_no_more_states(void **state)
{
    struct err err = { 0 };
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 100, 30);
    for (int i = 0; i < 5; i++)
        stage_keys(&stage, "end home");
    assert_false(lab_restore(stage_lab(&stage), slice_of("none"), &err));
    assert_string_equal(err.text, "no state is saved as 'none': 'before "
                                  "outcome 1' would do");
    stage_close(&stage);
}

/* Their names are the same for 60 bytes. */
static void questions_of_like_names_are_taken_back_each(void **state)
{
    struct stage stage;
    char *before;

    (void)state;
    begin(&stage, "alike.md", 100, 30);
    before = strdup(stage_text(&stage));
    stage_keys(&stage, "end");
    assert_shows(&stage, "N = 40");
    while (!strstr(stage_text(&stage), "N = 7"))
        stage_keys(&stage, "page-up");
    stage_keys(&stage, "home");
    assert_shows(&stage, "N = 2");
    assert_string_equal(stage_text(&stage), before);
    free(before);
    stage_close(&stage);
}

/* A predict-first question holds its levers from a learner alone. */
static void locks_do_not_bind_and_0_prepares_anew(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 100, 30);
    stage_act(&stage, "set 1 heads 0.9");
    assert_true(lab_prediction(stage_lab(&stage), 0)[0] == 0.9);
    stage_keys(&stage, "tab down + ");
    assert_true(lab_prediction(stage_lab(&stage), 1)[0] == 0.45);
    stage_keys(&stage, "tab 0");
    assert_false(lab_dirty(stage_lab(&stage)));
    stage_close(&stage);
}

/* Each from the first state, whatever the levers are. */
static void function_keys_put_the_lab_into_its_states(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    begin(&stage, "talk.md", 100, 30);
    stage_keys(&stage, "f1");
    assert_shows(&stage, "sure");
    assert_true(lab_prediction(stage_lab(&stage), 0)[0] == 0.99);
    assert_true(lab_prediction(stage_lab(&stage), 1)[1] == 0.9);
    stage_keys(&stage, "tab f2");
    assert_int_equal(lab_example_count(stage_lab(&stage)), 3000);
    assert_true(lab_prediction(stage_lab(&stage), 0)[0] == 0.7);
    assert_false(stage_try(&stage, "state 3", &err));
    assert_string_equal(err.text, "no state '3'; there are sure, many");
    stage_act(&stage, "state sure");
    stage_act(&stage, "save mine");
    stage_keys(&stage, "0");
    stage_act(&stage, "prepared");
    assert_false(lab_dirty(stage_lab(&stage)));
    stage_act(&stage, "restore mine");
    assert_true(lab_prediction(stage_lab(&stage), 0)[0] == 0.99);
    stage_close(&stage);
}

static void a_regression_is_fitted_on_its_slide(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    begin(&stage, "fits.md", 100, 30);
    assert_false(stage_try(&stage, "hand 1", &err));
    while (!stage_try(&stage, "fit step 3", &err))
        stage_keys(&stage, "space");
    assert_shows(&stage, "step 3");
    stage_keys(&stage, "0");
    assert_false(stage_shows(&stage, "step 3"));
    stage_close(&stage);
}

static void to_question(struct stage *stage)
{
    while (!stage_shows(stage, "It falls by 0.3"))
        stage_keys(stage, "space");
}

/* By hand: 0.7, 0.7 * 0.6 = 0.42, 0.42 * 0.8 = 0.336. They follow the lab; of
 * more than there is room for, the last is shown. */
static void terms_come_with_what_they_are_so_far(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    while (!stage_shows(&stage, "product so far"))
        stage_keys(&stage, "space");
    assert_shows(&stage, "0.7                   0.7         0.7");
    assert_false(stage_shows(&stage, "0.42"));
    stage_keys(&stage, "space");
    assert_shows(&stage, "0.6                   0.6         0.42");
    assert_false(stage_shows(&stage, "0.336"));
    stage_keys(&stage, "space");
    assert_shows(&stage, "0.8                   0.8         0.336");
    stage_act(&stage, "set 1 heads 0.5");
    assert_shows(&stage, "0.8                   0.8         0.24");
    stage_act(&stage, "examples 3000");
    assert_shows(&stage, "\xE2\x8B\xAE");
    assert_shows(&stage, "3,000  0.8");
    stage_close(&stage);
}

static void hands_are_counted_shown_and_recorded(void **state)
{
    const struct record_answer *answer;
    struct stage stage;
    char path[512];

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    to_question(&stage);
    assert_shows(&stage, "1 and 2 count hands");
    stage_keys(&stage, "1 2 2 2 u 2");
    assert_shows(&stage, "4 hands");
    assert_shows(&stage, "\xE2\x96\x88 3");
    stage_act(&stage, "hand 1 17");
    assert_shows(&stage, "\xE2\x96\x88 17");
    stage_keys(&stage, "9");
    assert_true(stage.verdict.bell);
    assert_shows(&stage, "this question has 2 choices");
    stage_keys(&stage, "space");
    snprintf(path, sizeof path, "%s", app_section(stage.app)->key);
    answer = record_question(stage.record, path, "half");
    assert_non_null(answer);
    assert_string_equal(answer->hands, "17 3");
    assert_int_equal(answer->count, 0);
    /* The mistake that most made is explained, too. */
    while (!stage_shows(&stage, "A factor of a product"))
        stage_keys(&stage, "space");
    assert_shows(&stage, "has no 0.3 to lose twice");
    stage_close(&stage);
}

/* In eleven rows this question has none for hands: they stand beside. */
static void hands_stand_beside_a_choice_that_has_no_row(void **state)
{
    struct stage stage;
    int row, col, choice;

    (void)state;
    begin(&stage, "1.1", 80, 13);
    while (!stage_shows(&stage, "Only cross-entropy"))
        stage_keys(&stage, "space");
    stage_keys(&stage, "1 2 2");
    stage_act(&stage, "hand 3 17");
    assert_true(stage_find(&stage, "a wrong film has", &choice, &col));
    assert_true(stage_find(&stage, "\xE2\x96\x88 17", &row, &col));
    assert_int_equal(row, choice);
    stage_close(&stage);
}

/* It comes a step at a time, before the question, and not with the answer. */
static void an_example_is_worked_before_a_class(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "1.3", 80, 24);
    while (!stage_shows(&stage, "A worked example"))
        stage_keys(&stage, "space");
    assert_false(stage_shows(&stage, "What does film 2 cost?"));
    stage_keys(&stage, "space");
    assert_shows(&stage, "What does film 2 cost?");
    assert_false(stage_shows(&stage, "What do the three films cost"));
    assert_false(stage_shows(&stage, "Now you"));
    while (!stage_shows(&stage, "Now you"))
        stage_keys(&stage, "space");
    assert_shows(&stage, "your answer");
    stage_keys(&stage, "space");
    assert_shows(&stage, "Now you");
    assert_false(stage_shows(&stage, "your answer"));
    assert_false(stage_shows(&stage, "A worked example"));
    stage_close(&stage);
}

static void hands_belong_to_a_question(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    stage_keys(&stage, "3");
    assert_false(stage_try(&stage, "hand 1", &err));
    assert_string_equal(err.text,
                        "hands are counted while a question is asked");
    assert_false(stage_try(&stage, "answer half 1", &err));
    assert_string_equal(err.text, "a talk shows the answers itself: next");
    stage_close(&stage);
}

/* Whatever the size, the place is kept. */
static void a_new_size_keeps_the_place(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    to_question(&stage);
    stage_resize(&stage, 100, 30);
    assert_shows(&stage, "It falls by 0.3");
    stage_keys(&stage, "+");
    assert_shows(&stage, "It falls by 0.3");
    stage_resize(&stage, 40, 12);
    stage_resize(&stage, 80, 24);
    assert_shows(&stage, "It falls by 0.3");
    stage_close(&stage);
}

/* But for those of the terminal. */
static void a_blank_screen_comes_back_by_any_key(void **state)
{
    struct stage stage;
    char *before;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    before = strdup(stage_text(&stage));
    stage_keys(&stage, "b");
    assert_false(stage_shows(&stage, "A talk of all kinds"));
    assert_int_equal(strspn(stage_text(&stage), "\n "),
                     strlen(stage_text(&stage)));
    stage_keys(&stage, "ctrl-z");
    assert_true(stage.verdict.suspend);
    stage_keys(&stage, "ctrl-l");
    assert_false(stage_shows(&stage, "A talk of all kinds"));
    stage_keys(&stage, "space");
    assert_string_equal(stage_text(&stage), before);
    free(before);
    stage_close(&stage);
}

static void g_jumps_to_slides_and_sections(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    stage_keys(&stage, "g");
    stage_type(&stage, "line by");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "The derivation, a line at a time");
    stage_keys(&stage, "g");
    stage_type(&stage, "no such words");
    stage_keys(&stage, "enter");
    assert_true(stage.verdict.bell);
    stage_keys(&stage, "esc");
    assert_shows(&stage, "The derivation, a line at a time");
    stage_keys(&stage, "g");
    stage_type(&stage, "log 1");
    assert_shows(&stage, "? What is log 1?");
    stage_keys(&stage, "esc");
    stage_close(&stage);
}

static void large_digits_show_equation_and_readings(void **state)
{
    struct stage stage;

    (void)state;
    begin(&stage, "talk.md", 80, 24);
    stage_keys(&stage, "z");
    /* 0.336 in digits three rows tall: the row of their middles. */
    assert_shows(&stage, "likelihood");
    assert_shows(&stage, "\xE2\x96\x80\xE2\x96\x80\xE2\x96\x88");
    stage_keys(&stage, "z");
    assert_shows(&stage, "A talk of all kinds");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_of_a_talk_is_as_it_was),
        cmocka_unit_test(what_was_played_is_taken_back),
        cmocka_unit_test(what_was_played_on_a_wider_screen_is_taken_back),
        cmocka_unit_test(going_back_and_forth_keeps_no_more_states),
        cmocka_unit_test(questions_of_like_names_are_taken_back_each),
        cmocka_unit_test(locks_do_not_bind_and_0_prepares_anew),
        cmocka_unit_test(function_keys_put_the_lab_into_its_states),
        cmocka_unit_test(a_regression_is_fitted_on_its_slide),
        cmocka_unit_test(terms_come_with_what_they_are_so_far),
        cmocka_unit_test(hands_are_counted_shown_and_recorded),
        cmocka_unit_test(hands_stand_beside_a_choice_that_has_no_row),
        cmocka_unit_test(an_example_is_worked_before_a_class),
        cmocka_unit_test(hands_belong_to_a_question),
        cmocka_unit_test(a_new_size_keeps_the_place),
        cmocka_unit_test(a_blank_screen_comes_back_by_any_key),
        cmocka_unit_test(g_jumps_to_slides_and_sections),
        cmocka_unit_test(large_digits_show_equation_and_readings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
