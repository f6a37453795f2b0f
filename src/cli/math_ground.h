/* math_ground.h - what the letters of `likely math` mean, and their numbers.
 *
 * From the bottom up: the common notation, what the data have besides, what
 * --let declares, the define blocks; and on top --let once more, so that what
 * is said on the command line is what holds.
 */
#ifndef CLI_MATH_GROUND_H
#define CLI_MATH_GROUND_H

#include <stdbool.h>

#include "cli/session.h"
#include "tex/eval.h"

struct arena;
struct err;
struct lab;
struct scope;

struct math_ground {
    struct session session;
    struct arena *arena;
    struct lab *lab; /* the data, or an empty one: never NULL once open */
    bool lab_owned;
    struct section *section; /* whose lab it is, or NULL */
    const struct scope *scope;
    struct eval_data data;
    struct eval_array *lets; /* [let_count], a later one before an earlier */
    size_t let_count;
};

/* Opens the course and its notation. False with err. */
bool math_ground_open(struct math_ground *ground, struct err *err);
void math_ground_close(struct math_ground *ground);

/* --data: a CSV of predictions ("-": standard input), or a section's id or
 * lesson file, with :NAME for a lab other than its first. At most once, before
 * the others. False with err. */
bool math_ground_data(struct math_ground *ground, const char *name,
                      struct err *err);

/* --let NAME=VALUE. False with err, which is about the command line. */
bool math_ground_let(struct math_ground *ground, const char *text,
                     struct err *err);

/* --define: a file with what a define block holds ("-": standard input), or
 * the define blocks of a lesson file or a section. False with err. */
bool math_ground_define(struct math_ground *ground, const char *name,
                        struct err *err);

/* When all is said: --let goes on top, and K and N are filled in where only
 * lists of one length say them. */
void math_ground_ready(struct math_ground *ground);

#endif
