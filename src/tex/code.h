/* code.h - an expression made ready to be valued. Private to tex/.
 *
 * compile.c turns a meaning tree into a tree of these: names are looked up
 * once and become slots, arrays or the bodies of definitions, so that valuing
 * a million rows compares no text. A definition is copied to each place that
 * uses it: there is no recursion, and a letter of a pattern becomes the slot
 * of the caller's index. run.c walks the tree.
 *
 * What a node of code needs while it runs belongs to it and is used again in
 * the next round of a loop: memory does not grow with the rows.
 */
#ifndef TEX_CODE_H
#define TEX_CODE_H

#include <stdbool.h>
#include <stddef.h>

#include "tex/arith.h"
#include "tex/column.h"
#include "tex/eval.h"

enum op {
    OP_CONSTANT, /* number */
    OP_SLOT,     /* the number, or the vector, in slot */
    OP_PARAM,    /* the parameter in slot, rounded to the format */
    OP_READ,     /* the entry of array at index[0], index[1] */
    OP_ROW,      /* the rest of array behind index[0..used-1] */
    OP_ENTRY,    /* of the vector or matrix `a`, at index[0], index[1] */
    OP_SEED,     /* `a`, which a gradient is taken by, at index */
    OP_LET,      /* items: OP_HOLD, then OP_SWAP; then a */
    OP_HOLD,     /* a into slot */
    OP_SWAP,     /* slot with range.slot, until the end of the OP_LET */
    OP_CHOOSE,   /* items: OP_FIT; the first that fits */
    OP_FIT,      /* items in pairs that must be equal; then a */
    OP_FAULT,    /* cannot be valued: says `fault` */
    OP_FAMILY,   /* a for every value of range: a vector, rows of a matrix */
    OP_LIST,     /* items */
    OP_RUN,      /* the integers from a to b: "..." in a list */
    OP_NEGATE,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_POWER,
    OP_ROOT, /* of a; b is the index or NULL */
    OP_ABSOLUTE,
    OP_TRANSPOSE,
    OP_LOG, /* of a; b is the base or NULL */
    OP_EXP,
    OP_SUM,
    OP_PRODUCT,
    OP_PLACE,    /* optimum of a over range */
    OP_GRID,     /* optimum of a over the parameter in slot, low to high */
    OP_GRADIENT, /* of a, by b: OP_PARAM, OP_READ, OP_ROW or OP_SEED */
    OP_CASES,    /* items: value, condition, ... */
    OP_COMPARE   /* a with b; only as a condition */
};

/* Whether rows can be valued many at once; see bulk.h. */
enum blocks { BLOCKS_UNKNOWN, BLOCKS_NONE, BLOCKS_SOME };

/* Of a binder: whether a run in the exact format leaves what it comes to in
 * float64 in `number`. */
enum twin { TWIN_NONE, TWIN_WANTED, TWIN_KNOWN };

/* What a binder runs over: slot holds its variable. */
struct code_range {
    int slot;
    struct code *from, *to; /* integers; or */
    struct code *set;       /* a vector of values */
    size_t period; /* the rows that the body reads repeat so; 0: they do not */
    struct slice key; /* of the variable */
    bool told;        /* to the sink: it stands in the expression itself */
};

struct code {
    enum op op;
    int rank;                /* 0: a number, 1: a vector, 2: a matrix */
    const struct mean *told; /* the sink sees its value, as this; or NULL */
    bool whole;              /* counts: not rounded to the format */
    bool letter;             /* OP_SLOT: a binder's variable */
    bool maximum;
    bool along_row; /* OP_PLACE: a reads one row, and nobody listens */
    enum mean_relation relation;
    const struct mean *node;
    struct code *a, *b;
    struct code **items;
    size_t count, cap;
    int slot;
    struct real number; /* OP_CONSTANT: rounded, unless whole; see twin */
    double exact;       /* ... as it was: what an index is */
    const struct eval_array *array;
    struct code *index[2];
    size_t used; /* of index */
    struct code_range range;
    double low, high; /* OP_GRID */
    const char *fault;
    enum eval_status status; /* of OP_FAULT */

    struct real *room; /* of what it makes, or of the rows it keeps */
    size_t room_count;
    struct column *column; /* of what it makes of a block of rows */
    enum blocks blocks;
    enum twin twin;
};

/* A bound variable, a parameter or a formal while it runs. */
struct slot {
    struct real number;
    long index; /* the same as an integer; NOT_WHOLE where it is none */
    struct value held;
    const struct column *column; /* its numbers in a block of rows, or NULL:
                                    it is the same in all of them */
};

#define NOT_WHOLE (-0x7fffffffffffffffL - 1)

/* Where a gradient is being taken. */
struct seed {
    const struct code *by;
    size_t at[2]; /* the entry, from 1 */
};

struct machine {
    struct arena *arena;   /* the caller's: faults and results */
    struct arena *scratch; /* code and rooms */
    const struct eval_data *data;
    const struct eval_options *options;
    struct arith ar;
    struct slot *slots;
    size_t slot_count, slot_cap;
    const struct seed *seed; /* or NULL */

    struct eval_binding *bound; /* what the sink is told, innermost last */
    size_t bound_count, bound_cap;

    int patience; /* rounds until `stop` is asked */
    enum eval_status status;
    struct mean_fault *fault;
};

#endif
