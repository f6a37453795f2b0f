/* symbol.h - the commands that stand for one sign or one word.
 *
 * Each has a drawing that the common fonts of terminals hold and a 7-bit
 * one. What those fonts lack is replaced by what reads the same: "~" for
 * \sim, guillemets for \langle, "T" for \top.
 */
#ifndef TEX_SYMBOL_H
#define TEX_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "tex/node.h"

struct tex_symbol {
    const char *name;  /* "theta", without the backslash */
    const char *text;  /* UTF-8, one sign or a word: "θ", "log" */
    const char *ascii; /* "theta", "log" */
    enum tex_class cls;
    unsigned flags;
};

enum {
    TEX_SYMBOL_LETTER = 1, /* a Greek letter: a variable like any letter */
    TEX_SYMBOL_BIG = 2,    /* a sum, an integral */
    TEX_SYMBOL_LIMITS = 4  /* its scripts go above and below in display */
};

/* NULL when there is none of that name. */
const struct tex_symbol *tex_symbol_named(struct slice name);

/* The symbol that a character typed as such means ("θ"), or NULL. Looks
 * only at those outside ASCII. */
const struct tex_symbol *tex_symbol_of(uint32_t rune);

/* The class of a character typed as such: '=' is a relation. */
enum tex_class tex_symbol_class(uint32_t rune);

/* How a delimiter is drawn, from its command without the backslash ("langle",
 * "{", "|"); 0 when it is none. */
uint32_t tex_symbol_delim(struct slice name);

/* The entries in order of their names, for tests and for help. */
const struct tex_symbol *tex_symbol_list(size_t *count);

#endif
