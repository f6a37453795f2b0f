/* math_text.c - math_text() of math_answer.h: for people. */
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/math_answer.h"
#include "cli/math_ground.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "lesson/block.h"
#include "tex/layout.h"

enum {
    OFF = 2,          /* columns that keep a value off the formula */
    VALUE_COLS = 24,  /* what a display leaves to its values */
    CARET_COLS = 60,  /* before the place that is marked */
    CARET_BEHIND = 16 /* behind it */
};

/* ---- the formula and its values ---- */

struct sheet {
    const struct tex_box *box;
    struct beside *beside; /* [count] */
    size_t count;          /* lines */
    int width;
    bool ascii;
};

static void put_right(const struct sheet *sheet, int used, const char *text)
{
    int cols = utf8_width(slice_of(text));
    int gap = sheet->width - used - cols;

    printf("%*s%s", gap > 0 ? gap : used > 0 ? OFF : 0, "", text);
}

/* "-2.0715 nats ✓", the mark of one column at the right edge. */
static void say_value(const struct sheet *sheet, const struct beside *one,
                      struct strbuf *out)
{
    const char *mark = beside_mark(one, sheet->ascii);

    if (one->index[0])
        strbuf_printf(out, "%s%s", one->index, one->value[0] ? "  " : "");
    strbuf_puts(out, one->value);
    if (one->unit[0])
        strbuf_printf(out, " %s", one->unit);
    if (mark[0])
        strbuf_printf(out, "%s%s", out->len ? " " : "", mark);
}

/* A row of the formula; returns its columns. */
static int put_row(const struct sheet *sheet, int row)
{
    struct strbuf text = { 0 };
    int cols;

    tex_box_row_text(sheet->box, row, &text);
    cols = utf8_width(slice_of(strbuf_text(&text)));
    fputs(strbuf_text(&text), stdout);
    strbuf_finish(&text);
    return cols;
}

static int cols_of(const struct sheet *sheet, int row)
{
    struct strbuf text = { 0 };
    int cols;

    tex_box_row_text(sheet->box, row, &text);
    cols = utf8_width(slice_of(strbuf_text(&text)));
    strbuf_finish(&text);
    return cols;
}

/* The row, from the baseline down, that has room for a text; -1: none. */
static int roomy(const struct sheet *sheet, int from, int bottom,
                 const char *text)
{
    int cols = utf8_width(slice_of(text));

    for (int r = from; r <= bottom; r++)
        if (cols_of(sheet, r) + OFF + cols <= sheet->width)
            return r;
    return -1;
}

static void put_below(const struct sheet *sheet, const char *text)
{
    put_right(sheet, 0, text);
    putchar('\n');
}

/* The note with the most to say that is no wider than the page. */
static const char *note_of(const struct sheet *sheet, const struct beside *one)
{
    const char *note = "";

    for (size_t n = 3; n-- > 0;)
        if (one->notes[n][0] &&
            (!*note || utf8_width(slice_of(one->notes[n])) <= sheet->width))
            note = one->notes[n];
    return note;
}

static void put_line(const struct sheet *sheet, int top, int baseline,
                     int bottom, const struct beside *one)
{
    struct strbuf value = { 0 };
    const char *note = one->any ? note_of(sheet, one) : "";
    int at = -1, below = -1;

    if (one->any)
        say_value(sheet, one, &value);
    if (value.len)
        at = roomy(sheet, baseline, bottom, value.at);
    if (*note && (at >= 0 || !value.len))
        below = roomy(sheet, at < 0 ? baseline : at + 1, bottom, note);
    for (int r = top; r <= bottom; r++) {
        int cols = put_row(sheet, r);

        if (r == at)
            put_right(sheet, cols, value.at);
        else if (r == below)
            put_right(sheet, cols, note);
        putchar('\n');
    }
    if (value.len && at < 0)
        put_below(sheet, value.at);
    if (*note && below < 0)
        put_below(sheet, note);
    strbuf_finish(&value);
}

static void put_lines(const struct sheet *sheet)
{
    const struct tex_box *box = sheet->box;
    int row = 0;

    if (box->line_count == 0) {
        put_line(sheet, 0, box->baseline, box->rows - 1, &sheet->beside[0]);
        return;
    }
    for (int i = 0; i < box->line_count; i++) {
        const struct tex_line *line = &box->lines[i];

        put_line(sheet, row, line->baseline, line->bottom, &sheet->beside[i]);
        row = line->bottom + 1;
    }
    for (; row < box->rows; row++) {
        put_row(sheet, row);
        putchar('\n');
    }
}

/* Beside the formula where it fits so, else in rows of their own. */
static const struct tex_box *lay_out(struct arena *arena,
                                     const struct math_answer *answer,
                                     const struct math_style *style)
{
    struct tex_style how = { .ascii = style->ascii,
                             .inline_ = style->inline_,
                             .apart = true,
                             .width = style->width - VALUE_COLS };
    const struct tex_box *box = tex_layout(arena, answer->root, how);

    if (style->inline_ || (how.width >= 20 && box->cols <= how.width))
        return box;
    how.width = style->width;
    return tex_layout(arena, answer->root, how);
}

static void fill(struct sheet *sheet, struct arena *arena,
                 const struct math_answer *answer,
                 const struct math_ground *ground)
{
    struct block block = { .kind = BLOCK_MATH };
    struct equation equation = { .block = &block,
                                 .lab = ground->lab,
                                 .scope = ground->scope,
                                 .formula = answer->formula,
                                 .judged = answer->judged,
                                 .fresh = true,
                                 .known = true };
    size_t lines = (size_t)sheet->box->line_count;
    uint32_t *from;

    sheet->count = lines ? lines : 1;
    from = arena_array(arena, sheet->count, sizeof *from);
    sheet->beside = arena_array(arena, sheet->count, sizeof *sheet->beside);
    for (size_t i = 0; i < lines; i++)
        from[i] = sheet->box->lines[i].from;
    if (answer->formula)
        beside_fill(&equation, from, sheet->count, sheet->ascii, sheet->beside);
}

/* ---- what is wrong ---- */

static void gated(struct strbuf *out, struct slice text)
{
    utf8_gate(out, text, false, 0);
}

/* The last code points of a text that take at most so many columns. */
static struct slice tail(struct slice text, int cols)
{
    size_t at = text.len;

    while (at > 0) {
        size_t back = at - 1;

        while (back > 0 && ((unsigned char)text.at[back] & 0xC0) == 0x80)
            back--;
        if (utf8_width(slice_sub(text, back, text.len)) > cols)
            break;
        at = back;
    }
    return slice_sub(text, at, text.len);
}

/* The line of the source and a caret under the place. */
static void point(const struct math_answer *answer)
{
    size_t from = answer->from, to = answer->from;
    struct strbuf before = { 0 }, behind = { 0 };
    struct slice head;

    while (from > 0 && answer->at.at[from - 1] != '\n')
        from--;
    while (to < answer->at.len && answer->at.at[to] != '\n')
        to++;
    gated(&before, slice_sub(answer->at, from, answer->from));
    gated(&behind, slice_sub(answer->at, answer->from, to));
    head = tail((struct slice){ before.at, before.len }, CARET_COLS);
    fprintf(stderr, "  %s%.*s", head.len < before.len ? "..." : "",
            SLICE_ARG(head));
    if (behind.len <= CARET_BEHIND * 4)
        fprintf(stderr, "%s\n", strbuf_text(&behind));
    else
        fprintf(stderr, "%.*s...\n", CARET_BEHIND * 4, behind.at);
    fprintf(stderr, "  %*s^\n",
            utf8_width(head) + (head.len < before.len ? 3 : 0), "");
    strbuf_finish(&before);
    strbuf_finish(&behind);
}

static void say_wrong(const struct math_answer *answer, const char *file,
                      int line)
{
    struct slice before = slice_sub(answer->tex, 0, answer->offset);
    int column = 1;
    struct err err;

    for (const char *c = before.at; c < before.at + before.len; c++)
        if (*c == '\n') {
            line++;
            before = slice_sub(answer->tex, (size_t)(c + 1 - answer->tex.at),
                               answer->offset);
        }
    column += (int)utf8_count(before);
    err_at(&err, file, line, column, "%s", answer->says);
    fflush(stdout);
    err_print(&err, stderr);
    point(answer);
}

void math_text(const struct math_answer *answer,
               const struct math_ground *ground, const struct math_style *style,
               const char *file, int line)
{
    struct arena *arena = arena_create();
    struct sheet sheet = { .box = lay_out(arena, answer, style),
                           .width = style->width,
                           .ascii = style->ascii };

    if (answer->formula) {
        fill(&sheet, arena, answer, ground);
        put_lines(&sheet);
    }
    if (answer->says)
        say_wrong(answer, file, line);
    arena_destroy(arena);
}
