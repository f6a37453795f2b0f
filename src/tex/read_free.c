#include "tex/read_state.h"

#include "base/arena.h"

enum { LETTERS_MAX = 8 };

/* Letters found so far, each once. */
struct letters {
    struct slice keys[LETTERS_MAX];
    size_t count;
    bool unbound; /* letters that nobody declared count, too */
};

static void note(struct letters *letters, struct slice key)
{
    for (size_t i = 0; i < letters->count; i++)
        if (slice_eq(letters->keys[i], key))
            return;
    if (letters->count < LETTERS_MAX)
        letters->keys[letters->count++] = key;
}

static bool is_bound(const struct bound *bound, struct slice key)
{
    for (; bound; bound = bound->outer)
        if (slice_eq(bound->key, key))
            return true;
    return false;
}

/* The index letters of a tree that none of its own binders binds. */
static void find_free(const struct mean *node, const struct bound *bound,
                      struct letters *letters)
{
    struct bound own = { bound, node->name };
    bool binder = node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT ||
                  node->kind == MEAN_OPTIMUM || node->kind == MEAN_EXPECT;

    if (node->kind == MEAN_NAME && node->item_count == 0 &&
        (node->sort == NAME_INDEX ||
         (letters->unbound && node->sort == NAME_UNBOUND)) &&
        !is_bound(bound, node->name))
        note(letters, node->name);
    for (size_t i = 0; i < node->item_count; i++)
        if (node->items[i])
            find_free(node->items[i], bound, letters);
    for (size_t i = 0; i < node->argument_count; i++)
        find_free(node->arguments[i], bound, letters);
    if (node->from_bound)
        find_free(node->from_bound, bound, letters);
    if (node->to_bound)
        find_free(node->to_bound, bound, letters);
    if (node->set)
        find_free(node->set, bound, letters);
    if (node->first)
        find_free(node->first, binder && node->name.len > 0 ? &own : bound,
                  letters);

    /* What an expectation runs over stands in its weight. */
    if (node->second && node->kind != MEAN_EXPECT)
        find_free(node->second, bound, letters);
}

size_t read_free_letters(struct reader *r, const struct mean *body,
                         struct slice *letter)
{
    struct letters letters = { .count = 0 };

    find_free(body, r->bound, &letters);
    if (letters.count > 0)
        *letter = letters.keys[0];
    return letters.count;
}

/* A fraction ends in its own brace, a slash in its divisor. */
static const struct mean *last_part(const struct mean *node)
{
    if (node->grouped)
        return NULL;
    switch (node->kind) {
    case MEAN_MULTIPLY:
    case MEAN_ADD:
    case MEAN_SUBTRACT:
        return node->second;
    case MEAN_DIVIDE:
        return node->second->to == node->to ? node->second : NULL;
    case MEAN_NEGATE:
    case MEAN_LOG:
    case MEAN_EXP:
    case MEAN_SUM:
    case MEAN_PRODUCT:
        return node->first->grouped || node->first->to != node->to
                   ? NULL
                   : node->first;
    default:
        return NULL;
    }
}

/* The sum that a reader could take to go on behind an expression. */
static const struct mean *open_sum(const struct mean *node, struct slice key)
{
    const struct mean *sum = NULL;

    for (; node; node = last_part(node))
        if ((node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT) &&
            !node->grouped && slice_eq(node->name, key) && !sum)
            sum = node;
    return sum;
}

const struct mean *read_open_sum(const struct mean *before,
                                 const struct mean *behind,
                                 const struct bound *bound)
{
    struct letters letters = { .unbound = true };
    const struct mean *sum = NULL;

    find_free(behind, bound, &letters);
    for (size_t i = 0; i < letters.count && !sum; i++) {
        const struct mean *term = before;

        /* Any term of the expression may hold it. */
        do {
            sum = open_sum(term, letters.keys[i]);
            term = !term->grouped && (term->kind == MEAN_ADD ||
                                      term->kind == MEAN_SUBTRACT)
                       ? term->first
                       : NULL;
        } while (!sum && term);
    }
    return sum;
}

bool read_check_free(struct reader *r, const struct mean *before,
                     const struct mean *behind)
{
    const struct mean *sum = read_open_sum(before, behind, r->bound);
    const char *word = sum && sum->kind == MEAN_SUM ? "sum" : "product";
    const char *ends, *goes_on;

    if (!sum)
        return true;
    ends = arena_printf(r->arena, "\\left(%s\\right)%s",
                        read_source(r, sum->from, sum->to),
                        read_source(r, sum->to, behind->to));
    goes_on = arena_printf(r->arena, "%s\\left(%s\\right)",
                           read_source(r, sum->from, sum->first->from),
                           read_source(r, sum->first->from, behind->to));
    read_readings(r, sum->from, behind->to, ends, goes_on,
                  "the index '%.*s' of the %s stands behind it, too: write %s "
                  "if the %s ends there, or %s if it goes on",
                  SLICE_ARG(sum->name), word, ends, word, goes_on);
    return false;
}
