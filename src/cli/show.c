#include <getopt.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/print_page.h"
#include "cli/slides.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "ui/charset.h"

static int default_colours(void)
{
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");

    if (!isatty(STDOUT_FILENO) || (no_color && *no_color) || !term ||
        !strcmp(term, "dumb"))
        return 0;
    return strstr(term, "256color") ? 256 : 8;
}

static bool print_one(struct course *course, const char *name,
                      struct print_options options)
{
    struct section *section;
    struct err err;

    if (options.steps) {
        bool printed = slides_print(course, name, options, &err);

        if (!printed)
            err_print(&err, stderr);
        return printed;
    }
    section = course_open(course, name, &err);

    if (!section) {
        err_print(&err, stderr);
        return false;
    }
    print_page(section, options);
    section_close(section);
    return true;
}

static bool print_all(const struct session *session,
                      struct print_options options)
{
    bool well = true;

    for (size_t i = 0; i < session->catalogue->section_count; i++) {
        if (i > 0)
            puts("\n");
        well &= print_one(session->course, session->catalogue->sections[i].id,
                          options);
    }
    return well;
}

/* A folder means its lessons, by name. */
static bool print_folder(const struct session *session, const char *folder,
                         struct print_options options)
{
    struct err err = { 0 };
    struct strbuf path = { 0 };
    size_t count;
    char **names = file_list(folder, ".md", &count, &err);
    bool well = count > 0;

    if (!well && !*err.text)
        err_at(&err, folder, 0, 0,
               "no lesson in this folder; a lesson's name ends in .md");
    if (!well)
        err_print(&err, stderr);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            puts("\n");
        strbuf_clear(&path);
        strbuf_printf(&path, "%s/%s", folder, names[i]);
        well &= print_one(session->course, strbuf_text(&path), options);
    }
    strbuf_finish(&path);
    free(names);
    return well;
}

static bool print_named(const struct session *session, const char *name,
                        struct print_options options)
{
    if (strcmp(name, "all") == 0)
        return print_all(session, options);
    if (session_is_file(name) && file_is_dir(name))
        return print_folder(session, name, options);
    return print_one(session->course, name, options);
}

static int show(char **names, int count, struct print_options options)
{
    struct session session;
    struct err err;
    bool well = true;

    if (!session_open(&session, false, session_is_file(names[0]), &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    for (int i = 0; i < count; i++)
        well &= print_named(&session, names[i], options);
    session_close(&session);
    return well ? STATUS_WELL : STATUS_BAD_INPUT;
}

static struct print_options defaults(void)
{
    bool terminal = isatty(STDOUT_FILENO);

    return (struct print_options){
        .width = print_width(),
        .colours = default_colours(),
        .dots =
            charset_lacks_braille() && terminal ? DOTS_BLOCKS : DOTS_BRAILLE,
        .ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && terminal,
    };
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "width", required_argument, NULL, 'w' },
        { "ascii", no_argument, NULL, 'a' },
        { "dots", required_argument, NULL, 'D' },
        { "steps", no_argument, NULL, 's' },
        { "size", required_argument, NULL, 'z' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    struct print_options print = defaults();
    long width;
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1)
        switch (c) {
        case 'w':
            if (!slice_long(slice_of(optarg), &width) ||
                width < PRINT_WIDTH_MIN || width > PRINT_WIDTH_MAX)
                return command_usage(&command_show,
                                     "'%s' is no width; %d to %d would do",
                                     optarg, PRINT_WIDTH_MIN, PRINT_WIDTH_MAX);
            print.width = (int)width;
            break;
        case 'a':
            print.ascii = true;
            break;
        case 's':
            print.steps = true;
            break;
        case 'z':
            if (!command_size(optarg, &print.cols, &print.rows))
                return command_usage(&command_show,
                                     "'%s' is no size; 100x30 is one", optarg);
            break;
        case 'D':
            if (!dots_from_name(slice_of(optarg), &print.dots))
                return command_usage(&command_show,
                                     "'%s' are no dots; braille, blocks or "
                                     "ascii",
                                     optarg);
            break;
        case 'h':
            command_help(&command_show, stdout);
            return STATUS_WELL;
        default:
            return command_bad_option(&command_show, argv);
        }
    if (print.cols && !print.steps)
        return command_usage(&command_show, "--size goes with --steps");
    if (optind == argc)
        return command_usage(&command_show, "name a section ('likely list' has "
                                            "them), a lesson file, or 'all'");
    return show(argv + optind, argc - optind, print);
}

const struct command command_show = {
    .name = "show",
    .synopsis = "SECTION...",
    .summary = "Print sections, equations laid out, labs as they stand",
    .help =
        "SECTION is an id such as 1.2, a lesson file, or 'all'.\n"
        "  --width N   columns, 40 to 300; 80, or the terminal's if less\n"
        "  --ascii     7-bit characters only; without it a pipe gets UTF-8\n"
        "  --dots KIND curves in braille, blocks or ascii\n"
        "  --steps     the slides of 'likely present', as a handout\n"
        "  --size CxR  those of a screen of that size, 80x24\n",
    .run = run,
};
