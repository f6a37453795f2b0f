/* prove_question.c - what a question's texts and keys say. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/name_key.h"
#include "course/prove_part.h"
#include "course/question.h"
#include "lab/lab.h"
#include "lesson/question_block.h"
#include "tex/agree.h"
#include "tex/read.h"
#include "tex/scope.h"

struct asked {
    struct prover *p;
    const struct block *block;
    const struct question_block *ask;
    struct prove_state states[2]; /* prepared, and after its play */
    size_t state_count;
    struct prove_text text;
};

/* ---- states ---- */

static const struct question *question_of(const struct section *section,
                                          const struct block *block)
{
    for (size_t i = 0; i < section->question_count; i++)
        if (section->questions[i].block == block)
            return &section->questions[i];
    return NULL;
}

static struct lab *lab_of(const struct section *section,
                          const struct question *question)
{
    return question && question->lab != QUESTION_NO_LAB
               ? section->labs[question->lab].lab
               : NULL;
}

static size_t tries(const struct question_block *ask)
{
    size_t most = 1;

    for (size_t i = 0; i < ask->vary_count; i++)
        if (ask->vary[i].count > most)
            most = ask->vary[i].count;
    return most;
}

static bool open_states(struct asked *a)
{
    const struct question *question = question_of(a->p->section, a->block);
    struct lab *lab = lab_of(a->p->section, question);
    struct slice none = { 0 };

    a->p->question = question;
    a->text.lab = lab;
    a->text.states = a->states;
    if (!prove_state_init(a->p, &a->states[0], lab, none, a->block->line, 1))
        return false;
    a->state_count = 1;
    if (lab && a->ask->play_count > 0) {
        if (!prove_state_init(a->p, &a->states[1], lab, slice_of("play"),
                              a->block->line, 1))
            return false;
        a->state_count = 2;
    }
    return true;
}

/* ---- texts ---- */

/* What stands there before anything is played. */
static void before(struct asked *a, struct spans spans)
{
    a->text.state_count = 1;
    prove_spans(a->p, &a->text, spans);
}

/* What is read with the outcome on the screen may speak of either state. */
static void after(struct asked *a, struct spans spans)
{
    a->text.state_count = a->state_count;
    prove_spans(a->p, &a->text, spans);
}

static void prove_texts(struct asked *a)
{
    const struct question_block *ask = a->ask;

    before(a, ask->ask);
    for (size_t i = 0; i < ask->choice_count; i++) {
        after(a, ask->choices[i].text);
        after(a, ask->choices[i].because);
    }
    for (size_t i = 0; i < ask->order_count; i++)
        after(a, ask->order[i]);
    for (size_t i = 0; i < ask->step_count; i++) {
        after(a, ask->steps[i].show);
        after(a, ask->steps[i].ask);
        after(a, ask->steps[i].because);
    }
    for (size_t i = 0; i < ask->slip_count; i++)
        after(a, ask->slips[i].say);
    for (size_t i = 0; i < ask->hint_count; i++)
        before(a, ask->hints[i]);
    after(a, ask->why);
}

/* ---- relations ---- */

static const char *shown(struct asked *a, const struct prove_finding *found)
{
    return found->text && *found->text
               ? arena_printf(a->p->arena, ": %s", found->text)
               : "";
}

static void prove_choice(struct asked *a, const struct lesson_tex *proof)
{
    const struct mean_formula *formula = prove_read(a->p, proof, a->text.scope);
    const struct prove_state *last = &a->states[a->state_count - 1];
    struct prove_finding found;
    struct judgement *judged;

    if (!formula)
        return;
    a->p->proof->counts.numbers += prove_rounded(formula);
    found = prove_on(last, formula, a->text.scope, &judged);
    if (found.outcome == PROVE_NOTHING)
        prove_error_at(a->p, proof, 0, "a proof that claims nothing: %s",
                       found.text);
    else if (found.outcome != PROVE_HOLDS)
        prove_error_at(a->p, proof, found.at,
                       "the proof does not hold after 'play'%s",
                       shown(a, &found));
    else
        prove_mutants_on(a->p, last, formula, a->text.scope, judged, proof);
}

static void prove_reach(struct asked *a)
{
    const struct lesson_tex *tex = &a->ask->reach;
    const struct mean_formula *formula = prove_read(a->p, tex, a->text.scope);
    struct prove_finding found;
    struct judgement *judged;

    if (!formula)
        return;
    a->p->proof->counts.numbers += prove_rounded(formula);
    found = prove_on(&a->states[0], formula, a->text.scope, &judged);
    if (found.outcome == PROVE_HOLDS)
        prove_error_at(a->p, tex, 0, "'reach' is true before anything moves");
    else if (found.outcome != PROVE_FALSE)
        prove_error_at(a->p, tex, found.at, "'reach' is no claim here%s",
                       shown(a, &found));
    if (a->state_count < 2)
        return;
    found = prove_on(&a->states[1], formula, a->text.scope, &judged);
    if (found.outcome != PROVE_HOLDS)
        prove_error_at(a->p, tex, found.at, "'play' does not reach it%s",
                       shown(a, &found));
}

/* ---- answers ---- */

static bool value(struct asked *a, const struct lesson_tex *tex,
                  const struct mean *side, struct prove_state *state,
                  struct value *out)
{
    struct eval_options options = { .format = FORMAT_EXACT };
    struct mean_fault fault = { .text = "" };

    if (eval(state->arena, side, a->text.scope, &state->data, &options, out,
             &fault) == EVAL_VALUE)
        return true;
    prove_error_at(a->p, tex, side->from, "it has no value: %s",
                   fault.text ? fault.text : "");
    return false;
}

/* A key that was typed in is nobody's proof. */
static const struct mean *read_key(struct asked *a,
                                   const struct lesson_tex *tex)
{
    struct prove_source source = prove_source(a->p, a->text.scope);
    const struct mean *side, *loose;

    if (tex->text.len == 0)
        return NULL;
    a->p->proof->counts.formulas++;
    side = prove_read_side(a->p, tex, a->text.scope);
    loose = side ? prove_loose(&source, side) : NULL;
    if (loose)
        prove_error_at(a->p, tex, loose->from,
                       "'%.*s' in an answer is no number of the lab; write "
                       "the TeX that it comes from",
                       (int)(loose->to - loose->from),
                       tex->text.at + loose->from);
    return side;
}

/* A slip must not be what the answer is. */
static void prove_slip(struct asked *a, const struct question_slip *slip,
                       const struct mean *when, const struct mean *answer)
{
    struct value wrong, right;

    for (size_t k = 0; when && k < tries(a->ask); k++) {
        struct prove_state *state = &a->states[0];

        prove_state_vary(a->p, state, k);
        if (!value(a, &slip->when, when, state, &wrong))
            return;
        if (!answer || !value(a, &a->ask->answer, answer, state, &right) ||
            wrong.shape != VALUE_NUMBER || right.shape != VALUE_NUMBER)
            continue;
        if (fabs(real_double(wrong.number) - real_double(right.number)) <=
            a->ask->within) {
            prove_error_at(a->p, &slip->when, 0,
                           "a slip within the answer's tolerance");
            return;
        }
    }
}

static void prove_keys(struct asked *a)
{
    const struct question_block *ask = a->ask;
    const struct mean *answer = read_key(a, &ask->answer);
    struct value got;

    for (size_t k = 0; answer && k < tries(ask); k++) {
        prove_state_vary(a->p, &a->states[0], k);
        if (!value(a, &ask->answer, answer, &a->states[0], &got))
            break;
    }
    for (size_t i = 0; i < ask->slip_count; i++)
        prove_slip(a, &ask->slips[i], read_key(a, &ask->slips[i].when), answer);
    prove_state_vary(a->p, &a->states[0], 0);
    for (size_t i = 0; i < ask->step_count; i++) {
        const struct mean *side = read_key(a, &ask->steps[i].answer);

        if (side)
            value(a, &ask->steps[i].answer, side, &a->states[0], &got);
    }
}

/* ---- a question ---- */

static const struct scope *scope_of(struct prover *p, const struct block *block)
{
    const struct scope *scope = prove_scope(p, block);

    for (size_t i = 0; scope && i < block->question->vary_count; i++)
        scope = scope_declare(p->arena, scope,
                              name_key(p->arena,
                                       slice_of(block->question->vary[i].name)),
                              0);
    return scope;
}

void prove_question(struct prover *p, const struct block *block)
{
    struct asked a = { .p = p, .block = block, .ask = block->question };

    a.text.scope = scope_of(p, block);
    if (!a.text.scope)
        return;
    if (open_states(&a)) {
        prove_texts(&a);
        prove_keys(&a);
        for (size_t i = 0; i < a.ask->choice_count; i++)
            prove_choice(&a, &a.ask->choices[i].proof);
        if (a.ask->kind == QUESTION_REACH)
            prove_reach(&a);
    }
    for (size_t i = 0; i < a.state_count; i++)
        prove_state_finish(&a.states[i]);
    p->question = NULL;
}
