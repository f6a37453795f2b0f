/* node.h - the layout tree of a formula.
 *
 * TeX's own list and script rules and nothing more: parentheses, bars and
 * commas are plain atoms here, because "P(y|x)" pairs them in ways that only
 * a reader of its meaning can know. A second tree of meaning is built over
 * this one, so every node keeps the bytes of the source it came from and
 * nothing of the source is lost but blanks and comments.
 *
 * Nodes live in the arena given to tex_parse() and point into the source,
 * which must live as long.
 */
#ifndef TEX_NODE_H
#define TEX_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum tex_kind {
    TEX_LIST,     /* first..next; with braces when `braced` */
    TEX_CHAR,     /* one code point as typed: `rune`; a digit is a node */
    TEX_SYMBOL,   /* \theta, \leq, \log, \sum: `symbol` */
    TEX_SPACE,    /* \quad, "\ ", "~": `count` columns */
    TEX_SCRIPTS,  /* child[0] nucleus or NULL, [1] sub or NULL, [2] sup or
                     NULL; primes are symbols in the sup list */
    TEX_FRAC,     /* child[0] over child[1]; `text` "binom" has no bar */
    TEX_SQRT,     /* child[0], index child[1] or NULL */
    TEX_ACCENT,   /* child[0] under the accent `rune` */
    TEX_FONT,     /* child[0] in the font named `text`: "mathbb" */
    TEX_TEXT,     /* \text{raw}: `text` is what stands in the braces */
    TEX_OPERATOR, /* \operatorname{raw}: `text`; `limits` when starred */
    TEX_TAG,      /* \tag{raw}: `text` */
    TEX_LABEL,    /* \label{raw}: `text`; draws nothing */
    TEX_STACK,    /* child[0] with child[1] below, child[2] above (or NULL):
                     \underset, \overset, \stackrel, \underbrace */
    TEX_ARROW,    /* \xrightarrow[child[1]]{child[0]}; `rune` the head */
    TEX_FENCE,    /* \left..\right: child[0] between open and close */
    TEX_DELIM,    /* \big( and its like: `open`, one row tall here */
    TEX_ENV,      /* \begin{text}: first..next are TEX_ROW; `text` is "" for
                     a formula with \\ or & outside any environment */
    TEX_ROW,      /* first..next are the cells, each a TEX_LIST */
    TEX_NOTHING,  /* \displaystyle and its like: read, draws nothing */
    TEX_UNKNOWN,  /* a command nobody knows: drawn as written, marked */
    TEX_MISSING,  /* an argument that is not there: drawn "?", marked */
    TEX_SOURCE    /* only as a root: the formula has no tree (err says why)
                     and is drawn as its source; `fault` is the offset */
};

/* What an atom is to its neighbours, as in TeX. */
enum tex_class {
    TEX_ORD,
    TEX_OP, /* log, sum */
    TEX_BIN,
    TEX_REL,
    TEX_OPEN,
    TEX_CLOSE,
    TEX_PUNCT,
    TEX_INNER /* fractions */
};

struct tex_symbol;

/* A lesson has thousands of them, and a class server a thousand lessons: what
 * only one kind has shares its place with what another one has. */
struct tex_node {
    enum tex_kind kind : 8;
    uint8_t count;     /* TEX_SPACE: columns */
    bool braced;       /* TEX_LIST: stood between { and } */
    bool limits;       /* scripts go above and below in display */
    bool wide;         /* TEX_ACCENT: spans its nucleus (\overline) */
    bool below;        /* TEX_ACCENT: stands under it (\underline) */
    uint32_t from, to; /* bytes of the source, [from, to) */
    union {
        uint32_t raw;   /* offset of `text` in the source: raw kinds */
        uint32_t fault; /* TEX_SOURCE: offset of what could not be read */
    };
    union {
        uint32_t rune; /* TEX_CHAR, TEX_ACCENT, TEX_ARROW */
        uint32_t open; /* TEX_FENCE, TEX_DELIM: a code point, 0 for "." */
    };
    union {
        uint32_t mark;  /* TEX_CHAR: a combining mark after it, or 0 */
        uint32_t close; /* TEX_FENCE */
    };
    struct slice text; /* of the source: name or raw content, see the kinds */
    union {
        struct slice command; /* the name of the command, if it was one */
        struct slice columns; /* TEX_ENV "array": "lcr" */
    };
    const struct tex_symbol *symbol; /* TEX_SYMBOL */
    struct tex_node *child[3];
    struct tex_node *first; /* items of a list, rows, cells */
    struct tex_node *next;  /* the following item of the same list */
};

/* The first node, in source order, that was not understood (TEX_UNKNOWN,
 * TEX_MISSING, TEX_SOURCE, a TEX_ENV of unknown name), or NULL. What a lint of
 * lessons asks. */
const struct tex_node *tex_node_trouble(const struct tex_node *node);

/* The number of an equation without its parentheses: "\tag{n}" anywhere at
 * the top, or "\quad (n)" at its end. The first one when several rows have
 * one; the empty slice when none has. node may be NULL. */
struct slice tex_node_tag(const struct tex_node *node);

/* Whether a space begins a "\quad (n)" that ends its list: then the node of
 * the opening parenthesis, else NULL. */
const struct tex_node *tex_node_number(const struct tex_node *space);

#endif
