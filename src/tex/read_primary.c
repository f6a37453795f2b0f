#include "tex/read_state.h"

#include "base/arena.h"
#include "base/vec.h"
#include "tex/symbol.h"

/* ---- numbers ---- */

static bool is_digit_end(const struct token *token)
{
    return token_is_digit(token) && !token->sub && !token->sup;
}

/* "{,}" between digits, before three of them. */
static bool is_group_mark(const struct token *token)
{
    return token->sign == SIGN_COMMA && token->braced &&
           token_is_digit(&token[1]) && token_is_digit(&token[2]) &&
           token_is_digit(&token[3]) && !token_is_digit(&token[4]);
}

static bool is_percent(const struct token *token)
{
    return token->node && token->node->kind == TEX_SYMBOL &&
           slice_is(token->node->text, "%");
}

/* Digits up to the first that has a script, which is the number's. */
static struct mean *read_number(struct reader *r)
{
    struct mean *node = read_node(r, MEAN_NUMBER, r->at);
    size_t cap = 0, len = 0;
    char *digits = NULL;
    const struct token *last;

    for (;;) {
        bool point = r->at->sign == SIGN_PERIOD && node->decimals < 0 &&
                     token_is_digit(&r->at[1]);

        last = r->at;
        if (len > 0 && is_group_mark(last)) {
            read_take(r);
            continue;
        }
        if (!token_is_digit(last) && !point)
            break;
        *vec_push_in(r->arena, digits, len, cap) = r->source.at[last->from];
        if (point)
            node->decimals = 0;
        else if (node->decimals >= 0)
            node->decimals++;
        read_take(r);
        if (!point && !is_digit_end(last))
            break;
    }
    if (!slice_double((struct slice){ digits, len }, &node->number) &&
        !slice_double(slice_of(
                          arena_printf(r->arena, "0%.*s", (int)len, digits)),
                      &node->number))
        return read_fault(r, node->from, r->last, "%s is no number here",
                          read_source(r, node->from, r->last));
    last = r->at - 1;
    if (is_percent(r->at) && !last->sub && !last->sup) {
        node->percent = true;
        node->number /= 100.0;
        last = read_take(r);
    }
    if (last->sub)
        return read_fault(r, last->from, last->to,
                          "a subscript on a number, numbers have none");
    r->last = last->sup ? last->node->to : last->to;
    return read_power(r, read_close(r, node), last);
}

/* ---- brackets ---- */

struct mean *read_item(struct reader *r)
{
    if (r->at->sign == SIGN_ELLIPSIS) {
        struct mean *node = read_node(r, MEAN_ELLIPSIS, r->at);

        read_take(r);
        return read_close(r, node);
    }
    return read_additive(r);
}

bool read_items(struct reader *r, struct mean *node, struct mean *item)
{
    size_t cap = 0;

    for (;; item = NULL) {
        if (!item)
            item = read_item(r);
        if (!item)
            return false;
        *vec_push_in(r->arena, node->items, node->item_count, cap) = item;

        /* "x_1, x_2, ... x_n": the comma behind the dots is often left out. */
        if (r->at->sign == SIGN_COMMA && r->at[1].sign != SIGN_END)
            read_take(r);
        else if (item->kind != MEAN_ELLIPSIS || !read_starts_factor(r->at))
            return true;
    }
}

/* ( ), [ ] around one expression or a list of them. */
static struct mean *read_group(struct reader *r)
{
    struct mean *node = read_node(r, MEAN_LIST, r->at);
    const struct token *close;
    struct bracket bracket;

    if (!read_open(r, &bracket) || !read_items(r, node, NULL))
        return NULL;
    close = read_shut(r, &bracket);
    if (!close)
        return NULL;
    if (close->sub)
        return read_fault(r, close->from, close->to,
                          "a subscript on a bracket, put it on the name");
    r->last = close->node->to;
    if (node->item_count == 1 && node->items[0]->kind != MEAN_ELLIPSIS) {
        uint32_t from = node->from;

        node = node->items[0];
        node->from = from;
        node->to = r->last;
    } else if (!read_close(r, node)) {
        return NULL;
    }
    node->grouped = true;
    return read_power(r, node, close);
}

static struct mean *read_set(struct reader *r)
{
    struct mean *node = read_node(r, MEAN_SET, r->at);
    const struct token *close;
    struct bracket bracket;

    if (!read_open(r, &bracket))
        return NULL;
    if (r->at->sign != SIGN_CLOSE_BRACE && r->at->sign != SIGN_END &&
        !read_items(r, node, NULL))
        return NULL;
    close = read_shut(r, &bracket);
    if (close && (close->sub || close->sup))
        return read_fault(r, close->from, close->to,
                          "a script on a set, it has no meaning here");
    return close ? read_close(r, node) : NULL;
}

static struct mean *read_absolute(struct reader *r)
{
    struct mean *node = read_node(r, MEAN_ABSOLUTE, r->at);
    const struct token *close;
    struct bracket bracket;

    if (!read_open(r, &bracket))
        return NULL;
    node->first = read_additive(r);
    close = read_shut(r, &bracket);
    if (!close)
        return NULL;
    if (close->sub)
        return read_fault(r, close->from, close->to,
                          "a subscript on a bracket, put it on the name");
    r->last = close->node->to;
    return read_power(r, read_close(r, node), close);
}

/* ---- what has a shape of its own ---- */

static struct mean *read_fraction(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_node(r, MEAN_DIVIDE, token);

    if (slice_ends(token->node->command, "binom"))
        return read_fault(r, token->from, token->to,
                          "a binomial coefficient, it is not read");
    read_take(r);
    node->first = read_inside(r, token->node->child[0]);
    if (node->first)
        node->second = read_inside(r, token->node->child[1]);
    if (token->sub)
        return read_fault(r, token->from, token->to,
                          "a subscript on a fraction, put it on a name");
    r->last = token->node->to;
    return read_power(r, read_close(r, node), token);
}

static struct mean *read_root(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_node(r, MEAN_ROOT, token);

    read_take(r);
    if (token->node->child[1])
        node->second = read_inside(r, token->node->child[1]);
    if (!r->fault)
        node->first = read_inside(r, token->node->child[0]);
    if (token->sub)
        return read_fault(r, token->from, token->to,
                          "a subscript on a root, put it on a name");
    r->last = token->node->to;
    return read_power(r, read_close(r, node), token);
}

struct mean *read_argument(struct reader *r)
{
    struct mean *node, *first = read_item(r);

    if (!first || r->at->sign != SIGN_RELATION)
        return first;
    node = read_node(r, MEAN_RELATION, r->at);
    node->from = first->from;
    node->node = first->node;
    node->relation = read_take(r)->relation;
    node->first = first;
    node->second = read_item(r);
    if (r->at->sign == SIGN_RELATION)
        return read_expected(r, "one relation");
    return read_close(r, node);
}

/* One cell of cases: a value, or a condition, whose "if" is dropped. */
static struct mean *read_cell(struct reader *r, const struct tex_node *cell,
                              bool condition)
{
    struct reading was = read_into(r, cell);
    uint32_t last = r->last;
    struct mean *value = NULL;

    while (condition && token_is_text(r->at))
        read_take(r);
    if (!condition || r->at->sign != SIGN_END)
        value = condition ? read_argument(r) : read_additive(r);
    if ((r->at->sign == SIGN_COMMA || r->at->sign == SIGN_PERIOD) &&
        r->at[1].sign == SIGN_END)
        read_take(r);
    if (condition && value && value->kind != MEAN_RELATION)
        value = read_fault(r, value->from, value->to,
                           "a condition was expected: x = 0, or "
                           "\\text{otherwise}");
    value = read_out_of(r, was, value);
    r->last = last;
    return value;
}

static struct mean *read_cases(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_node(r, MEAN_CASES, token);
    size_t cap = 0;

    if (!slice_ends(token->node->text, "cases"))
        return read_fault(r, token->from, token->to,
                          "an environment '%.*s' inside an expression, only "
                          "cases are read there",
                          SLICE_ARG(token->node->text));
    if (!read_enter(r, token))
        return NULL;
    for (const struct tex_node *row = token->node->first; row && !r->fault;
         row = row->next) {
        const struct tex_node *second = row->first->next;
        struct mean *value = read_cell(r, row->first, false);

        *vec_push_in(r->arena, node->items, node->item_count, cap) = value;
        value = second && !r->fault ? read_cell(r, second, true) : NULL;
        *vec_push_in(r->arena, node->items, node->item_count, cap) = value;
        if (second && second->next)
            read_fault(r, second->next->from, second->next->to,
                       "a third column in cases, a value and a condition were "
                       "expected");
    }
    r->depth--;
    read_take(r);
    if (token->sub || token->sup)
        return read_fault(r, token->from, token->to,
                          "a script on cases, put brackets around them");
    return read_close(r, node);
}

/* \underbrace{...}_{words}: a remark on what stands in it. */
static struct mean *read_braced(struct reader *r)
{
    const struct token *token = read_take(r);
    struct mean *node = read_inside(r, token->node->child[0]);

    r->last = token->to;
    return node;
}

static struct mean *read_infinity(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_node(r, MEAN_INFINITY, token);

    read_take(r);
    r->last = token->node->to;
    if (token->sub)
        return read_fault(r, token->from, token->to,
                          "a subscript on \\infty, put it on a name");
    return read_power(r, read_close(r, node), token);
}

/* \mathbb{R}^{K \times d}: a set of numbers, in one letter. */
static struct mean *read_space(struct reader *r)
{
    const struct token *token = r->at;
    struct mean *node = read_node(r, MEAN_SPACE, token);

    node->name = read_key_inside(r, token->node->child[0]);
    if (node->name.len != 1)
        return read_fault(r, token->from, token->to,
                          "a set of numbers is one letter: \\mathbb{R}");
    if (token->sub)
        return read_fault(r, token->from, token->to,
                          "a subscript on a set of numbers, a power was "
                          "expected: \\mathbb{R}^K");
    read_take(r);
    if (token->sup)
        node->first = read_inside(r, token->sup);
    r->last = token->to;
    return read_close(r, node);
}

static bool is_space(const struct token *token)
{
    return token->node->kind == TEX_FONT &&
           slice_is(token->node->text, "mathbb");
}

static bool is_infinity(const struct token *token)
{
    if (token->node->kind == TEX_CHAR)
        return token->node->rune == 0x221E;
    return token->node->kind == TEX_SYMBOL &&
           slice_is(token->node->text, "infty");
}

/* What has no meaning here, with what to write instead where that is known. */
static struct mean *refuse(struct reader *r)
{
    const struct token *token = r->at;
    const char *quoted = read_quoted(r, token);

    if (!token->node)
        return read_expected(r, "a number, a name or a bracket");
    if (token->node->kind == TEX_SYMBOL &&
        slice_is(token->node->text, "forall"))
        return read_fault(r, token->from, token->to,
                          "%s is not read, say it in words: \\text{for all}",
                          quoted);
    if (token->node->kind == TEX_SYMBOL && token->node->symbol->flags)
        return read_fault(r, token->from, token->to,
                          "%s has no value here, only sums and products have",
                          quoted);
    if (token->node->kind == TEX_SCRIPTS || token->node->kind == TEX_STACK ||
        token->sub || token->sup)
        return read_fault(r, token->from, token->to,
                          "%s: what the script belongs to is not one sign, "
                          "put brackets around it",
                          quoted);
    return read_expected(r, "a number, a name or a bracket");
}

struct mean *read_primary(struct reader *r)
{
    const struct token *token = r->at;

    switch (token->sign) {
    case SIGN_OPEN_PAREN:
    case SIGN_OPEN_BRACKET:
        return read_group(r);
    case SIGN_OPEN_BRACE:
        return read_set(r);
    case SIGN_OPEN_ABSOLUTE:
        return read_absolute(r);
    case SIGN_PERIOD:
        return token_is_digit(&token[1]) ? read_number(r) : refuse(r);
    case SIGN_BAR:
    case SIGN_DOUBLE_BAR:
        return read_fault(r, token->from, token->to,
                          "%s outside a call, it separates arguments: P(y "
                          "\\mid x); an absolute value is \\left|x\\right|",
                          read_quoted(r, token));
    case SIGN_NONE:
        break;
    default:
        return refuse(r);
    }
    if (token_is_digit(token))
        return read_number(r);
    if (token->node->kind == TEX_FRAC)
        return read_is_derivative(r, token) ? read_derivative(r)
                                            : read_fraction(r);
    if (token->node->kind == TEX_SQRT)
        return read_root(r);
    if (token->node->kind == TEX_ENV)
        return read_cases(r);
    if (token->node->kind == TEX_ACCENT && token->node->rune == '{')
        return read_braced(r);
    if (is_space(token))
        return read_space(r);
    if (is_infinity(token))
        return read_infinity(r);
    if (read_key(r, token).len > 0)
        return read_name(r);
    return refuse(r);
}
