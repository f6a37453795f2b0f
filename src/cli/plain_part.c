#include "cli/plain_part.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "draw/formula.h"
#include "draw/inspector_panel.h"
#include "lab/lab.h"
#include "tex/judge.h"

enum { DIGITS = 6, TERM_DIGITS = 4, TERMS = 12 };

static enum unit unit_of(const struct inspect *inspect)
{
    const struct lab *lab = inspect_equation(inspect)->lab;

    return lab ? lab_unit(lab) : UNIT_NATS;
}

static void say_tex(FILE *out, const char *before, struct slice tex, bool ascii)
{
    struct strbuf text = { 0 };

    formula_text(&text, tex, ascii);
    fprintf(out, "%s%s", before, strbuf_text(&text));
    strbuf_finish(&text);
}

static void say_value(FILE *out, const char *before, const struct value *value,
                      enum unit unit, int digits, bool ascii)
{
    struct strbuf text = { 0 };

    judge_write(&text, value, unit, digits);
    fputs(before, out);
    for (const char *c = strbuf_text(&text); *c; c++)
        if (*c == '-' && !ascii)
            fputs("\xE2\x88\x92", out);
        else
            fputc(*c, out);
    strbuf_finish(&text);
}

static void say_place(FILE *out, struct inspect *inspect, bool ascii)
{
    struct strbuf letters = { 0 };
    size_t count, at = walk_index(inspect_place(inspect), &count);

    fprintf(out, "Part %zu of %zu", at + 1, count);
    inspector_letters(&letters, inspect, ascii);
    fprintf(out, "%s%s: ", letters.len ? ", " : "", strbuf_text(&letters));
    strbuf_finish(&letters);
}

static void say_facts(FILE *out, struct inspect *inspect, bool ascii)
{
    const struct inspect_facts *facts = inspect_facts(inspect);
    enum unit unit = unit_of(inspect);

    say_tex(out, "", facts->source, ascii);
    if (facts->status != EVAL_VALUE) {
        fprintf(out, " has no value: %s\n", facts->fault);
    } else {
        say_value(out, " = ", &facts->value, unit, DIGITS, ascii);
        if (facts->differs)
            say_value(out, ", exactly ", &facts->exact, unit, DIGITS, ascii);
        fprintf(out, "%s%s\n", facts->flags[0] ? "; " : "", facts->flags);
    }
    if (facts->name.len) {
        say_tex(out, "Definition: ", facts->name, ascii);
        say_tex(out, " := ", facts->body, ascii);
        fputc('\n', out);
    }
    if (facts->numbers.len) {
        say_tex(out, "In numbers: ", facts->numbers, ascii);
        fputc('\n', out);
    }
}

static void say_row(FILE *out, const struct inspect_facts *facts,
                    const struct unroll_row *row, enum unit unit, bool ascii)
{
    say_tex(out, "", facts->binder->name, ascii);
    fprintf(out, " = %.15g: ", row->index);
    say_tex(out, "", row->tex, ascii);
    if (row->valued)
        say_value(out, " = ", &row->body, unit, TERM_DIGITS, ascii);
    if (row->counted)
        say_value(out,
                  facts->binder->kind == MEAN_PRODUCT ? ", product so far "
                                                      : ", sum so far ",
                  &row->partial, unit, TERM_DIGITS, ascii);
    fputc('\n', out);
}

static void say_terms(FILE *out, struct inspect *inspect, bool ascii)
{
    const struct inspect_facts *facts = inspect_facts(inspect);
    const struct inspect_letter *letters;
    size_t count = inspect_letters(inspect, &letters);
    size_t first, last;
    struct arena *arena;

    if (!facts->binder || count == 0)
        return;
    first = letters[count - 1].at / TERMS * TERMS;
    last =
        first + TERMS < facts->terms.count ? first + TERMS : facts->terms.count;
    arena = arena_create();
    for (size_t i = first; i < last; i++) {
        struct unroll_row row;

        inspect_row(inspect, arena, i, &row);
        say_row(out, facts, &row, unit_of(inspect), ascii);
    }
    if (last < facts->terms.count || first > 0)
        fprintf(out, "Terms %zu to %zu of %zu.\n", first + 1, last,
                facts->terms.count);
    arena_destroy(arena);
}

void plain_part(FILE *out, struct inspect *inspect, bool ascii)
{
    say_place(out, inspect, ascii);
    say_facts(out, inspect, ascii);
    say_terms(out, inspect, ascii);
}
