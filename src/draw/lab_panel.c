#include "draw/lab_panel.h"

#include <stdio.h>

#include "draw/number.h"
#include "draw/prose.h"
#include "draw/target.h"
#include "lab/lab.h"

/* A part below the table: which bits of `show` bring it. */
struct part {
    unsigned bits;
    int (*draw)(struct canvas *canvas, struct rect area, struct lab *lab,
                const struct lab_look *look);
};

static const struct part parts[] = {
    { 1u << READING_CHAIN, chain_draw },
    { (1u << READING_CHAIN) - 1, readings_draw },
    { 1u << READING_BITS, bits_draw },
    { 1u << READING_FORMATS, formats_draw },
};

enum { PARTS = sizeof parts / sizeof *parts, AIR_ROWS = 15, COLS_MAX = 96 };

struct plan {
    int air;         /* blank rows between the parts: 1 or 0 */
    int table;       /* rows given to the table */
    int rows[PARTS]; /* 0: left out */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static unsigned shown(const struct lab_look *look)
{
    return look->show ? look->show : 1u << READING_CHAIN | 1u << READING_BITS;
}

/* The table's rows at `each` rows an example, heading included. */
static int table_rows(const struct lab *lab, int each, int most)
{
    size_t n = lab_rows(lab);

    if (n == 0 || lab_classes(lab) == 0)
        return 0;
    return 1 + each * (n < (size_t)most ? (int)n : most);
}

/* Parts are taken in their order as long as the table keeps what it needs;
 * then the table has the rest. */
static struct plan plan_make(struct rect area, struct lab *lab,
                             const struct lab_look *look)
{
    struct plan plan = { .air = area.rows >= AIR_ROWS };
    int left = area.rows - 1 - plan.air;
    int need = table_rows(lab, area.rows >= AIR_ROWS ? 2 : 1, 4);

    for (int i = 0; i < PARTS; i++) {
        struct rect room = { 0, 0, left, area.cols };
        int rows;

        if (!(shown(look) & parts[i].bits))
            continue;
        /* Big digits are for when all else has its place. */
        rows = parts[i].draw(NULL, room, lab, look);
        if (rows > left - need - plan.air) {
            struct lab_look plain = *look;

            plain.large = false;
            rows = parts[i].draw(NULL, room, lab, &plain);
        }
        if (rows > 0 && rows <= left - need - plan.air) {
            plan.rows[i] = rows;
            left -= rows + plan.air;
        }
    }
    plan.table = least(left, table_rows(lab, 4, 10000));
    return plan;
}

static void draw_title(struct canvas *canvas, struct rect area,
                       const struct lab *lab)
{
    bool ascii = canvas_ascii(canvas);
    struct number n = number_count(lab_example_count(lab), ascii);
    const char *title = lab_title(lab);
    char sizes[128];
    int used;

    if (lab_classes(lab) == 0)
        snprintf(sizes, sizeof sizes, "%s", "");
    else if (lab_model(lab) == LAB_SOFTMAX)
        snprintf(sizes, sizeof sizes, "N = %s   K = %zu   T = %s", n.text,
                 lab_classes(lab),
                 number_digits(lab_temperature(lab), 3, ascii).text);
    else
        snprintf(sizes, sizeof sizes, "N = %s   K = %zu", n.text,
                 lab_classes(lab));
    used = canvas_width(slice_of(sizes));
    if (used + 8 > area.cols)
        used = 0;
    else
        canvas_right(canvas, area.row, area.col, area.cols, sizes,
                     STYLE(ROLE_DIM));
    canvas_puts(canvas, area.row, area.col, area.cols - used - 2,
                title && title[0] ? title : lab_name(lab), STYLE(ROLE_TITLE));
}

void lab_panel_draw(struct canvas *canvas, struct rect area, struct lab *lab,
                    const struct lab_look *look)
{
    struct rect old = canvas_clip(canvas, area), rest;
    struct plan plan;

    area.cols = least(area.cols, COLS_MAX);
    if (rect_empty(area)) {
        canvas_unclip(canvas, old);
        return;
    }
    canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
    plan = plan_make(area, lab, look);
    draw_title(canvas, area, lab);
    if (look->held && plan.air)
        canvas_puts(canvas, area.row + 1, area.col, area.cols, look->held,
                    STYLE(ROLE_WARN));
    rest = rect_inset(area, 1 + plan.air, 0, 0, 0);
    if (plan.table > 0) {
        struct rect table = rest;
        int used;

        table.rows = plan.table;
        used = table_draw(canvas, table, lab, look);
        rest = rect_inset(rest, used + plan.air, 0, 0, 0);
    }
    for (int i = 0; i < PARTS; i++) {
        struct rect part = rest;

        if (plan.rows[i] == 0)
            continue;
        part.rows = least(rest.rows, plan.rows[i]);
        parts[i].draw(canvas, part, lab, look);
        rest = rect_inset(rest, plan.rows[i] + plan.air, 0, 0, 0);
    }
    canvas_unclip(canvas, old);
}

int lab_panel_rows(struct lab *lab, const struct lab_look *look, int cols)
{
    struct rect area = { 0, 0, 1000, least(cols, COLS_MAX) };
    int rows = 2 + table_draw(NULL, area, lab, look);

    for (int i = 0; i < PARTS; i++)
        if (shown(look) & parts[i].bits)
            rows += 1 + parts[i].draw(NULL, area, lab, look);
    return rows;
}
