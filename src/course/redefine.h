/* redefine.h - what a section's define blocks change about its labs.
 *
 * A parameter that a block declares becomes a lever of the lab; where a block
 * gives \hat y a meaning of its own, the lab's bars and readings follow it.
 */
#ifndef COURSE_REDEFINE_H
#define COURSE_REDEFINE_H

struct arena;
struct lab;
struct scope;

/* Joins a lab to the scope at the end of its part of the section. The arena
 * and the scope must live until redefine_end() gets what this returns. */
const void *redefine_begin(struct arena *arena, struct lab *lab,
                           const struct scope *scope,
                           const struct scope *notation);

/* The lab shows its own prediction again, unless it was joined to another
 * scope since; its parameters stay. */
void redefine_end(struct lab *lab, const void *joined);

#endif
