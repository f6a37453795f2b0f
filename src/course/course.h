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
struct catalogue_section;
struct course;
struct equations;
struct err;
struct fits;
struct figures;
struct lab;
struct lesson;
struct question;
struct record;
struct scope;
struct scopes;

/* A lab as a section shows it. */
struct section_lab {
    const struct block *block; /* where it stands in the lesson */
    struct lab *lab;           /* owned by the course */
    /* Which readings are shown: names of lab_block_readings, owned by the
     * course. NULL: the chain; an empty list: none. */
    const char *const *readings;
    size_t reading_count;
};

struct section {
    const struct catalogue_section *entry; /* id, path, title, part */
    const char *key; /* how the record calls it: id, or absolute path */
    struct lesson *lesson;
    const struct scope *notation; /* the common one, see notation.h */
    struct scopes *scopes;        /* with what is added to it, see scopes.h */
    struct section_lab *labs;
    size_t lab_count;
    struct question *questions;
    size_t question_count;
    bool unheld; /* no question holds anything, whatever is answered: before
                    a class */
    struct equations *equations; /* see equation.h; owned */
    struct fits *fits;           /* see fits.h; owned */
    struct figures *figures;     /* see figure.h; owned */
    /* Of an author's file: how many mistakes stand in it, fenced off, and the
     * first of them; NULL: none. */
    size_t mistake_count;
    const struct err *mistake;
};

/* catalogue  borrowed; may be an empty one (catalogue_empty())
 * record     borrowed; NULL: nothing was answered before */
struct course *course_create(struct catalogue *catalogue,
                             struct record *record);
void course_destroy(struct course *course);

struct catalogue *course_catalogue(const struct course *course);

/* From now on a lesson with mistakes opens, each in its place: see
 * lesson/mend.h. For who writes one. */
void course_mend(struct course *course);

/* From now on the labs of the lesson at that path (NULL: of all) are as it
 * prepares them. Who has one open keeps it as it is. */
void course_forget(struct course *course, const char *path);

/* Opens a section by id ("1.2") or by the path of a Markdown file, with its
 * labs, the answers of the record, and the levers of unanswered predict-first
 * questions locked. The caller closes it; one section is open at a time.
 * NULL with err: no such section (err names the near ones), or what
 * lesson_open(), the labs and the define blocks found wrong. */
struct section *course_open(struct course *course, const char *name,
                            struct err *err);
void section_close(struct section *section);

/* The question that stands in a block; NULL: none does. */
const struct question *section_question(const struct section *section,
                                        const struct block *block);

#endif
