/* script.h - Unicode letters for scripts on one row, and letters with
 * accents. Private to tex/.
 */
#ifndef TEX_SCRIPT_H
#define TEX_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

/* The sub- or superscript form of a character, 0 where Unicode has none or
 * where it would be misread ("=" is left to the notation of TeX). */
uint32_t script_of(uint32_t rune, bool super);

/* The letter with the accent (a combining mark) as one code point, 0 where
 * there is none that the common fonts hold. */
uint32_t script_accented(uint32_t letter, uint32_t accent);

#endif
