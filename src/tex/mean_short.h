/* mean_short.h - a few letters for a part of a formula.
 */
#ifndef TEX_MEAN_SHORT_H
#define TEX_MEAN_SHORT_H

struct mean;
struct strbuf;

/* The part whole where that is short ("1/N", "\hat{y}_{i,k}"), else how it
 * begins ("\sum_i", "\log", "P(...)"): for lists and messages. */
void mean_write_short(struct strbuf *out, const struct mean *node);

#endif
