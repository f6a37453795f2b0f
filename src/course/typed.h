/* typed.h - arithmetic as people type it, made TeX.
 *
 * An answer is typed in one line, without TeX's habits: `1e-3`, `35.7%`,
 * `0.7^10`, `2^(1/3)`, `sqrt(2)`, `log2 8`, `inf`. TeX would read a remark, a
 * first digit alone, a product of letters. What is TeX already stays as it
 * is.
 */
#ifndef COURSE_TYPED_H
#define COURSE_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct err;

enum { TYPED_MAX = 256, TYPED_TEX_MAX = 8 * TYPED_MAX };

struct typed {
    char tex[TYPED_TEX_MAX + 1];
    size_t len;
    size_t at[TYPED_TEX_MAX + 1]; /* of each byte of tex and its end: the byte
                                     that was typed */
};

/* False with err when there is nothing, or more than TYPED_MAX bytes. */
bool typed_tex(struct typed *out, struct slice text, struct err *err);

#endif
