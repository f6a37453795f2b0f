/* reading.h - formulas read under the declarations of their document.
 */
#ifndef TEST_READING_H
#define TEST_READING_H

#include "base/slice.h"

struct arena;
struct mean_formula;
struct mean_statement;
struct scope;
struct strbuf;

/* The scope of tests/data/scopes/NAME.define: the first three characters of
 * `name`. */
const struct scope *reading_scope(struct arena *arena, struct slice name);

/* A formula; empty when it has nothing to read. */
const struct mean_formula *
reading_of(struct arena *arena, const struct scope *scope, struct slice tex);

/* Adds a formula's statements in prefix form, a line each, and under one that
 * does not read its fault: "! WHERE: WHY". */
void reading_form(struct strbuf *out, const struct mean_formula *formula);

#endif
