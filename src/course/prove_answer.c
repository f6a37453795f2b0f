/* prove_answer.c - whether a question takes its own answers. */
#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/answer_key.h"
#include "course/course.h"
#include "course/prove_part.h"
#include "course/question.h"
#include "course/question_vary.h"
#include "course/verb.h"
#include "lab/lab.h"
#include "lesson/question_block.h"
#include "tex/read.h"
#include "tex/scope.h"

struct answers {
    struct prover *p;
    const struct block *block;
    const struct question_block *ask;
    const struct scope *scope;
    struct prove_state *states; /* prepared, and after its play */
    size_t state_count;
};

static struct answer_ground ground_of(const struct answers *a)
{
    return (struct answer_ground){ a->states[0].arena, a->scope,
                                   &a->states[0].data };
}

/* "; with p = 0.2": which numbers a later try has. */
static const char *numbers(const struct answers *a, size_t set)
{
    struct strbuf text = { 0 };
    const char *copy;

    for (size_t i = 0; i < a->ask->vary_count; i++) {
        const struct question_vary *one = &a->ask->vary[i];

        strbuf_printf(&text, "%s%s = %.6g", i ? ", " : "; with ", one->name,
                      one->values[set % one->count]);
    }
    copy = arena_text(a->p->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return copy;
}

/* ---- numbers ---- */

/* A key that was typed in is nobody's proof. */
static bool read_key(const struct answers *a, const struct lesson_tex *tex)
{
    struct prove_source source = prove_source(a->p, a->scope);
    const struct mean *side, *loose;

    a->p->proof->counts.formulas++;
    side = prove_read_side(a->p, tex, a->scope);
    loose = side ? prove_loose(&source, side) : NULL;
    if (loose)
        prove_error_at(a->p, tex, loose->from,
                       "'%.*s' in an answer is no number of the lab; write "
                       "the TeX that it comes from",
                       (int)(loose->to - loose->from),
                       tex->text.at + loose->from);
    return side;
}

/* The key of a step, typed by a learner, is right. */
static bool prove_key(const struct answers *a, size_t step, size_t set)
{
    const struct lesson_tex *key = answer_of(a->ask, step);
    struct answer_ground ground = ground_of(a);
    struct answer_judged judged;
    struct err err = { .line = 0 };

    if (!answer_judge(&ground, a->ask, step, key->text, &judged, &err)) {
        prove_error_at(a->p, key, 0, "its own key is refused: %s%s", err.text,
                       numbers(a, set));
        return false;
    }
    if (judged.verdict != ANSWER_RIGHT) {
        prove_error_at(a->p, key, 0, "its own key is not right%s",
                       numbers(a, set));
        return false;
    }
    return true;
}

static bool reads(const struct answers *a, const struct lesson_tex *tex)
{
    const struct mean_fault *fault = NULL;

    return mean_read_expression(a->p->arena, tex->node, tex->text, a->scope,
                                &fault) != NULL;
}

/* How many keys it may have: of a number, one. */
static size_t steps_of(const struct question_block *ask)
{
    return ask->kind == QUESTION_STEPS ? ask->step_count : 1;
}

/* Whether it is the question's and not the step's own: at another step it may
 * be what is right. */
static bool is_shared(const struct answers *a, size_t step, size_t slip)
{
    return a->ask->kind == QUESTION_STEPS &&
           slip >= a->ask->steps[step].slip_count;
}

/* What a slip meets at the key of a step: its own explanation, or, where it is
 * one of the whole question, a step where it happens to be right or another
 * explanation has its value. */
static bool slip_at(const struct answers *a, size_t slip, size_t step,
                    size_t set, bool *met)
{
    const struct question_slip *one = answer_slip(a->ask, step, slip);
    const struct lesson_tex *when = &one->when;
    struct answer_ground ground = ground_of(a);
    struct answer_judged judged;
    struct err err = { .line = 0 };

    if (!reads(a, when)) {
        *met = true;
        return true;
    }
    if (!answer_judge(&ground, a->ask, step, when->text, &judged, &err)) {
        prove_error_at(a->p, when, 0, "%s%s", err.text, numbers(a, set));
        return false;
    }
    if (judged.verdict == ANSWER_SLIP && judged.slip != slip) {
        const struct question_slip *other =
            answer_slip(a->ask, step, judged.slip);

        prove_error_at(a->p, when, 0,
                       "a slip that is taken for '%.*s', whose value is the "
                       "same within the tolerance%s",
                       SLICE_ARG(other->when.text), numbers(a, set));
        return false;
    }
    if (judged.verdict == ANSWER_RIGHT && !is_shared(a, step, slip)) {
        prove_error_at(a->p, when, 0, "a slip within the answer's tolerance%s",
                       numbers(a, set));
        return false;
    }
    *met |= judged.verdict == ANSWER_SLIP;
    return true;
}

/* The slips of one step, and the question's, which are told of once for all
 * steps: met[question's slips]. */
static bool prove_step(const struct answers *a, size_t step, size_t set,
                       bool *met)
{
    const struct question_block *ask = a->ask;
    size_t own =
        step < ask->step_count ? ask->steps[step].slip_count : (size_t)0;

    if (!answer_of(ask, step))
        return true;
    for (size_t i = 0; answer_slip(ask, step, i); i++) {
        bool here = false;

        if (!slip_at(a, i, step, set, i < own ? &here : &met[i - own]))
            return false;
    }
    return true;
}

/* With the numbers of one try. */
static bool prove_numbers(const struct answers *a, size_t set)
{
    const struct question_block *ask = a->ask;
    size_t steps = steps_of(ask);
    bool *met = arena_array(a->p->arena, ask->slip_count + 1, sizeof *met);
    bool fine = true;

    for (size_t i = 0; i < steps; i++)
        if (answer_of(ask, i))
            fine = prove_key(a, i, set) && fine;
    for (size_t i = 0; fine && i < steps; i++)
        fine = prove_step(a, i, set, met);
    for (size_t i = 0; fine && i < ask->slip_count; i++)
        if (!met[i]) {
            prove_error_at(a->p, &ask->slips[i].when, 0,
                           "a slip that is right at every step%s",
                           numbers(a, set));
            fine = false;
        }
    return fine;
}

/* False where a key does not read; slips that do not are told of, and passed
 * over later. */
static bool read_keys(const struct answers *a)
{
    const struct question_block *ask = a->ask;
    bool fine = true;

    for (size_t i = 0; i < steps_of(ask); i++) {
        size_t own = i < ask->step_count ? ask->steps[i].slip_count : (size_t)0;

        if (answer_of(ask, i))
            fine = read_key(a, answer_of(ask, i)) && fine;
        for (size_t k = 0; k < own; k++)
            read_key(a, &ask->steps[i].slips[k].when);
    }
    for (size_t i = 0; i < ask->slip_count; i++)
        read_key(a, &ask->slips[i].when);
    return fine;
}

/* ---- relations to be reached ---- */

/* The learner has no other levers than the lab's. */
static void prove_levers(const struct answers *a, const struct lab *lab)
{
    struct arena *arena = arena_create();
    struct lab_spec spec = lab_first(lab, arena);
    struct err err = { .line = 0 };
    struct lab *copy;

    spec.levers = lab_levers(lab);
    copy = lab_create(&spec, &err);
    for (size_t i = 0; copy && i < a->ask->play_count; i++) {
        const struct question_action *action = &a->ask->play[i];

        if (verb_line(copy, action->text, &err))
            continue;
        prove_error(a->p, action->line, action->column,
                    "what reaches it is refused to the learner: %s", err.text);
        break;
    }
    lab_destroy(copy);
    arena_destroy(arena);
}

static bool prove_reach(const struct answers *a,
                        const struct mean_formula *formula, size_t set)
{
    const struct lesson_tex *tex = &a->ask->reach;
    struct prove_finding found;
    struct judgement *judged;

    found = prove_on(&a->states[0], formula, a->scope, &judged);
    if (found.outcome == PROVE_HOLDS)
        prove_error_at(a->p, tex, 0, "'reach' is true before anything moves%s",
                       numbers(a, set));
    else if (found.outcome != PROVE_FALSE)
        prove_error_at(a->p, tex, found.at, "'reach' is no claim here%s%s",
                       found.text && *found.text ? ": " : "",
                       found.text ? found.text : "");
    if (found.outcome != PROVE_FALSE || a->state_count < 2)
        return found.outcome == PROVE_FALSE;
    found = prove_on(&a->states[1], formula, a->scope, &judged);
    if (found.outcome != PROVE_HOLDS)
        prove_error_at(a->p, tex, found.at, "'play' does not reach it%s%s%s",
                       found.text && *found.text ? ": " : "",
                       found.text ? found.text : "", numbers(a, set));
    return found.outcome == PROVE_HOLDS;
}

static void prove_reaches(const struct answers *a)
{
    const struct lesson_tex *tex = &a->ask->reach;
    const struct mean_formula *formula = prove_read(a->p, tex, a->scope);

    if (!formula)
        return;
    a->p->proof->counts.numbers += prove_rounded(formula);
    if (a->ask->first)
        prove_error_at(a->p, tex, 0,
                       "what is to be reached cannot be predicted first: its "
                       "levers would be held");
    if (a->ask->play_count == 0)
        prove_error_at(a->p, tex, 0,
                       "'reach' without 'play': the actions by which it is "
                       "reached prove that it can be");
    for (size_t k = 0; k < vary_sets(a->ask); k++) {
        for (size_t i = 0; i < a->state_count; i++)
            prove_state_vary(a->p, &a->states[i], k);
        if (!prove_reach(a, formula, k))
            break;
    }
    if (a->states[0].lab)
        prove_levers(a, a->p->section->labs[a->p->question->lab].lab);
}

/* ---- orders ---- */

static bool same_words(struct spans a, struct spans b)
{
    struct strbuf left = { 0 }, right = { 0 };
    bool same;

    spans_text(a, &left);
    spans_text(b, &right);
    same = slice_eq(slice_trim(slice_of(strbuf_text(&left))),
                    slice_trim(slice_of(strbuf_text(&right))));
    strbuf_finish(&left);
    strbuf_finish(&right);
    return same;
}

static void prove_order(const struct answers *a)
{
    const struct question_block *ask = a->ask;

    for (size_t i = 0; i < ask->order_count; i++)
        for (size_t k = 0; k < i; k++)
            if (same_words(ask->order[i], ask->order[k]))
                prove_error(a->p,
                            ask->order[i].count ? ask->order[i].at[0].line
                                                : a->block->line,
                            ask->order[i].count ? ask->order[i].at[0].column
                                                : 1,
                            "line %zu of the order is line %zu again: nobody "
                            "could tell which comes first",
                            i + 1, k + 1);
}

void prove_answers(struct prover *p, const struct block *block,
                   const struct scope *scope, struct prove_state *states,
                   size_t state_count)
{
    const struct answers a = {
        .p = p,
        .block = block,
        .ask = block->question,
        .scope = scope,
        .states = states,
        .state_count = state_count,
    };
    bool fine = read_keys(&a);

    if (a.ask->slip_count && a.ask->kind != QUESTION_ANSWER &&
        a.ask->kind != QUESTION_STEPS)
        prove_error_at(p, &a.ask->slips[0].when, 0,
                       "a slip that nobody can make: no number is typed here");
    else
        for (size_t k = 0; fine && k < vary_sets(a.ask); k++) {
            prove_state_vary(p, &states[0], k);
            fine = prove_numbers(&a, k);
        }
    if (a.ask->kind == QUESTION_REACH)
        prove_reaches(&a);
    prove_order(&a);
    for (size_t i = 0; i < state_count; i++)
        prove_state_vary(p, &states[i], 0);
}
