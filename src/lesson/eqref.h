/* eqref.h - equations' numbers in running text.
 *
 * Pages written for MathJax refer to a displayed equation by \eqref{LABEL}
 * outside math: a lesson shows the number in its \tag there.
 */
#ifndef LESSON_EQREF_H
#define LESSON_EQREF_H

#include "lesson/reader.h"

/* Puts "(1)" for \eqref{LABEL} and "1" for \ref{LABEL} in all running text of
 * the reader's lesson, where a row of a displayed equation has that \label
 * and a \tag. Others stay as they are, with a warning. */
void eqref_resolve(struct reader *reader);

#endif
