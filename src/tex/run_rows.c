/* run_rows.c - the rows of a binder: a block at once where that gives the same
 * bits, one after the other elsewhere.
 */
#include "tex/bulk.h"
#include "tex/run.h"
#include "tex/tally.h"

/* Where a block has no columns parts of it may have: so many rows each. */
enum { PART_ROWS = 32 };

/* Blocks with hardly a column, one behind the other, after which the next are
 * not tried. */
enum { DULL = 4, DULL_REST = 60 };

/* What a loop is at. */
struct loop {
    struct machine *m;
    struct code *code;
    const struct span *span;
    struct tally *tally;
    struct tally *twin;   /* of the same terms in float64, or NULL */
    struct arith twin_ar; /* where there is a twin */
    int dull; /* blocks with hardly a column since the last that had some */
};

static void walk(struct loop *loop, size_t from, size_t to, struct tally *tally)
{
    const struct code_range *range = &loop->code->range;
    struct machine *m = loop->m;
    struct slot *slot = &m->slots[range->slot];
    bool plain = !loop->span->entries && !range->told;
    struct real term;

    for (size_t i = from; i < to && run_more(m); i++) {
        /* The rest of the number is 0 from the first round on. */
        if (plain && i > from)
            slot->number.x = (double)++slot->index;
        else
            run_set(m, range, loop->span, i);
        run_number(m, loop->code->a, &term);
        tally_take(tally, &term, 1.0);
    }
}

static void walk_own(struct loop *loop, size_t from, size_t to)
{
    walk(loop, from, to, loop->tally);
}

static void walk_twin(struct loop *loop, size_t from, size_t to)
{
    struct arith kept = loop->m->ar;

    loop->m->ar = loop->twin_ar;
    walk(loop, from, to, loop->twin);
    loop->m->ar = kept;
}

/* A few terms by themselves tell what the others do to the flags. */
static void take_terms(struct loop *loop, const struct column *terms,
                       size_t from, size_t to, bool twin)
{
    struct tally *tally = twin ? loop->twin : loop->tally;
    void (*by_row)(struct loop *, size_t, size_t) = twin ? walk_twin : walk_own;
    size_t few = to - from < PART_ROWS ? to - from : PART_ROWS;

    if (tally_take_column(tally, terms, 0, to - from))
        return;
    by_row(loop, from, from + few);
    if (!tally_take_column(tally, terms, few, to - from))
        by_row(loop, from + few, to);
}

/* Their numbers as columns; false: they have none. */
static bool take_block(struct loop *loop, size_t from, size_t to)
{
    struct bulk bulk = { loop->m, to - from, loop->code->range.slot,
                         loop->span->first + (long)from, 0 };
    const struct column *terms = bulk_value(&bulk, loop->code->a);

    if (!terms || terms->wild || loop->m->status != EVAL_VALUE)
        return false;
    take_terms(loop, terms, from, to, false);
    if (loop->twin)
        take_terms(loop, terms, from, to, true);
    return true;
}

/* Part by part; whether most had columns. */
static bool take_parts(struct loop *loop, size_t from, size_t to)
{
    size_t taken = 0, parts = 0;

    for (size_t at = from; at < to && loop->m->status == EVAL_VALUE;
         at += PART_ROWS) {
        size_t end = to - at < PART_ROWS ? to : at + PART_ROWS;

        parts++;
        if (loop->dull < DULL && take_block(loop, at, end)) {
            taken++;
            continue;
        }
        walk_own(loop, at, end);
        if (loop->twin)
            walk_twin(loop, at, end);
    }
    return taken > parts / 2;
}

static void take_all(struct loop *loop)
{
    struct bulk bulk = { .m = loop->m, .n = COLUMN_ROWS };
    size_t count = loop->span->count;

    for (size_t at = 0; at < count && bulk_more(&bulk); at += COLUMN_ROWS) {
        size_t end = count - at < COLUMN_ROWS ? count : at + COLUMN_ROWS;

        if ((loop->dull < DULL && take_block(loop, at, end)) ||
            take_parts(loop, at, end))
            loop->dull = 0;
        else
            loop->dull = loop->dull < DULL + DULL_REST ? loop->dull + 1 : 0;
    }
}

static bool has_blocks(const struct machine *m, struct code *code,
                       const struct span *span)
{
    return span->count >= BULK_LOOP_MIN && !span->entries &&
           !m->options->sink && !m->seed && !m->ar.slopes && bulk_can(code->a);
}

void run_each(struct machine *m, struct code *code, const struct span *span,
              struct tally *tally)
{
    struct tally twin, first;
    struct loop loop = { .m = m, .code = code, .span = span, .tally = tally };

    if (!has_blocks(m, code, span)) {
        walk(&loop, 0, span->count, tally);
        return;
    }
    first = *tally;
    if (code->twin == TWIN_WANTED && m->ar.format == FORMAT_EXACT) {
        loop.twin_ar = arith_in(FORMAT_FLOAT64);
        tally_start(&twin, &loop.twin_ar, tally->product);
        loop.twin = &twin;
    }
    take_all(&loop);
    if (m->status != EVAL_VALUE)
        return;
    if (loop.twin) {
        tally_result(&twin, &code->number);
        code->twin = TWIN_KNOWN;
        loop.twin = NULL;
    }
    if (!tally_is_certain(tally)) {
        *tally = first;
        tally->in_order = true;
        take_all(&loop);
    }
}

/* ---- twins ---- */

/* Whether a term is made without another sum or product, whose bits go by the
 * format. */
static bool is_plain(const struct code *code)
{
    if (!code)
        return true;
    if (code->op == OP_SUM || code->op == OP_PRODUCT || code->op == OP_GRID)
        return false;
    for (size_t i = 0; i < code->count; i++)
        if (!is_plain(code->items[i]))
            return false;
    return is_plain(code->a) && is_plain(code->b) && is_plain(code->index[0]) &&
           is_plain(code->index[1]) && is_plain(code->range.from) &&
           is_plain(code->range.to) && is_plain(code->range.set);
}

void run_mark_twins(struct code *code)
{
    if (!code)
        return;
    switch (code->op) {
    case OP_SUM:
    case OP_PRODUCT:
        if (code->rank == 0 && !code->told && is_plain(code->a) &&
            is_plain(code->range.from) && is_plain(code->range.to))
            code->twin = TWIN_WANTED;
        return;
    case OP_NEGATE:
    case OP_ABSOLUTE:
    case OP_EXP:
    case OP_LOG:
    case OP_ROOT:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_POWER:
        run_mark_twins(code->a);
        run_mark_twins(code->b);
        return;
    default:
        return;
    }
}
