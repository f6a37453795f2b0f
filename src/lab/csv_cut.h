/* csv_cut.h - a stream of CSV cut into pieces between rows. Private to
 * lab/csv*.c and its tests.
 *
 * A row ends at a line feed before which the number of quotes is even: so it
 * is in a text that csv_split.h takes, and where a text is refused it has met
 * what is wrong before the cut. So pieces can be split apart from each other,
 * and the first of them that is refused is refused where the whole would be.
 */
#ifndef LAB_CSV_CUT_H
#define LAB_CSV_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct err;
struct stream;

struct csv_text {
    char *at; /* [len], owned */
    size_t len, cap;
    bool uncut; /* no row ended within STREAM_LINE_MAX; what follows is not
                   read, and there is no further piece */
};

struct csv_cut {
    struct stream *stream;
    size_t piece;          /* bytes in one, about; from 1 */
    struct csv_text ahead; /* read, and of the next piece */
    bool ended;            /* nothing is left to read */
};

/* The next piece, whole rows and never empty; its room is used again. False
 * at the end, and with err where reading failed. */
bool csv_cut_next(struct csv_cut *cut, struct csv_text *piece, struct err *err);

void csv_cut_finish(struct csv_cut *cut);
void csv_text_finish(struct csv_text *text);

#endif
