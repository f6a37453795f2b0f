/* merge.c - `likely merge`: the readings of parts that were read apart. */
#include <getopt.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "base/stream.h"
#include "cli/command.h"
#include "cli/eval_answer.h"
#include "cli/eval_partial.h"

/* A part lists up to a million rows, each with its text. */
#define LINE_MOST ((size_t)1 << 30)

enum { WASTE = 1 << 22 /* bytes */ };

struct merging {
    struct arena *arena;
    size_t kept;            /* bytes of it when it was new */
    struct eval_part whole; /* no classes: no part yet */
    enum unit unit;
    bool json, partial, help;
};

static bool same_classes(const struct eval_part *a, const struct eval_part *b)
{
    if (a->class_count != b->class_count || a->logits != b->logits)
        return false;
    for (size_t j = 0; j < a->class_count; j++)
        if (strcmp(a->classes[j], b->classes[j]) != 0)
            return false;
    return true;
}

/* What joined parts have left behind is let go of, once it is more than what
 * stays: of a hundred thousand parts only the worst rows of all are kept. */
static void tidy(struct merging *merging)
{
    struct arena *fresh;

    if (arena_used(merging->arena) < 2 * merging->kept + WASTE)
        return;
    fresh = arena_create();
    merging->whole = eval_part_copy(fresh, &merging->whole);
    arena_destroy(merging->arena);
    merging->arena = fresh;
    merging->kept = arena_used(fresh);
}

static bool join(struct merging *merging, struct slice line, struct err *err)
{
    struct eval_part part, *whole = &merging->whole;

    if (!eval_part_read(merging->arena, line, &part, err))
        return false;
    if (whole->class_count == 0) {
        *whole = part;
        return true;
    }
    if (!same_classes(whole, &part))
        return err_set(err, "the classes of this part are not those of the "
                            "parts before it; parts of one data set would do");
    if (whole->readings.examples + part.readings.examples >= EVAL_EXAMPLES_MAX)
        return err_set(err, "too many examples; fewer than 2^40 would do");
    eval_part_add(whole, &part, merging->arena);
    tidy(merging);
    return true;
}

/* A part a line. */
static bool join_stream(struct merging *merging, struct stream *stream,
                        struct err *err)
{
    struct slice line;
    struct err why = { 0 };

    for (int number = 1;; number++) {
        switch (stream_line(stream, &line, err)) {
        case STREAM_END:
            return true;
        case STREAM_FAILED:
            return false;
        case STREAM_TOO_LONG:
            return err_at(
                err, stream->name, number, 1,
                "a line of more than %zu MiB; a partial result a line "
                "would do",
                LINE_MOST >> 20);
        case STREAM_SOME:
            break;
        }
        if (slice_trim(line).len > 0 && !join(merging, line, &why))
            return err_at(err, stream->name, number, 1, "%s", why.text);
    }
}

static bool join_file(struct merging *merging, const char *path,
                      struct err *err)
{
    struct stream stream;
    bool well;

    if (!stream_open(&stream, path, err))
        return false;
    stream.longest = LINE_MOST;
    well = join_stream(merging, &stream, err);
    stream_close(&stream);
    return well;
}

static void print(const struct merging *merging)
{
    const struct eval_part *whole = &merging->whole;
    struct evaluated readings = { 0 };
    struct prediction_count count = { .most_off = whole->readings.most_off };
    struct eval_answer answer = {
        .readings = &readings,
        .count = &count,
        .logits = whole->logits,
        .part = whole,
        .classes = whole->classes,
        .class_count = whole->class_count,
        .unit = merging->unit,
    };

    if (merging->partial) {
        eval_part_print(whole, stdout);
        return;
    }
    partial_read(&whole->readings, &readings);
    (merging->json ? eval_json : eval_text)(&answer);
}

static int merge(struct merging *merging, int count, char **paths)
{
    struct err err = { 0 };
    bool well = true;

    for (int i = 0; i < count && well; i++)
        well = join_file(merging, paths[i], &err);
    if (well && merging->whole.class_count == 0)
        well = err_at(&err, count == 1 ? paths[0] : NULL, 0, 0,
                      "there is no part; a line of 'likely eval --partial' "
                      "would do");
    if (well && merging->whole.readings.examples == 0 && !merging->partial)
        well = err_at(&err, count == 1 ? paths[0] : NULL, 0, 0,
                      "no part has a row; one with rows would do");
    if (well)
        print(merging);
    else
        err_print(&err, stderr);
    return well ? STATUS_WELL : STATUS_BAD_INPUT;
}

static int take_option(struct merging *merging, int option, char **argv)
{
    switch (option) {
    case 'u':
        if (unit_from_name(slice_of(optarg), &merging->unit))
            return STATUS_WELL;
        return command_usage(&command_merge,
                             "'%s' is no unit; nats, bits or bans would do",
                             optarg);
    case 'j':
        merging->json = true;
        return STATUS_WELL;
    case 'p':
        merging->partial = true;
        return STATUS_WELL;
    default:
        return command_bad_option(&command_merge, argv);
    }
}

static int take_arguments(struct merging *merging, int argc, char **argv)
{
    static const struct option options[] = {
        { "unit", required_argument, NULL, 'u' },
        { "json", no_argument, NULL, 'j' },
        { "partial", no_argument, NULL, 'p' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    int option, status = STATUS_WELL;

    while (status == STATUS_WELL &&
           (option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        merging->help |= option == 'h';
        if (option == 'h')
            return STATUS_WELL;
        status = take_option(merging, option, argv);
    }
    if (status == STATUS_WELL && argc == optind)
        return command_usage(&command_merge,
                             "give it parts; '-' is standard input");
    if (status == STATUS_WELL && merging->json && merging->partial)
        return command_usage(&command_merge,
                             "--json and --partial are given; one would do");
    return status;
}

static int run(int argc, char **argv)
{
    struct merging merging = { .arena = arena_create() };
    int status = take_arguments(&merging, argc, argv);

    if (merging.help)
        command_help(&command_merge, stdout);
    else if (status == STATUS_WELL)
        status = merge(&merging, argc - optind, argv + optind);
    arena_destroy(merging.arena);
    return status;
}

const struct command command_merge = {
    .name = "merge",
    .synopsis = "PART...",
    .summary = "Join what 'likely eval --partial' found in parts",
    .help =
        "PART is a file with a partial result a line; - is standard "
        "input. Parts may\n"
        "come in any order and may be joined in groups: the numbers are "
        "the same.\n"
        "  --partial          print a partial result again, to be joined "
        "further\n"
        "  --unit UNIT        of logarithms: nats, bits, bans\n"
        "  --json             an object, for other programs\n"
        "\n"
        "  parallel likely eval --partial ::: part-*.csv | likely merge -\n",
    .run = run,
};
