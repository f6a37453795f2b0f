/* page_fit.c - the regressions of a page: room for them, and page_fits() of
 * page.h.
 */
#include "course/fits.h"
#include "draw/fit_panel.h"
#include "draw/page.h"
#include "draw/page_build.h"
#include "draw/target.h"
#include "lesson/block.h"

bool build_fit(struct build *build, const struct block *block, int col)
{
    const struct section_fit *one =
        build->options.fits ? fits_of(build->options.fits, block) : NULL;
    struct page_anchor *anchor;
    int first = (int)build->page->row_count, cols = build_cols(build, col);
    int rows;

    if (!one || cols < FIT_PANEL_COLS_MIN)
        return false;
    rows = fit_panel_rows(one, cols);
    for (int i = 0; i < rows; i++)
        build_row(build);
    anchor = build_anchor(build, ANCHOR_FIGURE, build->figures++, first, block);
    anchor->col = col;
    anchor->cols = cols;
    return true;
}

void page_fits(struct canvas *canvas, struct rect area, const struct page *page,
               int first, const struct fits *fits, enum dots_kind dots,
               const char *hint)
{
    struct rect old = canvas_clip(canvas, area);

    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];
        struct rect place = page_place(anchor, area, first);
        const struct section_fit *one;

        if (anchor->kind != ANCHOR_FIGURE || anchor->row >= first + area.rows ||
            anchor->row + anchor->rows <= first)
            continue;
        one = fits_of(fits, anchor->block);
        /* In a page too narrow for it a line stands in its place. */
        if (!one || anchor->rows < 3)
            continue;
        fit_panel_draw(canvas, place, one, dots, hint);
        canvas_target(canvas, place,
                      (struct target){ TARGET_FIGURE, (int)i, 0 });
    }
    canvas_unclip(canvas, old);
}
