/* rule_check.h - a house rule put to the test.
 */
#ifndef HOUSE_RULE_CHECK_H
#define HOUSE_RULE_CHECK_H

#include "house/source_tree.h"

struct strbuf;

typedef void rule_check_fn(const struct source_tree *tree,
                           struct strbuf *report);

/* Fixtures of a group of tests: *state is the project's own tree, read from
 * the folders src, tests, lessons and docs. */
int rule_check_open(void **state);
int rule_check_close(void **state);

/* The rule reports exactly `want` about the tree; "" where all is well. */
void rule_check(rule_check_fn *rule, const struct source_tree *tree,
                const char *want);

/* The same for a tree of one file. */
void rule_check_file(rule_check_fn *rule, const char *path, const char *text,
                     const char *want);

#endif
