/* plot_words.c - a figure's names and values as text. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "draw/plot_parts.h"
#include "lab/lab.h"
#include "lesson/block.h"
#include "num/unit.h"
#include "tex/layout.h"
#include "tex/parse.h"

enum { DECIMALS = 4, DIGITS = 4 };

/* ---- names ---- */

static void add_key(struct strbuf *out, struct slice key, bool ascii)
{
    struct arena *arena = arena_create();

    tex_inline_text(out, tex_parse(arena, key, NULL), ascii);
    arena_destroy(arena);
}

void plot_mark_name(struct strbuf *out, const struct figure_mark *mark,
                    bool ascii)
{
    add_key(out, mark->key, ascii);
}

void plot_x_letter(struct strbuf *out, const struct figure *figure, bool ascii)
{
    if (figure->kind == FIGURE_SAMPLE)
        strbuf_putc(out, 'n');
    else
        add_key(out, figure->key, ascii);
}

void plot_x_name(struct strbuf *out, const struct figure *figure, bool ascii)
{
    const struct plot_block *plot =
        figure->kind == FIGURE_PLOT ? figure->block->plot : NULL;

    if (!plot) {
        strbuf_putc(out, 'n');
        return;
    }
    if (plot->x_label)
        strbuf_puts(out, plot->x_label);
    else
        add_key(out, figure->key, ascii);
    if (plot->x_unit)
        strbuf_printf(out, " (%s)", plot->x_unit);
}

void plot_y_name(struct strbuf *out, const struct figure *figure, bool ascii)
{
    const struct plot_block *plot =
        figure->kind == FIGURE_PLOT ? figure->block->plot : NULL;
    bool log = figure->curve_count > 0 && figure->curves[0].log;
    const char *unit = log    ? unit_name(figure->unit)
                       : plot ? plot->y_unit
                              : NULL;

    if (!plot) {
        strbuf_puts(out, "mean of ");
        tex_inline_text(out, figure->block->sample->show.node, ascii);
    } else if (plot->y_label) {
        strbuf_puts(out, plot->y_label);
    }
    if (unit)
        strbuf_printf(out, out->len ? " (%s)" : "%s", unit);
}

void plot_curve_name(struct strbuf *out, const struct figure *figure,
                     size_t curve, bool ascii)
{
    const struct figure_curve *one = &figure->curves[curve];

    if (figure->kind == FIGURE_SAMPLE)
        strbuf_printf(out, "seed %ld", one->seed);
    else if (one->label.len > 0)
        strbuf_slice(out, one->label);
    else
        tex_inline_text(out, one->tex->node, ascii);
}

int plot_letter(size_t curve)
{
    return 'a' + (int)(curve % 26);
}

void plot_limit_name(struct strbuf *out, const struct figure *figure,
                     bool ascii)
{
    tex_inline_text(out, figure->block->sample->limit.node, ascii);
}

/* ---- values ---- */

/* What is too small or too large for a double. */
static void add_wide(struct strbuf *out, struct real y, bool ascii)
{
    struct wide wide = wide_from_binary(fabs(y.x), 0.0, y.scale);

    if (y.x < 0.0)
        strbuf_puts(out, ascii ? "-" : "\xE2\x88\x92");
    strbuf_puts(out, number_wide(wide, DIGITS, ascii).text);
}

void plot_y_text(struct strbuf *out, const struct figure *figure,
                 const struct figure_curve *curve, struct real y, bool ascii)
{
    const struct plot_block *plot =
        figure->kind == FIGURE_PLOT ? figure->block->plot : NULL;
    const char *unit = curve->log ? unit_name(figure->unit)
                       : plot     ? plot->y_unit
                                  : NULL;

    if (isnan(y.x)) {
        strbuf_puts(out, "no value");
        return;
    }
    if (curve->log)
        strbuf_puts(out,
                    number_fixed(unit_from_nats(figure->unit, real_double(y)),
                                 DECIMALS, ascii)
                        .text);
    else if (y.scale != 0 && y.x != 0.0 && isfinite(y.x))
        add_wide(out, y, ascii);
    else
        strbuf_puts(out, number_digits(y.x, DIGITS, ascii).text);
    if (unit)
        strbuf_printf(out, strcmp(unit, "%") == 0 ? "%s" : " %s", unit);
}

void plot_x_text(struct strbuf *out, const struct figure *figure, double x,
                 bool ascii)
{
    if (isnan(x))
        strbuf_puts(out, "no value");
    else if (figure->kind == FIGURE_SAMPLE)
        strbuf_puts(out, number_count(lround(x), ascii).text);
    else
        strbuf_puts(out, number_digits(x, DIGITS, ascii).text);
}

/* ---- in words ---- */

static void add_range(struct strbuf *out, const struct figure *figure,
                      bool ascii)
{
    plot_x_name(out, figure, ascii);
    strbuf_puts(out, " from ");
    plot_x_text(out, figure, figure->from, ascii);
    strbuf_puts(out, " to ");
    plot_x_text(out, figure, figure->to, ascii);
}

static void add_end(struct strbuf *out, const struct figure *figure,
                    const struct figure_curve *curve,
                    const struct figure_extreme *end, const char *word,
                    bool ascii)
{
    struct strbuf name = { 0 };

    strbuf_puts(out, word);
    if (end->unbounded) {
        strbuf_puts(out, " without bound");
        return;
    }
    plot_x_letter(&name, figure, ascii);
    strbuf_putc(out, ' ');
    plot_y_text(out, figure, curve, end->y, ascii);
    strbuf_printf(out, " at %s = ", strbuf_text(&name));
    plot_x_text(out, figure, end->x, ascii);
    if (end->ties == FIGURE_POINTS)
        strbuf_puts(out, ", as everywhere");
    else if (end->ties > 1)
        strbuf_puts(out, " and elsewhere");
    strbuf_finish(&name);
}

static void add_curve(struct strbuf *out, const struct figure *figure,
                      size_t index, bool ascii)
{
    const struct figure_curve *curve = &figure->curves[index];

    plot_curve_name(out, figure, index, ascii);
    if (curve->fault) {
        strbuf_printf(out, ": no value, %s. ", curve->fault);
        return;
    }
    add_end(out, figure, curve, &curve->high, ": largest", ascii);
    add_end(out, figure, curve, &curve->low, ", smallest", ascii);
    if (figure->reads) {
        strbuf_puts(out, "; at ");
        plot_x_text(out, figure, figure->at, ascii);
        strbuf_puts(out, " it is ");
        plot_y_text(out, figure, curve, curve->reading, ascii);
    }
    strbuf_puts(out, ". ");
}

static void add_seed(struct strbuf *out, const struct figure *figure,
                     size_t index, bool ascii)
{
    const struct figure_curve *curve = &figure->curves[index];
    size_t last = figure->points - 1;

    plot_curve_name(out, figure, index, ascii);
    strbuf_puts(out, ": ");
    plot_y_text(out, figure, curve, real_of(curve->y[0]), ascii);
    strbuf_puts(out, " at first, ");
    plot_y_text(out, figure, curve, real_of(curve->y[last]), ascii);
    strbuf_puts(out, " in the end");
    if (figure->cursor) {
        strbuf_puts(out, ", at ");
        plot_x_text(out, figure, figure->at, ascii);
        strbuf_puts(out, " it is ");
        plot_y_text(out, figure, curve, curve->reading, ascii);
    }
    strbuf_puts(out, ". ");
}

static void add_sample(struct strbuf *out, const struct figure *figure,
                       bool ascii)
{
    const struct figure_curve *curve = &figure->curves[0];

    for (size_t i = 0; i < figure->curve_count; i++)
        add_seed(out, figure, i, ascii);
    if (isfinite(figure->limit)) {
        strbuf_puts(out, "The limit, ");
        plot_limit_name(out, figure, ascii);
        strbuf_puts(out, ", is ");
        plot_y_text(out, figure, curve, real_of(figure->limit), ascii);
        strbuf_puts(out, ". ");
    }
    if (figure->band) {
        strbuf_puts(out, "One standard deviation of the mean is ");
        plot_y_text(out, figure, curve,
                    real_of(figure->deviation / sqrt(figure->to)), ascii);
        strbuf_puts(out, " in the end. ");
    }
}

void plot_words(struct strbuf *out, const struct figure *figure, bool ascii)
{
    const char *title =
        figure->kind == FIGURE_PLOT ? figure->block->plot->title : NULL;

    strbuf_puts(out, figure->kind == FIGURE_PLOT ? "Plot" : "Sample");
    if (title)
        strbuf_printf(out, ", %s", title);
    strbuf_puts(out, ": ");
    if (figure->fault || !figure->known) {
        strbuf_puts(out, figure->fault ? figure->fault : "not valued yet");
        return;
    }
    if (figure->kind == FIGURE_SAMPLE) {
        plot_y_name(out, figure, ascii);
        strbuf_puts(out, ", ");
    }
    add_range(out, figure, ascii);
    strbuf_puts(out, figure->exact ? ", in exact arithmetic. " : ". ");
    for (size_t i = 0; i < figure->mark_count; i++) {
        strbuf_puts(out, "A line marks ");
        plot_mark_name(out, &figure->marks[i], ascii);
        strbuf_puts(out, " = ");
        plot_x_text(out, figure, figure->marks[i].x, ascii);
        strbuf_puts(out, ". ");
    }
    if (figure->kind == FIGURE_SAMPLE)
        add_sample(out, figure, ascii);
    for (size_t i = 0; figure->kind == FIGURE_PLOT && i < figure->curve_count;
         i++)
        add_curve(out, figure, i, ascii);
    while (out->len > 0 && out->at[out->len - 1] == ' ')
        out->at[--out->len] = '\0';
}
