#include "cli/plain_text.h"

#include <math.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/course.h"
#include "course/equation.h"
#include "course/figure.h"
#include "course/fits.h"
#include "course/question.h"
#include "draw/beside.h"
#include "draw/fit_words.h"
#include "draw/lab_panel.h"
#include "draw/number.h"
#include "draw/plot.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "tex/layout.h"
#include "tex/parse.h"

static void say(FILE *out, const struct strbuf *line)
{
    struct strbuf safe = { 0 };

    utf8_gate(&safe, slice_of(strbuf_text(line)), false, 0);
    fprintf(out, "%s\n", strbuf_text(&safe));
    strbuf_finish(&safe);
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
    say(out, &line);
    strbuf_finish(&line);
}

/* A row of a table with its headings, so that a cell makes sense alone. */
static void say_table(FILE *out, const struct block_table *table, bool ascii)
{
    for (size_t r = 1; r < table->rows; r++) {
        struct strbuf line = { 0 };

        for (size_t c = 0; c < table->cols; c++) {
            strbuf_puts(&line, c ? "; " : "");
            add_spans(&line, table->cells[c], ascii);
            strbuf_puts(&line, ": ");
            add_spans(&line, table->cells[r * table->cols + c], ascii);
        }
        say(out, &line);
        strbuf_finish(&line);
    }
}

static void say_code(FILE *out, struct slice text)
{
    struct slice line;

    while (slice_line(&text, &line)) {
        struct strbuf safe = { 0 };

        utf8_gate(&safe, line, false, 0);
        fprintf(out, "    %s\n", strbuf_text(&safe));
        strbuf_finish(&safe);
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
        say(out, &line);
    }
    strbuf_finish(&line);
}

static void say_equation(FILE *out, const struct section *section,
                         const struct block *block, bool ascii)
{
    struct strbuf line = { 0 };

    strbuf_puts(&line,
                block->mark == CHECK_MISPRINT ? "Misprint: " : "Equation: ");
    tex_inline_text(&line, block->math.node, ascii);
    say(out, &line);
    strbuf_finish(&line);
    say_values(out, section, block, ascii);
}

static void say_row(FILE *out, const struct lab *lab, size_t row, bool ascii)
{
    struct strbuf line = { 0 };
    const double *predicted = lab_prediction(lab, row);
    const double *truth = lab_truth(lab, row);

    strbuf_printf(&line, "Row %zu, %s:", row + 1, lab_row_name(lab, row));
    for (size_t k = 0; k < lab_classes(lab); k++) {
        strbuf_printf(&line, "%s %s %s", k ? "," : "", lab_class_name(lab, k),
                      number_fixed(predicted[k], 3, ascii).text);
        if (truth[k] == 1.0)
            strbuf_puts(&line, " (the truth)");
        else if (truth[k] > 0.0)
            strbuf_printf(&line, " (truth %s)",
                          number_fixed(truth[k], 3, ascii).text);
        if (lab_locked(lab, row, k))
            strbuf_puts(&line, " (locked)");
    }
    say(out, &line);
    strbuf_finish(&line);
}

static void say_param(FILE *out, const struct lab_param *param, bool ascii)
{
    struct strbuf line = { 0 };
    struct arena *arena = arena_create();

    strbuf_puts(&line, "Parameter ");
    tex_inline_text(&line, tex_parse(arena, param->name, NULL), ascii);
    strbuf_printf(&line, ": %s", number_digits(param->value, 6, ascii).text);
    if (isfinite(param->from) && isfinite(param->to))
        strbuf_printf(&line, " (from %s to %s)",
                      number_digits(param->from, 6, ascii).text,
                      number_digits(param->to, 6, ascii).text);
    say(out, &line);
    arena_destroy(arena);
    strbuf_finish(&line);
}

/* A list whole, a matrix row by row. Numbers alone are parameters. */
static void say_array(FILE *out, const struct lab_data *data, bool ascii)
{
    struct strbuf line = { 0 };
    struct arena *arena = arena_create();

    if (data->rank > 0) {
        tex_inline_text(&line, tex_parse(arena, data->name, NULL), ascii);
        for (size_t i = 0; i < data->rows * data->cols; i++)
            strbuf_printf(&line, "%s%s",
                          i == 0                ? ": "
                          : i % data->cols == 0 ? "; "
                                                : ", ",
                          number_digits(data->values[i], 6, ascii).text);
        say(out, &line);
    }
    arena_destroy(arena);
    strbuf_finish(&line);
}

static void say_readings(FILE *out, const struct section_lab *lab, bool ascii)
{
    unsigned show = reading_mask(lab->readings, lab->reading_count);

    for (int reading = 0; reading < READING_COUNT; reading++) {
        struct strbuf text = { 0 };

        if (!(show & 1u << reading))
            continue;
        reading_text(&text, lab->lab, (enum reading)reading, ascii);
        fprintf(out, "%s\n", strbuf_text(&text));
        strbuf_finish(&text);
    }
}

void plain_lab(FILE *out, const struct section_lab *lab, bool ascii)
{
    fprintf(out, "Lab: %s", lab_title(lab->lab));
    if (lab_rows(lab->lab) > 0)
        fprintf(out, ", N = %s",
                number_count(lab_example_count(lab->lab), ascii).text);
    fprintf(out, "\n");
    for (size_t row = 0; row < lab_rows(lab->lab); row++)
        say_row(out, lab->lab, row, ascii);
    for (size_t i = 0; i < lab_params(lab->lab); i++) {
        struct lab_param param = lab_param(lab->lab, i);

        say_param(out, &param, ascii);
    }
    for (size_t i = 0; i < lab_arrays(lab->lab); i++)
        say_array(out, lab_array(lab->lab, i), ascii);
    /* A lab of data alone has no examples to read anything from. */
    if (lab_rows(lab->lab) > 0)
        say_readings(out, lab, ascii);
}

void plain_fit(FILE *out, const struct section_fit *one, bool ascii)
{
    struct strbuf text = { 0 }, one_line = { 0 };
    struct slice rest, line;

    fit_words(&text, one, ascii);
    rest = slice_of(strbuf_text(&text));
    while (slice_line(&rest, &line)) {
        strbuf_clear(&one_line);
        strbuf_slice(&one_line, line);
        say(out, &one_line);
    }
    strbuf_finish(&text);
    strbuf_finish(&one_line);
}

static const struct section_lab *lab_of(const struct section *section,
                                        const struct block *block)
{
    for (size_t i = 0; i < section->lab_count; i++)
        if (section->labs[i].block == block)
            return &section->labs[i];
    return NULL;
}

static const struct question *question_of(const struct section *section,
                                          const struct block *block)
{
    for (size_t i = 0; i < section->question_count; i++)
        if (section->questions[i].block == block)
            return &section->questions[i];
    return NULL;
}

void plain_figure(FILE *out, const struct figure *figure, bool ascii)
{
    struct strbuf line = { 0 };

    plot_words(&line, figure, ascii);
    say(out, &line);
    strbuf_finish(&line);
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
        say_code(out, block->text);
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
        if (lab_of(section, block))
            plain_lab(out, lab_of(section, block), ascii);
        break;
    case BLOCK_QUESTION:
        if (question_of(section, block)) {
            plain_worked(out, question_of(section, block), ascii);
            plain_question(out, question_of(section, block), ascii);
        }
        break;
    case BLOCK_PLOT:
    case BLOCK_SAMPLE:
        plain_figure(out, figures_of(section->figures, block), ascii);
        break;
    case BLOCK_FIT:
        plain_fit(out, fits_of(section->fits, block), ascii);
        break;
    default: /* definitions and notes are not for the reader */
        return;
    }
}

void plain_section(FILE *out, const struct section *section, int from, int to,
                   bool ascii)
{
    struct strbuf title = { 0 };

    equations_settle(section->equations);
    figures_settle(section->figures);
    strbuf_puts(&title, section->lesson->title);
    if (from == 0 && !lesson_begins_with_title(section->lesson))
        say(out, &title);
    strbuf_finish(&title);
    for (const struct block *b = section->lesson->blocks; b; b = b->next)
        if (b->step >= from && (b->step <= to || to == PLAIN_TO_END))
            say_block(out, section, b, ascii);
}
