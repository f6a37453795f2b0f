/* bench_terminal.c - what the program costs in a terminal, beside a curses
 * program that does nothing else, in the same run.
 *
 *   bench_terminal FLOOR LIKELY LESSON
 *
 * LESSON is one whose lab takes every edit and shows every reading. Nothing of
 * it touches the record of whoever runs it.
 *
 * Times are from a key (or exec) to the last byte before the terminal is
 * quiet. Nothing here passes or fails: it prints figures and ratios.
 */
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stopwatch.h"

enum {
    COLS = 100,
    ROWS = 30,
    QUIET_MS = 12,
    SILENT_MS = 50,
    SAMPLES_MAX = 1000
};

struct run {
    int fd;
    pid_t pid;
};

struct cost {
    double p50, p99, max; /* ms */
    double bytes;         /* mean */
};

/* Waits `first` ms for something, then reads until nothing came for `quiet`
 * ms; the time of the last byte (0: none) and the number of bytes. */
static double drain(int fd, int first, int quiet, size_t *bytes)
{
    static char junk[65536];
    struct pollfd input = { .fd = fd, .events = POLLIN };
    double last = 0;
    ssize_t n;

    *bytes = 0;
    while (poll(&input, 1, last > 0 ? quiet : first) > 0) {
        n = read(fd, junk, sizeof junk);
        if (n <= 0)
            break;
        *bytes += (size_t)n;
        last = stopwatch_ms();
    }
    return last;
}

static struct run start(const char *const *argv)
{
    struct winsize size = { .ws_row = ROWS, .ws_col = COLS };
    struct run run;

    run.pid = forkpty(&run.fd, NULL, NULL, &size);
    if (run.pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        execv(argv[0], (char *const *)argv);
        _exit(127);
    }
    return run;
}

static void finish(struct run run)
{
    size_t bytes;

    if (write(run.fd, "q", 1) < 0) {
        /* It has ended already. */
    }
    drain(run.fd, 200, 200, &bytes);
    kill(run.pid, SIGKILL);
    waitpid(run.pid, NULL, 0);
    close(run.fd);
}

static struct cost summary(double *ms, int n, double bytes)
{
    struct cost cost = { .bytes = n > 0 ? bytes / n : 0 };

    qsort(ms, (size_t)n, sizeof *ms, stopwatch_ascending);
    if (n > 0) {
        cost.p50 = ms[n / 2];
        cost.p99 = ms[n - 1 - n / 100];
        cost.max = ms[n - 1];
    }
    return cost;
}

static struct cost time_start(const char *const *argv, int n)
{
    double ms[SAMPLES_MAX], total = 0;
    size_t bytes;

    for (int i = 0; i < n; i++) {
        double from = stopwatch_ms();
        struct run run = start(argv);

        ms[i] = drain(run.fd, 2000, 60, &bytes) - from;
        total += (double)bytes;
        finish(run);
    }
    return summary(ms, n, total);
}

/* Presses `keys` first, then cycles through `cycle`, which NULL ends. */
static struct cost time_keys(const char *const *argv, const char *keys,
                             const char *const *cycle, int n)
{
    struct run run = start(argv);
    double ms[SAMPLES_MAX], total = 0;
    size_t bytes, length = 0;
    int heard = 0;

    drain(run.fd, 2000, 100, &bytes);
    for (const char *k = keys; *k; k++) {
        if (write(run.fd, k, 1) < 0)
            break;
        drain(run.fd, 100, 100, &bytes);
    }
    while (cycle[length])
        length++;
    for (int i = 0; i < n; i++) {
        const char *key = cycle[(size_t)i % length];
        double from = stopwatch_ms();
        double last;

        if (write(run.fd, key, strlen(key)) < 0)
            break;
        last = drain(run.fd, SILENT_MS, QUIET_MS, &bytes);
        total += (double)bytes;
        if (last > 0)
            ms[heard++] = last - from;
    }
    finish(run);
    return summary(ms, heard, total);
}

static long status_number(pid_t pid, const char *file, const char *key)
{
    char path[64], line[256];
    long number = -1;
    FILE *in;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, key, strlen(key)) == 0)
            number = strtol(line + strlen(key), NULL, 10);
    if (in)
        fclose(in);
    return number;
}

static void print_idle(const char *name, const char *const *argv)
{
    struct run run = start(argv);
    size_t bytes;
    long before, after;

    drain(run.fd, 2000, 300, &bytes);
    before = status_number(run.pid, "status", "voluntary_ctxt_switches:");
    drain(run.fd, 2000, 100, &bytes);
    after = status_number(run.pid, "status", "voluntary_ctxt_switches:");
    printf("%-28s %5ld kB PSS, idle 2 s: %zu bytes, %ld wake-ups\n", name,
           status_number(run.pid, "smaps_rollup", "Pss:"), bytes,
           after - before);
    finish(run);
}

static void row(const char *what, struct cost c, struct cost floor)
{
    printf("%-28s %8.2f %8.2f %8.2f %9.0f %8.2f %8.2f\n", what, c.p50, c.p99,
           c.max, c.bytes, c.p50 / floor.p50, c.p99 / floor.p99);
}

static void print_show(const char *likely)
{
    double best = 1e9;

    for (int i = 0; i < 5; i++) {
        double from = stopwatch_ms();
        pid_t pid = fork();

        if (pid == 0) {
            int null = open("/dev/null", O_WRONLY);

            dup2(null, 1);
            execl(likely, likely, "show", "all", (char *)NULL);
            _exit(127);
        }
        waitpid(pid, NULL, 0);
        if (stopwatch_ms() - from < best)
            best = stopwatch_ms() - from;
    }
    printf("%-28s %8.2f ms\n", "show all (best of 5)", best);
}

static int discard(const char *path, const struct stat *st, int type,
                   struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

/* As a terminal in application mode sends the arrows. */
#define UP    "\033OA"
#define DOWN  "\033OB"
#define LEFT  "\033OD"
#define RIGHT "\033OC"

int main(int argc, char **argv)
{
    char state[] = "/tmp/likely-bench-XXXXXX";

    if (argc != 4) {
        fputs("usage: bench_terminal FLOOR LIKELY LESSON\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    if (!mkdtemp(state) || setenv("XDG_STATE_HOME", state, 1) != 0)
        return 1;
    const char *floor[] = { argv[1], NULL };
    const char *learn[] = { argv[2], "learn", "1.2", NULL };
    const char *lab[] = { argv[2], "learn", argv[3], NULL };
    const char *mark[] = { "j", "k", NULL };
    const char *scroll[] = { "j", "j", "j", "k", "k", "k", NULL };
    const char *move[] = { DOWN, RIGHT, UP, LEFT, NULL };
    const char *nudge[] = { "+", "-", NULL };
    const char *turn[] = { "n", "p", NULL };
    struct cost floor_start = time_start(floor, 20);
    struct cost floor_key = time_keys(floor, "", mark, 300);

    printf("%-28s %8s %8s %8s %9s %8s %8s\n", "100x30; ms", "p50", "p99", "max",
           "bytes", "p50/fl.", "p99/fl.");
    row("floor: start", floor_start, floor_start);
    row("likely: start", time_start(learn, 20), floor_start);
    row("floor: key", floor_key, floor_key);
    row("likely: scroll", time_keys(learn, "", scroll, 300), floor_key);
    row("likely: move in the lab", time_keys(lab, "\t", move, 300), floor_key);
    row("likely: nudge", time_keys(lab, "\t", nudge, 1000), floor_key);
    row("likely: next step and back", time_keys(learn, "", turn, 100),
        floor_key);
    print_idle("floor", floor);
    print_idle("likely", learn);
    print_show(argv[2]);
    nftw(state, discard, 8, FTW_DEPTH | FTW_PHYS);
    return 0;
}
