/* edit.h - the lab's actions by name, for play, prompt and scripts.
 *
 * An edit is a word and its arguments ("set 1 Positive 0.8"). What the words
 * mean to a lab is said once, here.
 */
#ifndef COURSE_EDIT_H
#define COURSE_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct err;
struct lab;

/* Whether the word names an edit of a lab. */
bool edit_is(struct slice name);

/* Runs one. False with err and the lab as it was when it is refused. */
bool edit_run(struct lab *lab, struct slice name, const struct slice *args,
              size_t count, struct err *err);

/* The same from one line, as lessons write it; names other than edits are
 * refused. */
bool edit_line(struct lab *lab, struct slice line, struct err *err);

/* A row or class by number from 1 or by name; false with err, which lists
 * what there is. */
bool edit_row(const struct lab *lab, struct slice word, size_t *row,
              struct err *err);
bool edit_class(const struct lab *lab, struct slice word, size_t *column,
                struct err *err);

/* A probability or another number: "0.35", "1/3", "35%", with U+2212 for
 * minus. False with err on anything else. */
bool edit_number(struct slice word, double *out, struct err *err);

/* A whole number: "1000", "10,000", "1e6". */
bool edit_count(struct slice word, long *out, struct err *err);

#endif
