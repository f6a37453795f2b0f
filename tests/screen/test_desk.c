/* test_desk.c - the free lab on a student's own predictions: what its actions
 * do, and that every edit can be taken back. What it looks like:
 * test_desk_screens.c; files that it writes: test_desk_write.c.
 *
 * By hand, of assets/films.csv: row 10 gives its truth 0.1, rows 6
 * and 8 0.3 and these three are missed; the surest row is the 4th with 0.9,
 * before the 12th, which is as sure.
 *
 * Seen to fail: with `follow` of desk_arrange() turned round the cursor stays
 * behind. */
#include "screen/stage.h"

#include "draw/canvas.h"
#include "lab/lab.h"
#include "screen/actions.h"

static struct stage stage;

static int open_films(void **state)
{
    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "films.csv" });
    return 0;
}

static int open_images(void **state)
{
    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "images.csv" });
    return 0;
}

static int leave(void **state)
{
    (void)state;
    stage_close(&stage);
    return 0;
}

/* The line must be refused with these words, and change nothing. */
static void assert_refused(const char *line, const char *words)
{
    char before[8000];
    struct err err = { .line = 0 };

    snprintf(before, sizeof before, "%s", stage_text(&stage));
    if (stage_try(&stage, line, &err))
        fail_msg("'%s' went well", line);
    if (!strstr(err.text, words))
        fail_msg("'%s' said: %s", line, err.text);
    assert_string_equal(stage_text(&stage), before);
}

static void rows_are_sorted_by_what_is_asked_for(void **state)
{
    (void)state;
    stage_act(&stage, "sort loss");
    assert_shows(&stage, "largest loss first\n  row text                     "
                         "truth       Positive Neutral  Negative loss\n"
                         "   10 Loud, long and empty");
    stage_act(&stage, "sort -");
    assert_shows(&stage, "least loss first");
    stage_act(&stage, "sort confidence");
    assert_shows(&stage, "surest first\n  row text                     truth   "
                         "    Positive Neutral  Negative loss\n"
                         "    4 The best two hours of m");
    stage_act(&stage, "sort label");
    assert_shows(&stage, "by label");
    stage_act(&stage, "sort file");
    assert_shows(&stage, "in the file's order");
}

static void a_key_walks_through_the_orders(void **state)
{
    (void)state;
    stage_keys(&stage, "o");
    assert_shows(&stage, "largest loss first");
    stage_keys(&stage, "o o");
    assert_shows(&stage, "by label");
    stage_keys(&stage, "o");
    assert_shows(&stage, "in the file's order");
}

/* An edit leaves the row under the cursor; sorting anew moves both. */
static void an_old_order_is_told_and_made_new(void **state)
{
    (void)state;
    stage_act(&stage, "sort loss");
    stage_act(&stage, "set . Negative 0.99");
    assert_shows(&stage, "as before your edits; a sorts again");
    assert_shows(&stage, "   10 Loud, long and empty     Negative   ▸0.007");
    stage_keys(&stage, "a");
    assert_false(stage_shows(&stage, "before your edits"));
    stage_act(&stage, "set . Negative 0.5");
    assert_near(lab_prediction(stage_lab(&stage), 9)[2], 0.5, 0.0);
}

static void rows_are_filtered(void **state)
{
    (void)state;
    stage_act(&stage, "filter missed");
    assert_shows(&stage, "3 of 12: missed, in the file's order; esc shows all");
    stage_act(&stage, "filter true Neutral");
    assert_shows(&stage, "3 of 12: truly Neutral");
    stage_act(&stage, "filter predicted 1");
    assert_shows(&stage, "6 of 12: taken for Positive");
    stage_act(&stage, "filter confused Neutral Positive");
    assert_shows(&stage, "1 of 12: truly Neutral, taken for Positive");
    stage_act(&stage, "filter all");
    assert_shows(&stage, "12 rows");
    stage_keys(&stage, "right c");
    assert_shows(&stage, "truly Neutral");
    stage_keys(&stage, "p");
    assert_shows(&stage, "taken for Neutral");
    stage_keys(&stage, "e");
    assert_shows(&stage, "missed");
    stage_keys(&stage, "esc");
    assert_shows(&stage, "12 rows");
    assert_false(stage_shows(&stage, "esc shows all"));
    stage_keys(&stage, "esc");
    assert_shows(&stage, "q leaves");
}

static void what_would_leave_no_row_is_refused(void **state)
{
    (void)state;
    stage_act(&stage, "filter missed");
    assert_refused("filter confused Positive Negative", "no row");
    assert_refused("filter wrong", "missed, true CLASS");
    assert_refused("filter true", "wants a class");
    assert_refused("filter confused Neutral", "wants a class");
    assert_refused("filter true Mixed", "no class 'Mixed'");
    assert_refused("filter missed Neutral", "no more words");
    assert_refused("sort size", "file, loss, confidence or label");
    assert_refused("view pie", "confusion, reliability");
}

static void the_cursor_goes_to_a_row(void **state)
{
    (void)state;
    stage_act(&stage, "row 11");
    stage_act(&stage, "set . Neutral 0.5");
    assert_near(lab_prediction(stage_lab(&stage), 10)[1], 0.5, 0.0);
    stage_act(&stage, "row Funny");
    stage_act(&stage, "row \"no plot\"");
    stage_act(&stage, "label . Neutral");
    assert_int_equal(lab_class(stage_lab(&stage), 4), 1);
    stage_act(&stage, "filter true Positive");
    assert_refused("row 2", "not among these");
    assert_refused("row 13", "no row '13'");
    assert_refused("row Zzz", "no row 'Zzz'");
    stage_keys(&stage, "end");
    stage_keys(&stage, "home");
    stage_type(&stage, "/joy");
    stage_keys(&stage, "enter");
    stage_act(&stage, "set . Positive 1");
    assert_near(lab_prediction(stage_lab(&stage), 6)[0], 1.0, 0.0);
}

static void words_lead_from_row_to_row(void **state)
{
    (void)state;
    stage_act(&stage, "row two");
    stage_act(&stage, "set . 1 0.25");
    assert_near(lab_prediction(stage_lab(&stage), 3)[0], 0.25, 0.0);
    stage_act(&stage, "row I");
    stage_act(&stage, "set . 1 0.125");
    assert_near(lab_prediction(stage_lab(&stage), 11)[0], 0.125, 0.0);
    stage_act(&stage, "row I");
    stage_act(&stage, "set . 1 0.0625");
    assert_near(lab_prediction(stage_lab(&stage), 1)[0], 0.0625, 0.0);
}

static void tab_turns_from_view_to_view(void **state)
{
    (void)state;
    stage_keys(&stage, "tab");
    assert_shows(&stage, "Positive taken for what it is: 4 rows");
    stage_keys(&stage, "down enter");
    assert_shows(&stage, "1 of 12: truly Neutral, taken for Positive");
    stage_keys(&stage, "esc tab tab");
    assert_shows(&stage, ".9 to 1");
    stage_keys(&stage, "tab");
    assert_shows(&stage, "largest loss first");
    assert_shows(&stage, "\n\n  Loud, long and empty");
    stage_keys(&stage, "tab");
    assert_shows(&stage, "in the file's order");
    stage_keys(&stage, "shift-tab");
    assert_shows(&stage, "largest loss first");
    stage_keys(&stage, "esc");
    assert_shows(&stage, "in the file's order");
}

/* The one that is marked, also before the cursor was moved. */
static void a_listed_confusion_is_opened(void **state)
{
    (void)state;
    stage_keys(&stage, "tab");
    assert_shows(&stage, "▸");
    stage_keys(&stage, "enter");
    assert_shows(&stage, "1 of 60: truly airplane, taken for deer");
}

/* By hand: row 10's truth becomes what it was taken for. */
static void counts_follow_an_edit(void **state)
{
    (void)state;
    stage_act(&stage, "view confusion");
    assert_shows(&stage, "accuracy    0.7500  9 of 12");
    stage_act(&stage, "label 10 Positive");
    assert_shows(&stage, "Positive taken for what it is: 5 rows");
    assert_shows(&stage, "accuracy    0.8333  10 of 12");
    stage_keys(&stage, "u");
    assert_shows(&stage, "Positive taken for what it is: 4 rows");
}

/* Where counts are shown no row can be changed by a key. */
static void keys_of_cells_are_for_cells(void **state)
{
    uint64_t before = lab_revision(stage_lab(&stage));

    (void)state;
    for (int i = 1; i <= 2; i++) {
        stage_keys(&stage, "tab");
        stage_keys(&stage, "+ - l s x 5 = down up left right pgdn home end");
    }
    assert_int_equal(lab_revision(stage_lab(&stage)), before);
}

/* The law of undo: the screen is again what it was, whatever came between. */
static void undo_everything(const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char before[8000], after[8000];

        snprintf(before, sizeof before, "%s", stage_text(&stage));
        stage_act(&stage, lines[i]);
        snprintf(after, sizeof after, "%s", stage_text(&stage));
        if (!strcmp(before, after))
            fail_msg("'%s' did nothing", lines[i]);
        stage_keys(&stage, "u");
        if (strcmp(stage_text(&stage), before))
            fail_msg("'%s' is not undone", lines[i]);
        stage_keys(&stage, "U");
        if (strcmp(stage_text(&stage), after))
            fail_msg("'%s' is not done again", lines[i]);
        stage_keys(&stage, "u");
    }
}

static void every_edit_is_undone(void **state)
{
    static const char *const lines[] = {
        "set 1 Positive 0.25", "nudge . . -0.05", "press +",
        "label . +",           "soften . 0.3",    "lock . .",
        "examples 3000",       "format float16",  "unit bits",
    };

    (void)state;
    undo_everything(lines, sizeof lines / sizeof *lines);
}

static void every_edit_of_logits_is_undone(void **state)
{
    static const char *const lines[] = {
        "set 1 truck -2", "press -", "temperature 0.5", "label . +",
        "examples +",     "unit +",  "format +",
    };

    (void)state;
    undo_everything(lines, sizeof lines / sizeof *lines);
}

/* What is taken back may be far from the cursor. */
static void the_cursor_follows_what_is_taken_back(void **state)
{
    (void)state;
    stage_act(&stage, "set 55 1 3");
    stage_keys(&stage, "u");
    assert_shows(&stage, "img-054.png");
    stage_keys(&stage, "home U");
    stage_act(&stage, "set . 2 3");
    assert_near(lab_scores(stage_lab(&stage), 54)[1], 3.0, 0.0);
}

/* A sort is meant to stay, also one that is asked for among the worst. */
static void an_order_outlives_the_worst(void **state)
{
    (void)state;
    stage_act(&stage, "view worst");
    stage_act(&stage, "sort label");
    stage_keys(&stage, "esc");
    assert_shows(&stage, "by label");
}

static void states_are_kept_and_come_back(void **state)
{
    (void)state;
    stage_act(&stage, "set 1 1 0.5");
    stage_keys(&stage, "m");
    stage_act(&stage, "set 1 1 0.25");
    stage_keys(&stage, "M");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.5, 0.0);
    stage_keys(&stage, "r");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.7, 0.0);
    stage_act(&stage, "copy accuracy");
    assert_shows(&stage, "copied: accuracy 0.7500");
    stage_keys(&stage, "y");
    assert_shows(&stage, "copied: cross-entropy");
}

static void digits_begin_a_number(void **state)
{
    (void)state;
    stage_type(&stage, "0.4");
    assert_shows(&stage, "0.4 ");
    stage_keys(&stage, "enter");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.4, 0.0);
    stage_keys(&stage, "enter 2 enter");
    assert_shows(&stage, "1");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.4, 0.0);
    stage_keys(&stage, "esc");
}

static void pages_and_ends_are_found(void **state)
{
    (void)state;
    stage_keys(&stage, "end");
    assert_shows(&stage, "img-059.png");
    stage_act(&stage, "set . 1 3");
    assert_near(lab_scores(stage_lab(&stage), 59)[0], 3.0, 0.0);
    stage_keys(&stage, "home pgdn pgdn pgup pgup");
    stage_act(&stage, "set . 1 4");
    assert_near(lab_scores(stage_lab(&stage), 0)[0], 4.0, 0.0);
}

static void press_at(const char *words, int right)
{
    int row, col;

    if (!stage_find(&stage, words, &row, &col))
        fail_msg("no '%s' on\n%s", words, stage_text(&stage));
    stage_mouse(&stage, MOUSE_PRESS, row, col + right);
    stage_mouse(&stage, MOUSE_RELEASE, row, col + right);
}

static void the_mouse_points_types_and_sorts(void **state)
{
    (void)state;
    press_at("0.850", 1);
    press_at("0.850", 1);
    stage_type(&stage, "0.6");
    stage_keys(&stage, "enter");
    assert_near(lab_prediction(stage_lab(&stage), 6)[0], 0.6, 0.0);
    press_at("Negative loss", 10);
    assert_shows(&stage, "12 rows, largest loss first");
    press_at("Negative loss", 10);
    assert_shows(&stage, "least loss first");
    press_at("truth", 1);
    assert_shows(&stage, "by label");
    press_at("row text", 1);
    assert_shows(&stage, "in the file's order");
    press_at("tab view", 1);
    press_at("33.3%", 1);
    press_at("33.3%", 1);
    assert_shows(&stage, "truly Neutral, taken for Positive");
    press_at("nats · float64", 1);
    assert_shows(&stage, "bits");
}

static void the_wheel_moves_the_cursor(void **state)
{
    (void)state;
    stage_text(&stage);
    stage_mouse(&stage, MOUSE_WHEEL_DOWN, 6, 6);
    stage_act(&stage, "set . 1 0.5");
    assert_near(lab_prediction(stage_lab(&stage), 3)[0], 0.5, 0.0);
    stage_mouse(&stage, MOUSE_WHEEL_UP, 6, 6);
    stage_act(&stage, "set . 1 0.5");
    assert_near(lab_prediction(stage_lab(&stage), 0)[0], 0.5, 0.0);
    stage_keys(&stage, "tab");
    stage_text(&stage);
    stage_mouse(&stage, MOUSE_WHEEL_DOWN, 6, 6);
    assert_shows(&stage, "Neutral taken for Positive");
}

static void the_course_is_not_here(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++)
        if (!action_of_desk(&list[i]))
            assert_refused(list[i].name, "course");
    stage_type(&stage, ":go");
    stage_keys(&stage, "tab enter esc");
    stage_keys(&stage, "?");
    assert_shows(&stage, "A file of predictions");
    assert_false(stage_shows(&stage, "The map"));
}

static void what_is_typed_is_completed(void **state)
{
    (void)state;
    stage_type(&stage, ":fil");
    stage_keys(&stage, "tab");
    stage_type(&stage, "conf");
    stage_keys(&stage, "tab");
    stage_type(&stage, "Neu");
    stage_keys(&stage, "tab");
    stage_type(&stage, "Pos");
    stage_keys(&stage, "tab enter");
    assert_shows(&stage, "truly Neutral, taken for Positive");
    stage_type(&stage, ":sort l");
    stage_keys(&stage, "tab");
    assert_shows(&stage, "loss  label");
    stage_keys(&stage, "esc");
}

static void the_help_shows_every_action_of_it(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    stage_resize(&stage, 300, 100);
    stage_keys(&stage, "?");
    for (size_t i = 0; i < count; i++)
        if (action_of_desk(&list[i]))
            assert_shows(&stage, list[i].help);
}

static void lessons_have_none_of_it(void **state)
{
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    assert_false(stage_try(&stage, "sort loss", &err));
    assert_non_null(strstr(err.text, "likely lab"));
    stage_close(&stage);
}

#define with(open, test) cmocka_unit_test_setup_teardown(test, open, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with(open_films, rows_are_sorted_by_what_is_asked_for),
        with(open_films, a_key_walks_through_the_orders),
        with(open_films, an_old_order_is_told_and_made_new),
        with(open_films, rows_are_filtered),
        with(open_films, what_would_leave_no_row_is_refused),
        with(open_films, the_cursor_goes_to_a_row),
        with(open_films, words_lead_from_row_to_row),
        with(open_films, tab_turns_from_view_to_view),
        with(open_images, a_listed_confusion_is_opened),
        with(open_films, counts_follow_an_edit),
        with(open_films, keys_of_cells_are_for_cells),
        with(open_films, every_edit_is_undone),
        with(open_images, every_edit_of_logits_is_undone),
        with(open_images, the_cursor_follows_what_is_taken_back),
        with(open_films, an_order_outlives_the_worst),
        with(open_films, states_are_kept_and_come_back),
        with(open_films, digits_begin_a_number),
        with(open_images, pages_and_ends_are_found),
        with(open_films, the_mouse_points_types_and_sorts),
        with(open_films, the_wheel_moves_the_cursor),
        with(open_films, the_course_is_not_here),
        with(open_films, what_is_typed_is_completed),
        with(open_films, the_help_shows_every_action_of_it),
        cmocka_unit_test(lessons_have_none_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
