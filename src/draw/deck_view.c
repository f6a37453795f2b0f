/* deck_view.c - looking at a deck: what of deck.h reads one. */
#include <assert.h>

#include "draw/deck_parts.h"

size_t deck_slides(const struct deck *deck)
{
    return deck->slides;
}

int deck_cols(const struct deck *deck)
{
    return deck->cols;
}

size_t deck_steps(const struct deck *deck)
{
    return deck->count;
}

const struct deck_step *deck_step(const struct deck *deck, size_t step)
{
    assert(step < deck->count);
    return &deck->steps[step];
}

size_t deck_find(const struct deck *deck, uint64_t key)
{
    size_t found = 0;

    while (found + 1 < deck->count && deck->steps[found + 1].key <= key)
        found++;
    return found;
}

/* ---- what explains an answer ---- */

/* The choice that stands next below another, NULL: none does; `before` NULL:
 * the first. Some may be left out of an answered question. */
static const struct page_anchor *choice_after(const struct page *page,
                                              int question,
                                              const struct page_anchor *before)
{
    return page_find_from(page, ANCHOR_CHOICE, question,
                          before ? before->sub + 1 : 0);
}

/* Rows [*from, *to) of an answered question that explain it, the n-th of them;
 * false: there are no more. What stands below a choice is its reason; the last
 * is followed by why. */
static bool reason(const struct page *page, int question, size_t n, int *from,
                   int *to)
{
    const struct page_anchor *all =
        page_find(page, ANCHOR_QUESTION, question, 0);
    const struct page_anchor *why = page_find(page, ANCHOR_WHY, question, 0);
    const struct page_anchor *choice = NULL, *next;
    int end = all ? all->row + all->rows : 0;

    while (all && (choice = choice_after(page, question, choice))) {
        next = choice_after(page, question, choice);
        *from = choice->row + choice->rows;
        *to = next ? next->row : end;
        if (*from < *to && n-- == 0)
            return true;
    }
    if (!all || !why || choice_after(page, question, NULL) || n > 0)
        return false;
    *from = why->row;
    *to = end;
    return true;
}

bool deck_explains(const struct page *page, int question, int from, int to)
{
    int row, end;

    for (size_t n = 0; reason(page, question, n, &row, &end); n++)
        if (row < to && end > from)
            return true;
    return false;
}

/* ---- drawing ---- */

static void hide_reasons(const struct deck_step *step, struct canvas *canvas,
                         struct rect area)
{
    int from, to;

    for (size_t n = 0; reason(step->page, step->question, n, &from, &to); n++) {
        struct rect rows = { area.row + from - step->from, area.col, to - from,
                             area.cols };

        canvas_fill(canvas, rect_cut(rows, area), ' ', STYLE(ROLE_TEXT));
    }
}

/* What is said of an equation may stand in the blank row below it. A sum that
 * goes on has no value yet. */
static struct rect valued(const struct deck_step *step, struct rect shown,
                          struct rect area)
{
    if (step->sum)
        shown.rows = step->sum->row - step->from;
    else if (shown.rows < area.rows && page_row_empty(step->page, step->to))
        shown.rows++;
    return shown;
}

/* All but what the step brings is dimmed, or but the figure that has the keys.
 * Where there is no grey, what is not is bold. */
static void spot(const struct deck_step *step, struct canvas *canvas,
                 struct rect area, const struct deck_look *look)
{
    const struct page_anchor *marked = look->marked;
    int first = (marked ? marked->row : step->fresh) - step->from;
    int end = marked ? first + marked->rows : area.rows;
    struct rect lit;

    first = first > 0 ? first : 0;
    if (first == 0 && end >= area.rows && !look->dims)
        return;
    lit = rect_inset(area, first, 0, area.rows - end, 0);
    canvas_role(canvas, rect_inset(area, 0, 0, area.rows - first, 0),
                ROLE_FAINT);
    canvas_role(canvas, rect_inset(area, end, 0, 0, 0), ROLE_FAINT);
    canvas_attr(canvas, lit, ATTR_BOLD);
}

void deck_draw(const struct deck *deck, size_t index, struct canvas *canvas,
               struct rect area, const struct deck_look *look)
{
    const struct deck_step *step = deck_step(deck, index);
    struct rect old = canvas_clip(canvas, area), shown = area;
    int rest;

    shown.rows = step->to - step->from;
    page_draw(canvas, shown, step->page, step->from, NULL);
    if (look->equations)
        page_values(canvas, valued(step, shown, area), step->page, step->from,
                    look->equations);
    if (look->equations)
        page_terms(canvas, shown, step->page, step->from, look->equations);
    if (look->figures)
        page_figures(canvas, shown, step->page, step->from, look->figures,
                     look->dots, look->marked ? look->marked->index : -1);
    if (look->fits)
        page_fits(canvas, shown, step->page, step->from, look->fits, look->dots,
                  NULL);
    if (step->sum && step->upto < UINT32_MAX)
        page_hide(canvas, shown, step->page, step->from,
                  (struct page_part){ step->sum, step->upto, UINT32_MAX });
    if (step->stage == DECK_REVEAL || step->stage == DECK_PLAY)
        hide_reasons(step, canvas, shown);
    if (look->spot)
        spot(step, canvas, area, look);
    rest = look->marked ? look->marked->row : step->fresh;
    canvas_rest(canvas, area.row + (rest > step->from ? rest - step->from : 0),
                area.col);
    canvas_unclip(canvas, old);
}
