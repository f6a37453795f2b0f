#include "cli/eval_partial.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "cli/json_text.h"

enum { VERSION = 1, DIGITS = 17 };

/* What a row adds to a sum is less, with logits too. */
static const double row_most = 0x1p22;

static const struct {
    const char *name;
    size_t offset;
} sums[] = {
    { "log_likelihood", offsetof(struct partial, log_likelihood) },
    { "entropy", offsetof(struct partial, entropy) },
    { "kl", offsetof(struct partial, kl) },
    { "kl_reverse", offsetof(struct partial, kl_reverse) },
};

static const struct {
    const char *name;
    size_t offset;
} counts[] = {
    { "examples", offsetof(struct partial, examples) },
    { "hits", offsetof(struct partial, hits) },
    { "zero_rows", offsetof(struct partial, zero_rows) },
};

enum {
    SUMS = sizeof sums / sizeof *sums,
    COUNTS = sizeof counts / sizeof *counts
};

void eval_part_print(const struct eval_part *part, FILE *out)
{
    const char *at = (const char *)&part->readings;
    json_t *root = json_object(), *classes = json_array();

    for (size_t j = 0; j < part->class_count; j++)
        json_array_append_new(classes, json_text(slice_of(part->classes[j])));
    json_object_set_new(root, "likely_partial", json_integer(VERSION));
    json_object_set_new(root, "classes", classes);
    json_object_set_new(root, "logits", json_boolean(part->logits));
    for (size_t i = 0; i < COUNTS; i++) {
        const uint64_t *count = (const uint64_t *)(at + counts[i].offset);

        json_object_set_new(root, counts[i].name,
                            json_integer((json_int_t)*count));
    }
    json_object_set_new(root, "most_off", json_real(part->readings.most_off));
    json_object_set_new(root, "kl_reverse_infinite",
                        json_boolean(part->readings.reverse_infinite));
    for (size_t i = 0; i < SUMS; i++) {
        char text[FIXED_TEXT];

        fixed_write((const struct fixed *)(at + sums[i].offset), text);
        json_object_set_new(root, sums[i].name, json_string(text));
    }
    json_dumpf(root, out, JSON_REAL_PRECISION(DIGITS) | JSON_COMPACT);
    fputc('\n', out);
    json_decref(root);
}

/* ---- reading ---- */

static bool missing(struct err *err, const char *key, const char *good)
{
    return err_set(err, "'%s' is missing or wrong; %s would do", key, good);
}

static bool read_counts(const json_t *root, struct partial *part,
                        struct err *err)
{
    for (size_t i = 0; i < COUNTS; i++) {
        const json_t *value = json_object_get(root, counts[i].name);
        json_int_t n = json_integer_value(value);

        if (!json_is_integer(value) || n < 0 ||
            n >= (json_int_t)EVAL_EXAMPLES_MAX)
            return missing(err, counts[i].name, "a count");
        *(uint64_t *)((char *)part + counts[i].offset) = (uint64_t)n;
    }
    if (part->examples == 0)
        return missing(err, "examples", "1 or more");
    if (part->hits > part->examples || part->zero_rows > part->examples)
        return missing(err, "hits", "no more than there are examples");
    return true;
}

static bool read_sums(const json_t *root, struct partial *part, struct err *err)
{
    const json_t *off = json_object_get(root, "most_off");
    const json_t *infinite = json_object_get(root, "kl_reverse_infinite");

    if (!json_is_number(off) || !(json_number_value(off) >= 0.0))
        return missing(err, "most_off", "a number from 0");
    if (!json_is_boolean(infinite))
        return missing(err, "kl_reverse_infinite", "true or false");
    part->most_off = json_number_value(off);
    part->reverse_infinite = json_is_true(infinite);
    for (size_t i = 0; i < SUMS; i++) {
        const char *text =
            json_string_value(json_object_get(root, sums[i].name));

        if (!text ||
            !fixed_from_text(slice_of(text),
                             (struct fixed *)((char *)part + sums[i].offset)))
            return missing(err, sums[i].name, "128 hexadecimal digits");
    }
    return true;
}

/* A sum that no rows can come to would be out of range later. */
static bool check_sums(const struct partial *part, struct err *err)
{
    double most = row_most * (double)part->examples;

    for (size_t i = 0; i < SUMS; i++) {
        const struct fixed *sum =
            (const struct fixed *)((const char *)part + sums[i].offset);

        if (!(fabs(fixed_read(sum).hi) <= most))
            return missing(err, sums[i].name, "a sum that rows can have");
    }
    if (fixed_read(&part->log_likelihood).hi > 0.0)
        return missing(err, "log_likelihood", "a sum that rows can have");
    return true;
}

static bool read_classes(struct arena *arena, const json_t *root,
                         struct eval_part *part, struct err *err)
{
    const json_t *classes = json_object_get(root, "classes");
    const json_t *logits = json_object_get(root, "logits");

    part->class_count = json_array_size(classes);
    if (part->class_count == 0)
        return missing(err, "classes", "a list of names");
    part->classes =
        arena_array(arena, part->class_count, sizeof *part->classes);
    for (size_t j = 0; j < part->class_count; j++) {
        const char *name = json_string_value(json_array_get(classes, j));

        if (!name)
            return missing(err, "classes", "a list of names");
        part->classes[j] = arena_text(arena, name, strlen(name));
    }
    if (!json_is_boolean(logits))
        return missing(err, "logits", "true or false");
    part->logits = json_is_true(logits);
    return true;
}

static bool read_root(struct arena *arena, const json_t *root,
                      struct eval_part *part, struct err *err)
{
    const json_t *version = json_object_get(root, "likely_partial");

    if (!json_is_integer(version))
        return err_set(err, "this is no partial result; one of 'likely eval "
                            "--partial' would do");
    if (json_integer_value(version) != VERSION)
        return err_set(err, "a partial result of another version; %d would do",
                       VERSION);
    return read_classes(arena, root, part, err) &&
           read_counts(root, &part->readings, err) &&
           read_sums(root, &part->readings, err) &&
           check_sums(&part->readings, err);
}

bool eval_part_read(struct arena *arena, struct slice line,
                    struct eval_part *part, struct err *err)
{
    json_error_t why;
    json_t *root = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, &why);
    bool well;

    *part = (struct eval_part){ 0 };
    if (!root)
        return err_set(err,
                       "this is no partial result (%s); one of 'likely eval "
                       "--partial' would do",
                       why.text);
    well = read_root(arena, root, part, err);
    json_decref(root);
    return well;
}
