#include "golden.h"

#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "draw/canvas.h"
#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/target.h"
#include "draw/writer.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lesson/lesson.h"
#include "sheet.h"

static struct lesson *open_lesson(void)
{
    struct err err = { .line = 0 };
    char path[512];
    struct lesson *lesson;

    snprintf(path, sizeof path, "%s/data/draw/lesson.md",
             getenv("LIKELY_TESTS"));
    lesson = lesson_open(path, &err);
    if (!lesson)
        fail_msg("%s:%d: %s", path, err.line, err.text);
    return lesson;
}

static void settle(struct lab *lab)
{
    while (!lab_work(lab, 1000000))
        continue;
}

struct golden {
    const char *name;
    int cols, rows;
    bool ascii, lab_first, large;
    long n;
    enum format format;
    unsigned show;
};

enum { ALL = 1u << READING_CHAIN | 1u << READING_BITS | 1u << READING_FORMATS };

static const struct golden goldens[] = {
    { "sheet-100x30.txt", 100, 30, false, false, false, 3, FORMAT_FLOAT64, 0 },
    { "sheet-100x30-ascii.txt", 100, 30, true, false, false, 3, FORMAT_FLOAT64,
      0 },
    { "sheet-160x45.txt", 160, 45, false, false, false, 3000, FORMAT_FLOAT16,
      ALL },
    { "sheet-160x50-large.txt", 160, 50, false, false, true, 30,
      FORMAT_BFLOAT16, 0 },
    { "sheet-80x24-text.txt", 80, 24, false, false, false, 3, FORMAT_FLOAT64,
      0 },
    { "sheet-80x24-lab.txt", 80, 24, false, true, false, 3000, FORMAT_FLOAT32,
      ALL },
    { "sheet-80x50.txt", 80, 50, false, false, false, 1050, FORMAT_FLOAT64,
      ALL },
    { "sheet-40x12-lab.txt", 40, 12, false, true, false, 3, FORMAT_FLOAT64, 0 },
    { "sheet-40x12-text.txt", 40, 12, false, false, false, 3, FORMAT_FLOAT64,
      0 },
    { "sheet-30x8.txt", 30, 8, false, false, false, 3, FORMAT_FLOAT64, 0 },
};

static void looks_as_it_did(void **state)
{
    struct lesson *lesson = open_lesson();

    (void)state;
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++) {
        const struct golden *g = &goldens[i];
        struct lab_look look = {
            .focus = g->lab_first, .row = 1, .large = g->large, .show = g->show
        };
        struct sheet sheet = { .lesson = lesson,
                               .lab = sheet_films(g->n),
                               .look = &look,
                               .focus_choice = -1,
                               .committed = -1,
                               .lab_first = g->lab_first };
        struct canvas *canvas = canvas_create(g->rows, g->cols, g->ascii);
        struct strbuf out = { 0 };

        assert_true(lab_set_format(sheet.lab, g->format, NULL));
        settle(sheet.lab);
        sheet_draw(canvas, &sheet);
        writer_text(&out, canvas);
        assert_golden(g->name, &out);
        strbuf_finish(&out);
        canvas_destroy(canvas);
        lab_destroy(sheet.lab);
    }
    lesson_destroy(lesson);
}

static bool is_digit(const struct cell *cell)
{
    return cell->rune < 0x80 && isdigit((int)cell->rune);
}

/* Whether the cells before (row, col) are a string of bits, which may be
 * elided: their number says nothing. */
static bool is_bits(const struct canvas *canvas, int row, int col)
{
    int n = 0;

    while (col > 0) {
        uint32_t rune = canvas_cell(canvas, row, --col)->rune;

        if (rune != '0' && rune != '1')
            return n > 0 && rune == ' ';
        n++;
    }
    return n > 0;
}

/* A law: no digit stands before the sign of elision, or at the edge of the
 * area with another cut off behind it. */
static void check_numbers(const struct canvas *canvas)
{
    for (int r = 0; r < canvas_rows(canvas); r++)
        for (int c = 1; c < canvas_cols(canvas); c++) {
            const struct cell *cell = canvas_cell(canvas, r, c);

            if (cell->rune == 0x2026 && is_digit(cell - 1) &&
                !is_bits(canvas, r, c)) {
                struct strbuf out = { 0 };

                writer_text(&out, canvas);
                fail_msg("row %d cuts a number:\n%s", r, strbuf_text(&out));
            }
        }
}

static void cuts_no_number_at_any_size(void **state)
{
    static const int cols[] = { 40, 41, 43, 47, 52,  59,  66,  73,
                                80, 89, 90, 97, 120, 161, 222, 300 };
    static const int rows[] = { 12, 13, 15, 18, 24, 30, 37, 38, 50, 100 };
    struct lesson *lesson = open_lesson();

    (void)state;
    for (int l = 0; l < 6; l++) {
        struct lab *lab = l == 0   ? sheet_films(10000000)
                          : l == 1 ? sheet_films(1050)
                          : l == 2 ? sheet_awkward(1, 1)
                          : l == 3 ? sheet_awkward(12, 9)
                          : l == 4 ? sheet_awkward(70, 2)
                                   : sheet_awkward(5, 40);

        for (size_t i = 0; i < sizeof cols / sizeof *cols; i++)
            for (size_t j = 0; j < sizeof rows / sizeof *rows; j++)
                for (int v = 0; v < 4; v++) {
                    struct lab_look look = { .focus = v & 1,
                                             .row = lab_rows(lab) - 1,
                                             .class = lab_classes(lab) - 1,
                                             .large = v & 2,
                                             .show = v == 3 ? ~0u : 0 };
                    struct sheet sheet = { .lesson = lesson,
                                           .lab = lab,
                                           .look = &look,
                                           .focus_choice = v,
                                           .committed = v - 1,
                                           .lab_first = v & 1 };
                    struct canvas *canvas =
                        canvas_create(rows[j], cols[i], false);

                    sheet_draw(canvas, &sheet);
                    check_numbers(canvas);
                    canvas_destroy(canvas);
                }
        lab_destroy(lab);
    }
    lesson_destroy(lesson);
}

/* A law: a panel draws in its area and nowhere else. */
static void draws_inside_its_area(void **state)
{
    struct lab *lab = sheet_awkward(9, 5);
    struct lab_look look = { .focus = true, .row = 3, .class = 2, .show = ~0u };

    (void)state;
    for (int cols = 0; cols < 60; cols += 3)
        for (int rows = 0; rows < 20; rows++) {
            struct canvas *canvas = canvas_create(30, 80, false);
            struct rect area = { 4, 9, rows, cols };

            lab_panel_draw(canvas, area, lab, &look);
            for (int r = 0; r < 30; r++)
                for (int c = 0; c < 80; c++)
                    if (r < 4 || r >= 4 + rows || c < 9 || c >= 9 + cols)
                        assert_int_equal(canvas_cell(canvas, r, c)->rune, ' ');
            canvas_destroy(canvas);
        }
    lab_destroy(lab);
}

static bool halves(const void *context, const struct lab *lab, double *out)
{
    (void)context;
    for (size_t i = 0; i < lab_rows(lab) * lab_classes(lab); i++)
        out[i] = i % lab_classes(lab) < 2 ? 0.5 : 0.0;
    return true;
}

/* Number and bar say the same: at no height does the lab's own prediction of
 * film 1, 0.700, stand under a bar of one half that is not made from it. */
static void predictions_made_afresh_stand_under_their_bars(void **state)
{
    struct lab *lab = sheet_films(3);
    struct lab_look look = { .show = 0 };

    (void)state;
    lab_redefine(lab, halves, NULL);
    lab_redefine_afresh(lab);
    for (int rows = 6; rows < 40; rows++) {
        struct canvas *canvas = canvas_create(rows, 76, false);
        struct strbuf out = { 0 };

        lab_panel_draw(canvas, canvas_area(canvas), lab, &look);
        writer_text(&out, canvas);
        assert_non_null(strstr(strbuf_text(&out), "0.500"));
        assert_null(strstr(strbuf_text(&out), "0.700"));
        strbuf_finish(&out);
        canvas_destroy(canvas);
    }
    lab_destroy(lab);
}

/* A panel as tall as it asks for shows everything: a printed page has no more.
 * Of three films one is softened, which gives each a line more. */
static void a_panel_of_its_own_height_shows_soft_truths(void **state)
{
    static const char *const lists[] = { "kl", "entropy" };
    struct lab *lab = sheet_films(3);
    struct err err;

    (void)state;
    assert_true(lab_soften(lab, 1, 0.3, &err));
    for (size_t count = 0; count < 3; count++) {
        struct lab_look look = { .show = reading_mask(lists, count) };
        struct canvas *canvas =
            canvas_create(lab_panel_rows(lab, &look, 76), 76, false);
        struct strbuf out = { 0 };

        lab_panel_draw(canvas, canvas_area(canvas), lab, &look);
        writer_text(&out, canvas);
        assert_non_null(strstr(strbuf_text(&out), "truth"));
        assert_non_null(strstr(strbuf_text(&out), "0.800"));
        strbuf_finish(&out);
        canvas_destroy(canvas);
    }
    lab_destroy(lab);
}

/* The cursor's number is in sight and where the mouse finds it. */
static void keeps_the_cursor_in_sight(void **state)
{
    struct lab *lab = sheet_awkward(40, 20);

    (void)state;
    for (size_t row = 0; row < 40; row += 3)
        for (size_t class = 0; class < 20; class += 3) {
            struct lab_look look = { .focus = true,
                                     .row = row,
                                     .class = class };
            struct canvas *canvas = canvas_create(20, 50, false);
            bool found = false;
            struct hit hit;

            lab_panel_draw(canvas, canvas_area(canvas), lab, &look);
            for (int r = 0; r < 20; r++)
                for (int c = 0; c < 50; c++)
                    if (canvas_cell(canvas, r, c)->role == ROLE_FOCUS &&
                        canvas_hit(canvas, r, c, &hit))
                        found |= hit.target.kind == TARGET_NUMBER &&
                                 hit.target.a == (int)row &&
                                 hit.target.b == (int)class;
            assert_true(found);
            canvas_destroy(canvas);
        }
    lab_destroy(lab);
}

/* By hand: 0.7 * 0.3 * 0.6 = 0.126, its log -2.0715, a third of it 0.6905. */
static void tells_the_chain_as_text(void **state)
{
    struct lab *lab = sheet_films(3);
    struct strbuf out = { 0 };

    (void)state;
    reading_text(&out, lab, READING_CHAIN, true);
    assert_string_equal(strbuf_text(&out),
                        "likelihood L 0.126\nlog L -2.0715 nats\n"
                        "-log L / N 0.6905 nats\n"
                        "= cross-entropy 0.6905 nats\n"
                        "= entropy + KL 0.6905 = 0.0000 + 0.6905");
    strbuf_finish(&out);
    lab_destroy(lab);
}

static void assert_reads(struct lab *lab, enum reading reading,
                         const char *expected)
{
    struct strbuf out = { 0 };

    reading_text(&out, lab, reading, true);
    if (!strstr(strbuf_text(&out), expected))
        fail_msg("'%s' is not in '%s'", expected, strbuf_text(&out));
    strbuf_finish(&out);
}

/* By hand: 0.126^1000 = 10^(1000 log10 0.126) = 10^-899.629, below the least
 * float64, 4.9e-324; its logarithm, 1000 log 0.126 = -2071.4734, is kept to
 * all these digits. In float16 sums stop at -4096, where numbers lie 4 apart
 * (2333 log 0.126 + log 0.7 = -4833.1041). */
static void tells_what_a_format_has_from_what_is_on_paper(void **state)
{
    struct lab *lab = sheet_films(3000);
    struct err err = { 0 };

    (void)state;
    assert_reads(lab, READING_CHAIN,
                 "likelihood L 0, on paper 2.347e-900\n"
                 "log L -2071.4734 nats\n-log L / N 0.6905 nats\n");
    assert_true(lab_set_format(lab, FORMAT_EXACT, &err));
    assert_reads(lab, READING_CHAIN, "likelihood L 2.347e-900\n");
    assert_true(lab_set_format(lab, FORMAT_FLOAT16, &err));
    assert_true(lab_examples(lab, 7000, &err));
    assert_reads(lab, READING_LIKELIHOOD, "likelihood 0, on paper 1.022e-2099");
    assert_reads(lab, READING_LOG_LIKELIHOOD,
                 "log-likelihood -4096.0000 nats, on paper -4833.1041");
    lab_destroy(lab);
}

/* From the course's own table: float64 is zero from N = 1,079, float16 from
 * 26. Ten million examples are worked off before anything is said. */
static void tells_the_formats_as_text(void **state)
{
    struct lab *lab = sheet_films(3000);
    struct err err = { 0 };

    (void)state;
    assert_reads(lab, READING_BITS,
                 "float64 product 0, zero from N = 1,079; sum of logs "
                 "-2071.4734 nats, off by 9.2e-11\nthe product underflowed: "
                 "no factor is 0, float64 ends at 4.9e-324");
    assert_reads(lab, READING_FORMATS, "\nfloat16 product 0, zero from N = 26");
    assert_reads(lab, READING_FORMATS, "\nexact product 2.347e-900, never");
    assert_true(lab_examples(lab, 10000000, &err));
    assert_reads(lab, READING_BITS, "product 0, zero from N = 1,079; sum of");
    lab_destroy(lab);
}

static void footers_drop_hints_whole(void **state)
{
    static const struct hint hints[] = { { "↑↓", "move" },
                                         { "enter", "a longer hint" },
                                         { "?", "help" } };
    struct canvas *canvas = canvas_create(1, 40, false);
    struct strbuf out = { 0 };

    (void)state;
    footer_draw(canvas, canvas_area(canvas), hints, 3, "N = 1,000", NULL,
                false);
    writer_text(&out, canvas);
    assert_string_equal(strbuf_text(&out),
                        "↑↓ move   ? help               N = 1,000\n");
    strbuf_finish(&out);
    canvas_destroy(canvas);
}

static void prompts_keep_their_cursor_in_sight(void **state)
{
    (void)state;
    for (int cols = 3; cols < 40; cols++) {
        struct canvas *canvas = canvas_create(1, cols, false);
        const char *text = "set 1 Positive 0.8 日本語";
        int row, col;

        for (size_t at = 0; at <= strlen(text); at++) {
            if (((unsigned char)text[at] & 0xC0) == 0x80)
                continue;
            canvas_clear(canvas);
            prompt_draw(canvas, canvas_area(canvas), ":", text, at, "ghost");
            assert_true(canvas_cursor_at(canvas, &row, &col));
        }
        canvas_destroy(canvas);
    }
}

/* No list is the chain and the bits, an empty one nothing of either. */
static void a_list_of_readings_is_a_mask(void **state)
{
    static const char *const two[] = { "kl", "entropy" };
    unsigned none = reading_mask(two, 0);

    (void)state;
    assert_int_equal(reading_mask(NULL, 0),
                     1u << READING_CHAIN | 1u << READING_BITS);
    assert_int_not_equal(none, 0);
    assert_int_equal(none & ((1u << READING_COUNT) - 1), 0);
    assert_int_equal(reading_mask(two, 2),
                     none | 1u << READING_KL | 1u << READING_ENTROPY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_of_readings_is_a_mask),
        cmocka_unit_test(looks_as_it_did),
        cmocka_unit_test(cuts_no_number_at_any_size),
        cmocka_unit_test(draws_inside_its_area),
        cmocka_unit_test(predictions_made_afresh_stand_under_their_bars),
        cmocka_unit_test(a_panel_of_its_own_height_shows_soft_truths),
        cmocka_unit_test(keeps_the_cursor_in_sight),
        cmocka_unit_test(tells_the_chain_as_text),
        cmocka_unit_test(tells_what_a_format_has_from_what_is_on_paper),
        cmocka_unit_test(tells_the_formats_as_text),
        cmocka_unit_test(footers_drop_hints_whole),
        cmocka_unit_test(prompts_keep_their_cursor_in_sight),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
