/* lesson_tex.h - a formula of a lesson, with its place in the file.
 */
#ifndef LESSON_LESSON_TEX_H
#define LESSON_LESSON_TEX_H

#include "base/slice.h"

struct tex_node;

struct lesson_tex {
    struct slice text;     /* the TeX source; empty when there is none */
    struct tex_node *node; /* its tree, NULL exactly when text is empty */
    int line, column;      /* of its first character, from 1 */
};

#endif
