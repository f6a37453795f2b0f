#include "base/arena.h"
#include "base/utf8.h"
#include "tex/control.h"
#include "tex/read_state.h"
#include "tex/symbol.h"

static struct slice none(void)
{
    return (struct slice){ NULL, 0 };
}

static struct slice command_key(struct reader *r, struct slice name)
{
    return slice_of(arena_printf(r->arena, "\\%.*s", SLICE_ARG(name)));
}

static struct slice wrapped(struct reader *r, struct slice command,
                            struct slice inner)
{
    if (command.len == 0 || inner.len == 0)
        return none();
    return slice_of(arena_printf(r->arena, "\\%.*s{%.*s}", SLICE_ARG(command),
                                 SLICE_ARG(inner)));
}

struct slice read_key_inside(struct reader *r, const struct tex_node *node)
{
    struct token_list list = { 0 };

    token_add(r, &list, node, false);
    token_finish(r, &list, node->to);
    if (list.count != 1 || list.items[0].sub || list.items[0].sup)
        return none();
    return read_key(r, &list.items[0]);
}

/* "\hat" for a typed combining circumflex; the plain one of several. */
static struct slice accent_of(uint32_t rune)
{
    size_t count;
    const struct tex_control *list = tex_control_list(&count);

    for (size_t i = 0; i < count; i++)
        if (list[i].kind == TEX_ACCENT && list[i].rune == rune &&
            !(list[i].flags & TEX_CONTROL_WIDE))
            return slice_of(list[i].name);
    return none();
}

bool read_is_letter(uint32_t rune)
{
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

/* The letter under a hat that is one character with it: what a terminal shows
 * for \hat{y}, and what is copied from there. 0: no such character. */
static char hatted(uint32_t rune)
{
    static const struct {
        uint32_t rune;
        char letter;
    } hats[] = { { 0xC2, 'A' },   { 0xCA, 'E' },  { 0xCE, 'I' },
                 { 0xD4, 'O' },   { 0xDB, 'U' },  { 0xE2, 'a' },
                 { 0xEA, 'e' },   { 0xEE, 'i' },  { 0xF4, 'o' },
                 { 0xFB, 'u' },   { 0x108, 'C' }, { 0x109, 'c' },
                 { 0x11C, 'G' },  { 0x11D, 'g' }, { 0x124, 'H' },
                 { 0x125, 'h' },  { 0x134, 'J' }, { 0x135, 'j' },
                 { 0x15C, 'S' },  { 0x15D, 's' }, { 0x174, 'W' },
                 { 0x175, 'w' },  { 0x176, 'Y' }, { 0x177, 'y' },
                 { 0x1E90, 'Z' }, { 0x1E91, 'z' } };

    for (size_t i = 0; i < sizeof hats / sizeof *hats; i++)
        if (hats[i].rune == rune)
            return hats[i].letter;
    return '\0';
}

static struct slice char_key(struct reader *r, const struct tex_node *node)
{
    const struct tex_symbol *symbol = tex_symbol_of(node->rune);
    struct slice key = none();

    if (read_is_letter(node->rune)) {
        key = slice_sub(r->source, node->from, node->from + 1);
    } else if (symbol && symbol->flags & TEX_SYMBOL_LETTER) {
        key = command_key(r, slice_of(symbol->name));
    } else if (hatted(node->rune)) {
        key = slice_of(arena_printf(r->arena, "\\hat{%c}", hatted(node->rune)));
    } else if (!symbol && node->rune >= 0xC0 && node->rune < 0x2000) {
        char bytes[UTF8_MAX];
        size_t len = utf8_encode(node->rune, bytes);

        key = slice_of(arena_text(r->arena, bytes, len));
    }
    if (node->mark)
        key = wrapped(r, accent_of(node->mark), key);
    return key;
}

static struct slice symbol_key(struct reader *r, const struct tex_node *node)
{
    static const char *const letters[] = { "ell", "hbar", "imath", "jmath",
                                           "Pr" };

    if (node->symbol->flags & TEX_SYMBOL_LETTER)
        return command_key(r, slice_of(node->symbol->name));
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (slice_is(node->text, letters[i]))
            return command_key(r, node->text);
    return none();
}

/* Upright letters are a word, whichever command sets them; one letter in
 * another font is a name of its own. */
static struct slice font_key(struct reader *r, const struct tex_node *node)
{
    struct slice font = node->text, inner = read_key_inside(r, node->child[0]);

    if (slice_is(font, "mathit") || slice_is(font, "mathnormal"))
        return inner;
    if (slice_is(font, "bm") || slice_is(font, "pmb"))
        font = slice_of("boldsymbol");
    if (inner.len == 0 || (inner.len > 1 && slice_is(font, "mathrm"))) {
        inner = slice_trim(
            slice_sub(r->source, node->child[0]->from, node->child[0]->to));
        if (inner.len > 2 && *inner.at == '{')
            inner = slice_trim(slice_sub(inner, 1, inner.len - 1));
        for (size_t i = 0; i < inner.len; i++)
            if (!read_is_letter((unsigned char)inner.at[i]))
                return none();
        if (slice_is(font, "mathrm"))
            return inner;
    }
    return wrapped(r, font, inner);
}

/* Words are letters, digits, blanks and hyphens, and begin with a letter. */
static struct slice text_key(struct slice text)
{
    text = slice_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool inner = (c >= '0' && c <= '9') || c == ' ' || c == '-';

        if (!read_is_letter(c) && c < 0x80 && !(inner && i > 0))
            return none();
    }
    return text;
}

struct slice read_key(struct reader *r, const struct token *token)
{
    const struct tex_node *node = token->node;

    if (token->word.len > 0)
        return token->word;
    if (token->sign != SIGN_NONE || token->head != HEAD_NONE)
        return none();
    switch (node->kind) {
    case TEX_CHAR:
        return char_key(r, node);
    case TEX_SYMBOL:
        return symbol_key(r, node);
    case TEX_ACCENT:
        if (node->rune == '{' || node->rune == 0x338)
            return none();
        return wrapped(r,
                       slice_is(node->command, "widehat") ? slice_of("hat")
                       : slice_is(node->command, "widetilde")
                           ? slice_of("tilde")
                           : node->command,
                       read_key_inside(r, node->child[0]));
    case TEX_FONT:
        if (slice_is(node->text, "mathbb") || slice_ends(node->text, "phantom"))
            return none();
        return font_key(r, node);
    case TEX_OPERATOR:
    case TEX_TEXT:
        return text_key(node->text);
    default:
        return none();
    }
}
