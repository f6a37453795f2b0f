/* comment.h - the HTML comments that say something to `likely`.
 *
 * On lines of their own: `pause`, `slide`, and what is claimed of the displayed
 * equation that follows. Behind an inline formula, on its line: what shows
 * that formula true. A page shows none of them, nor does a site that draws
 * Markdown.
 */
#ifndef LESSON_COMMENT_H
#define LESSON_COMMENT_H

#include "lesson/block.h"
#include "lesson/reader.h"

enum comment_kind {
    COMMENT_NONE,       /* for the author only */
    COMMENT_PAUSE,      /* the next step of the reveal */
    COMMENT_SLIDE,      /* where a slide may end */
    COMMENT_REVEAL,     /* reveal: of the list or equation that follows */
    COMMENT_CHECK,      /* mark, reason, with: for the equation that follows */
    COMMENT_EQUIVALENT, /* mutation, reason: for the same */
    COMMENT_PROOF       /* proof, tex, with, reason: for the formula before */
};

struct comment {
    enum comment_kind kind;
    enum check_mark mark;
    enum span_proof_kind proof;
    enum block_reveal reveal;
    struct slice reason, with, mutation; /* in the arena, or empty */
    struct slice tex; /* of SPAN_IS: a part of the text that was read */
};

/* Reads what stands between <!-- and -->:
 *
 *     pause
 *     pause: items | lines | terms | whole
 *     slide
 *     check: given one-hot | instance | misprint [with ACTIONS]
 *     check: with ACTIONS
 *     check: unread REASON
 *     equivalent: MUTATION: REASON
 *     is TEX [with ACTIONS]
 *     with ACTIONS
 *     unread REASON
 *
 * Warns of what looks like a slip of one of these; false when it is one and
 * is not well written. */
bool comment_read(struct reader *reader, struct slice text, struct place place,
                  struct comment *out);

#endif
