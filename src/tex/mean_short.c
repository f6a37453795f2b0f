#include "tex/mean_short.h"

#include "base/strbuf.h"
#include "tex/mean.h"

enum { WHOLE_MAX = 16 };

static bool is_atom(const struct mean *node)
{
    return node->kind == MEAN_NUMBER ||
           (node->kind == MEAN_NAME && node->item_count == 0);
}

static void binder(struct strbuf *out, const char *word,
                   const struct mean *node)
{
    strbuf_puts(out, word);
    if (node->name.len > 0)
        strbuf_printf(out, node->name.len > 1 ? "_{%.*s}" : "_%.*s",
                      SLICE_ARG(node->name));
}

static const char *optimum(const struct mean *node)
{
    return node->maximum ? "\\arg\\max" : "\\arg\\min";
}

/* As it is written, with one blank for any. */
static void write_source(struct strbuf *out, const struct mean *node)
{
    struct slice rest = slice_sub(node->source, node->from, node->to), word;
    const char *between = "";

    while (slice_word(&rest, &word)) {
        strbuf_puts(out, between);
        strbuf_slice(out, word);
        between = " ";
    }
}

void mean_write_short(struct strbuf *out, const struct mean *node)
{
    struct strbuf whole = { 0 };

    if (node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT) {
        binder(out, node->kind == MEAN_SUM ? "\\sum" : "\\prod", node);
        return;
    }
    if (node->kind == MEAN_OPTIMUM) {
        binder(out, optimum(node), node);
        return;
    }
    if (node->kind == MEAN_DIVIDE && is_atom(node->first) &&
        is_atom(node->second)) {
        mean_write_short(out, node->first);
        strbuf_putc(out, '/');
        mean_write_short(out, node->second);
        return;
    }
    write_source(&whole, node);
    if (whole.len <= WHOLE_MAX || node->kind == MEAN_NAME)
        strbuf_puts(out, strbuf_text(&whole));
    else if (node->kind == MEAN_CALL)
        strbuf_printf(out, "%.*s(...)", SLICE_ARG(node->name));
    else if (node->kind == MEAN_LOG)
        strbuf_puts(out, "\\log");
    else if (node->kind == MEAN_EXP)
        strbuf_puts(out, "\\exp");
    else if (node->kind == MEAN_DIVIDE)
        strbuf_puts(out, "\\frac");
    else if (node->kind == MEAN_EXPECT)
        strbuf_puts(out, "\\mathbb{E}");
    else if (node->kind == MEAN_POWER) {
        mean_write_short(out, node->first);
        strbuf_puts(out, "^{...}");
    } else if (node->kind == MEAN_MULTIPLY) {
        mean_write_short(out, node->first);
        strbuf_puts(out, " ...");
    } else
        strbuf_puts(out, "(...)");
    strbuf_finish(&whole);
}
