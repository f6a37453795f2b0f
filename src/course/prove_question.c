/* prove_question.c - what a question's texts and keys say. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "course/course.h"
#include "course/name_key.h"
#include "course/prove_part.h"
#include "course/question.h"
#include "course/question_vary.h"
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

static struct lab *lab_of(const struct section *section,
                          const struct question *question)
{
    return question && question->lab != QUESTION_NO_LAB
               ? section->labs[question->lab].lab
               : NULL;
}

static bool open_states(struct asked *a)
{
    const struct question *question = section_question(a->p->section, a->block);
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
        for (size_t k = 0; k < ask->steps[i].slip_count; k++)
            after(a, ask->steps[i].slips[k].say);
    }
    for (size_t i = 0; i < ask->slip_count; i++)
        after(a, ask->slips[i].say);
    for (size_t i = 0; i < ask->hint_count; i++)
        before(a, ask->hints[i]);
    after(a, ask->why);
}

/* With the numbers of every try: they are all shown to somebody. Each text is
 * counted once, and told once of what is wrong in it. */
static void prove_all_texts(struct asked *a)
{
    struct proof_counts counts = a->p->proof->counts;
    size_t errors = a->p->proof->errors;

    for (size_t k = 0; k < vary_sets(a->ask); k++) {
        if (a->p->proof->errors > errors)
            break;
        a->p->set = k;
        for (size_t i = 0; i < a->state_count; i++)
            prove_state_vary(a->p, &a->states[i], k);
        prove_texts(a);
        if (k == 0)
            counts = a->p->proof->counts;
    }
    a->p->proof->counts = counts;
    a->p->set = 0;
    for (size_t i = 0; i < a->state_count; i++)
        prove_state_vary(a->p, &a->states[i], 0);
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

/* What nothing answers to holds nothing. */
static void prove_locks(const struct asked *a)
{
    const struct section *section = a->p->section;
    const struct question *question = section_question(section, a->block);
    unsigned lever;

    for (size_t i = 0; question && i < a->ask->lock_count; i++) {
        const char *word = a->ask->locks[i];

        if (!question_lever(section, question, word, &lever) &&
            !question_figure(section, question, word))
            prove_error(a->p, a->ask->line, 1,
                        "question '%s' locks '%s', which its section does not "
                        "have",
                        a->ask->id, word);
    }
}

void prove_question(struct prover *p, const struct block *block)
{
    struct asked a = { .p = p, .block = block, .ask = block->question };
    size_t errors = p->proof->errors;

    a.text.scope = scope_of(p, block);
    if (!a.text.scope)
        return;
    prove_locks(&a);
    if (open_states(&a)) {
        prove_all_texts(&a);
        prove_answers(p, block, a.text.scope, a.states, a.state_count);
        for (size_t i = 0; i < a.ask->choice_count; i++)
            prove_choice(&a, &a.ask->choices[i].proof);
        if (p->proof->errors == errors)
            prove_vary(p, block, a.text.scope);
    }
    for (size_t i = 0; i < a.state_count; i++)
        prove_state_finish(&a.states[i]);
    p->question = NULL;
}
