#include "draw/lab_panel.h"

#include <stdio.h>

#include "draw/number.h"
#include "draw/panel_parts.h"
#include "draw/sentence.h"
#include "draw/target.h"
#include "lab/lab.h"
#include "lab/readings.h"

/* A part below the table: which bits of `show` bring it. */
struct part {
    unsigned bits;
    int (*draw)(const struct panel *panel, struct rect area);
};

static const struct part parts[] = {
    { ~0u, data_draw },
    { 1u << READING_CHAIN, chain_draw },
    { (1u << READING_CHAIN) - 1, readings_draw },
    { 1u << READING_BITS, bits_draw },
    { 1u << READING_FORMATS, formats_draw },
};

enum {
    PARTS = sizeof parts / sizeof *parts,
    COLS_MAX = 78,
    TABLE_ROWS = 4, /* of a long table, this many must show */
    TABLE_MOST = 10000,
    LOW = 14 /* rows: below it every one is wanted for the table */
};

struct plan {
    bool large;
    int title;       /* rows */
    int gaps;        /* blank rows to spend, from the top */
    int table;       /* rows given to the table */
    int rows[PARTS]; /* 0: left out */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* "N = 3   K = 3   T = 1"; nothing of a lab without a table. */
static void write_sizes(char *out, size_t size, const struct lab *lab,
                        bool ascii)
{
    struct number n = number_count(lab_example_count(lab), ascii);

    out[0] = '\0';
    if (lab_classes(lab) > 0 && lab_model(lab) == LAB_SOFTMAX)
        snprintf(out, size, "N = %s   K = %zu   T = %s", n.text,
                 lab_classes(lab),
                 number_digits(lab_temperature(lab), 3, ascii).text);
    else if (lab_classes(lab) > 0)
        snprintf(out, size, "N = %s   K = %zu", n.text, lab_classes(lab));
}

/* The title, in two rows where it is long, and how large the lab is: beside
 * it, or in a row of its own. A low panel has one row for both, and the title
 * has it first. Returns the rows; canvas NULL only counts. */
static int draw_title(struct canvas *canvas, struct rect area,
                      const struct lab *lab, bool ascii)
{
    const char *title = lab_title(lab);
    int cols, used, lines = 1;
    char sizes[128];
    bool beside;

    write_sizes(sizes, sizeof sizes, lab, ascii);
    title = title && title[0] ? title : lab_name(lab);
    cols = canvas_width(slice_of(title));
    used = canvas_width(slice_of(sizes));
    beside = cols + 2 + used <= area.cols;
    if (!beside && (area.rows < LOW || used > area.cols))
        used = 0;
    if (cols > area.cols && area.rows >= LOW)
        lines = least(sentence_draw(NULL, area, title, STYLE(ROLE_TITLE)), 3);
    area.rows = lines;
    if (canvas && lines == 1)
        canvas_puts(canvas, area.row, area.col, area.cols, title,
                    STYLE(ROLE_TITLE));
    else if (canvas)
        sentence_draw(canvas, area, title, STYLE(ROLE_TITLE));
    if (canvas && beside)
        canvas_right(canvas, area.row, area.col, area.cols, sizes,
                     STYLE(ROLE_DIM));
    else if (canvas && used)
        canvas_puts(canvas, area.row + lines, area.col, area.cols, sizes,
                    STYLE(ROLE_DIM));
    return lines + (!beside && used);
}

/* A lab of data alone has no readings. */
static bool is_shown(const struct panel *panel, const struct part *part)
{
    unsigned show = panel->look->show;

    if (!show)
        show = 1u << READING_CHAIN | 1u << READING_BITS;
    if (lab_rows(panel->lab) == 0 && part->draw != data_draw)
        return false;
    return show & part->bits;
}

/* The table's rows at `each` rows an example, heading included. */
static int table_rows(const struct panel *panel, int each, int most)
{
    const struct lab *lab = panel->lab;
    size_t n = panel->look->bare ? 0 : lab_rows(lab);

    if (n == 0 || lab_classes(lab) == 0)
        return 0;
    if (each > 1 && (lab_model(lab) == LAB_SOFTMAX || lab_is_redefined(lab)))
        each++;
    if (each > 1 && table_is_soft(lab))
        each++;
    return 1 + each * (n < (size_t)most ? (int)n : most);
}

/* Fills the rows of the first `count` parts; returns their sum. */
static int size_parts(struct plan *plan, const struct panel *panel,
                      struct rect area, int count)
{
    struct panel counting = *panel;
    int sum = 0;

    counting.canvas = NULL;
    counting.large = plan->large;
    for (int i = 0; i < PARTS; i++) {
        plan->rows[i] = 0;
        if (i < count && is_shown(panel, &parts[i]))
            plan->rows[i] = parts[i].draw(&counting, area);
        sum += plan->rows[i];
    }
    return sum;
}

/* Tries one way to share out the rows. */
static bool try_plan(struct plan *plan, const struct panel *panel,
                     struct rect area, int each, int count)
{
    int table = table_rows(panel, each, TABLE_ROWS);
    int gaps = panel->look->bare ? 0 : panel->look->held ? 3 : 2;
    int spare =
        area.rows - plan->title - table - size_parts(plan, panel, area, count);

    for (int i = 0; i < PARTS; i++)
        gaps += plan->rows[i] > 0;
    if (spare < 0 || (plan->large && spare < gaps))
        return false;
    plan->gaps = least(spare, gaps);
    plan->table =
        least(table + spare - plan->gaps, table_rows(panel, 4, TABLE_MOST));
    return true;
}

/* All parts before big digits, big digits before bars, bars before the last
 * part; where nothing fits, the first part is cut off at the bottom. */
static struct plan plan_make(const struct panel *panel, struct rect area)
{
    struct plan plan = { .large = panel->look->large };
    int left;

    if (!panel->look->bare)
        plan.title = draw_title(NULL, area, panel->lab, panel->ascii);
    if (plan.large && try_plan(&plan, panel, area, 2, PARTS))
        return plan;
    plan.large = false;
    for (int count = PARTS; count > 0; count--)
        for (int each = 2; each >= 1; each--)
            if (try_plan(&plan, panel, area, each, count))
                return plan;
    size_parts(&plan, panel, area, PARTS);
    left = area.rows - plan.title;
    plan.table = least(left, table_rows(panel, 1, TABLE_ROWS));
    left -= plan.table;
    for (int i = 0; i < PARTS; i++) {
        plan.rows[i] = least(plan.rows[i], left);
        left -= plan.rows[i];
    }
    return plan;
}

/* Moves the area down past `rows`, and past a blank row if one is left. */
static struct rect advance(struct rect area, int rows, int *gaps)
{
    int gap = *gaps > 0;

    *gaps -= gap;
    return rect_inset(area, rows + gap, 0, 0, 0);
}

static void draw_parts(const struct panel *panel, struct rect rest,
                       const struct plan *plan, int gaps)
{
    for (int i = 0; i < PARTS; i++) {
        struct rect part = rest, old;

        if (plan->rows[i] == 0)
            continue;
        part.rows = least(rest.rows, plan->rows[i]);
        old = canvas_clip(panel->canvas, part);
        parts[i].draw(panel, part);
        canvas_unclip(panel->canvas, old);
        rest = advance(rest, plan->rows[i], &gaps);
    }
}

static void draw_all(struct panel *panel, struct rect area)
{
    struct plan plan = plan_make(panel, area);
    struct rect rest, table;
    int gaps = plan.gaps;

    panel->large = plan.large;
    rest = area;
    if (plan.title > 0) {
        draw_title(panel->canvas, area, panel->lab, panel->ascii);
        rest = advance(area, plan.title, &gaps);
    }
    if (panel->look->held && plan.gaps > 0) {
        canvas_puts(panel->canvas, area.row + plan.title, area.col, area.cols,
                    panel->look->held, STYLE(ROLE_WARN));
        rest = advance(rest, 0, &gaps);
    }
    if (plan.table > 0) {
        table = rest;
        table.rows = least(rest.rows, plan.table);
        rest = advance(rest, table_draw(panel, table), &gaps);
    }
    draw_parts(panel, rest, &plan, gaps);
}

void lab_panel_draw(struct canvas *canvas, struct rect area, struct lab *lab,
                    const struct lab_look *look)
{
    struct readings now;
    struct panel panel = { .canvas = canvas,
                           .lab = lab,
                           .look = look,
                           .now = &now,
                           .ascii = canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    area.cols = least(area.cols, COLS_MAX);
    if (!rect_empty(area)) {
        canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
        lab_readings(lab, &now);
        draw_all(&panel, area);
    }
    canvas_unclip(canvas, old);
}

int lab_panel_rows(struct lab *lab, const struct lab_look *look, int cols)
{
    struct rect area = { 0, 0, TABLE_MOST, least(cols, COLS_MAX) };
    struct panel panel = { .lab = lab, .look = look, .large = look->large };
    int rows =
        1 + draw_title(NULL, area, lab, false) + table_draw(&panel, area);

    for (int i = 0; i < PARTS; i++) {
        int part =
            is_shown(&panel, &parts[i]) ? parts[i].draw(&panel, area) : 0;

        rows += part + (part > 0);
    }
    return rows;
}
