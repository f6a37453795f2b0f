/* fenced.h - the fenced blocks that are YAML: lab, question, plot, sample,
 * fit.
 */
#ifndef LESSON_FENCED_H
#define LESSON_FENCED_H

#include "lesson/reader.h"

struct block;

/* A fenced block as Markdown gives it. */
struct fenced {
    struct slice word;    /* the first of the info string: "lab" */
    struct slice name;    /* the rest of it, trimmed */
    struct place place;   /* of the info string */
    struct place_map map; /* of the content */
};

/* Whether the word names one of these blocks. */
bool fenced_known(struct slice word);

/* Reads the block into `block` and hangs it in the lesson's lists. */
bool fenced_read(struct reader *reader, struct fenced *fenced,
                 struct block *block);

/* The readers, each in a file of its own; fenced->name is checked by them. */
bool lab_read(struct reader *reader, struct fenced *fenced,
              struct block *block);
bool question_read(struct reader *reader, struct fenced *fenced,
                   struct block *block);
bool plot_read(struct reader *reader, struct fenced *fenced,
               struct block *block);
bool sample_read(struct reader *reader, struct fenced *fenced,
                 struct block *block);
bool fit_read(struct reader *reader, struct fenced *fenced,
              struct block *block);

#endif
