#include "tex/mean_write.h"

#include "base/strbuf.h"

/* ---- the prefix form ---- */

static const char *const relations[REL_COUNT] = {
    [REL_EQUAL] = "=",
    [REL_DEFINE] = ":=",
    [REL_NOT_EQUAL] = "!=",
    [REL_LESS] = "<",
    [REL_GREATER] = ">",
    [REL_LESS_EQUAL] = "<=",
    [REL_GREATER_EQUAL] = ">=",
    [REL_APPROX] = "~~",
    [REL_EQUIV] = "==",
    [REL_IN] = "in",
    [REL_SIM] = "~",
    [REL_TO] = "->",
};

static void form_list(struct strbuf *out, const char *word,
                      struct mean *const *items, size_t count)
{
    strbuf_printf(out, "(%s", word);
    for (size_t i = 0; i < count; i++) {
        strbuf_putc(out, ' ');
        if (items[i])
            mean_write_form(out, items[i]);
        else
            strbuf_puts(out, "otherwise");
    }
    strbuf_putc(out, ')');
}

static void form_name(struct strbuf *out, const struct mean *node)
{
    strbuf_slice(out, node->name);
    if (node->item_count == 0)
        return;
    for (size_t i = 0; i < node->item_count; i++) {
        strbuf_putc(out, i > 0 ? ',' : '[');
        mean_write_form(out, node->items[i]);
    }
    strbuf_putc(out, ']');
}

static void form_call(struct strbuf *out, const struct mean *node)
{
    static const char *const marks[] = { "", ",", ";", "|", "||" };

    strbuf_puts(out, "(call ");
    form_name(out, node);
    for (size_t i = 0; i < node->argument_count; i++) {
        if (i > 0)
            strbuf_printf(out, " %s", marks[node->separators[i]]);
        strbuf_putc(out, ' ');
        mean_write_form(out, node->arguments[i]);
    }
    strbuf_putc(out, ')');
}

static void form_number(struct strbuf *out, const struct mean *node)
{
    double written = node->percent ? node->number * 100.0 : node->number;

    if (node->decimals >= 0)
        strbuf_printf(out, "%.*f", node->decimals, written);
    else
        strbuf_printf(out, "%.17g", written);
    if (node->percent)
        strbuf_putc(out, '%');
}

static void form_operands(struct strbuf *out, const char *word,
                          const struct mean *first, const struct mean *second)
{
    strbuf_printf(out, "(%s", word);
    if (first) {
        strbuf_putc(out, ' ');
        mean_write_form(out, first);
    }
    if (second) {
        strbuf_putc(out, ' ');
        mean_write_form(out, second);
    }
    strbuf_putc(out, ')');
}

/* (sum i 1 N body), (sum i to N body), (sum i body), (sum x in set body),
 * (sum (i) body) where the letter was not written. */
static void form_sum(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, node->kind == MEAN_SUM ? "(sum " : "(product ");
    if (node->range == RANGE_BARE)
        strbuf_putc(out, '(');
    strbuf_slice(out, node->name);
    if (node->range == RANGE_BARE)
        strbuf_putc(out, ')');
    if (node->from_bound) {
        strbuf_putc(out, ' ');
        mean_write_form(out, node->from_bound);
    }
    if (node->range == RANGE_TO)
        strbuf_puts(out, " to");
    if (node->to_bound) {
        strbuf_putc(out, ' ');
        mean_write_form(out, node->to_bound);
    }
    if (node->set) {
        strbuf_puts(out, " in ");
        mean_write_form(out, node->set);
    }
    strbuf_putc(out, ' ');
    mean_write_form(out, node->first);
    strbuf_putc(out, ')');
}

static void form_optimum(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, node->maximum ? "(argmax" : "(argmin");
    if (node->first) {
        strbuf_putc(out, ' ');
        strbuf_slice(out, node->name);
        strbuf_putc(out, ' ');
        mean_write_form(out, node->first);
    }
    strbuf_putc(out, ')');
}

static void form_expect(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "(expect ");
    if (node->name.len > 0) {
        strbuf_slice(out, node->name);
        strbuf_puts(out, " ~ ");
    }
    mean_write_form(out, node->second);
    strbuf_putc(out, ' ');
    mean_write_form(out, node->first);
    strbuf_putc(out, ')');
}

static void form_words(struct strbuf *out, const struct mean *node)
{
    strbuf_putc(out, '"');
    strbuf_slice(out, node->name);
    strbuf_putc(out, '"');
    for (size_t i = 0; i < node->item_count; i++) {
        strbuf_putc(out, ' ');
        mean_write_form(out, node->items[i]);
    }
}

static void form_space(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "(space ");
    strbuf_slice(out, node->name);
    if (node->first) {
        strbuf_putc(out, ' ');
        mean_write_form(out, node->first);
    }
    strbuf_putc(out, ')');
}

void mean_write_form(struct strbuf *out, const struct mean *node)
{
    static const char *const words[MEAN_KIND_COUNT] = {
        [MEAN_NEGATE] = "neg",
        [MEAN_ADD] = "add",
        [MEAN_SUBTRACT] = "sub",
        [MEAN_MULTIPLY] = "mul",
        [MEAN_DIVIDE] = "div",
        [MEAN_POWER] = "pow",
        [MEAN_ROOT] = "root",
        [MEAN_ABSOLUTE] = "abs",
        [MEAN_TRANSPOSE] = "transpose",
        [MEAN_LOG] = "log",
        [MEAN_EXP] = "exp",
    };

    switch (node->kind) {
    case MEAN_NUMBER:
        form_number(out, node);
        break;
    case MEAN_INFINITY:
        strbuf_puts(out, "infinity");
        break;
    case MEAN_EULER:
        strbuf_puts(out, "euler");
        break;
    case MEAN_NAME:
        form_name(out, node);
        break;
    case MEAN_CALL:
        form_call(out, node);
        break;
    case MEAN_SUM:
    case MEAN_PRODUCT:
        form_sum(out, node);
        break;
    case MEAN_OPTIMUM:
        form_optimum(out, node);
        break;
    case MEAN_EXPECT:
        form_expect(out, node);
        break;
    case MEAN_GRADIENT:
        form_operands(out, "gradient", node->second, node->first);
        break;
    case MEAN_RELATION:
        form_operands(out, relations[node->relation], node->first,
                      node->second);
        break;
    case MEAN_CASES:
        form_list(out, "cases", node->items, node->item_count);
        break;
    case MEAN_LIST:
        form_list(out, "list", node->items, node->item_count);
        break;
    case MEAN_SET:
        form_list(out, "set", node->items, node->item_count);
        break;
    case MEAN_ELLIPSIS:
        strbuf_puts(out, "...");
        break;
    case MEAN_TEXT:
        form_words(out, node);
        break;
    case MEAN_SPACE:
        form_space(out, node);
        break;
    default:
        form_operands(out, words[node->kind], node->first, node->second);
    }
}

void mean_write_statement_form(struct strbuf *out,
                               const struct mean_statement *statement)
{
    for (size_t i = 0; i < statement->side_count; i++) {
        if (i > 0)
            strbuf_printf(out, " %s ", relations[statement->relations[i]]);
        if (statement->sides[i])
            mean_write_form(out, statement->sides[i]);
        else
            strbuf_puts(out, statement->side_count > 1 ? "^" : "?");
    }
}
