#include "tex/control.h"

#include <string.h>

/* In the order of strcmp(): a test sees to that. */
/* clang-format off */
static const struct tex_control table[] = {
    { " ", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "!", TEX_SPACE, TEX_TAKES_SPACE, 0, 0 },
    { ",", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { ":", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { ";", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { ">", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "Big", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Bigg", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Biggl", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Biggm", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Biggr", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Bigl", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Bigm", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "Bigr", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "acute", TEX_ACCENT, TEX_TAKES_ONE, 0x301, 0 },
    { "bar", TEX_ACCENT, TEX_TAKES_ONE, 0x304, 0 },
    { "begin", TEX_ENV, TEX_TAKES_ENV, 0, 0 },
    { "big", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "bigg", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "biggl", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "biggm", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "biggr", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "bigl", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "bigm", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "bigr", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "binom", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "bm", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "boldsymbol", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "boxed", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "breve", TEX_ACCENT, TEX_TAKES_ONE, 0x306, 0 },
    { "cfrac", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "check", TEX_ACCENT, TEX_TAKES_ONE, 0x30C, 0 },
    { "dbinom", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "ddot", TEX_ACCENT, TEX_TAKES_ONE, 0x308, 0 },
    { "dfrac", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "displaystyle", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "dot", TEX_ACCENT, TEX_TAKES_ONE, 0x307, 0 },
    { "end", TEX_ENV, TEX_TAKES_END, 0, 0 },
    { "enspace", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "frac", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "grave", TEX_ACCENT, TEX_TAKES_ONE, 0x300, 0 },
    { "hat", TEX_ACCENT, TEX_TAKES_ONE, 0x302, 0 },
    { "hbox", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "hline", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "hphantom", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "hspace", TEX_SPACE, TEX_TAKES_LENGTH, 1, 0 },
    { "label", TEX_LABEL, TEX_TAKES_RAW, 0, 0 },
    { "left", TEX_FENCE, TEX_TAKES_FENCE, 0, 0 },
    { "mathbb", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathbf", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathbin", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathcal", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathclose", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathfrak", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathinner", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathit", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathnormal", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathop", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathopen", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathord", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathpunct", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathrel", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathring", TEX_ACCENT, TEX_TAKES_ONE, 0x30A, 0 },
    { "mathrm", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathscr", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathsf", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mathtt", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "mbox", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "medspace", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "middle", TEX_DELIM, TEX_TAKES_DELIM, 0, 0 },
    { "negthinspace", TEX_SPACE, TEX_TAKES_SPACE, 0, 0 },
    { "nonumber", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "not", TEX_ACCENT, TEX_TAKES_ONE, 0x338, 0 },
    { "notag", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "operatorname", TEX_OPERATOR, TEX_TAKES_RAW, 0, 0 },
    { "overbrace", TEX_ACCENT, TEX_TAKES_ONE, '{', TEX_CONTROL_WIDE },
    { "overline", TEX_ACCENT, TEX_TAKES_ONE, 0x304, TEX_CONTROL_WIDE },
    { "overrightarrow", TEX_ACCENT, TEX_TAKES_ONE, 0x20D7, TEX_CONTROL_WIDE },
    { "overset", TEX_STACK, TEX_TAKES_TWO, 0, TEX_CONTROL_OVER },
    { "phantom", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "pmb", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "qquad", TEX_SPACE, TEX_TAKES_SPACE, 4, 0 },
    { "quad", TEX_SPACE, TEX_TAKES_SPACE, 2, 0 },
    { "right", TEX_FENCE, TEX_TAKES_END, 0, 0 },
    { "scriptscriptstyle", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "scriptstyle", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "space", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "sqrt", TEX_SQRT, TEX_TAKES_OPTION, 0, 0 },
    { "stackrel", TEX_STACK, TEX_TAKES_TWO, 0, TEX_CONTROL_OVER },
    { "substack", TEX_ENV, TEX_TAKES_ROWS, 0, 0 },
    { "tag", TEX_TAG, TEX_TAKES_RAW, 0, 0 },
    { "tbinom", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "text", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textbf", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textit", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textnormal", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textrm", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textsf", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "textstyle", TEX_NOTHING, TEX_TAKES_NOTHING, 0, 0 },
    { "texttt", TEX_TEXT, TEX_TAKES_RAW, 0, 0 },
    { "tfrac", TEX_FRAC, TEX_TAKES_TWO, 0, 0 },
    { "thickspace", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "thinspace", TEX_SPACE, TEX_TAKES_SPACE, 1, 0 },
    { "tilde", TEX_ACCENT, TEX_TAKES_ONE, 0x303, 0 },
    { "underbrace", TEX_ACCENT,
      TEX_TAKES_ONE, '{', TEX_CONTROL_WIDE | TEX_CONTROL_BELOW },
    { "underline", TEX_ACCENT,
      TEX_TAKES_ONE, 0x332, TEX_CONTROL_WIDE | TEX_CONTROL_BELOW },
    { "underset", TEX_STACK, TEX_TAKES_TWO, 0, TEX_CONTROL_UNDER },
    { "vec", TEX_ACCENT, TEX_TAKES_ONE, 0x20D7, 0 },
    { "vphantom", TEX_FONT, TEX_TAKES_ONE, 0, 0 },
    { "vspace", TEX_SPACE, TEX_TAKES_LENGTH, 1, 0 },
    { "widehat", TEX_ACCENT, TEX_TAKES_ONE, 0x302, TEX_CONTROL_WIDE },
    { "widetilde", TEX_ACCENT, TEX_TAKES_ONE, 0x303, TEX_CONTROL_WIDE },
    { "xleftarrow", TEX_ARROW, TEX_TAKES_OPTION, 0x2190, 0 },
    { "xrightarrow", TEX_ARROW, TEX_TAKES_OPTION, 0x2192, 0 },
};
/* clang-format on */

enum { COUNT = sizeof table / sizeof table[0] };

static int compare(struct slice name, const char *entry)
{
    size_t len = strlen(entry);
    int order = memcmp(name.at, entry, name.len < len ? name.len : len);

    if (order != 0)
        return order;
    return (name.len > len) - (name.len < len);
}

const struct tex_control *tex_control_named(struct slice name)
{
    size_t low = 0, high = COUNT;

    while (name.len > 0 && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, table[middle].name);

        if (order == 0)
            return &table[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct tex_control *tex_control_list(size_t *count)
{
    *count = COUNT;
    return table;
}
