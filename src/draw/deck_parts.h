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
    int cols; /* of a slide */
};

struct maker {
    struct deck *deck;
    const struct deck_options *options;
    int height;
    const struct page_anchor **leaves[DECK_SIDES]; /* [count] */
    size_t count;
    bool *begins[DECK_SIDES]; /* [rows of the page + 1] with a choice, a why or
                                 a line of an equation */
    int side;                 /* the page that the slide shows, */
    int from, to;             /* rows of it; from -1: nothing yet */
    int pause;                /* of what was shown last */
    unsigned part;            /* of the leaf: its next step */
    bool apart;               /* what comes next has a step of its own */
    bool listed;              /* a list that comes item by item is open */
};

/* ---- deck_maker.c ---- */

/* The rows of a leaf on a side's page, the end past the last, and its
 * block. */
int maker_first(const struct maker *m, size_t leaf, int side);
int maker_end(const struct maker *m, size_t leaf, int side);
const struct block *maker_block(const struct maker *m, size_t leaf);

/* The anchor of that kind that belongs to a leaf, on the page that the slide
 * shows; or NULL. */
const struct page_anchor *maker_anchor(const struct maker *m, size_t leaf,
                                       enum anchor_kind kind);

/* The page that the slide shows; whether it shows anything yet; the rows that
 * are left below what it has. */
struct page *maker_page(const struct maker *m);
bool maker_begun(const struct maker *m);
int maker_room(const struct maker *m);

/* What comes next is on the next slide, which shows that side's page. */
void maker_turn(struct maker *m, int side);

/* Shows rows of the side's page, on the slide as it is or on a new one; in a
 * step of its own where one is wanted. Returns the step, good until the next
 * one is made. */
struct deck_step *maker_uncover(struct maker *m, size_t leaf, int row, int end);

/* Where rows of the page from `row` to `end` are best cut so that the first
 * part is no longer than `most`; *clean: nothing is torn there. */
int maker_cut(const struct maker *m, int row, int end, int most, bool *clean);

/* The same as maker_uncover() for rows that go on over several slides. */
void maker_uncover_tall(struct maker *m, size_t leaf, int row, int end);

/* deck_question.c: all the steps of a question. */
void deck_question(struct maker *m, size_t leaf);

/* ---- deck_view.c ---- */

/* Whether any of rows [from, to) explain an answered question. */
bool deck_explains(const struct page *page, int question, int from, int to);

#endif
