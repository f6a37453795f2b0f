#include "support/console_state.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "support/console.h"
#include "support/test.h"

/* A look at whether it is stuck, and how many in a row say that it is. */
enum { LOOK_MS = 2, LOOKS = 10, IDLE_MS = 300 };

/* Of a wait: longer than the slowest machine takes, for all goes well where it
 * costs nothing. Who has waited so long once is red, and waits less. */
static int patience_s = 60;

time_t console_deadline(void)
{
    return time(NULL) + patience_s;
}

bool console_late(time_t deadline)
{
    if (time(NULL) <= deadline)
        return false;
    patience_s = 5;
    return true;
}

/* What /proc/PID/NAME holds; false when the program is no more. */
static bool read_proc(const struct console *console, const char *name,
                      char *text, size_t size)
{
    char path[64];
    FILE *file;
    size_t n;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)console->program, name);
    file = fopen(path, "r");
    if (!file)
        return false;
    n = fread(text, 1, size - 1, file);
    text[n] = '\0';
    fclose(file);
    return n > 0;
}

/* S: asleep. T: stopped. ?: no more. */
static char state_of(const struct console *console)
{
    char text[1024], *name_end;

    if (!read_proc(console, "stat", text, sizeof text))
        return '?';
    name_end = strrchr(text, ')');
    return name_end && name_end[1] ? name_end[2] : '?';
}

/* How often it has left the processor: who was not woken has not left it
 * either, and has not had it. */
static long turns_of(const struct console *console)
{
    static const char *const names[] = { "\nvoluntary_ctxt_switches:",
                                         "\nnonvoluntary_ctxt_switches:" };
    char text[8192];
    long sum = 0;

    if (!read_proc(console, "status", text, sizeof text))
        return -1;
    for (size_t i = 0; i < 2; i++) {
        const char *at = strstr(text, names[i]);

        if (at)
            sum += strtol(at + strlen(names[i]), NULL, 10);
    }
    return sum;
}

static bool keys_wait(const struct console *console)
{
    int waiting = 0;

    assert_int_equal(ioctl(console->slave, FIONREAD, &waiting), 0);
    return waiting > 0;
}

static bool rests(const struct console *console)
{
    char state = state_of(console);

    return console->ended || state == 'T' ||
           (state == 'S' && !keys_wait(console));
}

bool console_settles(struct console *console, int ms)
{
    time_t end = console_deadline();
    long turns;

    do {
        if (console_late(end))
            return false;
        do
            turns = turns_of(console);
        while (console_pump(console, ms));
    } while (!rests(console) ||
             (!console->ended && turns_of(console) != turns));
    return true;
}

bool console_over(struct console *console)
{
    if (!console_settles(console, 10))
        fail_msg("the program does not come to rest");
    return console->ended;
}

/* Whether it sleeps although what was typed waits for it. A key that has just
 * come wakes it, so that a single look may be too early; and the kernel hands
 * on what was typed in its own time. */
static bool stuck(struct console *console, time_t end)
{
    struct pollfd ended = { .fd = console->status_fd, .events = POLLIN };
    bool waits = true;
    int asleep = 0;

    /* Who is never asleep asks a terminal that is full again and again. */
    for (int i = 0; i < 5 || (waits && asleep < LOOKS && !console_late(end));
         i++) {
        poll(&ended, 1, LOOK_MS);
        waits = keys_wait(console);
        asleep = waits && state_of(console) == 'S' ? asleep + 1 : 0;
    }
    return asleep >= LOOKS;
}

void console_stall(struct console *console, const char *keys)
{
    time_t end = console_deadline();

    do {
        if (console_late(end))
            fail_msg("the program never stalled");
        console_type(console, keys);
    } while (!stuck(console, end));
}

bool console_idles(struct console *console)
{
    struct pollfd ended = { .fd = console->status_fd, .events = POLLIN };
    time_t end = console_deadline();
    long turns;

    do {
        turns = turns_of(console);
        if (poll(&ended, 1, IDLE_MS) != 0 || console_late(end))
            return false;
    } while (turns_of(console) != turns || state_of(console) != 'S');
    return keys_wait(console);
}

long console_cpu_ms(struct console *console)
{
    char text[1024];
    unsigned long user = 0, system = 0;
    const char *fields;

    if (console->ended)
        return console->cpu_ms;
    if (!read_proc(console, "stat", text, sizeof text)) {
        assert_true(console_ends_unread(console)); /* just now */
        return console->cpu_ms;
    }
    /* Behind the name in brackets the state is the 3rd field; utime and stime
     * are the 14th and 15th. */
    fields = strrchr(text, ')');
    assert_non_null(fields);
    assert_int_equal(sscanf(fields + 2,
                            "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s "
                            "%lu %lu",
                            &user, &system),
                     2);
    return (long)(user + system) * 1000 / sysconf(_SC_CLK_TCK);
}
