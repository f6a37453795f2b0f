/* mend.h - a lesson with a mistake in it, read all the same.
 *
 * Reading ends at the first mistake. While a lesson is being written, the
 * author wants to see it in place and the rest beside it: so the block or the
 * paragraph that it stands in is fenced off as code, under the message, and
 * reading begins again.
 */
#ifndef LESSON_MEND_H
#define LESSON_MEND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/strbuf.h"

struct err;

/* The word behind the fence: how the page knows it. */
#define MEND_WORD "mistake"

enum { MEND_MOST = 20 };

struct mend {
    struct strbuf text; /* what is to be read */
    int at[MEND_MOST];  /* lines of it that a fence was put before */
    size_t count;
};

/* Begins with a file's text; false with err filled when it cannot be read. */
bool mend_open(struct mend *mend, const char *path, struct err *err);
void mend_finish(struct mend *mend);

/* Fences off what err points at, and makes err's line that of the file. False
 * where that does not help: no line, or too many mistakes. */
bool mend_fence(struct mend *mend, struct err *err);

/* The lines from first to last (from 1) of the fenced block, the paragraph or
 * the front matter that the line stands in; the line itself where it is
 * blank. And the text of them. */
void mend_region(struct slice text, int line, int *first, int *last);
struct slice mend_lines(struct slice text, int first, int last);

#endif
