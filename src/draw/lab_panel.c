#include "draw/lab_panel.h"

#include <stdio.h>

#include "draw/number.h"
#include "draw/sentence.h"
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

enum {
    PARTS = sizeof parts / sizeof *parts,
    COLS_MAX = 96,
    TABLE_ROWS = 4 /* of a long table, this many must show */
};

struct plan {
    bool large;
    int gaps;        /* blank rows to spend, from the top */
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

/* Fills the rows of the first `count` parts; returns their sum. */
static int size_parts(struct plan *plan, struct rect area, struct lab *lab,
                      const struct lab_look *look, int count)
{
    struct lab_look sized = *look;
    int sum = 0;

    sized.large = plan->large;
    for (int i = 0; i < PARTS; i++) {
        plan->rows[i] = 0;
        if (i < count && shown(look) & parts[i].bits)
            plan->rows[i] = parts[i].draw(NULL, area, lab, &sized);
        sum += plan->rows[i];
    }
    return sum;
}

/* Tries one way to share out the rows; the title has one of them. */
static bool try_plan(struct plan *plan, struct rect area, struct lab *lab,
                     const struct lab_look *look, int each, int count)
{
    int table = table_rows(lab, each, TABLE_ROWS), spare, gaps = 2;

    spare = area.rows - 1 - table - size_parts(plan, area, lab, look, count);
    for (int i = 0; i < PARTS; i++)
        gaps += plan->rows[i] > 0;
    if (spare < 0 || (plan->large && spare < gaps))
        return false;
    plan->gaps = least(spare, gaps);
    plan->table = least(table + spare - plan->gaps, table_rows(lab, 4, 10000));
    return true;
}

/* All parts before big digits, big digits before bars, bars before the last
 * part; where nothing fits, the first part is cut off at the bottom. */
static struct plan plan_make(struct rect area, struct lab *lab,
                             const struct lab_look *look)
{
    struct plan plan = { .large = look->large };
    int left;

    if (plan.large && try_plan(&plan, area, lab, look, 2, PARTS))
        return plan;
    plan.large = false;
    for (int count = PARTS; count > 0; count--)
        for (int each = 2; each >= 1; each--)
            if (try_plan(&plan, area, lab, look, each, count))
                return plan;
    size_parts(&plan, area, lab, look, PARTS);
    plan.table = least(area.rows - 1, table_rows(lab, 1, TABLE_ROWS));
    left = area.rows - 1 - plan.table;
    for (int i = 0; i < PARTS; i++) {
        plan.rows[i] = least(plan.rows[i], left);
        left -= plan.rows[i];
    }
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

/* Moves the area down past `rows`, and past a blank row if one is left. */
static struct rect advance(struct rect area, int rows, int *gaps)
{
    int gap = *gaps > 0;

    *gaps -= gap;
    return rect_inset(area, rows + gap, 0, 0, 0);
}

static void draw_parts(struct canvas *canvas, struct rect rest, struct lab *lab,
                       const struct lab_look *look, const struct plan *plan,
                       int gaps)
{
    struct lab_look sized = *look;

    sized.large = plan->large;
    for (int i = 0; i < PARTS; i++) {
        struct rect part = rest, old;

        if (plan->rows[i] == 0)
            continue;
        part.rows = least(rest.rows, plan->rows[i]);
        old = canvas_clip(canvas, part);
        parts[i].draw(canvas, part, lab, &sized);
        canvas_unclip(canvas, old);
        rest = advance(rest, plan->rows[i], &gaps);
    }
}

void lab_panel_draw(struct canvas *canvas, struct rect area, struct lab *lab,
                    const struct lab_look *look)
{
    struct rect old = canvas_clip(canvas, area), rest;
    struct plan plan;
    int gaps;

    area.cols = least(area.cols, COLS_MAX);
    if (rect_empty(area)) {
        canvas_unclip(canvas, old);
        return;
    }
    canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
    plan = plan_make(area, lab, look);
    gaps = plan.gaps;
    draw_title(canvas, area, lab);
    if (look->held && gaps > 0)
        canvas_puts(canvas, area.row + 1, area.col, area.cols, look->held,
                    STYLE(ROLE_WARN));
    rest = advance(area, 1, &gaps);
    if (plan.table > 0) {
        struct rect table = rest;

        table.rows = least(rest.rows, plan.table);
        rest = advance(rest, table_draw(canvas, table, lab, look), &gaps);
    }
    draw_parts(canvas, rest, lab, look, &plan, gaps);
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
