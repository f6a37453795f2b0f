#include "ui/keys.h"

#include <errno.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/utf8.h"
#include "screen/event.h"

enum {
    BYTE_ESCAPE = 27,
    BYTE_BELL = 7,
    CODE_PASTE_BEGIN = KEY_MAX + 1,
    CODE_PASTE_END,
    PASTE_MAX = 65536,
    SILENCE_MS = 200, /* nobody types the beginning of a sequence by hand */
    SEQUENCE_MAX = 65536,
    CURSES_BYTES = 32768, /* more than its tables of keys take */
    PARAMETERS = 32
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
    { KEY_F(2), PRESS_F2 },
    { KEY_F(3), PRESS_F3 },
    { KEY_F(4), PRESS_F4 },
    { KEY_F(5), PRESS_F5 },
    { KEY_F(6), PRESS_F6 },
    { KEY_F(7), PRESS_F7 },
    { KEY_F(8), PRESS_F8 },
};

void keys_start(struct keys *keys)
{
    fatal_reserve(CURSES_BYTES);
    /* A pad: reading from a window would first refresh it. */
    keys->pad = newpad(1, 1);
    if (!keys->pad)
        keys->pad = stdscr;
    keypad(keys->pad, TRUE);
    nodelay(keys->pad, TRUE);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    /* Reports of the mouse are read here, whatever terminfo says of them. */
    keyok(KEY_MOUSE, FALSE);
}

void keys_finish(struct keys *keys)
{
    strbuf_finish(&keys->paste);
}

bool keys_gone(void)
{
    int waiting = 0;

    return ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting == 0;
}

static int next_code(struct keys *keys)
{
    return wgetch(keys->pad);
}

/* The next byte of something that has begun and may come torn; ERR when the
 * terminal has been silent for so long. */
static int next_within(struct keys *keys)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    int code = next_code(keys), ready;

    if (code != ERR)
        return code;
    do /* a signal is no silence */
        ready = poll(&input, 1, SILENCE_MS);
    while (ready < 0 && errno == EINTR);
    return ready > 0 ? next_code(keys) : ERR;
}

static uint32_t press_of_code(int code)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == code)
            return table[i].press;
    return PRESS_NONE;
}

static uint32_t press_of_byte(int byte)
{
    switch (byte) {
    case '\t':
        return PRESS_TAB;
    case '\r':
    case '\n':
        return PRESS_ENTER;
    case BYTE_ESCAPE:
        return PRESS_ESCAPE;
    case 8:
    case 127:
        return PRESS_BACKSPACE;
    default:
        return (uint32_t)byte;
    }
}

static size_t announced(unsigned char lead)
{
    return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/* Collects the bytes of a character, which a slow line may tear: 0 until it
 * is whole. Bytes that are no UTF-8, and characters that cannot be drawn, are
 * dropped. (get_wch() would lose a torn character.) */
static uint32_t join(struct keys *keys, int byte)
{
    unsigned int rune;

    if ((byte & 0xc0) != 0x80)
        keys->torn_len = 0;
    if (byte < 0x80)
        return (uint32_t)byte;
    keys->torn[keys->torn_len++] = (char)byte;
    if (keys->torn_len < announced((unsigned char)keys->torn[0]))
        return 0;
    utf8_decode(keys->torn, keys->torn_len, &rune);
    keys->torn_len = 0;
    return rune == UTF8_REPLACEMENT || utf8_rune_width(rune) < 0 ? 0 : rune;
}

/* What xterm's mode 1006 reports: "<BUTTON;COLUMN;ROW" and M, or m for a
 * button that goes up. Modifiers do not matter. */
static bool mouse_report(const char *parameters, int last, struct event *event)
{
    int button, col, row;

    if (sscanf(parameters, "<%4d;%4d;%4d", &button, &col, &row) != 3 ||
        col < 1 || row < 1 || col > COLS || row > LINES)
        return false;
    event->kind = EVENT_MOUSE;
    event->row = row - 1;
    event->col = col - 1;
    switch (button & ~(4 | 8 | 16)) {
    case 0:
        event->mouse = last == 'm' ? MOUSE_RELEASE : MOUSE_PRESS;
        return true;
    case 32:
        event->mouse = MOUSE_DRAG;
        return true;
    case 64:
        event->mouse = MOUSE_WHEEL_UP;
        return true;
    case 65:
        event->mouse = MOUSE_WHEEL_DOWN;
        return true;
    default:
        return false;
    }
}

/* Behind "ESC [": true when it was the mouse; all else that curses does not
 * know (an answer nobody asked for, a key with odd modifiers) is no event. */
static bool control_sequence(struct keys *keys, struct event *event)
{
    char parameters[PARAMETERS + 1] = "";
    size_t n = 0;

    for (int i = 0; i < SEQUENCE_MAX; i++) {
        int code = next_within(keys);

        if (code < ' ' || code > '~') {
            if (code != ERR)
                ungetch(code);
            return false;
        }
        if (code >= '@')
            return n < PARAMETERS && mouse_report(parameters, code, event);
        if (n < PARAMETERS)
            parameters[n++] = (char)code;
    }
    return false;
}

/* Behind "ESC ]", "ESC P" and the like: up to BEL or ESC \, or silence. */
static void skip_string(struct keys *keys)
{
    int last = 0;

    for (int i = 0; i < SEQUENCE_MAX; i++) {
        int code = next_within(keys);

        if (code == ERR || code == BYTE_BELL ||
            (last == BYTE_ESCAPE && code == '\\'))
            return;
        last = code;
    }
}

/* An ESC that begins no key of curses' is the key itself, or a sequence. */
static bool escape(struct keys *keys, struct event *event)
{
    int code = next_code(keys);

    if (code == '[')
        return control_sequence(keys, event);
    if (code == 'O') {
        next_within(keys);
        return false;
    }
    if (code != ERR && code < KEY_MIN && code && strchr("]P_^X", code)) {
        skip_string(keys);
        return false;
    }
    if (code != ERR)
        ungetch(code);
    event->press = PRESS_ESCAPE;
    return true;
}

/* A paste whose end never comes is over when the terminal has been silent. */
static void read_paste(struct keys *keys)
{
    strbuf_clear(&keys->paste);
    for (int i = 0; i < 16 * PASTE_MAX; i++) {
        int code = next_within(keys);
        uint32_t rune = code == ERR || code >= KEY_MIN ? 0 : join(keys, code);

        if (code == ERR || code == CODE_PASTE_END)
            return;
        if (!rune || keys->paste.len > PASTE_MAX)
            continue;
        if (rune == '\r')
            rune = '\n';
        if (rune == '\n' || rune == '\t' || utf8_rune_width(rune) > 0)
            strbuf_rune(&keys->paste, rune);
    }
}

/* False for what is no event. */
static bool translate(struct keys *keys, int code, struct event *event)
{
    if (code == CODE_PASTE_BEGIN) {
        read_paste(keys);
        event->kind = EVENT_PASTE;
        event->text = slice_of(strbuf_text(&keys->paste));
        return true;
    }
    event->kind = EVENT_KEY;
    if (code == BYTE_ESCAPE)
        return escape(keys, event);
    if (code >= KEY_MIN)
        event->press = press_of_code(code);
    else if (code < 0x80)
        event->press = press_of_byte((int)join(keys, code));
    else
        event->press = join(keys, code);
    return event->press != PRESS_NONE;
}

bool keys_next(struct keys *keys, struct event *event)
{
    int code;

    while ((code = next_code(keys)) != ERR) {
        memset(event, 0, sizeof *event);
        if (translate(keys, code, event))
            return true;
    }
    return false;
}
