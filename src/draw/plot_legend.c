/* plot_legend.c - what stands below a figure: its curves by name, and their
 * values. */
#include <math.h>

#include "base/strbuf.h"
#include "draw/plot_parts.h"
#include "lesson/block.h"

enum { SWATCH = 4, GAP = 2 };

/* Whether a figure's curves are told apart by letters. */
static bool lettered(const struct figure *figure)
{
    return figure->curve_count > 1;
}

/* Lines below each curve's name: where it is highest and lowest. */
static int marked_lines(const struct figure *figure)
{
    return figure->high_marked + figure->low_marked;
}

int plot_legend_rows(const struct figure *figure)
{
    int rows = 1 + (int)figure->curve_count * (1 + marked_lines(figure));

    if (figure->kind == FIGURE_SAMPLE)
        rows += (figure->block->sample->limit.text.len > 0) +
                figure->block->sample->band;
    return rows;
}

/* A row: swatch, letter and name at the left, a value at the right. */
struct line {
    struct canvas *canvas;
    struct rect area;
    int row;
    enum dots_kind dots;
};

static void put_line(const struct line *line, int pen, int letter,
                     const struct strbuf *name, const struct strbuf *value)
{
    int col = line->area.col, left = line->area.cols;
    int cols = canvas_width((struct slice){ value->at, value->len });
    struct style letter_style = STYLE_WITH(dots_role(pen), ATTR_BOLD);

    dots_swatch(line->canvas, line->row, col, SWATCH, pen, line->dots);
    col += SWATCH + 1;
    if (letter) {
        canvas_rune(line->canvas, line->row, col, (uint32_t)letter,
                    letter_style);
        col += 2;
    }
    left -= col - line->area.col;
    canvas_puts(line->canvas, line->row, col, cols ? left - cols - GAP : left,
                strbuf_text(name), STYLE(ROLE_TEXT));
    if (cols)
        canvas_right(line->canvas, line->row, line->area.col, line->area.cols,
                     strbuf_text(value), STYLE(ROLE_STRONG));
}

static void add_extreme(struct strbuf *out, const struct figure *figure,
                        const struct figure_curve *curve,
                        const struct figure_extreme *at, const char *word,
                        bool ascii)
{
    struct strbuf name = { 0 };

    strbuf_puts(out, word);
    if (!at->known || at->unbounded) {
        strbuf_puts(out, at->known ? ": none, it has no bound" : ": none");
        return;
    }
    strbuf_putc(out, ' ');
    plot_y_text(out, figure, curve, at->y, ascii);
    if (at->ties == FIGURE_POINTS) {
        strbuf_puts(out, " everywhere");
        return;
    }
    plot_x_letter(&name, figure, ascii);
    strbuf_printf(out, " at %s = ", strbuf_text(&name));
    plot_x_text(out, figure, at->x, ascii);
    if (at->ties > 1)
        strbuf_puts(out, " and elsewhere");
    else if (at->edge)
        strbuf_puts(out, ", an end");
    strbuf_finish(&name);
}

static void put_extremes(struct line *line, const struct figure *figure,
                         const struct figure_curve *curve)
{
    bool ascii = canvas_ascii(line->canvas);
    int indent = SWATCH + 1 + 2 * lettered(figure);

    for (int low = 0; low <= 1; low++) {
        struct strbuf text = { 0 };

        if (low ? !figure->low_marked : !figure->high_marked)
            continue;
        add_extreme(&text, figure, curve, low ? &curve->low : &curve->high,
                    low ? "min" : "max", ascii);
        canvas_puts(line->canvas, line->row++, line->area.col + indent,
                    line->area.cols - indent, strbuf_text(&text),
                    STYLE(ROLE_DIM));
        strbuf_finish(&text);
    }
}

static void put_curve(struct line *line, const struct figure *figure,
                      size_t index)
{
    const struct figure_curve *curve = &figure->curves[index];
    bool ascii = canvas_ascii(line->canvas);
    struct strbuf name = { 0 }, value = { 0 };

    plot_curve_name(&name, figure, index, ascii);
    if (curve->fault) {
        strbuf_puts(&name, ": ");
        strbuf_puts(&name, curve->fault);
    } else if (figure->reads && figure->known && !figure->fault) {
        plot_y_text(&value, figure, curve, curve->reading, ascii);
    }
    put_line(line, (int)(index % DOTS_CURVES),
             lettered(figure) ? plot_letter(index) : 0, &name, &value);
    line->row++;
    if (figure->known)
        put_extremes(line, figure, curve);
    else
        line->row += marked_lines(figure);
    strbuf_finish(&name);
    strbuf_finish(&value);
}

/* A name in short, where its value leaves no room for all of it. */
static void shorten(struct strbuf *name, const struct line *line,
                    const struct strbuf *value, const char *brief)
{
    int room = line->area.cols - SWATCH - 1 - GAP -
               canvas_width((struct slice){ value->at, value->len });

    if (canvas_width((struct slice){ name->at, name->len }) <= room)
        return;
    strbuf_clear(name);
    strbuf_puts(name, brief);
}

static void put_limit(struct line *line, const struct figure *figure)
{
    const struct sample_block *sample = figure->block->sample;
    bool ascii = canvas_ascii(line->canvas);
    struct strbuf name = { 0 }, value = { 0 };

    if (sample->limit.text.len > 0) {
        strbuf_puts(&name, "limit ");
        plot_limit_name(&name, figure, ascii);
        if (figure->known && !figure->fault)
            plot_y_text(&value, figure, &figure->curves[0],
                        real_of(figure->limit), ascii);
        shorten(&name, line, &value, "limit");
        put_line(line, DOTS_LIMIT, 0, &name, &value);
        line->row++;
    }
    strbuf_clear(&name);
    strbuf_clear(&value);
    if (sample->band) {
        strbuf_puts(&name, ascii ? "one standard deviation, s/sqrt(n)"
                                 : "one standard deviation, s/\xE2\x88\x9An");
        if (figure->known && !figure->fault && figure->band) {
            double at = figure->reads ? figure->at : figure->to;

            strbuf_puts(&value, ascii ? "+-" : "\xC2\xB1");
            plot_y_text(&value, figure, &figure->curves[0],
                        real_of(figure->deviation / sqrt(at)), ascii);
        }
        shorten(&name, line, &value, "one deviation");
        put_line(line, DOTS_BAND, 0, &name, &value);
        line->row++;
    }
    strbuf_finish(&name);
    strbuf_finish(&value);
}

/* Where the lines across stand, and where the values below are read. */
static void put_header(const struct line *line, const struct figure *figure,
                       const struct plot_look *look)
{
    bool ascii = canvas_ascii(line->canvas);
    struct strbuf left = { 0 }, right = { 0 }, name = { 0 };

    for (size_t i = 0; figure->known && i < figure->mark_count; i++) {
        strbuf_printf(&left, "%s%s ", i ? "  " : "",
                      ascii ? ":" : "\xE2\x94\x8A");
        plot_mark_name(&left, &figure->marks[i], ascii);
        strbuf_puts(&left, " = ");
        plot_x_text(&left, figure, figure->marks[i].x, ascii);
    }
    if (figure->known && !figure->fresh)
        strbuf_puts(&left, ascii ? "  ..." : "  \xE2\x80\xA6");
    else if (figure->known && figure->exact)
        strbuf_puts(&left, "  exact arithmetic");
    plot_x_letter(&name, figure, ascii);
    if (look->focus && !figure->reads)
        strbuf_puts(&right, "arrows read values off");
    else if (figure->cursor || (figure->reads && figure->known)) {
        strbuf_printf(&right, "%sat %s = ",
                      look->focus
                          ? (ascii ? "< > " : "\xE2\x97\x82 \xE2\x96\xB8 ")
                          : "",
                      strbuf_text(&name));
        plot_x_text(&right, figure, figure->at, ascii);
    }
    canvas_puts(line->canvas, line->row, line->area.col, line->area.cols,
                strbuf_text(&left), STYLE(ROLE_DIM));
    if (look->focus)
        canvas_cursor(line->canvas, line->row,
                      line->area.col + line->area.cols -
                          canvas_width(slice_of(strbuf_text(&right))));
    if (right.len)
        canvas_right(line->canvas, line->row, line->area.col, line->area.cols,
                     strbuf_text(&right),
                     STYLE(look->focus ? ROLE_ACCENT : ROLE_DIM));
    strbuf_finish(&left);
    strbuf_finish(&right);
    strbuf_finish(&name);
}

void plot_legend(struct canvas *canvas, struct rect area, int row,
                 const struct figure *figure, const struct plot_look *look)
{
    struct line line = { canvas, area, row, look->dots };

    put_header(&line, figure, look);
    line.row++;
    for (size_t i = 0; i < figure->curve_count; i++)
        put_curve(&line, figure, i);
    if (figure->kind == FIGURE_SAMPLE && figure->curve_count > 0)
        put_limit(&line, figure);
}
