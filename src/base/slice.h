/* slice.h - a piece of text that somebody else owns.
 *
 * Pointer and length into a source text that outlives the slice; not
 * NUL-terminated. The empty slice may have a NULL pointer.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct slice {
    const char *at;
    size_t len;
};

/* For printf's "%.*s". */
#define SLICE_ARG(s) (int)(s).len, (s).at

/* The whole of a C string; NULL gives the empty slice. */
struct slice slice_of(const char *text);

/* Bytes from `from` up to and without `to`, both cut to the slice. */
struct slice slice_sub(struct slice s, size_t from, size_t to);

/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct slice slice_trim(struct slice s);

/* As strcmp(), bytewise: for bsearch() in tables of names. */
int slice_compare(struct slice s, const char *text);

bool slice_eq(struct slice a, struct slice b);
bool slice_is(struct slice s, const char *text);
bool slice_starts(struct slice s, const char *prefix);
bool slice_ends(struct slice s, const char *suffix);

/* Cuts one line off the front of *rest, without its newline (LF or CR LF).
 * False when *rest is empty. */
bool slice_line(struct slice *rest, struct slice *line);

/* Cuts one word off the front of *rest: runs of non-blanks, or what stands
 * between two double quotes (no escapes). False when only blanks are left;
 * an unclosed quote takes the rest. */
bool slice_word(struct slice *rest, struct slice *word);

/* Whole-string numbers: blanks, anything behind the number, "nan" and
 * "inf" are refused, and so is what overflows. Decimal point whatever the
 * locale. False leaves *out alone. */
bool slice_double(struct slice s, double *out);
bool slice_long(struct slice s, long *out);

/* A NUL-terminated copy in the arena. */
char *slice_text(struct arena *arena, struct slice s);

#endif
