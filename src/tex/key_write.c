#include "tex/key_write.h"

#include "base/strbuf.h"
#include "tex/control.h"
#include "tex/read_state.h"

static bool is_letters(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!read_is_letter((unsigned char)text.at[i]))
            return false;
    return true;
}

/* What a bare character would not be read as, among it an arrow in upright
 * letters, is a word. */
bool key_is_word(struct slice key)
{
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] == '\\' || key.at[i] == '\'' || key.at[i] == '_')
            return false;
    return key.len > 1 || (key.len == 1 && !is_letters(key));
}

/* The end of "\bar{" or "\mathbf{", or 0. */
static size_t opening(struct slice key)
{
    for (size_t i = 0; key.len > 0 && key.at[0] == '\\' && i < key.len; i++)
        if (key.at[i] == '{')
            return i + 1;
    return 0;
}

/* Letters side by side are a word in a font, but not under an accent. */
static bool is_read_bare(struct slice command, struct slice inner)
{
    const struct tex_control *control = tex_control_named(command);

    return control && control->kind == TEX_FONT && is_letters(inner);
}

void key_write(struct strbuf *out, struct slice key)
{
    size_t from = opening(key), to = key.len;

    if (key_is_word(key)) {
        strbuf_puts(out, read_is_head(key) ? "\\text{" : "\\operatorname{");
        strbuf_slice(out, key);
        strbuf_putc(out, '}');
        return;
    }
    while (to > from && key.at[to - 1] != '}')
        to--;
    if (from == 0 || to <= from ||
        is_read_bare(slice_sub(key, 1, from - 1),
                     slice_sub(key, from, to - 1))) {
        strbuf_slice(out, key);
        return;
    }
    strbuf_slice(out, slice_sub(key, 0, from));
    key_write(out, slice_sub(key, from, to - 1));
    strbuf_slice(out, slice_sub(key, to - 1, key.len));
}
