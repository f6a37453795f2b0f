/* ascii.h - stand-ins for terminals that cannot show Unicode.
 *
 * One rune for one rune, so that a layout made once serves both: the canvas
 * replaces cell by cell and no column moves.
 */
#ifndef DRAW_ASCII_H
#define DRAW_ASCII_H

#include <stdint.h>

/* A 7-bit rune of one cell that stands for `rune`; '?' where there is none. */
uint32_t ascii_rune(uint32_t rune);

#endif
