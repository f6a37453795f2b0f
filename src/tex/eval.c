#include "tex/eval.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "tex/compile.h"
#include "tex/run.h"

enum { PATIENCE = 4096 };

struct session {
    struct machine m;
    struct compiler c;
    struct mean_fault fault;
};

static void begin(struct session *s, struct arena *arena,
                  const struct eval_data *data,
                  const struct eval_options *options)
{
    memset(s, 0, sizeof *s);
    s->m.arena = arena;
    s->m.scratch = arena_create();
    s->m.data = data;
    s->m.options = options;
    s->m.ar = arith_in(options->format);
    s->m.patience = PATIENCE;
    s->m.fault = &s->fault;
    s->c.m = &s->m;
}

static void end(struct session *s)
{
    free(s->m.slots);
    free(s->m.bound);
    free(s->c.repeats);
    free(s->c.params);
    arena_destroy(s->m.scratch);
}

/* The steps, with nobody told of them. */
static double steps_of(struct session *s, struct code *code)
{
    const struct eval_options *options = s->m.options;
    struct eval_options silent = *options;
    double steps;

    silent.sink = NULL;
    silent.stop = NULL;
    s->m.options = &silent;
    steps = run_cost(&s->m, code);
    s->m.options = options;
    return steps;
}

static void run(struct session *s, const struct mean *node, struct code *code,
                struct value *out)
{
    const struct eval_options *options = s->m.options;
    double most =
        options->steps_max > 0.0 ? options->steps_max : EVAL_STEPS_MAX;
    double steps = steps_of(s, code);

    if (steps > most) {
        run_fail(&s->m, node, EVAL_REFUSED,
                 "this would take %.2g steps: %.2g are the most", steps, most);
        return;
    }
    run_value(&s->m, code, out);
}

/* For the caller: in his arena, without what is ours alone. */
static void hand_over(struct arena *arena, struct value *out)
{
    size_t count = out->rows * out->cols;
    struct real *entries;

    out->number.flags &= REAL_FOR_READERS;
    out->number.slope = 0.0;
    if (out->shape == VALUE_NUMBER) {
        out->flags = out->number.flags;
        return;
    }
    entries = arena_array(arena, count > 0 ? count : 1, sizeof *entries);
    for (size_t i = 0; i < count; i++) {
        entries[i] = out->entries[i];
        entries[i].flags &= REAL_FOR_READERS;
        entries[i].slope = 0.0;
    }
    out->entries = entries;
}

/* Runs code in the session's format. */
static enum eval_status value(struct session *s, const struct mean *node,
                              struct code *code, struct value *out,
                              struct mean_fault *fault)
{
    memset(out, 0, sizeof *out);
    run(s, node, code, out);
    if (s->m.status == EVAL_VALUE)
        hand_over(s->m.arena, out);
    else
        *fault = s->fault;
    return s->m.status;
}

enum eval_status eval(struct arena *arena, const struct mean *node,
                      const struct scope *scope, const struct eval_data *data,
                      const struct eval_options *options, struct value *out,
                      struct mean_fault *fault)
{
    struct env env = { .scope = scope, .top = true };
    enum eval_status status;
    struct session s;

    begin(&s, arena, data, options);
    status = value(&s, node, compile(&s.c, &env, node), out, fault);
    end(&s);
    return status;
}

/* Code is the same for both: they round no number that is written or stored. */
static enum eval_status both_wide(struct arena *arena, const struct mean *node,
                                  const struct scope *scope,
                                  const struct eval_data *data,
                                  const struct eval_options *options,
                                  struct value *exact, struct value *out,
                                  struct mean_fault *fault)
{
    struct env env = { .scope = scope, .top = true };
    struct eval_options with = *options;
    enum eval_status status;
    struct session s;
    struct code *code;

    with.format = FORMAT_EXACT;
    begin(&s, arena, data, &with);
    code = compile(&s.c, &env, node);
    run_mark_twins(code);
    status = value(&s, node, code, exact, fault);
    s.m.ar = arith_in(options->format);
    if (status == EVAL_VALUE)
        status = value(&s, node, code, out, fault);
    end(&s);
    return status;
}

enum eval_status eval_both(struct arena *arena, const struct mean *node,
                           const struct scope *scope,
                           const struct eval_data *data,
                           const struct eval_options *options,
                           struct value *exact, struct value *out,
                           struct mean_fault *fault)
{
    struct eval_options with = *options;
    enum eval_status status;

    if (options->format == FORMAT_FLOAT64 && !options->sink)
        return both_wide(arena, node, scope, data, options, exact, out, fault);
    with.format = FORMAT_EXACT;
    status = eval(arena, node, scope, data, &with, exact, fault);
    *out = *exact;
    if (status == EVAL_VALUE && options->format != FORMAT_EXACT)
        status = eval(arena, node, scope, data, options, out, fault);
    return status;
}

double eval_cost(const struct mean *node, const struct scope *scope,
                 const struct eval_data *data)
{
    struct eval_options options = { .format = FORMAT_EXACT };
    struct env env = { .scope = scope, .top = true };
    struct arena *arena = arena_create();
    struct session s;
    double steps;

    begin(&s, arena, data, &options);
    s.c.letters_free = true;
    steps = steps_of(&s, compile(&s.c, &env, node));
    end(&s);
    arena_destroy(arena);
    return steps;
}

bool eval_domain(const struct scope *scope, const struct eval_data *data,
                 struct slice letter, long *first, long *count)
{
    struct eval_options options = { .format = FORMAT_EXACT };
    struct env env = { .scope = scope };
    struct arena *arena = arena_create();
    const struct mean here = { .kind = MEAN_NAME, .name = letter };
    struct code_range range = { .slot = -1 };
    struct session s;
    struct span span;
    bool found;

    begin(&s, arena, data, &options);
    found = !compile_domain(&s.c, &env, letter, &here, &range) && !range.set &&
            run_range(&s.m, &range, &span);
    if (found) {
        *first = span.first;
        *count = (long)span.count;
    }
    end(&s);
    arena_destroy(arena);
    return found;
}
