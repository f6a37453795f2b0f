/* review.h - a few old questions, asked anew. Private to screen/.
 *
 * Those that were missed come first, then those of sections opened longest
 * ago; from different sections where that is possible. A review is a list of
 * names: each question is asked where it stands, with its lab.
 */
#ifndef SCREEN_REVIEW_H
#define SCREEN_REVIEW_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct catalogue;
struct err;
struct record;

enum { REVIEW_MOST = 3 };

struct review_item {
    char section[32], question[96];
};

struct review {
    struct review_item items[REVIEW_MOST];
    size_t count, at; /* at: the next; count: none is left */
    bool open;        /* one is being asked */
};

/* What is to be asked, by the record. */
void review_choose(struct review *review, const struct catalogue *catalogue,
                   const struct record *record);

/* Begins a review, or goes on with the one that is open: to its next
 * question, and behind the last back to the map. False with err where there
 * is nothing to ask. */
bool review_step(struct app *app, struct err *err);

#endif
