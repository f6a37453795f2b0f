/* key_write.h - the key of a name, see mean_key(), as TeX that reads as it.
 */
#ifndef TEX_KEY_WRITE_H
#define TEX_KEY_WRITE_H

#include <stdbool.h>

#include "base/slice.h"

struct strbuf;

/* Whether the key, without labels and primes, needs upright letters: several
 * of them, or a sign that is no letter. */
bool key_is_word(struct slice key);

/* Writes a key without its labels: "x", "\operatorname{softmax}",
 * "\bar{\operatorname{loss}}" for the key "\bar{loss}". */
void key_write(struct strbuf *out, struct slice key);

#endif
