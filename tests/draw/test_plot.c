/* test_plot.c - figures drawn: dots, ticks, and whole pictures as golden text
 * (tests/data/draw/figures-*.txt). */
#include "draw/golden.h"

#include <math.h>

#include "course/course.h"
#include "course/figure.h"
#include "course/verb.h"
#include "draw/dots.h"
#include "draw/page.h"
#include "draw/plot.h"
#include "draw/ticks.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

/* The lesson of tests/data/screen/figures.md. */
struct show {
    struct catalogue *catalogue;
    struct course *course;
    struct section *section;
};

static struct show show_open(void)
{
    struct show show;
    struct err err = { .line = 0 };
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen", getenv("LIKELY_TESTS"));
    show.catalogue = catalogue_open(path, &err);
    assert_non_null(show.catalogue);
    show.course = course_create(show.catalogue, NULL);
    snprintf(path, sizeof path, "%s/data/screen/figures.md",
             getenv("LIKELY_TESTS"));
    show.section = course_open(show.course, path, &err);
    if (!show.section)
        fail_msg("%s", err.text);
    figures_settle(show.section->figures);
    return show;
}

static void show_close(struct show show)
{
    section_close(show.section);
    course_destroy(show.course);
    catalogue_destroy(show.catalogue);
}

/* The whole page with its figures. */
static void draw(struct strbuf *out, const struct section *section, int width,
                 enum dots_kind dots, bool words)
{
    bool ascii = dots == DOTS_ASCII;
    struct page_options options = { .width = width,
                                    .step = -1,
                                    .ascii = ascii,
                                    .words = words,
                                    .figures = section->figures };
    struct page *page = page_create(section->lesson, options);
    struct canvas *canvas = canvas_create(page_rows(page), width, ascii);
    struct rect area = canvas_area(canvas);

    page_draw(canvas, area, page, 0, NULL);
    page_figures(canvas, area, page, 0, section->figures, dots, -1);
    writer_text(out, canvas);
    canvas_destroy(canvas);
    page_destroy(page);
}

static void figures_look_as_they_did(void **state)
{
    static const int widths[] = { 40, 60, 100 };
    static const char *const kinds[] = { "braille", "blocks", "ascii" };
    struct show show = show_open();

    (void)state;
    for (size_t w = 0; w < 3; w++)
        for (int kind = 0; kind < 3; kind++) {
            struct strbuf text = { 0 };
            char name[64];

            snprintf(name, sizeof name, "figures-%d-%s.txt", widths[w],
                     kinds[kind]);
            draw(&text, show.section, widths[w], (enum dots_kind)kind, true);
            assert_golden(name, &text);
            strbuf_finish(&text);
        }
    show_close(show);
}

/* The curve is of stars there, the optimum is none. */
static void an_optimum_is_seen_in_seven_bits(void **state)
{
    struct show show = show_open();
    struct strbuf text = { 0 };

    (void)state;
    draw(&text, show.section, 60, DOTS_ASCII, false);
    assert_non_null(strstr(strbuf_text(&text), "*@*"));
    strbuf_finish(&text);
    show_close(show);
}

static const struct figure *sample_of(const struct figures *all)
{
    for (size_t i = 0; i < figures_count(all); i++)
        if (figures_get(all, i)->kind == FIGURE_SAMPLE)
            return figures_get(all, i);
    fail_msg("no sample is drawn");
    return NULL;
}

/* What it asks for has a limit and a band, and no curve to lay them beside. */
static void a_sample_without_sense_says_so(void **state)
{
    struct show show = show_open();
    struct figure senseless = *sample_of(show.section->figures);
    struct plot_look look = { .dots = DOTS_BRAILLE };
    int rows = plot_rows(&senseless, 60, 0, false);
    struct canvas *canvas = canvas_create(rows, 60, false);
    struct strbuf text = { 0 };

    (void)state;
    assert_true(senseless.band && senseless.points > 0);
    senseless.fault = "it says nothing";
    senseless.limit = NAN;
    senseless.curves = NULL;
    senseless.curve_count = 0;
    plot_draw(canvas, canvas_area(canvas), &senseless, &look);
    writer_text(&text, canvas);
    assert_non_null(strstr(strbuf_text(&text), "drawn: it says nothing"));
    strbuf_finish(&text);
    canvas_destroy(canvas);
    show_close(show);
}

/* Nothing is drawn outside, whatever the width; rows stay while values move. */
static void every_width_keeps_within(void **state)
{
    struct show show = show_open();

    (void)state;
    for (int width = 8; width <= 130; width += 3)
        for (int kind = 0; kind < 3; kind++) {
            struct strbuf text = { 0 };

            draw(&text, show.section, width, (enum dots_kind)kind, false);
            assert_true(text.len > 0);
            strbuf_finish(&text);
        }
    show_close(show);
}

static void rows_stay_where_they_are(void **state)
{
    struct show show = show_open();
    struct figures *all = show.section->figures;

    (void)state;
    for (size_t i = 0; i < figures_count(all); i++) {
        const struct figure *figure = figures_get(all, i);
        int rows = plot_rows(figure, 60, 0, false);

        figures_cursor(all, i, figure->to);
        assert_int_equal(plot_rows(figure, 60, 0, false), rows);
        assert_true(rows >= 10 && rows <= 26);
        /* Curves give way to a low screen, names and values do not. */
        for (int room = 1; room < 40; room++) {
            int low = plot_rows(figure, 60, room, false);

            assert_true(low <= rows && low >= rows - 4);
            assert_true(low <= room || low == rows - 4);
        }
    }
    show_close(show);
}

/* 80 columns of a page are some 60 of the plot's: what a column stands for. */
static void a_column_stands_for_a_place(void **state)
{
    struct show show = show_open();
    const struct figure *plot = figures_get(show.section->figures, 0);
    const struct figure *sample = figures_get(show.section->figures, 3);
    struct rect area = { 0, 0, plot_rows(plot, 60, 0, false), 60 };
    double x, before = -1.0;
    int columns = 0;

    (void)state;
    for (int col = 0; col < 60; col++)
        if (plot_x_at(plot, area, col, false, &x)) {
            assert_true(x > before && x > 0.0 && x < 1.0);
            before = x;
            columns++;
        }
    assert_true(columns > 48);
    assert_false(plot_x_at(plot, area, 0, false, &x));
    assert_true(plot_x_at(sample, area, 10, false, &x));
    assert_true(x >= 1.0 && x <= 1e6);
    show_close(show);
}

static void words_say_what_is_to_be_seen(void **state)
{
    struct show show = show_open();
    struct strbuf out = { 0 };

    (void)state;
    plot_words(&out, figures_get(show.section->figures, 0), false);
    assert_string_equal(strbuf_text(&out),
                        "Plot, The entropy of a coin: p from 0 to 1. H(p): "
                        "largest 0.6931 nats at p = 0.5, smallest 0.0000 nats "
                        "at p = 0 and elsewhere.");
    strbuf_finish(&out);
    show_close(show);
}

/* In bits, the same entropy is 1. */
static void values_are_in_the_unit_of_the_lab(void **state)
{
    struct show show = show_open();
    struct strbuf out = { 0 };
    struct err err = { .line = 0 };

    (void)state;
    assert_true(verb_line(figures_get(show.section->figures, 0)->lab,
                          slice_of("unit bits"), &err));
    figures_settle(show.section->figures);
    plot_words(&out, figures_get(show.section->figures, 0), false);
    assert_non_null(strstr(strbuf_text(&out), "largest 1.0000 bits at p = "));
    strbuf_finish(&out);
    show_close(show);
}

/* ---- dots ---- */

static uint32_t rune_of(enum dots_kind kind, int pen, int x0, int y0, int x1,
                        int y1)
{
    struct canvas *canvas = canvas_create(1, 1, false);
    struct dots *dots = dots_create(1, 1, kind);
    struct dots_line line = { .pen = pen };
    uint32_t rune;

    dots_segment(dots, &line, x0, y0, x1, y1);
    dots_draw(canvas, 0, 0, dots);
    rune = canvas_cell(canvas, 0, 0)->rune;
    dots_destroy(dots);
    canvas_destroy(canvas);
    return rune;
}

/* By the Unicode standard: dot n of a Braille cell is bit n - 1; 1, 2, 3, 7
 * go down the left column, 4, 5, 6, 8 the right one. */
static void dots_are_those_of_braille(void **state)
{
    (void)state;
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 0, 0, 0, 0), 0x2801);
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 0, 3, 0, 3), 0x2840);
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 1, 3, 1, 3), 0x2880);
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 0, 0, 0, 3), 0x2847);
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 0, 1, 1, 1), 0x2812);
    assert_int_equal(rune_of(DOTS_BLOCKS, 0, 0, 0, 1, 1), 0x259A);
    assert_int_equal(rune_of(DOTS_BLOCKS, 0, 0, 0, 1, 0), 0x2580);
    assert_int_equal(rune_of(DOTS_ASCII, 0, 0, 0, 0, 0), '*');
    assert_int_equal(rune_of(DOTS_BRAILLE, 0, 5, 5, 9, 9), ' ');
}

/* A line touches every dot between its ends: no gap in x or y. */
static void a_line_has_no_gap(void **state)
{
    (void)state;
    for (int y = 0; y < 40; y += 7) {
        struct canvas *canvas = canvas_create(10, 10, false);
        struct dots *dots = dots_create(10, 10, DOTS_ASCII);
        struct dots_line line = { .pen = 0 };
        int seen = 0;

        dots_segment(dots, &line, 0, 0, 9, y % 10);
        dots_draw(canvas, 0, 0, dots);
        for (int c = 0; c < 10; c++)
            for (int r = 0; r < 10; r++)
                seen += canvas_cell(canvas, r, c)->rune == '*';
        assert_int_equal(seen, 10);
        dots_destroy(dots);
        canvas_destroy(canvas);
    }
}

/* ---- ticks ---- */

static void ticks_are_round(void **state)
{
    struct axis unit = { 0.0, 1.0, false }, odd = { -3.2, 17.9, false };
    struct axis powers = { 0.0, 6.0, true };
    struct ticks ticks = ticks_make(&unit, 6);

    (void)state;
    assert_int_equal(ticks.count, 6);
    assert_near(ticks.at[3], 0.6, 0.0);
    assert_string_equal(ticks_label(&unit, &ticks, 3, false).text, "0.6");
    ticks = ticks_make(&odd, 5);
    assert_int_equal(ticks.count, 4);
    assert_string_equal(ticks_label(&odd, &ticks, 0, true).text, "0");
    assert_string_equal(ticks_label(&odd, &ticks, 3, true).text, "15");
    ticks = ticks_make(&powers, 10);
    assert_int_equal(ticks.count, 7);
    assert_string_equal(ticks_label(&powers, &ticks, 6, false).text,
                        "1,000,000");
}

/* A law: whatever the range, the ticks lie in it, rise, and their labels
 * differ. */
static void ticks_lie_in_the_range_and_differ(void **state)
{
    (void)state;
    for (double scale = 1e-9; scale < 1e9; scale *= 3.7)
        for (double low = -2.0; low < 2.0; low += 0.37) {
            struct axis axis = { low * scale, (low + 1.3) * scale, false };
            struct ticks ticks = ticks_make(&axis, 6);

            assert_true(ticks.count >= 2 && ticks.count <= 6);
            for (int i = 0; i < ticks.count; i++) {
                assert_true(ticks.at[i] >= axis.low - 1e-6 * scale);
                assert_true(ticks.at[i] <= axis.high + 1e-6 * scale);
                if (i == 0)
                    continue;
                assert_true(ticks.at[i] > ticks.at[i - 1]);
                assert_string_not_equal(
                    ticks_label(&axis, &ticks, i, true).text,
                    ticks_label(&axis, &ticks, i - 1, true).text);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_look_as_they_did),
        cmocka_unit_test(an_optimum_is_seen_in_seven_bits),
        cmocka_unit_test(a_sample_without_sense_says_so),
        cmocka_unit_test(every_width_keeps_within),
        cmocka_unit_test(rows_stay_where_they_are),
        cmocka_unit_test(a_column_stands_for_a_place),
        cmocka_unit_test(words_say_what_is_to_be_seen),
        cmocka_unit_test(values_are_in_the_unit_of_the_lab),
        cmocka_unit_test(dots_are_those_of_braille),
        cmocka_unit_test(a_line_has_no_gap),
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(ticks_lie_in_the_range_and_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
