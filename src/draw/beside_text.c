/* beside_text.c - beside_wanted(), beside_mark() and beside_text() of beside.h.
 */
#include "draw/beside.h"

#include <string.h>

#include "base/strbuf.h"
#include "course/equation.h"
#include "lesson/block.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void beside_says(struct strbuf *out, const char *says, bool ascii)
{
    for (const char *c = says; *c; c++) {
        char before = c == says ? ' ' : c[-1];
        bool infinity =
            !strncmp(c, "inf", 3) && !is_letter(c[3]) && !is_letter(before);
        bool minus = *c == '-' && strchr(" (e", before) &&
                     ((c[1] >= '0' && c[1] <= '9') || c[1] == 'i');

        if (minus && !ascii) {
            strbuf_puts(out, "\xE2\x88\x92");
        } else if (infinity && !ascii) {
            strbuf_puts(out, "\xE2\x88\x9E");
            c += 2;
        } else {
            strbuf_putc(out, *c);
        }
    }
}

bool beside_wanted(const struct equation *equation)
{
    const struct mean_formula *formula = equation->formula;
    bool wanted = false;

    if (equation->block->mark == CHECK_UNREAD)
        return false;
    for (size_t i = 0; i < formula->count; i++) {
        if (formula->statements[i].fault) {
            wanted |= equation->block->mark == CHECK_MISPRINT;
            continue;
        }
        if (!equation->known)
            return true;
        for (size_t j = 0; j < equation->judged[i].side_count; j++) {
            const struct judged_side *side = &equation->judged[i].sides[j];

            wanted |=
                side->node && !side->words &&
                (side->status == EVAL_VALUE || side->status == EVAL_REFUSED);
        }
    }
    return wanted;
}

const char *beside_mark(const struct beside *beside, bool ascii)
{
    static const char *const marks[][2] = {
        [TRUTH_NONE] = { "", "" },
        [TRUTH_HOLDS] = { "\xE2\x9C\x93", "ok" },
        [TRUTH_LOST] = { "~", "~" },
        [TRUTH_FALSE] = { "\xE2\x9C\x97", "no" },
        [TRUTH_REFUSED] = { "\xE2\x9C\x97", "no" },
    };

    if (beside->stale)
        return ascii ? ".." : "\xE2\x80\xA6";
    return marks[beside->truth][ascii];
}

void beside_text(struct strbuf *out, const struct beside *beside)
{
    static const char *const words[] = {
        [TRUTH_NONE] = "",
        [TRUTH_HOLDS] = "holds",
        [TRUTH_LOST] = "true, but lost in this format",
        [TRUTH_FALSE] = "does not hold",
        [TRUTH_REFUSED] = "cannot be valued",
    };
    const char *word = words[beside->truth];

    if (beside->index[0])
        strbuf_printf(out, "%s ", beside->index);
    strbuf_puts(out, beside->value);
    if (beside->unit[0])
        strbuf_printf(out, " %s", beside->unit);
    if (word[0])
        strbuf_printf(out, "%s%s", beside->value[0] ? ", " : "", word);
    if (beside->notes[0][0])
        strbuf_printf(out, ": %s", beside->notes[0]);
    if (beside->stale)
        strbuf_puts(out, " (not up to date)");
}
