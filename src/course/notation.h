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

/* The define blocks of a lesson that stand before `end` (NULL: all), each a
 * layer on `below`. NULL with err: file, line, column. The lesson must live
 * as long as the scope. */
const struct scope *notation_lesson(struct arena *arena,
                                    const struct scope *below,
                                    const struct lesson *lesson,
                                    const struct block *end, struct err *err);

/* The same for those behind `from` and before `end`. */
const struct scope *notation_between(struct arena *arena,
                                     const struct scope *below,
                                     const struct lesson *lesson,
                                     const struct block *from,
                                     const struct block *end, struct err *err);

#endif
