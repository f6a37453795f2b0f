/* prove_state.c - states of labs, and what formulas come to in them. */
#include <math.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/name_key.h"
#include "course/prove_part.h"
#include "course/question.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/question_block.h"

struct prove_source prove_source(const struct prover *p,
                                 const struct scope *scope)
{
    return (struct prove_source){ p->section,
                                  p->question ? p->question->ask : NULL,
                                  scope };
}

/* The question's own play, on a copy that stands in the section meanwhile. */
static bool play(struct prover *p, struct lab *lab, struct err *err)
{
    struct section *section = p->section;
    struct lab *kept;
    bool fine;

    if (!p->question || p->question->lab == QUESTION_NO_LAB)
        return err_set(err, "there is no question to play here");
    kept = section->labs[p->question->lab].lab;
    section->labs[p->question->lab].lab = lab;
    fine = question_play(section, p->question, err);
    section->labs[p->question->lab].lab = kept;
    return fine;
}

static bool act(struct prover *p, struct lab *lab, struct slice action,
                struct err *err)
{
    return slice_is(action, "play") ? play(p, lab, err)
                                    : verb_line(lab, action, err);
}

/* The actions between ';', on the lab. */
static bool run(struct prover *p, struct lab *lab, struct slice with, int line,
                int column)
{
    struct err err = { 0 };

    while (with.len > 0) {
        size_t end = 0;
        struct slice action;

        while (end < with.len && with.at[end] != ';')
            end++;
        action = slice_trim(slice_sub(with, 0, end));
        with = slice_sub(with, end + 1, with.len);
        if (action.len == 0 || act(p, lab, action, &err))
            continue;
        if (err.line > 0) {
            prove_error(p, err.line, err.column, "%s", err.text);
            return false;
        }
        prove_error(p, line, column, "'%.*s' fails: %s", SLICE_ARG(action),
                    err.text);
        return false;
    }
    return true;
}

bool prove_state_init(struct prover *p, struct prove_state *state,
                      const struct lab *lab, struct slice with, int line,
                      int column)
{
    struct lab_spec spec;
    struct err err = { 0 };

    *state = (struct prove_state){ .arena = arena_create() };
    state->place.format = FORMAT_FLOAT64;
    if (lab) {
        spec = lab_snapshot(lab, state->arena);
        spec.levers = LAB_LEVER_ALL;
        state->lab = lab_create(&spec, &err);
        if (!state->lab)
            prove_error(p, line, column, "%s", err.text);
    } else if (with.len > 0)
        prove_error(p, line, column, "'with' without a lab in this section");
    if ((lab || with.len > 0) &&
        (!state->lab || !run(p, state->lab, with, line, column))) {
        prove_state_finish(state);
        return false;
    }
    prove_state_vary(p, state, p->set);
    return true;
}

void prove_state_vary(const struct prover *p, struct prove_state *state,
                      size_t number)
{
    const struct question_block *ask = p->question ? p->question->ask : NULL;
    struct eval_data data = { 0 };
    struct eval_array *arrays;
    size_t count = 0;

    if (state->lab) {
        data = lab_eval_data(state->arena, state->lab);
        state->place.format = lab_format(state->lab);
    }
    arrays =
        arena_array(state->arena, data.count + (ask ? ask->vary_count : 0) + 1,
                    sizeof *arrays);
    for (; ask && count < ask->vary_count; count++) {
        const struct question_vary *one = &ask->vary[count];

        arrays[count] = (struct eval_array){
            .key = name_key(state->arena, slice_of(one->name)),
            .rows = 1,
            .cols = 1,
            .values = &one->values[number % one->count],
        };
    }
    for (size_t i = 0; i < data.count; i++)
        arrays[count++] = data.arrays[i];
    state->data = (struct eval_data){ arrays, count };
    state->place.data = &state->data;
}

void prove_state_finish(struct prove_state *state)
{
    lab_destroy(state->lab);
    arena_destroy(state->arena);
    *state = (struct prove_state){ 0 };
}

struct prove_place prove_set_place(const struct prove_set *set)
{
    return (struct prove_place){ &set->data, set->bindings, set->binding_count,
                                 FORMAT_EXACT };
}

/* ---- judging ---- */

static uint32_t start_of(const struct mean_statement *statement, size_t side)
{
    return statement->sides[side] ? statement->sides[side]->from
                                  : statement->from;
}

static struct prove_finding refused(const struct mean_formula *formula,
                                    size_t index,
                                    const struct judgement *judged)
{
    const struct mean_statement *statement = &formula->statements[index];
    struct prove_finding out = { .outcome = PROVE_REFUSED,
                                 .statement = index,
                                 .text = "it cannot be valued",
                                 .at = statement->from };

    for (size_t i = 0; i < judged->side_count; i++) {
        const struct judged_side *side = &judged->sides[i];

        if (side->status != EVAL_REFUSED)
            continue;
        out.link = i;
        out.text = side->fault.text;
        out.at = side->fault.source.at == formula->source.at
                     ? side->fault.from
                     : start_of(statement, i);
        return out;
    }
    return out;
}

static struct prove_finding false_link(const struct mean_formula *formula,
                                       size_t index,
                                       const struct judgement *judged)
{
    const struct mean_statement *statement = &formula->statements[index];
    struct prove_finding out = { .outcome = PROVE_FALSE, .statement = index };

    while (out.link + 1 < judged->side_count &&
           judged->links[out.link].truth != TRUTH_FALSE)
        out.link++;
    out.left = judged->links[out.link].left;
    out.right = judged->links[out.link].right;
    out.text = judged->links[out.link].says;
    out.at = statement->relation_at[out.link];

    /* Neither side is a number here: this data says nothing. */
    if (isnan(out.left.x) && isnan(out.right.x))
        out.outcome = PROVE_NOTHING;
    return out;
}

/* Why a statement claims nothing. */
static struct prove_finding nothing(const struct mean_formula *formula,
                                    size_t index,
                                    const struct judgement *judged)
{
    struct prove_finding out = { .outcome = PROVE_NOTHING,
                                 .statement = index,
                                 .text = "it has no relation that is judged" };

    for (size_t i = 0; i < judged->side_count; i++)
        if (judged->sides[i].status == EVAL_UNBOUND && judged->side_count > 1)
            out.text = judged->sides[i].fault.text;
    out.at = formula->statements[index].from;
    return out;
}

static struct prove_finding of_statement(const struct mean_formula *formula,
                                         size_t index,
                                         const struct judgement *judged)
{
    switch (judged->truth) {
    case TRUTH_REFUSED:
        return refused(formula, index, judged);
    case TRUTH_FALSE:
        return false_link(formula, index, judged);
    case TRUTH_HOLDS:
    case TRUTH_LOST:
        return (struct prove_finding){ .outcome = PROVE_HOLDS };
    default:
        return nothing(formula, index, judged);
    }
}

struct prove_finding
prove_judge(struct arena *arena, const struct mean_formula *formula,
            const struct scope *scope, const struct prove_place *place,
            const struct judgement *before, struct judgement *judged)
{
    struct prove_finding worst = { .outcome = PROVE_NOTHING,
                                   .text = "it has no relation" };

    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *statement = &formula->statements[i];
        struct judge_options options = {
            .eval = { .format = place->format,
                      .bindings = place->bindings,
                      .binding_count = place->binding_count },
            .before = before,
        };
        struct prove_finding found;

        if (statement->fault) {
            judged[i] = (struct judgement){ .truth = TRUTH_REFUSED };
            found = (struct prove_finding){ .outcome = PROVE_REFUSED,
                                            .statement = i,
                                            .text = statement->fault->text,
                                            .at = statement->fault->from };
        } else {
            judge(arena, statement, scope, place->data, &options, &judged[i]);
            found = of_statement(formula, i, &judged[i]);
        }
        if (i == 0 || found.outcome > worst.outcome)
            worst = found;
        before = &judged[i];
    }
    return worst;
}

struct prove_finding prove_on(const struct prove_state *state,
                              const struct mean_formula *formula,
                              const struct scope *scope,
                              struct judgement **judged)
{
    *judged = arena_array(state->arena, formula->count + 1, sizeof **judged);
    return prove_judge(state->arena, formula, scope, &state->place, NULL,
                       *judged);
}

static bool holds(enum truth truth)
{
    return truth == TRUTH_HOLDS || truth == TRUTH_LOST;
}

bool prove_claims(const struct mean_formula *formula,
                  const struct judgement *judged, size_t statement, size_t side)
{
    const struct judgement *here = &judged[statement];
    size_t next = statement + 1;

    for (size_t i = side; i < side + 2; i++)
        if (i < here->side_count && holds(here->links[i].truth))
            return true;
    for (; next < formula->count && formula->statements[next].side_count > 0 &&
           !formula->statements[next].sides[0];
         next++)
        if (holds(judged[next].truth))
            return true;
    return false;
}

const struct mean *prove_untraced(const struct prover *p,
                                  const struct scope *scope,
                                  const struct mean_formula *formula,
                                  const struct judgement *judged)
{
    struct prove_source source = prove_source(p, scope);
    const struct mean *found = NULL;

    for (size_t i = 0; i < formula->count && !found; i++)
        for (size_t k = 0; k < formula->statements[i].side_count && !found; k++)
            if (formula->statements[i].sides[k] &&
                !prove_claims(formula, judged, i, k))
                found = prove_loose(&source, formula->statements[i].sides[k]);
    return found;
}

struct prove_finding prove_chain(struct prover *p, struct arena *arena,
                                 size_t index,
                                 const struct mean_formula *instead,
                                 const struct prove_place *place,
                                 struct judgement **judged)
{
    const struct equation *equation = equations_get(p->equations, index);
    const struct mean_formula *formula = instead ? instead : equation->formula;
    long earlier = equations_before(p->equations, index);
    const struct judgement *before = NULL;

    if (earlier >= 0) {
        const struct equation *last =
            equations_get(p->equations, (size_t)earlier);
        struct judgement *of_last;

        prove_chain(p, arena, (size_t)earlier, NULL, place, &of_last);
        if (last->formula->count > 0)
            before = &of_last[last->formula->count - 1];
    }
    *judged = arena_array(arena, formula->count + 1, sizeof **judged);
    return prove_judge(arena, formula, equation->scope, place, before, *judged);
}
