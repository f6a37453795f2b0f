/* build.h - from nodes to pieces. Private to tex/.
 */
#ifndef TEX_BUILD_H
#define TEX_BUILD_H

#include "tex/row.h"

/* The piece of one node. item  gets its classes and what spacing must know;
 * may be NULL. */
struct piece *build_node(const struct builder *b, const struct tex_node *node,
                         struct row_item *item);

/* The same as an argument: a list is laid out as a row, NULL is nothing. */
struct piece *build(const struct builder *b, const struct tex_node *node);

/* The bytes of a node. */
struct span build_span(const struct tex_node *node);

/* What the text of \text or \operatorname says: without its escapes. */
struct piece *build_raw(const struct builder *b, const struct tex_node *node,
                        unsigned style);

/* "(n)" from a tag, or from the nodes "(", ..., ")". */
struct piece *build_tag(const struct builder *b, const struct tex_node *node);

/* The one sign that a piece consists of, or NULL. */
struct piece *build_sign(struct piece *piece);

/* A list of one node stands for that node; others stand for themselves. */
const struct tex_node *build_single(const struct tex_node *node);

#endif
