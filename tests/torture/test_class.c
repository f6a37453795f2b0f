/* A class on one server: as many copies of the program at once as a large one
 * has students, each in a section with a lab. Nothing is timed but silence:
 * what costs more than it should is counted, in bytes and in waking up.
 *
 * Seen to fail: with a time-out in the loop's poll() none sleeps; with the
 * screen cleared before each frame a move is 2 kB; without a handler of SIGHUP
 * the terminal is not given back. */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "support/test.h"
#include "torture/scene.h"
#include "ui/guest.h"

/* A sanitized copy takes many times the memory. */
enum {
    COPIES = SANITIZED ? 40 : 200,
    DEADLINE_S = 180,
    STILL_MS = 500,
    MOVE_BYTES = 300, /* on average */
    PAGE_BYTES = 4096 /* ever */
};

struct copy {
    pid_t pid;
    int fd;
    struct strbuf written;
};

struct class {
    struct guest *guest;
    struct copy copies[COPIES];
};

static void start(struct class *class, int i)
{
    struct winsize size = { .ws_row = 24, .ws_col = 80 };
    struct copy *copy = &class->copies[i];
    char home[96];

    snprintf(home, sizeof home, "HOME=%s/%d", class->guest->home, i);
    assert_int_equal(mkdir(home + 5, 0700), 0);
    copy->pid = forkpty(&copy->fd, NULL, NULL, &size);
    assert_true(copy->pid >= 0);
    if (copy->pid == 0) {
        const char *argv[] = { LIKELY, "learn", "1.2", NULL };
        const char *env[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8", home,
                              class->guest->lessons_env, NULL };

        execve(argv[0], (char *const *)argv, (char *const *)env);
        _exit(127);
    }
    fcntl(copy->fd, F_SETFD, FD_CLOEXEC);
}

static int class_make(void **state)
{
    struct class *class = calloc(1, sizeof *class);

    if (guest_make((void **)&class->guest) != 0)
        return -1;
    for (int i = 0; i < COPIES; i++)
        start(class, i);
    *state = class;
    return 0;
}

static int class_remove(void **state)
{
    struct class *class = *state;
    void *guest = class->guest;

    for (int i = 0; i < COPIES; i++) {
        if (class->copies[i].pid > 0) {
            kill(class->copies[i].pid, SIGKILL);
            waitpid(class->copies[i].pid, NULL, 0);
        }
        close(class->copies[i].fd);
        strbuf_finish(&class->copies[i].written);
    }
    free(class);
    return guest_remove(&guest);
}

/* Takes what any of them writes within ms; false: silence. */
static bool listen_to(struct class *class, int ms)
{
    struct pollfd wait[COPIES];
    char bytes[65536];
    bool heard = false;

    for (int i = 0; i < COPIES; i++)
        wait[i] =
            (struct pollfd){ .fd = class->copies[i].fd, .events = POLLIN };
    if (poll(wait, COPIES, ms) <= 0)
        return false;
    for (int i = 0; i < COPIES; i++) {
        ssize_t n = wait[i].revents & POLLIN
                        ? read(wait[i].fd, bytes, sizeof bytes)
                        : 0;

        if (n > 0)
            strbuf_add(&class->copies[i].written, bytes, (size_t)n);
        heard |= n > 0;
    }
    return heard;
}

static size_t bytes_of(const struct class *class)
{
    size_t sum = 0;

    for (int i = 0; i < COPIES; i++)
        sum += class->copies[i].written.len;
    return sum;
}

/* A line of /proc that begins with `name`, as a number. */
static long told(pid_t pid, const char *name)
{
    char path[64], line[256];
    long number = -1;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtol(line + strlen(name), NULL, 10);
    fclose(file);
    assert_true(number >= 0);
    return number;
}

/* How often all of them have left the processor: who was not woken has not
 * left it either, and has not had it. */
static long turns_of(const struct class *class)
{
    long sum = 0;

    for (int i = 0; i < COPIES; i++)
        sum += told(class->copies[i].pid, "voluntary_ctxt_switches:") +
               told(class->copies[i].pid, "nonvoluntary_ctxt_switches:");
    return sum;
}

/* Until a whole while passes in which none wakes up. */
static void settle(struct class *class)
{
    time_t end = time(NULL) + DEADLINE_S;
    long before, after = -1;

    do {
        if (time(NULL) > end)
            fail_msg("%d copies never sleep", COPIES);
        while (listen_to(class, 100))
            continue;
        before = after;
        after = turns_of(class);
    } while (before != after);
}

static bool all_show(const struct class *class, const char *text)
{
    for (int i = 0; i < COPIES; i++)
        if (!strstr(strbuf_text(&class->copies[i].written), text))
            return false;
    return true;
}

static void all_come_up(void **state)
{
    struct class *class = *state;
    time_t end = time(NULL) + DEADLINE_S;

    /* In the footer, which is drawn last. */
    while (!all_show(class, "float64")) {
        assert_true(time(NULL) <= end);
        listen_to(class, 100);
    }
    settle(class);
}

/* Types a key into each, all at about the same time, waits until each has
 * answered, and says what the longest answer was. */
static size_t press_all(struct class *class, const char *key)
{
    size_t before[COPIES], most = 0;
    time_t end = time(NULL) + DEADLINE_S;
    int silent = COPIES;

    for (int i = 0; i < COPIES; i++)
        before[i] = class->copies[i].written.len;
    for (int i = 0; i < COPIES; i++)
        assert_int_equal(write(class->copies[i].fd, key, strlen(key)),
                         strlen(key));
    while (silent > 0) {
        assert_true(time(NULL) <= end);
        listen_to(class, 100);
        silent = 0;
        for (int i = 0; i < COPIES; i++)
            silent += class->copies[i].written.len == before[i];
    }
    settle(class);
    for (int i = 0; i < COPIES; i++)
        if (class->copies[i].written.len - before[i] > most)
            most = class->copies[i].written.len - before[i];
    return most;
}

static void all_answer_their_keys_in_few_bytes(void **state)
{
    static const char *const moves[] = { SCENE_DOWN, SCENE_DOWN, SCENE_UP,
                                         SCENE_RIGHT };
    size_t count = sizeof moves / sizeof *moves, before;

    assert_in_range(press_all(*state, "\t"), 1, PAGE_BYTES);
    before = bytes_of(*state);
    for (size_t i = 0; i < count; i++)
        assert_in_range(press_all(*state, moves[i]), 1, PAGE_BYTES);
    assert_in_range(bytes_of(*state) - before, 1, MOVE_BYTES * count * COPIES);
}

static void all_sleep_while_nobody_types(void **state)
{
    struct class *class = *state;
    size_t bytes = bytes_of(class);
    long turns = turns_of(class);

    assert_false(listen_to(class, STILL_MS));
    assert_int_equal(bytes_of(class), bytes);
    assert_int_equal(turns_of(class), turns);
}

/* Nothing of a save that was under way. */
static void assert_tidy(const struct guest *guest, int i)
{
    char path[128];
    struct dirent *entry;
    DIR *folder;

    snprintf(path, sizeof path, "%s/%d/.local/state/likely", guest->home, i);
    folder = opendir(path);
    if (!folder)
        return;
    while ((entry = readdir(folder)))
        assert_int_not_equal(strncmp(entry->d_name, ".likely-", 8), 0);
    closedir(folder);
}

/* The server goes down: each gives its terminal back and dies of the signal. */
static void all_end_by_one_signal(void **state)
{
    struct class *class = *state;
    time_t end = time(NULL) + DEADLINE_S;

    for (int i = 0; i < COPIES; i++)
        assert_int_equal(kill(class->copies[i].pid, SIGHUP), 0);
    for (int i = 0; i < COPIES; i++) {
        struct copy *copy = &class->copies[i];
        int status = 0;

        while (waitpid(copy->pid, &status, WNOHANG) == 0) {
            assert_true(time(NULL) <= end);
            listen_to(class, 1);
        }
        copy->pid = 0;
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGHUP);
        assert_tidy(class->guest, i);
    }
    while (listen_to(class, 0))
        continue;
    assert_true(all_show(class, "\033[?1049l"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_up),
        cmocka_unit_test(all_answer_their_keys_in_few_bytes),
        cmocka_unit_test(all_sleep_while_nobody_types),
        cmocka_unit_test(all_end_by_one_signal),
    };

    return cmocka_run_group_tests_name("class", tests, class_make,
                                       class_remove);
}
