#include "course/answer_key.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/typed.h"
#include "lesson/question_block.h"
#include "tex/eval.h"
#include "tex/parse.h"
#include "tex/read.h"

/* An answer is worked out while somebody waits. */
static const double steps_max = 2e7;

static const double nothing = 1e-9;

/* ---- values ---- */

static bool value_of(const struct answer_ground *ground,
                     const struct mean *node, struct value *out,
                     struct mean_fault *fault)
{
    struct eval_options options = { .format = FORMAT_EXACT,
                                    .steps_max = steps_max };

    *fault = (struct mean_fault){ .text = "it has no value" };
    return eval(ground->arena, node, ground->scope, ground->data, &options, out,
                fault) == EVAL_VALUE;
}

/* Its tree; NULL with err when it has no value that is a number. */
static const struct mean *read_key(const struct answer_ground *ground,
                                   const struct lesson_tex *key,
                                   struct value *out, struct err *err)
{
    const struct mean_fault *unread = NULL;
    struct mean_fault fault;
    const struct mean *node =
        mean_read_expression(ground->arena, key->node, key->text, ground->scope,
                             &unread);

    if (!node)
        err_set(err, "%s", unread->text);
    else if (!value_of(ground, node, out, &fault))
        err_set(err, "%s", fault.text);
    else if (out->shape != VALUE_NUMBER)
        err_set(err, "it is no number");
    else
        return node;
    return NULL;
}

bool answer_key(const struct answer_ground *ground,
                const struct lesson_tex *key, struct value *out,
                struct err *err)
{
    return read_key(ground, key, out, err) != NULL;
}

/* What is wrong, and where in what was typed. */
static bool fail_at(struct err *err, const struct typed *typed,
                    struct slice text, const struct mean_fault *fault)
{
    bool here = fault->source.at == typed->tex;
    size_t byte =
        here && fault->from <= typed->len ? typed->at[fault->from] : 0;
    size_t column = 1;

    if (!here)
        return err_set(err, "%s", fault->text);
    for (size_t i = 0; i < byte && i < text.len;) {
        unsigned int rune;

        i += utf8_decode(text.at + i, text.len - i, &rune);
        column++;
    }
    if (byte < text.len && text.at[byte] == ',')
        err_set(err,
                "a decimal has a point, and thousands are not parted "
                "(character %zu)",
                column);
    else
        err_set(err, "%s (character %zu)", fault->text, column);
    if (err)
        err->column = (int)column;
    return false;
}

bool answer_typed(const struct answer_ground *ground, struct slice text,
                  struct value *out, struct err *err)
{
    struct typed *typed = arena_alloc(ground->arena, sizeof *typed);
    const struct mean_fault *unread = NULL;
    struct mean_fault fault;
    struct slice tex;
    const struct mean *node;

    if (!typed_tex(typed, text, err))
        return false;
    tex = (struct slice){ typed->tex, typed->len };
    node =
        mean_read_expression(ground->arena, tex_parse(ground->arena, tex, NULL),
                             tex, ground->scope, &unread);
    if (!node)
        return fail_at(err, typed, text, unread);
    if (!value_of(ground, node, out, &fault))
        return fail_at(err, typed, text, &fault);
    if (out->shape != VALUE_NUMBER)
        return err_set(err, "that is no single number");
    return true;
}

/* ---- comparing ---- */

/* a / b, where both may lie outside a double's range. b is not 0. */
static double ratio(struct real a, struct real b)
{
    int64_t scale = a.scale - b.scale;

    if (scale > 4000 || scale < -4000)
        return a.x == 0.0 ? 0.0 : scale > 0 ? INFINITY : 0.0;
    return ldexp(a.x / b.x, (int)scale);
}

bool answer_near(const struct question_block *ask, struct real value,
                 struct real x)
{
    double right = real_double(value), given = real_double(x);

    if (isnan(right) || isnan(given))
        return false;
    if (isinf(right) || isinf(given))
        return right == given;
    if (ask->within > 0.0)
        /* A sum in binary may miss the last bit of the bound. */
        return fabs(given - right) <= ask->within * (1.0 + nothing);
    if (value.x == 0.0)
        return fabs(given) <= nothing;
    return fabs(ratio(x, value) - 1.0) <= ANSWER_SHARE * (1.0 + nothing);
}

const struct lesson_tex *answer_of(const struct question_block *ask,
                                   size_t step)
{
    const struct lesson_tex *key = ask->kind != QUESTION_STEPS ? &ask->answer
                                   : step < ask->step_count
                                       ? &ask->steps[step].answer
                                       : NULL;

    return key && key->node ? key : NULL;
}

const struct question_slip *answer_slip(const struct question_block *ask,
                                        size_t step, size_t slip)
{
    if (step < ask->step_count) {
        if (slip < ask->steps[step].slip_count)
            return &ask->steps[step].slips[slip];
        slip -= ask->steps[step].slip_count;
    }
    return slip < ask->slip_count ? &ask->slips[slip] : NULL;
}

static bool slip_of(const struct answer_ground *ground,
                    const struct question_block *ask, size_t step,
                    struct real given, size_t *slip)
{
    const struct question_slip *one;

    for (*slip = 0; (one = answer_slip(ask, step, *slip)); (*slip)++) {
        struct value value;

        if (answer_key(ground, &one->when, &value, NULL) &&
            answer_near(ask, value.number, given))
            return true;
    }
    return false;
}

/* Columns of a decimal with the blanks around it. */
static size_t decimal(struct slice text, size_t at)
{
    size_t n = 0, digits = 0;

    while (at + n < text.len && text.at[at + n] == ' ')
        n++;
    for (; at + n < text.len && strchr("0123456789.", text.at[at + n]); n++)
        digits++;
    while (at + n < text.len && text.at[at + n] == ' ')
        n++;
    return digits ? n : 0;
}

/* "log 10/4" with its fraction in parentheses, as it stands on a page that
 * sets \log \frac{10}{4} in a line. False: there is none. */
static bool regroup(struct slice text, struct strbuf *out)
{
    bool found = false;

    for (size_t i = 0; i < text.len; i++) {
        bool log = slice_starts(slice_sub(text, i, text.len), "log");
        size_t over = log ? decimal(text, i + 3) : 0;
        size_t slash = i + 3 + over, under = 0;

        if (over && slash < text.len && text.at[slash] == '/')
            under = decimal(text, slash + 1);
        if (!under) {
            strbuf_putc(out, text.at[i]);
            continue;
        }
        strbuf_printf(out, "log(%.*s) ", (int)(over + 1 + under),
                      text.at + i + 3);
        i = slash + under;
        found = true;
    }
    return found;
}

static bool is_grouping(const struct answer_ground *ground,
                        const struct question_block *ask, struct real right,
                        struct slice typed, struct mistake *out)
{
    struct strbuf text = { 0 };
    struct value value;
    bool same =
        regroup(typed, &text) &&
        answer_typed(ground, slice_of(strbuf_text(&text)), &value, NULL) &&
        answer_near(ask, right, value.number);

    strbuf_finish(&text);
    *out = (struct mistake){ .kind = MISTAKE_GROUPING };
    return same;
}

bool answer_judge(const struct answer_ground *ground,
                  const struct question_block *ask, size_t step,
                  struct slice typed, struct answer_judged *out,
                  struct err *err)
{
    const struct lesson_tex *key = answer_of(ask, step);
    struct value given, right;
    const struct mean *tree;

    if (!key)
        return err_set(err, "no number is asked for");
    if (!answer_typed(ground, typed, &given, err))
        return false;
    tree = read_key(ground, key, &right, err);
    if (!tree)
        return false;
    *out =
        (struct answer_judged){ .given = given.number, .right = right.number };
    if (answer_near(ask, right.number, given.number))
        out->verdict = ANSWER_RIGHT;
    else if (slip_of(ground, ask, step, given.number, &out->slip))
        out->verdict = ANSWER_SLIP;
    else if (is_grouping(ground, ask, right.number, typed, &out->mistake) ||
             mistake_find(ground, ask, tree, right.number, given.number,
                          &out->mistake))
        out->verdict = ANSWER_MISTAKE;
    else
        out->verdict = ANSWER_WRONG;
    return true;
}
