/* evaluate.c - `likely eval`: the readings of a file of predictions. */
#include <getopt.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "cli/command.h"
#include "cli/data_options.h"
#include "cli/data_read.h"
#include "cli/eval_answer.h"
#include "cli/eval_partial.h"

enum { WORST_MAX = 1000000 };

struct wanted {
    struct data_options data;
    size_t worst;
    bool json, partial, help;
    const char *name; /* of a part; NULL: its file's */
};

/* Between a reader and the evaluation: names of classes are the reader's and
 * gone when it is through. */
struct tap {
    struct arena *arena;
    struct prediction_sink sink;
    char **classes; /* [class_count] */
    size_t class_count;
    bool logits;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    struct tap *tap = context;

    tap->class_count = set->class_count;
    tap->logits = set->logits;
    tap->classes =
        arena_array(tap->arena, set->class_count, sizeof *tap->classes);
    for (size_t j = 0; j < set->class_count; j++)
        tap->classes[j] = slice_text(tap->arena, set->classes[j]);
    return tap->sink.begin(tap->sink.context, set, err);
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    const struct tap *tap = context;

    return tap->sink.take(tap->sink.context, batch, err);
}

static void print(const struct wanted *wanted, const struct tap *tap,
                  const struct evaluated *readings,
                  const struct prediction_count *count)
{
    struct eval_part part = { .readings = readings->totals,
                              .logits = tap->logits,
                              .classes = tap->classes,
                              .class_count = tap->class_count,
                              .worst_most = wanted->worst };
    const char *name = wanted->name        ? wanted->name
                       : wanted->data.file ? wanted->data.file
                                           : wanted->data.probs;
    struct eval_answer answer = {
        .readings = readings,
        .count = count,
        .logits = tap->logits,
        .normalised = wanted->data.options.normalise,
        .classes = tap->classes,
        .class_count = tap->class_count,
        .unit = wanted->data.unit,
    };

    if (wanted->partial) {
        eval_part_rows(&part, tap->arena, name, readings, count);
        eval_part_print(&part, stdout);
    } else {
        (wanted->json ? eval_json : eval_text)(&answer);
    }
}

static int evaluate(const struct wanted *wanted)
{
    struct evaluation *evaluation = evaluation_create(wanted->worst);
    struct tap tap = { .arena = wanted->data.arena,
                       .sink = evaluation_sink(evaluation) };
    struct prediction_sink sink = { begin, take, &tap };
    struct prediction_count count;
    struct evaluated readings = { 0 };
    struct err err = { 0 };
    int status = STATUS_WELL;

    if (data_read(&wanted->data, &sink, &count, &err)) {
        if (count.rows > 0)
            evaluation_end(evaluation, &readings);
        print(wanted, &tap, &readings, &count);
    } else {
        err_print(&err, stderr);
        status = STATUS_BAD_INPUT;
    }
    evaluation_destroy(evaluation);
    return status;
}

/* ---- options ---- */

/* One option. STATUS_WELL, or the status to end with. */
static int take_option(struct wanted *wanted, int option, char **argv)
{
    long worst;

    switch (option) {
    case 'w':
        if (!slice_long(slice_of(optarg), &worst) || worst < 0 ||
            worst > WORST_MAX)
            return data_bad_value(&command_eval, "number of rows", optarg,
                                  "0 to 1000000");
        wanted->worst = (size_t)worst;
        break;
    case 'j':
        wanted->json = true;
        break;
    case 'p':
        wanted->partial = wanted->data.options.empty = true;
        break;
    case 'N':
        wanted->name = optarg;
        break;
    default:
        return data_option(&wanted->data, option, argv);
    }
    return STATUS_WELL;
}

static int take_arguments(struct wanted *wanted, int argc, char **argv)
{
    static const struct option options[] = {
        DATA_OPTIONS,
        { "worst", required_argument, NULL, 'w' },
        { "json", no_argument, NULL, 'j' },
        { "partial", no_argument, NULL, 'p' },
        { "name", required_argument, NULL, 'N' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    int option;

    while ((option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        int status;

        wanted->help |= option == 'h';
        if (option == 'h')
            return STATUS_WELL;
        status = take_option(wanted, option, argv);
        if (status != STATUS_WELL)
            return status;
    }
    if (wanted->partial && wanted->json)
        return command_usage(&command_eval, "--partial goes without --json");
    if (wanted->name && !wanted->partial)
        return command_usage(&command_eval, "--name goes with --partial");
    return data_files(&wanted->data, argc - optind, argv + optind);
}

static int run(int argc, char **argv)
{
    struct wanted wanted = { .data = { .command = &command_eval,
                                       .arena = arena_create(),
                                       .options = prediction_options() } };
    int status;

    wanted.data.options.told = true;
    status = take_arguments(&wanted, argc, argv);
    if (wanted.help)
        command_help(&command_eval, stdout);
    else if (status == STATUS_WELL)
        status = evaluate(&wanted);
    arena_destroy(wanted.data.arena);
    return status;
}

const struct command command_eval = {
    .name = "eval",
    .synopsis = "FILE",
    .summary = "Print the readings of your own predictions, from a file",
    .help =
        "FILE is a CSV with a header; - is standard input. The truth is in a "
        "column\n"
        "label (the name of a class, or an index from 0) or in columns "
        "y:CLASS; the\n"
        "prediction in columns p:CLASS (probabilities) or z:CLASS "
        "(logits).\n" DATA_OPTIONS_HELP
        "  --worst M          list the M rows with the largest loss\n"
        "  --json             an object, for other programs\n"
        "  --partial          a line for 'likely merge', of a part of the "
        "data\n"
        "  --name NAME        what to call that part; else "
        "as its file\n" DATA_OPTIONS_HELP_ARRAYS "\n"
        "  likely eval predictions.csv --unit bits --worst 5\n"
        "  zcat predictions.csv.gz | likely eval - --json\n",
    .run = run,
};
