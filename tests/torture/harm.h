/* harm.h - text that means harm to a terminal or to who reads it.
 *
 * tests/data/torture/harm.tsv: a name, the bytes (with \xNN and \\), and what
 * is to be seen of them, made by another reading of the rule of base/utf8.h
 * (Python's decoder and its categories of characters).
 */
#ifndef TORTURE_HARM_H
#define TORTURE_HARM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct strbuf;

struct harm {
    char *name, *bytes, *shown; /* bytes has a NUL behind its n */
    size_t n;
};

/* All of them; *count is set. Free with harm_free(). */
struct harm *harm_read(size_t *count);
void harm_free(struct harm *list, size_t count);

/* Whether it can be an argument, a name of the environment or of a file. */
bool harm_fits(const struct harm *harm);

bool harm_is_utf8(const struct harm *harm);

/* As the inside of YAML's double quotes. Bytes that are no UTF-8 stay. */
void harm_yaml(const struct harm *harm, struct strbuf *out);

/* As the inside of a quoted field of a CSV. */
void harm_csv(const struct harm *harm, struct strbuf *out);

#endif
