#include "cli/plain_talk.h"

#include "support/test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <unistd.h>

static const char mark[] = "No title and no number has that";

static void read_reply(struct talk *talk)
{
    char line[65536];

    strbuf_clear(&talk->reply);
    fputs("find ~\n", talk->to);
    fflush(talk->to);
    while (fgets(line, sizeof line, talk->from)) {
        if (strncmp(line, mark, strlen(mark)) == 0)
            return;
        strbuf_puts(&talk->reply, line);
        strbuf_puts(&talk->all, line);
    }
    fail_msg("the program is gone after:\n%s", strbuf_text(&talk->reply));
}

static void run_child(const int *in, const int *out, const char *home,
                      const char *locale, const char *const *arguments)
{
    const char *args[16] = { LIKELY, "learn", "--plain" };
    size_t n = 3;

    while (*arguments && n < 15)
        args[n++] = *arguments++;
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    dup2(out[1], STDERR_FILENO);
    close(in[1]);
    close(out[0]);
    setenv("XDG_STATE_HOME", home, 1);
    setenv("LC_ALL", locale, 1);
    execv(LIKELY, (char *const *)args);
    _exit(127);
}

void talk_open(struct talk *talk, const char *home, const char *locale,
               const char *const *arguments)
{
    int in[2], out[2];

    memset(talk, 0, sizeof *talk);
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    fflush(NULL);
    talk->child = fork();
    assert_true(talk->child >= 0);
    if (talk->child == 0)
        run_child(in, out, home, locale, arguments);
    close(in[0]);
    close(out[1]);
    talk->to = fdopen(in[1], "w");
    talk->from = fdopen(out[0], "r");
    assert_non_null(talk->to);
    assert_non_null(talk->from);
    read_reply(talk);
}

int talk_close(struct talk *talk)
{
    int status;

    fclose(talk->to);
    fclose(talk->from);
    assert_int_equal(waitpid(talk->child, &status, 0), talk->child);
    strbuf_finish(&talk->reply);
    strbuf_finish(&talk->all);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void talk_say(struct talk *talk, const char *line)
{
    fprintf(talk->to, "%s\n", line);
    read_reply(talk);
}

bool talk_has(const struct talk *talk, const char *words)
{
    return strstr(strbuf_text(&talk->reply), words) != NULL;
}
