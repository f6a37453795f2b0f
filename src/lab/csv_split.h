/* csv_split.h - the rows and fields of a CSV stream, each with its place.
 *
 * RFC 4180 as libcsv reads it, strictly: quotes around a whole field only,
 * rows that end in LF, CR LF or CR, blank lines passed over, a byte order mark
 * too. A line without a quote is split by hand, which is several times faster
 * and gives the same fields. Private to lab/csv*.c and its tests.
 */
#ifndef LAB_CSV_SPLIT_H
#define LAB_CSV_SPLIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct err;
struct stream;
struct csv_split;

/* Where something begins. For csv_fault(); good until the row has ended. */
struct csv_mark {
    int line;
    int column;     /* code points from 1, or 0: `at` says it */
    const char *at; /* in the line that is being split */
};

/* Who is told. Each may return false, after csv_fault(), to end it. */
struct csv_events {
    /* A line without a quote or a lone CR, which is a row of its own unless it
     * is blank; without its end. True: it was taken; false: its fields, if it
     * has any, and the row are told. May be NULL. */
    bool (*line)(void *context, struct csv_split *split, struct slice line);
    /* One field, its quotes taken off; blanks may stand at its ends. */
    bool (*field)(void *context, struct csv_split *split, struct slice text);
    bool (*row)(void *context, struct csv_split *split);
    /* When all is read; csv_here() is then the end of the file. */
    bool (*end)(void *context, struct csv_split *split);
    void *context;
    bool inner; /* the text is from the middle of a file: it has no byte order
                   mark to pass over */
};

/* Splits a whole stream. False with err, its file, line and column. */
bool csv_split(struct stream *stream, const struct csv_events *events,
               struct err *err);

/* Where the field at hand begins; in `row`, where the row has ended. */
struct csv_mark csv_here(const struct csv_split *split);

/* The same mark, good for ever. */
struct csv_mark csv_mark_fixed(struct csv_split *split, struct csv_mark mark);

/* The line that the row at hand begins in. */
int csv_row_line(const struct csv_split *split);

/* The line that is being split or, at the end, the last one; from 1, or 0 where
 * there was none. */
int csv_line(const struct csv_split *split);

/* Says what is wrong there. Returns false. */
bool csv_fault(struct csv_split *split, struct csv_mark mark,
               const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
