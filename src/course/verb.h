/* verb.h - the lab's actions by name, for play, prompt and scripts.
 *
 * A verb is a word and its arguments ("set 1 Positive 0.8"). What the words
 * mean to a lab is said once, here.
 */
#ifndef COURSE_VERB_H
#define COURSE_VERB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct err;
struct lab;
struct strbuf;

/* Runs one. False with err and the lab as it was when it is refused. */
bool verb_run(struct lab *lab, struct slice name, const struct slice *args,
              size_t count, struct err *err);

/* The same from one line, as lessons write it; names other than verbs are
 * refused. */
bool verb_line(struct lab *lab, struct slice line, struct err *err);

/* Writes the line of an action that brings the number that `line` moves (`let`,
 * `set`, `temperature`) only a part of the way from where it stands, 0 to 1.
 * False: it moves none. */
bool verb_part(const struct lab *lab, struct slice line, double part,
               struct strbuf *out);

/* A probability or another number: "0.35", "1/3", "35%", with U+2212 for
 * minus. False with err on anything else. */
bool verb_number(struct slice word, double *out, struct err *err);

/* A whole number: "1000", "10,000", "1e6". */
bool verb_count(struct slice word, long *out, struct err *err);

#endif
