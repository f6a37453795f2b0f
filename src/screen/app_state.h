/* app_state.h - what the parts of this floor share: the app from inside.
 *
 * Private to screen/. A screen is a record of functions (struct screen): the
 * map and study fill the window, help, prompt and typing lie over them.
 */
#ifndef SCREEN_APP_STATE_H
#define SCREEN_APP_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/frame.h"
#include "draw/page.h"
#include "draw/split.h"
#include "draw/target.h"
#include "draw/theme.h"
#include "screen/actions.h"
#include "screen/app.h"
#include "screen/event.h"
#include "screen/review.h"

struct desk;
struct notes;
struct player;
struct talk;
struct equations;
struct inspect;
struct lab;
struct section;
struct section_fit;

enum move {
    MOVE_UP,
    MOVE_DOWN,
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_PAGE_UP,
    MOVE_PAGE_DOWN,
    MOVE_TOP,
    MOVE_BOTTOM
};

/* Functions return false with err when there is nothing to be done, which the
 * message line then says. mouse and insert may be NULL. */
struct screen {
    unsigned (*where)(const struct app *app);
    void (*draw)(struct app *app, struct canvas *canvas);
    bool (*move)(struct app *app, enum move move, struct err *err);
    bool (*take)(struct app *app, struct verdict *verdict, struct err *err);
    bool (*close)(struct app *app, struct err *err);
    bool (*mouse)(struct app *app, const struct event *event,
                  struct verdict *verdict, struct err *err);
    /* Types a character that is no key of this place. */
    void (*insert)(struct app *app, uint32_t rune);
};

extern const struct screen screen_map, screen_study, screen_help, screen_prompt,
    screen_typing, screen_find, screen_ask, screen_answering, screen_notes,
    screen_desk;

enum {
    /* Targets of this floor, past those of draw/target.h. */
    TARGET_SECTION = 100, /* a: of the catalogue */
    FIELD_BYTES = 256,
    HISTORY_LINES = 50,
    HINTS_MAX = 24
};

/* What a yes is waited for. */
enum asked { ASKED_FORGET, ASKED_FORGET_ALL, ASKED_QUIT };

/* A line being typed. */
struct field {
    char text[FIELD_BYTES];
    size_t len, cursor; /* bytes */
};

void field_set(struct field *field, struct slice text);
void field_insert(struct field *field, uint32_t rune);
void field_move(struct field *field, enum move move);
void field_erase(struct field *field, bool forward);
struct slice field_slice(const struct field *field);

/* What screens do on which something is typed: its cursor moves; it is left. */
bool field_step(struct app *app, enum move way, struct err *err);
bool field_leave(struct app *app, struct err *err);

struct map {
    size_t selected; /* index into the catalogue */
    int first;       /* row at the top */
    int height;      /* rows for the list */
    /* A search: what was typed, and what was selected and open before. */
    struct field find;
    size_t found_from;
    const struct screen *found_base;
    struct passages *passages; /* once something is typed; or NULL */
    size_t asked;              /* the section that is to be forgotten */
};

struct study {
    struct equations *equations; /* the section's */
    struct page *page;           /* NULL: to be laid out */
    int page_width, page_height;
    bool page_labs;
    struct page_question *questions;
    bool *remarked; /* of the equations: a remark needed a row (page.h) */
    int height;     /* rows of it in sight, when last laid out */
    int first;      /* the page's row at the top */
    /* Where the reader went, and what was made of it when last laid out: a
     * page that was reflowed is at the same place again. */
    int kept_first, kept_width, kept_rows, shown_first;
    int step;      /* of the reveal */
    int reminded;  /* 1 + the last question that was asked for; 0: none */
    int question;  /* the question that has the keys, or -1 */
    int choice;    /* its cursor */
    int passed;    /* how many questions the reader is past */
    int playing;   /* 1 + the question whose outcome is played; 0: none */
    size_t played; /* actions of it that were */
    int frame;     /* of the next, on its way */
    bool moving;   /* it moves a number, from where these steps led */
    size_t steps;
    bool lab_focus; /* the lab has the keys */
    size_t lab;     /* index of the lab that shows */
    bool pinned;    /* it was asked for: it stays until the text moves */
    int pin_first, pin_step;
    size_t row, class; /* the cursor in the lab, the desk's too */
    bool finished;     /* the end was seen and recorded */
    int marked;    /* 1 + the equation that is marked or looked into; 0: none */
    int chart;     /* 1 + the figure that is marked; 0: none */
    int link;      /* 1 + the link that is marked; 0: none */
    bool charting; /* its cursor is being dragged */
    struct inspect *inspect; /* NULL: none is looked into */
    size_t followed;         /* 1 + the row that it looks at; 0: none yet */
    int aside, aside_most;   /* columns that its panel is scrolled by */
    struct rect sight;       /* where the page was drawn last, */
    int sight_first;         /* and with which row at its top */
    /* A bar under the pressed button. */
    bool dragging, drag_moved;
    struct rect drag;
};

struct prompt {
    struct field field;
    char *history[HISTORY_LINES];
    size_t history_count;
    size_t history_at; /* == history_count: the line itself */
    struct field draft;
};

struct app {
    struct app_options options;
    enum theme theme;
    int rows, cols;
    struct section *section; /* NULL: none is open */
    const struct screen *base;
    const struct screen *over; /* NULL: nothing lies over it */
    struct map map;
    struct study study;
    struct desk *desk;   /* NULL: the course */
    struct talk *talk;   /* NULL: nobody lectures */
    struct notes *notes; /* NULL: not a window of notes */
    struct review review;
    struct prompt prompt;
    struct field typing;
    enum asked asked; /* while screen_ask lies over */
    int help_first;
    struct err message; /* text "": none */
    bool message_bad;
    unsigned opened; /* see app_opened() */
    int told;        /* see app_question() */
    bool acting;     /* a line is run: what follows from it follows at once */
    bool scripted;   /* a line of a script is run */
    struct player *player; /* NULL: no talk is told again */
    size_t fit_most;       /* steps at which a run waits; 0: it does not */
    int depth;             /* of actions that are run by actions */
    const struct section_fit *fitted; /* see app_fit() */
    bool fit_paused;                  /* the key at hand paused a run */
    struct strbuf copied;
    uint64_t worked; /* the lab's revision whose background work is done */
    const struct lab *worked_lab;
    uint32_t hints[HINTS_MAX]; /* keys of the footer's hints, for clicks */
    size_t hint_count;
};

/* The screen that has the keys, and where that is. */
const struct screen *app_screen(const struct app *app);
unsigned app_where(const struct app *app);

/* How keys are called. */
enum key_names app_key_names(const struct app *app);

/* Says something in the footer, until the next event. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same of a refusal, which may be heard. */
void app_refuse(struct app *app, const struct err *err,
                struct verdict *verdict);

/* app_work.c: whether anything is left to do while no key waits; a slice of
 * it, true when the screen has something new to show; and what of the desk's
 * is due. */
bool app_waits(struct app *app);
bool app_work(struct app *app, const struct event *event,
              struct verdict *verdict);
bool app_work_desk(struct app *app, struct verdict *verdict);

/* How far the learner is with a section, by the record. */
enum progress app_progress(const struct app *app, const char *section);

/* Another size of the screen; 0 x 0 counts as 24 x 80. */
void app_resize(struct app *app, int rows, int cols);

/* What app.h promises, of the app without a player: an event, a line (and
 * what follows from it at once, or in its own time), the screen; and what a
 * verdict says of the time to come. */
struct verdict app_take(struct app *app, const struct event *event);
bool app_run(struct app *app, struct slice line, bool at_once,
             struct verdict *verdict, struct err *err);
void app_paint(struct app *app, struct canvas *canvas);
void app_after(struct app *app, struct verdict *verdict);

/* app.c: after whatever happened. */
void app_look(struct app *app);

/* All as it was when it was created, but for the player. Of a talk that began
 * at the map, which can always be opened. */
void app_restart(struct app *app);

/* Whether a section is open on the screen: to be read, or before a class. */
bool app_reads(const struct app *app);

/* Says the message in the footer's place. */
void app_draw_message(struct app *app, struct canvas *canvas, struct rect area);

/* Footer and hints. */
void app_draw_footer(struct app *app, struct canvas *canvas, struct rect area);

/* Does what the footer's hint of that index says. */
bool app_click_hint(struct app *app, int index, struct verdict *verdict,
                    struct err *err);

/* What stands at a point of the screen. Drawn for the question: the screen is
 * data, and a click is rare. */
bool app_hit(struct app *app, int row, int col, struct hit *hit);

/* Opens a section for reading. */
bool study_open(struct app *app, const char *name, struct err *err);

/* Opens it again, for its file has changed. False with err: it stays as it
 * was. */
bool study_reload(struct app *app, struct err *err);

/* Says where the first mistake of the section stands, if it has one. */
void study_tell_mistakes(struct app *app);

/* Says what the record could not keep. */
void study_tell_trouble(struct app *app);

/* Records the place and closes the section. */
void study_leave(struct app *app);

/* The lab beside the text, or the one on the desk; NULL: there is none. */
struct lab *study_lab(const struct app *app);

/* Rows that the lab's cursor can stand in: those of the table, then the
 * parameters. And the parameter it stands in, or -1. */
size_t study_lab_rows(const struct app *app);
int study_param(const struct app *app);

/* The lab that has numbers to show on this screen, or NULL. */
struct lab *app_shown_lab(const struct app *app);

/* Shows one of the section's labs whatever the text shows, until the text
 * moves. */
void study_pin_lab(struct app *app, size_t lab);

/* The question that has the keys, else the first open one in sight, else the
 * section's first open one; -1: none. */
int study_question(struct app *app);

/* Lays the page out anew at the next need. */
void study_relayout(struct app *app);

/* Frees the page and what was kept for it, when the section is left. */
void study_drop_page(struct study *study);

/* What the window looks like now; lays the page out where needed. */
struct split study_split(struct app *app);

/* Whether a section's text is on the screen, or read as lines: else the lab has
 * all of it, and what the text displays may wait. */
bool study_text_seen(struct app *app);

bool study_forward(struct app *app, struct err *err);
bool study_next(struct app *app, struct err *err);
bool study_back(struct app *app, struct err *err);
bool study_beside(struct app *app, int step, struct err *err);
void study_reveal_all(struct app *app);
bool study_focus(struct app *app, struct err *err);
bool study_choose(struct app *app, int choice, struct err *err);
void study_show_question(struct app *app, int question);
void study_look(struct app *app);
bool study_mouse(struct app *app, const struct event *event,
                 struct verdict *verdict, struct err *err);

/* The same while something is typed over it: a press ends that first, nothing
 * else counts. */
bool study_press_away(struct app *app, const struct event *event,
                      struct verdict *verdict, struct err *err);

/* What a press on the lab's own parts does. */
bool study_press_lab(struct app *app, const struct event *event,
                     const struct hit *hit, struct verdict *verdict,
                     struct err *err);

/* A digit begins an exact value at the lab's cursor. */
void study_begin_number(struct app *app, uint32_t rune);

/* Commits to a choice, records it, plays the outcome; the same for an answer
 * in words, of any kind. */
bool study_commit(struct app *app, int question, int choice, struct err *err);
bool study_answer(struct app *app, int question, struct slice words,
                  struct err *err);

/* Opens the field in which an answer to the question at hand is typed. */
bool study_write(struct app *app, struct slice begin, struct err *err);

/* Closes the line where its question is asked no longer. */
void study_look_written(struct app *app);

/* Moves the marked line of an order. */
bool study_carry(struct app *app, int way, struct err *err);

/* The first answered question in sight, or -1; asks one anew, and one that is
 * open still, too. */
int study_settled(struct app *app);
bool study_again(struct app *app, int question, struct err *err);
void study_anew(struct app *app, int question);

/* The outcome of an answer is played action by action, a number in small moves,
 * unless nothing may move by itself: ms to the next frame (0: none is due), the
 * frame, and the rest at once, for whoever goes on. */
int study_play_wake(const struct app *app);
void study_play_frame(struct app *app);
void study_play_end(struct app *app);

/* Looks whether an edit of the lab reached what a question wants. */
void study_reach(struct app *app);
bool study_hint(struct app *app, int question, struct err *err);
bool study_solution(struct app *app, int question, struct err *err);

/* Asks before edits that no file has are left behind. */
void ask_quit(struct app *app);

void prompt_open(struct app *app, struct slice text);
bool prompt_complete(struct app *app, struct err *err);

#endif
