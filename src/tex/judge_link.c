#include "tex/judge_link.h"

#include <math.h>
#include <string.h>

#include "tex/agree.h"
#include "tex/judge_says.h"
#include "tex/scope.h"
#include "tex/weigh.h"

bool judge_relation(enum mean_relation relation)
{
    switch (relation) {
    case REL_DEFINE:
    case REL_SIM:
    case REL_TO:
    case REL_COUNT:
        return false;
    default:
        return true;
    }
}

static bool equality(enum mean_relation relation)
{
    return relation == REL_EQUAL || relation == REL_EQUIV ||
           relation == REL_APPROX;
}

static struct real entry_of(const struct value *value, size_t entry)
{
    if (value->shape == VALUE_NUMBER)
        return value->number;
    return entry < value->rows * value->cols ? value->entries[entry]
                                             : real_of(NAN);
}

/* How wide the parameter ranges that a side's optimum is over; a name or a
 * call may hide it in a definition. */
static double range_of(const struct judge_place *place,
                       const struct judged_side *side)
{
    const struct scope_param *params[16];
    size_t count;
    double range = 0.0;

    if (!side->exact.optimum)
        return 0.0;
    if (side->node->kind == MEAN_OPTIMUM) {
        const struct scope_param *p =
            scope_param(place->scope, side->node->name);

        return p ? p->to - p->from : 0.0;
    }
    count = scope_params(place->scope, params, 16);
    for (size_t i = 0; i < count && i < 16; i++)
        range = fmax(range, params[i]->to - params[i]->from);
    return range;
}

static double largest_of(const struct judge_place *place,
                         const struct judged_side *left,
                         const struct judged_side *right)
{
    return fmax(weigh_largest(left->node, place->scope, place->data,
                              place->options),
                weigh_largest(right->node, place->scope, place->data,
                              place->options));
}

static bool written(const struct judged_side *side)
{
    const struct mean *node = side->node;

    while (node->kind == MEAN_NEGATE)
        node = node->first;
    return node->kind == MEAN_NUMBER || node->kind == MEAN_LIST;
}

/* The first entry in which the format's value of a side is not the exact one,
 * or -1. The ties of an optimum count: where many candidates are as good as
 * the best, its place means nothing. */
static long lost_entry(const struct judged_side *side, struct tolerance within)
{
    struct agreement found;

    if (side->value.optimum && side->value.ties > 1 && side->exact.ties == 1)
        return 0;
    found =
        agree_values(NULL, &side->value, REL_EQUAL, NULL, &side->exact, within);
    return found.holds ? -1 : (long)found.entry;
}

static double size_of(const struct value *value)
{
    size_t count = value->shape == VALUE_NUMBER ? 1 : value->rows * value->cols;
    double size = 0.0;

    for (size_t e = 0; e < count; e++)
        size = fmax(size, fabs(real_double(entry_of(value, e))));
    return size;
}

/* The rounding of large partial sums excuses what a difference should be 0
 * and is not. Where something is left exactly, half of its digits have to
 * be there: 1 - 0.9999 is no rounding of 0. */
static struct tolerance of_what_is_left(struct tolerance within,
                                        enum format format, double size,
                                        double exact)
{
    int bits = format_limits(format).fraction_bits + 1;

    if (isfinite(size) && size > exact)
        within.absolute =
            fmax(exact, fmin(within.absolute, sqrt(ldexp(1.0, -bits)) * size));
    return within;
}

static void lose(struct judged_link *out, const struct judged_side *left,
                 const struct judged_side *right, size_t entry,
                 const char *says)
{
    out->truth = TRUTH_LOST;
    out->left = entry_of(&left->value, entry);
    out->right = entry_of(&right->value, entry);
    out->entry = entry;
    out->says = says;
}

/* Whether an equality holds so closely, in both arithmetics, that nothing has
 * to be weighed. */
static bool plainly(const struct judge_place *place,
                    const struct judged_side *left,
                    const struct judged_side *right)
{
    int bits = format_limits(place->options->format).fraction_bits;
    struct tolerance within = { .relative = fmax(1e-9, ldexp(2.0, -bits)) };

    return agree_values(left->node, &left->exact, REL_EQUAL, right->node,
                        &right->exact, agree_exact(0.0, 0.0))
               .holds &&
           agree_values(left->node, &left->value, REL_EQUAL, right->node,
                        &right->value, within)
               .holds &&
           lost_entry(left, within) < 0 && lost_entry(right, within) < 0;
}

/* What holds exactly: whether it does in the page's format. An equality of
 * two computed sides is lost where either side is, though both may be wrong by
 * as much (two products that are 0); other relations where they fail. */
static void judge_format(const struct judge_place *place,
                         const struct judged_side *left,
                         enum mean_relation relation,
                         const struct judged_side *right, double largest,
                         double range, struct judged_link *out)
{
    const struct eval_options *o = place->options;
    struct roundings made =
        weigh_roundings(left->node, place->scope, place->data, o);
    struct roundings more =
        weigh_roundings(right->node, place->scope, place->data, o);
    struct tolerance within;
    double exact = agree_exact(largest, range).absolute;
    double left_size = size_of(&left->exact);
    double right_size = size_of(&right->exact);
    struct agreement found;
    long at_left, at_right;

    made.sums = fmax(made.sums, more.sums);
    made.products = fmax(made.products, more.products);
    within = agree_format(o->format, made, largest, range);
    found = agree_values(left->node, &left->value, relation, right->node,
                         &right->value,
                         of_what_is_left(within, o->format,
                                         fmax(left_size, right_size), exact));
    at_left =
        lost_entry(left, of_what_is_left(within, o->format, left_size, exact));
    at_right = lost_entry(right, of_what_is_left(within, o->format, right_size,
                                                 exact));

    if (found.holds &&
        (!equality(relation) || written(left) || written(right)) &&
        !left->value.optimum && !right->value.optimum)
        return;
    if (at_left >= 0)
        lose(out, left, right, (size_t)at_left,
             says_lost(place, left, (size_t)at_left));
    else if (at_right >= 0)
        lose(out, left, right, (size_t)at_right,
             says_lost(place, right, (size_t)at_right));
    else if (!found.holds)
        lose(out, left, right, found.entry,
             says_apart(place, found.left, found.right));
}

static bool item_value(const struct judge_place *place, const struct mean *item,
                       struct real *out)
{
    struct eval_options with = *place->options;
    struct mean_fault fault;
    struct value value;

    with.format = FORMAT_EXACT;
    if (eval(place->arena, item, place->scope, place->data, &with, &value,
             &fault) != EVAL_VALUE ||
        value.shape != VALUE_NUMBER)
        return false;
    *out = value.number;
    return true;
}

/* [a, b] and ( ) from their ends. */
static bool in_interval(const struct judge_place *place, struct real number,
                        const struct mean *list, struct tolerance within,
                        bool *known)
{
    const char *at = list->source.at;
    struct real ends[2];
    bool open_left = false, open_right = false, low, high;

    *known = list->item_count == 2 &&
             item_value(place, list->items[0], &ends[0]) &&
             item_value(place, list->items[1], &ends[1]);
    if (!*known)
        return false;
    for (uint32_t i = list->from; at && i < list->items[0]->from; i++)
        open_left = open_left || at[i] == '(';
    for (uint32_t i = list->items[1]->to; at && i < list->to; i++)
        open_right = open_right || at[i] == ')';
    low = agree_numbers(number, ends[0], within);
    high = agree_numbers(number, ends[1], within);
    if (low || high)
        return !(low && open_left) && !(high && open_right);
    return real_compare(number, ends[0]) > 0 &&
           real_compare(number, ends[1]) < 0;
}

/* Between the numbers on both sides of the dots, and as far from the first as
 * the first two are apart: {1, ..., K}, {0, 2, ..., 10}. */
static bool in_dots(struct real number, struct real before[2], size_t count,
                    struct real after)
{
    double first = real_double(before[0]);
    double step = count > 1 ? real_double(before[1]) - first : 1.0;
    double at = (real_double(number) - first) / step;

    return step != 0.0 && at > -1e-9 && fabs(at - nearbyint(at)) < 1e-9 &&
           (real_double(after) - real_double(number)) / step > -1e-9;
}

/* Whether a number is in \{0, 1\}, \{1, ..., K\} or [0, 1]. *known is false
 * when the set has no value. */
static bool is_member(const struct judge_place *place, struct real number,
                      const struct mean *set, struct tolerance within,
                      bool *known)
{
    struct real before[2] = { real_of(0.0), real_of(0.0) }, item;
    size_t count = 0;
    bool dots = false;

    *known = true;
    if (set->kind == MEAN_LIST)
        return in_interval(place, number, set, within, known);
    if (set->kind != MEAN_SET)
        return *known = false;
    for (size_t i = 0; i < set->item_count; i++) {
        if (set->items[i]->kind == MEAN_ELLIPSIS) {
            dots = true;
            continue;
        }
        if (!item_value(place, set->items[i], &item))
            return *known = false;
        if (agree_numbers(number, item, within))
            return true;
        if (dots)
            return count > 0 && in_dots(number, before, count, item);
        if (count < 2)
            before[count++] = item;
    }
    return false;
}

/* Every entry of the left side is to be a member. */
static void judge_member(const struct judge_place *place,
                         const struct judged_side *left,
                         const struct judged_side *right,
                         struct judged_link *out)
{
    const struct value *value = &left->exact;
    size_t count = value->shape == VALUE_NUMBER ? 1 : value->rows * value->cols;
    bool known = true;

    out->truth = count > 0 ? TRUTH_HOLDS : TRUTH_NONE;
    for (size_t e = 0; e < count; e++) {
        struct real number = entry_of(value, e);

        if (is_member(place, number, right->node, agree_exact(0.0, 0.0),
                      &known))
            continue;
        out->truth = known ? TRUTH_FALSE : TRUTH_NONE;
        out->left = out->right = number;
        out->entry = e;
        out->says = known ? says_outside(place, number) : "";
        return;
    }
}

void judge_link(const struct judge_place *place, const struct judged_side *left,
                enum mean_relation relation, const struct judged_side *right,
                struct judged_link *out)
{
    struct agreement found;
    double largest, range;

    *out = (struct judged_link){ .relation = relation,
                                 .truth = TRUTH_NONE,
                                 .says = "" };
    if (!judge_relation(relation))
        return;
    if (relation == REL_IN) {
        judge_member(place, left, right, out);
        return;
    }
    if (equality(relation) && plainly(place, left, right)) {
        out->truth = TRUTH_HOLDS;
        return;
    }
    range = fmax(range_of(place, left), range_of(place, right));
    largest = largest_of(place, left, right);
    found = agree_values(left->node, &left->exact, relation, right->node,
                         &right->exact, agree_exact(largest, range));
    if (!found.holds) {
        out->truth = TRUTH_FALSE;
        out->left = found.left;
        out->right = found.right;
        out->entry = found.entry;
        out->says = says_false(place, left, relation, right, &found);
        return;
    }
    out->truth = TRUTH_HOLDS;
    if (place->options->format != FORMAT_EXACT && !found.shapes)
        judge_format(place, left, relation, right, largest, range, out);
}
