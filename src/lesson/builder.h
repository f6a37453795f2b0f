/* builder.h - a list of blocks while Markdown is being read.
 *
 * Keeps the quotes and lists that are open, the text that is being gathered,
 * and the check that waits for its equation. markdown.c turns md4c's calls
 * into these; every one that returns bool has filled the reader's err when it
 * is false.
 */
#ifndef LESSON_BUILDER_H
#define LESSON_BUILDER_H

#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>

#include "lesson/block.h"
#include "lesson/comment.h"
#include "lesson/inline.h"
#include "lesson/lesson.h"
#include "lesson/verbatim.h"

/* A list of blocks being filled: the lesson's own, or a quote's. */
struct builder_level {
    struct block **tail;
    struct block *parent;
    int depth; /* lists open here */
};

struct builder_open_list {
    long number; /* of the next item; 0: bullets */
    bool tight;
};

struct builder {
    struct reader *reader;
    struct place_map *map;
    struct inline_text in;
    bool notes;
    bool failed;

    struct builder_level levels[LESSON_NESTING_MAX + 1];
    int level;
    struct builder_open_list lists[LESSON_NESTING_MAX + 1];
    int list;
    struct block *item;     /* has no text yet */
    struct block *shown;    /* the last that a reader sees */
    struct block *unplaced; /* gets the line of the next text */

    struct verbatim raw;
    struct block_table *table;
    size_t cell;

    /* What waits for its equation: a check, and equivalent mutations. */
    bool marked;
    struct comment mark;
    struct place mark_place;
    struct check_equivalent *equivalents;
    size_t equivalent_count, equivalent_cap;

    /* How the next list or equation is revealed; AUTO: not said. */
    enum block_reveal reveal;
    struct place reveal_place;
    enum block_reveal items; /* of the list that is open */
    bool slide;              /* a slide may end before the next block */
};

/* The place where the last text ended: the best guess where none has come. */
struct place builder_here(struct builder *b);

/* A comment on lines of its own. */
bool builder_comment(struct builder *b, struct slice text, struct place place);

/* False with err filled when a mark waits for an equation. */
bool builder_unmarked(struct builder *b);

/* The same when a reveal waits for a block of another kind. */
bool builder_revealed(struct builder *b, enum block_kind kind);

/* Counts a fenced block that does something; false with err filled when there
 * are too many. */
bool builder_live(struct builder *b, struct place place);

/* A new block at the end of the innermost list; NULL with err filled when a
 * check stood before it and it is no equation, or there are too many. */
struct block *builder_add(struct builder *b, enum block_kind kind,
                          struct place place);

/* A displayed equation, alone in its paragraph or fenced. */
bool builder_math(struct builder *b, const struct lesson_tex *math);

/* Running text has ended: it is the item's own, a displayed equation, or a
 * paragraph. Nothing happens where there is none. */
bool builder_text(struct builder *b);

/* The text gathered so far is a heading, a cell of the open table. */
bool builder_heading(struct builder *b, const MD_BLOCK_H_DETAIL *detail);
void builder_cell(struct builder *b, const MD_BLOCK_TD_DETAIL *detail);

/* A rule; the start of a quote, a list, an item, a table. number 0 is a list
 * of bullets. */
bool builder_rule(struct builder *b);
bool builder_quote(struct builder *b);
bool builder_list(struct builder *b, long number, bool tight);
bool builder_item(struct builder *b);
bool builder_table(struct builder *b, const MD_BLOCK_TABLE_DETAIL *detail);

#endif
