/* shape.h - constructions in two dimensions. Private to tex/.
 */
#ifndef TEX_SHAPE_H
#define TEX_SHAPE_H

#include "tex/row.h"

struct piece *shape_frac(const struct builder *b, const struct tex_node *node);
struct piece *shape_sqrt(const struct builder *b, const struct tex_node *node);
struct piece *shape_scripts(const struct builder *b,
                            const struct tex_node *node);
struct piece *shape_accent(const struct builder *b,
                           const struct tex_node *node);
/* The scripts of a node on a nucleus that is built already. */
struct piece *shape_scripts_on(const struct builder *b,
                               const struct tex_node *node, struct piece *base);
struct piece *shape_stack(const struct builder *b, const struct tex_node *node);
struct piece *shape_arrow(const struct builder *b, const struct tex_node *node);

/* Tables of all kinds, with their delimiters. */
struct piece *shape_env(const struct builder *b, const struct tex_node *node);

/* Whether an environment is a list of equations: laid out line by line when
 * it is the whole formula. */
bool shape_is_lines(const struct tex_node *env);

/* Whether it is one that we can lay out; \substack is. */
bool shape_env_known(const struct tex_node *env);

/* Where the content of a column stands, 'l', 'c' or 'r', and the columns that
 * keep it off the one before. */
char shape_column_side(const struct tex_node *env, int column);
int shape_column_gap(const struct tex_node *env, int column);

/* \left..\right round its content. */
struct piece *shape_fence(const struct builder *b, const struct tex_node *node);

/* One delimiter that covers `above` rows over and `below` under the baseline;
 * rune 0 is nothing. */
struct piece *shape_delim(const struct builder *b, uint32_t rune, int above,
                          int below, struct span span);

/* Any content between two delimiters; a rune 0 is no delimiter. */
struct piece *shape_between(const struct builder *b, struct piece *content,
                            uint32_t open, uint32_t close, struct span left,
                            struct span right);

/* The same on one row. item  learns what spacing must know. */
struct piece *flat_frac(const struct builder *b, const struct tex_node *node);
struct piece *flat_sqrt(const struct builder *b, const struct tex_node *node);
struct piece *flat_scripts(const struct builder *b, const struct tex_node *node,
                           struct row_item *item);
struct piece *flat_accent(const struct builder *b, const struct tex_node *node);
struct piece *flat_stack(const struct builder *b, const struct tex_node *node,
                         struct row_item *item);
struct piece *flat_arrow(const struct builder *b, const struct tex_node *node);
struct piece *flat_env(const struct builder *b, const struct tex_node *node);

#endif
