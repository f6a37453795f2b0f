#include "faults/terminal_walks.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "faults/fault_run.h"
#include "faults/walks.h"
#include "support/console.h"
#include "support/test.h"

enum { DEADLINE_S = 60 };

const struct terminal_walk terminal_walks[TERMINAL_WALKS] = {
    [TERMINAL_LEARN] = { .arguments = { "learn", "1.1" },
                         .keys = "2\r \t+++u\ti\x1b?q:examples 300\r"
                                 "::\x15\x1bqq" },
    [TERMINAL_TALK] = { .arguments = { "present", "1.1", "--record",
                                       "home/talk" },
                        .keys = " 1 1 1 1 1 1 1 1:examples 300\r  qq",
                        .makes = "home/talk",
                        .ends = "\n" },
    [TERMINAL_NOTES] = { .arguments = { "present", "--notes" },
                         .keys = "jk?qq" },
    [TERMINAL_PLAYER] = { .arguments = { "present", "--play", "tale" },
                          .keys = "\033[C\033[C z \033[D?qqq" },
    [TERMINAL_LAB] = { .arguments = { "lab", "odds.csv" },
                       .keys = "0.9\r:write out.csv\r",
                       .words = { "written", "cannot" },
                       .leaves = "\x1b\x1bqyq",
                       .makes = "out.csv",
                       .ends = "three,heads,0.25,0.75\n" },
};

void terminal_walk_prepare(void)
{
    fault_run_fresh();
    walk_write_odds();
    unlink("out.csv");
    unlink("out.svg");
    assert_true(file_replace("tale",
                             slice_of("@0 size 80x24\n@0 go 1.1\n@1 step\n"
                                      "@2 step\n@3 examples 300\n@9 large\n"),
                             NULL));
    assert_true(file_make_dir("home/.local/state/likely", NULL));
    assert_true(
        file_replace("home/.local/state/likely/talk",
                     slice_of("likely talk 1\nsection 1.1\nline 9\nslide 1\n"
                              "slides 5\nminutes 0\n"),
                     NULL));
}

/* Until one of the words is on the screen, or the program has ended. */
static void wait_for(struct console *console, const char *const *words)
{
    time_t end = time(NULL) + DEADLINE_S;

    while (!console_over(console) && !console_shows(console, words[0]) &&
           !console_shows(console, words[1]))
        assert_true(time(NULL) < end);
}

struct console *terminal_walk_open(const char *const *argv, const char *faults,
                                   bool files, int rows)
{
    char home[300], lessons[300], preload[300], what[64], folder[200];
    const char *env[] = {
        home,
        lessons,
        preload,
        what,
        "FAULTS_LOG=log",
        "ASAN_OPTIONS=verify_asan_link_order=0:allocator_may_return_null=1",
        files ? "FAULTS_FILES=1" : NULL,
        NULL
    };

    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(home, sizeof home, "HOME=%s/home", folder);
    snprintf(lessons, sizeof lessons, "LIKELY_LESSONS=%s/data/screen",
             getenv("LIKELY_TESTS"));
    snprintf(preload, sizeof preload, "LD_PRELOAD=%s", FAULTY);
    snprintf(what, sizeof what, "FAULTS=%s", faults);
    unlink("log");
    return console_start((struct console_options){
        .cols = 80, .rows = rows, .argv = argv, .env = env });
}

static struct console *start(const struct terminal_walk *walk,
                             const char *faults)
{
    const char *argv[TERMINAL_ARGUMENTS + 2] = { LIKELY };
    struct console *console;

    for (int i = 0; i < TERMINAL_ARGUMENTS; i++)
        argv[i + 1] = walk->arguments[i];
    console = terminal_walk_open(argv, faults, true, 24);
    console_type(console, walk->keys);
    if (walk->leaves) {
        wait_for(console, walk->words);
        console_type(console, walk->leaves);
    }
    return console;
}

int terminal_walk(const struct terminal_walk *walk, const char *faults,
                  struct strbuf *said)
{
    struct console *console = start(walk, faults);
    const char *written;
    size_t n;

    console_end(console);
    written = console_written(console, &n);
    if (said)
        strbuf_add(said, written, n);
    return console_finish(console);
}

void terminal_walk_killed(const struct terminal_walk *walk, const char *faults)
{
    struct console *console = start(walk, faults);
    int status = console_end(console);

    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
        fail_msg("with %s the wait status is %x", faults, (unsigned)status);
    console_hang_up(console, NULL);
}
