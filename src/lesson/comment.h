/* comment.h - the HTML comments that say something to `likely`.
 */
#ifndef LESSON_COMMENT_H
#define LESSON_COMMENT_H

#include "lesson/block.h"
#include "lesson/reader.h"

enum comment_kind {
    COMMENT_NONE,  /* for the author only */
    COMMENT_PAUSE, /* the next step of the reveal */
    COMMENT_CHECK  /* mark and reason, for the equation that follows */
};

struct comment {
    enum comment_kind kind;
    enum check_mark mark;
    struct slice reason;
};

/* Reads what stands between <!-- and -->. Warns of what looks like a slip of
 * a known comment; false when a check is not well written. */
bool comment_read(struct reader *reader, struct slice text, struct place place,
                  struct comment *out);

#endif
