/* inspect_facts.c - what a part comes to: value, flags, definition, terms. */
#include "course/inspect.h"

#include <math.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/equation.h"
#include "course/inspect_state.h"
#include "lab/lab.h"
#include "tex/scope.h"

enum {
    SEEN_DIGITS = 6, /* in which two values are told apart */
    ASKS = 30        /* of eval() on the path of a key: some 3 ms */
};

/* ---- words ---- */

/* In the order of their weight. */
static const struct {
    unsigned bit;
    const char *words;
} flag_words[] = {
    { REAL_NAN, "not a number" },
    { REAL_INFINITE, "infinite" },
    { REAL_UNDERFLOW, "underflow: factors other than 0 gave 0" },
    { REAL_SUBNORMAL, "subnormal: digits are lost" },
    { REAL_ZERO_LOG, "0 log 0 := 0" },
    { REAL_ZERO_POWER, "0^0 := 1" },
    { REAL_INEXACT, "rounded" },
};

static const char *words_of(struct arena *arena, unsigned flags)
{
    struct strbuf out = { 0 };
    const char *text;

    for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++)
        /* All decimals are rounded: that is said where nothing else is. */
        if (flags & flag_words[i].bit &&
            (flag_words[i].bit != REAL_INEXACT || !out.len))
            strbuf_printf(&out, "%s%s", out.len ? " \xC2\xB7 " : "",
                          flag_words[i].words);
    text = arena_text(arena, strbuf_text(&out), out.len);
    strbuf_finish(&out);
    return text;
}

static unsigned flags_of(const struct value *value)
{
    return value->flags |
           (value->shape == VALUE_NUMBER ? value->number.flags : 0);
}

static bool seen_to_differ(const struct value *a, const struct value *b)
{
    struct strbuf one = { 0 }, other = { 0 };
    bool differ;

    /* The place of an optimum is known no better than that. */
    if (a->optimum && b->optimum &&
        fabs(real_double(a->number) - real_double(b->number)) <=
            fmax(a->resolution, b->resolution))
        return false;
    value_write(&one, a, SEEN_DIGITS, 8);
    value_write(&other, b, SEEN_DIGITS, 8);
    differ = !slice_is((struct slice){ one.at, one.len }, strbuf_text(&other));
    strbuf_finish(&one);
    strbuf_finish(&other);
    return differ;
}

/* ---- cells: what a sink is told of them ---- */

enum { CELLS_MAX = 1 << 20 };

static void clear(struct cells *cells, struct arena *arena,
                  const struct lab *lab)
{
    *cells = (struct cells){ 0 };
    if (!lab || lab_rows(lab) == 0 || lab_classes(lab) == 0 ||
        lab_rows(lab) > CELLS_MAX / lab_classes(lab))
        return;
    cells->rows = lab_rows(lab);
    cells->classes = lab_classes(lab);
    cells->truth = arena_alloc(arena, cells->rows * cells->classes);
    cells->scores = arena_alloc(arena, cells->rows * cells->classes);
}

static void touch(void *context, const struct eval_array *array, size_t row,
                  size_t col)
{
    struct cells *cells = context;
    unsigned char *of = array->tag == LAB_CELLS_TRUTH    ? cells->truth
                        : array->tag == LAB_CELLS_SCORES ? cells->scores
                                                         : NULL;

    if (of && row < cells->rows && col < cells->classes)
        of[row * cells->classes + col] = 1;
}

/* ---- values ---- */

static bool value_it(struct inspect *inspect, bool (*stop)(void *),
                     void *context)
{
    struct inspect_facts *facts = &inspect->facts;
    struct unroll view = inspect_view(inspect);
    const struct mean *part = walk_part(&inspect->walk);
    struct eval_sink sink = { .context = &inspect->cells, .touch = touch };
    struct mean_fault fault = { 0 };
    enum eval_status exact;

    view.options.stop = stop;
    view.options.stop_context = context;
    facts->status = eval(inspect->arena, part, view.scope, view.data,
                         &view.options, &facts->value, &fault);
    if (facts->status == EVAL_STOPPED)
        return false;
    if (facts->status != EVAL_VALUE) {
        facts->fault = fault.text ? fault.text : "";
        return true;
    }
    clear(&inspect->cells, inspect->arena, inspect->equation->lab);
    view.options.format = FORMAT_EXACT;
    view.options.sink = inspect->cells.truth ? &sink : NULL;
    exact = eval(inspect->arena, part, view.scope, view.data, &view.options,
                 &facts->exact, &fault);
    if (exact == EVAL_STOPPED)
        return false;
    facts->differs =
        exact == EVAL_VALUE && seen_to_differ(&facts->value, &facts->exact);
    facts->flags = words_of(inspect->arena, flags_of(&facts->value));
    return true;
}

static struct slice source_of(const struct mean *node)
{
    return slice_sub(node->source, node->from, node->to);
}

static void find_definition(struct inspect *inspect)
{
    const struct mean *part = walk_part(&inspect->walk);
    const struct scope_definition *found = NULL;

    if (part->kind == MEAN_CALL ||
        (part->kind == MEAN_NAME &&
         (part->sort == NAME_DEFINED || part->sort == NAME_FUNCTION)))
        found = scope_match(inspect->equation->scope, part);
    if (!found)
        return;
    inspect->facts.name = source_of(found->name);
    inspect->facts.body = source_of(found->body);
}

static bool asked_enough(void *asks)
{
    return --*(int *)asks < 0;
}

/* What has no letters in it, or is one, is not written out. */
static bool is_leaf(const struct mean *node)
{
    return node->kind <= MEAN_CALL || node->kind >= MEAN_ELLIPSIS ||
           node->kind == MEAN_GRADIENT || node->kind == MEAN_CASES;
}

void inspect_find_facts(struct inspect *inspect)
{
    struct inspect_facts *facts = &inspect->facts;
    const struct mean *part = walk_part(&inspect->walk);
    struct unroll view = inspect_view(inspect);
    int asks = ASKS;
    double cost = eval_cost(part, view.scope, view.data);

    inspect->cells = (struct cells){ 0 };
    facts->source = source_of(part);
    facts->status = EVAL_STOPPED;
    facts->waits = (cost > INSPECT_AT_ONCE && cost <= EVAL_STEPS_MAX) ||
                   eval_has_optimum(part, view.scope);
    if (!facts->waits && !value_it(inspect, asked_enough, &asks))
        facts->waits = true;
    find_definition(inspect);
    if (!is_leaf(part) && part->kind != MEAN_OPTIMUM)
        facts->numbers = unroll_tex(inspect->arena, &view, part);
}

const struct inspect_facts *inspect_facts(struct inspect *inspect)
{
    inspect_refresh(inspect);
    return &inspect->facts;
}

void inspect_row(struct inspect *inspect, struct arena *arena, size_t i,
                 struct unroll_row *row)
{
    struct unroll view;

    inspect_refresh(inspect);
    view = inspect_view(inspect);
    unroll_row(arena, &view, inspect->facts.binder, &inspect->facts.terms, i,
               row);
}

bool inspect_waits(struct inspect *inspect)
{
    inspect_refresh(inspect);
    return inspect->facts.waits;
}

void inspect_work(struct inspect *inspect, bool (*stop)(void *),
                  void *stop_context)
{
    inspect_refresh(inspect);
    if (inspect->facts.waits && value_it(inspect, stop, stop_context))
        inspect->facts.waits = false;
}

bool inspect_reads(struct inspect *inspect, int tag, size_t row, size_t class)
{
    const struct cells *cells = &inspect->cells;
    const unsigned char *of;

    inspect_refresh(inspect);
    of = tag == LAB_CELLS_TRUTH ? cells->truth : cells->scores;
    return of && row < cells->rows && class < cells->classes &&
           of[row * cells->classes + class];
}
