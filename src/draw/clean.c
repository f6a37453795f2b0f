#include "draw/clean.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Several letters for one rune; what is not here has one (ascii.h). */
static const char *long_form(unsigned int rune)
{
    switch (rune) {
    case 0x2014:
        return "--";
    case 0x2026:
        return "...";
    case 0x00B1:
        return "+-";
    case 0x2190:
        return "<-";
    case 0x2192:
        return "->";
    case 0x21D2:
        return "=>";
    case 0x2248:
        return "~=";
    case 0x2260:
        return "!=";
    case 0x2264:
        return "<=";
    case 0x2265:
        return ">=";
    case 0x221E:
        return "inf";
    case 0x2211:
        return "sum";
    case 0x220F:
        return "prod";
    case 0x221A:
        return "sqrt";
    case 0x2208:
        return " in ";
    case 0x0177:
        return "y^";
    case 0x03B1:
        return "alpha";
    case 0x03B2:
        return "beta";
    case 0x03B5:
        return "epsilon";
    case 0x03B8:
        return "theta";
    case 0x03BB:
        return "lambda";
    case 0x03BC:
        return "mu";
    case 0x03C0:
        return "pi";
    case 0x03C3:
        return "sigma";
    default:
        return NULL;
    }
}

static bool is_plain(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < 0x20 || text.at[i] > 0x7E)
            return false;
    return true;
}

/* Tabs and newlines of running text are blanks. */
static void blank_layout(struct strbuf *buf, struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        strbuf_putc(buf, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
    }
}

static void spell_out(struct strbuf *out, struct slice text)
{
    while (text.len > 0) {
        unsigned int rune;
        size_t len = utf8_decode(text.at, text.len, &rune);
        const char *form = long_form(rune);

        if (form)
            strbuf_puts(out, form);
        else
            strbuf_add(out, text.at, len);
        text = slice_sub(text, len, text.len);
    }
}

struct slice clean_text(struct arena *arena, struct slice text, bool ascii)
{
    struct strbuf a = { 0 }, b = { 0 };
    struct slice out;

    if (is_plain(text))
        return text;
    blank_layout(&a, text);
    utf8_gate(&b, (struct slice){ a.at, a.len }, false, 0);
    if (ascii) {
        strbuf_clear(&a);
        spell_out(&a, (struct slice){ b.at, b.len });
        out =
            (struct slice){ arena_text(arena, strbuf_text(&a), a.len), a.len };
    } else {
        out =
            (struct slice){ arena_text(arena, strbuf_text(&b), b.len), b.len };
    }
    strbuf_finish(&a);
    strbuf_finish(&b);
    return out;
}
