/* writer.h - a canvas as text, as ANSI text, or as an SVG picture.
 *
 * What `likely learn --dump` prints and the tests compare. Each writer reads
 * the canvas and appends to out.
 */
#ifndef DRAW_WRITER_H
#define DRAW_WRITER_H

#include "draw/theme.h"

struct canvas;
struct strbuf;

/* Rows as lines, blanks at their ends trimmed, each ended by a newline; rows
 * at the bottom that are blank are kept (a screen has its height). */
void writer_text(struct strbuf *out, const struct canvas *canvas);

/* The same lines with SGR sequences where the look changes, and a reset
 * before each newline. No other escape sequence. colours: see
 * theme_paint(). */
void writer_ansi(struct strbuf *out, const struct canvas *canvas,
                 enum theme theme, int colours);

/* A picture of its own background, for pages that may be light or dark.
 * Text runs carry their exact width, so that columns hold in any font; bars
 * and rules are drawn as shapes. THEME_MONO is black on white; THEME_BOTH is
 * light or dark as the reader's browser prefers. */
void writer_svg(struct strbuf *out, const struct canvas *canvas,
                enum theme theme);

#endif
