#include "support/console_state.h"

#include <string.h>
#include <unistd.h>

#include "support/console.h"
#include "support/test.h"

enum { ROW_BYTES = 8192 };

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct console *console = user;

    if (property == VTERM_PROP_ALTSCREEN)
        console->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        console->cursor = value->boolean;
    return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

void console_sight(struct console *console)
{
    console_blind(console);
    console->vt = vterm_new(console->rows, console->cols);
    vterm_set_utf8(console->vt, 1);
    console->screen = vterm_obtain_screen(console->vt);
    vterm_screen_set_callbacks(console->screen, &callbacks, console);
    vterm_screen_enable_altscreen(console->screen, 1);
    vterm_screen_reset(console->screen, 1);
    console->cursor = true;
    /* Only that a program has the alternate screen is known to it: what comes
     * back with the other one was kept when that was taken. */
    if (console->alternate)
        vterm_input_write(console->vt, "\033[?1049h", 8);
}

void console_blind(struct console *console)
{
    if (console->vt)
        vterm_free(console->vt);
    console->vt = NULL;
}

void console_draw(struct console *console, const char *bytes, size_t n)
{
    char answer[4096];

    if (!console->vt)
        return;
    vterm_input_write(console->vt, bytes, n);
    n = vterm_output_read(console->vt, answer, sizeof answer);
    if (n > 0)
        assert_int_equal(write(console->fd, answer, n), n);
}

static void row_text(struct console *console, int row, char *out)
{
    VTermRect rect = { row, row + 1, 0, console->cols };
    size_t n = vterm_screen_get_text(console->screen, out, ROW_BYTES - 1, rect);

    out[n] = 0;
}

static bool on_screen(struct console *console, const char *text)
{
    char row[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        row_text(console, r, row);
        if (strstr(row, text))
            return true;
    }
    return false;
}

void console_show(struct console *console)
{
    char row[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        row_text(console, r, row);
        print_error("%2d|%s\n", r, row);
    }
}

void console_expect_at(struct console *console, const char *text,
                       const char *file, int line)
{
    time_t end = console_deadline();

    while (!on_screen(console, text)) {
        if (console_late(end) ||
            (console->ended && !console_pump(console, 500))) {
            console_show(console);
            print_error("wanted to see \"%s\"\n", text);
            _fail(file, line);
        }
        console_pump(console, 50);
    }
}

bool console_shows(struct console *console, const char *text)
{
    if (!console_settles(console, 100))
        fail_msg("the program does not come to rest");
    return on_screen(console, text);
}

void console_press(struct console *console, const char *name)
{
    static const struct {
        const char *name;
        VTermKey key;
    } keys[] = {
        { "up", VTERM_KEY_UP },
        { "down", VTERM_KEY_DOWN },
        { "left", VTERM_KEY_LEFT },
        { "right", VTERM_KEY_RIGHT },
        { "enter", VTERM_KEY_ENTER },
        { "escape", VTERM_KEY_ESCAPE },
        { "tab", VTERM_KEY_TAB },
        { "pageup", VTERM_KEY_PAGEUP },
        { "pagedown", VTERM_KEY_PAGEDOWN },
    };
    char bytes[64];
    size_t n;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i].name, name)) {
            vterm_keyboard_key(console->vt, keys[i].key, VTERM_MOD_NONE);
            n = vterm_output_read(console->vt, bytes, sizeof bytes - 1);
            bytes[n] = 0;
            console_type(console, bytes);
            return;
        }
    fail_msg("no key is called '%s'", name);
}

static bool same_screens(struct console *a, struct console *b)
{
    char left[ROW_BYTES], right[ROW_BYTES];

    for (int r = 0; r < a->rows; r++) {
        row_text(a, r, left);
        row_text(b, r, right);
        if (strcmp(left, right) != 0)
            return false;
    }
    return true;
}

void console_expect_same(struct console *console, struct console *other)
{
    time_t end = console_deadline();

    while (!same_screens(console, other)) {
        if (console_late(end)) {
            console_show(console);
            console_show(other);
            fail_msg("the screens differ");
        }
        console_pump(console, 20);
        console_pump(other, 20);
    }
}

static bool find(struct console *console, const char *text, int *row, int *col)
{
    char line[ROW_BYTES];

    for (int r = 0; r < console->rows; r++) {
        const char *at;

        row_text(console, r, line);
        at = strstr(line, text);
        if (!at)
            continue;
        *row = r;
        *col = 0;
        for (const char *p = line; p < at; p++)
            *col += ((unsigned char)*p & 0xc0) != 0x80;
        return true;
    }
    return false;
}

void console_find(struct console *console, const char *text, int *row, int *col)
{
    if (find(console, text, row, col))
        return;
    console_show(console);
    fail_msg("\"%s\" is not on the screen", text);
}

bool console_alternate(struct console *console)
{
    return console->alternate;
}

void console_expect_cursor(struct console *console, const char *text,
                           int behind, bool seen)
{
    time_t end = console_deadline();
    VTermPos at = { -1, -1 };
    int row = -1, col = -1;

    while (!console_late(end)) {
        vterm_state_get_cursorpos(vterm_obtain_state(console->vt), &at);
        if (find(console, text, &row, &col) && at.row == row &&
            at.col == col + behind && console->cursor == seen)
            return;
        console_pump(console, 50);
    }
    console_show(console);
    fail_msg("the cursor is %s at row %d, column %d, not %d behind '%s' (row "
             "%d, column %d)",
             console->cursor ? "seen" : "unseen", at.row, at.col, behind, text,
             row, col);
}
