#include "support/both_ways.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "support/test.h"

static bool same_real(struct real a, struct real b)
{
    return memcmp(&a.x, &b.x, sizeof a.x) == 0 && a.scale == b.scale &&
           a.flags == b.flags;
}

/* A NaN is one, whatever its bits are. */
static struct real plain(struct real r)
{
    r.x = isnan(r.x) ? (double)NAN : r.x;
    return r;
}

static void same(const struct value *a, const struct value *b,
                 enum format format, const char *what)
{
    size_t count = a->shape == VALUE_NUMBER ? 0 : a->rows * a->cols;

    if (a->shape != b->shape || a->rows != b->rows || a->cols != b->cols ||
        a->flags != b->flags || !same_real(plain(a->number), plain(b->number)))
        fail_msg("%s in %s: %.17g * 2^%ld, flags %u; row by row %.17g * 2^%ld, "
                 "flags %u",
                 what, format_name(format), b->number.x, (long)b->number.scale,
                 b->flags, a->number.x, (long)a->number.scale, a->flags);
    for (size_t i = 0; i < count; i++)
        if (!same_real(plain(a->entries[i]), plain(b->entries[i])))
            fail_msg("%s in %s: entry %zu is %.17g; row by row %.17g", what,
                     format_name(format), i, b->entries[i].x, a->entries[i].x);
}

static void same_fault(enum eval_status a, const struct mean_fault *why,
                       enum eval_status b, const struct mean_fault *other,
                       const char *what)
{
    if (a != b || strcmp(why->text, other->text) != 0 ||
        why->from != other->from || why->to != other->to)
        fail_msg("%s: '%s'; row by row '%s'", what, other->text, why->text);
}

int both_ways(const struct mean *node, const struct scope *scope,
              const struct eval_data *data, const char *what)
{
    static const struct eval_sink quiet = { 0 };
    struct arena *arena = arena_create();
    int valued = 0;

    for (int f = 0; f < FORMAT_COUNT; f++) {
        struct eval_options options = { .format = (enum format)f,
                                        .steps_max = 1e6 };
        struct mean_fault why = { .text = "" }, other = { .text = "" };
        struct value walked, block, exact, again;
        enum eval_status status, by_block;

        options.sink = &quiet;
        status = eval(arena, node, scope, data, &options, &walked, &why);
        options.sink = NULL;
        by_block = eval(arena, node, scope, data, &options, &block, &other);
        if (status != EVAL_VALUE || by_block != EVAL_VALUE) {
            same_fault(status, &why, by_block, &other, what);
            continue;
        }
        valued++;
        same(&walked, &block, options.format, what);
        assert_int_equal(eval_both(arena, node, scope, data, &options, &exact,
                                   &again, &other),
                         EVAL_VALUE);
        same(&walked, &again, options.format, what);
        options.format = FORMAT_EXACT;
        assert_int_equal(eval(arena, node, scope, data, &options, &block,
                              &other),
                         EVAL_VALUE);
        same(&block, &exact, FORMAT_EXACT, what);
    }
    arena_destroy(arena);
    return valued;
}
