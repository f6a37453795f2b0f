/* markdown.h - from Markdown to blocks.
 */
#ifndef LESSON_MARKDOWN_H
#define LESSON_MARKDOWN_H

#include "lesson/block.h"
#include "lesson/reader.h"

/* Reads map->text (a map of whole lines) into a list of blocks under
 * `parent`, NULL for the lesson itself. parent is a BLOCK_NOTES where the
 * text is the content of one: pauses and YAML blocks are errors there. */
bool markdown_read(struct reader *reader, struct place_map *map,
                   struct block *parent, struct block **out);

#endif
