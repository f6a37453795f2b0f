/* app.h - the whole program but for the terminal.
 *
 * Events go in, verdicts come out, and app_draw() puts what is to be seen on
 * a canvas of any size. Scripts and tests drive it as ui/ does.
 */
#ifndef SCREEN_APP_H
#define SCREEN_APP_H

#include <stdbool.h>

#include "base/slice.h"
#include "draw/dots.h"
#include "screen/event.h"
#include "screen/verdict.h"

struct app;
struct canvas;
struct course;
struct deck;
struct err;
struct figure;
struct inspect;
struct lab;
struct record;
struct section;
struct section_fit;
struct strbuf;

/* Of a talk. */
struct talk_options {
    struct record *hands;   /* borrowed; keeps the hands that are counted, NULL:
                               nothing does */
    int minutes;            /* it may take; 0: not said */
    long long (*now)(void); /* seconds since 1970; NULL: there is no clock */
    /* Gets where the talk is whenever that changes: a text that a notes window
     * reads. NULL: nobody is told. */
    void (*tell)(void *context, struct slice place);
    void *tell_context;
    /* Gets the talk as a script, a line for each thing done, when it was. False
     * with err when the line is not kept: it is not asked again. NULL: nobody
     * writes it. */
    bool (*note)(void *context, struct slice line, struct err *err);
    void *note_context;
};

/* Of a window with the notes to a talk in another terminal. */
struct notes_options {
    /* Adds to out what the talk told last; false: no talk is on. */
    bool (*read)(void *context, struct strbuf *out);
    void *context;
    long long (*now)(void); /* as of a talk */
};

/* Of a talk that is told again, on a terminal. */
struct play_options {
    struct slice text; /* borrowed: the script */
    const char *name;  /* borrowed: of its file, for messages */
    double speed;      /* above 0; 1: as it was */
    long long (*ms)(void);
};

struct app_options {
    struct course *course; /* borrowed; outlives the app */
    struct record *record; /* borrowed; NULL: nothing is recorded */
    const char *section;   /* id or path to open; NULL: the map */
    /* A student's own predictions, instead of the course, which may then be
     * NULL; borrowed. And the file that they were read from, "-" for a stream:
     * what is written is named after it. */
    struct lab *lab;
    const char *file;
    const char *theme;   /* a name of draw/theme.h; NULL: both */
    enum dots_kind dots; /* what figures are drawn with, unless ascii */
    const struct notes_options *notes; /* only the notes are shown; NULL: the
                                          course is. Copied */
    const struct talk_options *talk;   /* sections are shown to a class; NULL:
                                        they are read. Copied */
    /* NULL: nothing is told again; else talk must be there, and section not.
     * Copied. */
    const struct play_options *play;
    bool played;    /* what is run comes from others: no file is written */
    bool ascii;     /* draw with 7-bit characters only */
    bool words;     /* keys are called by words that a voice says */
    bool still;     /* nothing moves by itself: ends are shown */
    bool lines;     /* the course is read as lines of text: nothing is
                            * in sight, and actions are typed by name */
    int rows, cols; /* the size until the first EVENT_RESIZE;
                                 * 0: 24 x 80 */
};

/* The program at its first screen. NULL with err filled when the section
 * cannot be opened. */
struct app *app_create(struct app_options options, struct err *err);

/* Records the place, so that the next start continues here. NULL is fine. */
void app_destroy(struct app *app);

struct verdict app_handle(struct app *app, const struct event *event);

/* Draws the current screen over the whole canvas, whatever its size. Nothing
 * is drawn outside, and no state of the app changes but what it remembers of
 * the layout (where the mouse finds things). */
void app_draw(struct app *app, struct canvas *canvas);

/* The theme's name and the character set now in force: the action `theme`
 * changes it, so a painter asks after every verdict with redraw. */
const char *app_theme(const struct app *app);
bool app_ascii(const struct app *app);

/* Whether what is typed goes into a line of text: only then a terminal should
 * bracket what is pasted. */
bool app_typing(const struct app *app);

/* What is open: the section, or NULL on the map; how far it is revealed; the
 * index of the lab beside it (SIZE_MAX: none); and the line of the footer, ""
 * when there is none. And the question that the last action answered, gave up
 * or hinted at, -1: none. For `learn --plain`, which prints where others
 * draw. */
const struct section *app_section(const struct app *app);
int app_step(const struct app *app);
size_t app_lab(const struct app *app);
const char *app_message(const struct app *app);
int app_question(const struct app *app);

/* The regression that the last action was about, NULL: none was. */
const struct section_fit *app_fit(const struct app *app);

/* The equation that is looked into, NULL: none. */
struct inspect *app_inspect(const struct app *app);

/* The figure that has the keys, NULL: none. */
const struct figure *app_figure(const struct app *app);

/* The slides of the talk that is on, NULL: none is. Valid until the next
 * event. */
const struct deck *app_deck(struct app *app);

/* Notes that the open section was read to its end: where lines are printed,
 * only who prints them knows. */
void app_finish(struct app *app);

/* How often a section was opened: who prints sees that it is another, or the
 * same anew. The id of the section that the map would go on with, NULL: there
 * is none. The question that is meant where none is named, -1: none is open;
 * and the one of a name (of none: that one), -1 with err. */
unsigned app_opened(const struct app *app);
const char *app_selected(const struct app *app);
int app_question_at_hand(const struct app *app);
int app_question_named(const struct app *app, struct slice id, struct err *err);

/* Whether a review asks a question of the open section; and whether something
 * is about to be forgotten that waits for a yes. */
bool app_reviews(const struct app *app);
bool app_asks(const struct app *app);

/* Runs one action as the prompt and scripts do: a name and its arguments in
 * one line (actions.h). Blank lines and # comments do nothing. False with err
 * (no place) when it is refused; a refusal changes nothing. */
bool app_act(struct app *app, struct slice line, struct verdict *verdict,
             struct err *err);

/* A file whose change is to be an EVENT_CHANGED, besides the one that the app
 * was opened with: the lesson of a talk, or the one whose notes are shown.
 * NULL: none. Valid until the next event. */
const char *app_watches(const struct app *app);

/* The size of the screen: what a script or the last event made it. */
void app_size(const struct app *app, int *cols, int *rows);

/* How long the talk has taken, in seconds, where it is told again: what its
 * clock shows. */
void app_at(struct app *app, double seconds);

/* Does the idle work to its end, as if EVENT_IDLE came again and again: for
 * scripts, so that a dump shows finished numbers. */
void app_settle(struct app *app);

#endif
