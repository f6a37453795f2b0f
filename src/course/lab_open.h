/* lab_open.h - from what a lesson says of a lab to the lab.
 *
 * lesson/ knows names, lab/ knows what they mean; here one becomes the other.
 */
#ifndef COURSE_LAB_OPEN_H
#define COURSE_LAB_OPEN_H

#include <stdbool.h>

struct err;
struct lab;
struct lab_block;
struct lab_block_state;

/* The lab of a block that describes one (not one with `use`). The block may
 * go away afterwards. NULL with err: the block's file and line. */
struct lab *lab_open(const struct lab_block *block, const char *path,
                     struct err *err);

/* The lab/lab_spec.h mask of a lever's name; any other name is that of a
 * parameter: LAB_LEVER_PARAM. */
unsigned lab_open_lever(const char *name);

/* Puts the lab into a state that its block prepares, whatever levers it has:
 * its first state and then the state's actions, each a step of the history.
 * False with err, with the place in the lesson at that path, where one is
 * refused. */
bool lab_open_state(struct lab *lab, const struct lab_block_state *state,
                    const char *path, struct err *err);

#endif
