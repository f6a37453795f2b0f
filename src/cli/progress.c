#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/foreign.h"
#include "cli/json_text.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"

enum { TITLE_CELLS = 46 };

static json_t *time_json(long long seconds)
{
    return seconds ? json_integer(seconds) : json_null();
}

static json_t *answer_json(const struct record_answer *answer)
{
    json_t *out =
        json_pack("{s:s, s:s, s:b, s:s, s:b, s:i, s:i, s:i}", "question",
                  answer->question, "first", answer->first, "first_right",
                  answer->first_right, "last", answer->last, "last_right",
                  answer->last_right, "count", answer->count, "hints",
                  answer->hints, "again", answer->again);

    /* What a class raised, a number for each choice. */
    if (answer->hands[0])
        json_object_set_new(out, "hands", json_string(answer->hands));
    return out;
}

/* What a section's answers add up to; all 0 where there are none. */
struct tally {
    int answered, right, first, hints;
};

static struct tally tally_of(const struct record_lesson *lesson)
{
    struct tally tally = { 0 };

    for (size_t i = 0; lesson && i < lesson->answer_count; i++) {
        const struct record_answer *answer = &lesson->answers[i];

        /* Where only hints were taken, nothing was answered. */
        tally.hints += answer->hints;
        tally.answered += answer->count > 0;
        tally.right += answer->count > 0 && !record_answer_missed(answer);
        tally.first += answer->count > 0 && answer->first_right;
    }
    return tally;
}

static const char *state_of(const struct record_lesson *lesson)
{
    if (lesson && lesson->read)
        return "read";
    if (lesson && lesson->known)
        return "known";
    return lesson && lesson->visited ? "begun" : "new";
}

/* Begun minutes count. */
static int minutes_of(const struct record_lesson *lesson)
{
    return lesson ? (int)((lesson->spent + 59) / 60) : 0;
}

/* lesson NULL: a section that was never opened; section NULL: a file. */
static json_t *lesson_json(const struct catalogue_section *section,
                           const struct record_lesson *lesson)
{
    static const struct record_lesson never = { 0 };
    const struct record_lesson *past = lesson ? lesson : &never;
    struct tally tally = tally_of(lesson);
    json_t *answers = json_array(), *out;

    for (size_t i = 0; i < past->answer_count; i++)
        json_array_append_new(answers, answer_json(&past->answers[i]));
    out =
        json_pack("{s:s, s:s, s:o, s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:o}",
                  "section", section ? section->id : past->lesson, "state",
                  state_of(lesson), "visited", time_json(past->visited), "read",
                  time_json(past->read), "furthest_step", past->furthest,
                  "answered", tally.answered, "right", tally.right,
                  "right_at_first", tally.first, "hints", tally.hints,
                  "minutes", minutes_of(lesson), "answers", answers);
    if (section) {
        json_object_set_new(out, "title", json_string(section->title));
        json_object_set_new(out, "reading_minutes",
                            section->minutes ? json_integer(section->minutes)
                                             : json_null());
    }
    return out;
}

static bool of_course(const struct catalogue *catalogue, const char *lesson)
{
    for (size_t i = 0; i < catalogue->section_count; i++)
        if (strcmp(catalogue->sections[i].id, lesson) == 0)
            return true;
    return false;
}

/* The whole course in its order, then the files of one's own. */
static void print_json(const struct session *session)
{
    const struct catalogue *catalogue = session->catalogue;
    const struct record *record = session->record;
    json_t *sections = json_array(), *all;

    for (size_t i = 0; i < catalogue->section_count; i++) {
        const struct catalogue_section *s = &catalogue->sections[i];

        json_array_append_new(sections,
                              lesson_json(s, record_lesson(record, s->id)));
    }
    for (size_t i = 0; i < record_count(record); i++)
        if (!of_course(catalogue, record_at(record, i)->lesson))
            json_array_append_new(sections,
                                  lesson_json(NULL, record_at(record, i)));
    all = json_pack("{s:o}", "sections", sections);
    json_print(stdout, all, JSON_INDENT(2));
    putchar('\n');
    json_decref(all);
}

/* One more fact of a line. */
static void put(struct strbuf *out, int count, const char *what)
{
    strbuf_printf(out, "%s%d %s", out->len ? ", " : "", count, what);
}

/* "1.2    read   Maximum likelihood   4 of 5 right, 1 missed, 2 hints, 7 min":
 * the title is padded by cells, not by bytes. */
static void print_section(const struct catalogue_section *section,
                          const struct record_lesson *lesson)
{
    struct tally tally = tally_of(lesson);
    struct strbuf facts = { 0 };

    if (tally.answered)
        strbuf_printf(&facts, "%d of %d right", tally.right, tally.answered);
    if (tally.answered > tally.right)
        put(&facts, tally.answered - tally.right, "missed");
    if (tally.hints)
        put(&facts, tally.hints, tally.hints == 1 ? "hint" : "hints");
    if (minutes_of(lesson))
        put(&facts, minutes_of(lesson), "min");
    foreign_cell(section->id, 6);
    printf(" %-5s  ", state_of(lesson));
    foreign_cell(section->title, facts.len ? TITLE_CELLS : 0);
    if (facts.len)
        printf("  %s", strbuf_text(&facts));
    putchar('\n');
    strbuf_finish(&facts);
}

static void add(struct tally *sum, struct tally more)
{
    sum->answered += more.answered;
    sum->right += more.right;
    sum->first += more.first;
    sum->hints += more.hints;
}

static void print_part(const struct catalogue_part *part)
{
    putchar('\n');
    foreign_print(part->title, 0);
    putchar('\n');
}

/* What a student can hand in: whole, dated, a line a section. */
static void print_text(const struct session *session)
{
    const struct catalogue *catalogue = session->catalogue;
    time_t now = time(NULL);
    struct tally sum = { 0 };
    size_t read = 0, known = 0;
    int minutes = 0;
    struct tm tm;
    char day[32] = "";

    if (localtime_r(&now, &tm))
        strftime(day, sizeof day, "%Y-%m-%d", &tm);
    foreign_print(catalogue->title ? catalogue->title : "The course", 0);
    printf(", %s\n", day);
    for (size_t i = 0; i < catalogue->section_count; i++) {
        const struct catalogue_section *s = &catalogue->sections[i];
        const struct record_lesson *lesson =
            record_lesson(session->record, s->id);

        if (s->part && s->part->first == i)
            print_part(s->part);
        print_section(s, lesson);
        read += lesson && lesson->read;
        known += lesson && !lesson->read && lesson->known;
        minutes += minutes_of(lesson);
        add(&sum, tally_of(lesson));
    }
    printf("\n%zu of %zu sections read", read, catalogue->section_count);
    if (known)
        printf(", %zu more known", known);
    printf("; %d of %d answered right at first, %d right by now; %d hint%s; "
           "%d min\n",
           sum.first, sum.answered, sum.right, sum.hints,
           sum.hints == 1 ? "" : "s", minutes);
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
        print_json(&session);
    else
        print_text(&session);
    session_close(&session);
    return status;
}

const struct command command_progress = {
    .name = "progress",
    .synopsis = "[--json] [reset]",
    .summary = "Print what you have read and answered, to hand in",
    .help = "  --json   everything, as one JSON object: each section with its "
            "answers\n"
            "  reset    begin afresh\n",
    .run = run,
};
