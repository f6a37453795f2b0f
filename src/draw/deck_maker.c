/* deck_maker.c - steps and slides as they are made: maker_*() of deck_parts.h.
 */
#include "base/vec.h"
#include "draw/deck_parts.h"
#include "lesson/lesson.h"

/* ---- steps and slides ---- */

int maker_first(const struct maker *m, size_t i, int side)
{
    return m->leaves[side][i]->row;
}

int maker_end(const struct maker *m, size_t i, int side)
{
    return m->leaves[side][i]->row + m->leaves[side][i]->rows;
}

const struct block *maker_block(const struct maker *m, size_t i)
{
    return m->leaves[DECK_ASKED][i]->block;
}

/* What belongs to a block stands before its own anchor. */
const struct page_anchor *maker_anchor(const struct maker *m, size_t leaf,
                                       enum anchor_kind kind)
{
    const struct page_anchor *at = m->leaves[m->side][leaf];
    const struct page_anchor *first = page_anchor(maker_page(m), 0);
    const struct block *block = at->block;

    while (at > first && (--at)->kind != ANCHOR_BLOCK)
        if (at->kind == kind && at->block == block)
            return at;
    return NULL;
}

struct page *maker_page(const struct maker *m)
{
    return m->deck->pages[m->side];
}

bool maker_begun(const struct maker *m)
{
    return m->from >= 0;
}

int maker_room(const struct maker *m)
{
    return maker_begun(m) ? m->from + m->height - m->to : m->height;
}

void maker_turn(struct maker *m, int side)
{
    m->side = side;
    m->from = -1;
}

struct deck_step *maker_uncover(struct maker *m, size_t leaf, int row, int end)
{
    const struct block *block = maker_block(m, leaf);
    struct deck *deck = m->deck;
    bool turned = !maker_begun(m);
    struct deck_step *step;

    if (turned) {
        m->from = row;
        deck->slides++;
    }
    m->to = end;
    if (!turned && !m->apart) {
        step = &deck->steps[deck->count - 1];
        step->to = end;
        return step;
    }
    m->apart = false;
    step = vec_push(deck->steps, deck->count, deck->cap);
    *step =
        (struct deck_step){ .question = -1,
                            .slide = deck->slides - 1,
                            .page = maker_page(m),
                            .from = m->from,
                            .to = end,
                            .fresh = row,
                            .block = block,
                            .key = (uint64_t)block->line << 32 | m->part++ };
    return step;
}

/* ---- what is taller than a slide ---- */

int maker_cut(const struct maker *m, int row, int end, int most, bool *clean)
{
    const bool *begins = m->begins[m->side];
    int limit = row + most;

    *clean = true;
    if (limit >= end)
        return end;
    for (int at = limit; at > row + most / 2; at--)
        if (page_row_empty(maker_page(m), at) || begins[at])
            return at;
    for (int at = row + most / 2; at > row; at--)
        if (begins[at])
            return at;
    *clean = false;
    return limit;
}

/* Running text may be cut between its lines; the rest is torn by it. */
static bool is_torn(const struct block *block)
{
    return block->kind == BLOCK_MATH || block->kind == BLOCK_TABLE ||
           block->kind == BLOCK_PLOT || block->kind == BLOCK_SAMPLE ||
           block->kind == BLOCK_FIT;
}

void maker_uncover_tall(struct maker *m, size_t leaf, int row, int end)
{
    bool clean;

    while (row < end) {
        int most = maker_begun(m) ? maker_room(m) - (row - m->to) : m->height;
        int at = maker_cut(m, row, end, most, &clean);
        struct deck_step *step = maker_uncover(m, leaf, row, at);

        if (!clean && is_torn(maker_block(m, leaf)))
            step->cut = true;
        while (at < end && page_row_empty(maker_page(m), at))
            at++;
        row = at;
        if (row < end)
            maker_turn(m, m->side);
    }
}
