/* inline.h - from md4c's span and text calls to spans.
 *
 * Gathers one running text at a time: the calls come in, inline_take() hands
 * the finished array over and starts anew.
 */
#ifndef LESSON_INLINE_H
#define LESSON_INLINE_H

#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "lesson/reader.h"

struct inline_text {
    struct reader *reader;
    struct place_map *map; /* of the text that md4c reads */
    size_t cursor;         /* the last byte of it that md4c spoke of */
    bool cell;             /* in a table: changes the advice on a lone $ */

    struct span *spans;
    size_t count, cap;
    size_t taken; /* bytes of their texts */
    bool display; /* the last span of math was $$..$$ */

    unsigned em, strong, link; /* how many are open */
    struct slice url;

    enum span_kind kind; /* of the span being gathered */
    struct strbuf text;
    struct place place;      /* of its first byte; line 0: none came yet */
    struct place_map source; /* of a formula being gathered */

    struct strbuf comment; /* being gathered: it may go on over lines */
    struct place_map comment_map;
};

void inline_init(struct inline_text *in, struct reader *reader,
                 struct place_map *map);
void inline_finish(struct inline_text *in);

/* md4c's calls; false when the reader's err was filled. */
bool inline_enter(struct inline_text *in, MD_SPANTYPE type, void *detail);
bool inline_leave(struct inline_text *in, MD_SPANTYPE type);
bool inline_add(struct inline_text *in, MD_TEXTTYPE type, const char *text,
                size_t size);

/* The spans so far. */
struct spans inline_take(struct inline_text *in);

/* Whether nothing was gathered since the last inline_take(). */
bool inline_empty(const struct inline_text *in);

#endif
