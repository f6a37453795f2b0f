#include "tex/judge_letters.h"

#include "base/arena.h"
#include "tex/scope.h"

enum { SET_MAX = 64, KEYS_MAX = 8 };

bool judge_bound(const struct eval_binding *bindings, size_t count,
                 struct slice key, double *value)
{
    for (size_t i = 0; i < count; i++)
        if (slice_eq(bindings[i].key, key)) {
            *value = bindings[i].value;
            return true;
        }
    return false;
}

/* The least common multiple, at most `cap`. */
static long common(long a, long b, long cap)
{
    long x = a, y = b;

    while (y != 0) {
        long rest = x % y;

        x = y;
        y = rest;
    }
    return a / x > cap / b ? cap : a / x * b;
}

/* How many of a letter's numbers differ in their rows: where the tables that
 * it counts through repeat, one round. */
static long distinct(const struct judge_letters *letters, struct slice key,
                     long count)
{
    const struct scope_domain *domain = scope_domain(letters->scope, key);
    long period = 1;
    bool repeats = false;

    for (size_t i = 0; domain && i < letters->data->count; i++) {
        const struct eval_array *a = &letters->data->arrays[i];
        const struct scope_data *d;

        if (a->rank < 1 || a->rows == 0)
            continue;
        d = scope_data(letters->scope, a->key, NULL, 0);
        if (!d || d->rank < 1 || d->sorts[0] != domain->group)
            continue;
        period = common(period, (long)a->rows, count);
        repeats = repeats || a->examples > a->rows;
    }
    return repeats && period < count ? period : count;
}

/* The numbers of a domain that is written as a set. */
static bool set_values(struct arena *arena, const struct judge_letters *letters,
                       const struct scope_domain *domain,
                       struct judge_letter *letter)
{
    struct eval_options with = *letters->options;
    size_t count;

    if (!domain || !domain->set || domain->set->item_count > SET_MAX)
        return false;
    count = domain->set->item_count;
    letter->set = arena_array(arena, count, sizeof *letter->set);
    letter->count = (long)count;
    with.sink = NULL;
    with.format = FORMAT_EXACT;
    for (size_t i = 0; i < count; i++) {
        struct mean_fault fault;
        struct value value;

        if (eval(arena, domain->set->items[i], letters->scope, letters->data,
                 &with, &value, &fault) != EVAL_VALUE ||
            value.shape != VALUE_NUMBER)
            return false;
        letter->set[i] = real_double(value.number);
    }
    return count > 0;
}

/* Takes a letter in; false when there is no room for one more. A letter whose
 * domain has no value stays as it is: eval() says that it is unbound. */
static bool take_letter(struct arena *arena, struct judge_letters *letters,
                        struct slice key)
{
    const struct eval_options *eval = letters->options;
    struct judge_letter letter = { .key = key };
    double value;

    if (judge_bound(eval->bindings, eval->binding_count, key, &value))
        return true;
    for (size_t i = 0; i < letters->count; i++)
        if (slice_eq(letters->at[i].key, key))
            return true;
    if (eval_domain(letters->scope, letters->data, key, &letter.first,
                    &letter.count))
        letter.count = distinct(letters, key, letter.count);
    else if (!set_values(arena, letters, scope_domain(letters->scope, key),
                         &letter))
        return true;
    if (letter.count < 1)
        return true;
    if (letters->count == JUDGE_LETTERS_MAX)
        return false;
    letters->at[letters->count++] = letter;
    return true;
}

bool judge_letters_take(struct arena *arena, struct judge_letters *letters,
                        const struct mean *node, bool *depends)
{
    struct slice keys[KEYS_MAX];
    size_t count = eval_free(node, letters->scope, keys, KEYS_MAX);
    bool fits = true;

    *depends = count > 0;
    for (size_t i = 0; i < count && i < KEYS_MAX; i++)
        fits = take_letter(arena, letters, keys[i]) && fits;
    return fits && count <= KEYS_MAX;
}

double judge_letter_value(const struct judge_letter *letter, long at)
{
    return letter->set ? letter->set[at] : (double)(letter->first + at);
}
