/* starter.h - the lesson that `likely new` writes. */
#ifndef CLI_STARTER_H
#define CLI_STARTER_H

#include "base/slice.h"

struct strbuf;

/* Adds a small whole lesson: a lab, an equation, a question, a definition
 * with its parameter. It passes `likely check --mutate`. */
void starter_write(struct strbuf *out, struct slice title);

#endif
