/* present.h - a talk: a section before a class, step by step.
 *
 * A screen of its own over the same section and labs as the study (study.h).
 * What is to be seen depends on the step, the lab and the hands that were
 * raised, and on nothing else: going back shows what was shown.
 *
 * present.c opens and steps, present_play.c plays what a question leads to,
 * present_hands.c counts hands, present_figure.c gives a figure the keys,
 * present_view.c draws, present_jump.c finds, present_reload.c goes on in a
 * lesson that was edited, act_present.c has the actions.
 */
#ifndef SCREEN_PRESENT_H
#define SCREEN_PRESENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "draw/canvas.h"
#include "draw/deck.h"
#include "screen/app.h"
#include "screen/app_state.h"

enum { HANDS_CHOICES = 9, HANDS_MOST = 9999 };

/* The hands raised for the choices of a question. */
struct hands {
    int raised[HANDS_CHOICES];
    int last[HANDS_CHOICES]; /* before the last change */
    bool counted;            /* any were, and they are in the record */
};

struct talk {
    struct talk_options options;
    long long began;
    double at;         /* seconds that it has taken, where there is no clock */
    struct deck *deck; /* NULL: to be made for the size of the screen */
    int width, height;
    bool apart;
    size_t step;
    uint64_t key; /* of the step: it is kept when the screen changes */
    bool at_end;  /* the section is to open at its last step */
    /* Of the section's questions, as they are asked and as they are
     * answered, whatever the section's own have become. */
    struct question *asked, *solved;
    struct page_question *asks, *answers;
    struct hands *hands;
    /* Whose outcome is played: the number under which its lab is kept from
     * before; 0: not played. And the last number. */
    unsigned *played, keeps;
    int share; /* of the columns that the lab has, in percent; -1: by size */
    bool large, spot, blank, clock;
    struct strbuf told; /* to another terminal, last */
    unsigned noted;     /* lines of the script that it is written as */
    struct field find;  /* what is searched for */
    size_t found;       /* which of the places that match */
};

/* Where the parts of the screen are. In turns, the one that is not in sight
 * is empty. */
struct talk_split {
    struct rect header, text, lab, footer;
    bool apart; /* the lab is not beside the text */
};

struct talk *talk_create(const struct talk_options *options);
void talk_destroy(struct talk *talk);

/* After a section was opened, and before it is left. */
void talk_begin(struct app *app);
void talk_leave(struct app *app);

/* The step that is shown; the deck is made where it is needed. */
const struct deck_step *talk_step(struct app *app);

/* A step on (+1) or back (-1), into the section beside where this one ends. */
bool talk_go(struct app *app, int way, struct err *err);

/* To a step of the section; what was played on the way there is as it was
 * then. */
bool talk_to(struct app *app, size_t step, struct err *err);

/* The labs and fits of the section as it prepares them. */
bool talk_prepare(struct app *app, struct err *err);

/* Before the screen is drawn: which lab is beside, where its cursor may be. */
void talk_look(struct app *app);

struct talk_split talk_split(struct app *app);

/* Gives the lab more of the screen (+1), or the text (-1). */
bool talk_grow(struct app *app, int way, struct err *err);

/* present_play.c: plays what a question leads to in its lab, and takes it back;
 * whether a step is behind that. talk_keep() counts it as played, the lab as it
 * is. */
void talk_keep(struct app *app, int question);
bool talk_play(struct app *app, int question, struct err *err);
void talk_unplay(struct app *app, int question);
bool talk_has_played(const struct app *app, const struct deck_step *step);

/* present_reload.c: before the section is read anew, and after it, whether or
 * not it could be: the talk goes on at its step, with its hands. A lab whose
 * block is as it was stays as it is, and what was played in it is played; in
 * another one it is played again, at once. */
struct talk_stay;
struct talk_stay *talk_stay(struct app *app);
void talk_return(struct app *app, struct talk_stay *stay);

/* present_hands.c: one hand more for a choice, from 0, or so many; the last
 * change undone; and what was counted into the record. */
bool talk_raise(struct app *app, int choice, struct err *err);
bool talk_count(struct app *app, int choice, long hands, struct err *err);
bool talk_lower(struct app *app, struct err *err);
void talk_record(struct app *app, int question);

/* The wrong choice that most hands are for, else the right one. */
int talk_answer_of(const struct app *app, int question);

/* The bars beside the choices in sight. */
void talk_draw_hands(struct app *app, struct canvas *canvas, struct rect area);

/* present_figure.c: the figure of the slide that has the keys, or NULL; gives
 * them to the n-th that is uncovered, 0: to the next, or to none behind the
 * last. */
const struct page_anchor *talk_figure(struct app *app);
bool talk_mark(struct app *app, long n, struct err *err);

/* A press on a figure gives it the keys and its cursor that place, a drag that
 * began there moves the cursor. False: the event is neither. */
bool talk_press_figure(struct app *app, const struct event *event,
                       struct verdict *verdict, struct err *err);

/* Whether this step can be shown in large signs. A lab or a figure that has
 * the keys must be seen, and so must a question and a figure that it brings. */
bool talk_shows_large(struct app *app);

void talk_draw(struct app *app, struct canvas *canvas);

/* present_tell.c: says where the talk is, if it is elsewhere now. */
void talk_tell(struct app *app);

/* present_note.c: each writes what the talk's script is to say, if one is
 * written: how it begins, an action that was run or refused, a key that is no
 * action, before a run is paused, a new size, the file read anew. Of an event
 * before which something was said, and which led to no line: that it is
 * gone. */
void talk_note_begin(struct app *app, const char *section);
void talk_note_action(struct app *app, const struct action *action,
                      struct slice rest, bool fine);
void talk_note_press(struct app *app, uint32_t press);
void talk_note_pause(struct app *app);
void talk_note_size(struct app *app);
void talk_note_reload(struct app *app);
void talk_note_event(struct app *app, bool said, unsigned noted);

/* present_jump.c */
void talk_find(struct app *app, struct slice words);

extern const struct screen screen_talk, screen_jump;

#endif
