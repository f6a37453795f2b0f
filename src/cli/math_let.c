/* math_let.c - --let NAME=VALUE: math_ground_let() and math_ground_ready(). */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "cli/math_ground.h"
#include "course/name_key.h"
#include "lab/lab_spec.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

/* Cuts at the first = that is not part of :=, !=, <= or >=. */
static bool cut(struct slice text, struct slice *name, struct slice *value)
{
    const char *equals = memchr(text.at, '=', text.len);
    size_t n = equals ? (size_t)(equals - text.at) : text.len;

    *name = slice_trim(slice_sub(text, 0, n));
    *value = slice_trim(slice_sub(text, n + 1, text.len));
    return name->len > 0 && value->len > 0;
}

/* The key of what may be called by name: "\theta", "theta", "θ", "px". */
static struct slice key_of(struct math_ground *ground, struct slice name)
{
    struct slice key = name_key(ground->arena, name);

    /* Not a word: labels are joined as this scope has them. */
    if (slice_eq(key, name) && memchr(name.at, '_', name.len))
        key = mean_key(ground->arena, name, ground->scope);
    for (size_t i = 0; i < key.len; i++)
        if (strchr(" \t\r\n()[]^,;|+-*/=%&~#$\"'", key.at[i]) ||
            (i == 0 && key.at[i] >= '0' && key.at[i] <= '9'))
            return slice_sub(key, 0, 0);
    return key;
}

/* The first element of a fault that reaches into the value. */
static bool wrong(struct err *err, struct slice text,
                  const struct mean_fault *fault)
{
    return err_set(err, "--let %.*s: %s", SLICE_ARG(text),
                   fault && fault->text ? fault->text : "it cannot be read");
}

static bool evaluate(struct math_ground *ground, struct slice text,
                     struct slice source, struct value *out, struct err *err)
{
    struct err why = { 0 };
    const char *percent = memchr(source.at, '%', source.len);
    struct tex_node *root = tex_parse(ground->arena, source, &why);
    struct eval_options options = { .format = FORMAT_FLOAT64 };
    const struct mean_fault *unread = NULL;
    struct mean_fault fault = { 0 };
    const struct mean *node;

    if (percent && (percent == source.at || percent[-1] != '\\'))
        return err_set(err, "--let %.*s: a percent sign is '\\%%' in TeX",
                       SLICE_ARG(text));
    if (root->kind == TEX_SOURCE)
        return err_set(err, "--let %.*s: %s", SLICE_ARG(text), why.text);
    node = mean_read_expression(ground->arena, root, source, ground->scope,
                                &unread);
    if (!node)
        return wrong(err, text, unread);
    return eval(ground->arena, node, ground->scope, &ground->data, &options,
                out, &fault) == EVAL_VALUE ||
           wrong(err, text, &fault);
}

/* A number as programs write them: 1e-3, which as TeX is e less three, and
 * 50%, which is 50 with a comment behind it. */
static bool plain_number(struct slice text, double *out)
{
    bool percent = slice_ends(text, "%") && !slice_ends(text, "\\%");

    if (!slice_double(slice_sub(text, 0, text.len - percent), out))
        return false;
    if (percent)
        *out /= 100.0;
    return true;
}

/* [0.5, 0.3, 0.2] of such numbers, or one alone. Lists of TeX and lists of
 * lists are left to evaluate(). */
static bool plain(struct math_ground *ground, struct slice text,
                  struct eval_array *out)
{
    size_t room = 1, count = 0;
    bool list = text.len >= 2 && text.at[0] == '[' && slice_ends(text, "]");
    struct slice rest = list ? slice_sub(text, 1, text.len - 1) : text;
    double *values;

    for (size_t i = 0; i < text.len; i++)
        room += text.at[i] == ',';
    values = arena_array(ground->arena, room, sizeof *values);
    while (count < room) {
        const char *comma = list ? memchr(rest.at, ',', rest.len) : NULL;
        size_t n = comma ? (size_t)(comma - rest.at) : rest.len;

        if (!plain_number(slice_trim(slice_sub(rest, 0, n)), &values[count++]))
            return false;
        if (!comma)
            break;
        rest = slice_sub(rest, n + 1, rest.len);
    }
    *out = (struct eval_array){
        .rank = list, .rows = count, .cols = 1, .values = values
    };
    return true;
}

static struct eval_array array_of(struct math_ground *ground,
                                  const struct value *value)
{
    size_t rows = value->shape == VALUE_NUMBER ? 1 : value->rows;
    size_t cols = value->shape == VALUE_MATRIX ? value->cols : 1;
    double *values = arena_array(ground->arena, rows * cols, sizeof *values);

    if (value->shape == VALUE_NUMBER)
        values[0] = real_double(value->number);
    for (size_t i = 0; value->shape != VALUE_NUMBER && i < rows * cols; i++)
        values[i] = real_double(value->entries[i]);
    return (struct eval_array){
        .rank = (int)value->shape, .rows = rows, .cols = cols, .values = values
    };
}

/* Puts an array before those that are there, in place of one of its name. */
static void put_first(struct math_ground *ground, struct eval_array array)
{
    const struct eval_data *old = &ground->data;
    struct eval_array *all =
        arena_array(ground->arena, old->count + 1, sizeof *all);
    size_t count = 0;

    all[count++] = array;
    for (size_t i = 0; i < old->count; i++)
        if (!slice_eq(old->arrays[i].key, array.key))
            all[count++] = old->arrays[i];
    ground->data = (struct eval_data){ all, count };
}

/* The rows of the data taken in turn until there are N, as the lab takes
 * them. An N that counts nothing is left to the formula to complain of. */
static void take_in_turn(struct math_ground *ground, double n)
{
    const struct eval_data *old = &ground->data;
    struct eval_array *all;

    if (!(n >= 1.0 && n <= LAB_EXAMPLES_MAX && n == rint(n)))
        return;
    all = arena_array(ground->arena, old->count + 1, sizeof *all);
    for (size_t i = 0; i < old->count; i++) {
        all[i] = old->arrays[i];
        if (all[i].examples > 0)
            all[i].examples = (size_t)n;
    }
    ground->data.arrays = all;
}

static void declare(struct math_ground *ground, const struct eval_array *array)
{
    enum name_sort sort =
        scope_sort(ground->scope, array->key, (size_t)array->rank, false);

    if (array->rank == 0 && sort == NAME_PARAM)
        return;
    ground->scope =
        scope_declare(ground->arena, ground->scope, array->key, array->rank);
}

bool math_ground_let(struct math_ground *ground, const char *text,
                     struct err *err)
{
    struct slice whole = slice_of(text), name, source;
    struct eval_array array, *lets;
    struct value value = { 0 };
    struct slice key;

    if (!cut(whole, &name, &source))
        return err_set(err, "'%s' lets nothing be; NAME=VALUE would do", text);
    key = key_of(ground, name);
    if (key.len == 0)
        return err_set(err,
                       "'%.*s' is no name; a letter, a Greek one such as "
                       "theta, or a word would do",
                       SLICE_ARG(name));
    if (!plain(ground, source, &array)) {
        if (!evaluate(ground, whole, source, &value, err))
            return false;
        array = array_of(ground, &value);
    }
    array.key = key;
    put_first(ground, array);
    if (array.rank == 0 && slice_is(key, "N"))
        take_in_turn(ground, array.values[0]);
    declare(ground, &array);
    lets = arena_array(ground->arena, ground->let_count + 1, sizeof *lets);
    if (ground->let_count)
        memcpy(lets, ground->lets, ground->let_count * sizeof *lets);
    lets[ground->let_count++] = array;
    ground->lets = lets;
    return true;
}

static bool has(const struct math_ground *ground, const char *key)
{
    for (size_t i = 0; i < ground->data.count; i++)
        if (slice_is(ground->data.arrays[i].key, key))
            return true;
    return false;
}

/* The length that all lists agree on, rows of matrices for N and their
 * columns for K; 0 where there is none. */
static size_t length(const struct math_ground *ground, bool rows)
{
    size_t found = 0;

    for (size_t i = 0; i < ground->let_count; i++) {
        const struct eval_array *let = &ground->lets[i];
        size_t n = let->rank == 2 && !rows ? let->cols : let->rows;

        if (let->rank == 0)
            continue;
        if (found && n != found)
            return 0;
        found = n;
    }
    return found;
}

static void fill_in(struct math_ground *ground, const char *key, size_t n)
{
    double *value;

    if (has(ground, key) || n == 0)
        return;
    value = arena_array(ground->arena, 1, sizeof *value);
    *value = (double)n;
    put_first(ground, (struct eval_array){ .key = slice_of(key),
                                           .rows = 1,
                                           .cols = 1,
                                           .values = value });
}

void math_ground_ready(struct math_ground *ground)
{
    for (size_t i = 0; i < ground->let_count; i++)
        declare(ground, &ground->lets[i]);
    fill_in(ground, "N", length(ground, true));
    fill_in(ground, "K", length(ground, false));
}
