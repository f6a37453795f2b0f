/* lint.h - what the lines of a lesson show before Markdown is read.
 */
#ifndef LESSON_LINT_H
#define LESSON_LINT_H

#include "lesson/reader.h"

/* Walks the lines of a text (a map of whole lines).
 *
 * Warns of a `$$` block that Markdown will tear apart: one with a blank line
 * in it, or a line that begins like a list item, a quote, a heading, a rule
 * or a fence.
 *
 * False when a line opens more than LESSON_NESTING_MAX quotes and lists, or
 * a list is indented past any use: md4c's time grows with their product. */
bool lint_lines(struct reader *reader, const struct place_map *map);

#endif
