#include "course/question_vary.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/name_key.h"
#include "lesson/question_block.h"
#include "num/rng.h"
#include "tex/mean.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"

enum { SETS_MAX = 1000, EDITS_MAX = 64 };

size_t vary_sets(const struct question_block *ask)
{
    size_t most = 1;

    for (size_t i = 0; i < ask->vary_count; i++)
        if (ask->vary[i].count > most)
            most = ask->vary[i].count;
    return most < SETS_MAX ? most : SETS_MAX;
}

bool vary_works(const struct question_block *ask)
{
    return ask->kind == QUESTION_STEPS && vary_sets(ask) > 1;
}

size_t vary_set(const struct question_block *ask, uint64_t seed, size_t try)
{
    size_t order[SETS_MAX], sets = vary_sets(ask);
    struct rng rng;

    try = vary_works(ask) ? 1 + try % (sets - 1) : try % sets;
    if (try == 0)
        return 0;
    for (size_t i = 1; i < sets; i++)
        order[i - 1] = i;
    rng_seed(&rng, seed);
    rng_shuffle(&rng, order, sets - 1);
    return order[try - 1];
}

const struct scope *vary_scope(struct arena *arena, const struct scope *below,
                               const struct question_block *ask)
{
    const struct scope *scope = below;

    for (size_t i = 0; i < ask->vary_count; i++)
        scope = scope_declare(arena, scope,
                              name_key(arena, slice_of(ask->vary[i].name)), 0);
    return scope;
}

static const double *number(const struct question_vary *one, size_t set)
{
    return &one->values[set % one->count];
}

struct eval_data vary_data(struct arena *arena,
                           const struct question_block *ask, size_t set,
                           struct eval_data data)
{
    struct eval_array *arrays =
        arena_array(arena, data.count + ask->vary_count + 1, sizeof *arrays);
    size_t count = 0;

    for (; count < ask->vary_count; count++)
        arrays[count] = (struct eval_array){
            .key = name_key(arena, slice_of(ask->vary[count].name)),
            .rows = 1,
            .cols = 1,
            .values = number(&ask->vary[count], set),
        };
    for (size_t i = 0; i < data.count; i++)
        arrays[count++] = data.arrays[i];
    return (struct eval_data){ arrays, count };
}

/* ---- numbers into texts ---- */

/* Bytes [from, to) of a formula become a number. */
struct edit {
    uint32_t from, to;
    double x;
    bool factor; /* what stands before would run into it: 2p is no 20.7 */
};

struct change {
    struct arena *arena;
    const struct question_block *ask;
    size_t set;
    const struct scope *scope;
    struct edit edits[EDITS_MAX];
    size_t count;
};

static const struct question_vary *varied(const struct change *c,
                                          const struct mean *node)
{
    for (size_t i = 0; i < c->ask->vary_count; i++)
        if (node->kind == MEAN_NAME && node->item_count == 0 && !node->primed &&
            slice_eq(node->name,
                     name_key(c->arena, slice_of(c->ask->vary[i].name))))
            return &c->ask->vary[i];
    return NULL;
}

/* Where a factor begins that no sign parts from the one before. */
static const struct mean *bare_factor(const struct mean *node)
{
    struct slice gap;

    if (node->kind != MEAN_MULTIPLY || node->first->to > node->second->from)
        return NULL;
    gap = slice_sub(node->source, node->first->to, node->second->from);
    return slice_trim(gap).len == 0 ? node->second : NULL;
}

/* factor: the byte at which such a factor begins. */
static void find(struct change *c, const struct mean *node, uint32_t factor)
{
    const struct question_vary *one = varied(c, node);
    const struct mean *second = bare_factor(node);
    size_t count = mean_children(node, NULL, 0);
    struct mean **children = arena_array(c->arena, count + 1, sizeof *children);

    if (one && c->count < EDITS_MAX)
        c->edits[c->count++] =
            (struct edit){ node->from, node->to, *number(one, c->set),
                           node->from == factor };
    mean_children(node, children, count);
    for (size_t i = 0; i < count; i++)
        find(c, children[i], children[i] == second ? second->from : factor);
}

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;

    return x->from < y->from ? -1 : x->from > y->from;
}

/* 0.7, and 1e-05 as TeX has it. */
static void put_number(struct strbuf *out, double x)
{
    char text[40], *e;

    snprintf(text, sizeof text, "%.15g", x);
    e = strchr(text, 'e');
    if (e)
        *e = '\0';
    strbuf_puts(out, text);
    if (e)
        strbuf_printf(out, "\\times 10^{%ld}", strtol(e + 1, NULL, 10));
}

/* Whether a sign may stand there: nothing before it that it would run into,
 * no power behind it that would take the number without it. */
static bool takes_sign(const struct strbuf *out, struct slice rest)
{
    size_t n = out->len;

    while (n > 0 && out->at[n - 1] == ' ')
        n--;
    rest = slice_trim(rest);
    return (n == 0 || strchr("({,=[", out->at[n - 1])) &&
           !slice_starts(rest, "^");
}

/* rest: what stands behind it. */
static void put_edit(struct strbuf *out, const struct edit *edit,
                     struct slice rest)
{
    bool group = edit->x < 0.0 && (edit->factor || !takes_sign(out, rest));

    /* What ends a command's name may not become its argument. */
    if (edit->factor)
        strbuf_puts(out, "\\times ");
    else if (out->len > 0 && isalpha((unsigned char)out->at[out->len - 1]))
        strbuf_putc(out, ' ');
    strbuf_puts(out, group ? "(" : "");
    put_number(out, edit->x);
    strbuf_puts(out, group ? ")" : "");
}

struct slice vary_tex(struct arena *arena, const struct question_block *ask,
                      size_t set, const struct scope *scope, struct slice tex,
                      const struct tex_node *node)
{
    struct change c = {
        .arena = arena, .ask = ask, .set = set, .scope = scope
    };
    struct mean_formula *formula = mean_read(arena, node, tex, scope);
    struct strbuf out = { 0 };
    struct slice made;
    uint32_t at = 0;

    for (size_t i = 0; i < formula->count; i++)
        for (size_t k = 0; k < formula->statements[i].side_count; k++)
            if (formula->statements[i].sides[k])
                find(&c, formula->statements[i].sides[k], UINT32_MAX);
    if (c.count == 0)
        return tex;
    qsort(c.edits, c.count, sizeof *c.edits, by_place);
    for (size_t i = 0; i < c.count; i++) {
        const struct edit *edit = &c.edits[i];

        if (edit->from < at)
            continue;
        strbuf_add(&out, tex.at + at, edit->from - at);
        put_edit(&out, edit, slice_sub(tex, edit->to, tex.len));
        at = edit->to;
    }
    strbuf_slice(&out, slice_sub(tex, at, tex.len));
    made = slice_trim(slice_of(arena_text(arena, strbuf_text(&out), out.len)));
    strbuf_finish(&out);
    return made;
}

static struct spans shown(const struct change *c, struct spans spans)
{
    struct spans out = { arena_array(c->arena, spans.count, sizeof *out.at),
                         spans.count };

    for (size_t i = 0; i < spans.count; i++) {
        struct span *span = &out.at[i];

        *span = spans.at[i];
        if (span->kind != SPAN_MATH)
            continue;
        span->text = vary_tex(c->arena, c->ask, c->set, c->scope, span->text,
                              span->math);
        if (span->text.at != spans.at[i].text.at)
            span->math = tex_parse(c->arena, span->text, NULL);
    }
    return out;
}

static struct question_slip *show_slips(const struct change *c,
                                        const struct question_slip *slips,
                                        size_t count)
{
    struct question_slip *out = arena_array(c->arena, count, sizeof *out);

    for (size_t i = 0; i < count; i++) {
        out[i] = slips[i];
        out[i].say = shown(c, slips[i].say);
    }
    return out;
}

static void show_parts(const struct change *c, struct question_block *out)
{
    const struct question_block *ask = c->ask;

    out->choices =
        arena_array(c->arena, ask->choice_count, sizeof *out->choices);
    for (size_t i = 0; i < ask->choice_count; i++) {
        out->choices[i] = ask->choices[i];
        out->choices[i].text = shown(c, ask->choices[i].text);
        out->choices[i].because = shown(c, ask->choices[i].because);
    }
    out->steps = arena_array(c->arena, ask->step_count, sizeof *out->steps);
    for (size_t i = 0; i < ask->step_count; i++) {
        out->steps[i] = ask->steps[i];
        out->steps[i].show = shown(c, ask->steps[i].show);
        out->steps[i].ask = shown(c, ask->steps[i].ask);
        out->steps[i].because = shown(c, ask->steps[i].because);
        out->steps[i].slips =
            show_slips(c, ask->steps[i].slips, ask->steps[i].slip_count);
    }
    out->slips = show_slips(c, ask->slips, ask->slip_count);
}

static struct spans *show_list(const struct change *c, const struct spans *list,
                               size_t count)
{
    struct spans *out = arena_array(c->arena, count, sizeof *out);

    for (size_t i = 0; i < count; i++)
        out[i] = shown(c, list[i]);
    return out;
}

const struct question_block *vary_shown(struct arena *arena,
                                        const struct question_block *ask,
                                        size_t set, const struct scope *scope)
{
    const struct change c = {
        .arena = arena, .ask = ask, .set = set, .scope = scope
    };
    struct question_block *out;

    if (ask->vary_count == 0)
        return ask;
    out = arena_alloc(arena, sizeof *out);
    *out = *ask;
    out->ask = shown(&c, ask->ask);
    out->why = shown(&c, ask->why);
    out->order = show_list(&c, ask->order, ask->order_count);
    out->hints = show_list(&c, ask->hints, ask->hint_count);
    show_parts(&c, out);
    return out;
}
