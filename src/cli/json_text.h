/* json_text.h - text of others as JSON.
 *
 * JSON cannot hold bytes that are no UTF-8: those are shown as the gate of
 * utf8.h shows them. What JSON may hold and a terminal may not be sent (DEL,
 * C1 controls, bidi controls, what draws nothing) is written as an escape:
 * other programs read the same text, and nothing of it acts on a screen.
 */
#ifndef CLI_JSON_TEXT_H
#define CLI_JSON_TEXT_H

#include <stdio.h>

#include <jansson.h>

#include "base/slice.h"

json_t *json_text(struct slice s);

/* `flags` are json_dumpf()'s. */
void json_print(FILE *out, const json_t *value, size_t flags);

#endif
