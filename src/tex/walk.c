#include "tex/walk.h"

#include <assert.h>

/* ---- parts ---- */

static bool is_chain(const struct mean *node, bool product)
{
    if (product)
        return node->kind == MEAN_MULTIPLY;
    return node->kind == MEAN_ADD || node->kind == MEAN_SUBTRACT;
}

/* Chains lean to the left and are as long as a line: no recursion. What stood
 * in brackets of its own is one part. */
static size_t chain_parts(const struct mean *node, const struct mean **out,
                          size_t cap)
{
    bool product = node->kind == MEAN_MULTIPLY;
    const struct mean *at = node;
    size_t count = 1, i;

    while (is_chain(at, product) && (at == node || !at->grouped)) {
        count++;
        at = at->first;
    }
    i = count;
    for (at = node; i > 1; at = at->first)
        if (--i < cap)
            out[i] = at->second;
    if (cap > 0)
        out[0] = at;
    return count < cap ? count : cap;
}

size_t walk_parts(const struct mean *node, const struct mean **out, size_t cap)
{
    struct mean *children[WALK_PARTS];
    size_t count;

    if (is_chain(node, false) || is_chain(node, true))
        return chain_parts(node, out, cap);
    count = mean_children(node, children, WALK_PARTS);
    if (count > WALK_PARTS)
        count = WALK_PARTS;
    if (count > cap)
        count = cap;
    for (size_t i = 0; i < count; i++)
        out[i] = children[i];
    return count;
}

/* ---- sides ---- */

static const struct mean *side(const struct mean_formula *formula,
                               size_t statement, size_t index)
{
    return formula->statements[statement].sides[index];
}

static void stand_on_side(struct walk *walk, size_t statement, size_t index)
{
    walk->statement = statement;
    walk->side = index;
    walk->path[0] = side(walk->formula, statement, index);
    walk->depth = 1;
}

/* The next place of a side in the formula, NULL or not. */
static bool next_place(const struct mean_formula *formula, size_t *statement,
                       size_t *index)
{
    ++*index;
    while (*statement < formula->count &&
           *index >= formula->statements[*statement].side_count) {
        ++*statement;
        *index = 0;
    }
    return *statement < formula->count;
}

bool walk_begin(struct walk *walk, const struct mean_formula *formula)
{
    size_t statement = 0, index = SIZE_MAX;

    *walk = (struct walk){ .formula = formula };
    while (next_place(formula, &statement, &index))
        if (side(formula, statement, index)) {
            stand_on_side(walk, statement, index);
            return true;
        }
    return false;
}

/* Sides are few: going back is going on from the start. */
static bool step_side(struct walk *walk, enum walk_way way)
{
    size_t statement = 0, index = SIZE_MAX;
    size_t last_statement = 0, last = 0;
    bool passed = false, any = false;

    while (next_place(walk->formula, &statement, &index)) {
        bool here = statement == walk->statement && index == walk->side;

        if (!side(walk->formula, statement, index))
            continue;
        if (here && way == WALK_BACK)
            break;
        if (passed || way == WALK_BACK) {
            last_statement = statement;
            last = index;
            any = true;
        }
        if (passed)
            break;
        passed = here;
    }
    if (any)
        stand_on_side(walk, last_statement, last);
    return any;
}

size_t walk_index(const struct walk *walk, size_t *count)
{
    const struct mean *parts[WALK_PARTS];
    size_t at = 0, statement = 0, index = SIZE_MAX;

    *count = 0;
    if (walk->depth > 1) {
        *count = walk_parts(walk->path[walk->depth - 2], parts, WALK_PARTS);
        while (at < *count && parts[at] != walk_part(walk))
            at++;
        return at;
    }
    while (next_place(walk->formula, &statement, &index)) {
        if (!side(walk->formula, statement, index))
            continue;
        if (statement == walk->statement && index == walk->side)
            at = *count;
        ++*count;
    }
    return at;
}

/* ---- steps ---- */

const struct mean *walk_part(const struct walk *walk)
{
    assert(walk->depth > 0);
    return walk->path[walk->depth - 1];
}

static bool is_binder(const struct mean *node)
{
    return node->kind == MEAN_SUM || node->kind == MEAN_PRODUCT ||
           node->kind == MEAN_OPTIMUM || node->kind == MEAN_EXPECT;
}

static bool step_in(struct walk *walk)
{
    const struct mean *part = walk_part(walk), *first;

    if (walk->depth == WALK_DEPTH || walk_parts(part, &first, 1) == 0)
        return false;
    if (is_binder(part) && part->first)
        first = part->first;
    walk->path[walk->depth++] = first;
    return true;
}

static bool step_beside(struct walk *walk, enum walk_way way)
{
    const struct mean *parts[WALK_PARTS];
    size_t count, at;

    if (walk->depth == 1)
        return step_side(walk, way);
    at = walk_index(walk, &count);
    if (way == WALK_BACK ? at == 0 : at + 1 >= count)
        return false;
    walk_parts(walk->path[walk->depth - 2], parts, WALK_PARTS);
    walk->path[walk->depth - 1] = parts[way == WALK_BACK ? at - 1 : at + 1];
    return true;
}

bool walk_step(struct walk *walk, enum walk_way way)
{
    if (way == WALK_IN)
        return step_in(walk);
    if (way != WALK_OUT)
        return step_beside(walk, way);
    if (walk->depth == 1)
        return false;
    walk->depth--;
    return true;
}

static bool covers(const struct mean *node, uint32_t from, uint32_t to)
{
    return node->from <= from && to <= node->to;
}

static bool descend(struct walk *walk, uint32_t from, uint32_t to)
{
    const struct mean *parts[WALK_PARTS];
    size_t count = walk_parts(walk_part(walk), parts, WALK_PARTS);

    for (size_t i = 0; i < count && walk->depth < WALK_DEPTH; i++)
        if (covers(parts[i], from, to)) {
            walk->path[walk->depth++] = parts[i];
            return true;
        }
    return false;
}

bool walk_to(struct walk *walk, uint32_t from, uint32_t to)
{
    size_t statement = 0, index = SIZE_MAX;

    while (next_place(walk->formula, &statement, &index)) {
        const struct mean *node = side(walk->formula, statement, index);

        if (!node || !covers(node, from, to))
            continue;
        stand_on_side(walk, statement, index);
        while (descend(walk, from, to))
            ;
        return true;
    }
    return false;
}

size_t walk_binders(const struct walk *walk, const struct mean **out,
                    size_t cap)
{
    size_t count = 0;

    for (size_t i = 0; i + 1 < walk->depth && count < cap; i++) {
        const struct mean *node = walk->path[i];

        if (is_binder(node) && node->name.len &&
            walk->path[i + 1] == node->first)
            out[count++] = node;
    }
    return count;
}
