/* The talk as it is seen. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "course/question.h"
#include "draw/clock.h"
#include "draw/frame.h"
#include "draw/lab_panel.h"
#include "draw/room_panel.h"
#include "lab/lab.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/present.h"

enum { GUTTER = 3, TEXT_LEAST = 34, LAB_LEAST = 28, ROOMY_ROWS = 22 };

/* ---- where things are ---- */

/* How the columns can be shared: what the lab gets, in percent. */
static const int shares[] = { 0, 35, 47, 62, 100 };

enum { SHARES = sizeof shares / sizeof *shares };

static int lab_cols(int cols, int share)
{
    return (cols - GUTTER) * share / 100;
}

/* Side by side takes room for both. */
static bool possible(int cols, int share)
{
    return share == 0 || share == 100 ||
           (lab_cols(cols, share) >= LAB_LEAST &&
            cols - GUTTER - lab_cols(cols, share) >= TEXT_LEAST);
}

static int share_now(const struct app *app, int cols)
{
    if (!app->section->lab_count)
        return 0;
    for (int i = SHARES - 1; app->talk->share >= 0 && i >= 0; i--)
        if (shares[i] <= app->talk->share && possible(cols, shares[i]))
            return shares[i];
    return app->cols >= SPLIT_BESIDE ? 47 : 0;
}

struct talk_split talk_split(struct app *app)
{
    int margin = app->cols >= 60 ? 2 : 1;
    int air = app->rows >= ROOMY_ROWS ? 1 : 0;
    struct rect body = { 1 + air, margin, app->rows - 2 - air,
                         app->cols - 2 * margin };
    struct talk_split split = {
        .header = { 0, margin, 1, body.cols },
        .footer = { app->rows - 1, margin, 1, body.cols },
        .text = body,
        .lab = body,
    };
    int share = share_now(app, body.cols);

    split.apart = share == 0 || share == 100;
    if (!split.apart) {
        split.lab.cols = lab_cols(body.cols, share);
        split.text.cols = body.cols - GUTTER - split.lab.cols;
        split.lab.col = body.col + split.text.cols + GUTTER;
    }
    if (split.text.cols > SPLIT_TEXT_MAX)
        split.text.cols = SPLIT_TEXT_MAX;
    return split;
}

bool talk_grow(struct app *app, int way, struct err *err)
{
    int cols = app->cols - (app->cols >= 60 ? 4 : 2);
    int now = share_now(app, cols), at = 0;

    if (!app->section->lab_count)
        return err_set(err, "this section has no lab");
    while (at + 1 < SHARES && shares[at] < now)
        at++;
    do
        at += way;
    while (at >= 0 && at < SHARES && !possible(cols, shares[at]));
    if (at < 0 || at >= SHARES)
        return err_set(err, way > 0 ? "the lab has all of the screen"
                                    : "the text has all of the screen");
    app->talk->share = shares[at];
    return true;
}

/* ---- drawing ---- */

static void draw_header(struct app *app, struct canvas *canvas,
                        struct rect area)
{
    const struct talk *talk = app->talk;
    const struct section *section = app->section;
    char place[48];
    int cols;

    snprintf(place, sizeof place, "%zu / %zu",
             deck_step(talk->deck, talk->step)->slide + 1,
             deck_slides(talk->deck));
    cols = canvas_right(canvas, area.row, area.col, area.cols, place,
                        STYLE(ROLE_DIM));
    area.cols -= cols + 2;
    cols = 0;
    if (section->entry->part)
        cols = 2 + canvas_puts(canvas, area.row, area.col, area.cols,
                               section->entry->id, STYLE(ROLE_DIM));
    canvas_puts(canvas, area.row, area.col + cols, area.cols - cols,
                section->lesson->title, STYLE_WITH(ROLE_TITLE, ATTR_BOLD));
}

/* A talk that is told again has no time of day. */
static void write_clock(const struct talk *talk, char *out, size_t size)
{
    if (talk->options.now)
        clock_write(out, size, talk->began, talk->options.now(),
                    talk->options.minutes);
    else
        clock_write_passed(out, size, (long long)talk->at,
                           talk->options.minutes);
}

/* The hands that are up, or how they are counted. */
static void write_hands(const struct app *app, int question, char *out,
                        size_t size)
{
    size_t choices = app->talk->asked[question].ask->choice_count;
    int hands = 0;

    for (int i = 0; i < HANDS_CHOICES; i++)
        hands += app->talk->hands[question].raised[i];
    if (hands > 0)
        snprintf(out, size, hands == 1 ? "%d hand" : "%d hands", hands);
    else if (choices > 0)
        snprintf(out, size, "1 %s %zu count hands", choices > 2 ? "to" : "and",
                 choices < HANDS_CHOICES ? choices : HANDS_CHOICES);
}

/* What the lecturer may want to know, quietly; only a talk that has not begun
 * and a question whose hands are not counted name keys. */
static void write_left(struct app *app, char *out, size_t size)
{
    const struct deck_step *step = talk_step(app);
    char key[24];

    out[0] = '\0';
    if (app->talk->clock)
        write_clock(app->talk, out, size);
    else if (step->stage == DECK_ASK)
        write_hands(app, step->question, out, size);
    else if (app->talk->step == 0)
        snprintf(out, size, "space goes on   %s keys",
                 press_name('?', app_key_names(app), key, sizeof key));
}

static void draw_footer(struct app *app, struct canvas *canvas,
                        struct rect area, bool lab)
{
    char left[96], status[96] = "";

    write_left(app, left, sizeof left);
    if (lab && study_lab(app))
        footer_status(status, sizeof status, study_lab(app), area.cols - 20);
    if (!app->message.text[0])
        canvas_puts(canvas, area.row, area.col, area.cols, left,
                    STYLE(ROLE_DIM));
    if (app->message.text[0])
        app_draw_message(app, canvas, area);
    else
        canvas_right(canvas, area.row, area.col, area.cols, status,
                     STYLE(ROLE_DIM));
}

static void draw_lab(struct app *app, struct canvas *canvas, struct rect area,
                     bool beside)
{
    struct lab *lab = study_lab(app);
    const struct section_lab *slot = &app->section->labs[app->study.lab];
    struct lab_look look;

    if (!lab || rect_empty(area))
        return;
    look = (struct lab_look){
        .show = reading_mask(slot->readings, slot->reading_count),
        .focus = app->study.lab_focus,
        .row = app->study.row,
        .class = app->study.class,
        .typing = app->over == &screen_typing ? app->typing.text : NULL,
        .large = true,
    };
    canvas_target(canvas, area, (struct target){ TARGET_LAB, 0, 0 });
    lab_panel_draw(canvas, area, lab, &look);
    if (app->talk->spot && look.focus && beside)
        canvas_attr(canvas, area, ATTR_BOLD);
    else if (app->talk->spot && !look.focus)
        canvas_role(canvas, area, ROLE_FAINT);
}

static void draw_slide(struct app *app, struct canvas *canvas, struct rect area,
                       bool beside)
{
    const struct talk *talk = app->talk;
    struct deck_look look = { .equations = app->section->equations,
                              .figures = app->section->figures,
                              .fits = app->section->fits,
                              .dots = app->options.dots,
                              .spot = talk->spot && !app->study.lab_focus,
                              .dims = beside,
                              .marked = talk_figure(app) };

    deck_draw(talk->deck, talk->step, canvas, area, &look);
    talk_draw_hands(app, canvas, area);
    if (talk->spot && app->study.lab_focus)
        canvas_role(canvas, area, ROLE_FAINT);
}

bool talk_shows_large(struct app *app)
{
    const struct deck_step *step = talk_step(app);
    bool figure = step->block && (step->block->kind == BLOCK_PLOT ||
                                  step->block->kind == BLOCK_SAMPLE ||
                                  step->block->kind == BLOCK_FIT);

    return !app->study.lab_focus && !figure && !app->study.chart &&
           (step->stage == DECK_TEXT || step->stage == DECK_PLAY);
}

/* False: there is nothing to be shown large. */
static bool draw_large(struct app *app, struct canvas *canvas, struct rect area)
{
    const struct section *section = app->section;
    const struct section_lab *slot =
        study_lab(app) ? &section->labs[app->study.lab] : NULL;
    struct room room = {
        .lab = study_lab(app),
        .show = slot ? reading_mask(slot->readings, slot->reading_count) : 0,
        .step = talk_step(app),
        .equations = section->equations,
        .spot = app->talk->spot,
    };

    return room_panel_draw(canvas, area, &room);
}

void talk_draw(struct app *app, struct canvas *canvas)
{
    const struct deck_step *step = talk_step(app);
    struct talk_split split = talk_split(app);
    struct rect body = split.text;
    bool lab, large;

    if (app->talk->blank)
        return;
    lab = study_lab(app) && (app->study.lab_focus || step->stage == DECK_PLAY ||
                             share_now(app, split.header.cols) == 100);
    draw_header(app, canvas, split.header);
    body.cols = split.header.cols;
    large = app->talk->large && talk_shows_large(app) &&
            draw_large(app, canvas, body);
    if (!large && split.apart && lab) {
        draw_lab(app, canvas, split.lab, false);
    } else if (!large) {
        draw_slide(app, canvas, split.text, study_lab(app) && !split.apart);
        if (!split.apart)
            draw_lab(app, canvas, split.lab, true);
    }
    draw_footer(app, canvas, split.footer, lab || !split.apart || large);
}
