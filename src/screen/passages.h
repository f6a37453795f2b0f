/* passages.h - the words of the course, for who searches them.
 *
 * A passage is what stands in one piece: a paragraph, an item, a row of a
 * table, an equation, what a question asks and one of its choices. What is
 * told only after an answer (reasons, hints) is none, nor are the lecturer's
 * notes.
 */
#ifndef SCREEN_PASSAGES_H
#define SCREEN_PASSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct catalogue;
struct strbuf;

/* Bytes of what is searched for: fewer stand everywhere. */
enum { PASSAGE_WORDS = 2 };

struct passage {
    size_t section; /* index in the catalogue */
    int line;       /* of its block in the lesson's file */
    int step;       /* of the reveal, from which it is shown */
    struct slice text;
};

struct passages;

/* Of the catalogue, which is borrowed; nothing is read yet. ascii writes
 * formulas in 7 bits. */
struct passages *passages_create(const struct catalogue *catalogue, bool ascii);
void passages_destroy(struct passages *passages);

/* Whether a section is still to be read; reads the next, if there is one, which
 * takes a millisecond or two. A lesson that is broken has no passages. */
bool passages_wait(const struct passages *passages);
void passages_read(struct passages *passages);

/* The first passage of a section that was read in which each of the words
 * stands; NULL: none has them, or there are no words. */
const struct passage *passages_find(const struct passages *passages,
                                    size_t section, struct slice words);

/* Adds a part of the passage that takes at most cols cells and has the first
 * of the words in it, if it fits: from its beginning, or from a blank a little
 * before that word; what is left out is an ellipsis. Returns the columns before
 * the word, *width those it takes. */
int passage_line(struct strbuf *out, const struct passage *passage,
                 struct slice words, int cols, int *width);

/* Where a word stands in a text, SIZE_MAX: nowhere. Small and capital letters
 * are the same (of ASCII). */
size_t word_in(struct slice text, struct slice word);

#endif
