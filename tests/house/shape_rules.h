/* shape_rules.h - the size and the surface of the code.
 *
 * Each rule appends one line per fault to the report, and nothing where all
 * is well. docs/contributing.md tells the reasons.
 */
#ifndef HOUSE_SHAPE_RULES_H
#define HOUSE_SHAPE_RULES_H

#include "house/source_tree.h"

struct strbuf;

enum {
    SHAPE_FILE_MAX = 500,
    SHAPE_FUNCTION_MAX = 60,
    SHAPE_DISPATCH_MAX = 100, /* a function made of one switch */
    SHAPE_WIDTH_MAX = 80
};

/* Lines of a file, and of a function from its opening to its closing brace. */
void shape_rules_sizes(const struct source_tree *tree, struct strbuf *report);

/* Lines at most 80 cells wide, and no comment that runs to the line's end. */
void shape_rules_lines(const struct source_tree *tree, struct strbuf *report);

/* No file name twice in the tree (meson.build apart), and every header's
 * guard is FLOOR_NAME_H, so that no two can meet. */
void shape_rules_names(const struct source_tree *tree, struct strbuf *report);

/* Every .c file is named in its folder's meson.build: one that is not would
 * never be compiled, and a test never run. */
void shape_rules_listed(const struct source_tree *tree, struct strbuf *report);

/* No path of one developer's machine, and no note that something is left to
 * do: that belongs into an issue. */
void shape_rules_words(const struct source_tree *tree, struct strbuf *report);

#endif
