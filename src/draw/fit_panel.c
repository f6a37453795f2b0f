#include "draw/fit_panel.h"

#include <string.h>

#include "base/strbuf.h"
#include "course/fits.h"
#include "draw/fit_parts.h"
#include "draw/fit_words.h"
#include "draw/number.h"
#include "draw/sentence.h"
#include "lesson/block.h"

enum {
    BESIDE = 60,  /* from here on curves stand side by side */
    LONGEST = 10, /* of the words of a state, and a blank */
    READINGS = 3,
    NAME = 17,    /* "log-likelihood" and what keeps it off */
    WEIGHT = 13,  /* columns of a class's weights */
    FEATURE = 16, /* of the features' names */
    COLS_MOST = 100
};

unsigned fit_panel_shows(const struct section_fit *one)
{
    static const char *const names[] = { "loss", "likelihood", "regions",
                                         "weights" };
    const struct fit_block *block = one->block->fit;
    unsigned show = block->show_count ? 0 : FIT_SHOW_ALL;

    for (size_t i = 0; i < block->show_count; i++)
        for (unsigned n = 0; n < 4; n++)
            if (!strcmp(block->show[i], names[n]))
                show |= 1u << n;
    if (block->feature_count != 2)
        show &= ~(unsigned)FIT_SHOW_REGIONS;
    return show;
}

/* ---- weights ---- */

static int weights_rows(const struct fit *fit)
{
    return (int)fit_model(fit)->stride + 1;
}

/* Flush right over its numbers; a long one is cut. */
static void put_name(struct canvas *canvas, int row, int col, const char *name)
{
    int cols = canvas_width(slice_of(name));

    if (cols < WEIGHT - 2)
        canvas_right(canvas, row, col, WEIGHT - 2, name, STYLE(ROLE_DIM));
    else
        canvas_puts(canvas, row, col + 1, WEIGHT - 3, name, STYLE(ROLE_DIM));
}

static void draw_weights(struct canvas *canvas, struct rect area,
                         const struct fit *fit)
{
    const struct fit_data *data = fit_data(fit);
    const struct fit_model *model = fit_model(fit);
    bool ascii = canvas_ascii(canvas);
    int name = area.cols / 3 + 1 < FEATURE ? area.cols / 3 + 1 : FEATURE;
    int room = (area.cols - name) / WEIGHT;

    canvas_puts(canvas, area.row, area.col, name, "weights", STYLE(ROLE_DIM));
    for (size_t j = 0; j < model->stride; j++)
        canvas_puts(canvas, area.row + 1 + (int)j, area.col, name - 1,
                    j < data->d ? data->features[j] : "bias", STYLE(ROLE_TEXT));
    for (int r = 0; r < (int)model->rows && r < room; r++) {
        int col = area.col + name + r * WEIGHT;
        bool more = r == room - 1 && r + 1 < (int)model->rows;

        put_name(canvas, area.row, col,
                 more ? "\xE2\x80\xA6"
                      : data->classes[r + (model->logistic ? 1 : 0)]);
        for (size_t j = 0; j < model->stride && !more; j++) {
            double w = fit_weights(fit)[(size_t)r * model->stride + j];
            struct number number = number_fit(w, 3, WEIGHT - 2, ascii);

            canvas_right(canvas, area.row + 1 + (int)j, col, WEIGHT - 2,
                         number.text, STYLE(ROLE_STRONG));
        }
    }
}

/* ---- the panel ---- */

struct panel {
    struct canvas *canvas; /* NULL: only count */
    const struct section_fit *one;
    enum dots_kind dots;
    struct rect area;
    int row; /* from the area's top */
};

static struct rect below(const struct panel *p, int rows)
{
    return (struct rect){ p->area.row + p->row, p->area.col, rows,
                          p->area.cols };
}

static void put_text(struct panel *p, int rows, const struct strbuf *text,
                     struct style style)
{
    if (p->canvas)
        sentence_draw(p->canvas, below(p, rows), strbuf_text(text), style);
    p->row += rows;
}

/* A text whose length does not change, in the rows that it takes. */
static void put_lines(struct panel *p, const struct strbuf *text,
                      struct style style)
{
    put_text(p, sentence_draw(NULL, below(p, 1), strbuf_text(text), style),
             text, style);
}

static void put_head(struct panel *p)
{
    struct strbuf text = { 0 };

    fit_words_title(&text, p->one->block->fit);
    put_lines(p, &text, STYLE(ROLE_TITLE));
    strbuf_clear(&text);
    if (p->one->fit) {
        fit_words_method(&text, p->one->fit,
                         p->canvas && canvas_ascii(p->canvas));
        put_text(p, 1, &text, STYLE(ROLE_DIM));
    }
    strbuf_finish(&text);
}

static struct style style_of(const struct fit *fit)
{
    switch (fit_state(fit)) {
    case FIT_CONVERGED:
        return STYLE(ROLE_GOOD);
    case FIT_RISING:
    case FIT_SEPARABLE:
        return STYLE(ROLE_WARN);
    case FIT_SWINGS:
    case FIT_DIVERGED:
    case FIT_STUCK:
        return STYLE(ROLE_BAD);
    default:
        return STYLE(ROLE_TEXT);
    }
}

static void put_state(struct panel *p)
{
    /* Words are wrapped: a row may lack the next one's length. */
    int rows = 1 + FIT_WORDS_STATE / (p->area.cols - LONGEST);
    struct strbuf text = { 0 };

    if (p->canvas)
        fit_words_state(&text, p->one->fit, canvas_ascii(p->canvas));
    put_text(p, rows, &text, style_of(p->one->fit));
    strbuf_finish(&text);
}

/* All of it, or what stands before the first ", ": no number is cut. */
static void put_reading(struct canvas *canvas, int row, int col, int cols,
                        struct slice text)
{
    size_t end = 0;

    if (canvas_width(text) > cols) {
        while (end + 1 < text.len &&
               !(text.at[end] == ',' && text.at[end + 1] == ' '))
            end++;
        text = slice_sub(text, 0, end);
    }
    canvas_text(canvas, row, col, cols, text, STYLE(ROLE_STRONG));
}

static void put_readings(struct panel *p)
{
    static const struct {
        const char *name;
        void (*words)(struct strbuf *, const struct fit *, bool);
    } readings[READINGS] = { { "cross-entropy", fit_words_loss },
                             { "log-likelihood", fit_words_likelihood },
                             { "right", fit_words_right } };

    for (int i = 0; i < READINGS; i++, p->row++) {
        struct strbuf text = { 0 };
        struct rect row = below(p, 1);

        if (!p->canvas)
            continue;
        readings[i].words(&text, p->one->fit, canvas_ascii(p->canvas));
        canvas_puts(p->canvas, row.row, row.col, NAME, readings[i].name,
                    STYLE(ROLE_DIM));
        put_reading(p->canvas, row.row, row.col + NAME, row.cols - NAME,
                    slice_of(strbuf_text(&text)));
        strbuf_finish(&text);
    }
}

static void put_curve(struct panel *p, struct rect area, bool likelihood)
{
    if (p->canvas)
        fit_curve_draw(p->canvas, area, p->one->fit, likelihood, p->dots);
}

static void put_curves(struct panel *p, unsigned show)
{
    bool loss = show & FIT_SHOW_LOSS, likelihood = show & FIT_SHOW_LIKELIHOOD;
    struct rect area;

    p->row += loss || likelihood;
    area = below(p, FIT_CURVE_ROWS);
    if (loss && likelihood && area.cols >= BESIDE) {
        area.cols = area.cols / 2 - 1;
        put_curve(p, area, false);
        area.col += area.cols + 2;
        put_curve(p, area, true);
        p->row += FIT_CURVE_ROWS;
        return;
    }
    if (loss) {
        put_curve(p, area, false);
        p->row += FIT_CURVE_ROWS;
    }
    if (likelihood) {
        put_curve(p, below(p, FIT_CURVE_ROWS), true);
        p->row += FIT_CURVE_ROWS;
    }
}

/* What may be done stands near the top: the panel is taller than most
 * screens. */
static void put_hint(struct panel *p, const char *hint)
{
    struct slice text = slice_of(hint ? hint : "");

    /* Of what is parted by three blanks as much as fits whole. */
    while (canvas_width(text) > p->area.cols && text.len > 3) {
        text.len--;
        while (text.len > 3 && strncmp(text.at + text.len, "   ", 3) != 0)
            text.len--;
    }
    p->row++;
    if (p->canvas)
        canvas_text(p->canvas, p->area.row + p->row, p->area.col, p->area.cols,
                    text, STYLE(ROLE_DIM));
    p->row++;
}

static void put_parts(struct panel *p, const char *hint)
{
    unsigned show = fit_panel_shows(p->one);

    put_state(p);
    put_readings(p);
    put_hint(p, hint);
    put_curves(p, show);
    if (show & FIT_SHOW_REGIONS) {
        p->row++;
        if (p->canvas)
            fit_regions_draw(p->canvas, below(p, FIT_REGION_ROWS), p->one->fit);
        p->row += FIT_REGION_ROWS - 1;
    }
    if (show & FIT_SHOW_WEIGHTS) {
        int rows = weights_rows(p->one->fit);

        p->row++;
        if (p->canvas)
            draw_weights(p->canvas, below(p, rows), p->one->fit);
        p->row += rows;
    }
}

static void put_fault(struct panel *p)
{
    struct strbuf text = { 0 };

    strbuf_printf(&text, "cannot be fitted: %s", p->one->fault);
    put_lines(p, &text, STYLE(ROLE_BAD));
    strbuf_finish(&text);
}

static int put(struct panel *p, const char *hint)
{
    if (p->area.cols > COLS_MOST)
        p->area.cols = COLS_MOST;
    put_head(p);
    if (!p->one->fit) {
        put_fault(p);
        return p->row;
    }
    put_parts(p, hint);
    return p->row;
}

int fit_panel_rows(const struct section_fit *one, int cols)
{
    struct panel p = { .one = one, .area = { 0, 0, 1, cols } };

    return put(&p, NULL);
}

void fit_panel_draw(struct canvas *canvas, struct rect area,
                    const struct section_fit *one, enum dots_kind dots,
                    const char *hint)
{
    struct panel p = {
        .canvas = canvas, .one = one, .dots = dots, .area = area
    };

    put(&p, hint);
}
