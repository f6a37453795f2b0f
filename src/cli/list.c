#include <getopt.h>
#include <stdio.h>

#include "base/err.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/foreign.h"
#include "cli/list.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"

static const char *state(const struct record *record, const char *id)
{
    const struct record_lesson *lesson =
        record ? record_lesson(record, id) : NULL;

    if (!lesson)
        return "";
    if (lesson->read)
        return "  read";
    if (lesson->known)
        return "  known";
    return lesson->visited ? "  begun" : "";
}

static int widest(const struct catalogue *catalogue, bool ids)
{
    int most = 0;

    for (size_t i = 0; i < catalogue->section_count; i++) {
        const struct catalogue_section *s = &catalogue->sections[i];
        int width = utf8_width(slice_of(ids ? s->id : s->title));

        if (width > most)
            most = width;
    }
    return most;
}

static void print_part(const struct session *session,
                       const struct catalogue_part *part)
{
    const struct catalogue *catalogue = session->catalogue;

    foreign_print(part->id, 0);
    printf("  ");
    foreign_print(part->title, 0);
    putchar('\n');
    for (size_t i = part->first; i < part->first + part->count; i++) {
        const struct catalogue_section *s = &catalogue->sections[i];

        printf("   ");
        foreign_cell(s->id, widest(catalogue, true) + 2);
        foreign_cell(s->title, widest(catalogue, false) + 2);
        if (s->minutes)
            printf("%3d min", s->minutes);
        puts(state(session->record, s->id));
    }
}

void list_print(const struct session *session)
{
    for (size_t i = 0; i < session->catalogue->part_count; i++)
        print_part(session, &session->catalogue->parts[i]);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "ids", no_argument, NULL, 'i' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    struct session session;
    struct err err;
    bool ids = false;
    int c;

    while ((c = getopt_long(argc, argv, "h", options, NULL)) != -1)
        switch (c) {
        case 'i':
            ids = true;
            break;
        case 'h':
            command_help(&command_list, stdout);
            return STATUS_WELL;
        default:
            return command_bad_option(&command_list, argv);
        }
    if (optind < argc)
        return command_usage(&command_list, "it takes no argument, not '%s'",
                             argv[optind]);
    if (!session_open(&session, true, false, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    for (size_t i = 0; ids && i < session.catalogue->section_count; i++) {
        foreign_print(session.catalogue->sections[i].id, 0);
        putchar('\n');
    }
    if (!ids)
        list_print(&session);
    session_close(&session);
    return STATUS_WELL;
}

const struct command command_list = {
    .name = "list",
    .synopsis = "[--ids]",
    .summary = "Print the parts and sections, and what you have read",
    .help = "  --ids   only the sections' ids, one a line\n",
    .run = run,
};
