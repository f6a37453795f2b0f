#include "course/verb.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/name_key.h"
#include "lab/lab.h"

typedef bool verb_fn(struct lab *lab, const struct slice *args,
                     struct err *err);

static bool row_and_class(struct lab *lab, const struct slice *args,
                          size_t *row, size_t *class, struct err *err)
{
    return lab_find_row(lab, args[0], row, err) &&
           lab_find_class(lab, args[1], class, err);
}

static bool run_set(struct lab *lab, const struct slice *args, struct err *err)
{
    size_t row, class;
    double p;

    return row_and_class(lab, args, &row, &class, err) &&
           verb_number(args[2], &p, err) && lab_set(lab, row, class, p, err);
}

static bool run_nudge(struct lab *lab, const struct slice *args,
                      struct err *err)
{
    size_t row, class;
    double delta;

    return row_and_class(lab, args, &row, &class, err) &&
           verb_number(args[2], &delta, err) &&
           lab_nudge(lab, row, class, delta, err);
}

static bool run_label(struct lab *lab, const struct slice *args,
                      struct err *err)
{
    size_t row, class;

    if (!lab_find_row(lab, args[0], &row, err))
        return false;
    /* "+" cycles: what the key does. */
    if (slice_is(args[1], "+"))
        class = (size_t)(lab_class(lab, row) + 1) % lab_classes(lab);
    else if (!lab_find_class(lab, args[1], &class, err))
        return false;
    return lab_set_label(lab, row, class, err);
}

static bool run_soften(struct lab *lab, const struct slice *args,
                       struct err *err)
{
    size_t row;
    double e;

    if (!lab_find_row(lab, args[0], &row, err))
        return false;
    /* "+" walks 0, 0.1, 0.2, 0.3 and round again. */
    if (slice_is(args[1], "+")) {
        e = floor(lab_softness(lab, row) * 10.0 + 1.5) / 10.0;
        if (e > 0.3)
            e = 0.0;
    } else if (!verb_number(args[1], &e, err))
        return false;
    return lab_soften(lab, row, e, err);
}

static bool run_lock(struct lab *lab, const struct slice *args, struct err *err)
{
    size_t row, class;

    return row_and_class(lab, args, &row, &class, err) &&
           lab_lock(lab, row, class, err);
}

static bool run_unlock(struct lab *lab, const struct slice *args,
                       struct err *err)
{
    size_t row, class;

    return row_and_class(lab, args, &row, &class, err) &&
           lab_unlock(lab, row, class, err);
}

/* The next of 1, 3, 10, 30, ... above n, or the one below; N stays within
 * what a lab may have. */
static long decade(long n, int direction)
{
    long last = 1;

    for (long ten = 1; ten <= LAB_EXAMPLES_MAX; ten *= 10) {
        const long steps[] = { ten, 3 * ten };

        for (int i = 0; i < 2; i++) {
            if (direction > 0 && steps[i] > n)
                return steps[i] < LAB_EXAMPLES_MAX ? steps[i]
                                                   : LAB_EXAMPLES_MAX;
            if (direction < 0 && steps[i] >= n)
                return last;
            last = steps[i];
        }
    }
    return direction > 0 ? LAB_EXAMPLES_MAX : last;
}

static bool run_examples(struct lab *lab, const struct slice *args,
                         struct err *err)
{
    long now = lab_example_count(lab), n;

    if (slice_is(args[0], "+") || slice_is(args[0], "-")) {
        n = decade(now, slice_is(args[0], "+") ? 1 : -1);
        if (n == now && lab_may(lab, LAB_LEVER_EXAMPLES, err))
            return err_set(err, "N is %ld already, the %s there is", n,
                           n == 1 ? "least" : "most");
    } else if (!verb_count(args[0], &n, err))
        return false;
    return lab_examples(lab, n, err);
}

static bool run_format(struct lab *lab, const struct slice *args,
                       struct err *err)
{
    enum format format;

    if (slice_is(args[0], "+"))
        format = (lab_format(lab) + 1) % FORMAT_COUNT;
    else if (!format_from_name(args[0], &format))
        return err_set(err,
                       "'%.*s' is no format: float64, float32, float16, "
                       "bfloat16, float32-ftz or exact",
                       SLICE_ARG(args[0]));
    return lab_set_format(lab, format, err);
}

static bool run_unit(struct lab *lab, const struct slice *args, struct err *err)
{
    enum unit unit;

    if (slice_is(args[0], "+"))
        unit = (lab_unit(lab) + 1) % UNIT_COUNT;
    else if (!unit_from_name(args[0], &unit))
        return err_set(err, "'%.*s' is no unit: nats, bits or bans",
                       SLICE_ARG(args[0]));
    return lab_set_unit(lab, unit, err);
}

static bool run_temperature(struct lab *lab, const struct slice *args,
                            struct err *err)
{
    double t;

    return verb_number(args[0], &t, err) && lab_set_temperature(lab, t, err);
}

static bool run_let(struct lab *lab, const struct slice *args, struct err *err)
{
    struct arena *arena = arena_create();
    struct slice key = name_key(arena, args[0]);
    int index = lab_find_param(lab, key);
    double value;
    bool up = slice_is(args[1], "+"), fine;

    /* "+" and "-" go a step. */
    if (index >= 0 && (up || slice_is(args[1], "-")))
        fine = lab_step_param(lab, (size_t)index, up ? 1 : -1, false, err);
    else
        fine =
            verb_number(args[1], &value, err) && lab_let(lab, key, value, err);
    arena_destroy(arena);
    return fine;
}

static bool run_undo(struct lab *lab, const struct slice *args, struct err *err)
{
    (void)args;
    return lab_undo(lab, err);
}

static bool run_redo(struct lab *lab, const struct slice *args, struct err *err)
{
    (void)args;
    return lab_redo(lab, err);
}

static bool run_reset(struct lab *lab, const struct slice *args,
                      struct err *err)
{
    (void)args;
    return lab_reset(lab, err);
}

static bool run_save(struct lab *lab, const struct slice *args, struct err *err)
{
    return lab_save(lab, args[0], err);
}

static bool run_restore(struct lab *lab, const struct slice *args,
                        struct err *err)
{
    return lab_restore(lab, args[0], err);
}

struct verb {
    const char *name;
    size_t count; /* of its arguments */
    const char *usage;
    verb_fn *run;
};

static const struct verb verbs[] = {
    { "set", 3, "ROW CLASS P", run_set },
    { "nudge", 3, "ROW CLASS DELTA", run_nudge },
    { "label", 2, "ROW CLASS", run_label },
    { "soften", 2, "ROW E", run_soften },
    { "lock", 2, "ROW CLASS", run_lock },
    { "unlock", 2, "ROW CLASS", run_unlock },
    { "examples", 1, "N", run_examples },
    { "format", 1, "FORMAT", run_format },
    { "unit", 1, "UNIT", run_unit },
    { "temperature", 1, "T", run_temperature },
    { "let", 2, "NAME VALUE", run_let },
    { "undo", 0, "", run_undo },
    { "redo", 0, "", run_redo },
    { "reset", 0, "", run_reset },
    { "save", 1, "NAME", run_save },
    { "restore", 1, "NAME", run_restore },
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs, VERB_WORDS = 4 };

static const struct verb *find(struct slice name)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (slice_is(name, verbs[i].name))
            return &verbs[i];
    return NULL;
}

bool verb_run(struct lab *lab, struct slice name, const struct slice *args,
              size_t count, struct err *err)
{
    const struct verb *verb = find(name);

    if (!verb)
        return err_set(err, "'%.*s' is nothing a lab can do", SLICE_ARG(name));
    if (count != verb->count)
        return err_set(err, "'%s' takes %zu arguments, not %zu: %s %s",
                       verb->name, verb->count, count, verb->name, verb->usage);
    return verb->run(lab, args, err);
}

/* Where the number stands that an action moves. */
static bool stands_at(const struct lab *lab, struct slice name,
                      const struct slice *args, double *out)
{
    struct arena *arena = arena_create();
    int param = slice_is(name, "let")
                    ? lab_find_param(lab, name_key(arena, args[0]))
                    : -1;
    size_t row, class;
    bool set = slice_is(name, "set") &&
               lab_find_row(lab, args[0], &row, NULL) &&
               lab_find_class(lab, args[1], &class, NULL);

    arena_destroy(arena);
    if (param >= 0)
        *out = lab_param(lab, (size_t)param).value;
    else if (set)
        *out = lab_scores(lab, row)[class];
    else if (slice_is(name, "temperature"))
        *out = lab_temperature(lab);
    return param >= 0 || set || slice_is(name, "temperature");
}

bool verb_part(const struct lab *lab, struct slice line, double part,
               struct strbuf *out)
{
    struct slice rest = line, name, args[VERB_WORDS];
    const struct verb *verb;
    size_t count = 0;
    double from = 0.0, to;

    verb = slice_word(&rest, &name) ? find(name) : NULL;
    while (count < VERB_WORDS && slice_word(&rest, &args[count]))
        count++;
    if (!verb || count == 0 || count != verb->count ||
        !stands_at(lab, name, args, &from) ||
        !verb_number(args[count - 1], &to, NULL) || from == to)
        return false;
    strbuf_slice(out, name);
    for (size_t i = 0; i + 1 < count; i++)
        strbuf_printf(out, " %.*s", SLICE_ARG(args[i]));
    strbuf_printf(out, " %.17g", from + part * (to - from));
    return true;
}

bool verb_line(struct lab *lab, struct slice line, struct err *err)
{
    struct slice name, args[VERB_WORDS], word;
    size_t count = 0;

    if (!slice_word(&line, &name))
        return err_set(err, "an action is missing");
    while (slice_word(&line, &word)) {
        if (count == VERB_WORDS)
            return err_set(err, "too many words behind '%.*s'",
                           SLICE_ARG(name));
        args[count++] = word;
    }
    return verb_run(lab, name, args, count, err);
}

/* The word with U+2212, which lessons and screens print, as '-'. */
static struct slice plain_minus(struct slice word, char *copy, size_t size)
{
    static const char minus[] = "\xe2\x88\x92";

    if (!slice_starts(word, minus) || word.len >= size)
        return word;
    copy[0] = '-';
    memcpy(copy + 1, word.at + 3, word.len - 3);
    return (struct slice){ copy, word.len - 2 };
}

bool verb_number(struct slice word, double *out, struct err *err)
{
    char copy[64];
    struct slice s = plain_minus(word, copy, sizeof copy);
    const char *slash = s.len ? memchr(s.at, '/', s.len) : NULL;
    double value, below = 1.0;
    bool fine;

    if (slash) {
        size_t at = (size_t)(slash - s.at);

        fine = slice_double(slice_sub(s, 0, at), &value) &&
               slice_double(slice_sub(s, at + 1, s.len), &below) &&
               below != 0.0;
    } else if (slice_ends(s, "%")) {
        fine = slice_double(slice_sub(s, 0, s.len - 1), &value);
        below = 100.0;
    } else
        fine = slice_double(s, &value);
    if (!fine)
        return err_set(err, "'%.*s' is no number: write 0.35, 1/3 or 35%%",
                       SLICE_ARG(word));
    *out = value / below;
    return true;
}

bool verb_count(struct slice word, long *out, struct err *err)
{
    char digits[32];
    size_t n = 0;
    double value;

    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] != ',' && word.at[i] != '_' && n < sizeof digits - 1)
            digits[n++] = word.at[i];
    if (word.len >= sizeof digits ||
        !slice_double((struct slice){ digits, n }, &value) ||
        value != floor(value) || fabs(value) > 1e15)
        return err_set(err, "'%.*s' is no whole number: write 1000 or 1e6",
                       SLICE_ARG(word));
    *out = (long)value;
    return true;
}
