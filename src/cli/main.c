/* main.c - finds the subcommand and runs it. */
#include <getopt.h>
#include <jansson.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "lesson/near.h"
#include "ui/charset.h"

static const struct command *const commands[] = {
    &command_map,   &command_learn, &command_present,  &command_list,
    &command_show,  &command_math,  &command_eval,     &command_lab,
    &command_merge, &command_check, &command_progress, &command_new,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

void command_help(const struct command *command, FILE *out)
{
    fprintf(out, "usage: likely%s%s%s%s\n\n%s.\n%s%s",
            *command->name ? " " : "", command->name,
            *command->synopsis ? " " : "", command->synopsis, command->summary,
            *command->help ? "\n" : "", command->help);
}

__attribute__((format(printf, 2, 0))) static void
say(const char *name, const char *format, va_list args)
{
    struct strbuf raw = { 0 }, safe = { 0 };

    strbuf_vprintf(&raw, format, args);
    utf8_gate(&safe, slice_of(strbuf_text(&raw)), false, 0);
    fprintf(stderr, "likely%s%s: %s; see 'likely%s%s --help'\n",
            *name ? " " : "", name, strbuf_text(&safe), *name ? " " : "", name);
    strbuf_finish(&raw);
    strbuf_finish(&safe);
}

int command_usage(const struct command *command, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(command->name, format, args);
    va_end(args);
    return STATUS_BAD_COMMAND;
}

int command_bad_option(const struct command *command, char **argv)
{
    /* A long option that lacks its value also sets optopt, and is last. */
    bool lacks = !argv[optind] && strncmp(argv[optind - 1], "--", 2) == 0;

    if (optopt && optopt < 128 && !lacks)
        return command_usage(command, "option '-%c' is not known", optopt);
    return command_usage(command, "option '%s' is not known or lacks its value",
                         argv[optind - 1]);
}

bool command_size(const char *text, int *cols, int *rows)
{
    struct slice s = slice_of(text);
    const char *x = memchr(s.at, 'x', s.len);
    size_t cut = x ? (size_t)(x - s.at) : s.len;
    long c, r;

    if (!x || !slice_long(slice_sub(s, 0, cut), &c) ||
        !slice_long(slice_sub(s, cut + 1, s.len), &r) || c < 1 || r < 1 ||
        c > 1000 || r > 500)
        return false;
    *cols = (int)c;
    *rows = (int)r;
    return true;
}

static int print_overview(void)
{
    puts("likely, a course on likelihood in the terminal\n");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  likely %-8s  %s\n", commands[i]->name, commands[i]->summary);
    puts(
        "\n  'likely help COMMAND' says more of one; 'likely --version' prints "
        "the version");
    return STATUS_WELL;
}

static int unknown(const char *name)
{
    const char *names[COMMANDS] = { NULL };
    const char *near;

    for (size_t i = 1; i < COMMANDS; i++)
        names[i - 1] = commands[i]->name;
    near = near_name(slice_of(name), names);
    if (!near)
        return command_usage(&command_map, "there is no command '%s'", name);
    return command_usage(&command_map,
                         "there is no command '%s'; did you mean '%s'?", name,
                         near);
}

static const struct command *find(const char *name)
{
    for (size_t i = 1; i < COMMANDS; i++)
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    return NULL;
}

/* `likely help COMMAND`, as `likely COMMAND --help`. */
static int print_help_of(const char *name)
{
    const struct command *command = find(name);

    if (!command)
        return unknown(name);
    command_help(command, stdout);
    return STATUS_WELL;
}

static int dispatch(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    const struct command *command = find(name);

    if (strcmp(name, "--version") == 0)
        return puts("likely " LIKELY_VERSION), STATUS_WELL;
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return print_overview();
    if (strcmp(name, "help") == 0)
        return argc > 2 ? print_help_of(argv[2]) : print_overview();
    if (*name == '\0' || *name == '-')
        return command_map.run(argc, argv);
    return command ? command->run(argc - 1, argv + 1) : unknown(name);
}

int main(int argc, char **argv)
{
    int status;

    opterr = 0;
    charset_start();
    /* A file that may not grow is a write that fails, and is told of. */
    signal(SIGXFSZ, SIG_IGN);
    /* What jansson makes of a failure is a line of the record that seems
     * damaged, or an object that lacks a key. */
    json_set_alloc_funcs(fatal_malloc, free);
    status = dispatch(argc, argv);
    /* A full disk behind standard output is bad news, not silence. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("likely: standard output");
        return STATUS_BAD_INPUT;
    }
    return status;
}
