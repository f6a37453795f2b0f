/* notation.h - what letters mean in a lesson, from the common notation up.
 *
 * notation.md of the course's folder declares the letters that every lesson
 * uses; a lesson's own define blocks lie on top of it, and between the two
 * what the lab at hand has besides its tables.
 */
#ifndef COURSE_NOTATION_H
#define COURSE_NOTATION_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct catalogue;
struct err;
struct lab;
struct lesson;
struct scope;

/* The scope of the common notation. A course without notation.md has none:
 * the empty scope. NULL with err: its file, line and column. */
const struct scope *notation_scope(struct arena *arena,
                                   const struct catalogue *catalogue,
                                   struct err *err);

/* A layer for the names of a lab's further arrays that nobody declared.
 * `lab` may be NULL. */
const struct scope *notation_lab(struct arena *arena, const struct scope *below,
                                 const struct lab *lab);

/* A define block of a lesson as a layer on `below`. NULL with err: file, line,
 * column. */
const struct scope *notation_block(struct arena *arena,
                                   const struct scope *below,
                                   const struct lesson *lesson,
                                   const struct block *block, struct err *err);

/* The same of all its define blocks. */
const struct scope *notation_lesson(struct arena *arena,
                                    const struct scope *below,
                                    const struct lesson *lesson,
                                    struct err *err);

#endif
