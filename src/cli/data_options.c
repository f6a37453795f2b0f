#include "cli/data_options.h"

#include <string.h>

#include "base/parallel.h"
#include "base/slice.h"
#include "base/vec.h"
#include "cli/command.h"

int data_bad_value(const struct command *command, const char *what,
                   const char *text, const char *good)
{
    return command_usage(command, "'%s' is no %s; %s would do", text, what,
                         good);
}

/* a,b,c */
static int take_classes(struct data_options *data, struct slice list)
{
    struct slice *names = NULL;
    size_t count = 0, cap = 0;

    for (;;) {
        const char *comma = list.len ? memchr(list.at, ',', list.len) : NULL;
        size_t n = comma ? (size_t)(comma - list.at) : list.len;
        struct slice name = slice_trim(slice_sub(list, 0, n));

        if (name.len == 0)
            return command_usage(data->command,
                                 "--classes names a class without a name; "
                                 "'cat,dog' would do");
        for (size_t i = 0; i < count; i++)
            if (slice_eq(names[i], name))
                return command_usage(data->command,
                                     "--classes names '%.*s' twice; once "
                                     "would do",
                                     SLICE_ARG(name));
        *vec_push_in(data->arena, names, count, cap) = name;
        if (!comma)
            break;
        list = slice_sub(list, n + 1, list.len);
    }
    data->options.classes = names;
    data->options.class_count = count;
    return STATUS_WELL;
}

int data_option(struct data_options *data, int option, char **argv)
{
    struct prediction_options *options = &data->options;
    struct slice value = slice_of(optarg);
    long threads;

    switch (option) {
    case 'l':
        if (slice_trim(value).len == 0)
            return data_bad_value(data->command, "column", optarg,
                                  "the name of one");
        options->label = slice_trim(value);
        break;
    case 'c':
        return take_classes(data, value);
    case 't':
        if (!slice_double(value, &options->tolerance) ||
            !(options->tolerance >= 0.0 && options->tolerance <= 1.0))
            return data_bad_value(data->command, "tolerance", optarg,
                                  "a number from 0 to 1");
        break;
    case 'n':
        options->normalise = true;
        break;
    case 'u':
        if (!unit_from_name(value, &data->unit))
            return data_bad_value(data->command, "unit", optarg,
                                  "nats, bits or bans");
        break;
    case 'T':
        if (!slice_long(value, &threads) || threads < 1 ||
            threads > PARALLEL_MAX)
            return data_bad_value(data->command, "number of threads", optarg,
                                  "1 to 256");
        options->threads = (size_t)threads;
        break;
    case 'P':
        data->probs = optarg;
        break;
    case 'Y':
        data->labels = optarg;
        break;
    default:
        return command_bad_option(data->command, argv);
    }
    return STATUS_WELL;
}

int data_files(struct data_options *data, int count, char **words)
{
    const struct command *command = data->command;
    bool arrays = data->probs || data->labels;

    if (count > 1)
        return command_usage(command, "one file at a time");
    if (count == 1 && arrays)
        return command_usage(command,
                             "a file and arrays are given; one would do");
    if (count == 0 && !arrays)
        return command_usage(command, "give it a file; '-' is standard input");
    data->file = count ? words[0] : NULL;
    if (count && slice_ends(slice_of(data->file), ".npy"))
        return command_usage(command,
                             "'%s' is an array; --probs P.npy --labels Y.npy "
                             "would do",
                             data->file);
    if (data->options.threads == 0)
        data->options.threads = parallel_cores();
    if (!arrays)
        return STATUS_WELL;
    if (!data->probs || !data->labels)
        return command_usage(command, "--probs and --labels go together");
    if (data->options.label.len)
        return command_usage(command, "--label is for a file with columns");
    if (strcmp(data->probs, "-") == 0 && strcmp(data->labels, "-") == 0)
        return command_usage(command, "only one array can be '-'");
    return STATUS_WELL;
}
