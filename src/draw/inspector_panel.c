#include "draw/inspector_panel.h"

#include <string.h>

#include "base/strbuf.h"
#include "draw/formula.h"
#include "draw/inspector_parts.h"
#include "draw/sentence.h"
#include "draw/target.h"

/* Whether there are rows for so many lines more, a table of terms keeping
 * some; where it has none anyway, they are free. */
static bool has_room(const struct part_panel *panel, int rows)
{
    bool table = panel->facts->binder && panel->rest.rows >= PART_TABLE_LEAST;

    return panel->rest.rows - rows >= (table ? PART_TABLE_LEAST : 0);
}

static void draw_sentence(struct part_panel *panel, const char *text,
                          struct style style)
{
    int rows;

    if (!text[0] || panel->rest.rows < 1)
        return;
    rows = sentence_draw(panel->canvas, panel->rest, text, style);
    panel->rest = rect_inset(panel->rest, rows, 0, 0, 0);
}

/* ---- values ---- */

static void write_number(const struct part_panel *panel, struct strbuf *out,
                         struct real r)
{
    strbuf_puts(out, part_number(panel, r, PART_DIGITS).text);
    if (r.flags & REAL_LOG_SCALED)
        strbuf_printf(out, " %s", unit_name(panel->look->unit));
}

/* A vector's entries stand between brackets, as many as fit. */
static void write_value(const struct part_panel *panel, struct strbuf *out,
                        const struct value *value)
{
    size_t count = value->rows * value->cols;
    bool log = false;

    if (value->shape == VALUE_NUMBER) {
        struct real place = value->number;

        /* The place of an optimum is no quantity of information. */
        if (value->optimum)
            place.flags &= ~(unsigned)REAL_LOG_SCALED;
        write_number(panel, out, place);
        if (!value->optimum)
            return;
        strbuf_puts(out, ", where it is ");
        write_number(panel, out, value->best);
        if (value->ties > 1)
            strbuf_printf(out, ", as at %ld of %ld", value->ties,
                          value->candidates);
        return;
    }
    strbuf_putc(out, '(');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_puts(out, value->cols == 1 || i % value->cols ? ", " : "; ");
        if (i == 8 && count > 9) {
            strbuf_puts(out, panel->ascii ? "..." : "\xE2\x80\xA6");
            break;
        }
        log |= (value->entries[i].flags & REAL_LOG_SCALED) != 0;
        strbuf_puts(
            out, part_number(panel, value->entries[i], PART_TERM_DIGITS).text);
    }
    strbuf_putc(out, ')');
    if (log)
        strbuf_printf(out, " %s", unit_name(panel->look->unit));
}

/* ---- the lines above the table ---- */

void inspector_letters(struct strbuf *out, struct inspect *inspect, bool ascii)
{
    const struct inspect_letter *letters;
    size_t count = inspect_letters(inspect, &letters);

    for (size_t i = 0; i < count; i++) {
        const struct unroll_range *range = &letters[i].range;

        strbuf_puts(out, i ? ", " : "");
        /* The one that the keys step. */
        if (i == inspect_chosen(inspect) && count > 1)
            strbuf_puts(out, ascii ? ">" : "\xE2\x96\xB8");
        formula_text(out, letters[i].key, ascii);
        strbuf_printf(
            out, " = %s",
            part_index(unroll_index(range, letters[i].at), ascii).text);
    }
}

/* "part 2 of 3", then the letters: what the keys move. */
static void draw_rule(struct part_panel *panel)
{
    struct strbuf letters = { 0 };
    struct rect row = panel->rest;
    size_t count, at = walk_index(inspect_place(panel->inspect), &count);
    int used;

    row.rows = 1;
    canvas_fill(panel->canvas, row, 0x2500, STYLE(ROLE_FAINT));
    used = canvas_printf(panel->canvas, row.row, row.col + 2, row.cols - 2,
                         STYLE(ROLE_DIM), " part %zu of %zu ", at + 1, count);
    inspector_letters(&letters, panel->inspect, panel->ascii);
    if (letters.len) {
        strbuf_putc(&letters, ' ');
        used = row.cols - used - 4;
        if (canvas_width(slice_of(letters.at)) + 1 <= used)
            canvas_printf(panel->canvas, row.row,
                          row.col + row.cols - 3 -
                              canvas_width(slice_of(letters.at)),
                          used, STYLE(ROLE_ACCENT), " %s", letters.at);
    }
    strbuf_finish(&letters);
    part_advance(panel);
}

/* "= -0.357 nats", and the exact value where the format's is another. */
static int draw_value(struct part_panel *panel, int row, int col, int cols)
{
    const struct inspect_facts *facts = panel->facts;
    struct strbuf text = { 0 };
    int used;

    if (facts->waits || facts->status != EVAL_VALUE) {
        used = canvas_puts(panel->canvas, row, col, cols,
                           facts->waits ? "is being computed" : "has no value",
                           STYLE(ROLE_DIM));
        strbuf_finish(&text);
        return used;
    }
    strbuf_puts(&text, "= ");
    write_value(panel, &text, &facts->value);
    used =
        canvas_puts(panel->canvas, row, col, cols, text.at, STYLE(ROLE_STRONG));
    strbuf_clear(&text);
    if (facts->differs) {
        strbuf_puts(&text, "exact ");
        write_value(panel, &text, &facts->exact);
        if (used + 3 + canvas_width(slice_of(text.at)) <= cols)
            used += 3 + canvas_puts(panel->canvas, row, col + used + 3,
                                    cols - used - 3, text.at, STYLE(ROLE_DIM));
        else if (panel->rest.rows > 1) {
            part_advance(panel);
            canvas_puts(panel->canvas, panel->rest.row, col, cols, text.at,
                        STYLE(ROLE_DIM));
            used = cols;
        }
    }
    strbuf_finish(&text);
    return used;
}

/* What happened to the value: beside it where there is room, else below. All
 * decimals are rounded: that alone is no warning. */
static void draw_flags(struct part_panel *panel, int row, int used)
{
    const char *flags = panel->facts->flags;
    bool plain = !strcmp(flags, "rounded");
    struct style style = STYLE(plain ? ROLE_DIM : ROLE_WARN);
    int cols = panel->rest.cols - used - 3;

    if (!flags[0])
        return;
    if (canvas_width(slice_of(flags)) <= cols)
        canvas_puts(panel->canvas, row, panel->rest.col + used + 3, cols, flags,
                    style);
    else if (!plain && has_room(panel, 1))
        draw_sentence(panel, flags, style);
}

/* The part, and what it comes to beside or below it. */
static void draw_part(struct part_panel *panel)
{
    struct rect row = panel->rest;
    int used = 0, line = row.row;
    int width = formula_cols(panel->facts->source, panel->ascii);

    if (row.rows < 1)
        return;
    part_formula(panel, row.row, row.col, row.cols, panel->facts->source,
                 STYLE_WITH(ROLE_MATH, ATTR_UNDERLINE));
    if (width + 2 + 24 <= row.cols) {
        used = width + 2;
        used += draw_value(panel, line, row.col + used, row.cols - used);
    } else if (row.rows > 1) {
        part_advance(panel);
        line = panel->rest.row;
        used = draw_value(panel, line, row.col, row.cols);
    }
    part_advance(panel);
    draw_flags(panel, line, used);
}

/* "name := body", as the define block has it: laid out like the page's own
 * where there is room, else in a row. */
static void draw_definition(struct part_panel *panel)
{
    struct rect area = panel->rest;
    struct strbuf tex = { 0 };
    int rows;

    if (!panel->facts->name.len || panel->rest.rows < 1)
        return;
    strbuf_slice(&tex, panel->facts->name);
    strbuf_puts(&tex, " := ");
    strbuf_slice(&tex, panel->facts->body);
    if (has_room(panel, 4))
        area = rect_inset(area, 1, 0, 0, 0);
    while (area.rows > 0 && !has_room(panel, area.rows))
        area.rows--;
    rows = formula_display(panel->canvas, area, slice_of(tex.at),
                           STYLE(ROLE_MATH));
    if (rows > 0)
        rows += area.row - panel->rest.row;
    else {
        part_formula(panel, panel->rest.row, panel->rest.col, panel->rest.cols,
                     slice_of(tex.at), STYLE(ROLE_MATH));
        rows = 1;
    }
    strbuf_finish(&tex);
    while (rows-- > 0)
        part_advance(panel);
}

static void draw_numbers(struct part_panel *panel)
{
    int row = panel->rest.row;

    if (!panel->facts->numbers.len || panel->rest.rows < 1)
        return;
    canvas_puts(panel->canvas, row, panel->rest.col, 2, "=", STYLE(ROLE_DIM));
    part_formula(panel, row, panel->rest.col + 2, panel->rest.cols - 2,
                 panel->facts->numbers, STYLE(ROLE_MATH));
    part_advance(panel);
}

/* ---- all of it ---- */

int inspector_panel_draw(struct canvas *canvas, struct rect area,
                         struct inspect *inspect,
                         const struct inspector_look *look)
{
    struct part_panel panel = { .canvas = canvas,
                                .rest = area,
                                .inspect = inspect,
                                .look = look,
                                .facts = inspect_facts(inspect),
                                .ascii = canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    canvas_fill(canvas, area, ' ', STYLE(ROLE_TEXT));
    canvas_target(canvas, area, (struct target){ TARGET_INSPECTOR, 0, 0 });
    draw_rule(&panel);
    draw_part(&panel);
    if (panel.facts->status != EVAL_VALUE && !panel.facts->waits)
        draw_sentence(&panel, panel.facts->fault, STYLE(ROLE_DIM));
    draw_definition(&panel);
    if (has_room(&panel, 1))
        draw_numbers(&panel);
    if (has_room(&panel, 2))
        part_advance(&panel);
    part_table(&panel);
    canvas_unclip(canvas, old);
    return panel.most;
}
