/* utf8.h - code points, widths, graphemes and the gate for foreign text.
 *
 * Every string from outside (lesson, data, file name, argument, environment)
 * passes utf8_gate() before a screen or a message shows it: no byte of it can
 * then steer a terminal, reorder a line or hide text.
 *
 * Widths are in terminal cells, by utf8proc, with East Asian Ambiguous
 * counted 1 (the course's mathematics is made of such characters).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct strbuf;

enum { UTF8_MAX = 4, UTF8_REPLACEMENT = 0xFFFD };

/* Decodes one code point at p (n > 0 bytes left) and returns its length in
 * bytes. Strict: an overlong, surrogate, truncated or stray byte is
 * UTF8_REPLACEMENT of length 1. */
size_t utf8_decode(const char *p, size_t n, unsigned int *rune);

/* Encodes into out[UTF8_MAX], returns the length. An invalid rune is encoded
 * as UTF8_REPLACEMENT. */
size_t utf8_encode(unsigned int rune, char *out);

/* Cells of one code point: 0 for a combining mark, 1 or 2; -1 for what may
 * not be drawn (controls, bidi controls, unassigned...). */
int utf8_rune_width(unsigned int rune);

/* One grapheme (a base and at most 4 marks) at the front of s: its bytes in
 * *len, its cells as result (1 or 2). s.len > 0. What may not be drawn counts
 * 1 cell; a grapheme's marks past the fourth are a grapheme of their own. */
int utf8_grapheme(struct slice s, size_t *len);

/* Cells of a whole text. */
int utf8_width(struct slice s);

/* Code points in s: columns of error messages are counted with it. */
size_t utf8_count(struct slice s);

/* Adds s to out made harmless: bad bytes become U+FFFD; C0 controls and DEL
 * ^X; C1, bidi controls, zero-width characters, tags, line separators and
 * noncharacters <U+202E>, and so does every mark past the fourth on a base.
 * Tab and newline become ^I and ^J unless keep_layout. At most `most` bytes
 * are read (0: all), never half a code point, then "..." follows. What came
 * through once comes through again unchanged. */
void utf8_gate(struct strbuf *out, struct slice s, bool keep_layout,
               size_t most);

#endif
