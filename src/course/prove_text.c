/* prove_text.c - running text: inline formulas, and numbers between them. */
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/prove_part.h"
#include "lesson/lesson.h"
#include "tex/read.h"

enum { DIGITS = 6, CHILDREN_MAX = 16 };

static const struct mean_statement *faulty(const struct mean_formula *formula)
{
    for (size_t i = 0; i < formula->count; i++)
        if (formula->statements[i].fault)
            return &formula->statements[i];
    return NULL;
}

const struct mean_formula *prove_read(struct prover *p,
                                      const struct lesson_tex *tex,
                                      const struct scope *scope)
{
    const struct mean_formula *formula;
    const struct mean_statement *statement;

    if (tex->text.len == 0)
        return NULL;
    p->proof->counts.formulas++;
    formula = mean_read(p->arena, tex->node, tex->text, scope);
    statement = faulty(formula);
    if (!statement)
        return formula;
    prove_error_at(p, tex, statement->fault->from, "%s",
                   statement->fault->text);
    return NULL;
}

struct mean *prove_read_side(struct prover *p, const struct lesson_tex *tex,
                             const struct scope *scope)
{
    const struct mean_fault *fault = NULL;
    struct mean *side =
        mean_read_expression(p->arena, tex->node, tex->text, scope, &fault);

    if (!side)
        prove_error_at(p, tex, fault ? fault->from : 0, "%s",
                       fault ? fault->text : "no expression");
    return side;
}

/* ---- inline formulas ---- */

static void report_false(struct prover *p, const struct span *span,
                         const struct prove_finding *found)
{
    struct lesson_tex tex = { span->text, span->math, span->line,
                              span->column };
    struct strbuf sides = { 0 };

    if (found->outcome == PROVE_REFUSED) {
        prove_error_at(p, &tex, found->at, "%s", found->text);
        return;
    }
    real_write(&sides, found->left, DIGITS);
    strbuf_puts(&sides, " on the left, ");
    real_write(&sides, found->right, DIGITS);
    prove_error_at(p, &tex, found->at,
                   "false in the lab: %s on the right; <!-- with ACTIONS --> "
                   "behind it says in which state it is meant",
                   strbuf_text(&sides));
    strbuf_finish(&sides);
}

/* A number in a side that no relation ties to anything. */
static void report_untraced(struct prover *p, const struct prove_text *text,
                            const struct span *span,
                            const struct mean_formula *formula,
                            const struct judgement *judged)
{
    struct lesson_tex tex = { span->text, span->math, span->line,
                              span->column };
    const struct mean *loose = prove_untraced(p, text->scope, formula, judged);
    const char *why = "";

    if (!loose)
        return;
    for (size_t i = 0; i < formula->count; i++)
        for (size_t k = 0; k < judged[i].side_count; k++)
            if (judged[i].sides[k].status == EVAL_UNBOUND && !*why)
                why = judged[i].sides[k].fault.text;
    prove_error_at(p, &tex, loose->from,
                   "'%.*s' comes from nowhere%s%s; write a relation that can "
                   "be judged, or <!-- is TEX --> behind the formula",
                   (int)(loose->to - loose->from), span->text.at + loose->from,
                   *why ? ": " : "", why);
}

static void prove_with(struct prover *p, const struct prove_text *text,
                       const struct span *span,
                       const struct mean_formula *formula)
{
    struct lesson_tex tex = { span->text, span->math, span->line,
                              span->column };
    const struct span_proof *proof = span->proof;
    struct prove_state state;
    struct prove_finding found;
    struct judgement *judged;

    if (!prove_state_init(p, &state, text->lab, proof->with, proof->line,
                          proof->column))
        return;
    found = prove_on(&state, formula, text->scope, &judged);
    if (found.outcome == PROVE_NOTHING)
        prove_error(p, proof->line, proof->column,
                    "'with' behind a formula that claims nothing: %s",
                    found.text);
    else if (found.outcome != PROVE_HOLDS)
        report_false(p, span, &found);
    else {
        report_untraced(p, text, span, formula, judged);
        prove_mutants_on(p, &state, formula, text->scope, judged, &tex);
    }
    prove_state_finish(&state);
}

/* Numbers alone, and what is worked out from them. */
static bool is_constant(const struct mean *node)
{
    struct mean *children[CHILDREN_MAX];
    size_t count = mean_children(node, children, CHILDREN_MAX);

    if (node->kind == MEAN_NAME || node->kind == MEAN_CALL ||
        count > CHILDREN_MAX)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_constant(children[i]))
            return false;
    return true;
}

/* A name that is set: one without a definition to anything, any to a number or
 * to another name. "At $N = 3$", "with $\theta = 1/m$", "only where $q = p$":
 * that supposes, and claims nothing. */
static bool supposes(const struct mean_statement *statement)
{
    const struct mean *first = statement->sides[0];

    if (!first || first->kind != MEAN_NAME)
        return false;
    if (first->sort != NAME_DEFINED)
        return true;
    for (size_t i = 1; i < statement->side_count; i++)
        if (statement->sides[i]->kind != MEAN_NAME &&
            !is_constant(statement->sides[i]))
            return false;
    return true;
}

/* Whether a formula without rounded numbers claims that something is so. */
static bool claims(const struct mean_formula *formula)
{
    for (size_t i = 0; i < formula->count; i++)
        if (formula->statements[i].side_count > 1 &&
            !supposes(&formula->statements[i]))
            return true;
    return false;
}

/* A formula without a proof: a relation that holds, or the lab's own
 * numbers. */
static void prove_numbers(struct prover *p, const struct prove_text *text,
                          const struct span *span,
                          const struct mean_formula *formula)
{
    struct lesson_tex tex = { span->text, span->math, span->line,
                              span->column };
    struct prove_finding found = { .outcome = PROVE_NOTHING };
    struct judgement *judged = NULL;
    size_t at = text->state_count;

    while (at-- > 0) {
        found = prove_on(&text->states[at], formula, text->scope, &judged);
        if (found.outcome == PROVE_HOLDS)
            break;
    }
    if (found.outcome == PROVE_HOLDS || found.outcome == PROVE_NOTHING)
        report_untraced(p, text, span, formula, judged);
    else
        report_false(p, span, &found);
    if (found.outcome == PROVE_HOLDS)
        prove_mutants_on(p, &text->states[at], formula, text->scope, judged,
                         &tex);
}

static void prove_inline(struct prover *p, const struct prove_text *text,
                         const struct span *span)
{
    struct lesson_tex tex = { span->text, span->math, span->line,
                              span->column };
    const struct span_proof *proof = span->proof;
    const struct mean_formula *formula;
    size_t numbers;

    if (proof && proof->kind == SPAN_UNREAD) {
        p->proof->counts.formulas++;
        p->proof->counts.unread++;
        prove_note(p, span->line, span->column, "unread: %.*s",
                   SLICE_ARG(proof->reason));
        return;
    }
    formula = prove_read(p, &tex, text->scope);
    if (!formula)
        return;
    numbers = prove_rounded(formula);
    p->proof->counts.numbers += numbers;
    if (proof && proof->kind == SPAN_IS)
        prove_is(p, text, span, formula);
    else if (proof)
        prove_with(p, text, span, formula);
    else if (numbers > 0 || claims(formula))
        prove_numbers(p, text, span, formula);
}

/* ---- words ---- */

/* Where a piece of text stands in the file, looked for from a place on. */
static void find(const struct lesson *lesson, struct slice what, int *line,
                 int *column, size_t *from)
{
    struct slice text = lesson->text, rest = text, row;
    int at = 0;

    while (at < *line - 1 && slice_line(&rest, &row))
        at++;
    if (*from < (size_t)(rest.at - text.at))
        *from = (size_t)(rest.at - text.at);
    rest = slice_sub(text, *from, text.len);
    if (rest.len > 0) {
        const char *found = memmem(rest.at, rest.len, what.at, what.len);

        if (!found)
            return;
        *from = (size_t)(found - text.at) + what.len;
        *line = *column = 1;
        for (const char *c = text.at; c < found; c++) {
            *line += *c == '\n';
            *column = *c == '\n' ? 1 : *column + ((*c & 0xC0) != 0x80);
        }
    }
}

static void prove_words(struct prover *p, const struct prove_text *text,
                        const struct span *span)
{
    struct prove_source source = prove_source(p, text->scope);
    struct prove_number number;
    size_t at = 0, from = 0;

    while (prove_next_number(span->text, &at, &number)) {
        int line = span->line, column = span->column;

        p->proof->counts.numbers++;
        if (prove_is_data(&source, number.value))
            continue;
        if (p->proof->line_count < PROVE_LINES_MAX)
            find(p->section->lesson, number.text, &line, &column, &from);
        prove_error(p, line, column,
                    "'%.*s' is typed in and no number of the lab; write it as "
                    "a formula, with a relation or with <!-- is TEX --> "
                    "behind it",
                    SLICE_ARG(number.text));
    }
}

void prove_spans(struct prover *p, const struct prove_text *text,
                 struct spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        const struct span *span = &spans.at[i];

        if (span->kind == SPAN_TEXT)
            prove_words(p, text, span);
        else if (span->kind == SPAN_MATH)
            prove_inline(p, text, span);
    }
}
