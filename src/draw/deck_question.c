/* deck_question.c - the slides of a question: deck_question() of deck_parts.h.
 */
#include "draw/deck_parts.h"
#include "lesson/lesson.h"

static struct deck_step *stage(struct maker *m, size_t leaf, int question,
                               enum deck_stage stage, int row, int end)
{
    struct deck_step *step;

    m->apart = true;
    if (m->part >> 16 != (unsigned)stage)
        m->part = (unsigned)stage << 16;
    step = maker_uncover(m, leaf, row, end);
    step->stage = stage;
    step->question = question;
    return step;
}

/* Whether the slide ends with the heading of a leaf. */
static bool headed(const struct maker *m, size_t leaf)
{
    return leaf > 0 && maker_block(m, leaf - 1)->kind == BLOCK_HEADING;
}

/* The example above a question, a step of it at a time. Returns the row that
 * the question begins with. */
static int place_worked(struct maker *m, size_t leaf, int question)
{
    const struct page *page = m->deck->pages[DECK_ASKED];
    const struct page_anchor *step;
    int row = maker_first(m, leaf, DECK_ASKED), most = m->height;

    for (int i = 0; (step = page_find(page, ANCHOR_WORKED, question, i)); i++) {
        int end = step->row + step->rows;

        if (!maker_begun(m) || m->side != DECK_ASKED || end - m->from > most ||
            (i == 0 && !headed(m, leaf)))
            maker_turn(m, DECK_ASKED);
        m->apart = true;
        if (end - row > most)
            maker_uncover_tall(m, leaf, row, end);
        else
            maker_uncover(m, leaf, row, end);
        row = end;
    }
    while (row < maker_end(m, leaf, DECK_ASKED) && page_row_empty(page, row))
        row++;
    return row;
}

static void place_asked(struct maker *m, size_t leaf, int question)
{
    int row = place_worked(m, leaf, question);
    int end = maker_end(m, leaf, DECK_ASKED);
    bool clean;

    if (!maker_begun(m) || m->side != DECK_ASKED || end - m->from > m->height)
        maker_turn(m, DECK_ASKED);
    while (row < end) {
        int at =
            maker_begun(m) ? end : maker_cut(m, row, end, m->height, &clean);

        stage(m, leaf, question, DECK_ASK, row, at);
        for (row = at; row < end && page_row_empty(maker_page(m), row);)
            row++;
        if (row < end)
            maker_turn(m, DECK_ASKED);
    }
}

static void place_solved(struct maker *m, size_t leaf, int question)
{
    const struct question_block *ask = maker_block(m, leaf)->question;
    int row = maker_first(m, leaf, DECK_SOLVED);
    int end = maker_end(m, leaf, DECK_SOLVED);
    bool first = true, clean;

    maker_turn(m, DECK_SOLVED);
    while (row < end) {
        int at = maker_cut(m, row, end, m->height, &clean);

        if (first)
            stage(m, leaf, question, DECK_REVEAL, row, at);
        if (first && m->options->apart && ask->play_count > 0)
            stage(m, leaf, question, DECK_PLAY, row, at);
        if (!first || deck_explains(maker_page(m), question, row, at))
            stage(m, leaf, question, DECK_EXPLAIN, row, at)->fresh = row;
        first = false;
        for (row = at; row < end && page_row_empty(maker_page(m), row);)
            row++;
        if (row < end)
            maker_turn(m, DECK_SOLVED);
    }
    m->apart = true;
}

void deck_question(struct maker *m, size_t leaf)
{
    const struct page_anchor *at = maker_anchor(m, leaf, ANCHOR_QUESTION);
    int question = at ? at->index : -1;

    m->pause = maker_block(m, leaf)->step;
    m->part = 0;
    m->listed = false;
    place_asked(m, leaf, question);
    place_solved(m, leaf, question);
}
