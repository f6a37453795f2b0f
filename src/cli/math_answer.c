#include "cli/math_answer.h"

#include "base/arena.h"
#include "base/err.h"
#include "cli/math_ground.h"
#include "tex/node.h"
#include "tex/parse.h"
#include "tex/read.h"

/* $...$ and $$...$$ may stand around it, as in a lesson. */
static struct slice without_dollars(struct slice tex)
{
    struct slice s = slice_trim(tex);

    for (int i = 0; i < 2; i++)
        if (s.len >= 2 && s.at[0] == '$' && s.at[s.len - 1] == '$' &&
            !(s.len > 2 && s.at[s.len - 2] == '\\'))
            s = slice_trim(slice_sub(s, 1, s.len - 1));
    return s;
}

/* The first fault is the one that is told. */
static void fail(struct math_answer *answer, const char *says, struct slice at,
                 size_t from, size_t to, const char *place)
{
    if (answer->says)
        return;
    answer->says = says;
    answer->at = at;
    answer->from = from < at.len ? from : at.len;
    answer->to = to < at.len ? to : at.len;
    answer->offset =
        place >= answer->tex.at && place <= answer->tex.at + answer->tex.len
            ? (size_t)(place - answer->tex.at)
            : 0;
}

/* A fault in the formula or in a definition that `node` uses. */
static void blame(struct math_answer *answer, struct arena *arena,
                  const struct mean_fault *fault, const struct mean *node)
{
    struct slice source = fault->source;
    const char *place = source.at ? source.at + fault->from : NULL;
    bool inside = place && place >= answer->tex.at &&
                  place <= answer->tex.at + answer->tex.len;
    size_t shift = inside ? (size_t)(source.at - answer->tex.at) : 0;

    if (inside)
        fail(answer, fault->text, answer->tex, fault->from + shift,
             fault->to + shift, place);
    else
        fail(answer,
             arena_printf(arena, "%s (in the definition '%.*s')", fault->text,
                          source.len > 60 ? 60 : (int)source.len, source.at),
             source, fault->from, fault->to,
             node ? node->source.at + node->from : answer->tex.at);
}

static void judge_one(struct math_answer *answer, struct arena *arena,
                      size_t index, const struct math_ground *ground,
                      struct judge_options *options)
{
    const struct mean_statement *statement =
        &answer->formula->statements[index];
    struct judgement *judged = &answer->judged[index];

    options->before = index > 0 ? &answer->judged[index - 1] : NULL;
    judge(arena, statement, ground->scope, &ground->data, options, judged);
    if (statement->fault) {
        struct mean_fault fault = *statement->fault;

        /* With what both readings come to, where there are two. */
        fault.text = judged->says;
        blame(answer, arena, &fault, NULL);
        return;
    }
    for (size_t i = 0; i < judged->side_count; i++)
        if (judged->sides[i].node && !judged->sides[i].words &&
            judged->sides[i].status == EVAL_REFUSED)
            blame(answer, arena, &judged->sides[i].fault,
                  judged->sides[i].node);
    for (size_t i = 0; i < judged->side_count; i++)
        answer->false_ |= judged->links[i].truth == TRUTH_FALSE;
}

void math_answer(struct math_answer *answer, struct arena *arena,
                 struct slice tex, const struct math_ground *ground,
                 const struct math_style *style)
{
    struct slice source = without_dollars(tex);
    struct judge_options options = { .eval.format = style->format };
    struct err *err = arena_alloc(arena, sizeof *err);

    *answer = (struct math_answer){ .tex = tex };
    answer->root = tex_parse(arena, source, err);
    if (answer->root->kind == TEX_SOURCE) {
        size_t at = (size_t)(source.at - tex.at) + answer->root->fault;

        fail(answer, err->text, tex, at, at + 1, tex.at + at);
        return;
    }
    answer->formula = mean_read(arena, answer->root, source, ground->scope);
    answer->judged =
        arena_array(arena, answer->formula->count + 1, sizeof *answer->judged);
    for (size_t i = 0; i < answer->formula->count; i++)
        judge_one(answer, arena, i, ground, &options);
}
