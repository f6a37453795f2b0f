/* entity.h - HTML's character references, as far as prose uses them.
 */
#ifndef LESSON_ENTITY_H
#define LESSON_ENTITY_H

#include "base/slice.h"

struct strbuf;

/* Adds what "&amp;", "&#955;" or "&#x3bb;" stands for; a name that is not
 * known is added as it is written, a number that is no character as
 * U+FFFD. */
void entity_add(struct strbuf *out, struct slice entity);

#endif
