/* test_plain_course.c - the whole course in lines of text, by a script that
 * answers everything right.
 *
 * The script is written from the lessons' keys; the program that reads it is
 * the real one, in a pipe. A refused line ends it with another status.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <unistd.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/question.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

/* The lines that answer one question from the section's beginning. */
static void write_question(FILE *script, const struct question *question)
{
    const struct question_block *ask = question->block->question;
    struct strbuf key = { 0 };

    question_key(question, &key);
    if (ask->kind == QUESTION_REACH)
        fprintf(script, "lab %d\nreset\n%s\n", question->lab + 1,
                strbuf_text(&key));
    else if (ask->kind != QUESTION_STEPS)
        fprintf(script, "answer %s %s\n", ask->id, strbuf_text(&key));
    for (size_t i = 0; i < ask->step_count; i++)
        if (ask->steps[i].answer.node)
            fprintf(script, "answer %s %.*s\n", ask->id,
                    SLICE_ARG(ask->steps[i].answer.text));
    strbuf_finish(&key);
}

/* What is to be reached comes last: no prediction holds its levers then. */
static size_t write_section(FILE *script, const struct section *section)
{
    for (int reach = 0; reach < 2; reach++)
        for (size_t i = 0; i < section->question_count; i++)
            if ((section->questions[i].ask->kind == QUESTION_REACH) == reach)
                write_question(script, &section->questions[i]);
    return section->question_count;
}

static size_t write_script(const char *path)
{
    struct err err = { .line = 0 };
    struct catalogue *catalogue =
        catalogue_open(getenv("LIKELY_LESSONS"), &err);
    struct course *course;
    FILE *script = fopen(path, "w");
    size_t questions = 0;

    assert_non_null(script);
    assert_non_null(catalogue);
    course = course_create(catalogue, NULL);
    for (size_t i = 0; i < catalogue->section_count; i++) {
        const char *id = catalogue->sections[i].id;
        struct section *section = course_open(course, id, &err);

        if (!section)
            fail_msg("%s: %s", id, err.text);
        fprintf(script, "go %s\n", id);
        questions += write_section(script, section);
        section_close(section);
    }
    fputs("quit\n", script);
    fclose(script);
    course_destroy(course);
    catalogue_destroy(catalogue);
    return questions;
}

static size_t count(const char *text, const char *words)
{
    size_t n = 0;

    for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
        n++;
    return n;
}

static int output_of(const char *line, struct strbuf *out)
{
    FILE *pipe = popen(line, "r");
    char text[4096];
    int status;

    assert_non_null(pipe);
    while (fgets(text, sizeof text, pipe))
        strbuf_puts(out, text);
    status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void a_script_answers_the_whole_course(void **state)
{
    char folder[] = "/tmp/likely-plain-XXXXXX", path[64], line[4096];
    struct strbuf out = { 0 };
    size_t questions;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/script", folder);
    questions = write_script(path);
    assert_true(questions >= 80);
    snprintf(line, sizeof line,
             "LC_ALL=C.UTF-8 XDG_STATE_HOME=%s LIKELY_LESSONS='%s' '%s' learn "
             "--plain <%s 2>&1",
             folder, getenv("LIKELY_LESSONS"), LIKELY, path);
    if (output_of(line, &out) != 0)
        fail_msg("%s", strstr(strbuf_text(&out), "likely: "));
    assert_int_equal(count(strbuf_text(&out), "\nnot yet"), 0);
    assert_int_equal(count(strbuf_text(&out), "\nnot this one"), 0);

    /* The record has them all, and none that was wrong. */
    strbuf_clear(&out);
    snprintf(line, sizeof line,
             "LC_ALL=C.UTF-8 XDG_STATE_HOME=%s LIKELY_LESSONS='%s' '%s' "
             "progress --json",
             folder, getenv("LIKELY_LESSONS"), LIKELY);
    assert_int_equal(output_of(line, &out), 0);
    assert_true(count(strbuf_text(&out), "\"first_right\": true") >= questions);
    assert_int_equal(count(strbuf_text(&out), "\"first_right\": false"), 0);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
    strbuf_finish(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_script_answers_the_whole_course),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
