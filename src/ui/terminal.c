#include "ui/terminal.h"

#include <errno.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "ui/signals.h"

#define MOUSE_ON   "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF  "\033[?1006l\033[?1002l\033[?1000l"
#define PASTE_ON   "\033[?2004h"
#define PASTE_OFF  "\033[?2004l"
#define ESCAPE_MS  25
#define COPY_LIMIT 65536

/* More than curses takes at its start, which it does not bear to be refused. */
#define CURSES_BYTES 98304

/* Straight to the terminal, behind what curses has written so far. */
static void emit(const char *sequence)
{
    fputs(sequence, stdout);
    fflush(stdout);
}

static bool can_place_cursor(const char *term)
{
    bool can;
    int status;

    fatal_reserve(CURSES_BYTES);
    if (setupterm(term, STDOUT_FILENO, &status) != OK)
        return false;
    can = tigetstr("cup") && tigetstr("clear");
    del_curterm(cur_term);
    return can;
}

bool terminal_usable(struct err *err)
{
    const char *term = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, "the course needs a terminal on standard input and "
                            "output; 'likely show SECTION' and 'likely learn "
                            "--plain' do without");
    if (!term || !*term || strchr(term, '/') || !can_place_cursor(term))
        return err_set(err,
                       "this terminal cannot place the cursor (TERM=%s); try "
                       "TERM=xterm, or 'likely learn --plain'",
                       term ? term : "");
    return true;
}

/* A large terminal is used up to a bound, and 0x0 means unknown. */
static bool kernel_size(int *cols, int *rows)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row ||
        !size.ws_col)
        return false;
    *cols =
        size.ws_col < TERMINAL_COLUMNS_MAX ? size.ws_col : TERMINAL_COLUMNS_MAX;
    *rows = size.ws_row < TERMINAL_ROWS_MAX ? size.ws_row : TERMINAL_ROWS_MAX;
    return true;
}

/* When curses goes on after a stop it sends the palette's reset, although no
 * colour was ever defined, and so takes away those that the user's shell may
 * have set. Made empty, the string is sent without harm. */
static void keep_palette(void)
{
    char *reset = tigetstr("oc");

    if (reset && reset != (char *)-1)
        *reset = '\0';
}

static void set_modes(void)
{
    keep_palette();
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    /* Else a refresh breaks off when a key waits, and when that key changes
     * nothing the screen stays half drawn. */
    typeahead(-1);
    if (!getenv("ESCDELAY"))
        set_escdelay(ESCAPE_MS);
    curs_set(0);
}

/* xterm's modes 1002 and 1006, where terminfo knows of a mouse. */
static void report_mouse(void)
{
    const char *mouse = tigetstr("kmous");

    if (mouse && mouse != (const char *)-1)
        emit(MOUSE_ON);
}

/* What is sent on the way out, which is the way of memory that ran out, too:
 * so it takes none. What does not fit is left out; a whole reset is a third of
 * it. */
struct sequence {
    char at[512]; /* NUL-terminated */
    size_t len;
};

static void add(struct sequence *out, const char *bytes, size_t n)
{
    if (n >= sizeof out->at - out->len)
        return;
    memcpy(out->at + out->len, bytes, n);
    out->len += n;
    out->at[out->len] = '\0';
}

/* A capability, without the pauses ("$<2>") that old terminals want. */
static void add_capability(struct sequence *out, const char *name)
{
    const char *at = tigetstr(name);

    for (; at && at != (const char *)-1 && *at; at++) {
        if (at[0] == '$' && at[1] == '<' && strchr(at, '>'))
            at = strchr(at, '>');
        else
            add(out, at, 1);
    }
}

/* The whole screen scrolls. Curses says so after each scroll, but of the size
 * it knows: a screen that has grown meanwhile would keep to its upper part. */
static void add_region(struct sequence *out)
{
    const char *region = tigetstr("csr");

    if (region && region != (const char *)-1 && !strncmp(region, "\033[", 2))
        add(out, "\033[r", 3);
}

/* How characters are written: as a shell expects it. */
static void add_plain_pen(struct sequence *out)
{
    static const char *const names[] = { "rmacs", "rmir", "smam", "sgr0",
                                         "op" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_capability(out, names[i]);
}

/* From here on a crash gives the terminal back. The first byte, CAN, ends a
 * sequence that was cut in two. */
static void guard(const struct termios *shell)
{
    static const char off[] = "\030" MOUSE_OFF PASTE_OFF;
    struct sequence reset = { .len = 0 };

    add(&reset, off, strlen(off));
    add_plain_pen(&reset);
    add_region(&reset);
    add_capability(&reset, "rmkx");
    add_capability(&reset, "rmcup");
    add_capability(&reset, "cnorm");
    if (reset.len <= SIGNALS_RESET_MAX)
        signals_guard(reset.at, shell);
}

/* Back to the shell's screen. A terminal may keep what it saves of a cursor in
 * one place, so that the shell's comes back hidden once curses had another one
 * saved (libvterm): it is shown behind all else. */
static void leave(void)
{
    struct sequence out = { .len = 0 };

    add_region(&out);
    emit(out.at);
    endwin();
    out = (struct sequence){ .len = 0 };
    add_capability(&out, "cnorm");
    emit(out.at);
}

/* What a signal had thrown away may have been the end of a colour, of which
 * curses believes that it was sent. */
static void plain_pen(void)
{
    struct sequence out = { .len = 0 };

    add_plain_pen(&out);
    emit(out.at);
}

/* Frees nothing: curses asks for memory even to do that. */
static void give_back(void)
{
    if (!stdscr || isendwin())
        return;
    fatal_hook(NULL);
    emit(MOUSE_OFF PASTE_OFF);
    if (signals_end_waits())
        plain_pen();
    leave();
    signals_unguard();
}

bool terminal_start(bool mouse, struct err *err)
{
    struct termios shell;

    if (!terminal_usable(err) || !signals_start(err))
        return false;
    unsetenv("LINES");
    unsetenv("COLUMNS");
    fatal_reserve(CURSES_BYTES);
    /* Where curses finds no memory it may end the program by itself. */
    atexit(give_back);
    if (tcgetattr(STDIN_FILENO, &shell) != 0 || !newterm(NULL, stdout, stdin))
        return err_set(err,
                       "cannot start on this terminal (TERM=%s); try "
                       "TERM=xterm, or 'likely learn --plain'",
                       getenv("TERM"));
    fatal_hook(give_back);
    guard(&shell);
    set_modes();
    terminal_resize();
    if (mouse)
        report_mouse();
    return true;
}

void terminal_finish(void)
{
    if (!stdscr || isendwin())
        return;
    give_back();
    delscreen(set_term(NULL));
}

void terminal_suspend(bool mouse)
{
    struct termios shell;

    emit(MOUSE_OFF PASTE_OFF);
    leave();
    signals_unguard();
    signals_stop_self();
    /* Who is to end need not have the terminal, and would be stopped again if
     * it touched it. */
    if (signals_end_waits())
        return;
    if (tcgetattr(STDIN_FILENO, &shell) == 0)
        guard(&shell);
    doupdate();
    if (mouse)
        report_mouse();
}

void terminal_resize(void)
{
    struct sequence region = { .len = 0 };
    int cols, rows;

    add_region(&region);
    emit(region.at);
    if (kernel_size(&cols, &rows) && (cols != COLS || rows != LINES))
        resize_term(rows, cols);
    wresize(stdscr, 1, 1); /* nobody draws on it: see paint.h */
    clearok(curscr, TRUE);
}

void terminal_size(int *cols, int *rows)
{
    *cols = COLS > 0 ? COLS : 1;
    *rows = LINES > 0 ? LINES : 1;
}

void terminal_paste(bool on)
{
    emit(on ? PASTE_ON : PASTE_OFF);
}

static void encode64(FILE *out, const unsigned char *p, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                "qrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        unsigned int a = p[i];
        unsigned int b = i + 1 < n ? p[i + 1] : 0;
        unsigned int c = i + 2 < n ? p[i + 2] : 0;

        putc(digit[a >> 2], out);
        putc(digit[(a & 3) << 4 | b >> 4], out);
        putc(i + 1 < n ? digit[(b & 15) << 2 | c >> 6] : '=', out);
        putc(i + 2 < n ? digit[c & 63] : '=', out);
    }
}

bool terminal_copy(const char *text, size_t n)
{
    const char *term = getenv("TERM");

    if (n > COPY_LIMIT || !term || !strncmp(term, "linux", 5) ||
        !strncmp(term, "vt", 2))
        return false;
    fputs("\033]52;c;", stdout);
    encode64(stdout, (const unsigned char *)text, n);
    emit("\a");
    return true;
}
