#include "draw/reliability_panel.h"

#include <math.h>
#include <stdio.h>

#include "draw/bar.h"
#include "draw/number.h"
#include "draw/sentence.h"
#include "lab/lab.h"
#include "lab/reliability.h"

enum {
    BIN_COLS = 8, /* ".8 to .9" */
    P_COLS = 5,
    TRACK_MIN = 10,
    COLS_MAX = 84 /* wider and numbers are far from their bars */
};

/* The columns of a line: its bin, the track, and numbers where they fit. */
struct ruler {
    struct canvas *canvas;
    struct rect area;
    int track, track_cols;
    int confidence, accuracy; /* 0: left out */
    int count;
    bool ascii;
};

static struct ruler ruler_make(struct canvas *canvas, struct rect area,
                               const struct reliability *reliability)
{
    struct ruler ruler = { .canvas = canvas,
                           .area = area,
                           .ascii = canvas_ascii(canvas) };
    int count = number_count((long)reliability_rows(reliability), false).cols;
    int left = area.cols - BIN_COLS - 1, end = area.col + area.cols;

    count = count < 4 ? 4 : count;
    ruler.track = area.col + BIN_COLS + 1;
    if (left >= TRACK_MIN + 1 + count) {
        ruler.count = end - count;
        left -= count + 1;
        end -= count + 1;
    }
    if (left >= TRACK_MIN + 2 * (P_COLS + 1)) {
        ruler.accuracy = end - P_COLS;
        ruler.confidence = end - 2 * P_COLS - 1;
        left -= 2 * (P_COLS + 1);
    }
    ruler.track_cols = left;
    return ruler;
}

static void draw_heading(const struct ruler *ruler, int at)
{
    struct canvas *canvas = ruler->canvas;
    struct style dim = STYLE(ROLE_DIM);

    canvas_puts(canvas, at, ruler->area.col, BIN_COLS, "bin", dim);
    canvas_puts(canvas, at, ruler->track, ruler->track_cols, "0", dim);
    if (ruler->track_cols >= TRACK_MIN) {
        canvas_puts(canvas, at, ruler->track + ruler->track_cols / 2 - 1, 3,
                    "0.5", dim);
        canvas_right(canvas, at, ruler->track, ruler->track_cols, "1", dim);
    }
    if (ruler->confidence)
        canvas_puts(canvas, at, ruler->confidence, P_COLS, "conf.", dim);
    if (ruler->accuracy)
        canvas_puts(canvas, at, ruler->accuracy, P_COLS, "hits", dim);
    if (ruler->count)
        canvas_right(canvas, at, ruler->count,
                     ruler->area.col + ruler->area.cols - ruler->count, "rows",
                     dim);
}

static void draw_share(const struct ruler *ruler, int at, int col, double x)
{
    struct number n = number_fit(x, 3, P_COLS, ruler->ascii);

    if (col && !isnan(x))
        number_draw(ruler->canvas, at, col, P_COLS, &n, STYLE(ROLE_TEXT));
}

/* The bar of hits, and over it the place of the mean confidence. */
static void draw_track(const struct ruler *ruler, int at,
                       const struct reliability_bin *bin)
{
    int cols = ruler->track_cols, mark;

    if (cols < 1)
        return;
    canvas_fill(ruler->canvas, (struct rect){ at, ruler->track, 1, cols },
                ruler->ascii ? '.' : 0x00B7, STYLE(ROLE_FAINT));
    if (bin->rows == 0)
        return;
    bar_draw(ruler->canvas, at, ruler->track, cols, bin->accuracy,
             STYLE(ROLE_BAR));
    mark = (int)lround(bin->confidence * cols - 0.5);
    mark = mark < 0 ? 0 : mark >= cols ? cols - 1 : mark;
    canvas_rune(ruler->canvas, at, ruler->track + mark, 0x25C6,
                STYLE(ROLE_STRONG));
}

static void draw_bin(const struct ruler *ruler, int at, size_t index,
                     const struct reliability_bin *bin)
{
    int end = ruler->area.col + ruler->area.cols;

    canvas_printf(ruler->canvas, at, ruler->area.col, BIN_COLS,
                  STYLE(bin->rows ? ROLE_TEXT : ROLE_FAINT), ".%zu to %s%zu",
                  index, index + 1 < RELIABILITY_BINS ? "." : "",
                  (index + 1) % RELIABILITY_BINS + (index + 1) / 10);
    draw_track(ruler, at, bin);
    draw_share(ruler, at, ruler->confidence, bin->confidence);
    draw_share(ruler, at, ruler->accuracy, bin->accuracy);
    if (ruler->count)
        canvas_right(ruler->canvas, at, ruler->count, end - ruler->count,
                     number_count((long)bin->rows, ruler->ascii).text,
                     STYLE(bin->rows ? ROLE_TEXT : ROLE_FAINT));
}

/* The figures in a line, the shortest way where nothing else fits, and how
 * many bins are drawn where others hold rows too. */
static void draw_total(const struct ruler *ruler, int at,
                       const struct reliability *reliability, size_t shown)
{
    struct reliability_bin all = reliability_total(reliability);
    char ece[NUMBER_TEXT], sure[NUMBER_TEXT], hits[NUMBER_TEXT];
    char wide[256], middle[200], narrow[96], bins[32] = "";
    const char *texts[] = { wide, middle, narrow };
    bool ascii = ruler->ascii;

    snprintf(ece, sizeof ece, "%s",
             number_fixed(reliability_ece(reliability), 4, ascii).text);
    snprintf(sure, sizeof sure, "%s",
             number_fixed(all.confidence, 3, ascii).text);
    snprintf(hits, sizeof hits, "%s",
             number_fixed(all.accuracy, 3, ascii).text);
    if (shown < RELIABILITY_BINS)
        snprintf(bins, sizeof bins, "  %zu of %d bins", shown,
                 RELIABILITY_BINS);
    snprintf(wide, sizeof wide,
             "expected calibration error %s   mean confidence %s   "
             "accuracy %s%s",
             ece, sure, hits, bins);
    snprintf(middle, sizeof middle, "ECE %s  confidence %s  hits %s%s", ece,
             sure, hits, bins);
    snprintf(narrow, sizeof narrow, "ECE %s%s", ece, bins);
    sentence_fit(ruler->canvas, at, ruler->area.col, ruler->area.cols, texts, 3,
                 STYLE(ROLE_STRONG));
}

/* Draws the first of the texts that fits whole into the area, from its top;
 * returns what is left of it. */
static struct rect draw_whole(struct canvas *canvas, struct rect area,
                              const char *const *texts, size_t count,
                              enum role role)
{
    for (size_t i = 0; i < count && !rect_empty(area); i++) {
        int rows = sentence_draw(NULL, area, texts[i], STYLE(ROLE_DIM));

        if (rows > area.rows)
            continue;
        sentence_draw(canvas, area, texts[i], STYLE((uint8_t)role));
        return rect_inset(area, rows, 0, 0, 0);
    }
    return area;
}

static void draw_words(const struct ruler *ruler, struct rect rest)
{
    static const char *const bars[] = {
        "bar: share of hits. \xE2\x97\x86: mean confidence. A bar that ends "
        "before its \xE2\x97\x86 is of predictions surer than they are right.",
        "bar: share of hits. \xE2\x97\x86: mean confidence."
    };
    static const char *const formula[] = {
        "ECE: sum over bins of rows/n |hits - confidence| (Naeini 2015; Guo "
        "2017)"
    };

    rest = draw_whole(ruler->canvas, rest, bars, 2, ROLE_DIM);
    draw_whole(ruler->canvas, rest, formula, 1, ROLE_FAINT);
}

/* Bins drawn from `last` up to below `first`; all of them where the others are
 * empty. */
static size_t bins_shown(const struct reliability *reliability, size_t first,
                         size_t last)
{
    for (size_t i = 0; i < RELIABILITY_BINS; i++)
        if ((i < last || i >= first) &&
            reliability_bin(reliability, i).rows > 0)
            return first - last;
    return RELIABILITY_BINS;
}

/* The bins that there is room for, from `last` up to below `first`: empty ones
 * are left out first, at the low end, where no confidence of few classes can
 * be, then at the other. */
static void choose_bins(const struct reliability *reliability, int room,
                        size_t *first, size_t *last)
{
    size_t most = room > 0 ? (size_t)room : 0;

    *first = RELIABILITY_BINS;
    *last = 0;
    while (*first - *last > most &&
           reliability_bin(reliability, *last).rows == 0)
        ++*last;
    while (*first - *last > most &&
           reliability_bin(reliability, *first - 1).rows == 0)
        --*first;
    if (*first - *last > most)
        *last = *first - most;
}

void reliability_panel_draw(struct canvas *canvas, struct rect area,
                            const struct reliability *reliability)
{
    struct rect old = canvas_clip(canvas, area);
    struct ruler ruler;
    size_t all = lab_rows(reliability_lab(reliability));
    size_t done = reliability_rows(reliability), first, last;
    bool heading = area.rows >= RELIABILITY_BINS + 2;
    int at = area.row;

    area.cols = area.cols < COLS_MAX ? area.cols : COLS_MAX;
    ruler = ruler_make(canvas, area, reliability);
    choose_bins(reliability, area.rows - 1 - heading, &first, &last);
    if (done < all)
        canvas_printf(canvas, at++, area.col, area.cols, STYLE(ROLE_WARN),
                      "counting: %d %%",
                      (int)(100.0 * (double)done / (double)all));
    else
        draw_total(&ruler, at++, reliability,
                   bins_shown(reliability, first, last));
    if (heading)
        draw_heading(&ruler, at++);
    for (size_t i = first; i-- > last;) {
        struct reliability_bin bin = reliability_bin(reliability, i);

        draw_bin(&ruler, at++, i, &bin);
    }
    draw_words(&ruler, rect_inset(area, at + 1 - area.row, 0, 0, 0));
    canvas_unclip(canvas, old);
}
