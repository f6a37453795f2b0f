#include "cli/plain_text.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure.h"
#include "course/fits.h"
#include "course/question.h"
#include "draw/ascii.h"
#include "draw/beside.h"
#include "draw/clean.h"
#include "draw/fit_words.h"
#include "draw/plot.h"
#include "lesson/lesson.h"
#include "lesson/mend.h"
#include "tex/layout.h"

/* In 7 bits a letter stands for a letter, where there is one. */
static void put(FILE *out, struct slice text)
{
    while (text.len) {
        unsigned int rune;
        size_t n = utf8_decode(text.at, text.len, &rune);

        fputc((int)(rune < 0x80 ? rune : ascii_rune(rune)), out);
        text = slice_sub(text, n, text.len);
    }
}

static void put_words(FILE *out, const char *text, bool ascii)
{
    struct arena *arena = arena_create();
    struct slice clean = clean_text(arena, slice_of(text), ascii);

    if (ascii)
        put(out, clean);
    else
        fprintf(out, "%.*s", SLICE_ARG(clean));
    arena_destroy(arena);
}

void plain_line(FILE *out, struct strbuf *line, bool ascii)
{
    put_words(out, strbuf_text(line), ascii);
    fputc('\n', out);
    strbuf_finish(line);
}

void plain_lines(FILE *out, struct strbuf *text, bool ascii)
{
    struct slice rest = { text->at, text->len }, one;

    while (slice_line(&rest, &one)) {
        struct strbuf line = { 0 };

        strbuf_slice(&line, one);
        plain_line(out, &line, ascii);
    }
    strbuf_finish(text);
}

static void add_spans(struct strbuf *line, struct spans spans, bool ascii)
{
    for (size_t i = 0; i < spans.count; i++) {
        const struct span *span = &spans.at[i];

        if (span->kind == SPAN_MATH)
            tex_inline_text(line, span->math, ascii);
        else if (span->kind == SPAN_BREAK)
            strbuf_putc(line, ' ');
        else
            strbuf_slice(line, span->text);
        if (span->flags & SPAN_LINK)
            strbuf_printf(line, " (%.*s)", SLICE_ARG(span->url));
    }
}

void plain_spans(FILE *out, const char *before, struct spans spans,
                 const char *after, bool ascii)
{
    struct strbuf line = { 0 };

    strbuf_puts(&line, before);
    add_spans(&line, spans, ascii);
    strbuf_puts(&line, after);
    plain_line(out, &line, ascii);
}

/* A row of a table with its headings, so that a cell makes sense alone. */
static void say_table(FILE *out, const struct block_table *table, bool ascii)
{
    for (size_t r = 1; r < table->rows; r++) {
        struct strbuf line = { 0 };

        for (size_t c = 0; c < table->cols; c++) {
            strbuf_puts(&line, c ? "; " : "");
            add_spans(&line, table->cells[c], ascii);
            strbuf_puts(&line, table->cells[c].count ? ": " : "");
            add_spans(&line, table->cells[r * table->cols + c], ascii);
        }
        plain_line(out, &line, ascii);
    }
}

/* What an author got wrong has its message in the first line: "line 3, column
 * 1: what". It is told as everywhere. */
static void say_mistake(FILE *out, const struct section *section,
                        struct slice message, bool ascii)
{
    struct strbuf line = { 0 };
    int at, column, used = 0;

    strbuf_printf(&line, "%.*s", SLICE_ARG(message));
    if (sscanf(strbuf_text(&line), "line %d, column %d: %n", &at, &column,
               &used) == 2 &&
        used > 0) {
        strbuf_clear(&line);
        strbuf_printf(&line, "likely: %s:%d:%d: %.*s", section->lesson->path,
                      at, column,
                      SLICE_ARG(slice_sub(message, (size_t)used, message.len)));
    }
    plain_line(out, &line, ascii);
}

static void say_code(FILE *out, const struct section *section,
                     const struct block *block, bool ascii)
{
    struct slice rest = block->text, text;

    if (slice_is(block->info, MEND_WORD) && slice_line(&rest, &text))
        say_mistake(out, section, text, ascii);
    while (slice_line(&rest, &text)) {
        struct strbuf line = { 0 };

        strbuf_printf(&line, "    %.*s", SLICE_ARG(text));
        plain_line(out, &line, ascii);
    }
}

/* The values of an equation's sides, as one line each of what it says. */
static void say_values(FILE *out, const struct section *section,
                       const struct block *block, bool ascii)
{
    const struct equation *equation = equations_of(section->equations, block);
    const uint32_t from = 0;
    struct strbuf line = { 0 };
    struct beside beside;

    if (!equation)
        return;
    beside_fill(equation, &from, 1, ascii, &beside);
    if (beside.any) {
        strbuf_puts(&line, "  Value: ");
        beside_text(&line, &beside);
        plain_line(out, &line, ascii);
    }
    strbuf_finish(&line);
}

static void say_equation(FILE *out, const struct section *section,
                         const struct block *block, bool ascii)
{
    size_t number = equations_number(section->equations, block);
    struct strbuf line = { 0 };

    strbuf_puts(&line, block->mark == CHECK_MISPRINT ? "Misprint" : "Equation");
    if (number)
        strbuf_printf(&line, " %zu", number);
    strbuf_puts(&line, ": ");
    tex_inline_text(&line, block->math.node, ascii);
    plain_line(out, &line, ascii);
    say_values(out, section, block, ascii);
}

void plain_fit(FILE *out, const struct section_fit *one, bool ascii)
{
    struct strbuf text = { 0 };

    fit_words(&text, one, ascii);
    plain_lines(out, &text, ascii);
}

static void say_lab(FILE *out, const struct section *section,
                    const struct block *block, bool ascii)
{
    for (size_t i = 0; i < section->lab_count; i++)
        if (section->labs[i].block == block) {
            plain_lab(out, section, i, ascii);
            plain_levers(out, section->labs[i].lab, ascii);
        }
}

void plain_figure(FILE *out, const struct figure *figure, bool ascii)
{
    struct strbuf line = { 0 };

    plot_words(&line, figure, ascii);
    plain_line(out, &line, ascii);
}

static void say_figure(FILE *out, const struct section *section,
                       const struct block *block, bool ascii)
{
    const struct figure *figure = figures_of(section->figures, block);
    size_t number = 0;

    for (const struct block *b = section->lesson->blocks; b; b = b->next) {
        number += b->kind == BLOCK_PLOT || b->kind == BLOCK_SAMPLE;
        if (b == block)
            break;
    }
    fprintf(out, "Figure %zu: ", number);
    plain_figure(out, figure, ascii);
    fprintf(out,
            "To read values off it, type: figure %zu, and then for example: "
            "cursor +; cursor %g\n",
            number, figure->kind == FIGURE_SAMPLE ? 100.0 : 0.5);
}

static void say_item(FILE *out, const struct block *block, bool ascii)
{
    char mark[40] = "- ";

    if (block->number)
        snprintf(mark, sizeof mark, "%ld. ", block->number);
    plain_spans(out, mark, block->spans, "", ascii);
}

static void say_block(FILE *out, const struct section *section,
                      const struct block *block, bool ascii);

static void say_blocks(FILE *out, const struct section *section,
                       const struct block *first, bool ascii)
{
    for (const struct block *b = first; b; b = b->next)
        say_block(out, section, b, ascii);
}

static void say_block(FILE *out, const struct section *section,
                      const struct block *block, bool ascii)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        fputc('\n', out);
        plain_spans(out, "# ", block->spans, "", ascii);
        break;
    case BLOCK_PARAGRAPH:
        plain_spans(out, "", block->spans, "", ascii);
        break;
    case BLOCK_ITEM:
        say_item(out, block, ascii);
        break;
    case BLOCK_CODE:
        say_code(out, section, block, ascii);
        break;
    case BLOCK_QUOTE:
        say_blocks(out, section, block->blocks, ascii);
        break;
    case BLOCK_TABLE:
        say_table(out, block->table, ascii);
        break;
    case BLOCK_MATH:
        say_equation(out, section, block, ascii);
        break;
    case BLOCK_LAB:
        say_lab(out, section, block, ascii);
        break;
    case BLOCK_QUESTION:
        if (section_question(section, block)) {
            plain_worked(out, section_question(section, block), ascii);
            plain_question(out, section_question(section, block), ascii);
        }
        break;
    case BLOCK_PLOT:
    case BLOCK_SAMPLE:
        say_figure(out, section, block, ascii);
        break;
    case BLOCK_FIT:
        plain_fit(out, fits_of(section->fits, block), ascii);
        fputs("To fit, type for example: fit step 10; fit run; fit reset\n",
              out);
        break;
    default: /* definitions and notes are not for the reader */
        return;
    }
}

void plain_section(FILE *out, const struct section *section, int from, int to,
                   bool ascii)
{
    equations_settle(section->equations);
    figures_settle(section->figures);
    for (const struct block *b = section->lesson->blocks; b; b = b->next)
        if (b->step >= from && b->step <= to)
            say_block(out, section, b, ascii);
}
