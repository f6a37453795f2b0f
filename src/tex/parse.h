/* parse.h - reading TeX mathematics into a layout tree.
 *
 * Total: every text with matched braces, \left..\right and \begin..\end has
 * a tree. Unknown commands and missing arguments become marked nodes. Takes
 * time and memory linear in the source; never recurses deeper than
 * TEX_DEPTH_MAX.
 */
#ifndef TEX_PARSE_H
#define TEX_PARSE_H

#include "base/slice.h"
#include "tex/node.h"

struct arena;
struct err;

enum { TEX_DEPTH_MAX = 100, TEX_SOURCE_MAX = 1 << 20 };

/* Reads one formula, without its $ signs.
 *
 * arena   gets the nodes; they point into the source
 * source  any bytes, may be empty; bad UTF-8 is read as U+FFFD
 * err     may be NULL; filled only when the formula has no tree
 *
 * Never NULL. When a brace, \left or \begin is unmatched, the nesting is
 * deeper than TEX_DEPTH_MAX or the source longer than TEX_SOURCE_MAX, the
 * result is one TEX_SOURCE node, drawn as the source itself; its `fault` is
 * the offset in bytes, and err gets line 1 and column, in code points from 1
 * of the whole source. A fault names what was left open, not where the
 * source ended.
 */
struct tex_node *tex_parse(struct arena *arena, struct slice source,
                           struct err *err);

#endif
