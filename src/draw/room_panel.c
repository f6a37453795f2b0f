#include "draw/room_panel.h"

#include "base/arena.h"
#include "course/equation.h"
#include "draw/beside.h"
#include "draw/deck.h"
#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/page.h"
#include "draw/panel_parts.h"
#include "lab/lab.h"
#include "lab/readings.h"

enum { BIG = 3, APART = 2, EACH = BIG + 1 };

/* ---- the equation ---- */

/* The last that is uncovered, and the last of its lines that is. */
static const struct page_anchor *equation_of(const struct deck_step *step,
                                             int *line)
{
    const struct page_anchor *found = NULL;

    for (size_t i = 0; i < page_anchor_count(step->page); i++) {
        const struct page_anchor *anchor = page_anchor(step->page, i);

        if (anchor->kind == ANCHOR_EQUATION && anchor->line_count > 0 &&
            anchor->row >= step->from && anchor->lines[0].baseline < step->to &&
            anchor != step->sum)
            found = anchor;
    }
    *line = 0;
    while (found && *line + 1 < found->line_count &&
           found->lines[*line + 1].baseline < step->to)
        ++*line;
    return found;
}

static int rows_of(const struct page_anchor *anchor, int line)
{
    return anchor->lines[line].end + 1 - anchor->row;
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

/* Big digits, or as they are where they have no room. */
static void draw_value(struct canvas *canvas, struct rect area,
                       const struct beside *value)
{
    struct style strong = STYLE_WITH(ROLE_STRONG, ATTR_BOLD);
    const char *mark = beside_mark(value, canvas_ascii(canvas));
    enum role role = value->truth == TRUTH_HOLDS  ? ROLE_GOOD
                     : value->truth == TRUTH_LOST ? ROLE_WARN
                                                  : ROLE_BAD;
    int cols = big_draw(canvas, area, value->value, strong);

    if (cols == 0)
        cols = canvas_puts(canvas, area.row + 1, area.col, area.cols,
                           value->value, strong);
    area = rect_inset(area, 0, cols + APART, 0, 0);
    cols = canvas_puts(canvas, area.row + 1, area.col, area.cols, value->unit,
                       STYLE_WITH(ROLE_TEXT, ATTR_BOLD));
    area = rect_inset(area, 0, cols + (cols > 0 ? APART : 0), 0, 0);
    if (!big_draw(canvas, area, mark, STYLE((uint8_t)role)))
        canvas_puts(canvas, area.row + 1, area.col, area.cols, mark,
                    STYLE((uint8_t)role));
}

/* Returns the rows it took. */
static int draw_equation(struct canvas *canvas, struct rect area,
                         const struct room *room)
{
    int line, rows;
    const struct page_anchor *anchor = equation_of(room->step, &line);
    struct beside value;
    struct rect place = area;

    if (!anchor || !room->equations)
        return 0;
    rows = rows_of(anchor, line);
    if (rows + 1 + BIG > area.rows ||
        !value_of(room, anchor, line, canvas_ascii(canvas), &value))
        return 0;
    place.rows = rows;
    page_draw(canvas, place, room->step->page, anchor->row, NULL);
    canvas_attr(canvas, place, ATTR_BOLD);
    place.row += rows + 1;
    place.rows = BIG;
    place = rect_inset(place, 0, 4, 0, 0);
    draw_value(canvas, place, &value);
    return rows + 1 + BIG;
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

static void draw_readings(struct canvas *canvas, struct rect area,
                          const struct room *room)
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
        return;
    lab_readings(room->lab, &now);
    readings_draw(&panel, area);
    canvas_attr(canvas, area, ATTR_BOLD);
}

void room_panel_draw(struct canvas *canvas, struct rect area,
                     const struct room *room)
{
    struct rect old = canvas_clip(canvas, area);
    int used = draw_equation(canvas, area, room);

    if (room->lab)
        draw_readings(canvas,
                      rect_inset(area, used + (used > 0 ? 1 : 0), 0, 0, 0),
                      room);
    canvas_unclip(canvas, old);
}
