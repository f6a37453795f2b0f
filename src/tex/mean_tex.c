#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "tex/key_write.h"
#include "tex/mean_write.h"
#include "tex/read_state.h"

/* How tightly a part must hold together where it stands, loosest first. */
enum level {
    LEVEL_ANY,      /* alone between brackets or braces */
    LEVEL_ADDITIVE, /* before a + or - */
    LEVEL_SIGNED,   /* behind one; the body of a sum */
    LEVEL_TERM,     /* before something side by side */
    LEVEL_FACTOR,   /* behind something side by side */
    LEVEL_PRIMARY   /* under a power */
};

static void write_at(struct strbuf *out, const struct mean *node,
                     enum level level);

/* ---- names ---- */

/* Where the labels of a key begin, or its end. */
static size_t labels_at(struct slice key)
{
    int depth = 0;

    for (size_t i = 0; i + 1 < key.len; i++) {
        depth += (key.at[i] == '{') - (key.at[i] == '}');
        if (depth == 0 && key.at[i] == '_' && key.at[i + 1] == '{')
            return i;
    }
    return key.len;
}

/* An index that would be read as several, or as a label. */
static bool hides_in_subscript(const struct mean *item)
{
    return item->kind == MEAN_MULTIPLY ||
           (item->kind == MEAN_NAME && key_is_word(item->name));
}

static void write_items(struct strbuf *out, const struct mean *node)
{
    for (size_t i = 0; i < node->item_count; i++) {
        const struct mean *item = node->items[i];

        strbuf_puts(out, i > 0 ? "," : "");
        if (hides_in_subscript(item) && !item->grouped) {
            strbuf_puts(out, "\\left(");
            write_at(out, item, LEVEL_ANY);
            strbuf_puts(out, "\\right)");
        } else {
            write_at(out, item, LEVEL_ANY);
        }
    }
}

/* The labels of a key, each in braces that make it one whatever is declared. */
static void write_labels(struct strbuf *out, struct slice labels, bool first)
{
    size_t from = 0;

    for (size_t i = 0; i <= labels.len; i++) {
        if (i < labels.len && labels.at[i] != ',')
            continue;
        strbuf_puts(out, first ? "" : ",");
        strbuf_puts(out, "\\text{");
        strbuf_slice(out, slice_sub(labels, from, i));
        strbuf_putc(out, '}');
        from = i + 1;
        first = false;
    }
}

static void write_name(struct strbuf *out, const struct mean *node)
{
    size_t at = labels_at(node->name);
    struct slice labels =
        slice_sub(node->name, at + 2, node->name.len - (at < node->name.len));

    key_write(out, slice_sub(node->name, 0, at));
    if (node->item_count == 0 && labels.len == 0)
        return;
    strbuf_puts(out, "_{");
    write_items(out, node);
    if (labels.len > 0)
        write_labels(out, labels, node->item_count == 0);
    strbuf_putc(out, '}');
}

/* A letter that a binder binds, which has no indices. */
static void write_key(struct strbuf *out, struct slice key)
{
    struct mean name = { .kind = MEAN_NAME, .name = key };

    write_name(out, &name);
}

/* ---- parts between brackets ---- */

static void write_within(struct strbuf *out, const char *open,
                         const struct mean *node, const char *close)
{
    strbuf_puts(out, open);
    write_at(out, node, LEVEL_ANY);
    strbuf_puts(out, close);
}

static void write_call(struct strbuf *out, const struct mean *node)
{
    static const char *const marks[] = { "", ", ", "; ", " \\mid ", " \\| " };

    write_name(out, node);
    strbuf_puts(out, "\\left(");
    for (size_t i = 0; i < node->argument_count; i++) {
        strbuf_puts(out, marks[node->separators[i]]);
        write_at(out, node->arguments[i], LEVEL_ANY);
    }
    strbuf_puts(out, "\\right)");
}

static void write_entries(struct strbuf *out, const char *open,
                          const struct mean *node, const char *close)
{
    strbuf_puts(out, open);
    for (size_t i = 0; i < node->item_count; i++) {
        strbuf_puts(out, i > 0 ? ", " : "");
        write_at(out, node->items[i], LEVEL_ANY);
    }
    strbuf_puts(out, close);
}

static void write_cases(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "\\begin{cases} ");
    for (size_t i = 0; i + 1 < node->item_count; i += 2) {
        strbuf_puts(out, i > 0 ? " \\\\ " : "");
        write_at(out, node->items[i], LEVEL_ANY);
        strbuf_puts(out, " & ");
        if (node->items[i + 1])
            write_at(out, node->items[i + 1], LEVEL_ANY);
        else
            strbuf_puts(out, "\\text{otherwise}");
    }
    strbuf_puts(out, " \\end{cases}");
}

static void write_function(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, node->kind == MEAN_EXP ? "\\exp" : "\\log");
    if (node->second)
        write_within(out, "_{", node->second, "}");
    write_within(out, "\\left(", node->first, "\\right)");
}

static void write_root(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "\\sqrt");
    if (node->second)
        write_within(out, "[", node->second, "]");
    write_within(out, "{", node->first, "}");
}

static void write_number(struct strbuf *out, const struct mean *node)
{
    double written = node->percent ? node->number * 100.0 : node->number;

    strbuf_printf(out, "%.*f", node->decimals < 0 ? 0 : node->decimals,
                  written);
    strbuf_puts(out, node->percent ? "\\%" : "");
}

static void write_words(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "\\text{");
    strbuf_slice(out, node->name);
    strbuf_putc(out, '}');
    for (size_t i = 0; i < node->item_count; i++) {
        strbuf_putc(out, ' ');
        write_at(out, node->items[i], LEVEL_FACTOR);
    }
}

static void write_relation(struct strbuf *out, const struct mean *node)
{
    static const char *const signs[REL_COUNT] = {
        [REL_EQUAL] = "=",
        [REL_DEFINE] = ":=",
        [REL_NOT_EQUAL] = "\\neq",
        [REL_LESS] = "<",
        [REL_GREATER] = ">",
        [REL_LESS_EQUAL] = "\\leq",
        [REL_GREATER_EQUAL] = "\\geq",
        [REL_APPROX] = "\\approx",
        [REL_EQUIV] = "\\equiv",
        [REL_IN] = "\\in",
        [REL_SIM] = "\\sim",
        [REL_TO] = "\\to",
    };

    write_at(out, node->first, LEVEL_ANY);
    strbuf_printf(out, " %s ", signs[node->relation]);
    write_at(out, node->second, LEVEL_ANY);
}

/* ---- what takes a body ---- */

static void write_sum(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, node->kind == MEAN_SUM ? "\\sum" : "\\prod");
    if (node->range != RANGE_BARE) {
        strbuf_puts(out, "_{");
        write_key(out, node->name);
        if (node->from_bound)
            write_within(out, "=", node->from_bound, "");
        if (node->set) {
            strbuf_puts(out, " \\in ");
            write_at(out, node->set, LEVEL_FACTOR);
        }
        strbuf_putc(out, '}');
    }
    if (node->to_bound)
        write_within(out, "^{", node->to_bound, "}");
    strbuf_putc(out, ' ');
    write_at(out, node->first, LEVEL_SIGNED);
}

static void write_optimum(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, node->maximum ? "\\arg\\max" : "\\arg\\min");
    if (!node->first)
        return;
    strbuf_puts(out, "_{");
    write_key(out, node->name);
    strbuf_puts(out, "} ");
    write_at(out, node->first, LEVEL_ADDITIVE);
}

static void write_expectation(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, "\\mathbb{E}_{");
    if (node->name.len > 0) {
        write_key(out, node->name);
        strbuf_puts(out, " \\sim ");
    }
    write_at(out, node->second, LEVEL_PRIMARY);
    write_within(out, "}\\left[", node->first, "\\right]");
}

static void write_gradient(struct strbuf *out, const struct mean *node)
{
    write_within(out, "\\nabla_{", node->second, "} ");
    write_at(out, node->first, LEVEL_SIGNED);
}

/* ---- operators ---- */

/* Whether what is written ends in a body that would go on. */
static bool ends_open(const struct mean *node)
{
    if (node->grouped)
        return false;
    switch (node->kind) {
    case MEAN_SUM:
    case MEAN_PRODUCT:
    case MEAN_GRADIENT:
        return true;
    case MEAN_MULTIPLY:
        return ends_open(node->second);
    default:
        return false;
    }
}

/* Two factors that may stand side by side without a sign. */
static bool side_by_side(const struct mean *first, const struct mean *second)
{
    bool before = first->kind == MEAN_NUMBER || first->kind == MEAN_DIVIDE ||
                  (first->kind == MEAN_NAME && first->sort != NAME_FUNCTION);

    if (!before || first->grouped || second->grouped)
        return false;
    switch (second->kind) {
    case MEAN_NAME:
    case MEAN_CALL:
    case MEAN_LOG:
    case MEAN_EXP:
    case MEAN_SUM:
    case MEAN_PRODUCT:
    case MEAN_EXPECT:
        return true;
    case MEAN_POWER:
        /* A primed base is put in brackets, and would read as a call's. */
        return second->first->kind == MEAN_NAME && !second->first->grouped &&
               !second->first->primed;
    default:
        return false;
    }
}

static void write_operator(struct strbuf *out, const struct mean *node)
{
    const struct mean *first = node->first, *second = node->second;
    bool clash;

    switch (node->kind) {
    case MEAN_NEGATE:
        strbuf_putc(out, '-');
        write_at(out, first, LEVEL_SIGNED);
        break;
    case MEAN_MULTIPLY:
        write_at(out, first, ends_open(first) ? LEVEL_PRIMARY : LEVEL_TERM);
        strbuf_puts(out, side_by_side(first, second) && !node->dotted
                             ? " "
                             : " \\cdot ");
        write_at(out, second, LEVEL_FACTOR);
        break;
    case MEAN_DIVIDE:
        write_within(out, "\\frac{", first, "}");
        write_within(out, "{", second, "}");
        break;
    case MEAN_POWER:
        write_at(out, first, LEVEL_PRIMARY);
        write_within(out, "^{", second, "}");
        break;
    case MEAN_TRANSPOSE:
        write_at(out, first, LEVEL_PRIMARY);
        strbuf_puts(out, "^\\top");
        break;
    default: /* ADD, SUBTRACT */
        clash = read_open_sum(first, second, NULL);
        write_at(out, first, clash ? LEVEL_PRIMARY : LEVEL_ADDITIVE);
        strbuf_puts(out, node->kind == MEAN_ADD ? " + " : " - ");
        write_at(out, second, LEVEL_SIGNED);
    }
}

/* The tightest place in which a node can stand as it is. */
static enum level level_of(const struct mean *node)
{
    switch (node->kind) {
    case MEAN_OPTIMUM:
    case MEAN_TEXT:
    case MEAN_RELATION:
        return LEVEL_ANY;
    case MEAN_ADD:
    case MEAN_SUBTRACT:
        return LEVEL_ADDITIVE;
    case MEAN_NEGATE:
        return LEVEL_SIGNED;
    case MEAN_MULTIPLY:
        return LEVEL_TERM;
    case MEAN_SUM: /* nothing may follow, which MULTIPLY sees to */
    case MEAN_PRODUCT:
    case MEAN_GRADIENT:
    case MEAN_POWER:
    case MEAN_TRANSPOSE:
    case MEAN_DIVIDE:
    case MEAN_ROOT:
    case MEAN_LOG:
    case MEAN_EXP:
    case MEAN_EXPECT:
    case MEAN_CASES:
    case MEAN_SET:
    case MEAN_SPACE:
        return LEVEL_FACTOR;
    case MEAN_NAME:
        return node->primed ? LEVEL_FACTOR : LEVEL_PRIMARY;
    default:
        return LEVEL_PRIMARY;
    }
}

static void write_plain(struct strbuf *out, const struct mean *node)
{
    switch (node->kind) {
    case MEAN_NUMBER:
        write_number(out, node);
        break;
    case MEAN_INFINITY:
        strbuf_puts(out, "\\infty");
        break;
    case MEAN_EULER:
        strbuf_putc(out, 'e');
        break;
    case MEAN_NAME:
        write_name(out, node);
        break;
    case MEAN_CALL:
        write_call(out, node);
        break;
    case MEAN_ROOT:
        write_root(out, node);
        break;
    case MEAN_ABSOLUTE:
        write_within(out, "\\left|", node->first, "\\right|");
        break;
    case MEAN_LOG:
    case MEAN_EXP:
        write_function(out, node);
        break;
    case MEAN_SUM:
    case MEAN_PRODUCT:
        write_sum(out, node);
        break;
    case MEAN_OPTIMUM:
        write_optimum(out, node);
        break;
    case MEAN_EXPECT:
        write_expectation(out, node);
        break;
    case MEAN_GRADIENT:
        write_gradient(out, node);
        break;
    case MEAN_CASES:
        write_cases(out, node);
        break;
    case MEAN_RELATION:
        write_relation(out, node);
        break;
    case MEAN_LIST:
        write_entries(out, "\\left(", node, "\\right)");
        break;
    case MEAN_SET:
        write_entries(out, "\\{", node, "\\}");
        break;
    case MEAN_ELLIPSIS:
        strbuf_puts(out, "\\dots");
        break;
    case MEAN_TEXT:
        write_words(out, node);
        break;
    case MEAN_SPACE:
        strbuf_printf(out, "\\mathbb{%.*s}", SLICE_ARG(node->name));
        if (node->first)
            write_within(out, "^{", node->first, "}");
        break;
    default:
        write_operator(out, node);
    }
}

static void write_at(struct strbuf *out, const struct mean *node,
                     enum level level)
{
    bool brackets =
        node->kind != MEAN_LIST && (node->grouped || level_of(node) < level);

    strbuf_puts(out, brackets ? "\\left(" : "");
    write_plain(out, node);
    strbuf_puts(out, brackets ? "\\right)" : "");
}

void mean_write_tex(struct strbuf *out, const struct mean *node)
{
    write_at(out, node, LEVEL_ANY);
}
