#include "draw/deck.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/vec.h"
#include "course/question.h"
#include "draw/deck_parts.h"
#include "lesson/lesson.h"

enum { TERMS_MAX = 64, DREGS = 4 /* rows not worth beginning anything on */ };

/* ---- a block in its parts ---- */

/* Whether the source breaks the display between two lines of it. */
static bool breaks(const struct block *block, uint32_t from, uint32_t to)
{
    struct slice text = slice_sub(block->math.text, from, to);

    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.at[i] == '\\' && text.at[i + 1] == '\\')
            return true;
    return false;
}

/* On the next slide where this one has no room for it. */
static void uncover_line(struct maker *m, size_t leaf, int row, int end)
{
    if (maker_begun(m) && end - m->from > m->height)
        maker_turn(m, m->side);
    if (end - row > m->height)
        maker_uncover_tall(m, leaf, row, end);
    else
        maker_uncover(m, leaf, row, end);
    m->apart = true;
}

/* The first line comes with what stands before it. */
static bool uncover_lines(struct maker *m, size_t leaf)
{
    const struct block *block = maker_block(m, leaf);
    const struct page_anchor *at = maker_anchor(m, leaf, ANCHOR_EQUATION);
    int row = maker_first(m, leaf, m->side), shown = row;

    if (!at || (block->reveal != REVEAL_AUTO && block->reveal != REVEAL_LINES))
        return false;
    for (int l = 1; l < at->line_count; l++) {
        int next = at->lines[l - 1].end + 1;

        if (!breaks(block, at->lines[l - 1].from, at->lines[l].from))
            continue;
        uncover_line(m, leaf, shown, next);
        shown = next;
    }
    if (shown == row)
        return false;
    uncover_line(m, leaf, shown, maker_end(m, leaf, m->side));
    return true;
}

static struct deck_step *uncover_term(struct maker *m, size_t leaf, int row,
                                      int end, const struct page_anchor *sum)
{
    struct deck_step *step = maker_uncover(m, leaf, row, end);

    step->sum = sum;
    step->upto = UINT32_MAX;
    m->apart = true;
    return step;
}

/* The terms that have rows below the equation: each brings its row, and itself
 * where it is a part of the equation. Else the equation comes whole first. */
static void uncover_table(struct maker *m, size_t leaf,
                          const struct page_anchor *at,
                          const struct page_anchor *table)
{
    int row = maker_first(m, leaf, m->side), end = maker_end(m, leaf, m->side);
    int each = table->sub & TABLE_TALL ? 2 : 1;
    int rows = (table->rows - 1) / each;
    uint32_t from[TERMS_MAX];
    bool parts = table->sub & TABLE_PARTS &&
                 deck_terms(maker_block(m, leaf)->math.node, from, TERMS_MAX) ==
                     (size_t)rows - 1;

    if (!parts)
        uncover_term(m, leaf, row, at->row + at->rows, at);
    for (int i = 1; i <= rows; i++) {
        int shown = table->row + 1 + i * each;
        struct deck_step *step;

        if (table->sub & TABLE_SKIPPED && i + 1 == rows)
            continue; /* it comes with the last */
        step = uncover_term(m, leaf, parts || i == 1 ? row : shown - each,
                            i < rows ? shown : end, i < rows ? at : NULL);

        if (!parts && i == 1)
            step->fresh = table->row;
        if (parts && i < rows)
            step->upto = from[i - 1];
    }
}

static bool uncover_terms(struct maker *m, size_t leaf)
{
    const struct block *block = maker_block(m, leaf);
    const struct page_anchor *at = maker_anchor(m, leaf, ANCHOR_EQUATION);
    const struct page_anchor *table = maker_anchor(m, leaf, ANCHOR_TERMS);
    uint32_t from[TERMS_MAX];
    size_t count;

    if (!at || !at->lines || block->reveal != REVEAL_TERMS)
        return false;
    if (table) {
        uncover_table(m, leaf, at, table);
        return true;
    }
    count = deck_terms(block->math.node, from, TERMS_MAX);
    for (size_t i = 0; i <= count && i <= TERMS_MAX; i++) {
        bool on = i < count && i < TERMS_MAX;
        struct deck_step *step =
            uncover_term(m, leaf, maker_first(m, leaf, m->side),
                         maker_end(m, leaf, m->side), on ? at : NULL);

        if (on)
            step->upto = from[i];
    }
    return true;
}

static bool listed(const struct block *block)
{
    return block->kind == BLOCK_ITEM && block->reveal == REVEAL_ITEMS;
}

static void place_leaf(struct maker *m, size_t leaf)
{
    const struct block *block = maker_block(m, leaf);
    int row = maker_first(m, leaf, m->side), end = maker_end(m, leaf, m->side);
    bool item = listed(block);

    /* Words and equations of one line count on. */
    if (leaf == 0 || maker_block(m, leaf - 1)->line != block->line)
        m->part = 0;
    if (item || (m->listed && block->depth == 0))
        m->apart = true;
    m->listed = item || (m->listed && block->depth > 0);
    if (maker_begun(m) && end - m->from > m->height &&
        (end - row <= m->height || maker_room(m) <= DREGS)) {
        maker_turn(m, DECK_ASKED);
        row = maker_first(m, leaf, m->side);
        end = maker_end(m, leaf, m->side);
    }
    if (uncover_lines(m, leaf))
        return;
    if ((maker_begun(m) ? end - m->from : end - row) > m->height)
        maker_uncover_tall(m, leaf, row, end);
    else if (!uncover_terms(m, leaf))
        maker_uncover(m, leaf, row, end);
}

/* ---- runs of blocks ---- */

static bool is_question(const struct maker *m, size_t i)
{
    return maker_block(m, i)->kind == BLOCK_QUESTION;
}

/* Whether a block is read together with the next one. */
static bool leads(const struct block *block)
{
    struct slice text = { NULL, 0 };

    if (block->kind == BLOCK_HEADING)
        return true;
    if (block->kind == BLOCK_PARAGRAPH && block->spans.count > 0)
        text = slice_trim(block->spans.at[block->spans.count - 1].text);
    return slice_ends(text, ":");
}

/* The end of what is to stay together from a leaf on, below `end`. */
static size_t together(const struct maker *m, size_t leaf, size_t end)
{
    size_t last = leaf;

    while (last + 1 < end && leads(maker_block(m, last)) &&
           maker_end(m, last + 1, m->side) - maker_first(m, leaf, m->side) <=
               m->height)
        last++;
    return last;
}

/* What comes at one go: on this slide if it has room, else on the next if that
 * has or the lesson says so, else block by block. */
static void place_run(struct maker *m, size_t leaf, size_t end)
{
    int last = maker_end(m, end - 1, m->side);
    int own = last - maker_first(m, leaf, m->side);

    if (maker_block(m, leaf)->step != m->pause)
        m->apart = true;
    m->pause = maker_block(m, leaf)->step;
    if (maker_begun(m) && (maker_block(m, leaf)->kind == BLOCK_HEADING ||
                           (last - m->from > m->height &&
                            (own <= m->height || maker_block(m, leaf)->slide))))
        maker_turn(m, DECK_ASKED);
    while (leaf < end) {
        size_t stop = together(m, leaf, end);
        int rows = maker_end(m, stop, m->side);

        if (maker_begun(m) && rows - m->from > m->height &&
            rows - maker_first(m, leaf, m->side) <= m->height)
            maker_turn(m, DECK_ASKED);
        while (leaf <= stop)
            place_leaf(m, leaf++);
    }
}

/* ---- the deck ---- */

static void find_leaves(struct maker *m, int side)
{
    const struct page *page = m->deck->pages[side];
    size_t all = page_anchor_count(page), count = 0;

    m->leaves[side] = fatal_calloc(all + 1, sizeof *m->leaves[side]);
    for (size_t i = 0; i < all; i++)
        if (page_anchor(page, i)->kind == ANCHOR_BLOCK &&
            page_anchor(page, i)->rows > 0)
            m->leaves[side][count++] = page_anchor(page, i);
    assert(side == DECK_ASKED || m->count == count);
    m->count = count;
}

/* The rows before which a page is cut rather than elsewhere. */
static void find_parts(struct maker *m, int side)
{
    const struct page *page = m->deck->pages[side];
    bool *begins =
        fatal_calloc((size_t)page_rows(page) + 1, sizeof *m->begins[side]);

    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *anchor = page_anchor(page, i);

        if (anchor->kind == ANCHOR_CHOICE || anchor->kind == ANCHOR_WHY)
            begins[anchor->row] = true;
        for (int l = 1; anchor->lines && l < anchor->line_count; l++)
            begins[anchor->lines[l - 1].end + 1] = true;
    }
    m->begins[side] = begins;
}

static void place_all(struct maker *m)
{
    for (size_t i = 0; i < m->count;) {
        size_t end = i + 1;

        if (is_question(m, i)) {
            deck_question(m, i++);
            continue;
        }
        while (end < m->count && !is_question(m, end) &&
               maker_block(m, end)->step == maker_block(m, i)->step &&
               !maker_block(m, end)->slide &&
               maker_block(m, end)->kind != BLOCK_HEADING)
            end++;
        place_run(m, i, end);
        i = end;
    }
}

/* The last lab above the end of a step. */
static int lab_of(const struct lesson *lesson, const struct deck_step *step)
{
    int lab = -1;

    for (size_t i = 0; i < lesson->lab_count; i++) {
        const struct page_anchor *anchor =
            page_find(step->page, ANCHOR_LAB, (int)i, 0);

        if (anchor && anchor->row < step->to)
            lab = (int)i;
    }
    return lab;
}

struct deck *deck_create(const struct lesson *lesson,
                         struct deck_options options)
{
    struct deck *deck = fatal_calloc(1, sizeof *deck);
    struct maker m = { .deck = deck,
                       .options = &options,
                       .height =
                           options.page.height > 0 ? options.page.height : 1,
                       .from = -1,
                       .apart = true };

    deck->cols = options.page.width;
    options.page.step = -1;
    for (int side = 0; side < DECK_SIDES; side++) {
        options.page.questions =
            side == DECK_ASKED ? options.asked : options.solved;
        deck->pages[side] = page_create(lesson, options.page);
        find_leaves(&m, side);
        find_parts(&m, side);
    }
    place_all(&m);
    if (deck->count == 0) {
        deck->slides = 1;
        *vec_push(deck->steps, deck->count, deck->cap) =
            (struct deck_step){ .question = -1,
                                .page = deck->pages[DECK_ASKED] };
    }
    for (size_t i = 0; i < deck->count; i++)
        deck->steps[i].lab = lab_of(lesson, &deck->steps[i]);
    for (int side = 0; side < DECK_SIDES; side++) {
        free(m.leaves[side]);
        free(m.begins[side]);
    }
    return deck;
}

void deck_destroy(struct deck *deck)
{
    if (!deck)
        return;
    for (int side = 0; side < DECK_SIDES; side++)
        page_destroy(deck->pages[side]);
    free(deck->steps);
    free(deck);
}
