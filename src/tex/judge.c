#include "tex/judge.h"

#include <string.h>

#include "base/arena.h"
#include "tex/judge_letters.h"
#include "tex/judge_link.h"
#include "tex/judge_readings.h"
#include "tex/judge_rows.h"
#include "tex/scope.h"

enum { CHUNK_ROWS = 512 };

struct run {
    const struct mean_statement *statement;
    const struct judge_options *options;
    struct judge_letters letters;
    struct eval_binding *bindings; /* the caller's, then the letters' */
    struct eval_options eval;
    bool *depends; /* [side_count + 1] a free letter is in the side; the last:
                      in the side that `before` ends with */
};

/* ------------------------------------------------------------------- sides */

/* Whether a side can never have a value: words, a set, what stands behind
 * an \in or a \sim, and a lone \arg\min. */
static bool is_words(const struct mean_statement *s, size_t side)
{
    const struct mean *node = s->sides[side];

    if (side > 0 &&
        (s->relations[side] == REL_IN || s->relations[side] == REL_SIM))
        return true;
    return node->kind == MEAN_TEXT || node->kind == MEAN_SPACE ||
           node->kind == MEAN_SET || node->kind == MEAN_ELLIPSIS ||
           (node->kind == MEAN_OPTIMUM && !node->first);
}

static void value_side(struct arena *arena, const struct run *run,
                       struct judged_side *side)
{
    if (side->node && !side->words)
        side->status =
            eval_both(arena, side->node, run->letters.scope, run->letters.data,
                      &run->eval, &side->exact, &side->value, &side->fault);
}

static bool has_value(const struct judged_side *side)
{
    return side->node && !side->words && side->status == EVAL_VALUE;
}

/* ------------------------------------------------------------------- links */

/* Whether what stands before a relation may be compared across it. */
static bool carries(enum mean_relation relation, bool *approx)
{
    if (relation == REL_APPROX)
        *approx = true;
    return relation == REL_EQUAL || relation == REL_DEFINE ||
           relation == REL_EQUIV || relation == REL_APPROX;
}

/* The nearest side before `at` that has a value, NULL when there is none;
 * `before` is the last one of the statement gone on from. */
static const struct judged_side *
nearest(const struct mean_statement *s, const struct judged_side *sides,
        size_t at, const struct judged_side *before, bool *approx)
{
    for (size_t i = at; i > 0; i--) {
        if (has_value(&sides[i - 1]))
            return &sides[i - 1];
        if (i == 1 && !sides[0].node)
            return before && has_value(before) ? before : NULL;
        if (i == 1 || !carries(s->relations[i - 1], approx))
            return NULL;
    }
    return NULL;
}

static enum mean_relation weakened(enum mean_relation relation, bool approx)
{
    return approx && (relation == REL_EQUAL || relation == REL_EQUIV)
               ? REL_APPROX
               : relation;
}

/* "i = 2: " before what a link says. */
static const char *at_letters(struct arena *arena, const struct run *run,
                              const long *at, const char *says)
{
    const char *out = says;

    for (size_t i = run->letters.count; i > 0; i--)
        out =
            arena_printf(arena, "%.*s = %g%s%s",
                         SLICE_ARG(run->letters.at[i - 1].key),
                         judge_letter_value(&run->letters.at[i - 1], at[i - 1]),
                         i == run->letters.count ? ": " : ", ", out);
    return out;
}

/* One link under the present bindings; worse ones replace what *link had.
 * Words that are not kept go to `scratch`: rows may be many. */
static void judge_one(struct arena *arena, struct arena *scratch,
                      const struct run *run, const struct judged_side *sides,
                      size_t at, const struct judged_side *before,
                      const long *letters, struct judged_link *link)
{
    const struct mean_statement *s = run->statement;
    struct judge_place place = { scratch, run->letters.scope, run->letters.data,
                                 &run->eval, run->options->unit };
    struct judged_link found = { .relation = s->relations[at], .says = "" };
    const struct judged_side *left;
    bool approx = before && run->options->before->onward_approx;

    if (link->truth >= TRUTH_FALSE && sides[at].status != EVAL_REFUSED)
        return;
    if (sides[at].status == EVAL_REFUSED && !sides[at].words) {
        found.truth = TRUTH_REFUSED;
        found.says = sides[at].fault.text ? sides[at].fault.text : "";
    } else {
        bool far = false;

        left = nearest(s, sides, at, before, &far);
        if (left == before && approx)
            far = true;
        if (left && (has_value(&sides[at]) || found.relation == REL_IN))
            judge_link(&place, left, weakened(found.relation, far), &sides[at],
                       &found);
        found.relation = s->relations[at];
    }
    if (found.truth <= link->truth && link->says)
        return;
    if (run->letters.count > 0 && found.truth > TRUTH_HOLDS)
        found.says = at_letters(arena, run, letters, found.says);
    *link = found;
}

/* Every link under the present bindings. False when stopped. */
static bool judge_all(struct arena *arena, struct arena *scratch,
                      const struct run *run, const struct judged_side *sides,
                      const struct judged_side *before, const long *letters,
                      struct judgement *out)
{
    for (size_t i = 0; i < out->side_count; i++) {
        if (sides[i].status == EVAL_STOPPED)
            return false;
        if (i > 0 || !sides[0].node)
            judge_one(arena, scratch, run, sides, i, before, letters,
                      &out->links[i]);
    }
    return true;
}

/* --------------------------------------------------------------- statement */

static void bind(struct run *run, const long *at)
{
    size_t base = run->options->eval.binding_count;

    for (size_t i = 0; i < run->letters.count; i++)
        run->bindings[base + i] =
            (struct eval_binding){ run->letters.at[i].key,
                                   judge_letter_value(&run->letters.at[i],
                                                      at[i]) };
    run->eval.bindings = run->bindings;
    run->eval.binding_count = base + run->letters.count;
}

/* The places of the letters' values that the caller wants to see. */
static void shown_letters(const struct run *run, long *at)
{
    for (size_t i = 0; i < run->letters.count; i++) {
        const struct judge_letter *letter = &run->letters.at[i];
        double wanted;

        at[i] = 0;
        if (!judge_bound(run->options->shown, run->options->shown_count,
                         letter->key, &wanted))
            continue;
        for (long v = 0; letter->set && v < letter->count; v++)
            if (letter->set[v] == wanted)
                at[i] = v;
        if (!letter->set && wanted >= (double)letter->first &&
            wanted < (double)letter->first + (double)letter->count)
            at[i] = (long)wanted - letter->first;
    }
}

static bool stopped(const struct run *run)
{
    const struct eval_options *o = &run->options->eval;

    return o->stop && o->stop(o->stop_context);
}

/* Whether no further row can change a link: each is false, or not judged. */
static bool settled(const struct run *run, const struct judgement *out)
{
    const struct mean_statement *s = run->statement;

    for (size_t i = 0; i < out->side_count; i++)
        if ((i > 0 || !s->sides[0]) && judge_relation(s->relations[i]) &&
            out->links[i].truth < TRUTH_FALSE)
            return false;
    return true;
}

/* Some rows, whose sides were valued together where that was possible. */
struct chunk {
    long from, count, second;
    struct real *exact, *value; /* [side_count + 1][count * second] */
    bool *together;             /* [side_count + 1] */
};

static void value_chunk(const struct run *run, const struct judged_side *sides,
                        size_t count, struct chunk *chunk)
{
    struct eval_options with = run->options->eval;
    size_t rows = (size_t)(chunk->count * chunk->second);

    for (size_t i = 0; i < count; i++) {
        struct real *exact = chunk->exact + i * rows;
        struct real *value = chunk->value + i * rows;

        chunk->together[i] = run->depends[i] && sides[i].node;
        with.format = FORMAT_EXACT;
        chunk->together[i] = chunk->together[i] &&
                             judge_rows(&run->letters, sides[i].node, &with,
                                        chunk->from, chunk->count, exact);
        with.format = run->eval.format;
        if (chunk->together[i] && with.format == FORMAT_EXACT)
            memcpy(value, exact, rows * sizeof *value);
        else
            chunk->together[i] = chunk->together[i] &&
                                 judge_rows(&run->letters, sides[i].node, &with,
                                            chunk->from, chunk->count, value);
    }
}

static struct value of_number(struct real number)
{
    return (struct value){ .shape = VALUE_NUMBER,
                           .rows = 1,
                           .cols = 1,
                           .number = number,
                           .flags = number.flags };
}

/* The rows of a chunk but the shown one. False: stopped. */
static bool judge_chunk(struct arena *arena, struct run *run,
                        const struct chunk *chunk, struct judged_side *sides,
                        const struct judged_side *before, const long *shown,
                        struct judgement *out)
{
    size_t n = out->side_count, rows = (size_t)(chunk->count * chunk->second);
    struct arena *scratch = arena_create();
    bool goes_on = true;

    for (size_t v = 0; v < rows && goes_on && !settled(run, out); v++) {
        long at[JUDGE_LETTERS_MAX] = { chunk->from + (long)v / chunk->second,
                                       (long)v % chunk->second };

        if (at[0] == shown[0] && (run->letters.count < 2 || at[1] == shown[1]))
            continue;
        bind(run, at);
        for (size_t i = 0; i <= n; i++) {
            sides[i] = i < n ? out->sides[i] : before ? *before : sides[i];
            if (chunk->together[i]) {
                sides[i].status = EVAL_VALUE;
                sides[i].exact = of_number(chunk->exact[i * rows + v]);
                sides[i].value = of_number(chunk->value[i * rows + v]);
            } else if (run->depends[i]) {
                value_side(scratch, run, &sides[i]);
            }
        }
        goes_on = judge_all(arena, scratch, run, sides,
                            before ? &sides[n] : NULL, at, out) &&
                  !stopped(run);
    }
    arena_destroy(scratch);
    return goes_on;
}

/* The links at every value of the letters but the shown one. */
static void judge_rest(struct arena *arena, struct run *run, const long *shown,
                       const struct judged_side *before, struct judgement *out)
{
    size_t n = out->side_count;
    long all = run->letters.at[0].count;
    struct chunk chunk = {
        .second = run->letters.count > 1 ? run->letters.at[1].count : 1,
    };
    long most = 1 + CHUNK_ROWS / chunk.second;

    for (; chunk.from < all && !out->stopped && !settled(run, out);
         chunk.from += chunk.count) {
        struct arena *own = arena_create();
        struct judged_side *sides = arena_array(own, n + 1, sizeof *sides);
        size_t cells;

        chunk.count = all - chunk.from < most ? all - chunk.from : most;
        cells = (n + 1) * (size_t)(chunk.count * chunk.second);
        chunk.exact = arena_array(own, cells, sizeof *chunk.exact);
        chunk.value = arena_array(own, cells, sizeof *chunk.value);
        chunk.together = arena_array(own, n + 1, sizeof *chunk.together);
        for (size_t i = 0; i <= n; i++)
            sides[i] = i < n ? out->sides[i] : before ? *before : sides[i];
        value_chunk(run, sides, n + (before != NULL), &chunk);
        out->stopped =
            !judge_chunk(arena, run, &chunk, sides, before, shown, out);
        arena_destroy(own);
    }
}

/* Steps to judge at every value of the letters. */
static bool affordable(const struct run *run)
{
    double steps = 0.0, times = 1.0;
    double most =
        run->eval.steps_max > 0 ? run->eval.steps_max : EVAL_STEPS_MAX;

    for (size_t i = 0; i < run->letters.count; i++)
        times *= (double)run->letters.at[i].count;
    for (size_t i = 0; i < run->statement->side_count; i++)
        if (run->statement->sides[i])
            steps += eval_cost(run->statement->sides[i], run->letters.scope,
                               run->letters.data);
    return run->letters.count == 0 || steps * times <= most;
}

static void refuse(struct judgement *out, struct arena *arena,
                   const struct mean_statement *s, const char *text)
{
    for (size_t i = 0; i < out->side_count; i++) {
        struct judged_side *side = &out->sides[i];

        if (!side->node || side->words)
            continue;
        side->status = EVAL_REFUSED;
        side->fault = (struct mean_fault){ s->from, s->to, side->node->source,
                                           arena_printf(arena, "%s", text) };
    }
    out->truth = TRUTH_REFUSED;
    out->says = text;
}

static void set_up(struct arena *arena, struct run *run, struct judgement *out)
{
    const struct mean_statement *s = run->statement;
    const struct eval_options *given = &run->options->eval;

    *out = (struct judgement){ .side_count = s->side_count, .says = "" };
    out->sides = arena_array(arena, s->side_count + 1, sizeof *out->sides);
    out->links = arena_array(arena, s->side_count + 1, sizeof *out->links);
    run->depends = arena_array(arena, s->side_count + 1, sizeof *run->depends);
    run->bindings = arena_array(arena, given->binding_count + JUDGE_LETTERS_MAX,
                                sizeof *run->bindings);
    for (size_t i = 0; i < given->binding_count; i++)
        run->bindings[i] = given->bindings[i];
    run->eval = *given;
    run->eval.sink = NULL;
    for (size_t i = 0; i < s->side_count; i++) {
        out->sides[i].node = s->sides[i];
        out->sides[i].words = s->sides[i] && is_words(s, i);
        out->links[i].says = "";
        if (i > 0 || (s->side_count > 0 && !s->sides[0]))
            out->links[i].relation = s->relations[i];
    }
}

/* Finds the free letters; false when they are too many. */
static bool find_letters(struct arena *arena, struct run *run,
                         const struct judgement *out,
                         const struct judged_side *before)
{
    bool fits = true;

    for (size_t i = 0; i < out->side_count; i++)
        if (out->sides[i].node && !out->sides[i].words)
            fits = judge_letters_take(arena, &run->letters, out->sides[i].node,
                                      &run->depends[i]) &&
                   fits;
    if (before)
        fits = judge_letters_take(arena, &run->letters, before->node,
                                  &run->depends[out->side_count]) &&
               fits;
    return fits;
}

/* What the next statement goes on from, and how bad the whole is. */
static void conclude(const struct run *run, const struct judged_side *before,
                     struct judgement *out)
{
    const struct mean_statement *s = run->statement;
    bool approx = false;
    const struct judged_side *last =
        nearest(s, out->sides, out->side_count, before, &approx);

    if (last)
        out->onward = *last;
    out->onward_approx =
        last &&
        (approx || (last == before && run->options->before->onward_approx));
    for (size_t i = 0; i < out->side_count; i++) {
        const struct judged_side *side = &out->sides[i];

        if (out->links[i].truth > out->truth)
            out->truth = out->links[i].truth;
        if (side->words || side->status != EVAL_REFUSED)
            continue;
        out->truth = TRUTH_REFUSED;
        if (!*out->says && side->fault.text)
            out->says = side->fault.text;
    }
}

void judge(struct arena *arena, const struct mean_statement *statement,
           const struct scope *scope, const struct eval_data *data,
           const struct judge_options *options, struct judgement *out)
{
    struct run run = {
        .statement = statement,
        .options = options,
        .letters = { .scope = scope, .data = data, .options = &options->eval },
    };
    struct judged_side carried, *before = NULL;
    long at[JUDGE_LETTERS_MAX] = { 0, 0 };

    set_up(arena, &run, out);
    if (out->side_count > 0 && !statement->sides[0] && options->before &&
        options->before->onward.node) {
        carried = options->before->onward;
        before = &carried;
    }
    if (!find_letters(arena, &run, out, before)) {
        refuse(out, arena, statement,
               "more than two index letters are free in it");
        return;
    }
    if (!affordable(&run)) {
        refuse(out, arena, statement,
               "judging it at every value of its free letters takes too long");
        return;
    }
    shown_letters(&run, at);
    bind(&run, at);
    out->free_count = run.letters.count;
    for (size_t i = 0; i < run.letters.count; i++)
        out->free[i] = run.bindings[options->eval.binding_count + i];
    for (size_t i = 0; i < out->side_count; i++)
        value_side(arena, &run, &out->sides[i]);
    if (before)
        value_side(arena, &run, before);
    if (!judge_all(arena, arena, &run, out->sides, before, at, out))
        out->stopped = true;
    else if (run.letters.count > 0)
        judge_rest(arena, &run, at, before, out);
    if (out->stopped)
        out->truth = TRUTH_NONE;
    else
        conclude(&run, before, out);
    if (statement->fault) {
        out->truth = TRUTH_REFUSED;
        out->says = judge_readings(arena, statement, scope, data, options);
    }
}
