#include "draw/rows_parts.h"

#include "lab/lab.h"
#include "lab/view.h"

enum {
    NUMBER_MIN = 3, /* "row" */
    NAME_MIN = 5,   /* "truth" */
    NAME_MAX = 12,
    NAMES = 256, /* so many names are measured */
    TEXT_MIN = 9,
    TEXT_MAX = 100,
    HIT_NAMED = 90, /* cols: from here on a hit is a word */
    HIT = 4,
    GAP = 1
};

/* Cells of each kind of column; 0: it is left out. */
struct shares {
    int cols[ROWS_HIT + 1];
    int left;
    size_t first_class, class_count; /* those that show */
    bool texts;                      /* rows have one */
};

static int digits(size_t n)
{
    int count = 1;

    for (; n >= 10; n /= 10)
        count++;
    return count > NUMBER_MIN ? count : NUMBER_MIN;
}

static int widest_class(const struct lab *lab)
{
    size_t k = lab_classes(lab);
    int widest = NAME_MIN;

    for (size_t j = 0; j < k && j < NAMES; j++) {
        int cols = canvas_width(slice_of(lab_class_name(lab, j)));

        widest = cols > widest ? cols : widest;
    }
    return widest < NAME_MAX ? widest : NAME_MAX;
}

/* As many cells as there are, and a gap; nothing where that is less than
 * `least`. */
static void take(struct shares *shares, enum rows_kind kind, int least,
                 int most)
{
    int some = shares->left - GAP < most ? shares->left - GAP : most;

    if (some < least || some < 1)
        return;
    shares->cols[kind] = some;
    shares->left -= some + GAP;
}

/* Every class has a column, in which its whole name has room if a text has
 * too. */
static void share_all(struct shares *shares, size_t k, int name)
{
    int wider = name - (ROWS_CLASS_COLS - GAP);

    shares->class_count = k;
    shares->cols[ROWS_CLASS] = ROWS_CLASS_COLS;
    shares->left -= (int)k * ROWS_CLASS_COLS + GAP;
    take(shares, ROWS_LOSS, ROWS_LOSS_COLS, ROWS_LOSS_COLS);
    if (shares->left >= name + TEXT_MIN + 2 * GAP)
        take(shares, ROWS_TRUTH, name, name);
    if (wider > 0 && shares->left >= (int)k * wider + 2 * TEXT_MIN) {
        shares->cols[ROWS_CLASS] += wider;
        shares->left -= (int)k * wider;
    }
    if (shares->texts)
        take(shares, ROWS_TEXT, TEXT_MIN, TEXT_MAX);
    if (shares->cols[ROWS_TRUTH] == 0)
        take(shares, ROWS_TRUTH, NAME_MIN, name);
}

/* Those around the cursor's that there is room for. */
static void share_classes(struct shares *shares, size_t k, size_t class)
{
    int room = shares->left > GAP ? shares->left - GAP : 0;
    size_t fit = (size_t)(room / ROWS_CLASS_COLS), before;

    shares->cols[ROWS_CLASS] = ROWS_CLASS_COLS;
    shares->class_count = fit < k ? fit : k;
    before = shares->class_count / 2;
    if (class > before)
        shares->first_class = class - before;
    if (shares->first_class + shares->class_count > k)
        shares->first_class = k - shares->class_count;
}

/* The truth and what was predicted, then some of the classes. */
static void share_some(struct shares *shares, size_t k, int name, size_t class)
{
    int each = shares->left / 2 - ROWS_P_COLS - 2 * GAP;
    int text;

    name = each < name ? each : name;
    take(shares, ROWS_TRUTH_P, ROWS_P_COLS, ROWS_P_COLS);
    take(shares, ROWS_PREDICTED_P, ROWS_P_COLS, ROWS_P_COLS);
    take(shares, ROWS_TRUTH, NAME_MIN, name);
    take(shares, ROWS_PREDICTED, NAME_MIN, name);
    take(shares, ROWS_LOSS, ROWS_LOSS_COLS, ROWS_LOSS_COLS);
    text = shares->left / 2 > TEXT_MIN ? shares->left / 2 : TEXT_MIN;
    if (shares->texts && shares->left >= ROWS_CLASS_COLS + TEXT_MIN + 2 * GAP)
        take(shares, ROWS_TEXT, TEXT_MIN, text < TEXT_MAX ? text : TEXT_MAX);
    share_classes(shares, k, class);
}

static void lay_out(struct rows_columns *out, const struct shares *shares)
{
    int col = 0;

    out->count = 0;
    for (int kind = ROWS_NUMBER; kind <= ROWS_HIT; kind++) {
        size_t times = kind == ROWS_CLASS ? shares->class_count : 1;
        int cols = shares->cols[kind];

        if (cols == 0 || times == 0)
            continue;
        for (size_t j = 0; j < times; j++, col += cols)
            out->at[out->count++] =
                (struct rows_column){ (enum rows_kind)kind, col, cols,
                                      shares->first_class + j };
        col += GAP;
    }
}

void rows_columns(struct rows_columns *out, const struct view *view, int cols,
                  size_t class)
{
    const struct lab *lab = view_lab(view);
    /* Rows are read with a text, or none is. */
    struct shares shares = { .left = cols, .texts = lab_row_named(lab, 0) };
    size_t k = lab_classes(lab);
    int number = digits(lab_rows(lab)), name = widest_class(lab);
    int hit = cols >= HIT_NAMED ? HIT : 1;

    take(&shares, ROWS_NUMBER, number, number);
    take(&shares, ROWS_HIT, hit, hit);
    if (shares.left > 0 && k <= (size_t)(shares.left - GAP) / ROWS_CLASS_COLS)
        share_all(&shares, k, name);
    else
        share_some(&shares, k, name, class < k ? class : 0);
    lay_out(out, &shares);
}
