/* scope_match.h - laying a definition's pattern on a use. Private to tex/.
 *
 * What fits is decided in one place, by form. Two ask: scope_match(), which
 * may look at no value, and the compiler, for which `p(1)` fits `p(y = 1)` and
 * so does what comes to 1 when it runs. They differ in when two things are
 * equal and in what they keep of a bound letter, and say so by functions.
 */
#ifndef TEX_SCOPE_MATCH_H
#define TEX_SCOPE_MATCH_H

#include "tex/scope.h"

struct env;

/* An index or an argument, and where it was written (NULL: nobody asks).
 * slot >= 0: that slot of the compiler's instead. */
struct index {
    const struct mean *node;
    const struct env *env;
    int slot;
};

/* What a pattern is laid on: the indices of a name, the arguments of a call. */
struct scope_use {
    struct slice key;
    bool primed;
    const struct index *indices;
    size_t count;
    struct mean *const *arguments; /* they stand in env */
    const enum mean_separator *separators;
    size_t argument_count;
    const struct env *env;
};

/* The one who asks. inside is the definition's scope.
 *
 * bind   a letter of the pattern stands for value; NULL: an index that the
 *        use leaves open. False where it stands for something else already
 * equal  a part of the pattern that is no letter, and what is in its place;
 *        index: in a subscript
 * group  the group of an index's domain, -1 for any */
struct scope_fit {
    void *context;
    const struct scope *inside;
    bool (*bind)(void *context, const struct mean *letter,
                 const struct index *value);
    bool (*equal)(void *context, const struct mean *wanted,
                  const struct index *value, bool index);
    int (*group)(void *context, const struct index *value);
};

/* Whether the pattern fits the use. A use with fewer indices fits: they are
 * bound to NULL, from the left one on. */
bool scope_fits(const struct scope_fit *fit, const struct mean *pattern,
                const struct scope_use *use);

/* Calls `visit` with the definitions of a key in the order in which they are
 * tried on a use with `count` indices: from the top layer down, within one
 * those that have no more indices first. True when a call was. */
bool scope_visit(const struct scope *scope, struct slice key, size_t count,
                 bool (*visit)(void *context,
                               const struct scope_definition *definition),
                 void *context);

#endif
