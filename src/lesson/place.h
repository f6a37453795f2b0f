/* place.h - from a byte of some text back to line and column in the file.
 *
 * Most texts here are not the file itself but were cut out of it: a fenced
 * block without its indentation, a YAML scalar without its quotes, a formula
 * whose lines were joined. Each carries a list of runs: from this offset on,
 * bytes follow the file from that line and column.
 */
#ifndef LESSON_PLACE_H
#define LESSON_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena;

struct place {
    int line;   /* from 1; 0: unknown */
    int column; /* code points from 1 */
};

struct place_run {
    size_t offset; /* in the text; runs are in order */
    struct place place;
};

struct place_map {
    struct slice text;
    struct place_run *runs;
    size_t count, cap;

    /* Where the last question ended: questions mostly come in order, and
     * counting a long line from its start each time would be quadratic. */
    size_t last_run, last_offset;
    int last_column;
};

/* A map of a whole text whose first line is `line` of the file. Lines end in
 * LF, CR LF or CR. */
void place_map_lines(struct place_map *map, struct arena *arena,
                     struct slice text, int line);

/* Adds a run; offsets must not decrease. A run at the last one's offset
 * replaces it. */
void place_map_add(struct place_map *map, struct arena *arena, size_t offset,
                   struct place place);

/* The place of an offset, or of the end for what lies beyond it. Line 0 when
 * the map has no runs. */
struct place place_at(struct place_map *map, size_t offset);

/* Whether p points into the text; its end does not count. */
bool place_inside(const struct place_map *map, const char *p);

/* The text of a line of the file as far as the text holds it, without its
 * end; empty when it does not. Only for maps of whole lines. */
struct slice place_line(const struct place_map *map, int line);

/* The number of the last line of the text that has anything in it, its own
 * end included; 0 for an empty text. Only for maps of whole lines. */
int place_last_line(const struct place_map *map);

#endif
