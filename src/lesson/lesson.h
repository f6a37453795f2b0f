/* lesson.h - a lesson file, read and checked.
 *
 * Markdown with TeX, front matter and YAML in fenced blocks. Reading either
 * gives the whole lesson or one error with file, line and column in the
 * lesson file (columns in code points from 1). Time and memory grow linearly
 * with the file; nesting is bounded, and so is the number of blocks, for what
 * is made of a lesson looks some of them up among the others.
 *
 * Any Markdown file is a lesson: without front matter the title is the first
 * heading, or the file's name.
 */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "lesson/block.h"

struct arena;
struct err;

enum {
    LESSON_BYTES_MAX = 10 * 1024 * 1024,
    LESSON_BLOCKS_MAX = 10000, /* those inside of quotes and notes, too */
    LESSON_LIVE_MAX = 1000,    /* labs, questions, definitions, figures */
    LESSON_LABS_MAX = 100,
    LESSON_SPANS_MAX = 50000,       /* formulas, links, code, words set apart */
    LESSON_TEX_MAX = 1 << 20,       /* bytes of all formulas */
    LESSON_PARAGRAPH_MAX = 1 << 20, /* bytes of one running text */
    LESSON_NESTING_MAX = 32,        /* quotes and lists in each other */
    LESSON_WARNINGS_MAX = 1000
};

/* What is no error but surely not meant; `likely check` prints them. */
struct lesson_warning {
    int line, column;
    const char *text;
};

struct lesson {
    const char *path;   /* as given: for messages */
    const char *title;  /* never empty */
    const char *source; /* document and section, or NULL */
    int minutes;        /* reading time, 0: not given */

    struct block *blocks; /* NULL: an empty lesson */
    int steps;            /* of the reveal, which goes from 0 to steps: see
                             block.h */

    /* The blocks of these kinds in the order of the file: what the course
     * opens. They never stand in quotes or notes. */
    struct block **labs;
    size_t lab_count;
    struct block **questions;
    size_t question_count;

    struct lesson_warning *warnings;
    size_t warning_count;

    struct slice text;   /* the whole file */
    struct arena *arena; /* owns everything above */
};

/* Reads a file. NULL with err filled: unreadable, a folder, too big, or not
 * well written. */
struct lesson *lesson_open(const char *path, struct err *err);

/* The same from memory; text is copied, name stands in messages. */
struct lesson *lesson_parse(struct slice text, const char *name,
                            struct err *err);

/* Whether the text begins with its title as a heading of the first level: who
 * prints it need not print the title. */
bool lesson_begins_with_title(const struct lesson *lesson);

/* NULL is fine. */
void lesson_destroy(struct lesson *lesson);

/* What stands in a lesson's front matter, without reading on. Texts are in
 * the arena; source may be NULL, and title is NULL where there is no front
 * matter. False with err filled. */
struct lesson_front {
    const char *title;
    const char *source;
    int minutes;
};

bool lesson_front(struct arena *arena, const char *path,
                  struct lesson_front *front, struct err *err);

#endif
