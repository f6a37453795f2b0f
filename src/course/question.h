/* question.h - a question of an open section, and what became of it.
 *
 * A predict-first question holds levers of the lab until the learner commits
 * to an answer; then they are free, the question's `play` shows the outcome,
 * and the choice's `because` explains it.
 */
#ifndef COURSE_QUESTION_H
#define COURSE_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct block;
struct err;
struct question_block;
struct section;

enum { QUESTION_NO_LAB = -1, QUESTION_OPEN = -1 };

struct question {
    const struct block *block;
    const struct question_block *ask;
    int lab;           /* index into the section's labs: the one it is about;
                        * QUESTION_NO_LAB when the section has none */
    int committed;     /* the choice taken, from 0; QUESTION_OPEN: none yet */
    size_t hints_seen; /* how many of its hints were asked for */
    bool solved;       /* the solution was asked for: its levers are free */
};

/* The question of an id; NULL with err, which names those there are. */
struct question *question_find(struct section *section, struct slice id,
                               struct err *err);

/* Finds a choice by number from 1 or by its text. False with err when there
 * is no such choice, or the question is not one of choices. */
bool question_choice(const struct question *question, struct slice word,
                     int *choice, struct err *err);

/* Commits to a choice: judged at once, its levers are freed, and it stays.
 * Refused when it was answered before. The caller records it, and then plays
 * the question's `play` by question_play(). */
bool question_commit(struct section *section, struct question *question,
                     int choice, struct err *err);

/* Whether the committed choice is the right one. False while none is. */
bool question_right(const struct question *question);

/* The index of the right choice. */
int question_answer(const struct question *question);

/* Runs the question's `play` actions on its lab, also where the lab's own
 * levers or other questions would refuse the learner the same. A refused
 * action ends it, with its place in the lesson's file in err. A question
 * without any, or without a lab, does nothing. */
bool question_play(struct section *section, const struct question *question,
                   struct err *err);

/* Whether it holds levers now: predict first, and not answered yet. */
bool question_holds(const struct question *question);

/* Locks the levers that open predict-first questions hold, and frees all
 * others. With `unlock` all are free ("show me", lecture mode). */
void question_locks(struct section *section, bool unlock);

#endif
