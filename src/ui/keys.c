#include "ui/keys.h"

#include <ncurses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/utf8.h"
#include "screen/event.h"

enum {
    CODE_PASTE_BEGIN = KEY_MAX + 1,
    CODE_PASTE_END,
    PASTE_MAX = 65536,
    PASTE_WAIT_MS = 200
};

static const struct {
    int code;
    uint32_t press;
} table[] = {
    { KEY_UP, PRESS_UP },
    { KEY_DOWN, PRESS_DOWN },
    { KEY_LEFT, PRESS_LEFT },
    { KEY_RIGHT, PRESS_RIGHT },
    { KEY_HOME, PRESS_HOME },
    { KEY_END, PRESS_END },
    { KEY_PPAGE, PRESS_PAGE_UP },
    { KEY_NPAGE, PRESS_PAGE_DOWN },
    { KEY_BTAB, PRESS_BACKTAB },
    { KEY_ENTER, PRESS_ENTER },
    { KEY_BACKSPACE, PRESS_BACKSPACE },
    { KEY_DC, PRESS_DELETE },
    { KEY_IC, PRESS_INSERT },
    { KEY_SR, PRESS_SHIFT_UP },
    { KEY_SF, PRESS_SHIFT_DOWN },
    { KEY_SLEFT, PRESS_SHIFT_LEFT },
    { KEY_SRIGHT, PRESS_SHIFT_RIGHT },
    { KEY_F(1), PRESS_F1 },
};

void keys_start(void)
{
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
}

void keys_finish(struct keys *keys)
{
    strbuf_finish(&keys->paste);
}

static uint32_t press_of_code(int code)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == code)
            return table[i].press;
    return PRESS_NONE;
}

static uint32_t press_of_character(wint_t c)
{
    switch (c) {
    case '\t':
        return PRESS_TAB;
    case '\r':
    case '\n':
        return PRESS_ENTER;
    case 27:
        return PRESS_ESCAPE;
    case 8:
    case 127:
        return PRESS_BACKSPACE;
    default:
        return (uint32_t)c;
    }
}

static bool mouse_event(struct event *event)
{
    MEVENT m;

    if (getmouse(&m) != OK || m.x < 0 || m.y < 0 || m.x >= COLS || m.y >= LINES)
        return false;
    event->kind = EVENT_MOUSE;
    event->row = m.y;
    event->col = m.x;
    if (m.bstate & BUTTON1_PRESSED)
        event->mouse = MOUSE_PRESS;
    else if (m.bstate & BUTTON1_RELEASED)
        event->mouse = MOUSE_RELEASE;
    else if (m.bstate & BUTTON4_PRESSED)
        event->mouse = MOUSE_WHEEL_UP;
    else if (m.bstate & BUTTON5_PRESSED)
        event->mouse = MOUSE_WHEEL_DOWN;
    else if (m.bstate & REPORT_MOUSE_POSITION)
        event->mouse = MOUSE_DRAG;
    else
        return false;
    return true;
}

/* A paste whose end never comes is over when the terminal has been silent. */
static bool more_to_come(void)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

    return poll(&input, 1, PASTE_WAIT_MS) > 0 && (input.revents & POLLIN);
}

static void read_paste(struct keys *keys)
{
    bool silent = false;

    strbuf_clear(&keys->paste);
    for (;;) {
        wint_t c;
        int kind = get_wch(&c);

        /* Readable twice with nothing to read: the terminal is gone. */
        if (kind == ERR && (silent || !more_to_come()))
            return;
        silent = kind == ERR;
        if (kind == KEY_CODE_YES && c == CODE_PASTE_END)
            return;
        if (kind != OK || keys->paste.len > PASTE_MAX)
            continue;
        if (c == '\r')
            c = '\n';
        if (c == '\n' || c == '\t' || utf8_rune_width((unsigned int)c) > 0)
            strbuf_rune(&keys->paste, (unsigned int)c);
    }
}

static bool translate(struct keys *keys, int kind, wint_t c,
                      struct event *event)
{
    if (kind == OK) {
        event->kind = EVENT_KEY;
        event->press = press_of_character(c);
        return true;
    }
    if (c == KEY_MOUSE)
        return mouse_event(event);
    if (c == CODE_PASTE_BEGIN) {
        read_paste(keys);
        event->kind = EVENT_PASTE;
        event->text = slice_of(strbuf_text(&keys->paste));
        return true;
    }
    event->kind = EVENT_KEY;
    event->press = press_of_code((int)c);
    return event->press != PRESS_NONE;
}

bool keys_next(struct keys *keys, struct event *event, bool *bytes)
{
    wint_t c;
    int kind;

    while ((kind = get_wch(&c)) != ERR) {
        *bytes = true;
        memset(event, 0, sizeof *event);
        if (translate(keys, kind, c, event))
            return true;
    }
    return false;
}
