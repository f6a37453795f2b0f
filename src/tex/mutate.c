#include "tex/mutate.h"

#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "tex/mean_change.h"
#include "tex/mean_short.h"
#include "tex/mean_write.h"
#include "tex/scope.h"

enum { LETTERS_MAX = 16, FACTORS_MAX = 64 };

struct mutating {
    struct arena *arena;
    const struct scope *scope;
    struct mean *root; /* the side being changed */
    size_t statement, side;
    struct mutant *found;
    size_t count, cap;
    /* Index letters that mean something where the walk is. */
    struct slice letters[LETTERS_MAX];
    size_t letter_count;
};

/* ---- the changes ---- */

/* Whether a change is none: two arguments that are the same, exchanged. */
static bool is_same(const struct mean *a, const struct mean *b)
{
    struct strbuf left = { 0 }, right = { 0 };
    bool same;

    mean_write_form(&left, a);
    mean_write_form(&right, b);
    same = strcmp(strbuf_text(&left), strbuf_text(&right)) == 0;
    strbuf_finish(&left);
    strbuf_finish(&right);
    return same;
}

static void add(struct mutating *m, const struct mean *node, struct mean *new,
                struct strbuf *name)
{
    struct mutant *mutant;

    if (m->count == MUTANTS_MAX || is_same(node, new)) {
        strbuf_finish(name);
        return;
    }
    mutant = vec_push_in(m->arena, m->found, m->count, m->cap);

    for (size_t i = 0; i < name->len; i++)
        if (name->at[i] == ':')
            name->at[i] = ';';
    mutant->name = arena_text(m->arena, strbuf_text(name), name->len);
    mutant->statement = m->statement;
    mutant->side = m->side;
    mutant->node = node;
    mutant->tree = mean_replaced(m->arena, m->root, node, new);
    strbuf_finish(name);
}

/* Adds "VERB WHAT". */
static void add_verb(struct mutating *m, const char *verb,
                     const struct mean *what, const struct mean *node,
                     struct mean *new)
{
    struct strbuf name = { 0 };

    strbuf_puts(&name, verb);
    mean_write_short(&name, what);
    add(m, node, new, &name);
}

static bool is_number(const struct mean *node, double value)
{
    return node->kind == MEAN_NUMBER && node->number == value;
}

/* 0 to the eye: 0.0 \log 0.2. */
static bool is_zero(const struct mean *node)
{
    if (node->kind == MEAN_NEGATE)
        return is_zero(node->first);
    if (node->kind == MEAN_MULTIPLY)
        return is_zero(node->first) || is_zero(node->second);
    return is_number(node, 0.0);
}

/* 1 to the eye: 0.2^0. */
static bool is_one(const struct mean *node)
{
    return is_number(node, 1.0) ||
           (node->kind == MEAN_POWER && is_number(node->second, 0.0));
}

static void flip(struct mutating *m, struct mean *node)
{
    struct mean *other = mean_copy(m->arena, node);

    if (is_zero(node->kind == MEAN_NEGATE ? node->first : node->second))
        return;
    if (node->kind == MEAN_NEGATE) {
        add_verb(m, "flip - before ", node->first, node, node->first);
        return;
    }
    other->kind = node->kind == MEAN_ADD ? MEAN_SUBTRACT : MEAN_ADD;
    add_verb(m, node->kind == MEAN_ADD ? "flip + before " : "flip - before ",
             node->second, node, other);
}

static void gather(struct mean *node, struct mean **out, size_t *count)
{
    if (node->kind == MEAN_MULTIPLY && *count + 1 < FACTORS_MAX) {
        gather(node->first, out, count);
        gather(node->second, out, count);
    } else if (*count < FACTORS_MAX)
        out[(*count)++] = node;
}

/* Each factor of a whole product is left out in turn. */
static void drop_factors(struct mutating *m, struct mean *product)
{
    struct mean *factors[FACTORS_MAX];
    size_t count = 0;

    gather(product, factors, &count);
    for (size_t i = 0; i < count; i++) {
        struct mean *rest = NULL;

        if (is_one(factors[i]) || (is_zero(product) && !is_zero(factors[i])))
            continue;
        for (size_t k = 0; k < count; k++)
            if (k != i)
                rest =
                    rest ? mean_pair(m->arena, MEAN_MULTIPLY, rest, factors[k])
                         : factors[k];
        add_verb(m, "drop ", factors[i], product, rest);
    }
}

/* in_product: the whole fraction is a factor, which is dropped there. */
static void change_fraction(struct mutating *m, struct mean *node,
                            bool in_product)
{
    struct strbuf name = { 0 };

    if ((!is_one(node->first) || !in_product) && !is_one(node->second)) {
        strbuf_puts(&name, "drop 1/");
        mean_write_short(&name, node->second);
        add(m, node, node->first, &name);
    }
    if (!is_one(node->first))
        add_verb(m, "drop ", node->first, node,
                 mean_pair(m->arena, MEAN_DIVIDE,
                           mean_whole(m->arena, node->first, 1), node->second));
    add_verb(m, "invert ", node, node,
             mean_pair(m->arena, MEAN_DIVIDE, node->second, node->first));
}

static void drop_exponent(struct mutating *m, struct mean *node)
{
    struct strbuf name = { 0 };

    if (is_one(node->second))
        return;
    strbuf_puts(&name, "drop exponent ");
    mean_write_short(&name, node->second);
    strbuf_puts(&name, " of ");
    mean_write_short(&name, node->first);
    add(m, node, node->first, &name);
}

static void swap_arguments(struct mutating *m, struct mean *node)
{
    for (size_t i = 0; i + 1 < node->argument_count; i++) {
        struct mean *other = mean_copy(m->arena, node);
        struct strbuf name = { 0 };
        size_t size = node->argument_count * sizeof *other->arguments;

        other->arguments = arena_alloc(m->arena, size);
        memcpy(other->arguments, node->arguments, size);
        other->arguments[i] = node->arguments[i + 1];
        other->arguments[i + 1] = node->arguments[i];
        strbuf_puts(&name, "swap ");
        mean_write_short(&name, node->arguments[i]);
        strbuf_puts(&name, " and ");
        mean_write_short(&name, node->arguments[i + 1]);
        strbuf_printf(&name, " in %.*s", SLICE_ARG(node->name));
        add(m, node, other, &name);
    }
}

/* The bounds of a range, however it is written; false where it has none. */
static bool bounds(struct mutating *m, const struct mean *node,
                   struct mean *out)
{
    const struct scope_domain *domain;

    *out = *node;
    out->range = RANGE_BOUNDS;
    if (node->range == RANGE_BOUNDS)
        return true;
    if (node->range == RANGE_TO) {
        out->from_bound = mean_whole(m->arena, node, 1);
        return true;
    }
    domain = scope_domain(m->scope, node->name);
    if (node->range == RANGE_SET || !domain || !domain->to)
        return false;
    out->from_bound = mean_copy(m->arena, domain->from);
    out->to_bound = mean_copy(m->arena, domain->to);
    return true;
}

static void shift_limits(struct mutating *m, struct mean *node)
{
    struct mean from, to;

    if (!bounds(m, node, &from))
        return;
    to = from;
    from.from_bound =
        from.from_bound->kind == MEAN_NUMBER
            ? mean_whole(m->arena, node, (int)from.from_bound->number + 1)
            : mean_pair(m->arena, MEAN_ADD, from.from_bound,
                        mean_whole(m->arena, node, 1));
    add_verb(m, "from + 1 in ", node, node, mean_copy(m->arena, &from));
    to.to_bound = mean_pair(m->arena, MEAN_SUBTRACT, to.to_bound,
                            mean_whole(m->arena, node, 1));
    add_verb(m, "to - 1 in ", node, node, mean_copy(m->arena, &to));
}

static void change_base(struct mutating *m, struct mean *node)
{
    struct mean *other = mean_copy(m->arena, node);

    other->second = node->second ? NULL : mean_whole(m->arena, node, 2);
    add_verb(m, node->second ? "base e in \\log " : "base 2 in \\log ",
             node->first, node, other);
}

static void change_optimum(struct mutating *m, struct mean *node)
{
    struct mean *other = mean_copy(m->arena, node);

    if (!node->first)
        return;
    other->maximum = !node->maximum;
    add_verb(m, node->maximum ? "\\arg\\min for " : "\\arg\\max for ", node,
             node, other);
}

static bool same_sort(struct mutating *m, struct slice a, struct slice b)
{
    const struct scope_domain *of_a = scope_domain(m->scope, a);
    const struct scope_domain *of_b = scope_domain(m->scope, b);

    return of_a && of_b && of_a->group == of_b->group && !slice_eq(a, b);
}

static bool is_letter(const struct mean *node)
{
    return node && node->kind == MEAN_NAME && node->sort == NAME_INDEX &&
           node->item_count == 0;
}

static void change_indices(struct mutating *m, struct mean *node)
{
    for (size_t i = 0; i < node->item_count; i++) {
        struct mean *item = node->items[i];

        for (size_t k = 0; is_letter(item) && k < m->letter_count; k++) {
            struct mean *other = mean_copy(m->arena, item);
            struct strbuf name = { 0 };

            if (!same_sort(m, item->name, m->letters[k]))
                continue;
            other->name = m->letters[k];
            strbuf_printf(&name, "%.*s for %.*s in ", SLICE_ARG(other->name),
                          SLICE_ARG(item->name));
            mean_write_short(&name, node);
            add(m, item, other, &name);
        }
    }
}

/* ---- the walk ---- */

static void know(struct mutating *m, struct slice letter)
{
    for (size_t i = 0; i < m->letter_count; i++)
        if (slice_eq(m->letters[i], letter))
            return;
    if (m->letter_count < LETTERS_MAX && letter.len > 0)
        m->letters[m->letter_count++] = letter;
}

static bool binds(const struct mean *node)
{
    return node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT ||
           node->kind == MEAN_OPTIMUM || node->kind == MEAN_EXPECT;
}

/* The letters that no binder above them holds. */
static void know_free(struct mutating *m, const struct mean *node,
                      const struct mean *const *binders, size_t depth)
{
    const struct mean *inner[LETTERS_MAX];
    struct mean *children[FACTORS_MAX];
    size_t count = mean_children(node, children, FACTORS_MAX);

    if (is_letter(node)) {
        for (size_t i = 0; i < depth; i++)
            if (slice_eq(binders[i]->name, node->name))
                return;
        know(m, node->name);
    }
    if (depth > 0)
        memcpy(inner, binders, depth * sizeof *inner);
    if (binds(node) && depth < LETTERS_MAX)
        inner[depth++] = node;
    for (size_t i = 0; i < count && i < FACTORS_MAX; i++)
        know_free(m, children[i], inner, depth);
}

static void change(struct mutating *m, struct mean *node, bool in_product)
{
    switch (node->kind) {
    case MEAN_ADD:
    case MEAN_SUBTRACT:
    case MEAN_NEGATE:
        flip(m, node);
        break;
    case MEAN_MULTIPLY:
        if (!in_product)
            drop_factors(m, node);
        break;
    case MEAN_DIVIDE:
        change_fraction(m, node, in_product);
        break;
    case MEAN_POWER:
        drop_exponent(m, node);
        break;
    case MEAN_CALL:
        swap_arguments(m, node);
        change_indices(m, node);
        break;
    case MEAN_NAME:
        change_indices(m, node);
        break;
    case MEAN_LOG:
        change_base(m, node);
        break;
    case MEAN_SUM:
    case MEAN_PRODUCT:
        shift_limits(m, node);
        break;
    case MEAN_OPTIMUM:
        change_optimum(m, node);
        break;
    default:
        break;
    }
}

static void walk(struct mutating *m, struct mean *node, bool in_product)
{
    struct mean *children[FACTORS_MAX];
    size_t count = mean_children(node, children, FACTORS_MAX);
    size_t letters = m->letter_count;

    change(m, node, in_product);
    if (node->kind == MEAN_MULTIPLY && is_zero(node))
        return;
    if (binds(node))
        know(m, node->name);
    for (size_t i = 0; i < count && i < FACTORS_MAX; i++)
        walk(m, children[i], node->kind == MEAN_MULTIPLY);
    m->letter_count = letters;
}

/* A side without a sign gets one, unless it is a bare name or number, whose
 * sign nobody forgets. */
static void negate(struct mutating *m, struct mean *side)
{
    if (side->kind == MEAN_NUMBER || side->kind == MEAN_NEGATE ||
        side->kind == MEAN_NAME || side->kind == MEAN_OPTIMUM ||
        side->kind == MEAN_LIST || side->kind == MEAN_SET ||
        side->kind == MEAN_TEXT || side->kind == MEAN_SPACE ||
        side->kind == MEAN_INFINITY || side->kind == MEAN_ELLIPSIS ||
        is_zero(side))
        return;
    add_verb(m, "negate ", side, side,
             mean_pair(m->arena, MEAN_NEGATE, side, NULL));
}

static void change_side(struct mutating *m, struct mean *side)
{
    m->root = side;
    negate(m, side);
    walk(m, side, false);
}

/* The second of a name and those behind it are numbered. */
static void tell_apart(struct mutating *m)
{
    int *nth = arena_array(m->arena, m->count + 1, sizeof *nth);

    for (size_t i = 0; i < m->count; i++) {
        nth[i] = 1;
        for (size_t k = i; k-- > 0 && nth[i] == 1;)
            if (strcmp(m->found[k].name, m->found[i].name) == 0)
                nth[i] = nth[k] + 1;
    }
    for (size_t i = 0; i < m->count; i++)
        if (nth[i] > 1)
            m->found[i].name =
                arena_printf(m->arena, "%s #%d", m->found[i].name, nth[i]);
}

size_t mutate(struct arena *arena, const struct mean_formula *formula,
              const struct scope *scope, struct mutant **out)
{
    struct mutating m = { .arena = arena, .scope = scope };

    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *statement = &formula->statements[i];

        m.statement = i;
        m.letter_count = 0;
        if (statement->fault)
            continue;
        for (size_t k = 0; k < statement->side_count; k++)
            if (statement->sides[k])
                know_free(&m, statement->sides[k], NULL, 0);
        for (size_t k = 0; k < statement->side_count; k++) {
            m.side = k;
            if (statement->sides[k])
                change_side(&m, statement->sides[k]);
        }
    }
    tell_apart(&m);
    *out = m.found;
    return m.count;
}
