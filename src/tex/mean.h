/* mean.h - the meaning tree of a formula.
 *
 * Built over the layout tree, node for node: each node keeps the bytes of
 * the source it stands for, so that what is lit on the screen, what an error
 * names and what is evaluated are one thing. The tree knows what each letter
 * is (an index, a label, a function, data), because reading needs a scope;
 * it knows no values.
 *
 * Nodes live in the arena given to mean_read() and point into its source.
 */
#ifndef TEX_MEAN_H
#define TEX_MEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct tex_node;

enum { MEAN_HEIGHT_MAX = 1000 };

enum mean_kind {
    MEAN_NUMBER,    /* number; decimals digits behind its point */
    MEAN_INFINITY,  /* \infty */
    MEAN_EULER,     /* e, where it is not declared */
    MEAN_NAME,      /* name with items: an array's entry, a parameter, an
                       index letter (no items), a formal, or unbound */
    MEAN_CALL,      /* name, items in its subscript, then arguments */
    MEAN_NEGATE,    /* first; a sign + leaves no node */
    MEAN_ADD,       /* first, second */
    MEAN_SUBTRACT,  /* first, second */
    MEAN_MULTIPLY,  /* first, second: a sign or juxtaposition */
    MEAN_DIVIDE,    /* first, second: \frac or a slash */
    MEAN_POWER,     /* first to the second */
    MEAN_ROOT,      /* first; second is the index or NULL */
    MEAN_ABSOLUTE,  /* first */
    MEAN_TRANSPOSE, /* first */
    MEAN_LOG,       /* of first; second is the base or NULL: e */
    MEAN_EXP,       /* of first, written \exp or exp (e^x is a POWER) */
    MEAN_SUM,       /* variable, range, first is the body */
    MEAN_PRODUCT,   /* the same */
    MEAN_OPTIMUM,   /* variable; first is the body, NULL for a lone \arg\min */
    MEAN_EXPECT,    /* variable or NULL; second: the weight's name or call;
                       first is the body */
    MEAN_GRADIENT,  /* by second, a name, of first */
    MEAN_CASES,     /* items: value, condition, value, condition...; a
                       condition is a MEAN_RELATION, or NULL (otherwise) */
    MEAN_RELATION,  /* relation between first and second, as a condition or
                       an argument: y_i = 1 in p(y_i = 1 | x_i) */
    MEAN_LIST,      /* items, between [ ] or ( ) */
    MEAN_SET,       /* items, between \{ \} */
    MEAN_ELLIPSIS,  /* ..., \dots */
    MEAN_TEXT,      /* words that stand for a side: \text{Likelihood} */
    MEAN_SPACE,     /* \mathbb{R} with a power: read, not valued */
    MEAN_KIND_COUNT
};

enum mean_relation {
    REL_EQUAL,
    REL_DEFINE, /* := */
    REL_NOT_EQUAL,
    REL_LESS,
    REL_GREATER,
    REL_LESS_EQUAL,
    REL_GREATER_EQUAL,
    REL_APPROX,
    REL_EQUIV,
    REL_IN,
    REL_SIM,
    REL_TO, /* any arrow */
    REL_COUNT
};

/* What a name is where it was read. */
enum name_sort {
    NAME_UNBOUND,  /* nobody declared it: reads, has no value */
    NAME_INDEX,    /* an index letter, or a variable bound by a binder */
    NAME_DATA,     /* an array or number that the lab supplies */
    NAME_PARAM,    /* a parameter */
    NAME_DEFINED,  /* the left side of a definition without arguments */
    NAME_FUNCTION, /* ... with arguments: a CALL, or passed as an argument
                      or named by an expectation */
    NAME_FORMAL    /* an argument of the definition being read */
};

/* How the range of a sum or a product is written. */
enum range_kind {
    RANGE_BOUNDS, /* from first_bound to last_bound: \sum_{i=1}^N */
    RANGE_TO,     /* from 1 to last_bound: \sum_i^N */
    RANGE_DOMAIN, /* over the domain of the letter: \sum_i */
    RANGE_SET,    /* over set: \sum_{x \in \{0,1\}} */
    RANGE_BARE    /* \sum: over the domain of the one free index letter,
                     which the reader has put into `name`; `name` is empty
                     where the body has none: then the body counts once */
};

/* How a call separates its arguments: the mark before each but the first. */
enum mean_separator {
    SEPARATOR_NONE,
    SEPARATOR_COMMA,
    SEPARATOR_SEMICOLON,
    SEPARATOR_BAR,       /* | \mid \vert */
    SEPARATOR_DOUBLE_BAR /* || \| */
};

struct mean {
    enum mean_kind kind;
    uint32_t from, to;           /* bytes of the source, [from, to) */
    const struct tex_node *node; /* the layout node it begins with */
    struct slice source;         /* the source that from and to count in */

    double number;     /* NUMBER, as read in binary */
    int decimals;      /* NUMBER: digits behind the point, as written (35.7\%
                      has one); -1: written without a point (an integer is
                      exact, a decimal is rounded) */
    bool percent;      /* NUMBER: written with a % sign, and divided by 100 */
    struct slice name; /* NAME, CALL: its key, see mean_key(). Binders: the
                          variable's key. TEXT: the words */
    enum name_sort sort;
    bool primed;
    bool dotted;           /* MULTIPLY: written with a \cdot */
    bool maximum;          /* OPTIMUM */
    enum range_kind range; /* SUM, PRODUCT */
    enum mean_relation relation;
    struct mean *from_bound, *to_bound, *set; /* SUM, PRODUCT */
    struct mean *first, *second;
    struct mean **items; /* [item_count] NAME, CALL: of the subscript, labels
                            left out; LIST, SET, CASES: the entries (NULL
                            only in CASES) */
    size_t item_count;
    struct mean **arguments;         /* [argument_count] of a CALL */
    enum mean_separator *separators; /* [argument_count], first is NONE */
    size_t argument_count;
    bool grouped; /* stood in brackets of its own: ( ), [ ], \left( \right);
                     they are part of [from, to) */
    int height;   /* levels of the tree below and with this node, at most
                     MEAN_HEIGHT_MAX: recursion over it is safe */
};

/* One statement: a chain of sides. sides[0] is NULL when the statement
 * begins with a relation and so goes on from the one before. */
struct mean_statement {
    uint32_t from, to;
    struct mean **sides;           /* [side_count], at least 1 */
    enum mean_relation *relations; /* [side_count]; [0] is unused */
    uint32_t *relation_at;         /* [side_count] offset of each relation */
    size_t side_count;
    struct slice tag;               /* the equation's number, or empty */
    struct slice words;             /* a remark, \text beside it; or empty */
    int row;                        /* of the align or of \\, from 0 */
    const struct mean_fault *fault; /* why it is not read, or NULL */
    const char *readings[2]; /* TeX that could stand for the fault's part,
                                where that has two readings; else NULL */
};

/* Why something cannot be read or valued, and where. */
struct mean_fault {
    uint32_t from, to; /* bytes of `source` */
    struct slice source;
    const char *text; /* what is wrong; what would do. Not gated */
};

/* A formula: its statements in order. */
struct mean_formula {
    struct slice source;
    struct mean_statement *statements;
    size_t count;
    bool reads; /* no statement has a fault */
};

/* Children in source order, whatever the kind: for walks. NULL entries of
 * CASES are passed over. Returns how many there are; `out` may be NULL, else
 * it has room for `cap`. */
size_t mean_children(const struct mean *node, struct mean **out, size_t cap);

#endif
