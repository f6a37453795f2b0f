/* read.h - from the layout tree of a formula to its meaning.
 *
 * The grammar is that of docs/authoring.md, "What a formula may say". Nothing
 * is guessed: what has two readings is refused, with both.
 *
 * Time linear in the source times its depth. Brackets are only levels of this
 * tree, so it counts its own depth; past READ_DEPTH_MAX is a fault.
 */
#ifndef TEX_READ_H
#define TEX_READ_H

#include "tex/mean.h"

struct arena;
struct scope;

enum { READ_DEPTH_MAX = 200 };

/* Reads a formula.
 *
 * arena   gets the tree
 * root    what tex_parse() gave for `source`
 * scope   what the letters mean here; not NULL
 *
 * Never NULL: a formula with nothing to read has no statements; a statement
 * that cannot be read has a `fault` and the sides before it.
 */
struct mean_formula *mean_read(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope);

/* One expression without relations: what `--let` or a learner's answer is.
 * NULL with *fault (in the arena) when it is none. */
struct mean *mean_read_expression(struct arena *arena,
                                  const struct tex_node *root,
                                  struct slice source,
                                  const struct scope *scope,
                                  const struct mean_fault **fault);

/* The left side of a definition: a NAME, or a CALL, which needs no
 * declaration. A bare letter in it that is no index letter is a NAME_FORMAL,
 * whatever else it is declared to be. NULL with *fault when it is neither. */
struct mean *mean_read_pattern(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope,
                               const struct mean_fault **fault);

/* The key of the name that a TeX text spells, labels of the scope joined:
 * "\hat{y}", "\theta_{MLE}", "H_{total}", "\mathcal{D}", "softmax". "\hat y"
 * and "\hat{y}" have one key; "θ" and "\theta" too. Empty when it is no name,
 * or one with indices. */
struct slice mean_key(struct arena *arena, struct slice source,
                      const struct scope *scope);

#endif
