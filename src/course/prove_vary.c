/* prove_vary.c - whether a question has numbers for another try, and tells
 * them.
 */
#include "base/arena.h"
#include "course/answer_key.h"
#include "course/prove_part.h"
#include "course/question_vary.h"
#include "lesson/question_block.h"
#include "tex/eval.h"
#include "tex/read.h"

enum { SETS_WANTED = 3 };

/* ---- enough of them ---- */

/* Whether a key says the same whatever the lab holds. */
static bool is_free(const struct scope *scope, const struct question_block *ask,
                    const struct lesson_tex *key)
{
    struct arena *arena = arena_create();
    struct eval_data data =
        vary_data(arena, ask, 0, (struct eval_data){ NULL, 0 });
    const struct answer_ground ground = { arena, scope, &data };
    struct value value;
    bool free = answer_key(&ground, key, &value, NULL);

    arena_destroy(arena);
    return free;
}

static void prove_enough(struct prover *p, const struct block *block,
                         const struct scope *scope)
{
    const struct question_block *ask = block->question;
    size_t steps = ask->kind == QUESTION_STEPS ? ask->step_count : 1;
    size_t sets = ask->vary_count ? vary_sets(ask) : 0;

    if (sets >= SETS_WANTED)
        return;
    for (size_t i = 0; i < steps; i++) {
        const struct lesson_tex *key = answer_of(ask, i);

        if (!key || !is_free(scope, ask, key))
            continue;
        if (sets)
            prove_warning(p, ask->line, 1,
                          "'vary' of question '%s' has %zu set%s of numbers; "
                          "%d make a second try worth while",
                          ask->id, sets, sets == 1 ? "" : "s", SETS_WANTED);
        else
            prove_warning(p, ask->line, 1,
                          "question '%s' has no 'vary': asked anew, it has the "
                          "same numbers",
                          ask->id);
        return;
    }
}

/* ---- told ---- */

static bool says(struct prover *p, const struct question_block *one,
                 const struct scope *scope, struct spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        const struct span *span = &spans.at[i];

        if (span->kind == SPAN_MATH &&
            vary_tex(p->arena, one, 0, scope, span->text, span->math).at !=
                span->text.at)
            return true;
    }
    return false;
}

/* one: the question with a single varied name. */
static bool tells(struct prover *p, const struct question_block *one,
                  const struct scope *scope)
{
    const struct lesson_tex *reach = &one->reach;

    if (says(p, one, scope, one->ask) ||
        (reach->node &&
         vary_tex(p->arena, one, 0, scope, reach->text, reach->node).at !=
             reach->text.at))
        return true;
    for (size_t i = 0; i < one->choice_count; i++)
        if (says(p, one, scope, one->choices[i].text))
            return true;
    for (size_t i = 0; i < one->order_count; i++)
        if (says(p, one, scope, one->order[i]))
            return true;
    for (size_t i = 0; i < one->step_count; i++)
        if (says(p, one, scope, one->steps[i].show) ||
            says(p, one, scope, one->steps[i].ask))
            return true;
    return false;
}

void prove_vary(struct prover *p, const struct block *block,
                const struct scope *scope)
{
    const struct question_block *ask = block->question;

    if (ask->kind == QUESTION_ANSWER || ask->kind == QUESTION_STEPS)
        prove_enough(p, block, scope);
    for (size_t i = 0; i < ask->vary_count; i++) {
        struct question_block one = *ask;

        one.vary = &ask->vary[i];
        one.vary_count = 1;
        if (!tells(p, &one, scope))
            prove_warning(p, ask->line, 1,
                          "'%s' of question '%s' varies, but nothing that is "
                          "asked tells its number: write $%s$",
                          ask->vary[i].name, ask->id, ask->vary[i].name);
    }
}
