#include "draw/confusion_panel.h"

#include <stdio.h>
#include <string.h>

#include "draw/number.h"
#include "draw/sentence.h"
#include "draw/target.h"
#include "lab/confusion.h"
#include "lab/lab.h"

enum {
    NAME_MIN = 4,
    NAME_MAX = 16,
    NAMES = 256, /* so many names are measured */
    ALL_GAP = 2, /* before the totals */
    MARGIN = 3,  /* of a cell: the cursor's sign, the shade, a blank */
    SHARE = 3,   /* " 72", without a count above it */
    PERCENT = 6, /* "100.0%" */
    TITLES = 3   /* rows: what it is, names, and what is at the cursor */
};

/* From the most room to the least: a table with two rows for each true class,
 * with one for counts, with one for shares alone; a list. */
enum way { WAY_BOTH, WAY_COUNTS, WAY_SHARES, WAY_LIST };

struct plan {
    enum way way;
    size_t k;
    int name_cols; /* of the true classes */
    int cell_cols; /* of a class's column, its margin included */
    int all_cols;  /* of a total */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int widest_class(const struct lab *lab)
{
    int widest = NAME_MIN;

    for (size_t j = 0; j < lab_classes(lab) && j < NAMES; j++)
        widest = most(widest, canvas_width(slice_of(lab_class_name(lab, j))));
    return least(widest, NAME_MAX);
}

static int count_cols(size_t count)
{
    return number_count((long)count, false).cols;
}

/* Cells of a table with cells of that width; CANVAS_MAX where there are more
 * classes than a canvas can have columns. */
static int table_cols(const struct plan *plan, int cell)
{
    if (plan->k > CANVAS_MAX / 4)
        return CANVAS_MAX + 1;
    return plan->name_cols + (int)plan->k * (MARGIN + cell) + ALL_GAP +
           plan->all_cols;
}

/* Whether a table with cells of that width fits, with names as wide as they
 * are or else cut. */
static bool fits(struct plan *plan, int cell, int name, int cols)
{
    plan->cell_cols = MARGIN + cell;
    plan->name_cols = name;
    if (table_cols(plan, cell) <= cols)
        return true;
    plan->name_cols = least(name, most(cols / 5, NAME_MIN));
    return table_cols(plan, cell) <= cols;
}

/* The first way that fits. Its width depends on the number of rows, not on
 * their counts, so that an edit moves nothing. */
static struct plan plan_make(struct rect area,
                             const struct confusion *confusion)
{
    const struct lab *lab = confusion_lab(confusion);
    struct plan plan = { .way = WAY_LIST, .k = lab_classes(lab) };
    int name = widest_class(lab), count = count_cols(lab_rows(lab));
    int rows = plan.k < CANVAS_MAX ? (int)plan.k + 1 + TITLES : CANVAS_MAX + 1;

    plan.all_cols = most(count, NAME_MIN);
    if (rows > area.rows)
        return plan;
    if (fits(&plan, most(count, PERCENT), name, area.cols))
        plan.way = rows + (int)plan.k > area.rows ? WAY_COUNTS : WAY_BOTH;
    else if (fits(&plan, SHARE, name, area.cols))
        plan.way = WAY_SHARES;
    /* Names may be wider than numbers. */
    while (plan.way != WAY_LIST && plan.cell_cols < MARGIN + name &&
           table_cols(&plan, plan.cell_cols + 1 - MARGIN) <= area.cols)
        plan.cell_cols++;
    return plan;
}

/* ---- the table ---- */

struct table {
    struct canvas *canvas;
    struct rect area;
    const struct confusion *confusion;
    const struct lab *lab;
    const struct confusion_look *look;
    struct plan plan;
    bool ascii;
};

static int cell_col(const struct table *table, size_t class)
{
    return table->area.col + table->plan.name_cols +
           (int)class * table->plan.cell_cols;
}

/* Flush right in a class's column, or in that of totals. */
static void put(const struct table *table, int at, size_t class,
                const char *text, struct style style)
{
    const struct plan *plan = &table->plan;
    int col = cell_col(table, class);

    if (class == plan->k)
        canvas_right(table->canvas, at, col + ALL_GAP, plan->all_cols, text,
                     style);
    else
        canvas_right(table->canvas, at, col + MARGIN, plan->cell_cols - MARGIN,
                     text, style);
}

static void put_count(const struct table *table, int at, size_t class,
                      size_t count, struct style style)
{
    put(table, at, class, number_count((long)count, table->ascii).text, style);
}

/* Four steps of dots, or nothing: up to 5 %, 25 %, 50 %, 75 %. */
static uint32_t shade(double share)
{
    static const uint32_t runes[] = { ' ', 0x2591, 0x2592, 0x2593, 0x2588 };
    static const double ends[] = { 0.05, 0.25, 0.5, 0.75 };
    size_t at = 0;

    while (at < 4 && share > ends[at])
        at++;
    return runes[at];
}

/* "72.1%"; whole where there is no room, and then "<1" where it would read as
 * 0. */
static void write_share(char *out, size_t size, size_t count, size_t of,
                        bool whole)
{
    double share = of > 0 ? 100.0 * (double)count / (double)of : 0.0;

    if (of == 0)
        snprintf(out, size, "%s", "");
    else if (!whole)
        snprintf(out, size, count > 0 && share < 0.05 ? "<0.1%%" : "%.1f%%",
                 share);
    else
        snprintf(out, size, count > 0 && share < 0.5 ? "<1" : "%.0f", share);
}

static void draw_cell(const struct table *table, int at, size_t truth,
                      size_t predicted)
{
    size_t count = confusion_count(table->confusion, truth, predicted);
    size_t of = confusion_true(table->confusion, truth);
    enum way way = table->plan.way;
    int col = cell_col(table, predicted), rows = 1 + (way == WAY_BOTH);
    bool here = table->look->focus && table->look->truth == truth &&
                table->look->predicted == predicted;
    struct style style = STYLE(here                 ? ROLE_FOCUS
                               : count == 0         ? ROLE_FAINT
                               : truth == predicted ? ROLE_TRUTH
                                                    : ROLE_TEXT);
    char share[16];

    if (here)
        canvas_mark(table->canvas, at, col);
    if (of > 0)
        canvas_fill(table->canvas, (struct rect){ at, col + 1, rows, 1 },
                    shade((double)count / (double)of),
                    STYLE(truth == predicted ? ROLE_TRUTH : ROLE_TEXT));
    write_share(share, sizeof share, count, of, way == WAY_SHARES);
    if (way != WAY_SHARES)
        put_count(table, at, predicted, count, style);
    if (way != WAY_COUNTS && (count > 0 || way == WAY_SHARES))
        put(table, at + (way == WAY_BOTH), predicted, share, style);
    canvas_target(table->canvas,
                  (struct rect){ at, col, rows, table->plan.cell_cols },
                  (struct target){ TARGET_CONFUSION, (int)truth,
                                   (int)predicted });
}

static void draw_truth(const struct table *table, int at, size_t truth)
{
    size_t k = table->plan.k;
    bool lit = table->look->focus && table->look->truth == truth;

    canvas_puts(table->canvas, at, table->area.col, table->plan.name_cols,
                lab_class_name(table->lab, truth),
                STYLE(lit ? ROLE_STRONG : ROLE_DIM));
    for (size_t j = 0; j < k; j++)
        draw_cell(table, at, truth, j);
    put_count(table, at, k, confusion_true(table->confusion, truth),
              STYLE(ROLE_DIM));
}

static void draw_names(const struct table *table, int at)
{
    size_t k = table->plan.k;

    for (size_t j = 0; j <= k; j++) {
        bool lit = table->look->focus && table->look->predicted == j;

        /* No shade stands in this row: a name may use its place. */
        if (j < k)
            canvas_right(table->canvas, at, cell_col(table, j) + 1,
                         table->plan.cell_cols - 1,
                         lab_class_name(table->lab, j),
                         STYLE(lit ? ROLE_STRONG : ROLE_DIM));
        else
            put(table, at, j, "all", STYLE(ROLE_DIM));
    }
}

/* The totals of columns: where a count does not fit, a share. */
static void draw_totals(const struct table *table, int at)
{
    const struct confusion *confusion = table->confusion;
    size_t k = table->plan.k, rows = confusion_rows(confusion);

    canvas_puts(table->canvas, at, table->area.col, table->plan.name_cols,
                "all", STYLE(ROLE_DIM));
    for (size_t j = 0; j < k; j++) {
        size_t count = confusion_predicted(confusion, j);
        char share[16];

        write_share(share, sizeof share, count, rows, true);
        if (table->plan.way == WAY_SHARES)
            put(table, at, j, share, STYLE(ROLE_DIM));
        else
            put_count(table, at, j, count, STYLE(ROLE_DIM));
    }
    put_count(table, at, k, rows, STYLE(ROLE_STRONG));
}

/* "Neutral taken for Positive: 518 rows, 15.8% of Neutral". */
static void draw_sentence(const struct table *table, int at)
{
    const struct confusion_look *look = table->look;
    const char *truth, *taken;
    bool right = look->truth == look->predicted;
    char wide[512], narrow[512], count[NUMBER_TEXT], share[16];
    const char *texts[] = { wide, narrow, count };
    size_t rows, of;

    if (look->truth >= table->plan.k || look->predicted >= table->plan.k)
        return;
    truth = lab_class_name(table->lab, look->truth);
    taken = lab_class_name(table->lab, look->predicted);
    rows = confusion_count(table->confusion, look->truth, look->predicted);
    of = confusion_true(table->confusion, look->truth);
    snprintf(count, sizeof count, "%s",
             number_count((long)rows, table->ascii).text);
    write_share(share, sizeof share, rows, of, false);
    snprintf(wide, sizeof wide, "%.200s taken for %s%.200s: %s row%s%s%s%s",
             truth, right ? "what it is" : "", right ? "" : taken, count,
             rows == 1 ? "" : "s", of > 0 ? ", " : "", share,
             of > 0 ? " of the true class" : "");
    snprintf(narrow, sizeof narrow, "%.200s as %.200s: %s row%s%s%s", truth,
             taken, count, rows == 1 ? "" : "s", of > 0 ? ", " : "", share);
    sentence_fit(table->canvas, at, table->area.col, table->area.cols, texts, 3,
                 STYLE(ROLE_TEXT));
}

static void draw_table(const struct table *table)
{
    int each = 1 + (table->plan.way == WAY_BOTH), at = table->area.row + 1;

    draw_names(table, at++);
    for (size_t i = 0; i < table->plan.k; i++, at += each)
        draw_truth(table, at, i);
    draw_totals(table, at++);
    if (at + 1 < table->area.row + table->area.rows)
        at++;
    if (table->look->focus)
        draw_sentence(table, at);
}

/* ---- the list ---- */

/* The place in the list of the cell at the cursor, or 0. */
static size_t list_at(const struct confused *list, size_t count,
                      const struct confusion_look *look)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].truth == look->truth &&
            list[i].predicted == look->predicted)
            return i;
    return 0;
}

/* Where the columns of a list begin: count, share, the two names. */
struct columns {
    int count, share, truth, taken;
    int name_cols;
};

static struct columns list_columns(const struct table *table)
{
    struct columns c = { .count = table->area.col + 2 };
    int left;

    c.share = c.count + most(count_cols(lab_rows(table->lab)), 4) + 2;
    c.truth = c.share + PERCENT + 2;
    left = table->area.col + table->area.cols - c.truth - 2;
    c.name_cols = least(left / 2, most(widest_class(table->lab), 9));
    c.taken = c.truth + c.name_cols + 2;
    return c;
}

static void draw_confused(const struct table *table, int at,
                          const struct confused *one, bool here)
{
    struct columns c = list_columns(table);
    struct canvas *canvas = table->canvas;
    struct style style = STYLE(here ? ROLE_FOCUS : ROLE_TEXT);
    char share[16];

    write_share(share, sizeof share, one->count,
                confusion_true(table->confusion, one->truth), false);
    if (here)
        canvas_mark(canvas, at, table->area.col);
    canvas_right(canvas, at, c.count, c.share - c.count - 2,
                 number_count((long)one->count, table->ascii).text, style);
    canvas_right(canvas, at, c.share, PERCENT, share, style);
    canvas_puts(canvas, at, c.truth, c.name_cols,
                lab_class_name(table->lab, one->truth), STYLE(ROLE_TRUTH));
    canvas_puts(canvas, at, c.taken, c.name_cols,
                lab_class_name(table->lab, one->predicted), style);
    canvas_target(canvas,
                  (struct rect){ at, table->area.col, 1, table->area.cols },
                  (struct target){ TARGET_CONFUSION, (int)one->truth,
                                   (int)one->predicted });
}

static void draw_list(const struct table *table, struct confusion *confusion)
{
    struct confused list[CONFUSION_LARGEST];
    size_t count = confusion_largest(confusion, list, CONFUSION_LARGEST);
    size_t room = (size_t)most(table->area.rows - TITLES, 0), first = 0;
    size_t here = list_at(list, count, table->look);
    struct columns c = list_columns(table);
    int at = table->area.row + 1;

    if (here >= room && room > 0)
        first = here + 1 - room;
    canvas_right(table->canvas, at, c.count, c.share - c.count - 2, "rows",
                 STYLE(ROLE_DIM));
    canvas_right(table->canvas, at, c.share, PERCENT, "share", STYLE(ROLE_DIM));
    canvas_puts(table->canvas, at, c.truth, c.name_cols, "truth",
                STYLE(ROLE_DIM));
    canvas_puts(table->canvas, at++, c.taken, c.name_cols, "taken for",
                STYLE(ROLE_DIM));
    for (size_t i = first; i < count && i < first + room; i++)
        draw_confused(table, at++, &list[i], table->look->focus && here == i);
    if (count == 0)
        canvas_puts(table->canvas, at, table->area.col, table->area.cols,
                    "no row is taken for another class", STYLE(ROLE_TEXT));
    else
        canvas_printf(table->canvas, at, table->area.col, table->area.cols,
                      STYLE(ROLE_FAINT), "%zu to %zu of %zu confusions",
                      first + 1, first + room < count ? first + room : count,
                      confusion_kinds(confusion));
}

/* What is counted, and where: a soft truth has no class of its own. */
static void draw_title(const struct table *table)
{
    size_t all = lab_rows(table->lab);
    size_t done = confusion_rows(table->confusion);
    static const char *const lines[WAY_LIST + 1][3] = {
        [WAY_COUNTS] = { "true classes down, predicted ones across; a soft "
                         "truth counts as "
                         "its first largest class",
                         "truth down, prediction across; a soft truth by its "
                         "first largest",
                         "truth down (soft: its first largest)" },
        [WAY_SHARES] = { "% of the true class (down; a soft truth's is its "
                         "first largest) "
                         "by predicted class",
                         "% of the true class (soft: its first largest), by "
                         "predicted one",
                         "% of the truth (soft: first largest)" },
        [WAY_LIST] = { "the largest confusions; a soft truth counts as its "
                       "first largest "
                       "class",
                       "the largest confusions; a soft truth by its first "
                       "largest",
                       "confusions (soft truth: first largest)" },
    };
    enum way way = table->plan.way;
    struct rect area = table->area;

    if (done < all)
        canvas_printf(table->canvas, area.row, area.col, area.cols,
                      STYLE(ROLE_WARN), "counting: %d %%",
                      (int)(100.0 * (double)done / (double)all));
    else
        sentence_fit(table->canvas, area.row, area.col, area.cols,
                     lines[way == WAY_BOTH ? WAY_COUNTS : way], 3,
                     STYLE(ROLE_DIM));
}

void confusion_panel_draw(struct canvas *canvas, struct rect area,
                          struct confusion *confusion,
                          const struct confusion_look *look)
{
    struct table table = { .canvas = canvas,
                           .area = area,
                           .confusion = confusion,
                           .lab = confusion_lab(confusion),
                           .look = look,
                           .plan = plan_make(area, confusion),
                           .ascii = canvas_ascii(canvas) };
    struct rect old = canvas_clip(canvas, area);

    draw_title(&table);
    if (table.plan.way == WAY_LIST)
        draw_list(&table, confusion);
    else
        draw_table(&table);
    canvas_unclip(canvas, old);
}

static size_t moved(size_t at, int by, size_t count)
{
    if (by < 0)
        return at > (size_t)-by ? at - (size_t)-by : 0;
    return at + (size_t)by < count ? at + (size_t)by : count - 1;
}

void confusion_panel_move(struct rect area, struct confusion *confusion,
                          struct confusion_look *look, int down, int right)
{
    struct plan plan = plan_make(area, confusion);
    struct confused list[CONFUSION_LARGEST];
    size_t count, at;

    if (plan.k == 0)
        return;
    if (plan.way != WAY_LIST) {
        look->truth = moved(look->truth, down, plan.k);
        look->predicted = moved(look->predicted, right, plan.k);
        return;
    }
    count = confusion_largest(confusion, list, CONFUSION_LARGEST);
    if (count == 0)
        return;
    at = moved(list_at(list, count, look), down, count);
    look->truth = list[at].truth;
    look->predicted = list[at].predicted;
}
