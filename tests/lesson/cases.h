/* cases.h - corpora of lessons in one text file.
 *
 *     ==== what the case shows
 *     the lesson, line for line
 *     >>>> (the expected text follows, up to the next ====)
 *     the expected text
 *
 * With UPDATE=1 in the environment the expected texts are written anew: read
 * the difference before you commit it.
 */
#ifndef TESTS_LESSON_CASES_H
#define TESTS_LESSON_CASES_H

#include <stddef.h>

#include "base/slice.h"

struct strbuf;

/* Adds to out what a lesson gives. */
typedef void (*cases_run)(struct slice lesson, struct strbuf *out);

/* Runs every case of tests/data/lesson/NAME and fails on the first that
 * differs, with both texts printed. Returns how many there are. */
size_t cases_check(const char *name, cases_run run);

/* The lesson of every case, one after another, for other tests. */
void cases_each(const char *name,
                void (*visit)(struct slice lesson, void *user), void *user);

#endif
