/* theme.h - roles to colours.
 *
 * Blue and orange, which every kind of colour blindness keeps apart, plus
 * greys; nothing is told by colour alone, so the monochrome theme loses no
 * meaning. The background is the terminal's own (-1) except under the cursor,
 * and except in the theme for a room, which is black on white whatever the
 * terminal has: 7:1 or more for what is read. Every foreground has a contrast
 * of 4.5:1 or more (WCAG 2) on white in the light theme, on black in the dark
 * one and on either in that for both; a test computes it from xterm's colours.
 */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "draw/style.h"

/* THEME_BOTH is for a terminal whose background nobody knows: fewer colours
 * (4.58:1 on white and on black alike is the most there can be), and with less
 * than 256 of them none, as THEME_MONO. */
enum theme {
    THEME_BOTH,
    THEME_LIGHT,
    THEME_DARK,
    THEME_MONO,
    THEME_ROOM,
    THEME_COUNT
};

/* Terminal colours by number, -1 for the terminal's own, and enum attr. */
struct paint {
    int16_t fg, bg;
    uint8_t attr;
};

/* "both", "light", "dark", "mono", "room"; and back (false: no such theme). */
const char *theme_name(enum theme theme);
bool theme_from_name(struct slice name, enum theme *out);

/* What a style looks like on a terminal of so many colours: 256 or more use
 * the cube, 8 to 255 the first eight, fewer none (as THEME_MONO). The style's
 * own attributes are kept. */
struct paint theme_paint(enum theme theme, int colours, struct style style);

/* 0xRRGGBB of a terminal colour 0..255, as xterm has them. */
uint32_t theme_rgb(int colour);

/* Text and background of a picture in this theme, 0xRRGGBB: white but for the
 * dark one. */
uint32_t theme_ink(enum theme theme);
uint32_t theme_ground(enum theme theme);

#endif
