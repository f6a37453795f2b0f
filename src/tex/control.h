/* control.h - the commands that build something out of their arguments.
 */
#ifndef TEX_CONTROL_H
#define TEX_CONTROL_H

#include "base/slice.h"
#include "tex/node.h"

/* How the reader goes on after the command. */
enum tex_syntax {
    TEX_TAKES_NOTHING, /* \displaystyle: read and forgotten */
    TEX_TAKES_ONE,     /* one argument: fonts, accents */
    TEX_TAKES_TWO,     /* two in order: \frac */
    TEX_TAKES_OPTION,  /* [option] and one: \sqrt, \xrightarrow */
    TEX_TAKES_RAW,     /* {raw text}: \text, \operatorname, \tag */
    TEX_TAKES_DELIM,   /* one delimiter: \big */
    TEX_TAKES_ROWS,    /* {a \\ b}: \substack */
    TEX_TAKES_SPACE,   /* nothing; a space of `rune` columns */
    TEX_TAKES_LENGTH,  /* {raw text}, a space of one column: \hspace */
    TEX_TAKES_FENCE,   /* up to \right */
    TEX_TAKES_ENV,     /* {name} up to \end */
    TEX_TAKES_END      /* \right, \end: ends what another began */
};

struct tex_control {
    const char *name;
    enum tex_kind kind;
    enum tex_syntax syntax;
    uint32_t rune;
    unsigned flags;
};

enum {
    TEX_CONTROL_WIDE = 1,  /* an accent as wide as what it stands on */
    TEX_CONTROL_BELOW = 2, /* ... or under */
    TEX_CONTROL_OVER = 4,  /* a stack whose first argument goes on top */
    TEX_CONTROL_UNDER = 8  /* ... or below */
};

/* NULL when there is none of that name (without the backslash). */
const struct tex_control *tex_control_named(struct slice name);

/* The entries in order of their names. */
const struct tex_control *tex_control_list(size_t *count);

#endif
