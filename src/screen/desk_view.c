/* The desk as it is seen: the table beside the readings, or above them. */
#include <stdio.h>

#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/number.h"
#include "draw/reliability_panel.h"
#include "draw/rows_panel.h"
#include "draw/split.h"
#include "lab/lab.h"
#include "screen/app_state.h"
#include "screen/desk.h"

enum {
    GUTTER = 3,
    BESIDE = 120, /* columns: below, a table with texts needs all of them */
    READINGS_COLS = 46, /* beside the table */
    TWO_COLS = 72,      /* below it: from here on they stand in two */
    CHAIN_ROWS = 5,
    LOW_ROWS = 14 /* of the body: below it the chain has to be enough, and
                     gives way to a text */
};

/* Where what stands. Readings in two columns have an area for each. */
struct places {
    struct rect table, left, right;
};

static const unsigned sums =
    1u << READING_CHAIN | 1u << READING_PERPLEXITY | 1u << READING_ACCURACY;
static const unsigned floats = 1u << READING_BITS | 1u << READING_FORMATS;

/* The whole width of a screen has a use here: no margin grows with it. */
static struct rect body_of(const struct app *app)
{
    int margin = app->cols >= 60 ? 2 : 1, air = app->rows >= 20;

    return (struct rect){ 1 + air, margin,
                          app->rows - 2 - air - (app->rows >= 16),
                          app->cols - 2 * margin };
}

static void beside(struct places *places, struct rect body)
{
    places->table = places->left = body;
    places->table.cols = body.cols - READINGS_COLS - GUTTER;
    places->left.col += places->table.cols + GUTTER;
    places->left.cols = READINGS_COLS;
}

/* Four rows of ten for the readings, but never less than the chain. */
static void below(struct places *places, struct rect body)
{
    int gap = body.rows >= LOW_ROWS;
    int rows = body.rows * 2 / 5;

    if (rows < CHAIN_ROWS || body.rows < LOW_ROWS)
        rows = CHAIN_ROWS;
    places->table = places->left = body;
    places->table.rows = body.rows - rows - gap;
    places->left.row += places->table.rows + gap;
    places->left.rows = rows;
    if (body.cols < TWO_COLS)
        return;
    places->right = places->left;
    places->left.cols = (body.cols - GUTTER) / 2;
    places->right.col += places->left.cols + GUTTER;
    places->right.cols = body.cols - GUTTER - places->left.cols;
}

static struct places places_of(const struct app *app)
{
    struct rect body = body_of(app);
    struct places places = { .right = { 0, 0, 0, 0 } };

    if (app->cols >= BESIDE)
        beside(&places, body);
    else if (app->desk->show == DESK_WORST && body.rows < LOW_ROWS)
        places = (struct places){ .table = body };
    else
        below(&places, body);
    return places;
}

/* The file's name, and how large it is where that has room. */
static void draw_header(const struct app *app, struct canvas *canvas,
                        struct rect area)
{
    const struct lab *lab = app->desk->lab;
    struct header header = { .title = desk_title(app) };
    bool softmax = lab_model(lab) == LAB_SOFTMAX;
    char sizes[160];
    int cols;

    snprintf(sizes, sizeof sizes, "N = %s   K = %s%s%s",
             number_count(lab_example_count(lab), false).text,
             number_count((long)lab_classes(lab), false).text,
             softmax ? "   T = " : "",
             softmax ? number_digits(lab_temperature(lab), 3, false).text : "");
    cols = canvas_width(slice_of(sizes));
    if (area.cols - cols - GUTTER >= canvas_width(slice_of(header.title))) {
        canvas_right(canvas, area.row, area.col, area.cols, sizes,
                     STYLE(ROLE_DIM));
        area.cols -= cols + GUTTER;
    }
    header_draw(canvas, area, &header);
}

static void draw_rows(struct app *app, struct canvas *canvas, struct rect area)
{
    struct desk *desk = app->desk;
    struct rows_look look = {
        .focus = true,
        .place = desk->place,
        .class = app->study.class,
        .typing = app->over == &screen_typing ? app->typing.text : NULL,
        .whole = desk->show == DESK_WORST,
    };

    desk->first =
        rows_panel_first(desk->first, desk->place, rows_panel_room(area, &look),
                         view_count(desk->view));
    look.first = desk->first;
    rows_panel_draw(canvas, area, desk->view, &look);
}

static void draw_readings(const struct app *app, struct canvas *canvas,
                          const struct places *places)
{
    struct lab_look look = { .bare = true, .show = sums | floats };

    if (!rect_empty(places->right)) {
        look.show = floats;
        lab_panel_draw(canvas, places->right, app->desk->lab, &look);
        look.show = sums;
    }
    if (!rect_empty(places->left))
        lab_panel_draw(canvas, places->left, app->desk->lab, &look);
}

void desk_draw(struct app *app, struct canvas *canvas)
{
    struct desk *desk = app->desk;
    struct split frame = split_make(app->rows, app->cols, false, false, 0);
    struct places places = places_of(app);

    desk->table = places.table;
    frame.header.col = frame.footer.col = places.table.col;
    frame.header.cols = frame.footer.cols = body_of(app).cols;
    draw_header(app, canvas, frame.header);
    if (desk_shows_rows(desk)) {
        draw_rows(app, canvas, places.table);
    } else if (desk->show == DESK_CONFUSION) {
        desk->cell.focus = true;
        confusion_panel_draw(canvas, places.table, desk->confusion,
                             &desk->cell);
    } else {
        reliability_panel_draw(canvas, places.table, desk->reliability);
    }
    draw_readings(app, canvas, &places);
    app_draw_footer(app, canvas, frame.footer);
}
