/* evaluate.c - `likely eval`: the readings of a file of predictions. */
#include <getopt.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "base/stream.h"
#include "base/vec.h"
#include "cli/command.h"
#include "cli/eval_answer.h"
#include "cli/eval_partial.h"
#include "cli/gauge.h"
#include "lab/csv_rows.h"
#include "lab/npy_rows.h"

enum { WORST_MAX = 1000000 };

struct wanted {
    struct arena *arena;
    struct prediction_options options;
    enum unit unit;
    size_t worst;
    bool json, partial, help;
    const char *file;           /* a CSV, or else */
    const char *probs, *labels; /* two arrays */
};

/* Between a reader and the evaluation: names of classes are the reader's and
 * gone when it is through. */
struct tap {
    struct arena *arena;
    struct prediction_sink sink;
    struct gauge gauge;
    uint64_t rows;
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
    struct tap *tap = context;

    tap->rows += batch->n;
    gauge_tick(&tap->gauge, tap->rows);
    return tap->sink.take(tap->sink.context, batch, err);
}

static bool read_csv(const struct wanted *wanted, struct tap *tap,
                     struct prediction_count *count, struct err *err)
{
    struct prediction_sink sink = { begin, take, tap };
    struct stream stream;
    bool well;

    if (!stream_open(&stream, wanted->file, err))
        return false;
    gauge_start(&tap->gauge, &stream);
    well = csv_rows(&stream, &wanted->options, &sink, count, err);
    gauge_end(&tap->gauge);
    stream_close(&stream);
    return well;
}

static bool read_arrays(const struct wanted *wanted, struct tap *tap,
                        struct prediction_count *count, struct err *err)
{
    struct prediction_sink sink = { begin, take, tap };
    struct stream probs = { 0 }, labels = { 0 };
    bool well = stream_open(&probs, wanted->probs, err) &&
                stream_open(&labels, wanted->labels, err);

    if (well) {
        gauge_start(&tap->gauge, &probs);
        well = npy_rows(&probs, &labels, &wanted->options, &sink, count, err);
        gauge_end(&tap->gauge);
    }
    stream_close(&probs);
    stream_close(&labels);
    return well;
}

static void print(const struct wanted *wanted, const struct tap *tap,
                  const struct evaluated *readings,
                  const struct prediction_count *count)
{
    struct eval_part part = { readings->totals, tap->logits, tap->classes,
                              tap->class_count };
    struct eval_answer answer = {
        .readings = readings,
        .count = count,
        .logits = tap->logits,
        .normalised = wanted->options.normalise,
        .classes = tap->classes,
        .class_count = tap->class_count,
        .unit = wanted->unit,
    };

    part.readings.most_off = count->most_off;
    if (wanted->partial)
        eval_part_print(&part, stdout);
    else
        (wanted->json ? eval_json : eval_text)(&answer);
}

static int evaluate(const struct wanted *wanted)
{
    struct evaluation *evaluation = evaluation_create(wanted->worst);
    struct tap tap = { .arena = wanted->arena,
                       .sink = evaluation_sink(evaluation) };
    struct prediction_count count;
    struct evaluated readings;
    struct err err = { 0 };
    int status = STATUS_WELL;

    if ((wanted->file ? read_csv : read_arrays)(wanted, &tap, &count, &err)) {
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

static int bad_value(const char *what, const char *text, const char *good)
{
    return command_usage(&command_eval, "'%s' is no %s; %s would do", text,
                         what, good);
}

/* a,b,c */
static int take_classes(struct wanted *wanted, struct slice list)
{
    struct slice *names = NULL;
    size_t count = 0, cap = 0;

    for (;;) {
        const char *comma = list.len ? memchr(list.at, ',', list.len) : NULL;
        size_t n = comma ? (size_t)(comma - list.at) : list.len;
        struct slice name = slice_trim(slice_sub(list, 0, n));

        if (name.len == 0)
            return command_usage(&command_eval,
                                 "--classes names a class without a name; "
                                 "'cat,dog' would do");
        for (size_t i = 0; i < count; i++)
            if (slice_eq(names[i], name))
                return command_usage(&command_eval,
                                     "--classes names '%.*s' twice; once "
                                     "would do",
                                     SLICE_ARG(name));
        *vec_push_in(wanted->arena, names, count, cap) = name;
        if (!comma)
            break;
        list = slice_sub(list, n + 1, list.len);
    }
    wanted->options.classes = names;
    wanted->options.class_count = count;
    return STATUS_WELL;
}

/* One option. STATUS_WELL, or the status to end with. */
static int take_option(struct wanted *wanted, int option, char **argv)
{
    struct slice value = slice_of(optarg);
    long worst;

    switch (option) {
    case 'l':
        if (slice_trim(value).len == 0)
            return bad_value("column", optarg, "the name of one");
        wanted->options.label = slice_trim(value);
        break;
    case 'c':
        return take_classes(wanted, value);
    case 't':
        if (!slice_double(value, &wanted->options.tolerance) ||
            !(wanted->options.tolerance >= 0.0 &&
              wanted->options.tolerance <= 1.0))
            return bad_value("tolerance", optarg, "a number from 0 to 1");
        break;
    case 'n':
        wanted->options.normalise = true;
        break;
    case 'u':
        if (!unit_from_name(value, &wanted->unit))
            return bad_value("unit", optarg, "nats, bits or bans");
        break;
    case 'w':
        if (!slice_long(value, &worst) || worst < 0 || worst > WORST_MAX)
            return bad_value("number of rows", optarg, "0 to 1000000");
        wanted->worst = (size_t)worst;
        break;
    case 'j':
        wanted->json = true;
        break;
    case 'p':
        wanted->partial = true;
        break;
    case 'P':
        wanted->probs = optarg;
        break;
    case 'Y':
        wanted->labels = optarg;
        break;
    default:
        return command_bad_option(&command_eval, argv);
    }
    return STATUS_WELL;
}

/* What there is to read. */
static int check(const struct wanted *wanted, int files)
{
    bool arrays = wanted->probs || wanted->labels;

    if (wanted->partial && (wanted->json || wanted->worst > 0))
        return command_usage(&command_eval,
                             "--partial goes without --json and --worst");
    if (files > 1)
        return command_usage(&command_eval, "one file at a time");
    if (files == 1 && arrays)
        return command_usage(&command_eval,
                             "a file and arrays are given; one would do");
    if (files == 0 && !arrays)
        return command_usage(&command_eval,
                             "give it a file; '-' is standard input");
    if (!arrays)
        return STATUS_WELL;
    if (!wanted->probs || !wanted->labels)
        return command_usage(&command_eval, "--probs and --labels go together");
    if (wanted->options.label.len)
        return command_usage(&command_eval,
                             "--label is for a file with columns");
    if (strcmp(wanted->probs, "-") == 0 && strcmp(wanted->labels, "-") == 0)
        return command_usage(&command_eval, "only one array can be '-'");
    return STATUS_WELL;
}

static int take_arguments(struct wanted *wanted, int argc, char **argv)
{
    static const struct option options[] = {
        { "label", required_argument, NULL, 'l' },
        { "classes", required_argument, NULL, 'c' },
        { "tolerance", required_argument, NULL, 't' },
        { "normalize", no_argument, NULL, 'n' },
        { "unit", required_argument, NULL, 'u' },
        { "worst", required_argument, NULL, 'w' },
        { "json", no_argument, NULL, 'j' },
        { "partial", no_argument, NULL, 'p' },
        { "probs", required_argument, NULL, 'P' },
        { "labels", required_argument, NULL, 'Y' },
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
    if (argc > optind)
        wanted->file = argv[optind];
    return check(wanted, argc - optind);
}

static int run(int argc, char **argv)
{
    struct wanted wanted = { .arena = arena_create(),
                             .options = prediction_options() };
    int status;

    wanted.options.told = true;
    status = take_arguments(&wanted, argc, argv);
    if (wanted.help)
        command_help(&command_eval, stdout);
    else if (status == STATUS_WELL)
        status = evaluate(&wanted);
    arena_destroy(wanted.arena);
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
        "prediction in columns p:CLASS (probabilities) or z:CLASS (logits).\n"
        "  --label COLUMN     the truth is in another column\n"
        "  --classes A,B,C    the columns of probabilities, without p:\n"
        "  --tolerance T      how far a row's sum may be off 1; 0.0001\n"
        "  --normalize        divide rows by their sum; else nothing is "
        "rescaled\n"
        "  --unit UNIT        of logarithms: nats, bits, bans\n"
        "  --worst M          list the M rows with the largest loss\n"
        "  --json             an object, for other programs\n"
        "  --partial          a line for 'likely merge', of a part of the "
        "data\n"
        "  --probs P.npy      instead of FILE: NumPy's arrays, rows of "
        "probabilities\n"
        "  --labels Y.npy     and an integer from 0 for each row\n"
        "\n"
        "  likely eval predictions.csv --unit bits --worst 5\n"
        "  zcat predictions.csv.gz | likely eval - --json\n",
    .run = run,
};
