#include "tex/scope.h"
#include "tex/slow.h"

static const long double STEP = 1e-6L;

static struct slow slope_by_param(struct slow_machine *m,
                                  const struct mean *node,
                                  const struct slow_env *env)
{
    struct slow at = slow_node(m, node->second, env), ends[2];

    for (int side = 0; side < 2; side++)
        ends[side] =
            slow_node(m, node->first,
                      slow_bind(m, env, node->second->name,
                                at.at[0] + (side ? STEP : -STEP), true));
    return slow_multiply(slow_plus(ends[1], ends[0], -1),
                         slow_number(0.5L / STEP));
}

static struct slow slope_by_cell(struct slow_machine *m,
                                 const struct mean *node,
                                 const struct slow_env *env, size_t row,
                                 size_t col)
{
    struct slow ends[2];

    for (int side = 0; side < 2; side++) {
        m->nudge = (struct slow_nudge){ node->second->name, row, col,
                                        side ? STEP : -STEP };
        ends[side] = slow_node(m, node->first, env);
        m->nudge.key = slice_of(NULL);
    }
    return slow_multiply(slow_plus(ends[1], ends[0], -1),
                         slow_number(0.5L / STEP));
}

/* By a parameter, by a cell of a table, or by each cell of a row in turn. */
struct slow slow_slope(struct slow_machine *m, const struct mean *node,
                       const struct slow_env *env)
{
    const struct mean *by = node->second;
    struct slow row = slow_node(m, by, env), out = row;
    long at[2] = { 1, 1 };

    if (scope_param(m->scope, by->name))
        return slope_by_param(m, node, env);
    if (row.why)
        return row;
    for (size_t i = 0; i < by->item_count && i < 2; i++)
        at[i] = (long)slow_node(m, by->items[i], env).at[0];
    if (row.rank == 0)
        return slope_by_cell(m, node, env, (size_t)at[0] - 1,
                             (size_t)at[1] - 1);
    for (size_t e = 0; e < row.rows; e++) {
        struct slow cell =
            by->item_count > 0
                ? slope_by_cell(m, node, env, (size_t)at[0] - 1, e)
                : slope_by_cell(m, node, env, e, 0);

        if (cell.why)
            return cell;
        out.at[e] = cell.at[0];
    }
    return out;
}
