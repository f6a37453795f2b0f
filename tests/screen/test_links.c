/* test_links.c - links of a lesson: marked and followed with keys. */
#include "screen/stage.h"

#include <stdlib.h>

#include "course/course.h"
#include "draw/canvas.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

/* The links of tests/data/screen/links.md, and between them an equation. */
static const char paper[] = "https://example.org/2021/likelihood/and/entropy/"
                            "of/coins/that/were/thrown/by/hand.pdf";

static void open_file(struct stage *stage, const char *name, int cols, int rows)
{
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
             name);
    stage_open(stage, (struct stage_options){
                          .section = path, .cols = cols, .rows = rows });
}

static void open_links(struct stage *stage, int cols, int rows)
{
    open_file(stage, "links.md", cols, rows);
}

static const char *title(struct stage *stage)
{
    return app_section(stage->app)->lesson->title;
}

/* Cells that are lit, which is how a marked link shows. */
static int lit(struct stage *stage)
{
    int count = 0;

    stage_text(stage);
    for (int row = 0; row < canvas_rows(stage->canvas); row++)
        for (int col = 0; col < canvas_cols(stage->canvas); col++)
            count += canvas_cell(stage->canvas, row, col)->attr & ATTR_REVERSE
                         ? 1
                         : 0;
    return count;
}

/* The cells of the words of each link, in the order of the text: the equation
 * is the fourth that is marked, and no link. */
static void a_key_walks_from_link_to_link(void **state)
{
    static const int cells[] = { 16, 47, 6, 0, 7, 3 };
    struct stage stage;

    (void)state;
    open_links(&stage, 80, 24);
    assert_int_equal(lit(&stage), 0);
    for (size_t i = 0; i < 6; i++) {
        stage_keys(&stage, "e");
        /* A link that goes on below has no blank where its line ended. */
        assert_in_range(lit(&stage), cells[i] - (i == 1), cells[i]);
    }
    stage_keys(&stage, "E E E");
    assert_int_equal(lit(&stage), cells[2]);
    stage_keys(&stage, "esc");
    assert_int_equal(lit(&stage), 0);
    stage_close(&stage);
}

/* By hand: of two cells, line by line. */
static void links_of_a_table_come_as_one_reads(void **state)
{
    static const struct {
        const char *keys, *section;
    } walks[] = { { "e enter", "1.1" },
                  { "e e enter", "1.3" },
                  { "e e e enter", "1.2" },
                  { "E enter", "1.2" },
                  { "E E enter", "1.3" } };
    struct stage stage;

    (void)state;
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
        open_file(&stage, "linked-cells.md", 50, 24);
        stage_keys(&stage, walks[i].keys);
        assert_string_equal(app_section(stage.app)->entry->id,
                            walks[i].section);
        stage_close(&stage);
    }
}

static void enter_opens_a_section_or_a_lesson(void **state)
{
    struct stage stage;

    (void)state;
    open_links(&stage, 80, 24);
    stage_keys(&stage, "e enter");
    assert_string_equal(app_section(stage.app)->entry->id, "1.1");
    stage_close(&stage);
    open_links(&stage, 40, 12);
    stage_act(&stage, "follow 2");
    assert_string_not_equal(title(&stage), "Where to go");
    stage_close(&stage);
}

static void an_address_is_shown_whole_and_copied(void **state)
{
    struct stage stage;

    (void)state;
    open_links(&stage, 80, 24);
    stage_keys(&stage, "e e e enter");
    assert_string_equal(title(&stage), "Where to go");
    assert_string_equal(stage.verdict.copy, paper);
    assert_shows(&stage, "https://example.org/2021/likelihood/and/entropy/of/"
                         "coins/that/were/thrown/by");
    assert_shows(&stage, "/hand.pdf");
    stage_close(&stage);
}

static void a_link_to_nothing_is_refused(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    open_links(&stage, 80, 24);
    assert_false(stage_try(&stage, "follow 5", &err));
    assert_non_null(strstr(err.text, "no such file"));
    assert_false(stage_try(&stage, "follow 6", &err));
    assert_non_null(strstr(err.text, "there are 5 links here"));
    stage_act(&stage, "go 1.1");
    assert_false(stage_try(&stage, "follow", &err));
    assert_non_null(strstr(err.text, "no link is here"));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_walks_from_link_to_link),
        cmocka_unit_test(links_of_a_table_come_as_one_reads),
        cmocka_unit_test(enter_opens_a_section_or_a_lesson),
        cmocka_unit_test(an_address_is_shown_whole_and_copied),
        cmocka_unit_test(a_link_to_nothing_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
