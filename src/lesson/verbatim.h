/* verbatim.h - lines that md4c hands over as they are: code and HTML.
 */
#ifndef LESSON_VERBATIM_H
#define LESSON_VERBATIM_H

#include <md4c.h>
#include <stdbool.h>

#include "base/strbuf.h"
#include "lesson/place.h"

struct verbatim {
    bool open;
    struct strbuf text;
    struct place_map map; /* complete after verbatim_settle() */
    bool fresh;           /* at the start of a line */
    struct slice info;    /* the info string, in the arena */
    struct place place;   /* of the info string; line 0: not known yet */
    char fence;           /* NUL: indented code, or HTML */
};

/* Begins a block. detail is NULL for HTML. */
void verbatim_open(struct verbatim *raw, struct arena *arena,
                   const MD_BLOCK_CODE_DETAIL *detail);

/* Adds one of md4c's pieces: the indentation that it makes up and line ends
 * have no place (line 0). */
void verbatim_add(struct verbatim *raw, struct arena *arena, struct place place,
                  struct slice piece);

/* Where the block begins, from its first line that has a place; `here` when
 * it has none. */
struct place verbatim_guess(const struct verbatim *raw, struct place here);

/* Ends the block: its text is in the arena, its map, now with a run for every
 * line, in the scratch one. place is known. */
void verbatim_settle(struct verbatim *raw, struct arena *arena,
                     struct arena *scratch);

/* Whether the line behind the last one closes the fence. */
bool verbatim_closed(const struct verbatim *raw,
                     const struct place_map *source);

void verbatim_finish(struct verbatim *raw);

#endif
