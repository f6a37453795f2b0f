/* test_app.c - events, scripts and files. */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "lab/lab.h"
#include "screen/action_script.h"

static void a_script_runs_to_its_end(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    assert_true(script_text(stage.app,
                            slice_of("# a demo\n\nset 1 heads 0.75\r\n"
                                     "label \"coin 2\" heads\nexamples 10"),
                            "demo", &err));
    assert_true(lab_prediction(stage_lab(&stage), 0)[0] == 0.75);
    assert_int_equal(lab_class(stage_lab(&stage), 1), 0);
    assert_int_equal(lab_example_count(stage_lab(&stage)), 10);
    stage_close(&stage);
}

static void a_failing_line_names_file_and_line(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    assert_false(script_text(stage.app,
                             slice_of("unit bits\n\nset 1 heads 2\nunit bans"),
                             "demo", &err));
    assert_string_equal(err.file, "demo");
    assert_int_equal(err.line, 3);
    assert_int_equal(lab_unit(stage_lab(&stage)), UNIT_BITS);
    assert_false(script_run(stage.app, "/nowhere/script", &err));
    assert_false(script_text(stage.app, slice_of("export /nowhere/a.txt"),
                             "demo", &err));
    assert_non_null(strstr(err.text, "/nowhere/a.txt: "));
    stage_close(&stage);
}

static void quit_ends_a_script(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    assert_true(
        script_text(stage.app, slice_of("quit\nnonsense"), "demo", &err));
    stage_close(&stage);
}

/* Ten million examples are multiplied out between keys, not under them. */
static void long_work_is_done_when_idle(void **state)
{
    struct stage stage;
    struct event idle = { .kind = EVENT_IDLE };
    struct verdict verdict;
    int turns = 0;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    stage_act(&stage, "examples 10000000");
    assert_true(stage.verdict.idle_wanted);
    do
        verdict = app_handle(stage.app, &idle);
    while (verdict.idle_wanted && ++turns < 100000);
    assert_true(turns < 100000);
    verdict = app_handle(stage.app, &idle);
    assert_false(verdict.redraw);
    assert_false(verdict.idle_wanted);
    stage_close(&stage);
}

static void writes_the_screen_and_the_lab_to_files(void **state)
{
    static const char *const endings[][2] = { { "txt", "two coins" },
                                              { "ans", "\x1b[" },
                                              { "svg", "<svg" },
                                              { "csv", "p:heads" } };
    char dir[] = "/tmp/likely-export-XXXXXX";
    struct stage stage;

    (void)state;
    assert_non_null(mkdtemp(dir));
    stage_open(&stage, (struct stage_options){
                           .section = "1.2", .cols = 100, .rows = 30 });
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char line[128];
        struct strbuf text = { 0 };
        struct err err;

        snprintf(line, sizeof line, "export %s/a.%s", dir, endings[i][0]);
        stage_act(&stage, line);
        assert_true(file_read(line + 7, &text, 0, &err));
        assert_non_null(strstr(strbuf_text(&text), endings[i][1]));
        strbuf_finish(&text);
        unlink(line + 7);
    }
    stage_close(&stage);
    rmdir(dir);
}

/* The message names the file's line; the map stays. */
static void a_broken_lesson_says_where(void **state)
{
    char path[] = "/tmp/likely-broken-XXXXXX.md";
    struct stage stage;
    struct err err;

    (void)state;
    close(mkstemps(path, 3));
    assert_true(
        file_replace(path, slice_of("# T\n\n```lab a\nrose: 1\n```\n"), &err));
    stage_open(&stage, (struct stage_options){ .section = NULL });
    stage_type(&stage, ":go ");
    stage_type(&stage, path);
    stage_keys(&stage, "enter");
    assert_true(stage.verdict.bell);
    assert_non_null(strstr(app_message(stage.app), ".md:4: "));
    stage_keys(&stage, "esc");
    assert_shows(&stage, "Coins and dice");
    stage_close(&stage);
    unlink(path);
}

static void themes_change_by_action_and_key(void **state)
{
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    assert_string_equal(app_theme(stage.app), "both");
    stage_act(&stage, "theme light");
    assert_string_equal(app_theme(stage.app), "light");
    stage_keys(&stage, "t");
    assert_string_equal(app_theme(stage.app), "dark");
    stage_close(&stage);
}

static void a_screen_of_no_size_is_80_by_24(void **state)
{
    struct stage stage;
    struct event event = { .kind = EVENT_RESIZE };

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.2" });
    app_handle(stage.app, &event);
    assert_shows(&stage, "The same coins again");
    stage_resize(&stage, 30, 8);
    assert_shows(&stage, "40x12");
    stage_resize(&stage, 80, 24);
    assert_shows(&stage, "The same coins again");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_script_runs_to_its_end),
        cmocka_unit_test(a_failing_line_names_file_and_line),
        cmocka_unit_test(quit_ends_a_script),
        cmocka_unit_test(long_work_is_done_when_idle),
        cmocka_unit_test(writes_the_screen_and_the_lab_to_files),
        cmocka_unit_test(a_broken_lesson_says_where),
        cmocka_unit_test(themes_change_by_action_and_key),
        cmocka_unit_test(a_screen_of_no_size_is_80_by_24),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
