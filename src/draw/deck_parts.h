/* deck_parts.h - how a deck is put together: for deck*.c only.
 */
#ifndef DRAW_DECK_PARTS_H
#define DRAW_DECK_PARTS_H

#include "draw/deck.h"

/* The pages of a deck: all questions open, or all answered. */
enum { DECK_ASKED, DECK_SOLVED, DECK_SIDES };

struct deck {
    struct page *pages[DECK_SIDES];
    struct deck_step *steps;
    size_t count, cap;
    size_t slides;
};

struct maker {
    struct deck *deck;
    const struct deck_options *options;
    int height;
    const struct page_anchor **leaves[DECK_SIDES]; /* [count] */
    size_t count;
    int side;      /* the page that the slide shows, */
    int from, to;  /* rows of it; from -1: nothing yet */
    int pause;     /* of what was shown last */
    unsigned part; /* of the leaf: its next step */
    bool apart;    /* what comes next has a step of its own */
    bool listed;   /* a list that comes item by item is open */
};

/* The anchor of that kind that belongs to a block, or NULL. */
const struct page_anchor *deck_anchor(const struct page *page,
                                      enum anchor_kind kind,
                                      const struct block *block);

/* Rows [*from, *to) of an answered question that explain it, the n-th of
 * them; false: there are no more. */
bool deck_reason(const struct page *page, int question, size_t n, int *from,
                 int *to);

/* Whether any are among rows [from, to). */
bool deck_explains(const struct page *page, int question, int from, int to);

#endif
