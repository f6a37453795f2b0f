#include "tex/judge_says.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/scope.h"

enum { DIGITS = 4, ENTRIES = 4 };

/* The buffer's text, in the arena. */
static const char *keep(const struct judge_place *place, struct strbuf *text)
{
    const char *out = arena_text(place->arena, strbuf_text(text), text->len);

    strbuf_finish(text);
    return out;
}

/* A log-scaled number in the unit, which is named unless it is nats. */
static void put(struct strbuf *text, const struct judge_place *place,
                struct real number)
{
    bool scaled = (number.flags & REAL_LOG_SCALED) && number.scale == 0 &&
                  place->unit != UNIT_NATS;

    if (scaled)
        number.x = unit_from_nats(place->unit, number.x);
    if (isnan(number.x))
        strbuf_puts(text, "no number");
    else
        real_write(text, number, DIGITS);
    if (scaled)
        strbuf_printf(text, " %s", unit_name(place->unit));
}

static void put_shape(struct strbuf *text, const struct value *value)
{
    if (value->shape == VALUE_NUMBER)
        strbuf_puts(text, "a number");
    else if (value->shape == VALUE_VECTOR)
        strbuf_printf(text, "a vector of %zu", value->rows);
    else
        strbuf_printf(text, "a matrix of %zu by %zu", value->rows, value->cols);
}

static const char *says_shapes(const struct judge_place *place,
                               const struct value *left,
                               const struct value *right)
{
    struct strbuf text = { 0 };

    value_write(&text, left, DIGITS, ENTRIES);
    strbuf_puts(&text, " is not ");
    value_write(&text, right, DIGITS, ENTRIES);
    strbuf_puts(&text, ": ");
    put_shape(&text, left);
    strbuf_puts(&text, " against ");
    put_shape(&text, right);
    return keep(place, &text);
}

/* "argmin 0 (edge)": a place at the end of the parameter's range says that
 * nothing was found inside. */
static void put_optimum(struct strbuf *text, const struct judge_place *place,
                        const struct judged_side *side)
{
    const struct scope_param *param = NULL;
    double at = real_double(side->exact.number);

    if (side->node->kind == MEAN_OPTIMUM) {
        strbuf_puts(text, side->node->maximum ? "argmax " : "argmin ");
        param = scope_param(place->scope, side->node->name);
    } else if (side->exact.optimum) {
        strbuf_puts(text, "the optimum ");
    }
    put(text, place, side->exact.number);
    if (param && (at <= param->from || at >= param->to))
        strbuf_puts(text, " (edge)");
}

static const char *says_optimum(const struct judge_place *place,
                                const struct judged_side *left,
                                const struct judged_side *right)
{
    const struct judged_side *is = right->exact.optimum ? right : left;
    const struct judged_side *wanted = is == right ? left : right;
    struct strbuf text = { 0 };

    put_optimum(&text, place, is);
    strbuf_puts(&text, ", not ");
    put(&text, place, wanted->exact.number);
    return keep(place, &text);
}

/* What a slip often looks like: a turned sign, a factor N forgotten. */
static void put_pattern(struct strbuf *text, struct real left,
                        struct real right)
{
    double times = agree_ratio(right, left);

    if (!isfinite(times) || times == 0.0)
        return;
    if (fabs(times + 1.0) < 1e-9)
        strbuf_puts(text, ": the sign is turned");
    else if (times > 1.5 && times < 1e8 &&
             fabs(times - nearbyint(times)) < 1e-9 * times)
        strbuf_printf(text, ": %.0f times as much", times);
    else if (times > 1e-8 && times < 0.7 &&
             fabs(1.0 / times - nearbyint(1.0 / times)) < 1e-9 / times)
        strbuf_printf(text, ": 1/%.0f of it", 1.0 / times);
}

static struct real entry_of(const struct value *value, size_t entry)
{
    return value->shape == VALUE_NUMBER ? value->number : value->entries[entry];
}

/* Whether the page shows another number than the exact one that is judged. */
static bool shown_otherwise(const struct judged_side *side, size_t entry)
{
    struct strbuf held = { 0 }, exact = { 0 };
    bool other;

    real_write(&held, entry_of(&side->value, entry), DIGITS);
    real_write(&exact, entry_of(&side->exact, entry), DIGITS);
    other = strcmp(strbuf_text(&held), strbuf_text(&exact)) != 0;
    strbuf_finish(&held);
    strbuf_finish(&exact);
    return other;
}

static const char *says_unequal(const struct judge_place *place,
                                const struct judged_side *left,
                                const struct judged_side *right,
                                const struct agreement *found)
{
    struct real gap = agree_gap(found->left, found->right);
    struct strbuf text = { 0 };

    if (left->exact.shape != VALUE_NUMBER)
        strbuf_printf(&text, "entry %zu: ", found->entry + 1);
    if (shown_otherwise(left, found->entry) ||
        shown_otherwise(right, found->entry)) {
        strbuf_puts(&text, "exactly ");
        put(&text, place, found->left);
        strbuf_puts(&text, ", not ");
        put(&text, place, found->right);
        return keep(place, &text);
    }
    if (!isfinite(found->left.x) || !isfinite(found->right.x)) {
        put(&text, place, found->left);
        strbuf_puts(&text, " against ");
        put(&text, place, found->right);
        return keep(place, &text);
    }
    gap.flags = found->left.flags & found->right.flags & REAL_LOG_SCALED;
    strbuf_puts(&text, "off by ");
    put(&text, place, gap);
    put_pattern(&text, found->left, found->right);
    return keep(place, &text);
}

static const char *says_order(const struct judge_place *place,
                              enum mean_relation relation,
                              const struct agreement *found)
{
    const char *words = relation == REL_LESS         ? " is not less than "
                        : relation == REL_GREATER    ? " is not greater than "
                        : relation == REL_LESS_EQUAL ? " is greater than "
                                                     : " is less than ";
    struct strbuf text = { 0 };

    if (isnan(found->left.x) || isnan(found->right.x))
        words = " against ";
    put(&text, place, found->left);
    strbuf_puts(&text, words);
    put(&text, place, found->right);
    return keep(place, &text);
}

const char *says_false(const struct judge_place *place,
                       const struct judged_side *left,
                       enum mean_relation relation,
                       const struct judged_side *right,
                       const struct agreement *found)
{
    struct strbuf text = { 0 };

    if (found->shapes)
        return says_shapes(place, &left->exact, &right->exact);
    switch (relation) {
    case REL_NOT_EQUAL:
        strbuf_puts(&text, "both are ");
        value_write(&text, &left->exact, DIGITS, ENTRIES);
        return keep(place, &text);
    case REL_LESS:
    case REL_GREATER:
    case REL_LESS_EQUAL:
    case REL_GREATER_EQUAL:
        return says_order(place, relation, found);
    default:
        break;
    }
    if (left->exact.optimum || right->exact.optimum)
        return says_optimum(place, left, right);
    return says_unequal(place, left, right, found);
}

const char *says_lost(const struct judge_place *place,
                      const struct judged_side *side, size_t entry)
{
    const char *format = format_name(place->options->format);
    const struct value *value = &side->value;
    bool vector = value->shape != VALUE_NUMBER;
    struct real held = vector ? value->entries[entry] : value->number;
    struct real exact =
        vector ? side->exact.entries[entry] : side->exact.number;
    struct strbuf text = { 0 };
    double off;

    if (vector)
        strbuf_printf(&text, "entry %zu: ", entry + 1);
    if (value->optimum && value->ties > 1) {
        strbuf_printf(&text, "in %s %ld of %ld candidates are equally good; ",
                      format, value->ties, value->candidates);
        strbuf_puts(&text, "exactly ");
        put(&text, place, exact);
        return keep(place, &text);
    }
    strbuf_printf(&text, "%s %s ", format, value->optimum ? "finds" : "holds");
    put(&text, place, held);
    strbuf_puts(&text, " here; exactly ");
    put(&text, place, exact);
    off = agree_ratio(agree_gap(held, exact), exact);
    off = 100.0 * fabs(off);
    if (held.x != 0.0 && isfinite(off) && off > 0.0 && off < 100.0)
        strbuf_printf(&text, ", %.2g %% off", off);
    return keep(place, &text);
}

const char *says_apart(const struct judge_place *place, struct real left,
                       struct real right)
{
    struct strbuf text = { 0 };

    strbuf_printf(&text, "%s holds ", format_name(place->options->format));
    put(&text, place, left);
    strbuf_puts(&text, " on one side and ");
    put(&text, place, right);
    strbuf_puts(&text, " on the other");
    return keep(place, &text);
}

const char *says_outside(const struct judge_place *place, struct real number)
{
    struct strbuf text = { 0 };

    put(&text, place, number);
    strbuf_puts(&text, " is not in it");
    return keep(place, &text);
}
