/* Lessons and files that are as long, as deep and as many as can be: what is
 * asked of memory grows in proportion, or there is a refusal that says what
 * would be too much. That none takes long is for the test's own time limit:
 * what is not in proportion takes minutes here. */
#include "support/asked.h"
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/action_script.h"
#include "screen/app.h"

/* A text with a piece in it `count` times; %d in the piece is which. */
static void write_text(struct strbuf *out, const char *head, const char *piece,
                       size_t count, const char *tail)
{
    const char *number = strstr(piece, "%d");

    strbuf_clear(out);
    strbuf_puts(out, head);
    for (size_t i = 0; i < count; i++) {
        if (number) {
            strbuf_add(out, piece, (size_t)(number - piece));
            strbuf_printf(out, "%zu%s", i, number + 2);
        } else {
            strbuf_puts(out, piece);
        }
    }
    strbuf_puts(out, tail);
}

/* Opens a lesson for a reader or for a class, and draws it once. */
static bool show(const struct strbuf *text, bool in_talk, struct err *err)
{
    struct catalogue *catalogue = catalogue_empty();
    struct course *course = course_create(catalogue, NULL);
    struct canvas *canvas = canvas_create(24, 80, false);
    const struct talk_options talk = { .minutes = 45 };
    int file = memfd_create("lesson", MFD_CLOEXEC);
    struct app *app;
    char path[64];

    assert_true(write(file, text->at, text->len) == (ssize_t)text->len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    app = app_create((struct app_options){ .course = course,
                                           .section = path,
                                           .talk = in_talk ? &talk : NULL,
                                           .rows = 24,
                                           .cols = 80 },
                     err);
    if (app)
        app_draw(app, canvas);
    app_destroy(app);
    canvas_destroy(canvas);
    course_destroy(course);
    catalogue_destroy(catalogue);
    close(file);
    return app != NULL;
}

/* ---- in proportion ---- */

#define LAB                                                                    \
    "```lab a%d\nclasses: [p, q]\nrows:\n"                                     \
    "  - {input: r, label: p, predicted: [0.5, 0.5]}\n```\n\n"
#define QUESTION                                                               \
    "```question q%d\nask: what\nchoices:\n  - text: a\n    right: true\n"     \
    "    because: c\n  - text: b\n    because: d\n```\n\n"
#define PLOT                                                                   \
    "```plot\nover: {name: p, from: 0, to: 1}\ncurves:\n  - {tex: p}\n```\n\n"

static const struct {
    const char *head, *piece, *tail;
    size_t most;
} shapes[] = {
    { "", "a $x$ *b*\n\n", "", 9000 },
    { "", "a $x$ *b*\n", "", 20000 },
    { "", "a b\n", "", 100000 },
    { "", "word ", "\n", 200000 },
    { "", "w", "\n", 1000000 },
    { "e", "\xCC\x81", "\n", 200000 },
    { "", "## h\n\n", "", 9000 },
    { "", "- a\n", "", 9000 },
    { "", "a\n\n<!-- pause -->\n\n", "", 9000 },
    { "", "```\na\n```\n\n", "", 9000 },
    { "", "$$1 + 1 = 2$$\n\n", "", 4000 },
    { "", "$$1 = 1 \\tag{%d}$$\n\nsee (%d)\n\n", "", 4000 },
    { "$$", "x + ", "y$$\n", 50000 },
    { "$$", "(", "$$\n", 10000 },
    { "$$x", "'", "$$\n", 50000 },
    { "", "[", "\n", 10000 },
    { "", "[a](b) ", "\n", 20000 },
    { "", "*a_ ", "\n", 50000 },
    { "|a|\n|---|\n", "|b|\n", "", 90000 },
    { "", LAB, "", LESSON_LABS_MAX },
    { "", QUESTION, "", 900 },
    { "", PLOT, "", 900 },
    { "", "```define\nf_{%d}(x) := x\n```\n\n", "", 400 },
    { "```lab a\nclasses: [p, q]\nrows:\n",
      "  - {input: r, label: p, predicted: [0.5, 0.5]}\n", "```\n", 20000 },
    { "```lab a\nclasses: [p, q]\nrows:\n  - {input: '", "''",
      "', label: p, predicted: [0.5, 0.5]}\n```\n", 100000 },
    { "```lab a\ndata: {x: [", "1, ", "1]}\n```\n", 100000 },
};

/* A law: four times as much of it asks for no more than six times the bytes,
 * where what is quadratic would ask for sixteen times. */
static void memory_grows_with_the_lesson(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    for (size_t i = 0; i < 2 * sizeof shapes / sizeof *shapes; i++) {
        size_t shape = i / 2, before = asked_bytes(), little, much;
        struct err err = { 0 };

        write_text(&text, shapes[shape].head, shapes[shape].piece,
                   shapes[shape].most / 4, shapes[shape].tail);
        before = asked_bytes();
        if (!show(&text, i % 2, &err))
            fail_msg("'%s': %s", shapes[shape].piece, err.text);
        little = asked_bytes() - before;
        write_text(&text, shapes[shape].head, shapes[shape].piece,
                   shapes[shape].most, shapes[shape].tail);
        before = asked_bytes();
        if (!show(&text, i % 2, &err))
            fail_msg("'%s': %s", shapes[shape].piece, err.text);
        much = asked_bytes() - before;
        if (much > 6 * little)
            fail_msg("%zu bytes of '%s' ask for %zu, a quarter for %zu",
                     text.len, shapes[shape].piece, much, little);
    }
    strbuf_finish(&text);
}

/* ---- refused ---- */

static const struct {
    const char *head, *piece, *tail;
    size_t count;
    const char *says;
} refusals[] = {
    { "", "a\n\n", "", 10001, "at most 10000 blocks" },
    { "", LAB, "", 101, "at most 100 labs" },
    { "", "```question q%d\nask: a\nanswer: '1'\n```\n", "", 100000,
      "at most 1000 labs, questions, definitions" },
    { "", "$x$ ", "\n", 50001, "at most 50000 formulas, links and words" },
    { "", "[a](b) ", "\n", 50001, "at most 50000 formulas, links and words" },
    { "", "$x+y+z+1+2+3+x+y+z+4+5+x$\n", "", 49000, "at most 1048576 bytes" },
    { "", "word ", "\n", 220000, "a paragraph has at most 1048576 bytes" },
    { "", "word\n", "\n", 220000, "a paragraph has at most 1048576 bytes" },
    { "", PLOT, "", 1001, "at most 1000 labs, questions, definitions" },
    { "", "```define\nf_{%d}(x) := x\n```\n\n", "", 1001,
      "at most 1000 labs, questions, definitions" },
    { "```define\n", "f_{%d}(x) := x\n", "```\n", 501,
      "at most 500 definitions" },
    { "```define\n", "label l%d\n", "```\n", 501,
      "at most 500 definitions and declarations" },
    { "```define\n", "word aa%d\n", "```\n", 501,
      "at most 500 definitions and declarations" },
    { "$$", "{", "$$\n", 10000, "deeper than 100 levels" },
    { "$$", "\\frac{1}{", "$$\n", 10000, "deeper than 100 levels" },
    { "$$", "x_{", "$$\n", 10000, "deeper than 100 levels" },
    { "", ">", " a\n", 10000, "deeper than 32" },
    { "", "- ", "a\n", 10000, "deeper than 32" },
    { "```lab a\ndata: {x: ", "[", "}\n```\n", 10000, "deeper than 16" },
    { "```lab a\n", "{a: ", "\n```\n", 10000, "deeper than 16" },
    { "```lab a\na: &a [x, x]\n", "b%d: [*a, *a]\n", "```\n", 100,
      "anchors and aliases are not accepted" },
    { "|a|b|\n|---|---|\n", "|1|2|\n", "", 1000000,
      "a table of 1000001 by 2; at most 100 columns and 100000 cells" },
    { "```question q\nask: what\nsteps:\n", "  - {ask: a, answer: '1'}\n",
      "```\n", 101, "'steps' has 101 entries; at most 100" },
    { "```question q\nask: what\nanswer: '1'\nhints:\n", "  - h\n", "```\n",
      101, "'hints' has 101 entries; at most 100" },
    { "```plot\nover: {name: p, from: 0, to: 1}\ncurves:\n", "  - {tex: p}\n",
      "```\n", 27, "'curves' has 27 entries; at most 26" },
    { "```sample\nfrom: [1]\nn: 1000\nshow: x\nseeds: [", "%d, ", "1]\n```\n",
      26, "'seeds' has 27 entries; at most 26" },
};

static void what_is_too_much_is_told(void **state)
{
    struct strbuf text = { 0 };

    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct err err = { 0 };
        struct lesson *lesson;

        write_text(&text, refusals[i].head, refusals[i].piece,
                   refusals[i].count, refusals[i].tail);
        lesson =
            lesson_parse((struct slice){ text.at, text.len }, "x.md", &err);
        /* Definitions are read when the lesson is opened. */
        if (lesson && show(&text, false, &err))
            fail_msg("%zu times '%s' are accepted", refusals[i].count,
                     refusals[i].piece);
        lesson_destroy(lesson);
        if (!strstr(err.text, refusals[i].says) || err.line < 1)
            fail_msg("%zu times '%s': %d: %s", refusals[i].count,
                     refusals[i].piece, err.line, err.text);
    }
    strbuf_finish(&text);
}

/* One less of each is a lesson. */
static void the_bounds_themselves_are_accepted(void **state)
{
    struct strbuf text = { 0 };
    struct err err = { 0 };

    (void)state;
    write_text(&text, "", "a\n\n", LESSON_BLOCKS_MAX, "");
    if (!show(&text, false, &err) || !show(&text, true, &err))
        fail_msg("%s", err.text);
    write_text(&text, "", QUESTION, LESSON_LIVE_MAX, "");
    if (!show(&text, false, &err) || !show(&text, true, &err))
        fail_msg("%s", err.text);
    strbuf_finish(&text);
}

/* ---- files of predictions ---- */

static size_t asked_for_rows(struct strbuf *text, const char *head,
                             const char *row, size_t count)
{
    struct evaluation *evaluation = evaluation_create(2);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_options options = prediction_options();
    size_t before = asked_bytes();
    struct prediction_count rows;
    struct stream stream;
    struct err err = { 0 };

    write_text(text, head, row, count, "");
    before = asked_bytes();
    stream_of(&stream, (struct slice){ text->at, text->len }, "rows.csv");
    if (!csv_rows(&stream, &options, &sink, &rows, &err))
        fail_msg("%d: %s", err.line, err.text);
    stream_close(&stream);
    assert_true(rows.rows == count);
    evaluation_destroy(evaluation);
    return asked_bytes() - before;
}

/* A law: an evaluation keeps no row, so that ten times the rows ask for little
 * more. */
static void rows_that_stream_by_are_not_kept(void **state)
{
    struct strbuf text = { 0 };
    size_t little, much;

    (void)state;
    little = asked_for_rows(&text, "label,p:a,p:b\n", "a,0.5,0.5\n", 100000);
    much = asked_for_rows(&text, "label,p:a,p:b\n", "a,0.5,0.5\n", 1000000);
    if (much > 2 * little + 10 * (text.len / 10))
        fail_msg("%zu bytes for 10^5 rows, %zu for 10^6", little, much);
    strbuf_finish(&text);
}

/* A line as long as a script may be is read once, for each of the two ways in
 * which it is none. */
static void a_line_of_a_script_may_be_long(void **state)
{
    static const char *const tails[] = { "\n", "\x1b\n" };
    struct strbuf text = { 0 };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct script_reader reader = { .name = "x" };
        struct script_line line;
        struct err err = { 0 };
        bool bad;

        write_text(&text, "answer ", "x", 1000000, tails[i]);
        reader.text = (struct slice){ text.at, text.len };
        assert_true(script_next(&reader, &line, &bad, &err) == (i == 0));
        assert_int_equal(err.column, i == 0 ? 0 : 1000008);
    }
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_grows_with_the_lesson),
        cmocka_unit_test(what_is_too_much_is_told),
        cmocka_unit_test(the_bounds_themselves_are_accepted),
        cmocka_unit_test(rows_that_stream_by_are_not_kept),
        cmocka_unit_test(a_line_of_a_script_may_be_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
