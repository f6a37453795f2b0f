/* course.h - the course while somebody walks through it.
 *
 * Joins what lower floors keep apart: the catalogue, the lesson of a section,
 * a lab for each of its lab blocks, and what was answered. Screens and
 * commands use it alike; it draws nothing.
 *
 * A lab outlives its section: who comes back finds it as it was left, and a
 * block with `use: OTHER` goes on with the lab of an earlier section of the
 * same part.
 */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct block;
struct catalogue;
struct course;
struct err;
struct lab;
struct lesson;
struct question_block;
struct record;

/* A lab as a section shows it. */
struct section_lab {
    const struct block *block; /* where it stands in the lesson */
    struct lab *lab;           /* owned by the course */
};

/* A question and what became of it. */
struct question {
    const struct block *block;
    const struct question_block *ask;
    size_t lab;        /* index into labs: the lab it is about */
    bool has_lab;      /* false: no lab stands before or after it */
    int committed;     /* the choice taken, from 0; -1: none yet */
    size_t hints_seen; /* how many of its hints were asked for */
};

struct section {
    const char *id;    /* "1.2"; of a file of one's own, its path */
    const char *path;  /* of the lesson's file */
    const char *title; /* from the front matter */
    bool listed;       /* stands in the catalogue: part and index count */
    size_t part, index;
    struct lesson *lesson;
    struct section_lab *labs;
    size_t lab_count;
    struct question *questions;
    size_t question_count;
};

/* catalogue  borrowed; NULL: only paths can be opened
 * record     borrowed; NULL: nothing was answered before */
struct course *course_create(struct catalogue *catalogue,
                             struct record *record);
void course_destroy(struct course *course);

struct catalogue *course_catalogue(const struct course *course);

/* Opens a section by id ("1.2") or by the path of a Markdown file, with its
 * labs, the answers of the record, and the levers of unanswered predict-first
 * questions locked. The caller closes it; one section is open at a time.
 * NULL with err: no such section (err names the near ones), or what
 * lesson_open() and the labs found wrong. */
struct section *course_open(struct course *course, const char *name,
                            struct err *err);
void section_close(struct section *section);

/* The section after (+1) or before (-1) it in the catalogue, also across
 * parts; NULL at the ends and for a file of one's own. */
const char *course_beside(const struct course *course,
                          const struct section *section, int step);

/* The lab that stands at a block: the last one before it, else the section's
 * first. SIZE_MAX when the section has none. */
size_t section_lab_at(const struct section *section, const struct block *block);

/* The question of an id; NULL when there is none. */
struct question *section_question(struct section *section, struct slice id);

/* Finds a choice by number from 1 or by its text. -1 with err when there is
 * no such choice, or the question is not one of choices. */
int question_choice(const struct question *question, struct slice choice,
                    struct err *err);

/* Commits to a choice: judged at once, its levers are freed, and it stays.
 * Refused when it was answered before. The caller records it, and then plays
 * the question's `play` by section_play(). */
bool section_commit(struct section *section, struct question *question,
                    int choice, struct err *err);

/* Runs the question's `play` actions on its lab. A refused action ends it
 * with the place in the lesson's file. A question without any does nothing. */
bool section_play(struct section *section, const struct question *question,
                  struct err *err);

/* Whether the committed choice is the right one. False while none is. */
bool question_right(const struct question *question);

/* Locks the levers that unanswered predict-first questions hold, and frees
 * the rest: called by the above whenever that changes. With `unlock` all are
 * freed ("show me", lecture mode). */
void section_locks(struct section *section, bool unlock);

#endif
