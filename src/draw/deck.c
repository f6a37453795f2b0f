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

/* ---- steps and slides ---- */

static int first_row(const struct maker *m, size_t i, int side)
{
    return m->leaves[side][i]->row;
}

static int end_row(const struct maker *m, size_t i, int side)
{
    return m->leaves[side][i]->row + m->leaves[side][i]->rows;
}

static const struct block *block_of(const struct maker *m, size_t i)
{
    return m->leaves[DECK_ASKED][i]->block;
}

static struct page *side_page(const struct maker *m)
{
    return m->deck->pages[m->side];
}

static bool on_slide(const struct maker *m)
{
    return m->from >= 0;
}

/* Rows that are left below what the slide has. */
static int room(const struct maker *m)
{
    return on_slide(m) ? m->from + m->height - m->to : m->height;
}

static void turn(struct maker *m, int side)
{
    m->side = side;
    m->from = -1;
}

/* Shows rows of the side's page, on the slide as it is or on a new one; in a
 * step of its own where one is wanted. */
static struct deck_step *uncover(struct maker *m, size_t leaf, int row, int end)
{
    struct deck *deck = m->deck;
    bool turned = !on_slide(m);
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
    *step = (struct deck_step){ .question = -1,
                                .slide = deck->slides - 1,
                                .page = side_page(m),
                                .from = m->from,
                                .to = end,
                                .fresh = row,
                                .block = block_of(m, leaf),
                                .key = (uint64_t)leaf << 32 | m->part++ };
    return step;
}

/* ---- what is taller than a slide ---- */

static bool starts_part(const struct page *page, int row)
{
    for (size_t i = 0; i < page_anchor_count(page); i++) {
        const struct page_anchor *anchor = page_anchor(page, i);

        if (anchor->kind == ANCHOR_CHOICE && anchor->row == row)
            return true;
        for (int l = 1; anchor->kind == ANCHOR_EQUATION && anchor->lines &&
                        l < anchor->line_count;
             l++)
            if (anchor->lines[l - 1].end + 1 == row)
                return true;
    }
    return false;
}

/* Where rows from `row` to `end` are best cut so that the first part is no
 * longer than `most`. */
static int cut_row(const struct page *page, int row, int end, int most,
                   bool *clean)
{
    int limit = row + most;

    *clean = true;
    if (limit >= end)
        return end;
    for (int at = limit; at > row + most / 2; at--)
        if (page_row_empty(page, at) || starts_part(page, at))
            return at;
    for (int at = row + most / 2; at > row; at--)
        if (starts_part(page, at))
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

static void uncover_tall(struct maker *m, size_t leaf, int row, int end)
{
    bool clean;

    while (row < end) {
        int most = on_slide(m) ? room(m) - (row - m->to) : m->height;
        int at = cut_row(side_page(m), row, end, most, &clean);
        struct deck_step *step = uncover(m, leaf, row, at);

        if (!clean && is_torn(block_of(m, leaf)))
            step->cut = true;
        while (at < end && page_row_empty(side_page(m), at))
            at++;
        row = at;
        if (row < end)
            turn(m, m->side);
    }
}

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

/* The first line comes with what stands before it. */
static bool uncover_lines(struct maker *m, size_t leaf)
{
    const struct block *block = block_of(m, leaf);
    const struct page_anchor *at =
        deck_anchor(side_page(m), ANCHOR_EQUATION, block);
    int row = first_row(m, leaf, m->side), shown = row;

    if (!at || (block->reveal != REVEAL_AUTO && block->reveal != REVEAL_LINES))
        return false;
    for (int l = 1; l < at->line_count; l++) {
        int next = at->lines[l - 1].end + 1;

        if (!breaks(block, at->lines[l - 1].from, at->lines[l].from))
            continue;
        uncover(m, leaf, shown, next);
        m->apart = true;
        shown = next;
    }
    if (shown == row)
        return false;
    uncover(m, leaf, shown, end_row(m, leaf, m->side));
    m->apart = true;
    return true;
}

static bool uncover_terms(struct maker *m, size_t leaf)
{
    const struct block *block = block_of(m, leaf);
    const struct page_anchor *at =
        deck_anchor(side_page(m), ANCHOR_EQUATION, block);
    uint32_t from[TERMS_MAX];
    size_t count;

    if (!at || !at->lines || block->reveal != REVEAL_TERMS)
        return false;
    count = deck_terms(block->math.node, from, TERMS_MAX);
    for (size_t i = 0; i <= count && i <= TERMS_MAX; i++) {
        struct deck_step *step = uncover(m, leaf, first_row(m, leaf, m->side),
                                         end_row(m, leaf, m->side));

        step->sum = i < count && i < TERMS_MAX ? at : NULL;
        step->upto = step->sum ? from[i] : 0;
        m->apart = true;
    }
    return true;
}

static bool listed(const struct block *block)
{
    return block->kind == BLOCK_ITEM && block->reveal == REVEAL_ITEMS;
}

static void place_leaf(struct maker *m, size_t leaf)
{
    const struct block *block = block_of(m, leaf);
    int row = first_row(m, leaf, m->side), end = end_row(m, leaf, m->side);
    bool item = listed(block);

    m->part = 0;
    if (item || (m->listed && block->depth == 0))
        m->apart = true;
    m->listed = item || (m->listed && block->depth > 0);
    if (on_slide(m) && end - m->from > m->height &&
        (end - row <= m->height || room(m) <= DREGS)) {
        turn(m, DECK_ASKED);
        row = first_row(m, leaf, m->side);
        end = end_row(m, leaf, m->side);
    }
    if ((on_slide(m) ? end - m->from : end - row) > m->height)
        uncover_tall(m, leaf, row, end);
    else if (!uncover_lines(m, leaf) && !uncover_terms(m, leaf))
        uncover(m, leaf, row, end);
}

/* ---- runs of blocks ---- */

static bool is_question(const struct maker *m, size_t i)
{
    return block_of(m, i)->kind == BLOCK_QUESTION;
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

    while (last + 1 < end && leads(block_of(m, last)) &&
           end_row(m, last + 1, m->side) - first_row(m, leaf, m->side) <=
               m->height)
        last++;
    return last;
}

/* What comes at one go: on this slide if it has room, else on the next if that
 * has, else block by block. */
static void place_run(struct maker *m, size_t leaf, size_t end)
{
    int last = end_row(m, end - 1, m->side);
    int own = last - first_row(m, leaf, m->side);

    if (block_of(m, leaf)->step != m->pause)
        m->apart = true;
    m->pause = block_of(m, leaf)->step;
    if (on_slide(m) && (block_of(m, leaf)->kind == BLOCK_HEADING ||
                        (last - m->from > m->height && own <= m->height)))
        turn(m, DECK_ASKED);
    while (leaf < end) {
        size_t stop = together(m, leaf, end);
        int rows = end_row(m, stop, m->side);

        if (on_slide(m) && rows - m->from > m->height &&
            rows - first_row(m, leaf, m->side) <= m->height)
            turn(m, DECK_ASKED);
        while (leaf <= stop)
            place_leaf(m, leaf++);
    }
}

/* ---- questions ---- */

static struct deck_step *stage(struct maker *m, size_t leaf, int question,
                               enum deck_stage stage, int row, int end)
{
    struct deck_step *step;

    m->apart = true;
    if (m->part >> 16 != (unsigned)stage)
        m->part = (unsigned)stage << 16;
    step = uncover(m, leaf, row, end);
    step->stage = stage;
    step->question = question;
    return step;
}

static void place_asked(struct maker *m, size_t leaf, int question)
{
    int row = first_row(m, leaf, DECK_ASKED);
    int end = end_row(m, leaf, DECK_ASKED);
    bool clean;

    if (!on_slide(m) || m->side != DECK_ASKED || end - m->from > m->height)
        turn(m, DECK_ASKED);
    while (row < end) {
        int at = on_slide(m)
                     ? end
                     : cut_row(side_page(m), row, end, m->height, &clean);

        stage(m, leaf, question, DECK_ASK, row, at);
        for (row = at; row < end && page_row_empty(side_page(m), row);)
            row++;
        if (row < end)
            turn(m, DECK_ASKED);
    }
}

static void place_solved(struct maker *m, size_t leaf, int question)
{
    const struct question_block *ask = block_of(m, leaf)->question;
    int row = first_row(m, leaf, DECK_SOLVED);
    int end = end_row(m, leaf, DECK_SOLVED);
    bool first = true, clean;

    turn(m, DECK_SOLVED);
    while (row < end) {
        int at = cut_row(side_page(m), row, end, m->height, &clean);

        if (first)
            stage(m, leaf, question, DECK_REVEAL, row, at);
        if (first && m->options->apart && ask->play_count > 0)
            stage(m, leaf, question, DECK_PLAY, row, at);
        if (!first || deck_explains(side_page(m), question, row, at))
            stage(m, leaf, question, DECK_EXPLAIN, row, at)->fresh = row;
        first = false;
        for (row = at; row < end && page_row_empty(side_page(m), row);)
            row++;
        if (row < end)
            turn(m, DECK_SOLVED);
    }
    m->apart = true;
}

static void place_question(struct maker *m, size_t leaf)
{
    const struct page_anchor *at =
        deck_anchor(m->deck->pages[DECK_ASKED], ANCHOR_QUESTION,
                    block_of(m, leaf));
    int question = at ? at->index : -1;

    m->pause = block_of(m, leaf)->step;
    m->part = 0;
    m->listed = false;
    place_asked(m, leaf, question);
    place_solved(m, leaf, question);
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

static void place_all(struct maker *m)
{
    for (size_t i = 0; i < m->count;) {
        size_t end = i + 1;

        if (is_question(m, i)) {
            place_question(m, i++);
            continue;
        }
        while (end < m->count && !is_question(m, end) &&
               block_of(m, end)->step == block_of(m, i)->step &&
               block_of(m, end)->kind != BLOCK_HEADING)
            end++;
        place_run(m, i, end);
        i = end;
    }
}

/* The last lab above the end of a step. */
static int lab_of(const struct deck_step *step)
{
    int lab = -1;

    for (size_t i = 0; i < page_anchor_count(step->page); i++) {
        const struct page_anchor *anchor = page_anchor(step->page, i);

        if (anchor->kind == ANCHOR_LAB && anchor->row < step->to)
            lab = anchor->index;
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

    options.page.step = -1;
    for (int side = 0; side < DECK_SIDES; side++) {
        options.page.questions =
            side == DECK_ASKED ? options.asked : options.solved;
        deck->pages[side] = page_create(lesson, options.page);
        find_leaves(&m, side);
    }
    place_all(&m);
    if (deck->count == 0) {
        deck->slides = 1;
        *vec_push(deck->steps, deck->count, deck->cap) =
            (struct deck_step){ .question = -1,
                                .page = deck->pages[DECK_ASKED] };
    }
    for (size_t i = 0; i < deck->count; i++)
        deck->steps[i].lab = lab_of(&deck->steps[i]);
    for (int side = 0; side < DECK_SIDES; side++)
        free(m.leaves[side]);
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
