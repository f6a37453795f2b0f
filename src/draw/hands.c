#include "draw/hands.h"

#include <stdio.h>

#include "draw/deck.h"
#include "draw/page.h"

enum { INDENT = 4, NUMBER = 6 };

static int most_of(const int *raised, int count)
{
    int most = 0;

    for (int i = 0; i < count; i++)
        most = raised[i] > most ? raised[i] : most;
    return most;
}

/* Where a choice's bar and number go: the row that is kept below it, else the
 * right end of its last row. */
static struct rect place_of(const struct deck_step *step,
                            const struct page_anchor *choice, int cols)
{
    int row = choice->row + choice->rows - 1;
    struct rect place = { row, choice->col + INDENT, 1,
                          cols - choice->col - INDENT };

    if (!page_row_empty(step->page, row)) {
        place.col = cols - HANDS_BESIDE + 1;
        place.cols = HANDS_BESIDE - 1;
    }
    return place;
}

void hands_draw(struct canvas *canvas, struct rect area,
                const struct deck_step *step, int question, const int *raised,
                int count)
{
    int most = most_of(raised, count);
    struct rect old = canvas_clip(canvas, area);

    for (int i = 0; most > 0 && i < count; i++) {
        const struct page_anchor *choice =
            page_find(step->page, ANCHOR_CHOICE, question, i);
        struct rect at;
        int bar;

        if (!choice)
            continue;
        at = place_of(step, choice, area.cols);
        if (at.row < step->from || at.row >= step->to)
            continue;
        at.row += area.row - step->from;
        at.col += area.col;
        bar = raised[i]
                  ? 1 + (int)((long)(at.cols - NUMBER - 1) * raised[i] / most)
                  : 0;
        canvas_fill(canvas, (struct rect){ at.row, at.col, 1, bar }, 0x2588,
                    STYLE(ROLE_BAR));
        canvas_printf(canvas, at.row, at.col + bar + (bar > 0), NUMBER,
                      STYLE(ROLE_STRONG), "%d", raised[i]);
    }
    canvas_unclip(canvas, old);
}
