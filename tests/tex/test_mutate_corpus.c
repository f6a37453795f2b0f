/* Every change of every formula of the sources: laws that all of them keep. */
#include "support/test.h"

#include "tex/corpus.h"
#include "tex/mean_write.h"
#include "tex/mutate.h"
#include "tex/reading.h"

struct mutants {
    struct arena *arena;
    const struct scope *scope;
    const struct mean_formula *formula;
    struct mutant *at;
    size_t count;
};

/* Calls `check` for each formula that has mutants. Returns how many these
 * are in all. */
static size_t each(void (*check)(const struct mutants *mutants))
{
    struct corpus corpus;
    size_t total = 0;

    corpus_open(&corpus);
    for (size_t i = 0; i < corpus.count; i++) {
        struct mutants m = { .arena = arena_create() };

        m.scope = reading_scope(m.arena, slice_sub(corpus.file[i], 0, 3));
        m.formula = reading_of(m.arena, m.scope, corpus.tex[i]);
        m.count = mutate(m.arena, m.formula, m.scope, &m.at);
        if (m.count > 0)
            check(&m);
        total += m.count;
        arena_destroy(m.arena);
    }
    corpus_close(&corpus);
    return total;
}

static void check_names(const struct mutants *m)
{
    for (size_t i = 0; i < m->count; i++) {
        assert_null(strchr(m->at[i].name, ':'));
        assert_true(strlen(m->at[i].name) > 0);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(m->at[i].name, m->at[k].name);
    }
}

static void names_are_unlike_and_can_be_quoted(void **state)
{
    (void)state;
    assert_true(each(check_names) > 500);
}

static void check_forms(const struct mutants *m)
{
    struct strbuf before = { 0 }, after = { 0 };

    for (size_t i = 0; i < m->count; i++) {
        const struct mutant *one = &m->at[i];

        strbuf_clear(&before);
        strbuf_clear(&after);
        mean_write_form(
            &before, m->formula->statements[one->statement].sides[one->side]);
        mean_write_form(&after, one->tree);
        assert_string_not_equal(strbuf_text(&before), strbuf_text(&after));
    }
    strbuf_finish(&before);
    strbuf_finish(&after);
}

static void none_is_what_it_was(void **state)
{
    (void)state;
    each(check_forms);
}

/* What is listed can be pasted into a lesson: it reads back to the tree that
 * was judged. */
static void check_reading(const struct mutants *m)
{
    struct strbuf tex = { 0 }, form = { 0 }, again = { 0 };

    for (size_t i = 0; i < m->count; i++) {
        const struct mean_formula *back;

        strbuf_clear(&tex);
        strbuf_clear(&form);
        strbuf_clear(&again);
        mean_write_tex(&tex, m->at[i].tree);
        mean_write_form(&form, m->at[i].tree);
        back =
            reading_of(m->arena, m->scope, (struct slice){ tex.at, tex.len });
        assert_true(back->count >= 1);
        mean_write_statement_form(&again, &back->statements[0]);
        if (!back->reads)
            print_error("%s: %s: %s\n", m->at[i].name, tex.at,
                        back->statements[0].fault
                            ? back->statements[0].fault->text
                            : "");
        assert_string_equal(strbuf_text(&form), strbuf_text(&again));
    }
    strbuf_finish(&tex);
    strbuf_finish(&form);
    strbuf_finish(&again);
}

static void what_is_listed_reads_back(void **state)
{
    (void)state;
    each(check_reading);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_unlike_and_can_be_quoted),
        cmocka_unit_test(none_is_what_it_was),
        cmocka_unit_test(what_is_listed_reads_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
