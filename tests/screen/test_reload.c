/* test_reload.c - a lesson that is written while it is read. */
#include "screen/stage.h"

#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "course/course.h"
#include "lab/lab.h"
#include "screen/app_state.h"
#include "screen/present.h"

static const char lab[] = "```lab coins\n"
                          "classes: [heads, tails]\n"
                          "rows:\n"
                          "  - {label: heads, predicted: [0.5, 0.5]}\n"
                          "```\n\n";

struct written {
    struct stage stage;
    char path[32];
};

static void save(struct written *w, const char *before, const char *block,
                 const char *after)
{
    struct strbuf text = { 0 };
    struct event event = { .kind = EVENT_CHANGED };

    strbuf_printf(&text, "%s%s%s", before, block, after);
    assert_true(
        file_replace(w->path, (struct slice){ text.at, text.len }, NULL));
    strbuf_finish(&text);
    if (w->stage.app)
        w->stage.verdict = app_handle(w->stage.app, &event);
}

static void begin_as(struct written *w, bool talk, const char *before,
                     const char *block, const char *after)
{
    struct written fresh = { .path = "/tmp/likely-reload-XXXXXX.md" };
    int fd;

    *w = fresh;
    fd = mkstemps(w->path, 3);
    assert_true(fd >= 0);
    close(fd);
    save(w, before, block, after);
    stage_open(&w->stage,
               (struct stage_options){
                   .section = "1.1", .cols = 130, .rows = 40, .talk = talk });
    course_mend(w->stage.course);
}

static void begin(struct written *w, const char *before, const char *block,
                  const char *after)
{
    begin_as(w, false, before, block, after);
}

static void end(struct written *w)
{
    unlink(w->path);
    stage_close(&w->stage);
}

static void open_it(struct written *w)
{
    char line[64];

    snprintf(line, sizeof line, "go %s", w->path);
    stage_act(&w->stage, line);
}

static void what_is_saved_is_shown_and_the_lab_is_kept(void **state)
{
    struct written w;

    (void)state;
    begin(&w, "One word.\n\n", lab, "<!-- pause -->\n\nThe end.\n");
    open_it(&w);
    stage_act(&w.stage, "reveal");
    stage_act(&w.stage, "focus");
    stage_act(&w.stage, "set 1 heads 0.75");
    save(&w, "Two words.\n\n", lab, "<!-- pause -->\n\nThe very end.\n");
    assert_shows(&w.stage, "Two words.");
    assert_shows(&w.stage, "The very end.");
    assert_shows(&w.stage, "read anew");
    assert_true(lab_prediction(stage_lab(&w.stage), 0)[0] == 0.75);
    /* The keys are still the lab's. */
    stage_keys(&w.stage, "+");
    assert_true(lab_prediction(stage_lab(&w.stage), 0)[0] > 0.75);
    end(&w);
}

static void a_lab_that_was_changed_begins_afresh(void **state)
{
    struct written w;

    (void)state;
    begin(&w, "", lab, "");
    open_it(&w);
    stage_act(&w.stage, "set 1 heads 0.75");
    save(&w, "",
         "```lab coins\nclasses: [heads, tails]\nrows:\n"
         "  - {label: heads, predicted: [0.25, 0.75]}\n```\n",
         "");
    assert_true(lab_prediction(stage_lab(&w.stage), 0)[0] == 0.25);
    end(&w);
}

static void a_mistake_is_shown_in_its_place(void **state)
{
    struct written w;

    (void)state;
    begin(&w, "Before.\n\n", lab, "A $\\frac{1$ here.\n\nAfter.\n");
    open_it(&w);
    assert_shows(&w.stage, "Before.");
    assert_shows(&w.stage, "line 9, column ");
    assert_shows(&w.stage, "After.");
    assert_non_null(stage_lab(&w.stage));
    save(&w, "Before.\n\n", lab, "A $\\frac{1}{2}$ here.\n\nAfter.\n");
    assert_false(stage_shows(&w.stage, "line 9"));
    save(&w, "", "```lab coins\nclases: [a]\n```\n", "\nAfter.\n");
    assert_shows(&w.stage, "line 2, column 1");
    assert_shows(&w.stage, "After.");
    assert_true(app_lab(w.stage.app) == SIZE_MAX);
    end(&w);
}

/* A file that is gone for a moment leaves what was read of it. */
static void a_file_that_is_gone_leaves_the_page(void **state)
{
    struct written w;
    struct event event = { .kind = EVENT_CHANGED };

    (void)state;
    begin(&w, "Words.\n", "", "");
    open_it(&w);
    unlink(w.path);
    w.stage.verdict = app_handle(w.stage.app, &event);
    assert_true(w.stage.verdict.bell);
    assert_shows(&w.stage, "Words.");
    end(&w);
}

static const char asks[] =
    "```question bet\nask: 'What now?'\nchoices:\n"
    "  - text: 'More'\n    right: true\n    because: 'So.'\n"
    "  - text: 'Less'\n    because: 'It is more.'\nwhy: 'By hand.'\n"
    "play: ['set 1 heads 0.75']\n```\n\nAfter it.\n";

static double heads(struct written *w)
{
    return lab_prediction(stage_lab(&w->stage), 0)[0];
}

/* A talk of one slide of words, and a question that plays in a lab. */
static void begin_with_question(struct written *w)
{
    begin_as(w, true, "# One\n\nA word.\n\n", lab, asks);
    open_it(w);
}

/* Red when study_reload() does not call talk_return(), and the last line when
 * what was played is not taken over. */
static void a_talk_stays_at_its_step(void **state)
{
    struct written w;
    size_t step;

    (void)state;
    begin_with_question(&w);
    assert_string_equal(app_watches(w.stage.app), w.path);
    stage_act(&w.stage, "slide 9999");
    assert_shows(&w.stage, "After it.");
    assert_true(heads(&w) == 0.75);
    step = w.stage.app->talk->step;
    assert_true(step > 2);
    save(&w, "# One\n\nA better word.\n\n", lab, asks);
    assert_shows(&w.stage, "After it.");
    assert_int_equal(w.stage.app->talk->step, step);
    assert_true(heads(&w) == 0.75);
    stage_act(&w.stage, "reload");
    assert_int_equal(w.stage.app->talk->step, step);
    stage_act(&w.stage, "slide 1");
    assert_shows(&w.stage, "A better word.");
    assert_true(heads(&w) == 0.5);
    end(&w);
}

/* The second of three lines, on that slide. */
static void assert_second(struct written *w, size_t slide)
{
    assert_int_equal(talk_step(w->stage.app)->slide, slide);
    assert_shows(&w->stage, "= c");
    assert_false(stage_shows(&w->stage, "= d"));
}

/* A slide and three steps of a derivation more above it. Red when a step is
 * known by its block's number. */
static void what_is_written_above_leaves_a_talk_where_it_is(void **state)
{
    static const char lines[] = "$$a = b \\\\ = c \\\\ = d$$\n";
    struct written w;

    (void)state;
    begin_as(&w, true, "# One\n\nA word.\n\n# Two\n\n", "", lines);
    open_it(&w);
    stage_act(&w.stage, "step 2");
    assert_second(&w, 1);
    save(&w,
         "# None\n\n$$a = b \\\\ = c \\\\ = e$$\n\n# One\n\nA word.\n\n"
         "# Two\n\n",
         "", lines);
    assert_second(&w, 2);
    save(&w, "# Two\n\n", "", lines);
    assert_second(&w, 0);
    end(&w);
}

/* What was moved after the outcome was played stays, a question that is new
 * above is not played into it, and going back takes the old one back. */
static void what_a_class_did_to_a_lab_outlasts_an_edit(void **state)
{
    static const char more[] =
        "```question more\nask: 'And now?'\nchoices:\n"
        "  - text: 'More'\n    right: true\n  - text: 'Less'\n"
        "play: ['set 1 heads 0.125']\n```\n\n";
    struct strbuf both = { 0 };
    struct written w;

    (void)state;
    begin_with_question(&w);
    stage_act(&w.stage, "slide 9999");
    stage_act(&w.stage, "set 1 heads 0.625");
    strbuf_printf(&both, "%s%s", more, asks);
    save(&w, "# One\n\nA word.\n\n", lab, strbuf_text(&both));
    assert_shows(&w.stage, "After it.");
    assert_true(heads(&w) == 0.625);
    stage_act(&w.stage, "slide 1");
    assert_true(heads(&w) == 0.5);
    stage_act(&w.stage, "slide 9999");
    assert_true(heads(&w) == 0.75);
    strbuf_finish(&both);
    end(&w);
}

/* In a lab that was changed it is played again. */
static void a_changed_lab_plays_what_was_played(void **state)
{
    static const char other[] = "```lab coins\n"
                                "classes: [heads, tails]\n"
                                "rows:\n"
                                "  - {label: tails, predicted: [0.25, 0.75]}\n"
                                "```\n\n";
    struct written w;

    (void)state;
    begin_with_question(&w);
    stage_act(&w.stage, "slide 9999");
    stage_act(&w.stage, "set 1 heads 0.625");
    save(&w, "# One\n\nA word.\n\n", other, asks);
    assert_shows(&w.stage, "After it.");
    assert_true(heads(&w) == 0.75);
    stage_act(&w.stage, "slide 1");
    assert_true(heads(&w) == 0.25);
    end(&w);
}

static void hands_that_are_up_stay_up(void **state)
{
    struct written w;

    (void)state;
    begin_with_question(&w);
    stage_act(&w.stage, "step");
    stage_act(&w.stage, "hand 2 57");
    save(&w, "# One\n\nA word.\n\nAnother one.\n\n", lab, asks);
    assert_shows(&w.stage, "What now?");
    assert_shows(&w.stage, "█ 57");
    end(&w);
}

static void a_talk_whose_file_is_gone_goes_on(void **state)
{
    struct event event = { .kind = EVENT_CHANGED };
    struct written w;

    (void)state;
    begin_with_question(&w);
    stage_act(&w.stage, "slide 9999");
    unlink(w.path);
    w.stage.verdict = app_handle(w.stage.app, &event);
    assert_true(w.stage.verdict.bell);
    assert_shows(&w.stage, "After it.");
    assert_true(heads(&w) == 0.75);
    end(&w);
}

/* What is shorter now ends before the step. */
static void a_talk_that_became_shorter_is_at_its_end(void **state)
{
    struct written w;

    (void)state;
    begin_with_question(&w);
    stage_act(&w.stage, "slide 9999");
    save(&w, "# One\n\nThe only word.\n", "", "");
    assert_shows(&w.stage, "The only word.");
    assert_int_equal(w.stage.app->talk->step, 0);
    end(&w);
}

/* 20,000 bytes without a line end, as a page copied from elsewhere has them:
 * all of it can be reached. */
static void one_long_line_wraps_and_scrolls(void **state)
{
    struct strbuf text = { 0 };
    struct written w;

    (void)state;
    for (int i = 0; i < 2500; i++)
        strbuf_printf(&text, "word%d ## ", i);
    strbuf_puts(&text, "the last of it");
    begin(&w, strbuf_text(&text), "", "");
    open_it(&w);
    assert_shows(&w.stage, "word0 ## word1");
    for (int i = 0; i < 20; i++)
        stage_keys(&w.stage, "page-down");
    assert_shows(&w.stage, "## word");
    stage_keys(&w.stage, "end");
    assert_shows(&w.stage, "the last of it");
    strbuf_finish(&text);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_is_shown_and_the_lab_is_kept),
        cmocka_unit_test(a_lab_that_was_changed_begins_afresh),
        cmocka_unit_test(a_mistake_is_shown_in_its_place),
        cmocka_unit_test(a_file_that_is_gone_leaves_the_page),
        cmocka_unit_test(a_talk_stays_at_its_step),
        cmocka_unit_test(what_is_written_above_leaves_a_talk_where_it_is),
        cmocka_unit_test(what_a_class_did_to_a_lab_outlasts_an_edit),
        cmocka_unit_test(a_changed_lab_plays_what_was_played),
        cmocka_unit_test(hands_that_are_up_stay_up),
        cmocka_unit_test(a_talk_whose_file_is_gone_goes_on),
        cmocka_unit_test(a_talk_that_became_shorter_is_at_its_end),
        cmocka_unit_test(one_long_line_wraps_and_scrolls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
