#include "ui/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <ncurses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "ui/signals.h"

#define MOUSE_ON   "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF  "\033[?1006l\033[?1002l\033[?1000l"
#define PASTE_ON   "\033[?2004h"
#define PASTE_OFF  "\033[?2004l"
#define ESCAPE_MS  25
#define COPY_LIMIT 65536

/* More than curses takes of the terminal's description. It does not bear to be
 * refused memory, there or for its three screens. */
#define CURSES_BYTES 98304
#define SCREENS      3

/* More than one frame has: a limit for files holds for one in memory, too. */
#define FRAME_BYTES 33554432

/* Until all is written or the terminal is gone; or, where `breaks_off` says so,
 * until a signal ends the program, whose handler may have thrown away the part
 * before. The terminal takes no more for now (EAGAIN) where somebody else who
 * has it open does not want to wait. */
static void write_all(int fd, const char *bytes, size_t n, bool breaks_off)
{
    struct pollfd room = { .fd = fd, .events = POLLOUT };

    while (n > 0 && !(breaks_off && signals_end_waits())) {
        ssize_t written = write(fd, bytes, n);

        if (written >= 0) {
            bytes += written;
            n -= (size_t)written;
        } else if (errno == EAGAIN) {
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

/* Behind what curses has written so far. */
static void emit(struct terminal *terminal, const char *sequence)
{
    write_all(fileno(terminal->curses), sequence, strlen(sequence), false);
}

/* From here on curses writes to memory, and cannot set the terminal's flags. */
static void gather(struct terminal *terminal)
{
    if (terminal->memory >= 0)
        dup3(terminal->memory, fileno(terminal->curses), O_CLOEXEC);
}

void terminal_send(struct terminal *terminal)
{
    off_t n = terminal->memory < 0 ? 0 : lseek(terminal->memory, 0, SEEK_CUR);
    ssize_t got;
    char *bytes;

    if (n <= 0)
        return;
    bytes = fatal_malloc((size_t)n);
    got = pread(terminal->memory, bytes, (size_t)n, 0);
    lseek(terminal->memory, 0, SEEK_SET);
    write_all(STDOUT_FILENO, bytes, got > 0 ? (size_t)got : 0, true);
    free(bytes);
}

/* From here on curses writes to the terminal, whose flags it may set. */
static void go_straight(struct terminal *terminal)
{
    terminal_send(terminal);
    dup3(STDOUT_FILENO, fileno(terminal->curses), O_CLOEXEC);
}

static void close_streams(struct terminal *terminal)
{
    if (terminal->curses)
        fclose(terminal->curses);
    if (terminal->memory >= 0)
        close(terminal->memory);
}

/* Without a file in memory (an old kernel, no descriptor left) frames go out in
 * pieces. */
static bool open_streams(struct terminal *terminal)
{
    int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    struct rlimit limit;

    *terminal = (struct terminal){ fd < 0 ? NULL : fdopen(fd, "w"), -1 };
    if (!terminal->curses && fd >= 0)
        close(fd);
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur >= FRAME_BYTES)
        terminal->memory = memfd_create("frame", MFD_CLOEXEC);
    return terminal->curses != NULL;
}

/* Frees nothing, and leaves curses out of it: it asks for memory even to go. */
static void give_back(void)
{
    signals_rescue();
}

/* Who calls exit() under the guard is curses, where it finds no memory: what it
 * said of that, if anything, is on the screen that goes. */
static void say_why(void)
{
    if (signals_rescue())
        fputs("likely: out of memory\n", stderr);
}

/* Curses does not bear to be refused memory: it crashes, calls exit() or fails.
 * So the guard stands before it is called at all, though nothing is switched
 * off by it as yet, and takes `shell`, the flags of the terminal. */
static bool guard_curses(struct termios *shell)
{
    if (tcgetattr(STDIN_FILENO, shell) != 0)
        return false;
    signals_guard("", shell);
    return true;
}

static bool can_place_cursor(const char *term)
{
    struct termios shell;
    bool can = false;
    int status;

    fatal_reserve(CURSES_BYTES);
    if (!guard_curses(&shell))
        return false;
    if (setupterm(term, STDOUT_FILENO, &status) == OK) {
        can = tigetstr("cup") && tigetstr("clear");
        del_curterm(cur_term);
    }
    signals_unguard();
    return can;
}

bool terminal_usable(struct err *err)
{
    const char *term = getenv("TERM");

    atexit(say_why);
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
bool terminal_kernel_size(int *cols, int *rows)
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

/* What a row has besides its cells is less than four of them. */
static void reserve_screens(int cols, int rows)
{
    size_t row = (size_t)(cols + 4) * sizeof(cchar_t);

    fatal_reserve(CURSES_BYTES + SCREENS * (size_t)rows * row);
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
}

/* xterm's modes 1002 and 1006, where terminfo knows of a mouse. */
static void report_mouse(struct terminal *terminal)
{
    const char *mouse = tigetstr("kmous");

    if (mouse && mouse != (const char *)-1)
        emit(terminal, MOUSE_ON);
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
 * saved (libvterm): it is shown behind all else. What a signal had thrown away
 * may have been the end of a colour, of which curses believes that it was sent.
 */
static void leave(struct terminal *terminal)
{
    struct sequence out = { .len = 0 };

    go_straight(terminal);
    add(&out, MOUSE_OFF PASTE_OFF, strlen(MOUSE_OFF PASTE_OFF));
    if (signals_end_waits())
        add_plain_pen(&out);
    add_region(&out);
    emit(terminal, out.at);
    endwin();
    out = (struct sequence){ .len = 0 };
    add_capability(&out, "cnorm");
    emit(terminal, out.at);
    signals_unguard();
}

/* Until curses has come back from a shell it takes itself for a program that
 * uses but terminfo, and flushes after each move of the cursor (6.4: _endwin in
 * lib_mvcur.c); a screen of 100x30 is then 55 pieces. So it goes there and back
 * at once; what it writes on the way out is not sent. */
static void settle(struct terminal *terminal)
{
    gather(terminal);
    endwin();
    if (terminal->memory >= 0)
        lseek(terminal->memory, 0, SEEK_SET);
    go_straight(terminal);
    doupdate();
}

bool terminal_start(struct terminal *terminal, bool mouse, struct err *err)
{
    struct termios shell;
    int cols = 80, rows = 24;

    if (!terminal_usable(err) || !signals_start(err))
        return false;
    unsetenv("LINES");
    unsetenv("COLUMNS");
    terminal_kernel_size(&cols, &rows);
    reserve_screens(cols, rows);
    if (!open_streams(terminal) || !guard_curses(&shell) ||
        !newterm(NULL, terminal->curses, stdin)) {
        signals_unguard();
        close_streams(terminal);
        return err_set(err,
                       "cannot start on this terminal (TERM=%s); try "
                       "TERM=xterm, or 'likely learn --plain'",
                       getenv("TERM"));
    }
    fatal_hook(give_back);
    guard(&shell);
    settle(terminal);
    set_modes();
    gather(terminal);
    terminal_resize(terminal);
    if (mouse)
        report_mouse(terminal);
    return true;
}

void terminal_finish(struct terminal *terminal)
{
    fatal_hook(NULL);
    if (!isendwin())
        leave(terminal);
    close_streams(terminal);
}

void terminal_suspend(struct terminal *terminal, bool mouse)
{
    struct termios shell;

    leave(terminal);
    signals_stop_self();
    /* Who is to end need not have the terminal, and would be stopped again if
     * it touched it. */
    if (signals_end_waits())
        return;
    if (tcgetattr(STDIN_FILENO, &shell) == 0)
        guard(&shell);
    doupdate();
    gather(terminal);
    if (mouse)
        report_mouse(terminal);
}

void terminal_resize(struct terminal *terminal)
{
    struct sequence region = { .len = 0 };
    int cols, rows;

    add_region(&region);
    emit(terminal, region.at);
    if (terminal_kernel_size(&cols, &rows) && (cols != COLS || rows != LINES)) {
        reserve_screens(cols, rows);
        resize_term(rows, cols);
    }
    wresize(stdscr, 1, 1); /* nobody draws on it: see paint.h */
    clearok(curscr, TRUE);
}

void terminal_size(int *cols, int *rows)
{
    *cols = COLS > 0 ? COLS : 1;
    *rows = LINES > 0 ? LINES : 1;
}

void terminal_paste(struct terminal *terminal, bool on)
{
    emit(terminal, on ? PASTE_ON : PASTE_OFF);
}

static void add64(struct strbuf *out, const unsigned char *p, size_t n)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
                                "qrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        unsigned int a = p[i];
        unsigned int b = i + 1 < n ? p[i + 1] : 0;
        unsigned int c = i + 2 < n ? p[i + 2] : 0;

        strbuf_putc(out, digit[a >> 2]);
        strbuf_putc(out, digit[(a & 3) << 4 | b >> 4]);
        strbuf_putc(out, i + 1 < n ? digit[(b & 15) << 2 | c >> 6] : '=');
        strbuf_putc(out, i + 2 < n ? digit[c & 63] : '=');
    }
}

bool terminal_copy(struct terminal *terminal, const char *text, size_t n)
{
    const char *term = getenv("TERM");
    struct strbuf out = { 0 };

    if (n > COPY_LIMIT || !term || !strncmp(term, "linux", 5) ||
        !strncmp(term, "vt", 2))
        return false;
    strbuf_puts(&out, "\033]52;c;");
    add64(&out, (const unsigned char *)text, n);
    strbuf_putc(&out, '\a');
    emit(terminal, strbuf_text(&out));
    strbuf_finish(&out);
    return true;
}
