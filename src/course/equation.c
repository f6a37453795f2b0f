#include "course/equation.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "course/course.h"
#include "course/redefine.h"
#include "course/scopes.h"
#include "lab/lab.h"
#include "lesson/lesson.h"
#include "tex/node.h"
#include "tex/read.h"
#include "tex/scope.h"

enum {
    ASKS_EACH = 8, /* `stop` is asked so often before an equation waits */
    ASKS_ALL = 30, /* ... and so often in one refresh: some 2 ms */
    FREE_MAX = 4
};

/* What eval_cost() may say of all equations together that are judged in one
 * refresh. */
static const double cost_at_once = 5e4;

/* An equation and what the public does not see of it. */
struct slot {
    struct equation seen;
    struct arena *arena;       /* of `judged` */
    const struct slot *before; /* what a leading relation goes on from */
    bool slow;                 /* has an optimum */
    bool leads;                /* begins with a relation */
    struct slice letters[2];   /* free index letters that number rows */
    size_t letter_count;
    uint64_t revision;     /* judged at this one */
    size_t row;            /* ... with this row shown */
    unsigned times;        /* judged so often */
    unsigned before_times; /* ... going on from `before` at that time */
    uint64_t given_up;     /* too long at this revision */
    double cost;           /* of judging it ... */
    uint64_t cost_at;      /* ... at this revision, whichever row is shown;
                              0: not asked yet */
};

struct equations {
    struct section *section;
    struct arena *arena;
    struct slot *slots;
    size_t count;
    bool *taken; /* [count + 1] another one has that number on the page */
    const struct slot *told; /* while they are read: the last to go on from */
    size_t row;
    const void **joined; /* [section->lab_count], see redefine.h */
};

/* ---- reading ---- */

struct lab *equation_lab(const struct section *section,
                         const struct block *block)
{
    struct lab *lab = section->lab_count ? section->labs[0].lab : NULL;

    for (size_t i = 0; i < section->lab_count; i++)
        if (section->labs[i].block->line <= block->line)
            lab = section->labs[i].lab;
    return lab;
}

/* Whether a letter's domain ends with the number of examples. */
static bool numbers_rows(const struct scope *scope, struct slice letter)
{
    const struct scope_domain *domain = scope_domain(scope, letter);

    return domain && domain->to && domain->to->kind == MEAN_NAME &&
           slice_is(domain->to->name, "N");
}

static void add_letter(struct slot *slot, struct slice letter)
{
    for (size_t i = 0; i < slot->letter_count; i++)
        if (slice_eq(slot->letters[i], letter))
            return;
    if (slot->letter_count < sizeof slot->letters / sizeof *slot->letters)
        slot->letters[slot->letter_count++] = letter;
}

static void look_at_side(struct slot *slot, const struct mean *side)
{
    const struct scope *scope = slot->seen.scope;
    struct slice keys[FREE_MAX];
    size_t count = eval_free(side, scope, keys, FREE_MAX);

    for (size_t i = 0; i < count && i < FREE_MAX; i++)
        if (numbers_rows(scope, keys[i]))
            add_letter(slot, keys[i]);
    slot->slow |= eval_has_optimum(side, scope);
}

static void look_at_formula(struct slot *slot)
{
    const struct mean_formula *formula = slot->seen.formula;

    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *one = &formula->statements[i];

        if (one->fault)
            continue;
        for (size_t j = 0; j < one->side_count; j++)
            if (one->sides[j])
                look_at_side(slot, one->sides[j]);
        if (i == 0)
            slot->leads = one->side_count > 0 && !one->sides[0];
    }
}

/* What a leading relation goes on from: the displayed equation before it that
 * speaks of the same lab, misprints and what is not read left out, since
 * nobody argues from those. */
static const struct slot *find_before(const struct equations *all,
                                      const struct slot *here)
{
    const struct slot *told = all->told;

    return here->leads && told && told->seen.lab == here->seen.lab ? told
                                                                   : NULL;
}

static bool read_one(struct equations *all, const struct block *block,
                     struct err *err)
{
    struct slot *slot = &all->slots[all->count];
    struct equation *seen = &slot->seen;

    seen->block = block;
    seen->lab = equation_lab(all->section, block);
    seen->scope = scopes_at(all->section->scopes, seen->lab, block, err);
    if (!seen->scope)
        return false;
    seen->formula =
        mean_read(all->arena, block->math.node, block->math.text, seen->scope);
    look_at_formula(slot);
    slot->before = find_before(all, slot);
    if (block->mark != CHECK_MISPRINT && block->mark != CHECK_UNREAD)
        all->told = slot;
    all->count++;
    return true;
}

/* Each lab is joined to the define blocks before the next lab. */
static bool join_labs(struct equations *all, struct err *err)
{
    const struct section *section = all->section;

    all->joined =
        arena_array(all->arena, section->lab_count, sizeof *all->joined);
    for (size_t i = 0; i < section->lab_count; i++) {
        struct lab *lab = section->labs[i].lab;
        const struct block *end =
            i + 1 < section->lab_count ? section->labs[i + 1].block : NULL;
        const struct scope *scope = scopes_at(section->scopes, lab, end, err);

        if (!scope)
            return false;
        all->joined[i] =
            redefine_begin(all->arena, lab, scope, section->notation);
    }
    return true;
}

/* Numbers on the page that are as good as which equation one is. */
static void note_taken(struct equations *all)
{
    all->taken = arena_array(all->arena, all->count + 1, sizeof *all->taken);
    for (size_t i = 0; i < all->count; i++) {
        struct slice tag = tex_node_tag(all->slots[i].seen.block->math.node);
        size_t n = 0, k = 0;

        while (k < tag.len && tag.at[k] >= (k ? '0' : '1') &&
               tag.at[k] <= '9' && n <= all->count)
            n = 10 * n + (size_t)(tag.at[k++] - '0');
        if (tag.len && k == tag.len && n <= all->count)
            all->taken[n] = true;
    }
}

static bool read_all(struct equations *all, struct err *err)
{
    struct block *first = all->section->lesson->blocks;
    size_t count = 0;

    for (struct block *b = first; b; b = block_walk(first, b))
        count += b->kind == BLOCK_MATH;
    all->slots = arena_array(all->arena, count + 1, sizeof *all->slots);
    for (struct block *b = first; b; b = block_walk(first, b))
        if (b->kind == BLOCK_MATH && !read_one(all, b, err))
            return false;
    note_taken(all);
    if (all->section->lab_count)
        return join_labs(all, err);
    /* A block that no equation stands below is to be right as well. */
    return scopes_at(all->section->scopes, NULL, NULL, err) != NULL;
}

struct equations *equations_create(struct section *section, struct err *err)
{
    struct equations *all = fatal_calloc(1, sizeof *all);

    all->section = section;
    all->arena = arena_create();
    if (!read_all(all, err)) {
        equations_destroy(all);
        return NULL;
    }
    return all;
}

void equations_destroy(struct equations *all)
{
    if (!all)
        return;
    for (size_t i = 0; all->joined && i < all->section->lab_count; i++)
        if (all->joined[i])
            redefine_end(all->section->labs[i].lab, all->joined[i]);
    for (size_t i = 0; i < all->count; i++)
        arena_destroy(all->slots[i].arena);
    arena_destroy(all->arena);
    free(all);
}

size_t equations_count(const struct equations *all)
{
    return all->count;
}

const struct equation *equations_get(const struct equations *all, size_t index)
{
    return &all->slots[index].seen;
}

long equations_before(const struct equations *all, size_t index)
{
    const struct slot *before = all->slots[index].before;

    return before ? (long)(before - all->slots) : -1;
}

static const struct slot *slot_of(const struct equations *all,
                                  const struct block *block)
{
    size_t low = 0, high = all->count;

    /* They stand in the order of the file. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (all->slots[middle].seen.block->line < block->line)
            low = middle + 1;
        else
            high = middle;
    }
    while (low < all->count && all->slots[low].seen.block != block &&
           all->slots[low].seen.block->line == block->line)
        low++;
    return low < all->count && all->slots[low].seen.block == block
               ? &all->slots[low]
               : NULL;
}

const struct equation *equations_of(const struct equations *all,
                                    const struct block *block)
{
    const struct slot *slot = slot_of(all, block);

    return slot ? &slot->seen : NULL;
}

size_t equations_number(const struct equations *all, const struct block *block)
{
    const struct slot *slot = slot_of(all, block);
    size_t n = slot ? (size_t)(slot - all->slots) + 1 : 0;

    return tex_node_tag(block->math.node).len || all->taken[n] ? 0 : n;
}

/* ---- judging ---- */

static uint64_t revision_of(const struct slot *slot)
{
    return slot->seen.lab ? lab_revision(slot->seen.lab) : 1;
}

static bool is_fresh(const struct equations *all, const struct slot *slot)
{
    return slot->seen.known && slot->revision == revision_of(slot) &&
           (!slot->before || slot->before_times == slot->before->times) &&
           (slot->letter_count == 0 || slot->row == all->row);
}

static bool is_judged(const struct slot *slot)
{
    return slot->seen.block->mark != CHECK_UNREAD &&
           slot->seen.formula->count > 0;
}

/* The last statement of a judged equation. */
static const struct judgement *last_of(const struct slot *slot)
{
    size_t count = slot ? slot->seen.formula->count : 0;

    return count && slot->seen.known ? &slot->seen.judged[count - 1] : NULL;
}

static void fill_options(const struct equations *all, const struct slot *slot,
                         struct eval_binding *shown,
                         struct judge_options *options)
{
    const struct lab *lab = slot->seen.lab;

    for (size_t i = 0; i < slot->letter_count; i++)
        shown[i] =
            (struct eval_binding){ slot->letters[i], (double)all->row + 1.0 };
    options->shown = shown;
    options->shown_count = slot->letter_count;
    options->unit = lab ? lab_unit(lab) : UNIT_NATS;
    options->eval.format = lab ? lab_format(lab) : FORMAT_FLOAT64;
}

/* Judges all statements of one; false when `stop` ended it, and then nothing
 * has changed. */
static bool judge_one(const struct equations *all, struct slot *slot,
                      bool (*stop)(void *), void *context)
{
    const struct mean_formula *formula = slot->seen.formula;
    struct arena *arena = arena_create();
    struct eval_data data = { 0 };
    struct eval_binding shown[2];
    struct judge_options options = { 0 };
    struct judgement *judged =
        arena_array(arena, formula->count + 1, sizeof *judged);
    const struct judgement *before = last_of(slot->before);

    options.eval.stop = stop;
    options.eval.stop_context = context;
    fill_options(all, slot, shown, &options);
    if (slot->seen.lab)
        data = lab_eval_data(arena, slot->seen.lab);
    for (size_t i = 0; i < formula->count; i++) {
        options.before = before;
        judge(arena, &formula->statements[i], slot->seen.scope, &data, &options,
              &judged[i]);
        if (judged[i].stopped) {
            arena_destroy(arena);
            return false;
        }
        before = &judged[i];
    }
    arena_destroy(slot->arena);
    slot->arena = arena;
    slot->seen.judged = judged;
    slot->seen.known = slot->seen.fresh = true;
    slot->revision = revision_of(slot);
    slot->row = all->row;
    slot->times++;
    slot->before_times = slot->before ? slot->before->times : 0;
    return true;
}

static double count_cost(const struct slot *slot)
{
    const struct mean_formula *formula = slot->seen.formula;
    struct arena *arena = arena_create();
    struct eval_data data = { 0 };
    double cost = 0.0;

    if (slot->seen.lab)
        data = lab_eval_data(arena, slot->seen.lab);
    for (size_t i = 0; i < formula->count; i++)
        for (size_t j = 0; j < formula->statements[i].side_count; j++)
            if (!formula->statements[i].fault &&
                formula->statements[i].sides[j])
                cost += eval_cost(formula->statements[i].sides[j],
                                  slot->seen.scope, &data);
    arena_destroy(arena);
    return cost;
}

/* Free index letters may be anything in it, so that moving from row to row
 * does not ask again. */
static double cost_of(struct slot *slot)
{
    if (slot->cost_at != revision_of(slot))
        slot->cost = count_cost(slot);
    slot->cost_at = revision_of(slot);
    return slot->cost;
}

/* Lets a number of questions pass. Counted, not timed, so that the same edits
 * always show the same screens. */
struct ration {
    int each, all; /* questions of the evaluator */
    double cost;   /* steps foreseen */
};

static bool used_up(void *context)
{
    struct ration *ration = context;

    return --ration->each < 0 || --ration->all < 0;
}

/* Whether an equation is likely to be done within a ration, which then has
 * that much less. */
static bool is_cheap(struct slot *slot, struct ration *ration)
{
    if (slot->slow || slot->given_up == revision_of(slot) ||
        cost_of(slot) > ration->cost)
        return false;
    ration->cost -= slot->cost;
    return true;
}

/* Chains go on only from what is known by now. */
static bool may_judge(const struct equations *all, const struct slot *slot)
{
    return is_judged(slot) && !is_fresh(all, slot) &&
           (!slot->before || !is_judged(slot->before) ||
            is_fresh(all, slot->before));
}

bool equations_refresh(struct equations *all)
{
    struct ration ration = { .all = ASKS_ALL, .cost = cost_at_once };
    bool changed = false;

    for (size_t i = 0; i < all->count; i++) {
        struct slot *slot = &all->slots[i];
        bool was = slot->seen.fresh;

        slot->seen.fresh = is_fresh(all, slot) || !is_judged(slot);
        if (may_judge(all, slot) && is_cheap(slot, &ration)) {
            ration.each = ASKS_EACH;
            if (judge_one(all, slot, used_up, &ration))
                changed = true;
            else
                slot->given_up = revision_of(slot);
        }
        changed |= was != slot->seen.fresh;
    }
    return changed;
}

/* The first one whose turn it is: those without an optimum come first. */
static struct slot *next_of(const struct equations *all)
{
    struct slot *found = NULL;

    for (size_t i = 0; i < all->count; i++) {
        struct slot *slot = &all->slots[i];

        if (may_judge(all, slot) && (!found || (found->slow && !slot->slow)))
            found = slot;
    }
    return found;
}

bool equations_waiting(const struct equations *all)
{
    return next_of(all) != NULL;
}

bool equations_work(struct equations *all, bool (*stop)(void *), void *context)
{
    struct slot *slot = next_of(all);

    if (!slot)
        return true;
    judge_one(all, slot, stop, context);
    return next_of(all) == NULL;
}

/* Each goes on from earlier ones only, so that one round does for those that
 * need no optimum, and one for the rest. */
void equations_settle(struct equations *all)
{
    equations_refresh(all);
    for (int slow = 0; slow < 2; slow++)
        for (size_t i = 0; i < all->count; i++)
            if ((slow || !all->slots[i].slow) && may_judge(all, &all->slots[i]))
                judge_one(all, &all->slots[i], NULL, NULL);
}

void equations_show_row(struct equations *all, size_t row)
{
    all->row = row;
}
