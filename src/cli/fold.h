/* fold.h - lines that are broken where a display ends.
 *
 * A braille display shows 40 cells or 20, and a narrow terminal breaks a line
 * in the midst of a word. What is written to a folding stream is broken at
 * blanks instead; what a line begins with in blanks, its later rows do, too.
 */
#ifndef CLI_FOLD_H
#define CLI_FOLD_H

#include <stdbool.h>
#include <stdio.h>

enum { FOLD_MIN = 4, FOLD_MAX = 1000 };

struct fold;

/* Folds what is written to fold_stream() and writes it to `out`, at most
 * `width` cells in a row: FOLD_MIN to FOLD_MAX, or 0, which is the terminal's
 * as it is when a line is written, and no bound where `out` is none. A word
 * that is wider is cut. A line that has not ended yet is kept back. */
struct fold *fold_create(FILE *out, int width);
FILE *fold_stream(struct fold *fold);

/* What is kept back is written as a line. */
void fold_destroy(struct fold *fold);

#endif
