/* prove_mutants.c - whether the checks of an equation bite. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "course/prove_part.h"
#include "tex/mean_write.h"
#include "tex/mutate.h"

enum { TEX_SHOWN = 200 };

enum fate {
    FATE_NONE,   /* it has no value: it is no formula that anybody could
                    have meant */
    FATE_CAUGHT, /* false somewhere */
    FATE_SURVIVES
};

struct mutation {
    struct prover *p;
    const struct prove_claim *claim;
    bool *used; /* [the block's equivalent_count] */
};

/* The formula with the mutant in its place. */
static struct mean_formula *with(struct arena *arena,
                                 const struct mean_formula *formula,
                                 const struct mutant *mutant)
{
    struct mean_formula *out = arena_alloc(arena, sizeof *out);
    struct mean_statement *statement;
    size_t sides = formula->statements[mutant->statement].side_count;

    *out = *formula;
    out->statements =
        arena_array(arena, formula->count, sizeof *out->statements);
    memcpy(out->statements, formula->statements,
           formula->count * sizeof *out->statements);
    statement = &out->statements[mutant->statement];
    statement->sides = arena_array(arena, sides, sizeof *statement->sides);
    memcpy(statement->sides, formula->statements[mutant->statement].sides,
           sides * sizeof *statement->sides);
    statement->sides[mutant->side] = mutant->tree;
    return out;
}

static enum fate fate_of(const struct mutation *m,
                         const struct mean_formula *formula)
{
    const struct prove_claim *claim = m->claim;
    enum fate fate = FATE_SURVIVES;

    for (size_t i = 0; i < claim->data_count && fate == FATE_SURVIVES; i++) {
        struct arena *arena = arena_create();
        struct prove_finding found =
            claim->judge(claim->context, i, arena, formula);

        if (i == 0 &&
            (found.outcome == PROVE_REFUSED || found.outcome == PROVE_NOTHING))
            fate = FATE_NONE;
        else if (found.outcome == PROVE_FALSE || found.outcome == PROVE_REFUSED)
            fate = FATE_CAUGHT;
        arena_destroy(arena);
    }
    return fate;
}

static const struct check_equivalent *explained(const struct mutation *m,
                                                const struct mutant *mutant)
{
    const struct block *block = m->claim->block;

    for (size_t i = 0; block && i < block->equivalent_count; i++)
        if (slice_is(block->equivalents[i].mutation, mutant->name)) {
            m->used[i] = true;
            return &block->equivalents[i];
        }
    return NULL;
}

static void survive(const struct mutation *m, const struct mutant *mutant)
{
    const struct lesson_tex *at = m->claim->tex;
    struct proof_counts *counts = &m->p->proof->counts;
    struct strbuf tex = { 0 };

    if (explained(m, mutant)) {
        counts->equivalents++;
        return;
    }
    counts->survivors++;
    mean_write_tex(&tex, mutant->tree);
    prove_note(m->p, at->line, at->column, "survives: %s: %.*s%s", mutant->name,
               (int)(tex.len < TEX_SHOWN ? tex.len : TEX_SHOWN),
               strbuf_text(&tex), tex.len < TEX_SHOWN ? "" : "...");
    strbuf_finish(&tex);
}

static void try_one(const struct mutation *m, const struct mutant *mutant)
{
    struct arena *arena = arena_create();
    const struct check_equivalent *excuse;
    const struct mean_formula *formula = m->claim->formula;
    enum fate fate =
        prove_claims(formula, m->claim->judged, mutant->statement, mutant->side)
            ? fate_of(m, with(arena, formula, mutant))
            : FATE_NONE;

    arena_destroy(arena);
    if (fate != FATE_NONE)
        m->p->proof->counts.mutants++;
    if (fate == FATE_SURVIVES) {
        survive(m, mutant);
        return;
    }
    excuse = explained(m, mutant);
    if (excuse)
        prove_error(m->p, excuse->line, excuse->column,
                    "'equivalent: %s' is not: the check %s", mutant->name,
                    fate == FATE_CAUGHT ? "catches it" : "has no value for it");
}

static void report_unused(const struct mutation *m)
{
    const struct block *block = m->claim->block;

    for (size_t i = 0; block && i < block->equivalent_count; i++)
        if (!m->used[i])
            prove_error(m->p, block->equivalents[i].line,
                        block->equivalents[i].column,
                        "no mutation '%.*s'; 'likely check --mutate' lists "
                        "those that survive",
                        SLICE_ARG(block->equivalents[i].mutation));
}

/* A formula on its own in one state. */
struct alone {
    const struct prove_place *place;
    const struct scope *scope;
};

static struct prove_finding judge_alone(void *context, size_t data,
                                        struct arena *arena,
                                        const struct mean_formula *instead)
{
    const struct alone *alone = context;
    struct judgement *judged =
        arena_array(arena, instead->count + 1, sizeof *judged);

    (void)data;
    return prove_judge(arena, instead, alone->scope, alone->place, NULL,
                       judged);
}

void prove_mutants_on(struct prover *p, const struct prove_state *state,
                      const struct mean_formula *formula,
                      const struct scope *scope, const struct judgement *judged,
                      const struct lesson_tex *tex)
{
    struct prove_place exact = state->place;
    struct alone alone = { &exact, scope };
    struct prove_claim claim = { .formula = formula,
                                 .scope = scope,
                                 .judged = judged,
                                 .tex = tex,
                                 .data_count = 1,
                                 .judge = judge_alone,
                                 .context = &alone };

    exact.format = FORMAT_EXACT;
    if (p->options->mutate)
        prove_mutants(p, &claim);
}

void prove_mutants(struct prover *p, const struct prove_claim *claim)
{
    struct mutation m = { p, claim, NULL };
    struct mutant *mutants;
    size_t count = mutate(p->arena, claim->formula, claim->scope, &mutants);
    size_t excuses = claim->block ? claim->block->equivalent_count : 0;

    m.used = fatal_calloc(excuses + 1, sizeof *m.used);
    for (size_t i = 0; i < count; i++)
        try_one(&m, &mutants[i]);
    report_unused(&m);
    free(m.used);
}
