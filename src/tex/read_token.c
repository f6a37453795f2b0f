#include "tex/read_state.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "tex/symbol.h"

/* ---- what a node is ---- */

/* clang-format off */
static const struct {
    const char *name;
    enum sign sign;
    enum mean_relation relation;
} signs[] = {
    { "times", SIGN_TIMES, 0 }, { "cdot", SIGN_DOT, 0 },
    { "ast", SIGN_TIMES, 0 }, { "div", SIGN_SLASH, 0 },
    { "mid", SIGN_BAR, 0 }, { "vert", SIGN_BAR, 0 },
    { "|", SIGN_DOUBLE_BAR, 0 }, { "Vert", SIGN_DOUBLE_BAR, 0 },
    { "parallel", SIGN_DOUBLE_BAR, 0 },
    { "{", SIGN_OPEN_BRACE, 0 }, { "}", SIGN_CLOSE_BRACE, 0 },
    { "lbrace", SIGN_OPEN_BRACE, 0 }, { "rbrace", SIGN_CLOSE_BRACE, 0 },
    { "lbrack", SIGN_OPEN_BRACKET, 0 }, { "rbrack", SIGN_CLOSE_BRACKET, 0 },
    { "lparen", SIGN_OPEN_PAREN, 0 }, { "rparen", SIGN_CLOSE_PAREN, 0 },
    { "lvert", SIGN_OPEN_ABSOLUTE, 0 }, { "rvert", SIGN_CLOSE_ABSOLUTE, 0 },
    { "dots", SIGN_ELLIPSIS, 0 }, { "ldots", SIGN_ELLIPSIS, 0 },
    { "cdots", SIGN_ELLIPSIS, 0 }, { "dotsc", SIGN_ELLIPSIS, 0 },
    { "dotsb", SIGN_ELLIPSIS, 0 }, { "dotsm", SIGN_ELLIPSIS, 0 },
    { "dotso", SIGN_ELLIPSIS, 0 },
    { "ne", SIGN_RELATION, REL_NOT_EQUAL },
    { "neq", SIGN_RELATION, REL_NOT_EQUAL },
    { "lt", SIGN_RELATION, REL_LESS }, { "gt", SIGN_RELATION, REL_GREATER },
    { "le", SIGN_RELATION, REL_LESS_EQUAL },
    { "leq", SIGN_RELATION, REL_LESS_EQUAL },
    { "leqslant", SIGN_RELATION, REL_LESS_EQUAL },
    { "ge", SIGN_RELATION, REL_GREATER_EQUAL },
    { "geq", SIGN_RELATION, REL_GREATER_EQUAL },
    { "geqslant", SIGN_RELATION, REL_GREATER_EQUAL },
    { "approx", SIGN_RELATION, REL_APPROX },
    { "equiv", SIGN_RELATION, REL_EQUIV },
    { "in", SIGN_RELATION, REL_IN }, { "sim", SIGN_RELATION, REL_SIM },
    { "coloneq", SIGN_RELATION, REL_DEFINE },
    { "coloneqq", SIGN_RELATION, REL_DEFINE },
    { "triangleq", SIGN_RELATION, REL_DEFINE },
    { "to", SIGN_RELATION, REL_TO }, { "rightarrow", SIGN_RELATION, REL_TO },
    { "longrightarrow", SIGN_RELATION, REL_TO },
    { "Rightarrow", SIGN_RELATION, REL_TO },
    { "Longrightarrow", SIGN_RELATION, REL_TO },
    { "implies", SIGN_RELATION, REL_TO },
};

static const struct {
    const char *name;
    enum head head;
} heads[] = {
    { "log", HEAD_LOG }, { "ln", HEAD_LOG }, { "exp", HEAD_EXP },
    { "argmax", HEAD_ARGMAX }, { "argmin", HEAD_ARGMIN },
    { "sum", HEAD_SUM }, { "prod", HEAD_PRODUCT }, { "nabla", HEAD_NABLA },
};
/* clang-format on */

enum { WORDS = 5 }; /* the heads that letters can spell */

static enum head head_named(struct slice name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_is(name, heads[i].name))
            return heads[i].head;
    return HEAD_NONE;
}

bool read_is_head(struct slice word)
{
    return head_named(word, WORDS) != HEAD_NONE;
}

static void name_sign(struct token *token, struct slice name)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (slice_is(name, signs[i].name)) {
            token->sign = signs[i].sign;
            token->relation = signs[i].relation;
        }
}

static void relation_sign(struct token *token, enum mean_relation relation)
{
    token->sign = SIGN_RELATION;
    token->relation = relation;
}

static void char_sign(struct token *token, uint32_t rune)
{
    static const struct {
        uint32_t rune;
        enum sign sign;
    } plain[] = { { '+', SIGN_PLUS },         { '-', SIGN_MINUS },
                  { 0x2212, SIGN_MINUS },     { '*', SIGN_TIMES },
                  { '/', SIGN_SLASH },        { ',', SIGN_COMMA },
                  { ';', SIGN_SEMICOLON },    { '.', SIGN_PERIOD },
                  { '|', SIGN_BAR },          { '(', SIGN_OPEN_PAREN },
                  { ')', SIGN_CLOSE_PAREN },  { '[', SIGN_OPEN_BRACKET },
                  { ']', SIGN_CLOSE_BRACKET } };
    const struct tex_symbol *symbol = tex_symbol_of(rune);

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (plain[i].rune == rune)
            token->sign = plain[i].sign;
    if (rune == '=')
        relation_sign(token, REL_EQUAL);
    else if (rune == '<')
        relation_sign(token, REL_LESS);
    else if (rune == '>')
        relation_sign(token, REL_GREATER);
    else if (rune == 0x2026)
        token->sign = SIGN_ELLIPSIS;
    else if (symbol) {
        name_sign(token, slice_of(symbol->name));
        token->head =
            head_named(slice_of(symbol->name), sizeof heads / sizeof *heads);
    }
}

static void fence_sign(struct token *token)
{
    static const struct {
        uint32_t open, close;
        enum sign sign;
    } fences[] = { { '(', ')', SIGN_OPEN_PAREN },
                   { '[', ']', SIGN_OPEN_BRACKET },
                   { '{', '}', SIGN_OPEN_BRACE },
                   { '|', '|', SIGN_OPEN_ABSOLUTE } };

    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
        if (token->node->open == fences[i].open &&
            token->node->close == fences[i].close)
            token->sign = fences[i].sign;
}

/* "arg\,max" and "arg max" are argmax. */
static enum head operator_head(struct slice text)
{
    char name[8];
    size_t len = 0;

    for (size_t i = 0; i < text.len && len < sizeof name; i++) {
        if (text.at[i] == '\\' && i + 1 < text.len)
            i++; /* a thin space */
        else if (text.at[i] != ' ')
            name[len++] = text.at[i];
    }
    return len < sizeof name ? head_named((struct slice){ name, len }, WORDS)
                             : HEAD_NONE;
}

static const struct tex_node *only_item(const struct tex_node *node)
{
    while (node && node->kind == TEX_LIST && node->first && !node->first->next)
        node = node->first;
    return node;
}

static bool is_letter(const struct tex_node *node, uint32_t rune)
{
    return node && node->kind == TEX_CHAR && node->rune == rune && !node->mark;
}

static void classify(struct token *token)
{
    const struct tex_node *node = token->node;

    switch (node->kind) {
    case TEX_CHAR:
        char_sign(token, node->rune);
        break;
    case TEX_SYMBOL:
        name_sign(token, node->text);
        token->head = head_named(node->text, sizeof heads / sizeof *heads);
        break;
    case TEX_OPERATOR:
        token->head = operator_head(node->text);
        break;
    case TEX_FONT:
        if (is_letter(only_item(node->child[0]), 'E') &&
            slice_is(node->text, "mathbb"))
            token->head = HEAD_EXPECT;
        break;
    case TEX_ACCENT:
        if (node->rune == 0x338 && is_letter(only_item(node->child[0]), '='))
            relation_sign(token, REL_NOT_EQUAL);
        break;
    case TEX_ARROW:
        relation_sign(token, REL_TO);
        break;
    case TEX_DELIM:
        char_sign(token, node->open);
        if (node->open == '{')
            token->sign = SIGN_OPEN_BRACE;
        else if (node->open == '}')
            token->sign = SIGN_CLOSE_BRACE;
        else if (node->open == 0x2016)
            token->sign = SIGN_DOUBLE_BAR;
        break;
    case TEX_FENCE:
        fence_sign(token);
        break;
    default:
        break;
    }
}

/* ---- from nodes to tokens ---- */

static struct token *push(struct reader *r, struct token_list *list,
                          const struct tex_node *node)
{
    struct token *token =
        vec_push_in(r->scratch, list->items, list->count, list->cap);

    token->node = node;
    token->from = node->from;
    token->to = node->to;
    classify(token);
    return token;
}

/* A font that changes how its content is spaced or framed, not what it is. */
static bool is_wrapper(const struct tex_node *node)
{
    return node->kind == TEX_FONT &&
           (slice_is(node->text, "boxed") || slice_is(node->text, "mathop") ||
            slice_is(node->text, "mathbin") ||
            slice_is(node->text, "mathord") ||
            slice_is(node->text, "mathrel") ||
            slice_is(node->text, "mathopen") ||
            slice_is(node->text, "mathclose") ||
            slice_is(node->text, "mathpunct") ||
            slice_is(node->text, "mathinner"));
}

static bool takes_limits(const struct token *token)
{
    return token->head != HEAD_NONE || token->sign == SIGN_RELATION ||
           (token->node->kind == TEX_SYMBOL &&
            (slice_is(token->node->text, "max") ||
             slice_is(token->node->text, "min") ||
             slice_is(token->node->text, "Pi")));
}

/* Scripts, or what stands over and under, around a nucleus that may dissolve
 * into one token or into \arg\max. */
static void add_scripted(struct reader *r, struct token_list *list,
                         const struct tex_node *node)
{
    bool stack = node->kind == TEX_STACK;
    size_t before = list->count;
    struct token *token;

    if (node->child[0])
        token_add(r, list, node->child[0], false);
    token = list->count > before ? &list->items[list->count - 1] : NULL;
    if (!token || token->sub || token->sup || list->count > before + 2 ||
        (list->count == before + 2 && token->node->kind != TEX_SYMBOL) ||
        (list->count == before + 2 && !takes_limits(token)) ||
        (stack && !takes_limits(token))) {
        list->count = before;
        token = push(r, list, node);
        return;
    }
    if (token->sign != SIGN_RELATION) {
        token->sub = node->child[1];
        token->sup = node->child[2];
    }
    token->from = list->count > before + 1 ? token->from : node->from;
    token->to = node->to;
}

void token_add(struct reader *r, struct token_list *list,
               const struct tex_node *node, bool top)
{
    size_t before = list->count;

    switch (node->kind) {
    case TEX_LIST:
        for (const struct tex_node *n = node->first; n; n = n->next)
            token_add(r, list, n, top && !node->braced);
        if (node->braced && list->count == before + 1)
            list->items[before].braced = true;
        break;
    case TEX_SPACE:
        if (top && node->count >= 2)
            push(r, list, node)->sign = SIGN_QUAD;
        break;
    case TEX_TAG:
        if (top)
            push(r, list, node)->sign = SIGN_TAG;
        break;
    case TEX_NOTHING:
    case TEX_LABEL:
        break;
    case TEX_SCRIPTS:
    case TEX_STACK:
        add_scripted(r, list, node);
        break;
    default:
        if (is_wrapper(node) && node->child[0])
            token_add(r, list, node->child[0], false);
        else
            push(r, list, node);
    }
}

/* ---- joining ---- */

bool token_is_digit(const struct token *token)
{
    return token->node && token->node->kind == TEX_CHAR &&
           token->node->rune >= '0' && token->node->rune <= '9' &&
           !token->node->mark;
}

bool token_is_text(const struct token *token)
{
    return token->node && token->node->kind == TEX_TEXT;
}

static bool is_plain_letter(const struct token *token)
{
    uint32_t rune;

    if (token->node->kind != TEX_CHAR || token->node->mark)
        return false;
    rune = token->node->rune;
    return (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

static bool is_bare(const struct token *token)
{
    return !token->sub && !token->sup;
}

static bool is_symbol(const struct token *token, const char *name)
{
    return token->node->kind == TEX_SYMBOL && slice_is(token->node->text, name);
}

/* How many tokens from here are one sign, which `to` becomes. */
static size_t join_sign(const struct token *t, size_t left, struct token *to)
{
    const struct token *last = &t[1];

    *to = t[0];
    if (left >= 2 && is_symbol(&t[0], "arg") && is_bare(&t[0]) &&
        (is_symbol(last, "max") || is_symbol(last, "min"))) {
        to->head = is_symbol(last, "max") ? HEAD_ARGMAX : HEAD_ARGMIN;
        to->sub = last->sub;
        to->sup = last->sup;
    } else if (left >= 3 && t[0].sign == SIGN_PERIOD &&
               t[1].sign == SIGN_PERIOD && t[2].sign == SIGN_PERIOD) {
        last = &t[2];
        to->sign = SIGN_ELLIPSIS;
    } else if (left >= 2 && t[0].sign == SIGN_BAR && last->sign == SIGN_BAR &&
               t[0].to == last->from) {
        to->sign = SIGN_DOUBLE_BAR;
    } else if (left >= 2 && is_letter(t[0].node, ':') &&
               is_letter(last->node, '=') && is_bare(&t[0])) {
        relation_sign(to, REL_DEFINE);
    } else {
        return 1;
    }
    to->to = last->to;
    return (size_t)(last - t) + 1;
}

/* Letters that stand side by side in the source; only the last may have
 * scripts. */
static size_t run_length(const struct token *t, size_t left)
{
    size_t n = 0;

    while (n < left && is_plain_letter(&t[n]) &&
           (n == 0 ||
            (is_bare(&t[n - 1]) && t[n - 1].node->to == t[n].node->from))) {
        n++;
    }
    return n;
}

/* The longest word, declared or built in, that a run begins with. */
static size_t word_length(struct reader *r, struct slice run, enum head *head)
{
    size_t len = scope_word(r->scope, run).len;

    *head = HEAD_NONE;
    for (size_t i = 0; i < WORDS; i++) {
        size_t own = strlen(heads[i].name);

        if (own > len && slice_starts(run, heads[i].name)) {
            len = own;
            *head = heads[i].head;
        }
    }
    return len > 1 ? len : 1;
}

static void join_run(struct reader *r, struct token_list *out,
                     const struct token *t, size_t count)
{
    struct slice run =
        slice_sub(r->source, t[0].node->from, t[count - 1].node->to);

    for (size_t i = 0; i < count;) {
        enum head head;
        size_t len = word_length(r, slice_sub(run, i, count), &head);
        struct token *to = &out->items[out->count++];

        if (len > count - i)
            len = 1;
        *to = t[i + len - 1];
        to->from = t[i].from;
        to->node = t[i].node;
        to->head = head;
        to->run = run;
        if (len > 1)
            to->word = slice_sub(run, i, i + len);
        i += len;
    }
}

/* A capital pi with limits is a product, unless it is somebody's name. */
static void name_product(struct reader *r, struct token *token)
{
    static const struct slice key = { "\\Pi", 3 };

    if (token->sub && is_symbol(token, "Pi") &&
        scope_sort(r->scope, key, 1, false) == NAME_UNBOUND)
        token->head = HEAD_PRODUCT;
}

void token_finish(struct reader *r, struct token_list *list, uint32_t end)
{
    struct token_list out = { .items = arena_array(r->scratch, list->count + 1,
                                                   sizeof *out.items) };
    const struct token *t = list->items;

    for (size_t i = 0; i < list->count;) {
        size_t run = run_length(&t[i], list->count - i);

        if (run > 0) {
            join_run(r, &out, &t[i], run);
            i += run;
        } else {
            i += join_sign(&t[i], list->count - i, &out.items[out.count]);
            name_product(r, &out.items[out.count++]);
        }
    }
    out.items[out.count].sign = SIGN_END;
    out.items[out.count].from = out.items[out.count].to = end;
    *list = out;
}
