#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/starter.h"

/* The file's name without folders and ".md". */
static struct slice title_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct slice name = slice_of(slash ? slash + 1 : path);

    name.len -= 3;
    return name;
}

static bool write_all(int fd, struct slice text)
{
    while (text.len) {
        ssize_t n = write(fd, text.at, text.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        text = slice_sub(text, (size_t)n, text.len);
    }
    return true;
}

/* A file that is there is never touched, whoever made it a moment ago. What
 * cannot be written whole is taken away again. */
static bool create(const char *path, struct err *err)
{
    struct strbuf text = { 0 };
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool fine;

    if (fd < 0 && errno == EEXIST)
        return err_at(err, path, 0, 0,
                      "it is there already; choose another name");
    if (fd < 0)
        return err_at(err, path, 0, 0, "cannot be made: %s", strerror(errno));
    starter_write(&text, title_of(path));
    fine = write_all(fd, (struct slice){ text.at, text.len });
    fine = close(fd) == 0 && fine;
    if (!fine) {
        err_at(err, path, 0, 0, "cannot be written: %s", strerror(errno));
        unlink(path);
    }
    strbuf_finish(&text);
    return fine;
}

static int make(const char *name)
{
    struct strbuf path = { 0 }, shown = { 0 };
    struct err err;
    int status = STATUS_WELL;

    strbuf_puts(&path, name);
    if (!slice_ends(slice_of(name), ".md"))
        strbuf_puts(&path, ".md");
    if (!title_of(strbuf_text(&path)).len)
        status =
            command_usage(&command_new, "'%s' is no name for a lesson", name);
    else if (!create(strbuf_text(&path), &err)) {
        err_print(&err, stderr);
        status = STATUS_BAD_INPUT;
    } else {
        utf8_gate(&shown, slice_of(strbuf_text(&path)), false, 0);
        printf("a lesson to begin with; open it, and it follows what you "
               "save:\n"
               "    likely learn %s\n"
               "what it claims is proved by\n"
               "    likely check --mutate %s\n",
               strbuf_text(&shown), strbuf_text(&shown));
    }
    strbuf_finish(&shown);
    strbuf_finish(&path);
    return status;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    int c = getopt_long(argc, argv, "h", options, NULL);

    if (c == 'h') {
        command_help(&command_new, stdout);
        return STATUS_WELL;
    }
    if (c != -1)
        return command_bad_option(&command_new, argv);
    if (optind + 1 != argc)
        return command_usage(&command_new, optind == argc
                                               ? "a name for the lesson, "
                                                 "please"
                                               : "one name at a time");
    return make(argv[optind]);
}

const struct command command_new = {
    .name = "new",
    .synopsis = "NAME",
    .summary = "Write a small lesson to NAME.md, to begin with",
    .help = "A file that is there already is left alone.\n",
    .run = run,
};
