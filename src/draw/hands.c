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

void hands_draw(struct canvas *canvas, struct rect area,
                const struct deck_step *step, int question, const int *raised,
                int count)
{
    int most = most_of(raised, count);
    struct rect old = canvas_clip(canvas, area);

    for (int i = 0; most > 0 && i < count; i++) {
        const struct page_anchor *choice =
            page_find(step->page, ANCHOR_CHOICE, question, i);
        int row = choice ? choice->row + choice->rows - 1 : -1, cols, bar;

        if (row < step->from || row >= step->to)
            continue;
        cols = area.cols - choice->col - INDENT - NUMBER;
        bar = raised[i] ? 1 + (int)((long)(cols - 1) * raised[i] / most) : 0;
        canvas_fill(canvas,
                    (struct rect){ area.row + row - step->from,
                                   area.col + choice->col + INDENT, 1, bar },
                    0x2588, STYLE(ROLE_BAR));
        canvas_printf(canvas, area.row + row - step->from,
                      area.col + choice->col + INDENT + bar + (bar > 0), NUMBER,
                      STYLE(ROLE_STRONG), "%d", raised[i]);
    }
    canvas_unclip(canvas, old);
}
