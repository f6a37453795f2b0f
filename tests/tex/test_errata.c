/* The errata of the sources: what is printed, what is right, and the numbers
 * that both come to, by both evaluators. The numbers stand in
 * tests/data/errata.txt and come from the sources by hand. */
#include <string.h>

#include "support/errata_labs.h"
#include "support/test.h"
#include "tex/corpus.h"
#include "tex/errata_file.h"
#include "tex/judge.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "tex/slow.h"

/* A formula judged: its last statement, and the worst of all. */
struct outcome {
    const struct judged_side *last; /* that ought to have a value, or NULL */
    enum truth truth;
    struct strbuf said; /* all that was said, one behind the other */
};

static void judge_formula(struct arena *arena, const struct erratum_item *item,
                          enum format format, struct outcome *out)
{
    const struct mean_formula *formula =
        mean_read(arena, tex_parse(arena, item->tex, NULL), item->tex,
                  item->scope);
    struct judge_options options = {
        .eval = { .format = format,
                  .bindings = item->with,
                  .binding_count = item->with_count },
    };
    char lab[8];
    const struct eval_data *data;

    snprintf(lab, sizeof lab, "%.*s", SLICE_ARG(item->lab));
    data = errata_lab(lab);
    assert_non_null(data);
    *out = (struct outcome){ .truth = TRUTH_NONE };
    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *s = &formula->statements[i];
        struct judgement *j = arena_alloc(arena, sizeof *j);

        judge(arena, s, item->scope, data, &options, j);
        options.before = j;
        if (j->truth > out->truth)
            out->truth = j->truth;
        strbuf_printf(&out->said, "%s\n", j->says);
        for (size_t k = 0; k < j->side_count; k++) {
            const struct judged_side *side = &j->sides[k];

            if (side->node && !side->words)
                out->last = side;
            if (side->status != EVAL_VALUE && side->fault.text)
                strbuf_printf(&out->said, "%s\n", side->fault.text);
            strbuf_printf(&out->said, "%s\n", j->links[k].says);
        }
    }
}

static bool near_number(double got, struct slice wanted)
{
    double number;

    return slice_double(wanted, &number) &&
           fabs(got - number) <= errata_half(wanted);
}

/* Whether a written list of numbers is what an evaluator found. */
static bool near_all(const double *got, size_t count, struct slice words)
{
    struct slice word;
    size_t at = 0;

    while (slice_word(&words, &word) && !slice_is(word, "edge"))
        if (at >= count || !near_number(got[at++], word))
            return false;
    return at == count;
}

static void evaluate(struct arena *arena, const struct erratum_item *item,
                     const struct mean *node, double *got, size_t *count,
                     struct strbuf *why)
{
    struct slow slow;
    char lab[8];

    snprintf(lab, sizeof lab, "%.*s", SLICE_ARG(item->lab));
    slow = slow_value(arena, node, item->scope, errata_lab(lab), item->with,
                      item->with_count);
    if (slow.why)
        strbuf_printf(why, "has no slow value: %s; ", slow.why);
    *count = slow.why ? 0 : slow.rows * slow.cols;
    for (size_t i = 0; i < *count; i++)
        got[i] = (double)slow.at[i];
}

static bool numbers_are_right(struct arena *arena,
                              const struct erratum_item *item,
                              const struct outcome *found, struct strbuf *why)
{
    const struct judged_side *side = found->last;
    double got[SLOW_ENTRIES_MAX];
    size_t count = 0;

    if (!side) {
        strbuf_printf(why, "does not read: %s", strbuf_text(&found->said));
        return false;
    }
    evaluate(arena, item, side->node, got, &count, why);
    if (count > 0 && !near_all(got, count, item->words))
        strbuf_printf(why, "is %.6g by the slow evaluator; ", got[0]);
    if (side->status != EVAL_VALUE) {
        strbuf_printf(why, "has no value: %s", strbuf_text(&found->said));
        return false;
    }
    count = side->exact.shape == VALUE_NUMBER
                ? 1
                : side->exact.rows * side->exact.cols;
    for (size_t i = 0; i < count && i < SLOW_ENTRIES_MAX; i++)
        got[i] = real_double(side->exact.shape == VALUE_NUMBER
                                 ? side->exact.number
                                 : side->exact.entries[i]);
    if (!near_all(got, count, item->words))
        strbuf_printf(why, "is %.6g", got[0]);
    return why->len == 0;
}

static bool outcome_is_right(struct arena *arena,
                             const struct erratum_item *item,
                             const struct outcome *found, struct strbuf *why)
{
    static const enum truth TRUTHS[] = {
        [WANT_HOLDS] = TRUTH_HOLDS, [WANT_LOST] = TRUTH_LOST,
        [WANT_FALSE] = TRUTH_FALSE, [WANT_REFUSED] = TRUTH_REFUSED,
        [WANT_NONE] = TRUTH_NONE,
    };
    char words[256];

    if (item->want == WANT_IS || item->want == WANT_AT ||
        item->want == WANT_ENTRIES)
        return numbers_are_right(arena, item, found, why);
    snprintf(words, sizeof words, "%.*s", SLICE_ARG(item->words));
    if (found->truth != TRUTHS[item->want])
        strbuf_printf(why, "is judged %d: %s", (int)found->truth,
                      strbuf_text(&found->said));
    else if (!strstr(strbuf_text(&found->said), words))
        strbuf_printf(why, "says other words: %s", strbuf_text(&found->said));
    return why->len == 0;
}

static void every_erratum_comes_to_its_numbers(void **state)
{
    struct arena *arena = arena_create();
    struct strbuf text = { 0 };
    struct err err = { 0 };
    char path[512];
    struct errata errata;
    int wrong = 0;

    (void)state;
    if (!file_read(corpus_path(path, "errata.txt"), &text, 0, &err))
        fail_msg("%s", err.text);
    errata = errata_read(arena, (struct slice){ text.at, text.len });
    for (int n = 1; n <= 28; n++)
        assert_true(errata.seen[n]);
    for (size_t i = 0; i < errata.count; i++) {
        const struct erratum_item *item = &errata.items[i];
        struct strbuf why = { 0 };
        struct outcome found;

        assert_true(item->want != WANT_NOTHING);
        judge_formula(arena, item, FORMAT_FLOAT64, &found);
        if (!outcome_is_right(arena, item, &found, &why)) {
            print_error("errata.txt:%d: erratum %d, %.*s %s\n", item->line,
                        item->number, SLICE_ARG(item->role), strbuf_text(&why));
            wrong++;
        }
        strbuf_finish(&found.said);
        strbuf_finish(&why);
    }
    print_message("%zu formulas of 28 errata, %d remarks\n", errata.count,
                  errata.untested);
    assert_int_equal(wrong, 0);
    strbuf_finish(&text);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_erratum_comes_to_its_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
