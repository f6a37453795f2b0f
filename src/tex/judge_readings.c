#include "tex/judge_readings.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "tex/parse.h"
#include "tex/read.h"

enum { DIGITS = 5 };

/* The statement with one reading in the place of its fault. An & that put it
 * into a column means nothing outside of its environment. */
static struct slice rewritten(struct arena *arena,
                              const struct mean_statement *statement,
                              const char *reading, uint32_t *at)
{
    const struct mean_fault *fault = statement->fault;
    uint32_t from =
        statement->from < fault->from ? statement->from : fault->from;
    uint32_t to = statement->to > fault->to ? statement->to : fault->to;
    struct slice head = slice_sub(fault->source, from, fault->from);
    struct slice tail = slice_sub(fault->source, fault->to, to);
    char *text = arena_printf(arena, "%.*s%s%.*s", SLICE_ARG(head), reading,
                              SLICE_ARG(tail));

    *at = fault->from - from;
    for (char *c = text; *c; c++)
        if (*c == '&' && (c == text || c[-1] != '\\'))
            *c = ' ';
    return slice_of(text);
}

/* "1.096 (i = 1)": the side of a text that stands at a byte. False when it
 * has no value: then nothing is to be said of it. */
static bool put_value(struct strbuf *out, struct arena *arena,
                      struct slice source, uint32_t at,
                      const struct scope *scope, const struct eval_data *data,
                      const struct judge_options *options)
{
    const struct mean_formula *formula =
        mean_read(arena, tex_parse(arena, source, NULL), source, scope);
    const struct judged_side *side = NULL;
    struct judge_options with = *options;
    struct judgement judged = { .free_count = 0 };

    with.before = NULL;
    /* It reads, so that this does not come here again. */
    if (formula->count == 0 || !formula->reads)
        return false;
    judge(arena, &formula->statements[formula->count - 1], scope, data, &with,
          &judged);
    for (size_t i = 0; i < judged.side_count; i++)
        if (judged.sides[i].node && !judged.sides[i].words &&
            judged.sides[i].node->from <= at && judged.sides[i].node->to > at)
            side = &judged.sides[i];
    if (!side || judged.stopped || side->status != EVAL_VALUE)
        return false;
    judge_write(out, &side->value, options->unit, DIGITS);
    for (size_t i = 0; i < judged.free_count; i++)
        strbuf_printf(out, "%s%.*s = %g%s", i == 0 ? " (" : ", ",
                      SLICE_ARG(judged.free[i].key), judged.free[i].value,
                      i + 1 == judged.free_count ? ")" : "");
    return true;
}

const char *judge_readings(struct arena *arena,
                           const struct mean_statement *statement,
                           const struct scope *scope,
                           const struct eval_data *data,
                           const struct judge_options *options)
{
    const char *text = statement->fault->text;
    struct strbuf values = { 0 };
    bool both = true;

    for (size_t i = 0; i < 2 && both; i++) {
        const char *reading = statement->readings[i];
        struct slice source;
        uint32_t at = 0;

        both = reading != NULL;
        if (!both)
            break;
        strbuf_puts(&values, i == 0 ? "; it is " : " or ");
        source = rewritten(arena, statement, reading, &at);
        both = put_value(&values, arena, source, at, scope, data, options);
    }
    if (both)
        text = arena_printf(arena, "%s%s", text, strbuf_text(&values));
    strbuf_finish(&values);
    return text;
}
