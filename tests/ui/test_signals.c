/* The faults of a program itself, which nobody sends: they come on any stack,
 * and have their usual end once the terminal is given back.
 *
 * Seen to fail: without sigaltstack() the stack that ran out ends the child
 * before a byte is written; without SA_RESETHAND and the old action in place
 * the fault comes again for ever; without the alarm the last one waits. */
#include "ui/signals.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/err.h"
#include "support/test.h"

#define RESET "\030gives it back"

/* As on Linux: 11 is SIGSEGV, 6 is SIGABRT. */
#define SAYS(n) "likely: stopped by signal " n "; what was saved is safe\n"

/* Deeper than any stack, which the compiler cannot know. */
static int overflow(volatile char *outer)
{
    volatile char here[4096] = { 0 };

    here[0] = outer[0];
    return outer[0] == 7 ? 0 : overflow(here) + here[0];
}

static void fault_by(const char *how)
{
    char one = 1;

    if (strcmp(how, "stack") == 0)
        exit(overflow(&one));
    if (strcmp(how, "address") == 0)
        *(volatile int *)((uintptr_t)4096 * (uintptr_t)one) = 1;
    if (strcmp(how, "abort") == 0)
        abort();
    raise(SIGTERM); /* which nobody takes: the loop is stuck */
    for (;;)
        pause();
}

static void run_child(int terminal, int error, const char *how)
{
    struct termios shell, raw;
    struct err err;

    dup2(terminal, STDIN_FILENO);
    dup2(terminal, STDOUT_FILENO);
    dup2(error, STDERR_FILENO);
    tcgetattr(STDIN_FILENO, &shell);
    raw = shell;
    cfmakeraw(&raw);
    signal(SIGSEGV, SIG_DFL); /* cmocka's, or a sanitizer's */
    signal(SIGABRT, SIG_DFL);
    if (!signals_start(&err))
        _exit(99);
    signals_guard(RESET, &shell);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    fault_by(how);
}

static void faults(const char *how, int sig, const char *says)
{
    struct termios before, after;
    char bytes[256] = "", said[256] = "";
    int master, slave, status, error[2];
    pid_t child;
    size_t n = 0;
    ssize_t got;

    assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
    assert_int_equal(pipe(error), 0);
    tcgetattr(slave, &before);
    child = fork();
    if (child == 0)
        run_child(slave, error[1], how);
    assert_int_equal(waitpid(child, &status, 0), child);
    tcgetattr(slave, &after);
    assert_int_equal(after.c_lflag, before.c_lflag);
    assert_int_equal(after.c_oflag, before.c_oflag);
    while (n < strlen(RESET) &&
           (got = read(master, bytes + n, sizeof bytes - 1 - n)) > 0)
        n += (size_t)got;
    assert_string_equal(bytes, RESET);
    close(error[1]);
    assert_true(read(error[0], said, sizeof said - 1) >= 0);
    assert_string_equal(said, says);
    close(error[0]);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != sig)
        fail_msg("of '%s' came status %x", how, (unsigned int)status);
    close(master);
    close(slave);
}

static void a_bad_address(void **state)
{
    (void)state;
    faults("address", SIGSEGV, SAYS("11"));
}

static void a_stack_that_ran_out(void **state)
{
    (void)state;
    faults("stack", SIGSEGV, SAYS("11"));
}

static void an_assertion(void **state)
{
    (void)state;
    faults("abort", SIGABRT, SAYS("6"));
}

/* The end that was asked for is told, not the alarm that brought it. */
static void a_loop_that_never_comes_round(void **state)
{
    (void)state;
    faults("stuck", SIGTERM, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bad_address),
        cmocka_unit_test(a_stack_that_ran_out),
        cmocka_unit_test(an_assertion),
        cmocka_unit_test(a_loop_that_never_comes_round),
    };

    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
