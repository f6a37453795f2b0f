/* prove_is.c - <!-- is TEX -->: a number, and where it comes from. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "course/prove_part.h"
#include "lab/lab.h"
#include "num/unit.h"
#include "tex/agree.h"

enum { DIGITS = 8 };

/* meant = written, as a formula of one statement. */
struct is {
    struct prover *p;
    const struct span *span;
    const struct scope *scope;
    struct prove_state state;
    bool shown; /* compared with what the lab shows, rounding and all */
    struct mean *sides[2];
    enum mean_relation relations[2];
    uint32_t relation_at[2];
    struct mean_statement statement;
    struct mean_formula formula;
};

enum { MEANT, WRITTEN };

/* Whether the actions choose a format or a unit: then the number is what is
 * shown there. */
static bool chooses(struct slice with)
{
    struct slice rest = with, word;
    bool first = true;

    while (slice_word(&rest, &word)) {
        if (first && (slice_is(word, "format") || slice_is(word, "unit")))
            return true;
        first = slice_ends(word, ";");
    }
    return false;
}

/* A number in the unit in which it is shown. */
static void into_unit(struct value *value, enum unit unit)
{
    struct real *number = &value->number;

    if (value->shape != VALUE_NUMBER || value->optimum ||
        !(number->flags & REAL_LOG_SCALED) || unit == UNIT_NATS)
        return;
    *number = real_of(unit_from_nats(unit, real_double(*number)));
}

/* What a side comes to as it is compared. False with why in *found. */
static bool value_of(const struct is *is, struct arena *arena,
                     const struct mean *side, enum format format,
                     struct value *out, struct prove_finding *found)
{
    struct eval_options options = { .format = format };
    struct mean_fault fault = { .text = "" };

    if (eval(arena, side, is->scope, &is->state.data, &options, out, &fault) !=
        EVAL_VALUE) {
        *found = (struct prove_finding){ .outcome = PROVE_REFUSED,
                                         .text = fault.text };
        return false;
    }
    if (format != FORMAT_EXACT && is->state.lab)
        into_unit(out, lab_unit(is->state.lab));
    return true;
}

static struct prove_finding judge_shown(const struct is *is,
                                        struct arena *arena,
                                        const struct mean_formula *formula)
{
    struct mean *const *sides = formula->statements[0].sides;
    struct prove_finding found = { .outcome = PROVE_FALSE };
    struct value written, meant;

    if (value_of(is, arena, sides[WRITTEN], FORMAT_EXACT, &written, &found) &&
        value_of(is, arena, sides[MEANT], is->state.place.format, &meant,
                 &found) &&
        agree_values(sides[WRITTEN], &written, REL_EQUAL, NULL, &meant,
                     agree_exact(0.0, 0.0))
            .holds)
        found.outcome = PROVE_HOLDS;
    return found;
}

static struct prove_finding judge_is(void *context, size_t data,
                                     struct arena *arena,
                                     const struct mean_formula *formula)
{
    const struct is *is = context;
    struct prove_place exact = is->state.place;
    struct judgement judged;

    (void)data;
    if (is->shown)
        return judge_shown(is, arena, formula);
    exact.format = FORMAT_EXACT;
    return prove_judge(arena, formula, is->scope, &exact, NULL, &judged);
}

static void report(const struct is *is, const struct prove_finding *found)
{
    const struct span_proof *proof = is->span->proof;
    struct prove_finding why = *found;
    struct strbuf text = { 0 };
    struct value meant;

    if (!value_of(is, is->state.arena, is->sides[MEANT],
                  is->shown ? is->state.place.format : FORMAT_EXACT, &meant,
                  &why)) {
        prove_error(is->p, proof->line, proof->column, "'is' has no value: %s",
                    why.text);
        return;
    }
    value_write(&text, &meant, DIGITS, DIGITS);
    prove_error(is->p, is->span->line, is->span->column,
                "'%.*s' is not what stands behind it, which is %s",
                SLICE_ARG(is->span->text), strbuf_text(&text));
    strbuf_finish(&text);
}

/* Any change of what is meant must come to another number. */
static void mutate_is(struct is *is)
{
    struct judgement judged = { .truth = TRUTH_HOLDS };
    struct judged_link links[2] = { { .truth = TRUTH_NONE },
                                    { .truth = TRUTH_HOLDS } };
    struct prove_claim claim = { .formula = &is->formula,
                                 .scope = is->scope,
                                 .judged = &judged,
                                 .tex = &is->span->proof->is,
                                 .data_count = 1,
                                 .judge = judge_is,
                                 .context = is };

    judged.links = links;
    judged.side_count = 2;
    prove_mutants(is->p, &claim);
}

static void fill_formula(struct is *is)
{
    is->relations[1] = REL_EQUAL;
    is->statement = (struct mean_statement){ .sides = is->sides,
                                             .relations = is->relations,
                                             .relation_at = is->relation_at,
                                             .side_count = 2 };
    is->formula = (struct mean_formula){ .source = is->span->proof->is.text,
                                         .statements = &is->statement,
                                         .count = 1,
                                         .reads = true };
}

/* The number at the end of a formula: its last side. */
static struct mean *last_side(const struct mean_formula *formula)
{
    const struct mean_statement *last =
        formula->count ? &formula->statements[formula->count - 1] : NULL;

    return last && last->side_count ? last->sides[last->side_count - 1] : NULL;
}

void prove_is(struct prover *p, const struct prove_text *text,
              const struct span *span, const struct mean_formula *formula)
{
    const struct span_proof *proof = span->proof;
    struct is is = { .p = p, .span = span, .scope = text->scope };
    struct prove_finding found;

    is.sides[WRITTEN] = last_side(formula);
    is.sides[MEANT] = prove_read_side(p, &proof->is, text->scope);
    if (!is.sides[MEANT])
        return;
    if (!is.sides[WRITTEN]) {
        prove_error(p, proof->line, proof->column,
                    "'is' behind a formula without a number at its end");
        return;
    }
    if (!prove_state_init(p, &is.state, text->lab, proof->with, proof->line,
                          proof->column))
        return;
    is.shown = chooses(proof->with);
    fill_formula(&is);
    found = judge_is(&is, 0, is.state.arena, &is.formula);
    if (found.outcome != PROVE_HOLDS)
        report(&is, &found);
    else if (p->options->mutate)
        mutate_is(&is);
    prove_state_finish(&is.state);
}
