#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/big.h"
#include "draw/frame.h"
#include "draw/sentence.h"
#include "draw/split.h"
#include "draw/writer.h"
#include "lab/lab.h"

static bool holds(struct rect outer, struct rect r)
{
    return rect_empty(r) || (r.row >= outer.row && r.col >= outer.col &&
                             r.row + r.rows <= outer.row + outer.rows &&
                             r.col + r.cols <= outer.col + outer.cols);
}

/* A law, at every size: the parts lie on the screen and not on each other. */
static void splits_every_screen_without_overlap(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 110; rows++)
        for (int cols = 1; cols <= 310; cols += 3)
            for (int v = 0; v < 8; v++) {
                struct split s =
                    split_make(rows, cols, v & 1, v & 2, v & 4 ? 25 : 0);
                struct rect screen = { 0, 0, rows, cols };

                assert_int_equal(s.way == SPLIT_TINY,
                                 rows < SPLIT_ROWS_MIN ||
                                     cols < SPLIT_COLS_MIN);
                if (s.way == SPLIT_TINY)
                    continue;
                assert_true(holds(screen, s.header));
                assert_true(holds(screen, s.footer));
                assert_true(holds(screen, s.text));
                assert_true(holds(screen, s.lab));
                assert_true(rect_empty(rect_cut(s.text, s.lab)));
                assert_true(rect_empty(rect_cut(s.text, s.header)));
                assert_true(rect_empty(rect_cut(s.text, s.footer)));
                assert_true(rect_empty(rect_cut(s.lab, s.footer)));
                assert_false(rect_empty(s.text) && rect_empty(s.lab));
                if (v & 1 && cols >= SPLIT_BESIDE)
                    assert_true(s.lab.cols >= 38 && s.text.cols >= 40);
            }
}

static void says_what_size_it_needs(void **state)
{
    (void)state;
    for (int cols = 1; cols < 60; cols++) {
        struct canvas *canvas = canvas_create(3, cols, false);
        struct strbuf out = { 0 };

        split_tiny_draw(canvas);
        writer_text(&out, canvas);
        if (cols >= 32)
            assert_non_null(strstr(strbuf_text(&out), "likely needs 40x12"));
        if (strstr(strbuf_text(&out), "40"))
            assert_non_null(strstr(strbuf_text(&out), "40x12"));
        strbuf_finish(&out);
        canvas_destroy(canvas);
    }
}

/* The place n/m always shows whole, and the title ends in an ellipsis where
 * it is cut. */
static void shortens_the_header_in_order(void **state)
{
    static const enum progress dots[] = { PROGRESS_DONE, PROGRESS_BEGUN,
                                          PROGRESS_NONE };
    struct header header = { "Phan 2021 · 2", "Maximum likelihood", dots, 3,
                             1 };

    (void)state;
    for (int cols = 20; cols < 120; cols++) {
        struct canvas *canvas = canvas_create(1, cols, false);
        struct strbuf out = { 0 };
        const char *text;

        header_draw(canvas, canvas_area(canvas), &header);
        writer_text(&out, canvas);
        text = strbuf_text(&out);
        assert_non_null(strstr(text, "2/3\n"));
        assert_true(strstr(text, "Maximum likelihood") || strstr(text, "…"));
        if (strstr(text, "Phan 2021 · 2"))
            assert_non_null(strstr(text, "likely "));
        strbuf_finish(&out);
        canvas_destroy(canvas);
    }
}

static void header_at(int cols, const char *want)
{
    static const enum progress dots[7] = { PROGRESS_DONE, PROGRESS_BEGUN };
    struct header header = { "Maximum Likelihood Estimation, Cross-Entropy, "
                             "and Softmax: MLE, log, scaling",
                             "One gradient for two losses", dots, 7, 1 };
    struct canvas *canvas = canvas_create(1, cols, false);
    struct strbuf out = { 0 };

    header_draw(canvas, canvas_area(canvas), &header);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), want);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

/* By hand: the title is whole and the name stands wherever it can; a long
 * source is what gives way. */
static void keeps_the_name_beside_a_long_source(void **state)
{
    (void)state;
    header_at(38, "One gradient for two losses        2/7\n");
    header_at(42, "likely   One gradient for two losses   2/7\n");
    header_at(78, "likely   Maximum Likelihood Esti…   One gradient for two "
                  "losses   ●◐○○○○○  2/7\n");
    header_at(98, "likely   Maximum Likelihood Estimation, Cross-Entrop…   One "
                  "gradient for two losses   ●◐○○○○○  2/7\n");
    header_at(158, "likely   Maximum Likelihood Estimation, Cross-Entropy, and "
                   "Softmax: MLE, log, scaling   One gradient for two losses"
                   "                         "
                   "● ◐ ○ ○ ○ ○ ○  2/7\n");
}

static void lets_a_message_take_the_place_of_hints(void **state)
{
    static const struct hint hints[] = { { "q", "quit" } };
    struct canvas *canvas = canvas_create(1, 30, false);
    struct strbuf out = { 0 };

    (void)state;
    footer_draw(canvas, canvas_area(canvas), hints, 1, "nats", "saved", false);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "saved                     nats\n");
    canvas_clear(canvas);
    strbuf_clear(&out);
    footer_draw(canvas, canvas_area(canvas), hints, 1, "nats",
                "a message as long as the line", true);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "a message as long as the line\n");
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void scrolls_help_and_counts_its_rows(void **state)
{
    static const struct help_line lines[] = {
        { NULL, "Reading" },
        { "n", "the next section of the course, or a step" },
        { "a very long key name", "its text goes below" },
        { NULL, "The lab" },
        { "+", "raise" },
    };

    (void)state;
    for (int cols = 30; cols < 130; cols += 7) {
        struct rect area = { 0, 0, 5, cols };
        struct canvas *canvas = canvas_create(5, cols, false);
        int rows = help_draw(NULL, area, lines, 5, 0);
        struct strbuf out = { 0 };

        assert_in_range(rows, 3, 12);
        help_draw(canvas, area, lines, 5, rows - 5);
        writer_text(&out, canvas);
        assert_non_null(strstr(strbuf_text(&out), "raise"));
        strbuf_finish(&out);
        canvas_destroy(canvas);
    }
}

static void draws_digits_three_rows_tall(void **state)
{
    struct canvas *canvas = canvas_create(3, 20, false);
    struct rect area = { 0, 0, 3, 20 };
    struct strbuf out = { 0 };

    (void)state;
    assert_int_equal(big_draw(NULL, area, "0.1", STYLE(ROLE_TEXT)), 9);
    assert_int_equal(big_draw(canvas, area, "0.1", STYLE(ROLE_TEXT)), 9);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "█▀█   ▄█\n█ █    █\n▀▀▀ ▀ ▀▀▀\n");
    area.cols = 8;
    assert_int_equal(big_draw(canvas, area, "0.1", STYLE(ROLE_TEXT)), 0);
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void wraps_sentences(void **state)
{
    struct canvas *canvas = canvas_create(3, 10, false);
    struct strbuf out = { 0 };

    (void)state;
    assert_int_equal(sentence_draw(canvas, canvas_area(canvas),
                                   "no factor is zero", STYLE(ROLE_TEXT)),
                     2);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "no factor\nis zero\n\n");
    assert_int_equal(sentence_draw(NULL, (struct rect){ 0, 0, 1, 4 },
                                   "abcdefgh ij", STYLE(ROLE_TEXT)),
                     3);
    canvas_clear(canvas);
    sentence_draw(canvas, canvas_area(canvas), "to ab/\xc3\xa9/cdefgh/ijk l",
                  STYLE(ROLE_TEXT));
    strbuf_clear(&out);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out), "to\nab/\xc3\xa9/cdefg\nh/ijk l\n");
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

/* By hand: a lab of numbers only has no examples to count. */
static void tells_n_of_rows_only(void **state)
{
    static const double half[] = { 0.5, 0.5 };
    struct slice sides[] = { slice_of("head"), slice_of("tail") };
    struct lab_row row = { .label = 0, .predicted = half };
    struct lab_data numbers = { slice_of("x"), 1, 1, 2, half };
    struct lab_spec rows = { .name = slice_of("coins"),
                             .classes = sides,
                             .class_count = 2,
                             .rows = &row,
                             .row_count = 1 };
    struct lab_spec data = { .name = slice_of("x"),
                             .data = &numbers,
                             .data_count = 1 };
    struct lab *coins = lab_create(&rows, NULL), *x = lab_create(&data, NULL);
    char out[64];

    (void)state;
    footer_status(out, sizeof out, coins, 80);
    assert_string_equal(out, "nats \xC2\xB7 float64 \xC2\xB7 N = 1");
    footer_status(out, sizeof out, x, 80);
    assert_string_equal(out, "nats \xC2\xB7 float64");
    lab_destroy(coins);
    lab_destroy(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_every_screen_without_overlap),
        cmocka_unit_test(says_what_size_it_needs),
        cmocka_unit_test(shortens_the_header_in_order),
        cmocka_unit_test(keeps_the_name_beside_a_long_source),
        cmocka_unit_test(lets_a_message_take_the_place_of_hints),
        cmocka_unit_test(scrolls_help_and_counts_its_rows),
        cmocka_unit_test(draws_digits_three_rows_tall),
        cmocka_unit_test(wraps_sentences),
        cmocka_unit_test(tells_n_of_rows_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
