/* scopes.h - what letters mean all through a lesson.
 *
 * At a block hold the common notation, the further arrays of the lab beside it
 * and the define blocks above it. Equations, figures, questions and proofs ask
 * for many places, so each define block is read once for all labs whose arrays
 * have the same names.
 */
#ifndef COURSE_SCOPES_H
#define COURSE_SCOPES_H

struct arena;
struct block;
struct err;
struct lab;
struct lesson;
struct scope;
struct scopes;

/* In the arena; notation and lesson must live as long. */
struct scopes *scopes_create(struct arena *arena, const struct scope *notation,
                             const struct lesson *lesson);

/* The scope at a block of the lesson; `end` NULL: at its end. lab may be NULL.
 * NULL with err: a define block is wrong (file, line, column). */
const struct scope *scopes_at(struct scopes *scopes, const struct lab *lab,
                              const struct block *end, struct err *err);

#endif
