/* name_key.h - how lessons, data and prompts spell a name, and its key.
 *
 * A lesson's YAML says "theta", its formulas "\theta", a learner types "θ":
 * all three mean the parameter whose key is "\theta" (tex/read.h).
 */
#ifndef COURSE_NAME_KEY_H
#define COURSE_NAME_KEY_H

#include "base/slice.h"

struct arena;

/* The key of a name. What spells a Greek letter is that letter; a word of
 * several letters ("px") is itself; what is no name comes back as it is. The
 * result is in the arena or is `name`. */
struct slice name_key(struct arena *arena, struct slice name);

#endif
