/* Every side of the sources' 157 formulas that has a value, valued twice: by
 * the evaluator and by the slow one that shares nothing with it.
 *
 * tests/data/values.txt says on which data, and which formulas have none. */
#include <string.h>

#include "support/errata_labs.h"
#include "support/test.h"
#include "tex/corpus.h"
#include "tex/errata_file.h"
#include "tex/judge.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "tex/slow.h"

enum { FORMULAS_MAX = 200 };

/* A formula's place in values.txt. */
struct use {
    char lab[8];
    const struct scope *scope;
    struct slice without; /* why no side has a value; empty: one has */
    struct slice wrong;   /* what is said of a false or refused one */
    enum truth truth;     /* the worst that is expected */
};

struct uses {
    struct use at[FORMULAS_MAX]; /* from 1 */
    struct scope_shelf shelf;
};

/* One run over all formulas. */
struct tally {
    struct arena *arena;
    int wrong, live, sides;
};

static long number_of(struct slice *rest)
{
    struct slice word;
    long number = 0;

    assert_true(slice_word(rest, &word));
    assert_true(slice_long(word, &number));
    assert_true(number > 0 && number < FORMULAS_MAX);
    return number;
}

static void read_use(struct uses *uses, struct slice rest, int line)
{
    long from = number_of(&rest), to = number_of(&rest);
    struct slice lab, scope;

    assert_true(slice_word(&rest, &lab) && slice_word(&rest, &scope));
    for (long n = from; n <= to; n++) {
        snprintf(uses->at[n].lab, sizeof uses->at[n].lab, "%.*s",
                 SLICE_ARG(lab));
        uses->at[n].scope = shelf_find(&uses->shelf, scope, line);
    }
}

static void read_uses(struct arena *arena, struct uses *uses, struct slice text)
{
    struct slice line, word;
    int at = 0;

    while (slice_line(&text, &line)) {
        struct slice rest = line;

        at++;
        if (slice_starts(line, "#") || !slice_word(&rest, &word))
            continue;
        if (slice_is(word, "scope")) {
            shelf_read(&uses->shelf, arena, slice_trim(rest), &text, &at);
        } else if (slice_is(word, "use")) {
            read_use(uses, rest, at);
        } else if (slice_is(word, "without")) {
            long n = number_of(&rest);

            uses->at[n].without = slice_trim(rest);
        } else if (slice_is(word, "false") || slice_is(word, "refused")) {
            long n = number_of(&rest);

            uses->at[n].truth =
                slice_is(word, "false") ? TRUTH_FALSE : TRUTH_REFUSED;
            uses->at[n].wrong = slice_trim(rest);
        } else {
            fail_msg("values.txt:%d: unknown '%.*s'", at, SLICE_ARG(word));
        }
    }
}

/* Both evaluators' value of a side; optima are found to a few 1e-7. */
static void compare_side(struct tally *tally, size_t formula,
                         const struct judged_side *side, const struct use *use,
                         const struct judgement *j)
{
    struct slow slow = slow_value(tally->arena, side->node, use->scope,
                                  errata_lab(use->lab), j->free, j->free_count);
    const struct value *value = &side->exact;
    size_t count = value->shape == VALUE_NUMBER ? 1 : value->rows * value->cols;

    if (side->status != EVAL_VALUE) {
        if (!slow.why) {
            print_error("formula %zu: %.6Lg by the slow evaluator, but: %s\n",
                        formula, slow.at[0], side->fault.text);
            tally->wrong++;
        }
        return;
    }
    tally->sides++;
    if (slow.why || slow.rows * slow.cols != count) {
        print_error("formula %zu: the slow evaluator says: %s\n", formula,
                    slow.why ? slow.why : "another shape");
        tally->wrong++;
        return;
    }
    for (size_t e = 0; e < count; e++) {
        double x = real_double(
            value->shape == VALUE_NUMBER ? value->number : value->entries[e]);
        double y = (double)slow.at[e];
        double within = value->optimum ? 1e-5 : 1e-8 * fmax(1.0, fabs(y));

        if (x == y || fabs(x - y) <= within)
            continue;
        print_error("formula %zu: %.10g, by the slow evaluator %.10g\n",
                    formula, x, y);
        tally->wrong++;
        return;
    }
}

/* What a formula is judged, and said. */
static enum truth value_formula(struct tally *tally, size_t number,
                                struct slice tex, const struct use *use,
                                struct judgement **before, bool *live,
                                struct strbuf *said)
{
    const struct mean_formula *formula =
        mean_read(tally->arena, tex_parse(tally->arena, tex, NULL), tex,
                  use->scope);
    struct judge_options options = { .eval = { .format = FORMAT_FLOAT64 } };
    enum truth worst = TRUTH_NONE;

    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *s = &formula->statements[i];
        struct judgement *j = arena_alloc(tally->arena, sizeof *j);

        options.before = *before;
        judge(tally->arena, s, use->scope, errata_lab(use->lab), &options, j);
        *before = j;
        if (j->truth > worst)
            worst = j->truth;
        if (s->fault)
            strbuf_printf(said, "%s; ", s->fault->text);
        for (size_t k = 0; k < j->side_count; k++) {
            const struct judged_side *side = &j->sides[k];

            strbuf_puts(said, j->links[k].says);
            if (!side->node || side->words)
                continue;
            compare_side(tally, number, side, use, j);
            *live = *live || side->status == EVAL_VALUE;
            if (side->status != EVAL_VALUE)
                strbuf_printf(said, "%s; ", side->fault.text);
        }
    }
    return worst;
}

static void check_formula(struct tally *tally, size_t number, struct slice tex,
                          const struct use *use, struct judgement **before)
{
    struct strbuf said = { 0 };
    char words[256];
    bool live = false;
    enum truth truth;

    assert_non_null(use->scope);
    truth = value_formula(tally, number, tex, use, before, &live, &said);
    tally->live += live;
    if (live == (use->without.len > 0)) {
        print_error("formula %zu %s: %s\n", number,
                    live ? "has a value" : "has no value", strbuf_text(&said));
        tally->wrong++;
    }
    snprintf(words, sizeof words, "%.*s", SLICE_ARG(use->wrong));
    if (use->truth ? truth != use->truth : truth > TRUTH_HOLDS) {
        print_error("formula %zu is judged %d: %s\n", number, (int)truth,
                    strbuf_text(&said));
        tally->wrong++;
    } else if (!strstr(strbuf_text(&said), words)) {
        print_error("formula %zu says other words: %s\n", number,
                    strbuf_text(&said));
        tally->wrong++;
    }
    strbuf_finish(&said);
}

static void the_157_formulas_have_the_values_of_a_slow_evaluator(void **state)
{
    static struct corpus corpus;
    struct tally tally = { .arena = arena_create() };
    struct uses *uses = arena_alloc(tally.arena, sizeof *uses);
    struct judgement *before = NULL;
    struct strbuf text = { 0 };
    struct err err = { 0 };
    char path[512];

    (void)state;
    corpus_open(&corpus);
    if (!file_read(corpus_path(path, "values.txt"), &text, 0, &err))
        fail_msg("%s", err.text);
    read_uses(tally.arena, uses, (struct slice){ text.at, text.len });
    assert_int_equal(corpus.count, 157);
    for (size_t i = 0; i < corpus.count; i++) {
        struct judgement *none = NULL;

        if (i > 0 && uses->at[i + 1].scope != uses->at[i].scope)
            before = NULL;
        /* A display goes on from the display before it. */
        check_formula(&tally, i + 1, corpus.tex[i], &uses->at[i + 1],
                      corpus.display[i] ? &before : &none);
    }
    print_message("%d of 157 formulas have a number to show, %d sides\n",
                  tally.live, tally.sides);
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.live >= 131);
    strbuf_finish(&text);
    corpus_close(&corpus);
    arena_destroy(tally.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_157_formulas_have_the_values_of_a_slow_evaluator),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
