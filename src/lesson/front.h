/* front.h - the front matter of a lesson.
 */
#ifndef LESSON_FRONT_H
#define LESSON_FRONT_H

#include <stddef.h>

#include "lesson/lesson.h"
#include "lesson/reader.h"

/* Reads the YAML between a first line `---` and the next one. *body is the
 * offset behind it, *line the line that begins there; 0 and 1 when the text
 * has no front matter, and front is then zeroed. A byte order mark is
 * passed over. */
bool front_read(struct reader *reader, struct slice text,
                struct lesson_front *front, size_t *body, int *line);

#endif
