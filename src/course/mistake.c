#include "course/mistake.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/answer_key.h"
#include "lesson/question_block.h"
#include "tex/eval.h"
#include "tex/mean.h"
#include "tex/scope.h"

/* A mistake is worked out after a wrong answer, while somebody waits. */
static const double steps_max = 2e6;

enum { DEEP = 16, CHAIN_MAX = 32, DECIMALS_MAX = 3 };

struct making {
    const struct answer_ground *ground;
    struct mistake *out;
    size_t count;
    double right;
};

static void add(struct making *m, struct mistake one)
{
    if (m->count < MISTAKES_MAX && isfinite(one.value))
        m->out[m->count++] = one;
}

static bool value_of(const struct making *m, const struct mean *node,
                     const struct scope *scope, double *value)
{
    struct eval_options options = { .format = FORMAT_EXACT,
                                    .steps_max = steps_max };
    struct mean_fault fault;
    struct value made;

    if (eval(m->ground->arena, node, scope, m->ground->data, &options, &made,
             &fault) != EVAL_VALUE ||
        made.shape != VALUE_NUMBER)
        return false;
    *value = real_double(made.number);
    return isfinite(*value);
}

/* ---- from the value ---- */

static void add_units(struct making *m)
{
    for (int u = 0; u < UNIT_COUNT; u++)
        if (u != UNIT_NATS)
            add(m, (struct mistake){ .kind = MISTAKE_UNIT,
                                     .value =
                                         unit_from_nats((enum unit)u, m->right),
                                     .unit = (enum unit)u });
}

static void add_logs(struct making *m, struct real right)
{
    if (right.flags & REAL_LOG_SCALED) {
        add(m,
            (struct mistake){ .kind = MISTAKE_NO_LOG, .value = exp(m->right) });
        add(m, (struct mistake){ .kind = MISTAKE_NO_LOG_NEG,
                                 .value = exp(-m->right) });
    } else if (m->right > 0.0) {
        add(m, (struct mistake){ .kind = MISTAKE_LOG, .value = log(m->right) });
        add(m,
            (struct mistake){ .kind = MISTAKE_LOG, .value = -log(m->right) });
    }
}

/* Of what is no logarithm. */
static void add_fractions(struct making *m)
{
    if (m->right > 0.0 && m->right <= 1.0) {
        add(m, (struct mistake){ .kind = MISTAKE_PERCENT,
                                 .value = 100.0 * m->right });
        add(m, (struct mistake){ .kind = MISTAKE_HUNDREDTH,
                                 .value = m->right / 100.0 });
        add(m, (struct mistake){ .kind = MISTAKE_COMPLEMENT,
                                 .value = 1.0 - m->right });
    }
    add(m,
        (struct mistake){ .kind = MISTAKE_INVERSE, .value = 1.0 / m->right });
}

/* ---- from the tree ---- */

static void add_undivided(struct making *m, const struct mean *by,
                          const struct scope *scope)
{
    double n;

    if (!value_of(m, by, scope, &n) || n == 0.0 || fabs(n) == 1.0)
        return;
    for (size_t i = 0; i < m->count; i++)
        if (m->out[i].kind == MISTAKE_UNDIVIDED && m->out[i].count == n)
            return;
    add(m, (struct mistake){
               .kind = MISTAKE_UNDIVIDED, .value = m->right * n, .count = n });
}

/* By what the whole is divided, also in a definition that it is. */
static void find_divisors(struct making *m, const struct mean *node,
                          const struct scope *scope, int depth)
{
    const struct scope_definition *means;

    if (depth > DEEP)
        return;
    switch (node->kind) {
    case MEAN_NEGATE:
        find_divisors(m, node->first, scope, depth + 1);
        break;
    case MEAN_MULTIPLY:
        find_divisors(m, node->first, scope, depth + 1);
        find_divisors(m, node->second, scope, depth + 1);
        break;
    case MEAN_DIVIDE:
        find_divisors(m, node->first, scope, depth + 1);
        add_undivided(m, node->second, scope);
        break;
    case MEAN_NAME:
    case MEAN_CALL:
        means = node->sort == NAME_DEFINED || node->sort == NAME_FUNCTION
                    ? scope_match(scope, node)
                    : NULL;
        if (means)
            find_divisors(m, means->body, means->scope, depth + 1);
        break;
    default:
        break;
    }
}

static void add_divided(struct making *m)
{
    const struct eval_data *data = m->ground->data;

    for (size_t i = 0; i < m->count; i++)
        if (m->out[i].kind == MISTAKE_UNDIVIDED)
            return;
    for (size_t i = 0; i < data->count; i++) {
        const struct eval_array *one = &data->arrays[i];

        if (!slice_is(one->key, "N") || one->rows * one->cols != 1 ||
            !one->values || one->values[0] < 2.0)
            continue;
        add(m, (struct mistake){ .kind = MISTAKE_DIVIDED,
                                 .value = m->right / one->values[0],
                                 .count = one->values[0] });
        return;
    }
}

static struct mean *copy_of(const struct making *m, const struct mean *node)
{
    struct mean *copy = arena_alloc(m->ground->arena, sizeof *copy);

    *copy = *node;
    return copy;
}

/* A chain of one operation with another in its place. */
static struct mean *chained(const struct making *m, const struct mean *node,
                            enum mean_kind kind, enum mean_kind instead,
                            int left)
{
    struct mean *copy = copy_of(m, node);

    if (node->kind != kind || left == 0)
        return copy;
    copy->kind = instead;
    copy->first = chained(m, node->first, kind, instead, left - 1);
    copy->second = chained(m, node->second, kind, instead, left - 1);
    return copy;
}

/* Factors are added, or terms multiplied; a sign before all of it stays. */
static void add_other_chain(struct making *m, const struct mean *key)
{
    bool negative = key->kind == MEAN_NEGATE;
    const struct mean *node = negative ? key->first : key;
    bool product = node->kind == MEAN_MULTIPLY || node->kind == MEAN_PRODUCT;
    struct mean *other;
    double value;

    if (node->kind == MEAN_MULTIPLY)
        other = chained(m, node, MEAN_MULTIPLY, MEAN_ADD, CHAIN_MAX);
    else if (node->kind == MEAN_ADD)
        other = chained(m, node, MEAN_ADD, MEAN_MULTIPLY, CHAIN_MAX);
    else if (node->kind == MEAN_PRODUCT || node->kind == MEAN_SUM) {
        other = copy_of(m, node);
        other->kind = product ? MEAN_SUM : MEAN_PRODUCT;
    } else
        return;
    if (value_of(m, other, m->ground->scope, &value))
        add(m,
            (struct mistake){ .kind = product ? MISTAKE_SUM : MISTAKE_PRODUCT,
                              .value = negative ? -value : value });
}

static void add_exchanged(struct making *m, const struct mean *key)
{
    struct mean *other;
    double value;

    if (key->kind != MEAN_CALL || key->argument_count != 2)
        return;
    other = copy_of(m, key);
    other->arguments =
        arena_array(m->ground->arena, 2, sizeof *other->arguments);
    other->arguments[0] = key->arguments[1];
    other->arguments[1] = key->arguments[0];
    if (value_of(m, other, m->ground->scope, &value))
        add(m, (struct mistake){ .kind = MISTAKE_EXCHANGED, .value = value });
}

size_t mistakes_of(const struct answer_ground *ground, const struct mean *key,
                   struct real right, struct mistake out[MISTAKES_MAX])
{
    struct making m = { .ground = ground,
                        .out = out,
                        .right = real_double(right) };
    bool logs = right.flags & REAL_LOG_SCALED;

    if (!isfinite(m.right) || m.right == 0.0)
        return 0;
    add(&m, (struct mistake){ .kind = MISTAKE_SIGN, .value = -m.right });
    add_logs(&m, right);
    if (logs)
        add_units(&m);
    else
        add_fractions(&m);
    find_divisors(&m, key, ground->scope, 0);
    if (logs)
        add_divided(&m);
    add_other_chain(&m, key);
    add_exchanged(&m, key);
    return m.count;
}

/* ---- which one it is ---- */

/* A tolerance as wide as the lesson may give it would explain too much. */
static bool has_value(const struct question_block *ask, double value, double x)
{
    double most = ask->within > 0.0 ? fmin(ask->within, 0.02 * fabs(value))
                                    : ANSWER_SHARE * fabs(value);

    return fabs(x - value) <= most + 1e-9 * fabs(value);
}

/* The answer with as few decimals as were given. */
static bool is_rounded(double right, double given)
{
    double scale = 1.0;

    if (given == 0.0 || fabs(given - right) > 0.1 * fabs(right))
        return false;
    for (int i = 0; i <= DECIMALS_MAX; i++, scale *= 10.0)
        if (fabs(given * scale - round(given * scale)) < 1e-9)
            return fabs(given - right) <= 0.5 / scale * (1.0 + 1e-9);
    return false;
}

bool mistake_find(const struct answer_ground *ground,
                  const struct question_block *ask, const struct mean *key,
                  struct real right, struct real given, struct mistake *out)
{
    struct mistake all[MISTAKES_MAX];
    double x = real_double(given), value = real_double(right);
    size_t count = mistakes_of(ground, key, right, all);
    bool found = false;

    for (size_t i = 0; i < count; i++) {
        if (!has_value(ask, all[i].value, x))
            continue;
        if (found)
            return false;
        *out = all[i];
        found = true;
    }
    if (!isfinite(value) || !isfinite(x) || !is_rounded(value, x))
        return found;
    *out = (struct mistake){ .kind = MISTAKE_ROUNDED, .value = x };
    return !found;
}

/* ---- what is said ---- */

static void put_tolerance(const struct question_block *ask, struct strbuf *out)
{
    if (ask->within > 0.0)
        strbuf_printf(out, "%.6g", ask->within);
    else
        strbuf_puts(out, "0.5 %");
}

static const char *fixed_words(enum mistake_kind kind)
{
    switch (kind) {
    case MISTAKE_PERCENT:
        return "Right as a percentage: write a % sign behind it, or a "
               "fraction of 1.";
    case MISTAKE_HUNDREDTH:
        return "That is a hundred times too small. A % sign divides by 100 by "
               "itself.";
    case MISTAKE_NO_LOG:
        return "The logarithm is still missing: take that of your number.";
    case MISTAKE_NO_LOG_NEG:
        return "The logarithm is still missing: take that of your number, and "
               "change its sign.";
    case MISTAKE_LOG:
        return "That is a logarithm of the answer. The number itself is asked "
               "for.";
    case MISTAKE_COMPLEMENT:
        return "That is what is missing to 1. The other part is asked for.";
    case MISTAKE_INVERSE:
        return "That is upside down: divide 1 by your number.";
    case MISTAKE_SUM:
        return "You have added. Here the numbers are multiplied.";
    case MISTAKE_PRODUCT:
        return "You have multiplied. Here the terms are added.";
    case MISTAKE_GROUPING:
        return "A bare log ends at the stroke: log a/b is (log a)/b here. Put "
               "the fraction in parentheses, log(a/b).";
    case MISTAKE_EXCHANGED:
        return "You have exchanged the two: the one in front belongs behind.";
    default:
        return "";
    }
}

void mistake_words(const struct mistake *mistake,
                   const struct question_block *ask, struct real right,
                   struct strbuf *out)
{
    switch (mistake->kind) {
    case MISTAKE_UNIT:
        strbuf_printf(out,
                      "That is the answer in %s. Formulas here are in nats, to "
                      "base e.",
                      unit_name(mistake->unit));
        break;
    case MISTAKE_SIGN:
        strbuf_printf(out,
                      "The size is right, the sign is not: the answer lies "
                      "%s 0.",
                      real_double(right) < 0.0 ? "below" : "above");
        break;
    case MISTAKE_UNDIVIDED:
        strbuf_printf(out,
                      "That is %.6g times the answer: divide by %.6g at the "
                      "end.",
                      mistake->count, mistake->count);
        break;
    case MISTAKE_DIVIDED:
        strbuf_printf(out,
                      "That is the answer divided by %.6g. Here nothing is "
                      "divided by N.",
                      mistake->count);
        break;
    case MISTAKE_ROUNDED:
        strbuf_puts(out, "You are on the way, but this is rounded too far. It "
                         "is wanted within ");
        put_tolerance(ask, out);
        strbuf_putc(out, '.');
        break;
    default:
        strbuf_puts(out, fixed_words(mistake->kind));
        break;
    }
}
