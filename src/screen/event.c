#include "screen/event.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

struct key_name {
    uint32_t press;
    const char *word; /* what scripts and ASCII screens say */
    const char *sign; /* what a screen shows */
};

static const struct key_name names[] = {
    { PRESS_UP, "up", "↑" },
    { PRESS_DOWN, "down", "↓" },
    { PRESS_LEFT, "left", "←" },
    { PRESS_RIGHT, "right", "→" },
    { PRESS_HOME, "home", "home" },
    { PRESS_END, "end", "end" },
    { PRESS_PAGE_UP, "page-up", "pgup" },
    { PRESS_PAGE_DOWN, "page-down", "pgdn" },
    { PRESS_TAB, "tab", "tab" },
    { PRESS_BACKTAB, "shift-tab", "shift-tab" },
    { PRESS_ENTER, "enter", "enter" },
    { PRESS_ESCAPE, "esc", "esc" },
    { PRESS_BACKSPACE, "backspace", "backspace" },
    { PRESS_DELETE, "delete", "del" },
    { PRESS_INSERT, "insert", "ins" },
    { PRESS_SHIFT_UP, "shift-up", "shift-↑" },
    { PRESS_SHIFT_DOWN, "shift-down", "shift-↓" },
    { PRESS_SHIFT_LEFT, "shift-left", "shift-←" },
    { PRESS_SHIFT_RIGHT, "shift-right", "shift-→" },
    { PRESS_F1, "f1", "F1" },
    { PRESS_F2, "f2", "F2" },
    { PRESS_F3, "f3", "F3" },
    { PRESS_F4, "f4", "F4" },
    { PRESS_F5, "f5", "F5" },
    { PRESS_F6, "f6", "F6" },
    { PRESS_F7, "f7", "F7" },
    { PRESS_F8, "f8", "F8" },
    { ' ', "space", "space" },
    { '"', "quote", "\"" },
};

/* What signs are called aloud. */
static const struct key_name spoken[] = {
    { '!', "exclamation-mark", NULL },
    { '#', "hash", NULL },
    { '$', "dollar", NULL },
    { '%', "percent", NULL },
    { '&', "ampersand", NULL },
    { '\'', "apostrophe", NULL },
    { '(', "left-parenthesis", NULL },
    { ')', "right-parenthesis", NULL },
    { '*', "star", NULL },
    { '+', "plus", NULL },
    { ',', "comma", NULL },
    { '-', "minus", NULL },
    { '.', "dot", NULL },
    { '/', "slash", NULL },
    { ':', "colon", NULL },
    { ';', "semicolon", NULL },
    { '<', "less-than", NULL },
    { '=', "equals", NULL },
    { '>', "greater-than", NULL },
    { '?', "question", NULL },
    { '@', "at", NULL },
    { '[', "left-bracket", NULL },
    { '\\', "backslash", NULL },
    { ']', "right-bracket", NULL },
    { '^', "caret", NULL },
    { '_', "underscore", NULL },
    { '`', "backquote", NULL },
    { '{', "left-brace", NULL },
    { '|', "bar", NULL },
    { '}', "right-brace", NULL },
    { '~', "tilde", NULL },
};

enum {
    NAME_COUNT = sizeof names / sizeof *names,
    SPOKEN_COUNT = sizeof spoken / sizeof *spoken
};

/* NULL: it is no sign. */
static const char *spoken_name(uint32_t press)
{
    for (size_t i = 0; i < SPOKEN_COUNT; i++)
        if (spoken[i].press == press)
            return spoken[i].word;
    return NULL;
}

const char *press_name(uint32_t press, enum key_names how, char *out,
                       size_t size)
{
    bool ascii = how != KEY_SIGNS;

    for (size_t i = 0; i < NAME_COUNT; i++)
        if (names[i].press == press) {
            snprintf(out, size, "%s", ascii ? names[i].word : names[i].sign);
            return out;
        }
    if (press > 0 && press < ' ')
        snprintf(out, size, "ctrl-%c",
                 (int)press + (press > 26 ? '@' : 'a' - 1));
    else if (how == KEY_WORDS && spoken_name(press))
        snprintf(out, size, "%s", spoken_name(press));
    else if (how == KEY_WORDS && press >= 'A' && press <= 'Z')
        snprintf(out, size, "shift-%c", (int)press + 'a' - 'A');
    else if (press >= 0x110000 || (ascii && press >= 0x7f))
        snprintf(out, size, "?");
    else {
        char bytes[UTF8_MAX + 1] = "";

        utf8_encode(press, bytes);
        snprintf(out, size, "%s", bytes);
    }
    return out;
}

/* "2191" */
static uint32_t press_of_code(struct slice digits)
{
    uint32_t code = 0;

    for (size_t i = 0; i < digits.len; i++) {
        const char *all = "0123456789abcdef";
        const char *at = memchr(all, digits.at[i], 16);

        if (!at)
            return PRESS_NONE;
        code = code * 16 + (uint32_t)(at - all);
    }
    return code >= ' ' && code <= 0x10ffff ? code : PRESS_NONE;
}

uint32_t press_from_name(struct slice name)
{
    unsigned int rune;

    for (size_t i = 0; i < NAME_COUNT; i++)
        if (slice_is(name, names[i].word) || slice_is(name, names[i].sign))
            return names[i].press;
    for (size_t i = 0; i < SPOKEN_COUNT; i++)
        if (slice_is(name, spoken[i].word))
            return spoken[i].press;
    if (name.len == 7 && slice_starts(name, "shift-") && name.at[6] >= 'a' &&
        name.at[6] <= 'z')
        return (uint32_t)(name.at[6] - 'a' + 'A');
    if (name.len == 6 && slice_starts(name, "ctrl-") && name.at[5] >= '[' &&
        name.at[5] <= 'z' && name.at[5] != '`')
        return PRESS_CTRL(name.at[5]);
    if (name.len > 2 && name.len < 9 && slice_starts(name, "u+"))
        return press_of_code(slice_sub(name, 2, name.len));
    if (name.len && utf8_decode(name.at, name.len, &rune) == name.len &&
        rune >= ' ' && rune != 0x7f)
        return rune;
    return PRESS_NONE;
}

/* A word of a text, which may end in the text's own point. */
static void say_word(struct strbuf *out, struct slice word)
{
    size_t end = word.len;
    const char *name;

    if (end == 2 && strchr(",:;", word.at[1]))
        end = 1;
    name = end == 1 ? spoken_name((unsigned char)word.at[0]) : NULL;
    strbuf_slice(out, slice_sub(word, 0, end));
    if (name)
        strbuf_printf(out, " (%s)", name);
    strbuf_slice(out, slice_sub(word, end, word.len));
}

void press_say(struct strbuf *out, const char *text)
{
    struct slice rest = slice_of(text);

    while (rest.len) {
        size_t n = 0;

        while (n < rest.len && rest.at[n] != ' ')
            n++;
        say_word(out, slice_sub(rest, 0, n));
        if (n < rest.len)
            strbuf_putc(out, ' ');
        rest = slice_sub(rest, n < rest.len ? n + 1 : n, rest.len);
    }
}
