/* page_figure.c - the figures of a page: room for them, and page_figures() of
 * page.h.
 */
#include "draw/page.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/figure.h"
#include "draw/page_build.h"
#include "draw/plot.h"
#include "draw/target.h"
#include "lesson/block.h"

enum { COLS_MOST = 100 };

/* Wide text is broken elsewhere; a figure wider than that is no clearer. */
static int figure_cols(int cols)
{
    return cols > COLS_MOST ? COLS_MOST : cols;
}

static void add_words(struct build *build, const struct figure *figure, int col)
{
    struct strbuf words = { 0 };
    struct wrapped lines;
    struct arena *arena = build->page->arena;

    plot_words(&words, figure, build->options.ascii);
    lines =
        wrap_text(arena,
                  slice_of(arena_text(arena, strbuf_text(&words), words.len)),
                  build_cols(build, col), STYLE(ROLE_DIM),
                  build->options.ascii);
    build_lines(build, &lines, col);
    strbuf_finish(&words);
}

bool build_figure(struct build *build, const struct block *block, int col)
{
    const struct figure *figure =
        build->options.figures ? figures_of(build->options.figures, block)
                               : NULL;
    struct page_anchor *anchor;
    int first = (int)build->page->row_count, cols, rows;

    if (!figure || figure->kind == FIGURE_OTHER ||
        build_cols(build, col) < PLOT_COLS_MIN)
        return false;
    cols = figure_cols(build_cols(build, col));
    rows = plot_rows(figure, cols, build->options.height, build->options.ascii);
    for (int i = 0; i < rows; i++)
        build_row(build);
    anchor = build_anchor(build, ANCHOR_FIGURE, build->figures++, first, block);
    anchor->col = col;
    anchor->cols = cols;
    if (build->options.words)
        add_words(build, figure, col);
    return true;
}

void page_figures(struct canvas *canvas, struct rect area,
                  const struct page *page, int first,
                  const struct figures *figures, enum dots_kind dots, int focus)
{
    struct rect old = canvas_clip(canvas, area);

    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];
        struct rect place = page_place(anchor, area, first);
        const struct figure *figure;
        struct plot_look look = { dots, false };

        if (anchor->kind != ANCHOR_FIGURE || anchor->row >= first + area.rows ||
            anchor->row + anchor->rows <= first)
            continue;
        figure = figures_of(figures, anchor->block);
        if (!figure || figure->kind == FIGURE_OTHER)
            continue;
        look.focus = focus == anchor->index;
        plot_draw(canvas, place, figure, &look);
        canvas_target(canvas, place,
                      (struct target){ TARGET_FIGURE, (int)i, 0 });
    }
    canvas_unclip(canvas, old);
}
