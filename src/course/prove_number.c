#include "course/prove_number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "course/course.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/question_block.h"
#include "tex/scope.h"

enum { DIGITS_MAX = 64, CHILDREN_MAX = 64, PARAMS_MAX = 64 };

/* ---- running text ---- */

static bool digit_at(struct slice text, size_t i)
{
    return i < text.len && isdigit((unsigned char)text.at[i]);
}

static bool word_at(struct slice text, size_t i)
{
    return i < text.len &&
           (isalnum((unsigned char)text.at[i]) || text.at[i] == '_');
}

/* Three digits behind a comma, and no fourth: 1,079. */
static bool thousands_at(struct slice text, size_t i)
{
    return i < text.len && text.at[i] == ',' && digit_at(text, i + 1) &&
           digit_at(text, i + 2) && digit_at(text, i + 3) &&
           !digit_at(text, i + 4);
}

/* Bytes of a minus or plus sign at i. */
static size_t sign_at(struct slice text, size_t i)
{
    struct slice rest = slice_sub(text, i, text.len);

    if (slice_starts(rest, "\xe2\x88\x92"))
        return 3;
    return slice_starts(rest, "-") || slice_starts(rest, "+") ? 1 : 0;
}

/* The bytes of an exponent at i, 0: there is none. */
static size_t exponent_at(struct slice text, size_t i)
{
    size_t at = i + 1;

    if (i >= text.len || (text.at[i] != 'e' && text.at[i] != 'E'))
        return 0;
    at += sign_at(text, at);
    if (!digit_at(text, at))
        return 0;
    while (digit_at(text, at))
        at++;
    return word_at(text, at) ? 0 : at - i;
}

/* The bytes of a % sign at i with the blank before it. */
static size_t percent_at(struct slice text, size_t i)
{
    static const char *const signs[] = { "%", " %", "\xc2\xa0%",
                                         "\xe2\x80\xaf%" };

    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (slice_starts(slice_sub(text, i, text.len), signs[k]))
            return strlen(signs[k]);
    return 0;
}

/* What a run of digits turned out to be. */
struct run {
    size_t end;
    int points;
    bool exponent, percent;
};

static struct run run_at(struct slice text, size_t from)
{
    struct run run = { .end = from };
    size_t more;

    while (digit_at(text, run.end) || thousands_at(text, run.end) ||
           (run.end < text.len && text.at[run.end] == '.' &&
            digit_at(text, run.end + 1))) {
        run.points += text.at[run.end] == '.';
        run.end++;
    }
    more = exponent_at(text, run.end);
    run.exponent = more > 0;
    run.end += more;
    more = percent_at(text, run.end);
    run.percent = more > 0;
    run.end += more;
    return run;
}

static double value_of(struct slice text, const struct run *run, size_t from)
{
    char digits[DIGITS_MAX];
    size_t n = 0;
    double value = NAN;

    for (size_t i = from; i < run->end && n + 1 < sizeof digits;) {
        size_t sign = sign_at(text, i);

        if (sign == 3)
            digits[n++] = '-';
        else if (text.at[i] != ',' && text.at[i] != '%' && text.at[i] != ' ' &&
                 !(text.at[i] & 0x80))
            digits[n++] = text.at[i];
        i += sign ? sign : 1;
    }
    slice_double((struct slice){ digits, n }, &value);
    return run->percent ? value / 100.0 : value;
}

/* Whether what stands before i names a number: "section 1.2", and then also
 * "and 1.3" behind it. */
static bool named(struct slice text, size_t i)
{
    static const char *const words[] = { "section", "sections", "part",
                                         "parts",   "chapter",  "version",
                                         "page",    "figure",   "table" };
    struct slice before = slice_trim(slice_sub(text, 0, i));
    size_t from = before.len;

    while (from > 0 && isalpha((unsigned char)before.at[from - 1]))
        from--;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        struct slice word = slice_sub(before, from, before.len);

        if (word.len == strlen(words[k]) &&
            strncasecmp(word.at, words[k], word.len) == 0)
            return true;
    }
    return false;
}

static bool joined(struct slice between)
{
    struct slice word = slice_trim(between);

    return slice_is(word, "and") || slice_is(word, "or") ||
           slice_is(word, "to") || slice_is(word, ",");
}

bool prove_next_number(struct slice text, size_t *at, struct prove_number *out)
{
    size_t i = *at, last_named = SIZE_MAX;

    while (i < text.len) {
        struct run run;
        bool whole, is_named;

        if (!digit_at(text, i) &&
            !(text.at[i] == '.' && digit_at(text, i + 1))) {
            i++;
            continue;
        }
        run = run_at(text, i);
        is_named = named(text, i) || (last_named != SIZE_MAX &&
                                      joined(slice_sub(text, last_named, i)));
        whole = (i == 0 || !word_at(text, i - 1)) && run.points < 2;
        if (whole && !is_named &&
            (run.points > 0 || run.exponent || run.percent)) {
            out->text = slice_sub(text, i, run.end);
            out->value = value_of(text, &run, i);
            *at = run.end;
            return true;
        }
        if (is_named)
            last_named = run.end;
        i = run.end;
    }
    *at = text.len;
    return false;
}

/* ---- data ---- */

static bool same(double a, double b)
{
    return fabs(fabs(a) - fabs(b)) <= 1e-12 * fabs(a);
}

static bool among(double x, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (same(x, values[i]))
            return true;
    return false;
}

static bool lab_has(const struct lab *lab, double x)
{
    size_t K = lab_classes(lab);

    for (size_t i = 0; i < lab_rows(lab); i++)
        if (among(x, lab_truth(lab, i), K) || among(x, lab_scores(lab, i), K))
            return true;
    for (size_t i = 0; i < lab_arrays(lab); i++) {
        const struct lab_data *data = lab_array(lab, i);

        if (among(x, data->values, data->rows * data->cols))
            return true;
    }
    for (size_t i = 0; i < lab_params(lab); i++) {
        struct lab_param param = lab_param(lab, i);

        if (same(x, param.value) || same(x, param.from) || same(x, param.to))
            return true;
    }
    return lab_rows(lab) > 0 && same(x, lab_temperature(lab));
}

static bool action_has(struct slice action, double x)
{
    struct slice word;
    double value;

    while (slice_word(&action, &word))
        if (verb_number(word, &value, NULL) && same(x, value))
            return true;
    return false;
}

static bool question_has(const struct question_block *ask, double x)
{
    for (size_t i = 0; i < ask->play_count; i++)
        if (action_has(ask->play[i].text, x))
            return true;
    for (size_t i = 0; i < ask->vary_count; i++)
        if (among(x, ask->vary[i].values, ask->vary[i].count))
            return true;
    return false;
}

bool prove_is_data(const struct prove_source *source, double x)
{
    const struct section *section = source->section;
    const struct scope_param *params[PARAMS_MAX];
    size_t count = scope_params(source->scope, params, PARAMS_MAX);

    for (size_t i = 0; i < section->lab_count; i++)
        if (lab_has(section->labs[i].lab, x))
            return true;
    if (source->ask && question_has(source->ask, x))
        return true;
    for (size_t i = 0; i < count && i < PARAMS_MAX; i++)
        if (same(x, params[i]->value) || same(x, params[i]->from) ||
            same(x, params[i]->to) || same(x, params[i]->step))
            return true;
    return false;
}

/* ---- formulas ---- */

static bool is_rounded(const struct mean *node)
{
    return node->kind == MEAN_NUMBER && (node->decimals > 0 || node->percent);
}

static size_t count_in(const struct mean *node)
{
    struct mean *children[CHILDREN_MAX];
    size_t count = mean_children(node, children, CHILDREN_MAX);
    size_t found = is_rounded(node);

    for (size_t i = 0; i < count && i < CHILDREN_MAX; i++)
        found += count_in(children[i]);
    return found;
}

size_t prove_rounded(const struct mean_formula *formula)
{
    size_t found = 0;

    for (size_t i = 0; i < formula->count; i++)
        for (size_t k = 0; k < formula->statements[i].side_count; k++)
            if (formula->statements[i].sides[k])
                found += count_in(formula->statements[i].sides[k]);
    return found;
}

const struct mean *prove_loose(const struct prove_source *source,
                               const struct mean *side)
{
    struct mean *children[CHILDREN_MAX];
    size_t count = mean_children(side, children, CHILDREN_MAX);

    if (is_rounded(side) && !prove_is_data(source, side->number))
        return side;
    for (size_t i = 0; i < count && i < CHILDREN_MAX; i++) {
        const struct mean *found = prove_loose(source, children[i]);

        if (found)
            return found;
    }
    return NULL;
}
