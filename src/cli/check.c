#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/lesson.h"

struct tally {
    size_t lessons, errors, warnings;
};

static void fail(struct tally *tally, const struct err *err)
{
    err_print(err, stderr);
    tally->errors++;
}

static void warn(struct tally *tally, const struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->warning_count; i++) {
        const struct lesson_warning *w = &lesson->warnings[i];
        struct err err;

        err_at(&err, lesson->path, w->line, w->column, "warning: %s", w->text);
        err_print(&err, stderr);
        tally->warnings++;
    }
}

/* Opening builds the labs, and playing a question's outcome shows that the
 * lab takes every one of its actions. */
static void check_lesson(struct course *course, const char *path,
                         struct tally *tally)
{
    struct err err;
    struct section *section = course_open(course, path, &err);

    tally->lessons++;
    if (!section) {
        fail(tally, &err);
        return;
    }
    warn(tally, section->lesson);
    for (size_t i = 0; i < section->question_count; i++)
        if (!question_play(section, &section->questions[i], &err))
            fail(tally, &err);
    section_close(section);
}

static void check_folder(struct course *course, const char *folder,
                         struct tally *tally)
{
    struct err err = { 0 };
    size_t count;
    char **names = file_list(folder, ".md", &count, &err);
    struct strbuf path = { 0 };

    if (count == 0) {
        if (!*err.text)
            err_at(&err, folder, 0, 0,
                   "no lesson in this folder; a lesson's "
                   "name ends in .md");
        fail(tally, &err);
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_clear(&path);
        strbuf_printf(&path, "%s/%s", folder, names[i]);
        check_lesson(course, strbuf_text(&path), tally);
    }
    strbuf_finish(&path);
    free(names);
}

/* A file in the current folder is still a file, not a section's id. */
static void check_path(struct course *course, const char *path,
                       struct tally *tally)
{
    struct strbuf file = { 0 };

    if (file_is_dir(path)) {
        check_folder(course, path, tally);
        return;
    }
    strbuf_printf(&file, "%s%s", session_is_file(path) ? "" : "./", path);
    check_lesson(course, strbuf_text(&file), tally);
    strbuf_finish(&file);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    struct tally tally = { 0 };
    struct session session;
    struct err err;
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (c != 'h')
            return command_bad_option(&command_check, argv);
        command_help(&command_check, stdout);
        return STATUS_WELL;
    }
    if (optind == argc)
        return command_usage(&command_check,
                             "name a lesson, or a folder of lessons");
    if (!session_open(&session, false, true, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    for (int i = optind; i < argc; i++)
        check_path(session.course, argv[i], &tally);
    session_close(&session);
    printf("%zu lesson%s, %zu error%s, %zu warning%s\n", tally.lessons,
           plural(tally.lessons), tally.errors, plural(tally.errors),
           tally.warnings, plural(tally.warnings));
    return tally.errors ? STATUS_BAD_INPUT : STATUS_WELL;
}

const struct command command_check = {
    .name = "check",
    .synopsis = "FILE...",
    .summary = "Check lessons: form, formulas, labs, questions",
    .help = "A folder means its *.md. Every complaint names file, line and "
            "column.\nThe status is 1 when there is an error.\n",
    .run = run,
};
