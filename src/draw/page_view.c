/* page_view.c - looking at a page: what of page.h reads one. */
#include "draw/page.h"

#include <assert.h>

#include "draw/page_build.h"
#include "draw/target.h"

int page_rows(const struct page *page)
{
    return (int)page->row_count;
}

size_t page_anchor_count(const struct page *page)
{
    return page->anchor_count;
}

const struct page_anchor *page_anchor(const struct page *page, size_t index)
{
    assert(index < page->anchor_count);
    return &page->anchors[index];
}

const struct page_anchor *page_find_from(const struct page *page,
                                         enum anchor_kind kind, int index,
                                         int sub)
{
    const struct page_kind *among = &page->kinds[kind];
    size_t low = 0, high = among->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (page->anchors[among->at[middle]].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < among->count; low++) {
        const struct page_anchor *anchor = &page->anchors[among->at[low]];

        if (anchor->index != index)
            break;
        if (anchor->sub >= sub)
            return anchor;
    }
    return NULL;
}

const struct page_anchor *page_find(const struct page *page,
                                    enum anchor_kind kind, int index, int sub)
{
    bool by_sub = kind == ANCHOR_CHOICE || kind == ANCHOR_WORKED;
    const struct page_anchor *anchor =
        page_find_from(page, kind, index, by_sub ? sub : 0);

    return by_sub && anchor && anchor->sub != sub ? NULL : anchor;
}

bool page_row_empty(const struct page *page, int row)
{
    return row < 0 || row >= (int)page->row_count || page->rows[row].count == 0;
}

/* Where the mouse finds an anchor; kinds that nobody clicks have none. */
static bool target_of(const struct page_anchor *anchor, size_t index,
                      struct target *target)
{
    switch (anchor->kind) {
    case ANCHOR_CHOICE:
        *target = (struct target){ TARGET_CHOICE, anchor->index, anchor->sub };
        return true;
    case ANCHOR_EQUATION:
        *target = (struct target){ TARGET_EQUATION, (int)index, 0 };
        return true;
    case ANCHOR_LINK:
        *target = (struct target){ TARGET_LINK, (int)index, 0 };
        return true;
    case ANCHOR_LAB:
        *target = (struct target){ TARGET_LAB, anchor->index, 0 };
        return true;
    default:
        return false;
    }
}

struct rect page_place(const struct page_anchor *anchor, struct rect area,
                       int first)
{
    return (struct rect){ area.row + anchor->row - first,
                          area.col + anchor->col, anchor->rows, anchor->cols };
}

static void draw_targets(struct canvas *canvas, struct rect area,
                         const struct page *page, int first)
{
    canvas_target(canvas, area, (struct target){ TARGET_TEXT, 0, 0 });
    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *anchor = &page->anchors[i];
        struct target target;

        if (target_of(anchor, i, &target))
            canvas_target(canvas, page_place(anchor, area, first), target);
    }
}

/* A sign that the cursor stands on: reversed twice it would look plain. */
static void mark_sign(struct canvas *canvas, int row, int col)
{
    struct rect cell = { row, col, 1, 1 };

    canvas_cursor(canvas, row, col);
    canvas_role(canvas, cell, ROLE_ACCENT);
    canvas_attr(canvas, cell, ATTR_BOLD | ATTR_UNDERLINE);
}

/* On a narrow page a formula begins where its mark would stand. */
static void mark_equation(struct canvas *canvas, int row, int col)
{
    if (rect_empty(
            rect_cut((struct rect){ row, col, 1, 1 }, canvas_area(canvas))))
        return;
    if (canvas_cell(canvas, row, col)->rune == ' ')
        canvas_mark(canvas, row, col);
    else
        mark_sign(canvas, row, col);
}

/* All of its pieces; at their beginning is the cursor. */
static void light_link(struct canvas *canvas, struct rect area,
                       const struct page *page, int first,
                       const struct page_anchor *link)
{
    for (size_t i = 0; i < page->anchor_count; i++) {
        const struct page_anchor *one = &page->anchors[i];

        if (one->kind == ANCHOR_LINK && one->index == link->index)
            canvas_attr(canvas,
                        rect_inset(page_place(one, area, first), 0,
                                   one->sub == 0, 0, 0),
                        ATTR_REVERSE);
    }
    mark_sign(canvas, area.row + link->row - first, area.col + link->col);
}

static void draw_focus(struct canvas *canvas, struct rect area,
                       const struct page *page, int first,
                       const struct page_anchor *focus)
{
    int row = area.row + focus->row - first;
    struct rect place = { row, area.col + focus->col, focus->rows,
                          focus->cols };

    switch (focus->kind) {
    case ANCHOR_CHOICE:
        canvas_mark(canvas, row, place.col);
        canvas_role(canvas, rect_inset(place, 0, 2, 0, 0), ROLE_STRONG);
        break;
    case ANCHOR_EQUATION:
        mark_equation(canvas, area.row + focus->baseline - first, place.col);
        break;
    case ANCHOR_LINK:
        light_link(canvas, area, page, first, focus);
        break;
    default:
        break;
    }
}

void page_draw(struct canvas *canvas, struct rect area, const struct page *page,
               int first, const struct page_anchor *focus)
{
    struct rect old = canvas_clip(canvas, area);

    for (int r = 0; r < area.rows; r++) {
        const struct page_row *row;

        if (first + r < 0 || first + r >= (int)page->row_count)
            continue;
        row = &page->rows[first + r];
        for (size_t i = 0; i < row->count; i++)
            piece_draw(canvas, area.row + r, area.col, &row->pieces[i]);
    }
    draw_targets(canvas, area, page, first);
    if (focus)
        draw_focus(canvas, area, page, first, focus);
    canvas_unclip(canvas, old);
}

int page_clamp(const struct page *page, int first, int height)
{
    int last = (int)page->row_count - height;

    if (first > last)
        first = last;
    return first < 0 ? 0 : first;
}

int page_scroll_to(const struct page *page, int first, int height,
                   const struct page_anchor *anchor)
{
    int context = anchor->rows + 2 <= height ? 1 : 0;
    int top = anchor->row - context;
    int bottom = anchor->row + anchor->rows + context;

    if (bottom > first + height)
        first = bottom - height;
    if (top < first)
        first = top;
    return page_clamp(page, first, height);
}
