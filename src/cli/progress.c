#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "cli/command.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"

static json_t *time_json(long long seconds)
{
    return seconds ? json_integer(seconds) : json_null();
}

static json_t *answer_json(const struct record_answer *answer)
{
    return json_pack("{s:s, s:s, s:b, s:s, s:b, s:i, s:i, s:i}", "question",
                     answer->question, "first", answer->first, "first_right",
                     answer->first_right, "last", answer->last, "last_right",
                     answer->last_right, "count", answer->count, "hints",
                     answer->hints, "again", answer->again);
}

static json_t *lesson_json(const struct record_lesson *lesson)
{
    json_t *answers = json_array();

    for (size_t i = 0; i < lesson->answer_count; i++)
        json_array_append_new(answers, answer_json(&lesson->answers[i]));
    return json_pack("{s:s, s:o, s:o, s:i, s:o}", "section", lesson->lesson,
                     "visited", time_json(lesson->visited), "read",
                     time_json(lesson->read), "furthest_step", lesson->furthest,
                     "answers", answers);
}

static void print_json(const struct record *record)
{
    json_t *sections = json_array();
    json_t *all;

    for (size_t i = 0; i < record_count(record); i++)
        json_array_append_new(sections, lesson_json(record_at(record, i)));
    all = json_pack("{s:o}", "sections", sections);
    json_dumpf(all, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(all);
}

static size_t right_at_first(const struct record_lesson *lesson)
{
    size_t right = 0;

    for (size_t i = 0; i < lesson->answer_count; i++)
        right += lesson->answers[i].first_right;
    return right;
}

/* Where only hints were taken, nothing was answered. */
static size_t answered(const struct record_lesson *lesson)
{
    size_t count = 0;

    for (size_t i = 0; i < lesson->answer_count; i++)
        count += lesson->answers[i].count > 0;
    return count;
}

static void print_text(const struct session *session)
{
    const struct catalogue *catalogue = session->catalogue;
    size_t read = 0;

    for (size_t i = 0; i < catalogue->section_count; i++) {
        const struct catalogue_section *s = &catalogue->sections[i];
        const struct record_lesson *lesson =
            record_lesson(session->record, s->id);

        if (!lesson)
            continue;
        read += lesson->read != 0;
        printf("%-7s %-6s ", s->id, lesson->read ? "read" : "begun");
        if (answered(lesson))
            printf("%zu of %zu answered right at first  %s\n",
                   right_at_first(lesson), answered(lesson), s->title);
        else
            printf("no answers yet                 %s\n", s->title);
    }
    printf("%zu of %zu sections read\n", read, catalogue->section_count);
}

static int reset(struct session *session)
{
    if (record_reset(session->record, NULL)) {
        puts("progress is reset");
        return STATUS_WELL;
    }
    return STATUS_BAD_INPUT; /* session_close() says why */
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "json", no_argument, NULL, 'j' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    struct session session;
    struct err err;
    bool json = false;
    int c, status = STATUS_WELL;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1)
        switch (c) {
        case 'j':
            json = true;
            break;
        case 'h':
            command_help(&command_progress, stdout);
            return STATUS_WELL;
        default:
            return command_bad_option(&command_progress, argv);
        }
    if (optind + 1 < argc ||
        (optind < argc && strcmp(argv[optind], "reset") != 0))
        return command_usage(&command_progress,
                             "'reset' is the only word it takes, not '%s'",
                             argv[argc - 1]);
    if (!session_open(&session, true, true, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    if (optind < argc)
        status = reset(&session);
    else if (json)
        print_json(session.record);
    else
        print_text(&session);
    session_close(&session);
    return status;
}

const struct command command_progress = {
    .name = "progress",
    .synopsis = "[--json] [reset]",
    .summary = "Print what you have read and answered, or forget it",
    .help = "  --json   everything, as one JSON object\n"
            "  reset    begin afresh\n",
    .run = run,
};
