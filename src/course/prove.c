#include "course/prove.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "course/course.h"
#include "course/prove_part.h"
#include "course/scopes.h"
#include "lesson/lesson.h"

/* What a prover gives away: it lives as long as its lines. */
struct proof_owner {
    struct proof proof; /* first: a proof is its owner */
    struct arena *arena;
};

struct prove_ready {
    const struct lab *lab;
    struct prove_state state;
};

struct prove_drawn {
    const struct lab *lab;
    const struct scope *scope;
    bool one_hot;
    struct prove_sets *sets;
};

/* ---- the report ---- */

__attribute__((format(printf, 5, 0))) static void
report(struct prover *p, enum proof_weight weight, int line, int column,
       const char *format, va_list args)
{
    struct proof *proof = p->proof;
    struct strbuf text = { 0 };
    struct proof_line *out;

    if (weight == PROOF_ERROR)
        proof->errors++;
    if (proof->line_count >= PROVE_LINES_MAX)
        return;
    out = vec_push_in(p->arena, proof->lines, proof->line_count, p->line_cap);
    strbuf_vprintf(&text, format, args);
    out->weight = weight;
    out->line = line;
    out->column = column;
    out->text = arena_text(p->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
}

void prove_error(struct prover *p, int line, int column, const char *format,
                 ...)
{
    va_list args;

    va_start(args, format);
    report(p, PROOF_ERROR, line, column, format, args);
    va_end(args);
}

void prove_note(struct prover *p, int line, int column, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    report(p, PROOF_NOTE, line, column, format, args);
    va_end(args);
}

void prove_warning(struct prover *p, int line, int column, const char *format,
                   ...)
{
    va_list args;

    va_start(args, format);
    report(p, PROOF_WARNING, line, column, format, args);
    va_end(args);
}

/* A formula's later lines keep what stands before them only where it was
 * cut off, so their columns are counted from where the text begins. */
void prove_error_at(struct prover *p, const struct lesson_tex *tex,
                    uint32_t offset, const char *format, ...)
{
    int line = tex->line, column = tex->column;
    va_list args;

    for (size_t i = 0; i < offset && i < tex->text.len;) {
        unsigned rune;

        i += utf8_decode(tex->text.at + i, tex->text.len - i, &rune);
        line += rune == '\n';
        column = rune == '\n' ? 1 : column + 1;
    }
    va_start(args, format);
    report(p, PROOF_ERROR, line, column, format, args);
    va_end(args);
}

/* ---- scopes and data ---- */

const struct scope *prove_scope(struct prover *p, const struct block *block)
{
    struct err err = { 0 };
    const struct scope *scope =
        scopes_at(p->section->scopes, equation_lab(p->section, block), block,
                  &err);

    if (!scope)
        prove_error(p, err.line, err.column, "%s", err.text);
    return scope;
}

struct prove_sets *prove_sets(struct prover *p, const struct lab *lab,
                              const struct scope *scope, bool one_hot)
{
    struct prove_drawn *made;

    for (size_t i = 0; i < p->drawn_count; i++)
        if (p->drawn[i].lab == lab && p->drawn[i].scope == scope &&
            p->drawn[i].one_hot == one_hot)
            return p->drawn[i].sets;
    made = vec_push_in(p->arena, p->drawn, p->drawn_count, p->drawn_cap);
    made->lab = lab;
    made->scope = scope;
    made->one_hot = one_hot;
    made->sets = prove_sets_create(lab, scope, one_hot);
    return made->sets;
}

/* The state that a lab (or NULL) is prepared in; NULL: an error was reported.
 * Lives as long as the prover. */
static const struct prove_state *prepared(struct prover *p,
                                          const struct lab *lab)
{
    struct prove_ready *made;

    for (size_t i = 0; i < p->ready_count; i++)
        if (p->ready[i]->lab == lab)
            return &p->ready[i]->state;
    made = arena_alloc(p->arena, sizeof *made);
    made->lab = lab;
    if (!prove_state_init(p, &made->state, lab, (struct slice){ 0 }, 0, 0))
        return NULL;
    *vec_push_in(p->arena, p->ready, p->ready_count, p->ready_cap) = made;
    return &made->state;
}

/* ---- the lesson ---- */

static void prove_table(struct prover *p, const struct prove_text *text,
                        const struct block *block)
{
    const struct block_table *table = block->table;

    for (size_t i = 0; i < table->rows * table->cols; i++)
        prove_spans(p, text, table->cells[i]);
}

static void prove_running_text(struct prover *p, const struct block *block)
{
    struct prove_text text = { .lab = equation_lab(p->section, block),
                               .state_count = 1 };

    text.scope = prove_scope(p, block);
    text.states = prepared(p, text.lab);
    if (!text.scope || !text.states)
        return;
    if (block->kind == BLOCK_TABLE)
        prove_table(p, &text, block);
    else
        prove_spans(p, &text, block->spans);
}

/* Each state can be reached from the first. */
static void prove_lab_states(struct prover *p, const struct block *block)
{
    const struct section *section = p->section;
    struct lab *lab = NULL;

    for (size_t i = 0; i < section->lab_count; i++)
        if (section->labs[i].block == block)
            lab = section->labs[i].lab;
    for (size_t i = 0; lab && i < block->lab->state_count; i++) {
        const struct lab_block_state *one = &block->lab->states[i];
        struct prove_state state;

        if (prove_state_init(p, &state, lab, one->actions, one->line,
                             one->column))
            prove_state_finish(&state);
    }
}

static void prove_block(struct prover *p, const struct block *block,
                        size_t *equation)
{
    switch (block->kind) {
    case BLOCK_MATH:
        prove_equation(p, (*equation)++);
        break;
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_ITEM:
    case BLOCK_TABLE:
        prove_running_text(p, block);
        break;
    case BLOCK_QUESTION:
        prove_question(p, block);
        break;
    case BLOCK_PLOT:
    case BLOCK_SAMPLE:
        prove_figure(p, block);
        break;
    case BLOCK_FIT:
        prove_fit(p, block);
        break;
    case BLOCK_LAB:
        prove_lab_states(p, block);
        break;
    default:
        break;
    }
}

/* One part of a lesson may be left, however short the lesson is. */
static bool too_many(size_t left, size_t all)
{
    return left > 1 && left * PROVE_SHARE > all;
}

static void prove_shares(struct prover *p)
{
    const struct proof_counts *c = &p->proof->counts;

    if (too_many(c->unread, c->formulas))
        prove_error(p, 0, 0,
                    "%zu of %zu formulas are unread; at most one in %d may be",
                    c->unread, c->formulas, PROVE_SHARE);
    if (too_many(c->survivors, c->mutants))
        prove_error(p, 0, 0,
                    "%zu of %zu mutants survive without a reason; at most one "
                    "in %d may",
                    c->survivors, c->mutants, PROVE_SHARE);
}

static int by_place(const void *a, const void *b)
{
    const struct proof_line *one = a, *other = b;

    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    return (one->column > other->column) - (one->column < other->column);
}

static void prove_lesson(struct prover *p, struct catalogue *catalogue)
{
    struct block *first = p->section->lesson->blocks;
    struct err err = { 0 };
    size_t equation = 0;

    p->equations = equations_create(p->section, &err);
    if (!p->equations) {
        prove_error(p, err.line, err.column, "%s", err.text);
        return;
    }
    for (struct block *b = first; b; b = block_walk(first, b))
        prove_block(p, b, &equation);
    prove_older(p);
    prove_minutes(p, catalogue);
    if (p->proof->line_count > 0)
        qsort(p->proof->lines, p->proof->line_count, sizeof *p->proof->lines,
              by_place);
    prove_shares(p);
    equations_destroy(p->equations);
    for (size_t i = 0; i < p->ready_count; i++)
        prove_state_finish(&p->ready[i]->state);
    for (size_t i = 0; i < p->drawn_count; i++)
        prove_sets_destroy(p->drawn[i].sets);
}

struct proof *prove_section(struct section *section,
                            struct catalogue *catalogue,
                            const struct prove_options *options)
{
    struct proof_owner *owner = fatal_calloc(1, sizeof *owner);
    struct prover p = { .section = section,
                        .options = options,
                        .proof = &owner->proof };

    p.arena = owner->arena = arena_create();
    prove_lesson(&p, catalogue);
    return &owner->proof;
}

void proof_destroy(struct proof *proof)
{
    struct proof_owner *owner = (struct proof_owner *)proof;

    if (!owner)
        return;
    arena_destroy(owner->arena);
    free(owner);
}
