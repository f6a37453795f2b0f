#include "tex/judge_rows.h"

#include "base/arena.h"
#include "tex/scope.h"

/* What the sink is filling. */
struct rows {
    const struct judge_letters *letters;
    const struct mean *side;
    long from, second;
    struct real *out;
    long found;
    bool odd; /* a term that is no number was seen */
};

/* A sum over a letter, with the nodes of its bounds. */
struct made_sum {
    struct mean sum, from, to;
};

static long place_of(const struct judge_letter *letter,
                     const struct eval_binding *bound, size_t count)
{
    double value;

    if (!judge_bound(bound, count, letter->key, &value))
        return -1;
    for (long v = 0; letter->set && v < letter->count; v++)
        if (!(letter->set[v] < value) && !(letter->set[v] > value))
            return v;
    return letter->set ? -1 : (long)value - letter->first;
}

static void see(void *context, const struct mean *node,
                const struct eval_binding *bound, size_t bound_count,
                const struct value *value)
{
    struct rows *rows = context;
    long first, second = 0;

    if (node != rows->side)
        return;
    first = place_of(&rows->letters->at[0], bound, bound_count);
    if (rows->letters->count > 1)
        second = place_of(&rows->letters->at[1], bound, bound_count);
    if (value->shape != VALUE_NUMBER || value->optimum || first < rows->from ||
        second < 0) {
        rows->odd = true;
        return;
    }
    rows->out[(first - rows->from) * rows->second + second] = value->number;
    rows->found++;
}

static struct mean whole(const struct mean *side, double number)
{
    return (struct mean){ .kind = MEAN_NUMBER,
                          .from = side->from,
                          .to = side->to,
                          .node = side->node,
                          .source = side->source,
                          .number = number,
                          .decimals = -1,
                          .height = 1 };
}

/* body summed over `count` values of a letter from a place on. */
static const struct mean *sum_over(struct made_sum *made,
                                   const struct scope *scope,
                                   const struct judge_letter *letter, long from,
                                   long count, const struct mean *body)
{
    double first = (double)(letter->first + from);

    made->from = whole(body, first);
    made->to = whole(body, first + (double)count - 1.0);
    made->sum = made->from;
    made->sum.kind = MEAN_SUM;
    made->sum.name = letter->key;
    made->sum.first = (struct mean *)body;
    made->sum.height = body->height + 1;
    if (letter->set) {
        made->sum.range = RANGE_SET;
        made->sum.set = (struct mean *)scope_domain(scope, letter->key)->set;
    } else {
        made->sum.range = RANGE_BOUNDS;
        made->sum.from_bound = &made->from;
        made->sum.to_bound = &made->to;
    }
    return &made->sum;
}

bool judge_rows(const struct judge_letters *letters, const struct mean *side,
                const struct eval_options *options, long from, long count,
                struct real *out)
{
    struct rows rows = {
        .letters = letters, .side = side, .from = from, .second = 1, .out = out
    };
    struct eval_sink sink = { .context = &rows, .see = see };
    struct eval_options with = *options;
    struct made_sum outer, inner;
    const struct mean *body = side;
    struct arena *arena = arena_create();
    struct mean_fault fault;
    struct value value;
    bool whole_chunk;

    with.sink = &sink;
    if (letters->count > 1) {
        rows.second = letters->at[1].count;
        body = sum_over(&inner, letters->scope, &letters->at[1], 0, rows.second,
                        body);
    }
    body = sum_over(&outer, letters->scope, &letters->at[0], from, count, body);
    whole_chunk = !letters->at[0].set &&
                  eval(arena, body, letters->scope, letters->data, &with,
                       &value, &fault) == EVAL_VALUE &&
                  !rows.odd && rows.found == count * rows.second;
    arena_destroy(arena);
    return whole_chunk;
}
