/* question.h - a question of an open section, and what became of it.
 *
 * Five kinds. One of choices is committed to once. A number is typed (as
 * TeX or arithmetic) until it is right or given up; a worked example asks for
 * several, one step after the other, and where its numbers vary it is shown
 * worked with the first of them before it asks with others. Lines are put in
 * order. A relation is made true in the lab.
 *
 * A predict-first question holds levers of the lab until the learner commits
 * to an answer, which then stays, right or not (a worked example: until its
 * steps are done); then they are free, the question's `play` shows the
 * outcome, and it is explained.
 *
 * Keys are worked out in the state that the lesson prepares the lab in,
 * whatever the learner made of it since.
 */
#ifndef COURSE_QUESTION_H
#define COURSE_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "lesson/span.h"

struct block;
struct err;
struct lab;
struct question_block;
struct record;
struct scope;
struct section;
struct strbuf;
struct value;

enum { QUESTION_NO_LAB = -1, QUESTION_OPEN = -1, QUESTION_SETTLED = 0 };

/* An asked step of a worked example. */
struct question_done {
    const char *given; /* as typed; NULL: not yet, or given up */
    bool solved;
    bool right;
    int attempts;
    struct spans key; /* once it is done: what the key comes to */
};

struct question {
    const struct block *block;
    const struct question_block *ask; /* with the numbers of this try, and, from
                                         the second on, choices in its order */
    int lab;           /* index into the section's labs: the one it is about;
                        * QUESTION_NO_LAB when the section has none */
    int committed;     /* the choice taken, from 0; QUESTION_OPEN: not settled
                        * yet. Of other kinds QUESTION_SETTLED: right, given up,
                        * or a prediction that stays */
    size_t hints_seen; /* how many of its hints were given */
    bool solved;       /* the solution was asked for: its levers are free */
    bool right;        /* the last answer; see question_right() */
    int attempts;      /* of this try */
    size_t try;        /* from 0; each has its own numbers and order; the first
                        * has the choices as they are written */
    size_t set;        /* which of `vary`, see question_vary.h */
    const char *given; /* the last answer as typed, or NULL */
    struct spans said; /* what is said of it while it is wrong; may be empty */
    struct spans key;  /* what the key comes to, once that may show; REACH: the
                          relation with the numbers of this try */
    int *arranged;     /* ORDER: [order_count] entries from top to bottom */
    int *labels;       /* ORDER: [order_count] the number an entry is called
                        * by, from 1: its place when it was first shown */
    int wrong_place;   /* ORDER: the first that was wrong, from 0; or -1 */
    struct question_done *done;          /* STEPS: [step_count] */
    const struct question_block *worked; /* STEPS with `vary`: the example that
                                            is shown above it, worked with the
                                            first numbers; else NULL */
    struct spans *worked_keys; /* [step_count] what its asked steps come to */
    const struct scope *scope; /* what letters mean here; NULL: not asked for
                                   yet */
    uint64_t looked;           /* REACH: the lab's revision then */
};

/* What an answer did. */
enum question_verdict {
    QUESTION_RIGHT,
    QUESTION_STEP, /* right, and the worked example goes on */
    QUESTION_SLIP, /* wrong, and `said` explains the mistake */
    QUESTION_WRONG
};

/* The question of an id; NULL with err, which names those there are. */
struct question *question_find(struct section *section, struct slice id,
                               struct err *err);

/* A question as the section asks it first. `out` is filled. */
void question_open(struct section *section, struct question *out,
                   const struct block *block, int lab);

/* What a record (or NULL) has of it. */
void question_recall(struct section *section, struct question *question,
                     const struct record *record);

/* Asks it anew: nothing is answered, the numbers are the next ones. It holds
 * no levers any more. */
void question_again(struct section *section, struct question *question);

/* Finds a choice by number from 1 or by its text. False with err when there
 * is no such choice, or the question is not one of choices. */
bool question_choice(const struct question *question, struct slice word,
                     int *choice, struct err *err);

/* Commits to a choice: judged at once, its levers are freed, and it stays.
 * Refused when it was answered before. The caller records it, and then plays
 * the question's `play` by question_play(). */
bool question_commit(struct section *section, struct question *question,
                     int choice, struct err *err);

/* Answers in words, whatever the kind: a choice, a number as it is typed, an
 * order as "3 1 2" (the labels from top to bottom; empty: as it stands).
 * False with err, and nothing happened, where it is no answer: it cannot be
 * read, names no choice, or the question is settled. A wrong answer gets its
 * explanation, else the next hint. The caller records it and, once it is
 * settled, plays. */
bool question_answer_line(struct section *section, struct question *question,
                          struct slice line, enum question_verdict *verdict,
                          struct err *err);

/* What a typed answer comes to, a number; false with err as it would be
 * refused. */
bool question_value(struct section *section, struct question *question,
                    struct slice line, struct value *value, struct err *err);

/* Gives it up: settled, and its key shows. A worked example gives up one step;
 * false with err when it is settled. */
bool question_solve(struct section *section, struct question *question,
                    struct err *err);

/* Moves an entry of an order up (-1) or down (+1) from a place, from 0. False
 * with err at the end, or where it is settled. */
bool question_carry(struct question *question, int place, int way,
                    struct err *err);

/* Looks whether a relation that is to be reached holds now, in the lab as it
 * is after the learner's edit. True when it does: it is settled. With
 * `only_look` the state is noted and nothing is settled: what a play or an
 * opened section did is nobody's answer, but an edit that keeps it true is
 * one, for it may be the very edit that was asked for. */
bool question_reached(struct section *section, struct question *question,
                      bool only_look);

/* After an edit of the lab that changed nothing: the next look counts as one
 * after an edit. */
void question_look_anew(const struct section *section,
                        struct question *question, const struct lab *lab);

/* Settled, and the answer was right: not given up. */
bool question_right(const struct question *question);

/* The index of the right choice. */
int question_answer(const struct question *question);

/* The words that question_answer_line() takes as right now; of a relation to
 * be reached, the actions of its `play`, one a line. Adds to out. */
void question_key(const struct question *question, struct strbuf *out);

/* The index of the step that waits for an answer; step_count: none does. */
size_t question_step(const struct question *question);

/* Whether it asks in other words than the example worked above it does: its
 * numbers may stand in the steps alone. */
bool question_asks_anew(const struct question *question);

/* "within 0.001" or "within 0.5 %": the tolerance of a typed number. */
void question_tolerance(const struct question *question, struct strbuf *out);

/* Runs the question's `play` actions on its lab, also where the lab's own
 * levers or other questions would refuse the learner the same. A refused
 * action ends it, with its place in the lesson's file in err. A question
 * without any, or without a lab, does nothing. */
bool question_play(struct section *section, const struct question *question,
                   struct err *err);

/* One of them, from 0, so that they can be watched: up to a part of the way,
 * from above 0 to 1, of the number that it moves. What an earlier part did, the
 * steps of the lab's history behind `steps`, is taken back first; so whoever
 * watched has the same history as who did not. Of what moves no number nothing
 * is done before part 1. */
bool question_play_part(struct section *section,
                        const struct question *question, size_t action,
                        double part, size_t steps, struct err *err);

/* Whether an action moves a number, and the steps of its lab's history now. */
bool question_play_moves(const struct section *section,
                         const struct question *question, size_t action);
size_t question_play_steps(const struct section *section,
                           const struct question *question);

/* Whether it holds levers now: predict first, not answered yet, asked for the
 * first time. */
bool question_holds(const struct question *question);

/* What a word of `locks` means: a lever of the question's lab, as a mask for
 * lab_lock_levers(). False: the lab has no such one, or it is a figure. */
bool question_lever(const struct section *section,
                    const struct question *question, const char *word,
                    unsigned *lever);

/* The same for a figure ("plot", "sample", "fit") or a method of a fit
 * ("newton"): the last of that kind above the question, else the section's
 * first; NULL: it has none. */
const struct block *question_figure(const struct section *section,
                                    const struct question *question,
                                    const char *word);

/* Whether a figure may be moved now: its cursor, its fit; and where `method` is
 * not NULL, whether its fit may go on by that. False with the reason in err
 * while a question holds it. */
bool question_frees(const struct section *section, const struct block *figure,
                    const char *method, struct err *err);

/* Locks the levers that open predict-first questions hold, and frees all
 * others. With `unlock`, and before a class (section->unheld), all are
 * free. */
void question_locks(struct section *section, bool unlock);

#endif
