/* paint.h - a canvas copied to curses.
 *
 * Only cells that differ from the last canvas are handed to curses, which in
 * turn sends the terminal only what differs from its screen: a move costs a
 * few hundred bytes, and nothing is ever cleared. They go straight into curses'
 * next screen; its stdscr would be one copy more of all cells, in each of the
 * thousand programs of a class server.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

struct canvas;
struct painter;

/* Call after curses was started: asks it for colours. NO_COLOR, if set and
 * not empty, wins over all else. Never fails: a terminal without colours is
 * painted in monochrome. */
struct painter *painter_create(void);
void painter_destroy(struct painter *painter);

/* The next paint copies every cell. */
void painter_forget(struct painter *painter);

/* Copies the canvas, places the cursor, refreshes once. theme is the name of
 * one of theme.h's. What lies outside of the terminal is left out. */
void painter_paint(struct painter *painter, const struct canvas *canvas,
                   const char *theme);

#endif
