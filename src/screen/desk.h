/* desk.h - the free lab: a student's own predictions on a screen of their own.
 *
 * Private to screen/. A table of the rows, sorted and filtered, or a count of
 * all of them, and beside it the readings. desk.c moves about, desk_view.c
 * draws, desk_mouse.c points, desk_write.c writes, act_desk.c has the actions
 * that the desk alone has.
 */
#ifndef SCREEN_DESK_H
#define SCREEN_DESK_H

#include <stdbool.h>
#include <stddef.h>

#include "draw/canvas.h"
#include "draw/confusion_panel.h"
#include "lab/view.h"

struct app;
struct confusion;
struct err;
struct event;
struct lab;
struct reliability;
struct strbuf;
struct verdict;
struct writing;

enum desk_show {
    DESK_ROWS,
    DESK_CONFUSION,
    DESK_RELIABILITY,
    DESK_WORST, /* the rows by their loss, with the whole text of one */
    DESK_SHOWS
};

/* How the rows are to stand, and what is shown of them then. */
struct desk_turn {
    struct view_spec spec;
    bool follow; /* the cursor follows its row, else it goes to the top */
    enum desk_show show;
};

struct desk {
    struct lab *lab;   /* borrowed */
    struct view *view; /* never without a row */
    enum desk_show show;
    struct view_spec before; /* what the rows were before the worst came */
    size_t place;            /* the cursor's place in the view */
    size_t first;            /* the place at the table's top */
    struct rect table;       /* where that was drawn last */
    /* Made when they are first shown; NULL until then. */
    struct confusion *confusion;
    struct reliability *reliability;
    struct confusion_look cell;
    size_t touched; /* that row; SIZE_MAX: none, or more than one */
    bool changed;   /* a row was, since they were read or written */
    bool written;   /* they were, ever */
    bool due;       /* a turn that takes long, once the screen says so */
    struct desk_turn turn;
    struct writing *writing; /* NULL: nothing is being written */
};

/* Lays the app's lab (app_options.lab) on the desk, and clears it. */
void desk_open(struct app *app);
void desk_close(struct app *app);

/* After whatever may have moved something: the cursor is where it may be. */
void desk_look(struct app *app);

/* Whether rows are shown, and not counts of them. */
bool desk_shows_rows(const struct desk *desk);

/* "rows", "confusion", "reliability", "worst". */
const char *desk_show_name(enum desk_show show);
bool desk_turn_to(struct app *app, enum desk_show show, struct err *err);

/* Puts the cursor on the row at a place of the view, and moves it by so many
 * rows as far as there are any. */
void desk_go(struct app *app, size_t place);
void desk_step(struct app *app, long rows);

/* Puts it on the row that was changed last, if it is in sight: one that is
 * taken back may stand anywhere. */
void desk_follow(struct app *app);

/* Whether what goes through all rows takes so long that it is said first. A
 * script waits for everything. */
bool desk_is_long(const struct app *app);

/* Sorts and filters, and shows it. False with err where no row would be left:
 * then the old ones stand, as they are now, or all where edits have left none
 * of them. Of very many rows it is only said that it will be done: it is due.
 * The cursor goes to the top where its row is not there to be followed. */
bool desk_arrange(struct app *app, const struct desk_turn *turn,
                  struct err *err);

/* Does what is due. */
bool desk_do_due(struct app *app, struct err *err);

/* The same for an order that is kept when the worst rows are left. */
bool desk_sort(struct app *app, const struct view_spec *spec, bool follow,
               struct err *err);

/* What it is that rows are sorted by from now on, in the way that is wanted
 * first: the largest loss, the surest mistake. */
struct view_spec desk_ordered(const struct desk *desk, enum view_order order);

/* Whether rows wait to be counted or written. Does some; false: there is
 * nothing new to be seen. */
bool desk_waits(const struct app *app);
bool desk_work(struct app *app, struct err *err);

/* For who cannot wait: all that is due or being written, at once. */
bool desk_finish(struct app *app, struct err *err);

void desk_draw(struct app *app, struct canvas *canvas);
bool desk_mouse(struct app *app, const struct event *event,
                struct verdict *verdict, struct err *err);

/* The file's name without its folder. */
const char *desk_title(const struct app *app);

/* What to write to where nothing is said: beside the file, "NAME-edited.csv".
 */
void desk_propose(const struct app *app, struct strbuf *out);

/* Whether there are edits that no file has. */
bool desk_unwritten(const struct app *app);

/* Writes all rows as CSV, or those of the view in its order, and says so. What
 * is there stays, unless `over`. Very many rows are written piece by piece
 * while nothing else is to be done; the file is there once all of it is. */
bool desk_write(struct app *app, const char *path, bool all, bool over,
                struct err *err);

/* While rows are written: what is said of it; a piece more, false with err when
 * that failed, *news where there is something new to be said; its end, with
 * nothing written. No row may change meanwhile: false with err. */
bool desk_writes(const struct app *app);
void desk_tell_writing(const struct app *app, struct strbuf *out);
bool desk_write_on(struct app *app, bool *news, struct err *err);
void desk_write_end(struct desk *desk);
bool desk_may_edit(const struct app *app, struct err *err);

#endif
