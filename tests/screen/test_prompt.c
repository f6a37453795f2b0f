/* test_prompt.c - the line behind ':' and the value typed into a cell. */
#include "screen/stage.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "lab/lab.h"

static void tab_completes_actions_and_arguments(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "2.1" });
    stage_type(&stage, ":exa");
    stage_keys(&stage, "tab");
    assert_shows(&stage, ":examples");
    stage_keys(&stage, "esc");
    stage_type(&stage, ":format fl");
    stage_keys(&stage, "tab");
    assert_shows(&stage, ":format float");
    stage_keys(&stage, "tab");
    assert_non_null(strstr(app_message(stage.app), "float16"));
    stage_type(&stage, "16");
    stage_keys(&stage, "enter");
    assert_int_equal(lab_format(stage_lab(&stage)), FORMAT_FLOAT16);
    stage_type(&stage, ":set sec");
    stage_keys(&stage, "tab");
    assert_shows(&stage, ":set second");
    stage_type(&stage, "c 1.5");
    stage_keys(&stage, "enter");
    assert_true(lab_scores(stage_lab(&stage), 1)[2] == 1.5);
    stage_close(&stage);
}

static void up_brings_earlier_lines_back(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "2.1" });
    stage_type(&stage, ":examples 10");
    stage_keys(&stage, "enter");
    stage_type(&stage, ":examples 20");
    stage_keys(&stage, "enter");
    stage_type(&stage, ":uni");
    stage_keys(&stage, "up up");
    assert_shows(&stage, ":examples 10");
    stage_keys(&stage, "down down");
    assert_shows(&stage, ":uni");
    stage_keys(&stage, "up enter");
    assert_int_equal(lab_example_count(stage_lab(&stage)), 20);
    stage_close(&stage);
}

static void a_value_is_typed_into_the_cell(void **state)
{
    struct stage stage;
    struct lab *lab;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    lab = stage_lab(&stage);
    stage_keys(&stage, "tab =");
    assert_true(app_typing(stage.app));
    stage_type(&stage, "1/3x");
    stage_keys(&stage, "backspace enter");
    assert_false(app_typing(stage.app));
    /* By hand: stored exactly. */
    assert_true(lab_prediction(lab, 0)[0] == 1.0 / 3.0);
    stage_keys(&stage, "right");
    stage_type(&stage, "35%");
    stage_keys(&stage, "enter");
    assert_true(lab_prediction(lab, 0)[1] == 0.35);
    stage_close(&stage);
}

static void a_refused_value_stays_to_be_mended(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_keys(&stage, "tab =");
    stage_type(&stage, "1.5");
    stage_keys(&stage, "enter");
    assert_true(stage.verdict.bell);
    assert_true(app_typing(stage.app));
    stage_keys(&stage, "esc");
    assert_false(app_typing(stage.app));
    assert_false(lab_dirty(stage_lab(&stage)));
    stage_close(&stage);
}

/* Pasted text is data: a newline ends it, and nothing in it is a key. */
static void pasted_text_runs_nothing(void **state)
{
    struct stage stage;
    struct event event = { .kind = EVENT_PASTE };

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    event.text = slice_of("q\nexamples 5\n");
    stage.verdict = app_handle(stage.app, &event);
    assert_false(stage.verdict.quit);
    stage_type(&stage, ":");
    event.text = slice_of("examples 7\x1b[201~\nq");
    stage.verdict = app_handle(stage.app, &event);
    assert_int_equal(lab_example_count(stage_lab(&stage)), 2);
    assert_shows(&stage, ":examples 7[201~");
    stage_close(&stage);
}

/* Names with blanks go in quotes, which is how they are to be written. */
static void tab_quotes_a_name_with_a_blank(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_type(&stage, ":set \"coin 2");
    stage_keys(&stage, "tab");
    assert_shows(&stage, ":set \"coin 2\"");
    stage_type(&stage, "heads 0.5");
    stage_keys(&stage, "enter");
    assert_true(lab_prediction(stage_lab(&stage), 1)[0] == 0.5);
    stage_close(&stage);
}

static void a_refused_line_stays_to_be_mended(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_type(&stage, ":examples none");
    stage_keys(&stage, "enter");
    assert_true(stage.verdict.bell);
    assert_shows(&stage, ":examples none");
    stage_keys(&stage, "backspace backspace backspace backspace");
    stage_type(&stage, "7");
    stage_keys(&stage, "enter");
    assert_int_equal(lab_example_count(stage_lab(&stage)), 7);
    stage_close(&stage);
}

/* The two names share the first byte of their first letters, c3, which alone
 * is no character. */
static void tab_never_splits_a_letter(void **state)
{
    static const char lesson[] =
        "---\ntitle: 'Accents'\n---\n\nTwo names.\n\n```lab accents\n"
        "classes: ['été', 'ère']\nrows:\n"
        "  - {input: 'one', label: 'été', predicted: [0.5, 0.5]}\n```\n";
    char folder[] = "/tmp/likely-names-XXXXXX", path[64];
    struct stage stage;
    struct err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x.md", folder);
    assert_true(file_replace(path, slice_of(lesson), &err));
    stage_open(&stage, (struct stage_options){ .section = path });
    stage_type(&stage, ":set 1 ");
    stage_keys(&stage, "tab");
    assert_null(strstr(stage_text(&stage), "\xEF\xBF\xBD"));
    assert_non_null(strstr(app_message(stage.app), "ère"));
    stage_close(&stage);
    unlink(path);
    rmdir(folder);
}

/* One backspace, one letter, of however many bytes. */
static void backspace_takes_a_whole_letter(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_type(&stage, ":unit \xC3\xA9x");
    stage_keys(&stage, "left backspace");
    stage_type(&stage, "y");
    assert_shows(&stage, ":unit yx");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tab_completes_actions_and_arguments),
        cmocka_unit_test(up_brings_earlier_lines_back),
        cmocka_unit_test(a_value_is_typed_into_the_cell),
        cmocka_unit_test(a_refused_value_stays_to_be_mended),
        cmocka_unit_test(pasted_text_runs_nothing),
        cmocka_unit_test(tab_quotes_a_name_with_a_blank),
        cmocka_unit_test(a_refused_line_stays_to_be_mended),
        cmocka_unit_test(tab_never_splits_a_letter),
        cmocka_unit_test(backspace_takes_a_whole_letter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
