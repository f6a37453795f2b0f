#include "draw/room_panel.h"

#include <stdio.h>

#include "base/arena.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "draw/big.h"
#include "draw/big_formula.h"
#include "draw/deck.h"
#include "draw/lab_panel.h"
#include "draw/page.h"
#include "draw/panel_parts.h"
#include "lab/lab.h"
#include "lab/readings.h"
#include "lesson/block.h"

enum { BIG = 3, APART = 2, EACH = BIG + 1 };

/* ---- the equation ---- */

static int top_of(const struct page_anchor *anchor)
{
    return anchor->line_count > 0 ? anchor->lines[0].baseline : anchor->row;
}

/* The last that is uncovered: of the slide, or of those before it. */
static const struct page_anchor *equation_of(const struct deck_step *step)
{
    const struct page_anchor *found = NULL;

    for (size_t i = 0; i < page_anchor_count(step->page); i++) {
        const struct page_anchor *anchor = page_anchor(step->page, i);

        if (anchor->kind == ANCHOR_EQUATION && top_of(anchor) < step->to)
            found = anchor;
    }
    return found;
}

/* The last of its lines that is uncovered. */
static int line_of(const struct deck_step *step,
                   const struct page_anchor *anchor)
{
    int line = 0;

    while (line + 1 < anchor->line_count &&
           anchor->lines[line + 1].baseline < step->to)
        line++;
    return line;
}

/* The byte of its source at which what is still covered begins. */
static uint32_t upto_of(const struct deck_step *step,
                        const struct page_anchor *anchor)
{
    int line = line_of(step, anchor);

    if (anchor == step->sum)
        return step->upto;
    return line + 1 < anchor->line_count ? anchor->lines[line + 1].from
                                         : UINT32_MAX;
}

/* The last value up to a line: its text, and "✓" or the like behind it. */
static bool value_of(const struct room *room, const struct page_anchor *anchor,
                     int line, bool ascii, struct beside *out)
{
    size_t count = (size_t)anchor->line_count;
    struct arena *arena = arena_create();
    struct beside *beside = arena_array(arena, count, sizeof *beside);
    uint32_t *from = arena_array(arena, count, sizeof *from);
    bool found = false;

    for (size_t i = 0; i < count; i++)
        from[i] = anchor->lines[i].from;
    beside_fill(equations_get(room->equations, (size_t)anchor->index), from,
                count, ascii, beside);
    for (int i = 0; i <= line; i++)
        if (beside[i].any && beside[i].value[0]) {
            *out = beside[i];
            found = true;
        }
    arena_destroy(arena);
    return found;
}

/* In large signs where the area has the rows and the columns, else as it is.
 * Returns the columns it took and what keeps the next off. */
static int draw_word(struct canvas *canvas, struct rect area, const char *word,
                     struct style style)
{
    int cols = big_draw(canvas, area, word, style);

    if (cols == 0)
        cols = canvas_puts(canvas, area.row + (area.rows - 1) / 2, area.col,
                           area.cols, word, style);
    return cols > 0 ? cols + APART : 0;
}

static void draw_value(struct canvas *canvas, struct rect area,
                       const struct beside *value)
{
    const char *mark = beside_mark(value, canvas_ascii(canvas));
    enum role role = value->truth == TRUTH_HOLDS  ? ROLE_GOOD
                     : value->truth == TRUTH_LOST ? ROLE_WARN
                                                  : ROLE_BAD;
    int cols = draw_word(canvas, area, value->value,
                         STYLE_WITH(ROLE_STRONG, ATTR_BOLD));

    area = rect_inset(area, 0, cols, 0, 0);
    cols =
        draw_word(canvas, area, value->unit, STYLE_WITH(ROLE_TEXT, ATTR_BOLD));
    area = rect_inset(area, 0, cols, 0, 0);
    draw_word(canvas, area, mark, STYLE_WITH((uint8_t)role, ATTR_BOLD));
}

/* As the page has it, where it has no room in large signs; without its first
 * lines, if need be. Returns its rows. */
static int draw_plain(struct canvas *canvas, struct rect area,
                      const struct deck_step *step,
                      const struct page_anchor *anchor)
{
    int end = anchor->line_count > 0
                  ? anchor->lines[line_of(step, anchor)].end + 1
                  : anchor->row + anchor->rows;
    int first = anchor->row;

    if (end - first > area.rows)
        first = end - area.rows;
    area.rows = end - first;
    page_draw(canvas, area, step->page, first, NULL);
    if (anchor == step->sum)
        page_hide(canvas, area, step->page, first,
                  (struct page_part){ anchor, step->upto, UINT32_MAX });
    canvas_attr(canvas, area, ATTR_BOLD);
    return area.rows;
}

/* In large signs. Returns its rows, 0 where it has no room. */
static int draw_math(struct canvas *canvas, struct rect area,
                     const struct deck_step *step,
                     const struct page_anchor *anchor)
{
    struct big_room room = { .rows = area.rows,
                             .cols = area.cols,
                             .upto = upto_of(step, anchor) };
    struct arena *arena = arena_create();
    struct big_formula formula = { .rows = 0 };

    if (big_formula_fit(arena, anchor->block->math.node, room, &formula))
        big_formula_draw(canvas, area.row, area.col, &formula,
                         STYLE_WITH(ROLE_MATH, ATTR_BOLD));
    else
        formula.rows = 0;
    arena_destroy(arena);
    return formula.rows;
}

/* The equation, its value in large digits below it; else the value in a row,
 * for an equation whose signs are large; else the equation as the page has it.
 * Returns the rows it took. */
static int draw_valued(struct canvas *canvas, struct rect area,
                       const struct deck_step *step,
                       const struct page_anchor *anchor,
                       const struct beside *value)
{
    int below = BIG, rows;

    rows =
        draw_math(canvas, rect_inset(area, 0, 0, 1 + below, 0), step, anchor);
    if (!rows) {
        below = 1;
        rows = draw_math(canvas, rect_inset(area, 0, 0, 1 + below, 0), step,
                         anchor);
    }
    if (!rows) {
        below = BIG;
        rows = draw_plain(canvas, rect_inset(area, 0, 0, 1 + below, 0), step,
                          anchor);
    }
    area = rect_inset(area, rows + 1, 4, 0, 0);
    area.rows = below;
    draw_value(canvas, area, value);
    return rows + 1 + below;
}

/* The term that came last, and what the terms come to so far. */
static void draw_term(struct canvas *canvas, struct rect area,
                      const struct page_term *term)
{
    struct style label = STYLE_WITH(ROLE_DIM, ATTR_BOLD);
    char which[64];
    int cols;

    snprintf(which, sizeof which, "%s %zu of %zu",
             term->product ? "factor" : "term", term->term + 1, term->count);
    cols = canvas_puts(canvas, area.row + 1, area.col, area.cols, which, label);
    area = rect_inset(area, 0, cols + APART, 0, 0);
    cols =
        draw_word(canvas, area, term->value, STYLE_WITH(ROLE_TEXT, ATTR_BOLD));
    area = rect_inset(area, 0, cols, 0, 0);
    if (!term->total[0])
        return;
    cols =
        canvas_puts(canvas, area.row + 1, area.col, area.cols, "so far", label);
    area = rect_inset(area, 0, cols + APART, 0, 0);
    draw_word(canvas, area, term->total, STYLE_WITH(ROLE_STRONG, ATTR_BOLD));
}

/* A sum whose terms come one by one has no value yet. Returns the rows it
 * took. */
static int draw_sum(struct canvas *canvas, struct rect area,
                    const struct room *room, const struct page_anchor *anchor)
{
    struct page_term term;
    int below = 0, rows;

    if (room->equations && area.rows > 1 + BIG &&
        page_term_above(room->step->page, anchor->index, room->step->to,
                        room->equations, canvas_ascii(canvas), &term))
        below = 1 + BIG;
    rows =
        draw_math(canvas, rect_inset(area, 0, 0, below, 0), room->step, anchor);
    if (!rows)
        rows = draw_plain(canvas, rect_inset(area, 0, 0, below, 0), room->step,
                          anchor);
    area = rect_inset(area, rows + 1, 4, 0, 0);
    area.rows = BIG;
    if (below)
        draw_term(canvas, area, &term);
    return rows + below;
}

/* Returns the rows it took. */
static int draw_equation(struct canvas *canvas, struct rect area,
                         const struct room *room)
{
    const struct page_anchor *anchor = equation_of(room->step);
    struct beside value;
    int rows;

    if (!anchor || area.rows < 1)
        return 0;
    if (anchor == room->step->sum)
        return draw_sum(canvas, area, room, anchor);
    if (room->equations && area.rows > 1 + BIG &&
        value_of(room, anchor, line_of(room->step, anchor),
                 canvas_ascii(canvas), &value))
        return draw_valued(canvas, area, room->step, anchor, &value);
    rows = draw_math(canvas, area, room->step, anchor);
    return rows ? rows : draw_plain(canvas, area, room->step, anchor);
}

/* ---- readings ---- */

/* What the lab shows, as single readings, the first `most` of them. */
static unsigned chosen(unsigned show, int most)
{
    static const enum reading chain[] = { READING_LIKELIHOOD,
                                          READING_LOG_LIKELIHOOD,
                                          READING_CROSS_ENTROPY,
                                          READING_ENTROPY, READING_KL };
    unsigned all = show & ((1u << READING_CHAIN) - 1), mask = 0;

    if (!show || show & 1u << READING_CHAIN)
        for (size_t i = 0; i < sizeof chain / sizeof *chain; i++)
            all |= 1u << chain[i];
    if (!all && show & (1u << READING_BITS | 1u << READING_FORMATS))
        all = 1u << READING_LIKELIHOOD | 1u << READING_LOG_LIKELIHOOD;
    for (int i = 0; i < READING_CHAIN && most > 0; i++)
        if (all & 1u << i) {
            mask |= 1u << i;
            most--;
        }
    return mask;
}

static bool draw_readings(struct canvas *canvas, struct rect area,
                          const struct room *room, bool dim)
{
    struct lab_look look = { .show =
                                 chosen(room->show, (area.rows + 1) / EACH) };
    struct readings now;
    struct panel panel = { .canvas = canvas,
                           .lab = room->lab,
                           .look = &look,
                           .now = &now,
                           .ascii = canvas_ascii(canvas),
                           .large = true };

    if (!look.show || lab_rows(room->lab) == 0)
        return false;
    lab_readings(room->lab, &now);
    readings_draw(&panel, area);
    if (dim)
        canvas_role(canvas, area, ROLE_FAINT);
    else
        canvas_attr(canvas, area, ATTR_BOLD);
    return true;
}

bool room_panel_draw(struct canvas *canvas, struct rect area,
                     const struct room *room)
{
    struct rect old = canvas_clip(canvas, area);
    int used = draw_equation(canvas, area, room);
    bool any = used > 0;

    canvas_rest(canvas, area.row, area.col);
    if (room->lab)
        any |= draw_readings(canvas, rect_inset(area, used + any, 0, 0, 0),
                             room, any && room->spot);
    canvas_unclip(canvas, old);
    return any;
}
