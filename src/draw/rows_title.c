/* rows_title.c - rows_title() of rows_parts.h: what stands over the table. */
#include "draw/rows_parts.h"

#include <string.h>

#include "base/strbuf.h"
#include "draw/number.h"
#include "lab/lab.h"
#include "lab/view.h"

static const char *class_name(const struct lab *lab, long class)
{
    return lab_class_name(lab, (size_t) class);
}

static bool is_filtered(const struct view *view)
{
    struct view_spec spec = view_now(view);

    return spec.missed || spec.truth >= 0 || spec.predicted >= 0;
}

/* What the view shows: "1,234 of 10,000: missed, largest loss first". */
static void write(struct strbuf *out, const struct view *view, bool ascii)
{
    static const char *const orders[VIEW_ORDERS][2] = {
        { "in the file's order", "last row first" },
        { "least loss first", "largest loss first" },
        { "least sure first", "surest first" },
        { "by label", "by label, last first" },
    };
    const struct lab *lab = view_lab(view);
    struct view_spec spec = view_now(view);
    size_t all = lab_rows(lab), count = view_count(view);
    bool filtered = is_filtered(view);

    if (filtered)
        strbuf_printf(out, "%s of ", number_count((long)count, ascii).text);
    strbuf_printf(out, "%s%s", number_count((long)all, ascii).text,
                  filtered   ? ": "
                  : all == 1 ? " row, "
                             : " rows, ");
    if (spec.missed)
        strbuf_puts(out, "missed, ");
    if (spec.truth >= 0)
        strbuf_printf(out, "truly %s, ", class_name(lab, spec.truth));
    if (spec.predicted >= 0)
        strbuf_printf(out, "taken for %s, ", class_name(lab, spec.predicted));
    strbuf_puts(out, orders[spec.order][spec.descending]);
}

void rows_title(struct canvas *canvas, struct rect area,
                const struct view *view, bool whole)
{
    static const char *const olds[] = { "; as before your edits; a sorts again",
                                        "; as before your edits", "; old" };
    static const char back[] = "; esc shows all";
    struct strbuf title = { 0 };
    bool stale = view_stale(view);
    struct style style = STYLE(stale ? ROLE_WARN : ROLE_DIM);
    int col = area.col, end = area.col + area.cols, used;

    write(&title, view, canvas_ascii(canvas));
    used = canvas_width(slice_of(strbuf_text(&title)));
    for (size_t i = 0; stale && i < 3; i++)
        if (used + canvas_width(slice_of(olds[i])) <= area.cols) {
            strbuf_puts(&title, olds[i]);
            stale = false;
        }
    if (stale)
        col += canvas_puts(canvas, area.row, col, end - col, "(old) ", style);
    col += canvas_puts(canvas, area.row, col, end - col, strbuf_text(&title),
                       style);
    if (is_filtered(view) && !whole && !view_stale(view) &&
        col + (int)strlen(back) <= end)
        canvas_puts(canvas, area.row, col, end - col, back, style);
    strbuf_finish(&title);
}
