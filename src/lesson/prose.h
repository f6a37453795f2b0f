/* prose.h - running text with inline math, as questions hold it.
 */
#ifndef LESSON_PROSE_H
#define LESSON_PROSE_H

#include "lesson/reader.h"

/* Reads map->text as Markdown that has paragraphs only; two SPAN_BREAKs stand
 * between them. A formula stays inline even where it is alone. */
bool prose_read(struct reader *reader, struct place_map *map,
                struct spans *out);

#endif
