/* mean_write.h - a meaning, written back.
 */
#ifndef TEX_MEAN_WRITE_H
#define TEX_MEAN_WRITE_H

#include "tex/mean.h"

struct strbuf;

/* As TeX that reads back to the same tree under the same scope. */
void mean_write_tex(struct strbuf *out, const struct mean *node);

/* As one line in prefix form, for people who judge a reading:
 * (= (call H p , q) (neg (sum k 1 K (mul p[k] (log q[k]))))) */
void mean_write_form(struct strbuf *out, const struct mean *node);
void mean_write_statement_form(struct strbuf *out,
                               const struct mean_statement *statement);

#endif
