/* minutes.h - how long a lesson takes, measured.
 *
 * The rates are our own estimate for text that is studied rather than read:
 * 200 words a minute (a good reader of prose has about 240), 12 seconds for
 * each displayed equation, 45 for each question, which is reading it, thinking
 * and answering, and 20 for each figure or lab that is looked at. What a
 * learner then tries in the lab is on top of it.
 */
#ifndef LESSON_MINUTES_H
#define LESSON_MINUTES_H

#include <stddef.h>

struct lesson;

enum {
    MINUTES_WORDS = 200, /* a minute */
    MINUTES_EQUATION = 12,
    MINUTES_QUESTION = 45,
    MINUTES_FIGURE = 20, /* seconds */
    /* What a section of the course takes, and by how much the time that it
     * declares may be off. */
    MINUTES_LEAST = 3,
    MINUTES_MOST = 8,
    MINUTES_OFF = 1
};

/* What is counted. A word is what stands between blanks and has a letter or a
 * digit in it; an inline formula is a word, however long. Titles, a question's
 * texts, code and a lecturer's notes are no words. */
struct minutes {
    size_t words;
    size_t equations; /* displayed */
    size_t questions;
    size_t figures; /* labs, plots, samples and fits */
};

struct minutes minutes_count(const struct lesson *lesson);

/* All of it, in seconds, to the nearest. */
long minutes_seconds(struct minutes minutes);

/* The same in minutes, to the nearest; a half counts as a whole. */
int minutes_whole(struct minutes minutes);

#endif
