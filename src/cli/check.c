#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/slides.h"
#include "course/course.h"
#include "course/prove.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "lesson/minutes.h"

struct tally {
    struct prove_options options;
    bool quiet, minutes;
    int cols, rows; /* of a terminal before a class; 0: not asked for */
    size_t lessons, errors, warnings;
    struct proof_counts counts; /* of all lessons */
};

/* What was printed stands before the complaint that follows it. */
static void fail(struct tally *tally, const struct err *err)
{
    fflush(stdout);
    err_print(err, stderr);
    tally->errors++;
}

static void warn(struct tally *tally, const char *path,
                 const struct lesson *lesson)
{
    for (size_t i = 0; i < lesson->warning_count; i++) {
        const struct lesson_warning *w = &lesson->warnings[i];
        struct err err;

        err_at(&err, path, w->line, w->column, "warning: %s", w->text);
        err_print(&err, stderr);
        tally->warnings++;
    }
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void print_counts(const struct tally *tally, const char *name,
                         const struct proof_counts *c)
{
    struct strbuf line = { 0 };

    utf8_gate(&line, slice_of(name), false, 0);
    strbuf_printf(&line,
                  ": %zu formula%s, %zu unread; %zu identit%s, %zu instance%s, "
                  "%zu misprint%s; %zu number%s",
                  c->formulas, plural(c->formulas), c->unread, c->identities,
                  c->identities == 1 ? "y" : "ies", c->instances,
                  plural(c->instances), c->misprints, plural(c->misprints),
                  c->numbers, plural(c->numbers));
    if (tally->options.mutate)
        strbuf_printf(&line, "; %zu mutant%s, %zu equivalent, %zu survive%s",
                      c->mutants, plural(c->mutants), c->equivalents,
                      c->survivors, c->survivors == 1 ? "s" : "");
    if (!tally->quiet)
        puts(strbuf_text(&line));
    strbuf_finish(&line);
}

static void print_note(const char *path, const struct proof_line *note)
{
    struct strbuf line = { 0 };

    utf8_gate(&line, slice_of(path), false, 0);
    strbuf_printf(&line, ":%d:%d: ", note->line, note->column);
    utf8_gate(&line, slice_of(note->text), false, 0);
    puts(strbuf_text(&line));
    strbuf_finish(&line);
}

static void add_counts(struct proof_counts *all, const struct proof_counts *one)
{
    all->formulas += one->formulas;
    all->unread += one->unread;
    all->identities += one->identities;
    all->instances += one->instances;
    all->misprints += one->misprints;
    all->numbers += one->numbers;
    all->mutants += one->mutants;
    all->survivors += one->survivors;
    all->equivalents += one->equivalents;
}

static void report(struct tally *tally, const char *path,
                   const struct proof *proof)
{
    size_t before = tally->errors, told;

    for (size_t i = 0; i < proof->line_count; i++) {
        const struct proof_line *line = &proof->lines[i];
        struct err err;

        if (line->weight == PROOF_ERROR) {
            err_at(&err, path, line->line, line->column, "%s", line->text);
            fail(tally, &err);
        } else if (line->weight == PROOF_WARNING) {
            err_at(&err, path, line->line, line->column, "warning: %s",
                   line->text);
            fflush(stdout);
            err_print(&err, stderr);
            tally->warnings++;
        } else if (!tally->quiet)
            print_note(path, line);
    }
    told = tally->errors - before;
    if (told < proof->errors) {
        struct err err;

        err_at(&err, path, 0, 0, "%zu more errors", proof->errors - told);
        fail(tally, &err);
        tally->errors = before + proof->errors;
    }
    print_counts(tally, path, &proof->counts);
    add_counts(&tally->counts, &proof->counts);
}

/* How long the lesson is said to take and was measured to, and of what. */
static void print_minutes(const char *name, const struct lesson *lesson)
{
    struct minutes m = minutes_count(lesson);
    struct strbuf line = { 0 };

    utf8_gate(&line, slice_of(name), false, 0);
    strbuf_puts(&line, ": ");
    if (lesson->minutes)
        strbuf_printf(&line, "%d min declared, ", lesson->minutes);
    strbuf_printf(&line,
                  "%.1f measured: %zu word%s, %zu equation%s, %zu question%s, "
                  "%zu figure%s",
                  (double)minutes_seconds(m) / 60.0, m.words, plural(m.words),
                  m.equations, plural(m.equations), m.questions,
                  plural(m.questions), m.figures, plural(m.figures));
    puts(strbuf_text(&line));
    strbuf_finish(&line);
}

static void check_lesson(struct session *session, const char *name,
                         struct tally *tally)
{
    struct err err;
    struct section *section = course_open(session->course, name, &err);
    struct proof *proof;
    const char *path;

    tally->lessons++;
    if (!section) {
        fail(tally, &err);
        return;
    }
    path = session_is_file(name) ? name : section->lesson->path;
    warn(tally, path, section->lesson);
    proof = prove_section(section, session->catalogue, &tally->options);
    report(tally, path, proof);
    if (tally->minutes)
        print_minutes(path, section->lesson);
    proof_destroy(proof);
    if (tally->cols) {
        char *kept = fatal_strdup(path);

        section_close(section);
        tally->warnings +=
            slides_warn(session->course, name, kept, tally->cols, tally->rows);
        free(kept);
        return;
    }
    section_close(section);
}

static void check_folder(struct session *session, const char *folder,
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
        check_lesson(session, strbuf_text(&path), tally);
    }
    strbuf_finish(&path);
    free(names);
}

/* A file in the current folder is still a file, unless a section has that
 * id. */
static void check_path(struct session *session, const char *path,
                       struct tally *tally)
{
    struct strbuf file = { 0 };
    struct err err;

    if (file_is_dir(path)) {
        check_folder(session, path, tally);
        return;
    }
    if (session_is_file(path) || catalogue_find(session->catalogue, path, &err))
        strbuf_puts(&file, path);
    else
        strbuf_printf(&file, "./%s", path);
    check_lesson(session, strbuf_text(&file), tally);
    strbuf_finish(&file);
}

/* Over several lessons no one part is granted to each. */
static void check_shares(struct tally *tally)
{
    const struct proof_counts *c = &tally->counts;
    struct err err;

    if (c->unread > 1 && c->unread * PROVE_SHARE > c->formulas) {
        err_set(&err,
                "%zu of all %zu formulas are unread; at most one in %d may be",
                c->unread, c->formulas, PROVE_SHARE);
        fail(tally, &err);
    }
    if (c->survivors > 1 && c->survivors * PROVE_SHARE > c->mutants) {
        err_set(&err, "%zu of all %zu mutants survive; at most one in %d may",
                c->survivors, c->mutants, PROVE_SHARE);
        fail(tally, &err);
    }
}

static int check_all(int count, char **paths, struct tally *tally)
{
    struct session session;
    struct err err;

    if (!session_open(&session, false, count > 0, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    if (count == 0)
        check_folder(&session, session.catalogue->folder, tally);
    for (int i = 0; i < count; i++)
        check_path(&session, paths[i], tally);
    session_close(&session);
    if (tally->lessons > 1) {
        check_shares(tally);
        print_counts(tally, "all", &tally->counts);
    }
    if (!tally->quiet)
        printf("%zu lesson%s, %zu error%s, %zu warning%s\n", tally->lessons,
               plural(tally->lessons), tally->errors, plural(tally->errors),
               tally->warnings, plural(tally->warnings));
    return tally->errors ? STATUS_BAD_INPUT : STATUS_WELL;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "minutes", no_argument, NULL, 't' },
        { "mutate", no_argument, NULL, 'm' },
        { "quiet", no_argument, NULL, 'q' },
        { "size", required_argument, NULL, 'z' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    struct tally tally = { 0 };
    int c;

    while ((c = getopt_long(argc, argv, "mtqh", options, NULL)) != -1) {
        if (c == 'm')
            tally.options.mutate = true;
        else if (c == 't')
            tally.minutes = true;
        else if (c == 'q')
            tally.quiet = true;
        else if (c == 'z' && !command_size(optarg, &tally.cols, &tally.rows))
            return command_usage(&command_check,
                                 "'%s' is no size; 100x30 is one", optarg);
        else if (c == 'z')
            continue;
        else if (c == 'h') {
            command_help(&command_check, stdout);
            return STATUS_WELL;
        } else
            return command_bad_option(&command_check, argv);
    }
    return check_all(argc - optind, argv + optind, &tally);
}

const struct command command_check = {
    .name = "check",
    .synopsis = "[--minutes] [--mutate] [--quiet] [--size CxR] [SECTION...]",
    .summary = "Prove lessons: form, formulas, labs, questions, numbers",
    .help = "Every identity is tried on its lab and on 200 random data sets, "
            "every number\nthat was rounded is traced to a formula or to the "
            "data. A folder means its\n*.md; nothing, the whole course. Every "
            "complaint names file, line and column;\nthe status is 1 when "
            "there is one.\n\n"
            "  --minutes how long a lesson takes, and what was counted\n"
            "  --mutate  show that the proofs bite: small changes of each "
            "formula must fail\n"
            "  --quiet   complaints only\n"
            "  --size CxR where 'likely present' would part what no pause "
            "parts\n",
    .run = run,
};
