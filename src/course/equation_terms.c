#include "course/equation_terms.h"

#include "base/arena.h"
#include "course/equation.h"
#include "lab/lab.h"

/* In the last statement that has any: its last side that does. */
static bool find(struct equation_terms *t, const struct equation *equation)
{
    const struct mean_formula *formula = equation->formula;

    for (size_t i = formula->count; i-- > 0;) {
        const struct mean_statement *statement = &formula->statements[i];

        if (statement->fault)
            continue;
        if (equation->known) {
            t->at.options.bindings = equation->judged[i].free;
            t->at.options.binding_count = equation->judged[i].free_count;
        }
        for (size_t side = statement->side_count; side-- > 0;)
            if (statement->sides[side] &&
                terms_find(t->arena, &t->at, statement->sides[side],
                           &t->terms) &&
                t->terms.range.count > 0)
                return true;
    }
    return false;
}

bool equation_terms_init(struct equation_terms *t,
                         const struct equation *equation)
{
    const struct lab *lab = equation->lab;

    *t = (struct equation_terms){ .arena = arena_create() };
    if (lab)
        t->data = lab_eval_data(t->arena, lab);
    t->at.scope = equation->scope;
    t->at.data = &t->data;
    t->at.options.format = lab ? lab_format(lab) : FORMAT_FLOAT64;
    if (find(t, equation))
        return true;
    equation_terms_finish(t);
    return false;
}

void equation_terms_finish(struct equation_terms *t)
{
    arena_destroy(t->arena);
    t->arena = NULL;
}
