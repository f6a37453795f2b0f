/* fit_words.h - a regression in words: what is fitted, how, and where it
 * stands. For the panel, and for those who do not see it.
 */
#ifndef DRAW_FIT_WORDS_H
#define DRAW_FIT_WORDS_H

#include <stdbool.h>

#include "lab/fit.h"

struct fit_block;
struct section_fit;
struct strbuf;

/* "species from petal length, petal width (iris.csv)", or the lesson's
 * title. */
void fit_words_title(struct strbuf *out, const struct fit_block *block);

/* "softmax, gradient descent, rate 0.5, l2 0.01" */
void fit_words_method(struct strbuf *out, const struct fit *fit, bool ascii);

/* A sentence without a full stop, of FIT_WORDS_STATE cells at most: whether it
 * moves, converged, cannot converge, swings... */
enum { FIT_WORDS_STATE = 165 };
void fit_words_state(struct strbuf *out, struct fit *fit, bool ascii);

/* "0.1295 nats, least at step 12", "146 of 150, 97.3 %". */
void fit_words_loss(struct strbuf *out, const struct fit *fit, bool ascii);
void fit_words_likelihood(struct strbuf *out, const struct fit *fit,
                          bool ascii);
void fit_words_right(struct strbuf *out, const struct fit *fit, bool ascii);

/* All of it as lines, each ended by a newline, with the weights where the
 * lesson shows them. A fault is a line. */
void fit_words(struct strbuf *out, const struct section_fit *one, bool ascii);

#endif
