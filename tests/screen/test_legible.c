/* test_legible.c - every section of the course can be read at every size.
 *
 * The law: who turns the pages of a section from its first to its last sees
 * each of its words, and of a paragraph each two neighbours side by side or at
 * a line's end and the next one's beginning. So nothing is cut, overdrawn or
 * skipped. What is wanted comes from the lesson, what is there from the cells
 * of the canvas; neither knows how a page is laid out.
 *
 * To see it fail: have page-down in study.c turn by the whole height, or draw
 * the onward line a row higher.
 */
#include "screen/stage.h"

#include <stdio.h>

#include "course/course.h"
#include "draw/canvas.h"
#include "draw/target.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

struct sight {
    struct stage stage;
    struct strbuf seen; /* the words of all screens, a blank between */
    struct rect text;
    const char *section;
    int cols, rows;
};

/* Cuts what stands before the next blank off the front. */
static bool next_word(struct slice *rest, struct slice *word)
{
    size_t n = 0;

    *rest = slice_trim(*rest);
    while (n < rest->len && rest->at[n] != ' ')
        n++;
    *word = slice_sub(*rest, 0, n);
    *rest = slice_sub(*rest, n, rest->len);
    return n > 0;
}

/* ---- what is there ---- */

static struct rect text_area(struct sight *sight)
{
    const struct canvas *canvas = sight->stage.canvas;
    struct hit hit;

    stage_text(&sight->stage);
    for (int row = 0; row < canvas_rows(canvas); row++)
        for (int col = 0; col < canvas_cols(canvas); col++)
            if (canvas_hit(canvas, row, col, &hit) &&
                hit.target.kind == TARGET_TEXT)
                return hit.region; /* without the line that leads on */
    fail_msg("%s shows no text", sight->section);
    return (struct rect){ 0 };
}

static void add_rune(struct strbuf *out, const struct canvas *canvas,
                     const struct cell *cell)
{
    uint32_t marks[CANVAS_MARKS];
    int count = canvas_marks(canvas, cell, marks);

    if (cell->width == 0)
        return;
    strbuf_rune(out, cell->rune);
    for (int i = 0; i < count; i++)
        strbuf_rune(out, marks[i]);
}

/* The words of the screen. A row may end behind a hyphen. */
static void look(struct sight *sight)
{
    const struct canvas *canvas = sight->stage.canvas;
    struct rect area = sight->text;
    struct strbuf row = { 0 };

    stage_text(&sight->stage);
    for (int r = area.row; r < area.row + area.rows; r++) {
        struct slice rest, word;

        strbuf_clear(&row);
        for (int c = area.col; c < area.col + area.cols; c++)
            add_rune(&row, canvas, canvas_cell(canvas, r, c));
        rest = slice_trim(slice_of(strbuf_text(&row)));
        while (next_word(&rest, &word)) {
            strbuf_slice(&sight->seen, word);
            if (rest.len > 0 || word.len == 1 || !slice_ends(word, "-"))
                strbuf_putc(&sight->seen, ' ');
        }
    }
    strbuf_puts(&sight->seen, "\n ");
    strbuf_finish(&row);
}

static void read_through(struct sight *sight)
{
    char before[16384];
    int pages = 0;

    stage_act(&sight->stage, "reveal");
    stage_act(&sight->stage, "top");
    sight->text = text_area(sight);
    do {
        look(sight);
        snprintf(before, sizeof before, "%s", stage_text(&sight->stage));
        stage_act(&sight->stage, "page-down");
    } while (strncmp(before, stage_text(&sight->stage), sizeof before - 1) &&
             ++pages < 500);
    assert_in_range(pages, 1, 499);
}

/* ---- what is wanted ---- */

static void want(const struct sight *sight, const struct strbuf *words,
                 int line)
{
    if (!strstr(strbuf_text(&sight->seen), strbuf_text(words)))
        fail_msg("%s at %dx%d: '%s' of line %d is not to be read",
                 sight->section, sight->cols, sight->rows, strbuf_text(words),
                 line);
}

/* Each word of a text, and where it runs on each with the one before. A first
 * and a last word may touch a formula or another span. */
static void want_text(const struct sight *sight, const struct span *span,
                      bool running)
{
    struct slice rest = span->text, word, last = { 0 };
    struct strbuf words = { 0 };

    while (next_word(&rest, &word)) {
        strbuf_clear(&words);
        if (running && last.len > 0) {
            strbuf_slice(&words, last);
            strbuf_putc(&words, ' ');
        }
        strbuf_slice(&words, word);
        want(sight, &words, span->line);
        last = word;
    }
    strbuf_finish(&words);
}

static void want_spans(const struct sight *sight, struct spans spans,
                       bool running)
{
    for (size_t i = 0; i < spans.count; i++)
        if (spans.at[i].kind == SPAN_TEXT)
            want_text(sight, &spans.at[i], running);
}

static void want_question(const struct sight *sight,
                          const struct question_block *ask)
{
    want_spans(sight, ask->ask, true);
    for (size_t i = 0; i < ask->choice_count; i++)
        want_spans(sight, ask->choices[i].text, true);
    for (size_t i = 0; i < ask->order_count; i++)
        want_spans(sight, ask->order[i], false);
}

static void want_block(const struct sight *sight, const struct block *block)
{
    bool running = block->depth == 0 && !block->parent;

    switch (block->kind) {
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_ITEM:
        want_spans(sight, block->spans, running);
        break;
    case BLOCK_TABLE:
        for (size_t i = 0; i < block->table->rows * block->table->cols; i++)
            want_spans(sight, block->table->cells[i], false);
        break;
    case BLOCK_QUESTION:
        want_question(sight, block->question);
        break;
    default:
        break;
    }
}

static bool in_notes(const struct block *block)
{
    while ((block = block->parent))
        if (block->kind == BLOCK_NOTES)
            return true;
    return false;
}

/* ---- the course ---- */

static void read_course(int cols, int rows, bool ascii)
{
    struct sight sight = { .cols = cols, .rows = rows };
    size_t sections;

    stage_open(&sight.stage,
               (struct stage_options){
                   .real = true, .cols = cols, .rows = rows, .ascii = ascii });
    sections = sight.stage.catalogue->section_count;
    for (size_t i = 0; i < sections; i++) {
        struct block *first;
        char line[64];

        sight.section = sight.stage.catalogue->sections[i].id;
        snprintf(line, sizeof line, "go %s", sight.section);
        stage_act(&sight.stage, line);
        strbuf_clear(&sight.seen);
        read_through(&sight);
        first = app_section(sight.stage.app)->lesson->blocks;
        for (struct block *b = first; b; b = block_walk(first, b))
            if (!in_notes(b))
                want_block(&sight, b);
        if (!ascii && cols >= 80 && strstr(sight.seen.at, "\xE2\x80\xA6"))
            fail_msg("%s at %dx%d: something is cut", sight.section, cols,
                     rows);
    }
    strbuf_finish(&sight.seen);
    stage_close(&sight.stage);
}

static void every_word_shows_in_a_usual_terminal(void **state)
{
    (void)state;
    read_course(80, 24, false);
}

static void in_the_smallest_one(void **state)
{
    (void)state;
    read_course(40, 12, false);
}

static void beside_the_lab(void **state)
{
    (void)state;
    read_course(100, 30, false);
    read_course(160, 45, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_shows_in_a_usual_terminal),
        cmocka_unit_test(in_the_smallest_one),
        cmocka_unit_test(beside_the_lab),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
