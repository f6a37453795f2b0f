/* clean.h - text made fit to draw, before it is measured.
 */
#ifndef DRAW_CLEAN_H
#define DRAW_CLEAN_H

#include <stdbool.h>

#include "base/slice.h"

struct arena;

/* Gated (base/utf8.h), newlines and tabs as blanks, and in ASCII with signs
 * of several letters ("->", "theta") for what one letter cannot stand for.
 * The slice itself where nothing had to change, else a copy in the arena. */
struct slice clean_text(struct arena *arena, struct slice text, bool ascii);

#endif
