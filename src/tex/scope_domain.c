#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "tex/scope_block.h"

/* Cuts `i, j = 1..N` or `x \in \{0, 1\}` into letters and range. */
static bool cut_domain(struct slice text, struct slice *letters,
                       struct slice *range)
{
    struct slice head, rest;

    if (scope_text_cut(text, "\\in", &head, &rest) && rest.len > 0 &&
        (rest.at[0] == '\\' || rest.at[0] == '{')) {
        *letters = head;
        *range = rest;
        return true;
    }
    return scope_text_cut(text, "=", letters, range);
}

static bool one_letter(struct scope_block *block, struct slice source)
{
    struct scope *layer = block->layer;
    struct mean *name = scope_block_name(block, source, "an index letter");
    struct scope_domain *domain;

    if (!name || !scope_block_room(block, source.at))
        return false;
    if (name->item_count > 0)
        return scope_text_fail(&block->text, source.at,
                               "an index letter has no index of its own; "
                               "'%.*s' has",
                               SCOPE_SHOWN(source));
    if (scope_is_label(layer, name->name))
        return scope_text_fail(&block->text, source.at,
                               "'%.*s' is a label already; an index letter "
                               "needs another name",
                               SCOPE_SHOWN(source));
    for (size_t i = 0; i < layer->domain_count; i++)
        if (slice_eq(layer->domains[i].letter, name->name))
            return scope_text_fail(&block->text, source.at,
                                   "index letter '%.*s' is declared twice in "
                                   "this block",
                                   SCOPE_SHOWN(source));
    domain = vec_push_in(block->arena, layer->domains, layer->domain_count,
                         layer->domain_cap);
    domain->letter = name->name;
    return true;
}

bool scope_block_domain(struct scope_block *block, struct slice rest)
{
    struct slice letters, range, head;
    struct scope_range *found;
    size_t first = block->layer->domain_count;
    bool more;

    if (!cut_domain(rest, &letters, &range) || range.len == 0)
        return scope_text_fail(&block->text, rest.at,
                               "a domain is written i = 1..N, or "
                               "x \\in \\{0, 1\\}");
    do {
        more = scope_text_cut(letters, ",", &head, &letters);
        if (!one_letter(block, head))
            return false;
    } while (more);
    found = vec_push_in(block->arena, block->ranges, block->range_count,
                        block->range_cap);
    *found = (struct scope_range){ range, first,
                                   block->layer->domain_count - first };
    return true;
}

/* A bound that is a number is a whole one; every name in it is declared. */
static bool check_bound(struct scope_block *block, const struct mean *node)
{
    struct mean *children[3];
    size_t count = mean_children(node, children, 3);

    if (node->kind == MEAN_NUMBER && (node->number != floor(node->number)))
        return scope_text_fail(&block->text, node->source.at + node->from,
                               "an index runs over whole numbers; %g is none",
                               node->number);
    if (node->kind == MEAN_NAME && node->sort == NAME_UNBOUND)
        return scope_text_fail(&block->text, node->source.at + node->from,
                               "nobody declared '%.*s', to which an index "
                               "runs; write data %.*s",
                               SCOPE_SHOWN(node->name),
                               SCOPE_SHOWN(node->name));
    for (size_t i = 0; i < count && i < 3; i++)
        if (!check_bound(block, children[i]))
            return false;
    return true;
}

static bool read_bound(struct scope_block *block, struct slice text,
                       const struct mean **out)
{
    *out = scope_block_read(block, text, block->layer);
    return *out && check_bound(block, *out);
}

static bool read_range(struct scope_block *block, struct slice text,
                       struct scope_domain *range)
{
    struct slice from, to;

    if (!scope_text_cut(text, "..", &from, &to) && text.at[0] == '\\') {
        range->set = scope_block_read(block, text, block->layer);
        if (range->set && range->set->kind != MEAN_SET)
            return scope_text_fail(&block->text, text.at,
                                   "'%.*s' is no set of values; write "
                                   "\\{0, 1\\}",
                                   SCOPE_SHOWN(text));
        return range->set != NULL;
    }
    if (from.len == 0 || to.len == 0 || to.at[0] == '.')
        return scope_text_fail(&block->text, text.at,
                               "'%.*s' is no range; write 1..N",
                               SCOPE_SHOWN(text));
    if (!read_bound(block, from, &range->from) ||
        !read_bound(block, to, &range->to))
        return false;
    if (range->from->kind == MEAN_NUMBER && range->to->kind == MEAN_NUMBER &&
        range->from->number > range->to->number)
        return scope_text_fail(&block->text, text.at,
                               "the range %.*s is empty; the least comes first",
                               SCOPE_SHOWN(text));
    return true;
}

static bool same_range(const struct scope_domain *a,
                       const struct scope_domain *b)
{
    return scope_same(a->from, b->from) && scope_same(a->to, b->to) &&
           scope_same(a->set, b->set);
}

/* The group of letters that run over the same: y_{i,k} of the course's
 * notation is still an array over i where a lesson declares i again. A letter
 * with a new range keeps its group, so that what is declared with it stays. */
static int group_for(struct scope_block *block,
                     const struct scope_domain *range, struct slice letter)
{
    const struct scope_domain *former;

    for (const struct scope *s = block->layer; s; s = s->below)
        for (size_t i = 0; i < s->domain_count; i++) {
            const struct scope_domain *other = &s->domains[i];

            if ((other->from || other->set) && same_range(other, range))
                return other->group;
        }
    former = scope_domain(block->layer->below, letter);
    return former ? former->group : block->layer->groups++;
}

/* z_i and z_k may both be data: they are told apart by their sorts. */
static bool check_twice(struct scope_block *block, size_t index)
{
    const struct scope_data *data = block->layer->data;
    const struct mean *name = block->data[index];

    for (size_t i = 0; i < index; i++)
        if (slice_eq(data[i].key, data[index].key) &&
            data[i].rank == data[index].rank &&
            data[i].sorts[0] == data[index].sorts[0] &&
            data[i].sorts[1] == data[index].sorts[1])
            return scope_text_fail(&block->text, name->source.at + name->from,
                                   "data '%.*s' are declared twice in this "
                                   "block",
                                   SCOPE_SHOWN(data[i].key));
    return true;
}

static bool sort_data(struct scope_block *block)
{
    struct scope *layer = block->layer;

    for (size_t i = 0; i < block->data_count; i++) {
        const struct mean *name = block->data[i];

        for (size_t k = 0; k < 2; k++)
            layer->data[i].sorts[k] =
                k < name->item_count
                    ? scope_domain(layer, name->items[k]->name)->group
                    : -1;
        if (!check_twice(block, i))
            return false;
    }
    return true;
}

bool scope_block_ranges(struct scope_block *block)
{
    struct scope *layer = block->layer;

    for (size_t r = 0; r < block->range_count; r++) {
        const struct scope_range *written = &block->ranges[r];
        struct scope_domain range = { 0 };

        if (!read_range(block, written->text, &range))
            return false;
        range.group =
            group_for(block, &range, layer->domains[written->first].letter);
        for (size_t i = 0; i < written->count; i++) {
            struct scope_domain *domain = &layer->domains[written->first + i];

            range.letter = domain->letter;
            *domain = range;
        }
    }
    return sort_data(block);
}
