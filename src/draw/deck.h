/* deck.h - a lesson as slides for a room, and the steps they come in.
 *
 * A page (page.h) is laid out once for the size of a slide and cut into
 * slides: before a heading, where what comes next at one go has no room, where
 * the lesson lets a slide end (comment.h), and else between blocks. What is
 * taller than a slide is cut at a blank row, a choice or a line. Nothing moves
 * on a slide while its steps are shown: a step only uncovers rows, so that
 * going back is going forward the other way.
 *
 * A step comes with each pause of the lesson, each new slide, each line of a
 * derivation, each step of a worked example, and the items and terms that the
 * lesson marks (comment.h). A question has steps of its own: it is asked; its
 * answer is revealed, on a slide of its own; what it does to the lab is played;
 * it is explained.
 */
#ifndef DRAW_DECK_H
#define DRAW_DECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw/canvas.h"
#include "draw/page.h"

struct block;
struct deck;
struct lesson;

enum deck_stage {
    DECK_TEXT,
    DECK_ASK,    /* the question is shown */
    DECK_REVEAL, /* which answer is right */
    DECK_PLAY,   /* the lab alone, in which it is played */
    DECK_EXPLAIN /* and why */
};

struct deck_options {
    struct page_options page; /* width and height are those of a slide; step
                                 and questions are the deck's own */
    /* Of the lesson's questions, [page.question_count]: as they are asked,
     * and as they are answered. */
    const struct page_question *asked, *solved;
    bool apart; /* the lab is not beside the text: what is played has a step */
};

struct deck_step {
    enum deck_stage stage;
    int question;            /* of the lesson; -1: none */
    size_t slide;            /* from 0 */
    const struct page *page; /* what the slide shows... */
    int from, to;            /* ...rows of it, as far as it is uncovered */
    int fresh;               /* the first row that this step uncovers */
    /* An equation, the last on the slide, whose terms are not all shown yet, or
     * NULL. It is drawn up to that byte. */
    const struct page_anchor *sum;
    uint32_t upto;
    int lab;                   /* the last lab above its end; -1: none */
    const struct block *block; /* what it uncovers begins with this */
    uint64_t key;              /* see deck_find() */
    bool cut; /* a table, a figure or a formula is taller than the slide, and
                 goes on on the next one */
};

/* The lesson is borrowed, and so are equations and figures. There is always
 * one step. */
struct deck *deck_create(const struct lesson *lesson,
                         struct deck_options options);
void deck_destroy(struct deck *deck);

size_t deck_slides(const struct deck *deck);
int deck_cols(const struct deck *deck); /* the width it was made for */
size_t deck_steps(const struct deck *deck);
const struct deck_step *deck_step(const struct deck *deck, size_t step);

/* The step at which what a key stands for is uncovered, where the key is that
 * of a step of another deck of the lesson: a talk goes on at the same place
 * when the screen changes. A key is the line of the lesson at which the step's
 * block begins, times 2^32, and which of the block's steps it is. */
size_t deck_find(const struct deck *deck, uint64_t key);

struct deck_look {
    const struct equations *equations;
    const struct figures *figures;
    const struct fits *fits;
    enum dots_kind dots;
    bool spot; /* what the step did not uncover is dimmed */
    bool dims; /* ... and something beside the slide */
    const struct page_anchor *marked; /* a figure that has the keys, or NULL */
};

/* Draws a step's slide into the area, of the size that the deck was made
 * for. */
void deck_draw(const struct deck *deck, size_t step, struct canvas *canvas,
               struct rect area, const struct deck_look *look);

/* deck_terms.c: the bytes at which the second term of a sum and those behind
 * it begin, of the last side of a formula. At most `most` of them are written;
 * returns how many there are. */
struct tex_node;
size_t deck_terms(const struct tex_node *math, uint32_t *at, size_t most);

#endif
