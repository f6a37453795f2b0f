/* scope_block.h - a define block while it is read. Private to tex/scope*.c.
 *
 * What a block declares holds in all of it, whatever the order of its lines:
 * first the letters are collected, then patterns, and bodies at last.
 */
#ifndef TEX_SCOPE_BLOCK_H
#define TEX_SCOPE_BLOCK_H

#include "tex/scope_layer.h"
#include "tex/scope_text.h"

/* `domain j, k = 1..K`: the letters it declared are those of one range. */
struct scope_range {
    struct slice text;   /* "1..K" or "\{0, 1\}" */
    size_t first, count; /* of layer->domains */
};

struct scope_block {
    struct arena *arena;
    struct scope *layer;
    struct scope_text text;
    struct scope_range *ranges;
    size_t range_count, range_cap;
    const struct mean **data; /* [layer->data_count] the names, with indices */
    size_t data_count, data_cap;
    struct slice *bodies; /* [layer->definition_count] */
    size_t body_count, body_cap;
};

/* Counts one thing more that the block declares or defines; false with err
 * where that is too much. `at` is its place. */
bool scope_block_room(struct scope_block *block, const char *at);

/* An expression of the block. NULL with err. */
struct mean *scope_block_read(struct scope_block *block, struct slice source,
                              const struct scope *scope);

/* A name or a call, whether declared or not; `what` says in a message what was
 * wanted. NULL with err. */
struct mean *scope_block_pattern_read(struct scope_block *block,
                                      struct slice source, const char *what);

/* The same, where only a name will do. */
struct mean *scope_block_name(struct scope_block *block, struct slice source,
                              const char *what);

/* What stands behind a declaration's word, once for each kind. False with
 * err. */
bool scope_block_labels(struct scope_block *block, struct slice rest);
bool scope_block_words(struct scope_block *block, struct slice rest);
bool scope_block_format(struct scope_block *block, struct slice rest);
bool scope_block_domain(struct scope_block *block, struct slice rest);
bool scope_block_data(struct scope_block *block, struct slice rest);
bool scope_block_param(struct scope_block *block, struct slice rest);

/* pattern := body; the body is only remembered. */
bool scope_block_pattern(struct scope_block *block, struct slice statement);

/* Once all letters and patterns are known. */
bool scope_block_ranges(struct scope_block *block);
bool scope_block_bodies(struct scope_block *block);
bool scope_block_cycles(struct scope_block *block);

#endif
