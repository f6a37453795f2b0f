/* inspect_cells.c - from a cell of the lab to the parts that read it. */
#include "course/inspect.h"

#include "base/arena.h"
#include "course/equation.h"
#include "course/inspect_state.h"
#include "lab/lab.h"
#include "tex/scope.h"

enum { FREE_MAX = 2, PARTS = 64, DEEP = 16, LOOKS = 10000 };

struct search {
    const struct equation *equation;
    struct arena *arena;
    struct eval_data data;
    size_t row, class;
    int left;           /* definitions that are still looked into */
    struct slice param; /* empty: the cell is one of the table */
    struct eval_binding bound[FREE_MAX];
    size_t bound_count;
    bool touched;
    struct inspect_span *out;
    size_t cap, count;
};

static void note(void *context, const struct eval_array *array, size_t row,
                 size_t col)
{
    struct search *search = context;

    if ((array->tag == LAB_CELLS_TRUTH || array->tag == LAB_CELLS_SCORES) &&
        row == search->row && col == search->class)
        search->touched = true;
}

/* Values the node with its free letters at `values`. */
static bool touches(struct search *search, const struct mean *node)
{
    struct eval_sink sink = { .context = search, .touch = note };
    struct eval_options options = { .format = FORMAT_EXACT,
                                    .bindings = search->bound,
                                    .binding_count = search->bound_count,
                                    .sink = &sink };
    struct value value;
    struct mean_fault fault;

    search->touched = false;
    eval(search->arena, node, search->equation->scope, &search->data, &options,
         &value, &fault);
    return search->touched;
}

/* A letter may number the rows or the classes: both are tried, for as many
 * letters as there are free ones. */
static bool reads(struct search *search, const struct mean *node)
{
    struct slice keys[FREE_MAX + 1];
    const struct scope *scope = search->equation->scope;
    size_t count = eval_free(node, scope, keys, FREE_MAX + 1);
    double at[2] = { (double)search->row + 1.0, (double)search->class + 1.0 };

    if (count > FREE_MAX ||
        eval_cost(node, scope, &search->data) > INSPECT_AT_ONCE ||
        eval_has_optimum(node, scope))
        return false;
    search->bound_count = count;
    for (unsigned way = 0; way < 1u << count; way++) {
        bool fits = true;

        for (size_t i = 0; i < count; i++) {
            double value = at[way >> i & 1];
            long first, n;

            fits &= eval_domain(scope, &search->data, keys[i], &first, &n) &&
                    value >= (double)first && value < (double)first + (double)n;
            search->bound[i] = (struct eval_binding){ keys[i], value };
        }
        if (fits && touches(search, node))
            return true;
    }
    return false;
}

static bool is_defined(const struct mean *node)
{
    return node->kind == MEAN_NAME &&
           (node->sort == NAME_DEFINED || node->sort == NAME_FUNCTION);
}

/* Whether the parameter is in an expression or in a definition that it uses, so
 * many definitions deep. Definitions that use others twice would double the
 * work with each: `left` ends it. */
static bool uses(struct search *search, const struct mean *node, int depth)
{
    struct mean *children[PARTS];
    size_t count = mean_children(node, children, PARTS);
    const struct scope_definition *definition;

    if (node->kind == MEAN_NAME && node->sort == NAME_PARAM)
        return slice_eq(node->name, search->param);
    for (size_t i = 0; i < count && i < PARTS; i++)
        if (uses(search, children[i], depth))
            return true;
    if (depth == 0 || --search->left < 0 ||
        (node->kind != MEAN_CALL && !is_defined(node)))
        return false;
    definition = scope_match(search->equation->scope, node);
    return definition && uses(search, definition->body, depth - 1);
}

static void visit(struct search *search, const struct mean *node)
{
    const struct mean *parts[PARTS];
    size_t count;

    if (node->kind == MEAN_NAME || node->kind == MEAN_CALL) {
        bool found =
            search->param.len ? uses(search, node, DEEP) : reads(search, node);

        if (found && search->count < search->cap)
            search->out[search->count++] =
                (struct inspect_span){ node->from, node->to };
        return;
    }
    count = walk_parts(node, parts, PARTS);
    for (size_t i = 0; i < count; i++)
        visit(search, parts[i]);
}

size_t inspect_readers(const struct equation *equation, size_t row,
                       size_t class, struct inspect_span *out, size_t cap)
{
    struct search search = { .equation = equation,
                             .left = LOOKS,
                             .row = row,
                             .class = class,
                             .out = out,
                             .cap = cap };

    if (!equation->lab ||
        row >= lab_rows(equation->lab) + lab_params(equation->lab))
        return 0;
    if (row >= lab_rows(equation->lab))
        search.param =
            lab_param(equation->lab, row - lab_rows(equation->lab)).name;
    search.arena = arena_create();
    search.data = lab_eval_data(search.arena, equation->lab);
    for (size_t i = 0; i < equation->formula->count; i++) {
        const struct mean_statement *one = &equation->formula->statements[i];

        for (size_t j = 0; j < one->side_count; j++)
            if (one->sides[j] && !one->fault)
                visit(&search, one->sides[j]);
    }
    arena_destroy(search.arena);
    return search.count;
}
