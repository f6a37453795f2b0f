/* floor_rules.h - what a floor of the house may include.
 *
 * The table is that of docs/architecture.md. Each rule appends one line per
 * fault to the report, "path:line: what", and nothing where all is well.
 */
#ifndef HOUSE_FLOOR_RULES_H
#define HOUSE_FLOOR_RULES_H

#include "house/source_tree.h"

struct strbuf;

/* Includes go down only: a file of src/FLOOR, and the tests of that floor,
 * include their own floor and those the table allows. */
void floor_rules_down(const struct source_tree *tree, struct strbuf *report);

/* A library from outside is included on the floors that the table names. A
 * header that is neither in the table nor of the C library is a fault too:
 * it belongs into the table. */
void floor_rules_outside(const struct source_tree *tree, struct strbuf *report);

/* No header includes itself by way of others. */
void floor_rules_cycles(const struct source_tree *tree, struct strbuf *report);

#endif
