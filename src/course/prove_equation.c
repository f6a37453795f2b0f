/* prove_equation.c - displayed equations, by what is claimed of them. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/prove_part.h"
#include "lab/lab.h"
#include "tex/scope.h"

enum { DIGITS = 6 };

/* How the sets of an equation came out. */
struct tried {
    size_t count, false_count, nothing_count;
    const struct prove_set *least; /* the smallest on which it is false */
    struct prove_finding finding;  /* there; its text is not kept */
};

/* "0.31 and 0.29", or what the judge says where there are no two numbers. */
static void write_sides(struct strbuf *out, const struct prove_finding *found)
{
    real_write(out, found->left, DIGITS);
    strbuf_puts(out, " on the left, ");
    real_write(out, found->right, DIGITS);
    strbuf_puts(out, " on the right");
}

static void report_finding(struct prover *p, const struct equation *equation,
                           const struct prove_finding *found, const char *where)
{
    struct strbuf text = { 0 };

    if (found->outcome == PROVE_REFUSED) {
        prove_error_at(p, &equation->block->math, found->at, "%s", found->text);
        return;
    }
    write_sides(&text, found);
    if (found->text && *found->text)
        strbuf_printf(&text, " (%s)", found->text);
    prove_error_at(p, &equation->block->math, found->at, "false %s: %s", where,
                   strbuf_text(&text));
    strbuf_finish(&text);
}

/* How many random sets an equation is tried on. */
static size_t set_count(const struct equation *equation)
{
    const struct mean_formula *formula = equation->formula;

    if (!equation->lab && scope_params(equation->scope, NULL, 0) == 0)
        return 1;
    for (size_t i = 0; i < formula->count; i++)
        for (size_t k = 0; k < formula->statements[i].side_count; k++)
            if (formula->statements[i].sides[k] &&
                eval_has_optimum(formula->statements[i].sides[k],
                                 equation->scope))
                return PROVE_SETS_OPTIMUM;
    return PROVE_SETS;
}

static struct tried try_sets(struct prover *p, size_t index,
                             struct prove_sets *sets)
{
    const struct equation *equation = equations_get(p->equations, index);
    struct tried tried = { .count = set_count(equation) };

    for (size_t i = 0; i < tried.count; i++) {
        const struct prove_set *set = prove_sets_get(sets, i);
        struct prove_place place = prove_set_place(set);
        struct arena *arena = arena_create();
        struct judgement *judged;
        struct prove_finding found =
            prove_chain(p, arena, index, NULL, &place, &judged);

        tried.nothing_count += found.outcome == PROVE_NOTHING;
        if (found.outcome == PROVE_FALSE || found.outcome == PROVE_REFUSED) {
            tried.false_count++;
            if (!tried.least || set->n < tried.least->n) {
                tried.least = set;
                tried.finding = found;
                tried.finding.text =
                    found.text ? arena_printf(p->arena, "%s", found.text) : "";
            }
        }
        arena_destroy(arena);
    }
    p->proof->counts.data_sets += tried.count;
    return tried;
}

static void report_set(struct prover *p, const struct equation *equation,
                       const struct tried *tried)
{
    struct strbuf where = { 0 };

    strbuf_printf(&where, "on %zu of %zu random data sets, such as ",
                  tried->false_count, tried->count);
    if (tried->least->n > 0)
        strbuf_printf(&where, "N = %ld, ", tried->least->n);
    strbuf_printf(&where, "seed %u", tried->least->seed);
    if (tried->finding.outcome == PROVE_REFUSED)
        prove_error_at(p, &equation->block->math, tried->finding.at,
                       "not valued %s: %s", strbuf_text(&where),
                       tried->finding.text);
    else
        report_finding(p, equation, &tried->finding, strbuf_text(&where));
    strbuf_finish(&where);
}

/* Whether every truth of a lab is all on one class. */
static bool is_one_hot(const struct lab *lab)
{
    for (size_t i = 0; lab && i < lab_rows(lab); i++)
        for (size_t k = 0; k < lab_classes(lab); k++)
            if (lab_truth(lab, i)[k] != 0.0 && lab_truth(lab, i)[k] != 1.0)
                return false;
    return true;
}

/* An equation on the state of its lab (NULL: it is not claimed there), and
 * then on random sets (NULL: on none). */
struct changed {
    struct prover *p;
    size_t index;
    const struct prove_place *here;
    struct prove_sets *sets;
};

static struct prove_finding judge_changed(void *context, size_t data,
                                          struct arena *arena,
                                          const struct mean_formula *instead)
{
    const struct changed *c = context;
    struct judgement *judged;
    struct prove_place place;

    if (c->here && data == 0)
        place = *c->here;
    else
        place =
            prove_set_place(prove_sets_get(c->sets, data - (c->here ? 1 : 0)));
    return prove_chain(c->p, arena, c->index, instead, &place, &judged);
}

static void mutate_equation(struct prover *p, size_t index,
                            const struct prove_place *here,
                            struct prove_sets *sets,
                            const struct judgement *judged)
{
    const struct equation *equation = equations_get(p->equations, index);
    struct changed changed = { p, index, here, sets };
    struct prove_claim claim = { .formula = equation->formula,
                                 .scope = equation->scope,
                                 .judged = judged,
                                 .tex = &equation->block->math,
                                 .block = equation->block,
                                 .judge = judge_changed,
                                 .context = &changed };
    struct arena *arena = arena_create();
    struct judgement *there;

    claim.data_count = (here ? 1 : 0) + (sets ? set_count(equation) : 0);
    if (!here) {
        struct prove_place first = prove_set_place(prove_sets_get(sets, 0));

        prove_chain(p, arena, index, NULL, &first, &there);
        claim.judged = there;
    }
    prove_mutants(p, &claim);
    arena_destroy(arena);
}

static void prove_identity(struct prover *p, size_t index,
                           const struct prove_state *state,
                           const struct prove_finding *found,
                           const struct judgement *judged)
{
    const struct equation *equation = equations_get(p->equations, index);
    bool given = equation->block->mark == CHECK_GIVEN_ONE_HOT;
    bool here = !given || is_one_hot(state->lab);
    struct prove_sets *sets;
    struct tried tried;

    if (here && found->outcome == PROVE_NOTHING)
        return;
    if (found->outcome != PROVE_HOLDS &&
        (here || found->outcome != PROVE_FALSE)) {
        report_finding(p, equation, found, "in the lab");
        return;
    }
    sets = prove_sets(p, equation->lab, equation->scope, given);
    tried = try_sets(p, index, sets);
    if (tried.false_count > 0)
        report_set(p, equation, &tried);
    else if (tried.nothing_count * 2 > tried.count)
        prove_error(p, equation->block->math.line, equation->block->math.column,
                    "says something on %zu of %zu random data sets only",
                    tried.count - tried.nothing_count, tried.count);
    else {
        p->proof->counts.identities++;
        if (p->options->mutate)
            mutate_equation(p, index, here ? &state->place : NULL, sets,
                            judged);
    }
}

static void prove_instance(struct prover *p, size_t index,
                           const struct prove_state *state,
                           const struct prove_finding *found,
                           const struct judgement *judged)
{
    const struct equation *equation = equations_get(p->equations, index);

    if (found->outcome == PROVE_NOTHING) {
        prove_error(p, equation->block->math.line, equation->block->math.column,
                    "an instance that claims nothing: %s", found->text);
        return;
    }
    if (found->outcome != PROVE_HOLDS) {
        report_finding(p, equation, found, "in the lab");
        return;
    }
    p->proof->counts.instances++;
    if (p->options->mutate)
        mutate_equation(p, index, &state->place, NULL, judged);
}

static void prove_misprint(struct prover *p, size_t index,
                           const struct prove_finding *found)
{
    const struct equation *equation = equations_get(p->equations, index);
    const struct lesson_tex *math = &equation->block->math;
    struct tried tried;

    if (found->outcome == PROVE_NOTHING) {
        prove_error(p, math->line, math->column,
                    "a misprint that claims nothing: %s", found->text);
        return;
    }
    if (found->outcome == PROVE_HOLDS) {
        prove_error(p, math->line, math->column,
                    "a misprint that is true in the lab; take the mark away, "
                    "or change the lab so that it shows");
        return;
    }
    if (found->outcome == PROVE_REFUSED) {
        p->proof->counts.misprints++;
        return;
    }
    tried = try_sets(p, index,
                     prove_sets(p, equation->lab, equation->scope, false));
    if (tried.false_count > 0)
        p->proof->counts.misprints++;
    else
        prove_error(p, math->line, math->column,
                    "a misprint that is true on all %zu random data sets",
                    tried.count);
}

static void prove_marked(struct prover *p, size_t index,
                         const struct prove_state *state,
                         const struct prove_finding *found,
                         const struct judgement *judged)
{
    const struct equation *equation = equations_get(p->equations, index);
    const struct mean *loose;

    if (equation->block->mark == CHECK_MISPRINT) {
        prove_misprint(p, index, found);
        return;
    }
    if (equation->block->mark == CHECK_INSTANCE)
        prove_instance(p, index, state, found, judged);
    else
        prove_identity(p, index, state, found, judged);
    p->proof->counts.numbers += prove_rounded(equation->formula);
    if (found->outcome != PROVE_NOTHING && found->outcome != PROVE_HOLDS)
        return;
    loose = prove_untraced(p, equation->scope, equation->formula, judged);
    if (loose)
        prove_error_at(p, &equation->block->math, loose->from,
                       "a rounded number in a side that is not judged%s%s",
                       found->outcome == PROVE_NOTHING ? ": " : "",
                       found->outcome == PROVE_NOTHING ? found->text : "");
}

static void unmutated(struct prover *p, const struct block *block)
{
    for (size_t i = 0; i < block->equivalent_count; i++)
        prove_error(p, block->equivalents[i].line, block->equivalents[i].column,
                    "'equivalent' before an equation that is not mutated: %s",
                    block->mark == CHECK_MISPRINT ? "a misprint"
                                                  : "it is unread");
}

void prove_equation(struct prover *p, size_t index)
{
    const struct equation *equation = equations_get(p->equations, index);
    const struct block *block = equation->block;
    struct prove_state state;
    struct judgement *judged;
    struct prove_finding found;

    p->proof->counts.formulas++;
    if (block->mark == CHECK_UNREAD || block->mark == CHECK_MISPRINT)
        unmutated(p, block);
    if (block->mark == CHECK_UNREAD) {
        p->proof->counts.unread++;
        prove_note(p, block->math.line, block->math.column, "unread: %.*s",
                   SLICE_ARG(block->reason));
        return;
    }
    if (!prove_state_init(p, &state, equation->lab, block->with,
                          block->mark_line, block->mark_column))
        return;
    found = prove_chain(p, state.arena, index, NULL, &state.place, &judged);
    prove_marked(p, index, &state, &found, judged);
    prove_state_finish(&state);
}
