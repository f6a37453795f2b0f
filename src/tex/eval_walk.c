/* eval_walk.c - eval_free() and eval_has_optimum() of eval.h: what can be
 * said of an expression, and of the definitions it uses, without a value.
 */
#include "tex/eval.h"

#include "tex/scope.h"

/* More definitions than that in one another are not looked through. */
enum { DEFINITIONS_MAX = 128, DEPTH_MAX = 1200 };

/* Letters that are bound where the walk stands. */
struct held {
    struct slice key;
    const struct held *up;
};

struct walk {
    const struct scope_definition *seen[DEFINITIONS_MAX];
    size_t seen_count;
    int depth;
    struct slice *keys; /* [cap] */
    size_t count, cap;
    bool optimum;
};

static void walk(struct walk *w, const struct mean *node,
                 const struct scope *scope, const struct held *held);

static bool is_held(const struct held *held, struct slice key)
{
    for (; held; held = held->up)
        if (slice_eq(held->key, key))
            return true;
    return false;
}

static void add(struct walk *w, struct slice key)
{
    for (size_t i = 0; i < w->count && i < w->cap; i++)
        if (slice_eq(w->keys[i], key))
            return;
    if (w->count < w->cap)
        w->keys[w->count] = key;
    w->count++;
}

static bool is_new(struct walk *w, const struct scope_definition *definition)
{
    for (size_t i = 0; i < w->seen_count; i++)
        if (w->seen[i] == definition)
            return false;
    if (w->seen_count == DEFINITIONS_MAX)
        return false;
    w->seen[w->seen_count++] = definition;
    return true;
}

enum { LETTERS_MAX = 32 };

/* Every letter of a pattern is bound in its body. */
static void letters(const struct mean *pattern, struct held *out, size_t *count)
{
    if (!pattern)
        return;
    if (pattern->kind == MEAN_NAME && pattern->item_count == 0 &&
        *count < LETTERS_MAX) {
        out[*count].key = pattern->name;
        out[*count].up = *count > 0 ? &out[*count - 1] : NULL;
        ++*count;
    }
    for (size_t i = 0; i < pattern->item_count; i++)
        letters(pattern->items[i], out, count);
    for (size_t i = 0; i < pattern->argument_count; i++)
        letters(pattern->arguments[i], out, count);
    letters(pattern->first, out, count);
    letters(pattern->second, out, count);
}

static void definitions(struct walk *w, struct slice key,
                        const struct scope *scope)
{
    const struct scope_definition *definition = NULL;

    while ((definition = scope_definition(scope, key, definition))) {
        struct held held[LETTERS_MAX];
        size_t count = 0;

        if (!is_new(w, definition))
            continue;
        for (size_t k = 0; k < definition->name->item_count; k++)
            letters(definition->name->items[k], held, &count);
        for (size_t k = 0; k < definition->name->argument_count; k++)
            letters(definition->name->arguments[k], held, &count);
        walk(w, definition->body, definition->scope,
             count > 0 ? &held[count - 1] : NULL);
    }
}

static void each(struct walk *w, struct mean *const *nodes, size_t count,
                 const struct scope *scope, const struct held *held)
{
    for (size_t i = 0; i < count; i++)
        walk(w, nodes[i], scope, held);
}

/* A mean over p(x) binds x; one over a row binds the letter that its body
 * leaves free. */
static void expectation(struct walk *w, const struct mean *node,
                        const struct scope *scope, const struct held *held)
{
    struct held inside[LETTERS_MAX];
    const struct mean *p = node->second;
    size_t count = 0;

    if (node->name.len > 0) {
        inside[count++] = (struct held){ node->name, held };
    } else if (p && p->kind == MEAN_CALL) {
        for (size_t i = 0; i < p->argument_count && i < LETTERS_MAX; i++) {
            if (i > 0 && p->separators[i] != SEPARATOR_COMMA)
                break;
            if (p->arguments[i]->kind != MEAN_NAME)
                continue;
            inside[count] =
                (struct held){ p->arguments[i]->name,
                               count > 0 ? &inside[count - 1] : held };
            count++;
        }
    } else {
        struct slice one[2];
        size_t n = eval_free(node->first, scope, one, 2);

        if (n == 1)
            inside[count++] = (struct held){ one[0], held };
    }
    held = count > 0 ? &inside[count - 1] : held;
    walk(w, node->second, scope, held);
    walk(w, node->first, scope, held);
}

static void children(struct walk *w, const struct mean *node,
                     const struct scope *scope, const struct held *held)
{
    struct held inside = { node->name, held };

    each(w, node->items, node->item_count, scope, held);
    each(w, node->arguments, node->argument_count, scope, held);
    walk(w, node->from_bound, scope, held);
    walk(w, node->to_bound, scope, held);
    walk(w, node->set, scope, held);
    switch (node->kind) {
    case MEAN_SUM:
    case MEAN_PRODUCT:
    case MEAN_OPTIMUM:
        walk(w, node->first, scope, &inside);
        return;
    case MEAN_EXPECT:
        expectation(w, node, scope, held);
        return;
    default:
        walk(w, node->first, scope, held);
        walk(w, node->second, scope, held);
        return;
    }
}

static void walk(struct walk *w, const struct mean *node,
                 const struct scope *scope, const struct held *held)
{
    if (!node || w->depth >= DEPTH_MAX)
        return;
    w->depth++;
    if (node->kind == MEAN_NAME && node->sort == NAME_INDEX &&
        node->item_count == 0 && !is_held(held, node->name))
        add(w, node->name);
    if (node->kind == MEAN_OPTIMUM && scope_param(scope, node->name) &&
        !scope_domain(scope, node->name))
        w->optimum = true;
    if (node->kind == MEAN_CALL ||
        (node->kind == MEAN_NAME &&
         (node->sort == NAME_DEFINED || node->sort == NAME_FUNCTION)))
        definitions(w, node->name, scope);
    children(w, node, scope, held);
    w->depth--;
}

size_t eval_free(const struct mean *node, const struct scope *scope,
                 struct slice *keys, size_t cap)
{
    struct walk w = { .keys = keys, .cap = cap };

    walk(&w, node, scope, NULL);
    return w.count < cap ? w.count : cap;
}

bool eval_has_optimum(const struct mean *node, const struct scope *scope)
{
    struct slice keys[1];
    struct walk w = { .keys = keys, .cap = 0 };

    walk(&w, node, scope, NULL);
    return w.optimum;
}
