#include "draw/split.h"

#include <stdio.h>

#include "draw/sentence.h"
#include "draw/style.h"

enum { GUTTER = 3, LAB_MAX = 78 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The text's share: a little over half, and no more than reads well. */
static void side_by_side(struct split *split, struct rect body)
{
    int text = least((body.cols - GUTTER) * 53 / 100, SPLIT_TEXT_MAX);

    split->way = SPLIT_COLUMNS;
    split->text = split->lab = body;
    split->text.cols = text;
    split->lab.col = body.col + text + GUTTER;
    split->lab.cols = body.cols - text - GUTTER;
}

/* Very wide screens get wider margins: a panel of 200 columns is no help. */
static int margin_of(int cols)
{
    int most = SPLIT_TEXT_MAX + GUTTER + LAB_MAX;

    if (cols > most + 4)
        return (cols - most) / 2;
    return cols >= 60 ? 2 : 1;
}

static void stacked(struct split *split, struct rect body, int lab_rows)
{
    int half = body.rows / 2;
    int lab = lab_rows > 0 ? least(lab_rows, body.rows * 6 / 10) : half;

    split->way = SPLIT_STACKED;
    split->text = split->lab = body;
    split->text.rows = body.rows - lab - 1;
    split->lab.row = body.row + split->text.rows + 1;
    split->lab.rows = lab;
}

struct split split_make(int rows, int cols, bool has_lab, bool lab_first,
                        int lab_rows)
{
    struct split split = { .way = SPLIT_TURNS };
    int margin = margin_of(cols), air = rows >= 20 ? 1 : 0;
    /* One row stays free above the footer where rows are not dear. */
    int above = rows >= 16 ? 1 : 0;
    struct rect body = { 1 + air, margin, rows - 2 - air - above,
                         cols - 2 * margin };

    if (rows < SPLIT_ROWS_MIN || cols < SPLIT_COLS_MIN) {
        split.way = SPLIT_TINY;
        return split;
    }
    split.header = (struct rect){ 0, margin, 1, cols - 2 * margin };
    split.footer = (struct rect){ rows - 1, margin, 1, cols - 2 * margin };
    if (has_lab && cols >= SPLIT_BESIDE) {
        side_by_side(&split, body);
    } else if (has_lab && rows >= SPLIT_STACK_ROWS) {
        stacked(&split, body, lab_rows);
    } else if (has_lab && lab_first) {
        split.lab = body;
    } else {
        split.text = body;
        split.text.cols = least(body.cols, SPLIT_TEXT_MAX);
    }
    return split;
}

void split_tiny_draw(struct canvas *canvas)
{
    int rows = canvas_rows(canvas), cols = canvas_cols(canvas);
    char full[80], brief[48], least[32];
    const char *texts[] = { full, brief, least, "too small" };

    snprintf(full, sizeof full, "likely needs %dx%d, this is %dx%d",
             SPLIT_COLS_MIN, SPLIT_ROWS_MIN, cols, rows);
    snprintf(brief, sizeof brief, "needs %dx%d, is %dx%d", SPLIT_COLS_MIN,
             SPLIT_ROWS_MIN, cols, rows);
    snprintf(least, sizeof least, "needs %dx%d", SPLIT_COLS_MIN,
             SPLIT_ROWS_MIN);
    if (!sentence_fit(canvas, rows / 2, 0, cols, texts, 4, STYLE(ROLE_TEXT)))
        canvas_puts(canvas, rows / 2, 0, cols, texts[3], STYLE(ROLE_TEXT));
    canvas_rest(canvas, rows / 2, 0);
}
