/* broken_rules.h - the table of tests/broken.py, held to the tree.
 *
 * A break is tried only now and then, so that the code could run away under
 * it. These rules look at what can be known without building anything. Each
 * appends one line per fault to the report, and nothing where all is well.
 */
#ifndef HOUSE_BROKEN_RULES_H
#define HOUSE_BROKEN_RULES_H

#include "house/source_tree.h"

struct strbuf;

#define BROKEN_TABLE "tests/broken/breaks.txt"

/* Of each row of BROKEN_TABLE: the test is there, and so is each file; the
 * lines that are taken stand in it once, and are not those that are put. No
 * row begins as another does. */
void broken_rules_rows(const struct source_tree *tree, struct strbuf *report);

/* Every program of tests/torture and tests/faults has a row, and so has every
 * hazard that docs/robustness.md numbers. */
void broken_rules_all(const struct source_tree *tree, struct strbuf *report);

#endif
