#include "cli/eval_partial.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "cli/json_text.h"
#include "lab/evaluation.h"
#include "lab/predictions.h"

enum { VERSION = 2, DIGITS = 17, WORST_MAX = 1000000 };

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

/* ---- rows ---- */

void eval_part_rows(struct eval_part *part, struct arena *arena,
                    const char *name, const struct evaluated *readings,
                    const struct prediction_count *count)
{
    uint64_t zeros = readings->zero_rows;

    part->zeros.count = zeros < EVALUATION_ZEROS ? zeros : EVALUATION_ZEROS;
    part->zeros.items =
        arena_array(arena, part->zeros.count, sizeof *part->zeros.items);
    for (size_t i = 0; i < part->zeros.count; i++)
        part->zeros.items[i] =
            (struct part_row){ .part = name, .row = readings->zero_first[i] };
    part->worst.count = readings->worst_count;
    part->worst.items =
        arena_array(arena, part->worst.count, sizeof *part->worst.items);
    for (size_t i = 0; i < part->worst.count; i++) {
        const struct worst_row *row = &readings->worst[i];

        part->worst.items[i] =
            (struct part_row){ name,   row->row,  row->label,
                               row->p, row->loss, row->text };
    }
    part->readings.most_off = count->most_off;
    part->most_off = (struct part_row){ .part = name, .row = count->most_row };
}

/* Of two that are as far off, the one that comes first. */
static bool is_more_off(const struct eval_part *a, const struct eval_part *b)
{
    if (a->readings.most_off != b->readings.most_off || a->most_off.row == 0)
        return a->readings.most_off > b->readings.most_off;
    return part_row_by_place(&a->most_off, &b->most_off) < 0;
}

/* A list that a part cut short says nothing of what follows it, so that the
 * shortest of them is what the whole can have. */
void eval_part_add(struct eval_part *whole, const struct eval_part *part,
                   struct arena *arena)
{
    if (is_more_off(part, whole))
        whole->most_off = part->most_off;
    partial_add(&whole->readings, &part->readings);
    if (part->worst_most < whole->worst_most)
        whole->worst_most = part->worst_most;
    part_rows_join(&whole->worst, &part->worst, whole->worst_most,
                   part_row_by_loss, arena);
    part_rows_join(&whole->zeros, &part->zeros, EVALUATION_ZEROS,
                   part_row_by_place, arena);
}

/* ---- copying ---- */

static char *copy_text(struct arena *arena, const char *text)
{
    return text ? arena_text(arena, text, strlen(text)) : NULL;
}

static struct part_row copy_row(struct arena *arena, const struct part_row *row)
{
    struct part_row copy = *row;

    copy.part = copy_text(arena, row->part);
    copy.text = copy_text(arena, row->text);
    return copy;
}

static struct part_rows copy_rows(struct arena *arena,
                                  const struct part_rows *rows)
{
    struct part_rows copy = { .count = rows->count };

    copy.items = arena_array(arena, copy.count, sizeof *copy.items);
    for (size_t i = 0; i < copy.count; i++)
        copy.items[i] = copy_row(arena, &rows->items[i]);
    return copy;
}

struct eval_part eval_part_copy(struct arena *arena,
                                const struct eval_part *part)
{
    struct eval_part copy = *part;

    copy.classes = arena_array(arena, copy.class_count, sizeof *copy.classes);
    for (size_t j = 0; j < copy.class_count; j++)
        copy.classes[j] = copy_text(arena, part->classes[j]);
    copy.zeros = copy_rows(arena, &part->zeros);
    copy.worst = copy_rows(arena, &part->worst);
    copy.most_off = copy_row(arena, &part->most_off);
    return copy;
}

/* ---- writing ---- */

static json_t *write_place(const struct part_row *row)
{
    json_t *out;

    if (row->row == 0)
        return json_null();
    out = json_object();
    json_object_set_new(out, "part", json_text(slice_of(row->part)));
    json_object_set_new(out, "row", json_integer((json_int_t)row->row));
    return out;
}

static json_t *write_rows(const struct part_rows *rows, bool losses)
{
    json_t *out = json_array();

    for (size_t i = 0; i < rows->count; i++) {
        const struct part_row *row = &rows->items[i];
        json_t *one = write_place(row);

        json_array_append_new(out, one);
        if (!losses)
            continue;
        json_object_set_new(one, "label", json_integer(row->label));
        json_object_set_new(one, "p", json_real(row->p));
        json_object_set_new(one, "loss",
                            isfinite(row->loss) ? json_real(row->loss)
                                                : json_string("inf"));
        if (row->text)
            json_object_set_new(one, "text", json_text(slice_of(row->text)));
    }
    return out;
}

static json_t *write_root(const struct partial *part)
{
    json_t *out;

    if (!part->rooted)
        return json_null();
    out = json_object();
    json_object_set_new(out, "exponent", json_integer(part->root.exponent));
    json_object_set_new(out, "fraction", json_real(part->root.hi));
    json_object_set_new(out, "remainder", json_real(part->root.lo));
    return out;
}

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
    json_object_set_new(root, "root", write_root(&part->readings));
    json_object_set_new(root, "most_off_row", write_place(&part->most_off));
    json_object_set_new(root, "zero_first", write_rows(&part->zeros, false));
    json_object_set_new(root, "worst_most",
                        json_integer((json_int_t)part->worst_most));
    json_object_set_new(root, "worst", write_rows(&part->worst, true));
    json_print(out, root, JSON_REAL_PRECISION(DIGITS) | JSON_COMPACT);
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

/* ---- reading rows ---- */

static bool read_place(struct arena *arena, const json_t *value,
                       struct part_row *row)
{
    const char *part = json_string_value(json_object_get(value, "part"));
    json_int_t number = json_integer_value(json_object_get(value, "row"));

    if (!part || number < 1 || number >= (json_int_t)EVAL_EXAMPLES_MAX)
        return false;
    *row = (struct part_row){ .part = arena_text(arena, part, strlen(part)),
                              .row = (uint64_t)number };
    return true;
}

static bool read_loss(struct arena *arena, const json_t *value,
                      size_t class_count, struct part_row *row)
{
    const json_t *label = json_object_get(value, "label");
    const json_t *loss = json_object_get(value, "loss");
    const char *text = json_string_value(json_object_get(value, "text"));

    row->label = (long)json_integer_value(label);
    row->p = json_number_value(json_object_get(value, "p"));
    row->loss = json_is_string(loss) ? INFINITY : json_number_value(loss);
    row->text = copy_text(arena, text);
    return json_is_integer(label) && row->label >= -1 &&
           row->label < (long)class_count && row->p >= 0.0 && row->p <= 1.0 &&
           row->loss >= 0.0;
}

/* class_count 0: rows without losses. */
static bool read_rows(struct arena *arena, const json_t *list, size_t most,
                      size_t class_count, struct part_rows *rows)
{
    rows->count = json_array_size(list);
    if (!json_is_array(list) || rows->count > most)
        return false;
    rows->items = arena_array(arena, rows->count, sizeof *rows->items);
    for (size_t i = 0; i < rows->count; i++) {
        const json_t *value = json_array_get(list, i);

        if (!read_place(arena, value, &rows->items[i]) ||
            (class_count > 0 &&
             !read_loss(arena, value, class_count, &rows->items[i])))
            return false;
    }
    return true;
}

static bool read_all_rows(struct arena *arena, const json_t *root,
                          struct eval_part *part, struct err *err)
{
    const json_t *off = json_object_get(root, "most_off_row");
    const json_t *most = json_object_get(root, "worst_most");
    json_int_t n = json_integer_value(most);

    if (!json_is_null(off) && !read_place(arena, off, &part->most_off))
        return missing(err, "most_off_row", "null, or a part and a row");
    if (!json_is_integer(most) || n < 0 || n > WORST_MAX)
        return missing(err, "worst_most", "a count");
    part->worst_most = (size_t)n;
    if (!read_rows(arena, json_object_get(root, "zero_first"), EVALUATION_ZEROS,
                   0, &part->zeros))
        return missing(err, "zero_first", "a list of up to 10 rows");
    return read_rows(arena, json_object_get(root, "worst"), part->worst_most,
                     part->class_count, &part->worst) ||
           missing(err, "worst", "a list of up to worst_most rows");
}

static bool read_product(const json_t *root, struct partial *part,
                         struct err *err)
{
    const json_t *value = json_object_get(root, "root");
    const json_t *exponent = json_object_get(value, "exponent");
    struct loglik *all = &part->root;

    part->rooted = json_is_object(value);
    if (!part->rooted)
        return json_is_null(value) || missing(err, "root", "null or a product");
    *all = (struct loglik){
        .exponent = json_integer_value(exponent),
        .hi = json_number_value(json_object_get(value, "fraction")),
        .lo = json_number_value(json_object_get(value, "remainder")),
        .zeros = part->zero_rows,
    };
    return (json_is_integer(exponent) && all->exponent <= 1 &&
            all->exponent >= -(json_int_t)(1100 * part->examples) &&
            all->hi > 0.5 && all->hi < 2.0 && fabs(all->lo) < 0x1p-50) ||
           missing(err, "root", "a product that rows can have");
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
           check_sums(&part->readings, err) &&
           read_product(root, &part->readings, err) &&
           read_all_rows(arena, root, part, err);
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
