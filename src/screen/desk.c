/* Moving about on the desk. */
#include "screen/desk.h"

#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "draw/number.h"
#include "draw/rows_panel.h"
#include "lab/confusion.h"
#include "lab/lab.h"
#include "lab/reliability.h"
#include "screen/actions.h"
#include "screen/app_state.h"

enum {
    COUNTED_AT_ONCE = 20000, /* rows: well under a millisecond */
    MANY = 1000000 /* numbers, which are gone through in some ten ms */
};

static unsigned where(const struct app *app)
{
    static const unsigned places[DESK_SHOWS] = {
        [DESK_ROWS] = WHERE_DESK,
        [DESK_CONFUSION] = WHERE_TALLY,
        [DESK_RELIABILITY] = WHERE_CURVE,
        [DESK_WORST] = WHERE_DESK,
    };

    return places[app->desk->show];
}

static void leave(void *context, const struct lab *lab, size_t row,
                  size_t count)
{
    (void)context;
    (void)lab;
    (void)row;
    (void)count;
}

static void enter(void *context, const struct lab *lab, size_t row,
                  size_t count)
{
    struct desk *desk = context;

    (void)lab;
    desk->changed = true;
    desk->touched = count == 1 ? row : SIZE_MAX;
}

void desk_open(struct app *app)
{
    struct desk *desk = fatal_calloc(1, sizeof *desk);

    desk->lab = app->options.lab;
    desk->view = view_create(desk->lab);
    desk->before = view_spec_all();
    desk->touched = SIZE_MAX;
    lab_listen(desk->lab, &(struct lab_listener){ leave, enter, desk });
    app->desk = desk;
    app->base = &screen_desk;
    app->study.lab_focus = true;
}

void desk_close(struct app *app)
{
    struct desk *desk = app->desk;

    if (!desk)
        return;
    desk_write_end(desk);
    lab_unlisten(desk->lab, desk);
    confusion_destroy(desk->confusion);
    reliability_destroy(desk->reliability);
    view_destroy(desk->view);
    free(desk);
    app->desk = NULL;
}

bool desk_shows_rows(const struct desk *desk)
{
    return desk->show == DESK_ROWS || desk->show == DESK_WORST;
}

const char *desk_show_name(enum desk_show show)
{
    static const char *const names[DESK_SHOWS] = {
        [DESK_ROWS] = "rows",
        [DESK_CONFUSION] = "confusion",
        [DESK_RELIABILITY] = "reliability",
        [DESK_WORST] = "worst",
    };

    return names[show];
}

void desk_look(struct app *app)
{
    struct desk *desk = app->desk;
    size_t count = view_count(desk->view);

    if (desk->place >= count)
        desk->place = count - 1;
    app->study.row = view_row(desk->view, desk->place);
    if (app->study.class >= lab_classes(desk->lab))
        app->study.class = 0;
}

void desk_go(struct app *app, size_t place)
{
    app->desk->place = place;
    desk_look(app);
}

void desk_follow(struct app *app)
{
    size_t row = app->desk->touched, place;

    if (row != SIZE_MAX && view_find(app->desk->view, row, &place))
        desk_go(app, place);
}

void desk_step(struct app *app, long rows)
{
    size_t place = app->desk->place;
    size_t last = view_count(app->desk->view) - 1;

    if (rows < 0)
        place = place > (size_t)-rows ? place - (size_t)-rows : 0;
    else
        place = last - place > (size_t)rows ? place + (size_t)rows : last;
    desk_go(app, place);
}

bool desk_is_long(const struct app *app)
{
    const struct lab *lab = app->desk->lab;

    return !app->acting && lab_rows(lab) * lab_classes(lab) >= MANY;
}

static bool filters(const struct view_spec *spec)
{
    return spec->missed || spec->truth >= 0 || spec->predicted >= 0;
}

/* Counts are first made when they are first seen. */
static void show(struct desk *desk, enum desk_show show)
{
    if (show == DESK_CONFUSION && !desk->confusion)
        desk->confusion = confusion_create(desk->lab);
    if (show == DESK_RELIABILITY && !desk->reliability)
        desk->reliability = reliability_create(desk->lab);
    desk->show = show;
}

static bool arrange(struct app *app, const struct desk_turn *turn,
                    struct err *err)
{
    struct desk *desk = app->desk;
    struct view_spec old = view_now(desk->view);
    size_t row = app->study.row, place = 0;
    bool fine = true;

    view_set(desk->view, &turn->spec);
    if (!view_count(desk->view)) {
        view_set(desk->view, &old);
        fine = err_set(err, "no row is like that");
    }
    /* Edits may have left no row of those that were in sight, either. */
    if (!view_count(desk->view)) {
        old.truth = old.predicted = -1;
        old.missed = false;
        view_set(desk->view, &old);
    }
    if ((fine && !turn->follow) || !view_find(desk->view, row, &place))
        place = 0;
    if (fine) {
        desk->first = 0;
        show(desk, turn->show);
    }
    desk_go(app, place);
    return fine;
}

bool desk_arrange(struct app *app, const struct desk_turn *turn,
                  struct err *err)
{
    struct desk *desk = app->desk;
    struct view_spec now = view_now(desk->view);
    const struct view_spec *spec = &turn->spec;
    bool same = now.missed == spec->missed && now.truth == spec->truth &&
                now.predicted == spec->predicted;

    if (!desk_is_long(app) || (spec->order == VIEW_FILE && !filters(spec)))
        return arrange(app, turn, err);
    desk->due = true;
    desk->turn = *turn;
    app_say(app, "%s %s rows", same ? "sorting" : "filtering",
            number_count((long)lab_rows(desk->lab), app->options.ascii).text);
    return true;
}

bool desk_do_due(struct app *app, struct err *err)
{
    struct desk *desk = app->desk;

    if (!desk || !desk->due)
        return true;
    desk->due = false;
    app->message.text[0] = '\0';
    return arrange(app, &desk->turn, err);
}

bool desk_sort(struct app *app, const struct view_spec *spec, bool follow,
               struct err *err)
{
    struct desk_turn turn = { *spec, follow, app->desk->show };

    app->desk->before = *spec;
    return desk_arrange(app, &turn, err);
}

/* The worst are the view by loss, and what was before them comes back when
 * they are left. */
bool desk_turn_to(struct app *app, enum desk_show to, struct err *err)
{
    struct desk *desk = app->desk;
    struct desk_turn turn = { view_now(desk->view), to != DESK_WORST, to };

    if ((to == DESK_WORST) == (desk->show == DESK_WORST)) {
        show(desk, to);
        return true;
    }
    if (to == DESK_WORST) {
        desk->before = turn.spec;
        turn.spec.order = VIEW_LOSS;
        turn.spec.descending = true;
    } else {
        turn.spec.order = desk->before.order;
        turn.spec.descending = desk->before.descending;
    }
    return desk_arrange(app, &turn, err);
}

static bool counts(const struct desk *desk)
{
    size_t rows = lab_rows(desk->lab);

    if (desk_shows_rows(desk))
        return false;
    return desk->show == DESK_CONFUSION
               ? confusion_rows(desk->confusion) < rows
               : reliability_rows(desk->reliability) < rows;
}

bool desk_waits(const struct app *app)
{
    return app->desk && (counts(app->desk) || desk_writes(app));
}

bool desk_work(struct app *app, struct err *err)
{
    struct desk *desk = app->desk;
    bool news = true;

    if (!counts(desk))
        return !desk_write_on(app, &news, err) || news;
    if (desk->show == DESK_CONFUSION)
        confusion_work(desk->confusion, COUNTED_AT_ONCE);
    else
        reliability_work(desk->reliability, COUNTED_AT_ONCE);
    return true;
}

bool desk_finish(struct app *app, struct err *err)
{
    bool news, fine = desk_do_due(app, err);

    while (fine && desk_writes(app))
        fine = desk_write_on(app, &news, err);
    return fine;
}

static void move_cell(struct app *app, enum move way)
{
    size_t *class = &app->study.class;

    if (way == MOVE_LEFT && *class > 0)
        --*class;
    else if (way == MOVE_RIGHT && *class + 1 < lab_classes(app->desk->lab))
        ++*class;
}

static void move_rows(struct app *app, enum move way)
{
    struct desk *desk = app->desk;
    struct rows_look look = { .whole = desk->show == DESK_WORST };
    long page = (long)rows_panel_room(desk->table, &look) - 1;

    if (page < 1)
        page = 1;
    switch (way) {
    case MOVE_UP:
    case MOVE_DOWN:
        desk_step(app, way == MOVE_UP ? -1 : 1);
        break;
    case MOVE_PAGE_UP:
    case MOVE_PAGE_DOWN:
        desk_step(app, way == MOVE_PAGE_UP ? -page : page);
        break;
    case MOVE_TOP:
    case MOVE_BOTTOM:
        desk_go(app, way == MOVE_TOP ? 0 : view_count(desk->view) - 1);
        break;
    default:
        move_cell(app, way);
    }
}

static bool move(struct app *app, enum move way, struct err *err)
{
    struct desk *desk = app->desk;
    int down = way == MOVE_UP ? -1 : way == MOVE_DOWN ? 1 : 0;
    int right = way == MOVE_LEFT ? -1 : way == MOVE_RIGHT ? 1 : 0;

    (void)err;
    if (desk_shows_rows(desk))
        move_rows(app, way);
    else if (desk->show == DESK_CONFUSION)
        confusion_panel_move(desk->table, desk->confusion, &desk->cell, down,
                             right);
    return true;
}

/* A cell of the confusion table is opened as the rows that it counts; a list
 * marks its first line until the cursor moves. */
static bool take(struct app *app, struct verdict *verdict, struct err *err)
{
    struct desk *desk = app->desk;
    struct view_spec spec = view_now(desk->view);

    (void)verdict;
    if (desk->show != DESK_CONFUSION)
        return err_set(err, "tab leads back to the rows");
    confusion_panel_move(desk->table, desk->confusion, &desk->cell, 0, 0);
    spec.truth = (long)desk->cell.truth;
    spec.predicted = (long)desk->cell.predicted;
    spec.missed = false;
    return desk_arrange(app, &(struct desk_turn){ spec, false, DESK_ROWS },
                        err);
}

/* One step back: what is being written is given up; to the rows; to all of
 * them. */
static bool close(struct app *app, struct err *err)
{
    struct desk *desk = app->desk;
    struct view_spec spec = view_now(desk->view);

    if (desk_writes(app)) {
        desk_write_end(desk);
        app_say(app, "given up: nothing is written");
        return true;
    }
    if (desk->show != DESK_ROWS)
        return desk_turn_to(app, DESK_ROWS, err);
    if (!filters(&spec))
        return err_set(err, "these are all rows; q leaves");
    spec.truth = spec.predicted = -1;
    spec.missed = false;
    return desk_arrange(app, &(struct desk_turn){ spec, true, DESK_ROWS }, err);
}

/* A digit begins a number where there is a cell to put it into. */
static void insert(struct app *app, uint32_t rune)
{
    if (desk_shows_rows(app->desk))
        study_begin_number(app, rune);
}

const struct screen screen_desk = {
    .where = where,
    .draw = desk_draw,
    .move = move,
    .take = take,
    .close = close,
    .mouse = desk_mouse,
    .insert = insert,
};
