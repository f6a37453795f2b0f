#include "torture/audit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "support/console.h"
#include "support/test.h"

enum { WRAP = 7, CURSOR_BLINKS = 12, CURSOR = 25 };
enum { ESCAPE = 27, FAULTS_SHOWN = 20, PARAMETERS = 32 };

/* Modes of "ESC [ ? N h" that the program may switch on. */
static const int private_modes[] = { 1,    WRAP, CURSOR_BLINKS, CURSOR, 1000,
                                     1002, 1006, 1049,          2004 };

enum { MODES = sizeof private_modes / sizeof *private_modes };

struct audit {
    const char *at, *begin, *end;
    struct strbuf *faults;
    int told;
    bool on[MODES];
    bool insert, keypad, graphics, region;
};

static void fault(struct audit *audit, const char *what)
{
    struct strbuf shown = { 0 };
    size_t left = (size_t)(audit->end - audit->at);

    if (audit->told++ < FAULTS_SHOWN) {
        utf8_gate(&shown, (struct slice){ audit->at, left < 24 ? left : 24 },
                  false, 0);
        strbuf_printf(audit->faults, "%s at byte %zu: %s\n", what,
                      (size_t)(audit->at - audit->begin), strbuf_text(&shown));
    }
    strbuf_finish(&shown);
}

/* Whether the way out begins n bytes on. A signal that ends the program throws
 * away what is under way, which may cut what comes before: the CAN of a crash,
 * or the ESC of what comes first otherwise, makes an end of it. */
static bool cut(const struct audit *audit, size_t n)
{
    static const char off[] = "\033[?1006l\033[?1002l\033[?1000l";
    size_t left = (size_t)(audit->end - audit->at);

    if (n >= left)
        return false;
    return audit->at[n] == '\030' ||
           (left - n >= sizeof off - 1 &&
            memcmp(audit->at + n, off, sizeof off - 1) == 0);
}

/* "1049" or "1000;1006", in a sequence that ends with h or l. */
static void set_modes(struct audit *audit, const char *list, bool on)
{
    for (char *next; *list; list = *next == ';' ? next + 1 : next) {
        long mode = strtol(list, &next, 10);
        size_t i = 0;

        while (i < MODES && private_modes[i] != mode)
            i++;
        if (next == list || i == MODES) {
            fault(audit, "a mode that drawing does not need");
            return;
        }
        audit->on[i] = on;
    }
}

/* Colours, bold, underline, reverse and their ends; no blinking, and nothing
 * that conceals. */
static bool plain_rendition(const char *list)
{
    bool extended = false;

    for (char *next; *list; list = *next == ';' ? next + 1 : next) {
        long n = strtol(list, &next, 10);

        if (next == list)
            return false;
        if (!extended && (n == 5 || n == 6 || n == 8))
            return false;
        extended = extended || n == 38 || n == 48;
    }
    return true;
}

static void control_sequence(struct audit *audit, const char *list, char last)
{
    if (list[0] == '?' && (last == 'h' || last == 'l')) {
        set_modes(audit, list + 1, last == 'h');
        return;
    }
    if (strspn(list, "0123456789;") != strlen(list)) {
        fault(audit, "a sequence that drawing does not need");
        return;
    }
    switch (last) {
    case 'm':
        if (!plain_rendition(list))
            fault(audit, "a rendition that hides or blinks");
        return;
    case 'h':
    case 'l':
        if (strcmp(list, "4") != 0)
            fault(audit, "a mode that drawing does not need");
        audit->insert = last == 'h';
        return;
    case 'r':
        /* Any numbers are those of a size, which may not be the last one. */
        audit->region = list[0] != '\0';
        return;
    case 't': /* xterm's smcup and rmcup keep its title */
        if (strcmp(list, "22;0;0") != 0 && strcmp(list, "23;0;0") != 0)
            fault(audit, "a request to the window");
        return;
    default:
        if (!strchr("ABCDGHJKLMPSTXZ@bdfgI", last))
            fault(audit, "a sequence that drawing does not need");
    }
}

/* At ESC [; the sequence's length. */
static size_t take_control_sequence(struct audit *audit)
{
    char list[PARAMETERS + 1] = "";
    const char *p = audit->at + 2;
    size_t n = 0;

    while (p < audit->end && *p >= 0x20 && *p < 0x40 && n < PARAMETERS)
        list[n++] = *p++;
    if (p < audit->end && *p >= 0x40 && *p <= 0x7e)
        control_sequence(audit, list, *p++);
    else if (!cut(audit, (size_t)(p - audit->at)))
        fault(audit, "a sequence without an end");
    return (size_t)(p - audit->at);
}

static size_t take_escape(struct audit *audit)
{
    size_t left = (size_t)(audit->end - audit->at);
    char second = left > 1 ? audit->at[1] : 0;

    if (cut(audit, 1))
        return 1;
    if (second == '(' && cut(audit, 2))
        return 2;
    if (second == '[')
        return take_control_sequence(audit);
    if (second == '(' && left > 2 && strchr("B0", audit->at[2])) {
        audit->graphics = audit->at[2] == '0';
        return 3;
    }
    if (second == '=' || second == '>')
        audit->keypad = second == '=';
    else if (!second || !strchr("78MDEH", second))
        fault(audit, "an escape that drawing does not need");
    return 1 + (second != 0);
}

static bool cut_character(const struct audit *audit)
{
    size_t left = (size_t)(audit->end - audit->at), n = 1;

    while (n < 3 && n < left && (audit->at[n] & 0xc0) == 0x80)
        n++;
    return cut(audit, n);
}

static size_t take_text(struct audit *audit)
{
    unsigned int rune;
    size_t n = utf8_decode(audit->at, (size_t)(audit->end - audit->at), &rune);

    if (rune == UTF8_REPLACEMENT && n == 1 && cut_character(audit))
        return 1;
    if (rune == UTF8_REPLACEMENT && n == 1)
        fault(audit, "a byte that is no UTF-8");
    else if (rune < 0x20 ? !strchr("\a\b\t\n\r\016\017\030", (int)rune) || !rune
                         : utf8_rune_width(rune) < 0)
        fault(audit, "a character that steers or hides");
    return n;
}

static bool first_on(int mode)
{
    return mode == CURSOR || mode == WRAP;
}

void audit_bytes(const char *bytes, size_t n, struct strbuf *faults)
{
    struct audit audit = {
        .at = bytes, .begin = bytes, .end = bytes + n, .faults = faults
    };

    for (size_t i = 0; i < MODES; i++)
        audit.on[i] = first_on(private_modes[i]);
    while (audit.at < audit.end)
        audit.at +=
            *audit.at == ESCAPE ? take_escape(&audit) : take_text(&audit);
    for (size_t i = 0; i < MODES; i++) {
        int mode = private_modes[i];

        if (audit.on[i] != first_on(mode) && mode != CURSOR_BLINKS)
            strbuf_printf(faults, "mode %d is left %s\n", mode,
                          audit.on[i] ? "on" : "off");
    }
    if (audit.insert || audit.keypad || audit.graphics || audit.region)
        strbuf_printf(faults, "left on:%s%s%s%s\n",
                      audit.insert ? " insert" : "",
                      audit.keypad ? " keypad" : "",
                      audit.graphics ? " graphics" : "",
                      audit.region ? " a scroll region" : "");
}

void audit_console(const struct console *console)
{
    struct strbuf faults = { 0 };
    size_t n;
    const char *bytes = console_written(console, &n);

    audit_bytes(bytes, n, &faults);
    if (faults.len)
        print_error("%s", strbuf_text(&faults));
    assert_int_equal(faults.len, 0);
    strbuf_finish(&faults);
}
