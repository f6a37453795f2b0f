#include "tex/read.h"

#include "base/arena.h"
#include "base/vec.h"
#include "tex/read_state.h"

/* A formula being read, row by row. */
struct rows {
    struct reader r;
    struct mean_formula *formula;
    size_t cap;
    int row;
};

/* ---- one statement ---- */

/* What a comma behind a side separates, looked at once a statement. */
struct commas {
    const struct token *until; /* a relation or the end */
    bool listed;               /* dots stand before that */
};

static bool is_connective(struct slice text)
{
    static const char *const words[] = { "where", "if",     "for",  "with",
                                         "and",   "or",     "so",   "then",
                                         "when",  "hence",  "thus", "since",
                                         "let",   "for all" };

    text = slice_trim(text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(text, words[i]))
            return true;
    return false;
}

/* Words that stand where a name could: nobody declared them. */
static bool is_words(const struct reader *r, const struct token *token)
{
    struct slice key;

    if (!token_is_text(token))
        return false;
    key = slice_trim(token->node->text);
    return scope_sort(r->scope, key, 0, token[1].sign == SIGN_OPEN_PAREN) ==
               NAME_UNBOUND &&
           !slice_eq(scope_word(r->scope, key), key);
}

/* "\text{Likelihood of training instance } i" */
static struct mean *read_words(struct reader *r)
{
    struct mean *node = read_node(r, MEAN_TEXT, r->at);
    size_t cap = 0;

    node->name = slice_trim(read_take(r)->node->text);
    if (slice_is(node->name, "\\"))
        return read_fault(r, node->from, node->to,
                          "words stand in braces: \\text{if so}");
    while (r->at->head == HEAD_NONE && read_starts_factor(r->at)) {
        struct mean *item = read_factor(r);

        if (!item)
            return NULL;
        *vec_push_in(r->arena, node->items, node->item_count, cap) = item;
    }
    return read_close(r, node);
}

/* Whether a comma behind the right side of a relation goes on with a list:
 * k = 1, \dots, K. Else it ends the statement: K = 3, N = 5. */
static bool comma_lists(const struct reader *r, struct commas *commas)
{
    if (!commas->until || r->at >= commas->until) {
        const struct token *token = r->at;

        commas->listed = false;
        while (token->sign != SIGN_END && token->sign != SIGN_RELATION) {
            commas->listed = commas->listed || token->sign == SIGN_ELLIPSIS;
            token++;
        }
        commas->until = token;
    }
    return commas->listed;
}

static struct mean *read_side(struct reader *r, size_t index,
                              struct commas *commas)
{
    struct mean *node, *first;

    if (is_words(r, r->at))
        return read_words(r);
    if (r->at->sign == SIGN_END)
        return read_expected(r, "an expression");
    node = read_node(r, MEAN_LIST, r->at);
    first = read_item(r);
    if (!first || r->at->sign != SIGN_COMMA || r->at[1].sign == SIGN_END ||
        is_words(r, &r->at[1]) || (index > 0 && !comma_lists(r, commas)))
        return first;
    return read_items(r, node, first) ? read_close(r, node) : NULL;
}

static void push_side(struct rows *rows, struct mean_statement *statement,
                      size_t *cap, struct mean *side,
                      const struct token *relation)
{
    struct arena *arena = rows->r.arena;
    size_t n = statement->side_count, room = *cap;

    statement->sides =
        vec_reserve_in(arena, statement->sides, cap, n + 1, sizeof side);
    if (*cap != room) {
        size_t caps[2] = { n, n };

        /* The three arrays grow together. */
        statement->relations =
            vec_reserve_in(arena, statement->relations, &caps[0], *cap,
                           sizeof *statement->relations);
        statement->relation_at =
            vec_reserve_in(arena, statement->relation_at, &caps[1], *cap,
                           sizeof *statement->relation_at);
    }
    statement->sides[n] = side;
    statement->relations[n] = relation ? relation->relation : REL_EQUAL;
    statement->relation_at[n] = relation ? relation->from : 0;
    statement->side_count++;
}

static void skip_end_mark(struct reader *r)
{
    bool mark = r->at->sign == SIGN_COMMA || r->at->sign == SIGN_PERIOD ||
                r->at->sign == SIGN_SEMICOLON;

    if (mark && r->at[1].sign == SIGN_END)
        read_take(r);
}

/* A chain of sides, up to the end or to a comma that begins another. */
static void read_chain(struct rows *rows, struct mean_statement *statement)
{
    struct reader *r = &rows->r;
    struct commas commas = { 0 };
    const struct token *relation = NULL;
    size_t cap = 0;

    if (r->at->sign == SIGN_RELATION)
        push_side(rows, statement, &cap, NULL, NULL);
    else
        push_side(rows, statement, &cap, read_side(r, 0, &commas), NULL);
    while (!r->fault && r->at->sign == SIGN_RELATION) {
        struct mean *side;

        relation = read_take(r);
        side = read_side(r, statement->side_count, &commas);
        if (side)
            push_side(rows, statement, &cap, side, relation);
    }
    skip_end_mark(r);
    if (!r->fault && r->at->sign != SIGN_END && r->at->sign != SIGN_COMMA) {
        if (r->at->sign == SIGN_BAR || r->at->sign == SIGN_DOUBLE_BAR)
            read_primary(r);
        else if (r->at->sign >= SIGN_CLOSE_PAREN &&
                 r->at->sign <= SIGN_CLOSE_ABSOLUTE)
            read_fault(r, r->at->from, r->at->to,
                       "%s closes nothing that is open", read_quoted(r, r->at));
        else
            read_expected(r, "a relation or the end of the statement");
    }
}

/* The statements of a stretch of tokens: one, or several between commas. */
static void read_stretch(struct rows *rows, struct token_list tokens,
                         struct slice words)
{
    struct reader *r = &rows->r;
    const struct bound *no_bound = NULL;

    r->at = tokens.items;
    do {
        struct mean_statement *statement =
            vec_push_in(r->arena, rows->formula->statements,
                        rows->formula->count, rows->cap);

        statement->row = rows->row;
        statement->words = words;
        words = (struct slice){ 0 };
        if (r->at->sign == SIGN_COMMA)
            read_take(r);
        statement->from = r->at->from;
        r->fault = NULL;
        r->readings[0] = r->readings[1] = NULL;
        r->depth = 0;
        r->bound = no_bound;
        read_chain(rows, statement);
        statement->to = r->fault && tokens.count > 0
                            ? tokens.items[tokens.count - 1].to
                            : r->last;
        statement->fault = r->fault;
        statement->readings[0] = r->readings[0];
        statement->readings[1] = r->readings[1];
        if (r->fault) {
            rows->formula->reads = false;
            return;
        }
    } while (r->at->sign == SIGN_COMMA);
}

/* ---- rows ---- */

static bool ends_stretch(const struct token *token)
{
    return token->sign == SIGN_QUAD || token->sign == SIGN_TAG ||
           token->sign == SIGN_END;
}

static bool takes_operand(const struct token *token)
{
    return token->sign == SIGN_RELATION || token->sign == SIGN_PLUS ||
           token->sign == SIGN_MINUS || token->sign == SIGN_TIMES ||
           token->sign == SIGN_DOT || token->sign == SIGN_SLASH;
}

/* Words between statements: not where a side is expected, which they can be,
 * and not inside brackets. */
static bool is_remark(const struct reader *r, const struct token *row,
                      size_t at, int depth)
{
    if (depth > 0 || !is_words(r, &row[at]))
        return false;
    return is_connective(row[at].node->text) ||
           (at > 0 && !takes_operand(&row[at - 1]));
}

static int opens(const struct token *token)
{
    if (token->node && token->node->kind == TEX_FENCE)
        return 0;
    if (token->sign >= SIGN_OPEN_PAREN && token->sign <= SIGN_OPEN_ABSOLUTE)
        return 1;
    return token->sign >= SIGN_CLOSE_PAREN && token->sign <= SIGN_CLOSE_ABSOLUTE
               ? -1
               : 0;
}

/* Tokens [from, to) of a row, with an end of their own. */
static struct token_list stretch(struct reader *r, const struct token *row,
                                 size_t from, size_t to)
{
    struct token_list list = { .items = arena_array(r->scratch, to - from + 1,
                                                    sizeof *list.items),
                               .count = to - from };

    for (size_t i = from; i < to; i++)
        list.items[i - from] = row[i];
    list.items[to - from].sign = SIGN_END;
    list.items[to - from].from = list.items[to - from].to =
        to > from ? row[to - 1].to : row[to].from;
    return list;
}

/* "\quad (n)" and \tag{n}: the number between the parentheses. */
static bool tag_of(struct reader *r, const struct token *token,
                   struct slice *tag)
{
    const struct tex_node *open;

    if (token->sign == SIGN_TAG) {
        *tag = token->node->text;
        return false;
    }
    open = token->sign == SIGN_QUAD ? tex_node_number(token->node) : NULL;
    if (!open)
        return false;
    for (const struct tex_node *n = open; n; n = n->next)
        if (!n->next)
            *tag = slice_sub(r->source, open->to, n->from);
    return true;
}

static void set_tags(struct rows *rows, size_t first, struct slice tag)
{
    for (size_t i = first; i < rows->formula->count; i++)
        rows->formula->statements[i].tag = tag;
}

/* Words with nothing behind them remark on the statement before. */
static void remark_before(struct rows *rows, size_t first, struct slice words)
{
    struct mean_statement *last;

    if (rows->formula->count <= first)
        return;
    last = &rows->formula->statements[rows->formula->count - 1];
    if (last->words.len == 0)
        last->words = words;
}

static void read_row(struct rows *rows, struct token_list *list, uint32_t end)
{
    struct reader *r = &rows->r;
    size_t from = 0, count, first = rows->formula->count;
    struct slice words = { 0 }, tag = { 0 };
    bool ended = false;
    int depth = 0;

    token_finish(r, list, end);
    count = list->count;
    for (size_t i = 0; i <= count && !ended; i++) {
        const struct token *token = &list->items[i];
        bool remark = i < count && is_remark(r, list->items, i, depth);

        if (!remark && !ends_stretch(token)) {
            depth += opens(token);
            continue;
        }
        if (i > from) {
            read_stretch(rows, stretch(r, list->items, from, i), words);
            words = (struct slice){ 0 };
        } else if (words.len > 0 && !is_connective(words)) {
            remark_before(rows, first, words);
            words = (struct slice){ 0 };
        }
        ended = tag_of(r, token, &tag);
        if (remark)
            words = slice_trim(token->node->text);
        from = i + 1;
        depth = 0;
    }
    if (words.len > 0)
        remark_before(rows, first, words);
    set_tags(rows, first, tag);
    *list = (struct token_list){ 0 };
    rows->row++;
}

static bool has_rows(const struct tex_node *node)
{
    return node->kind == TEX_ENV && !slice_ends(node->text, "cases") &&
           !slice_ends(node->text, "matrix") &&
           !slice_is(node->text, "array") && node->command.len == 0;
}

static void read_rows(struct rows *rows, const struct tex_node *env)
{
    for (const struct tex_node *row = env->first; row; row = row->next) {
        struct token_list list = { 0 };

        for (const struct tex_node *cell = row->first; cell; cell = cell->next)
            for (const struct tex_node *n = cell->first; n; n = n->next) {
                if (!has_rows(n)) {
                    token_add(&rows->r, &list, n, true);
                    continue;
                }
                if (list.count > 0)
                    read_row(rows, &list, n->from);
                read_rows(rows, n);
            }
        if (list.count > 0)
            read_row(rows, &list, row->to);
    }
}

/* A formula whose braces do not match has no tree. */
static void refuse_all(struct rows *rows, const struct tex_node *root)
{
    struct mean_statement *statement =
        vec_push_in(rows->r.arena, rows->formula->statements,
                    rows->formula->count, rows->cap);

    read_fault(&rows->r, root->fault, root->fault,
               "a brace, \\left or \\begin without its other end");
    statement->to = root->to;
    statement->fault = rows->r.fault;
    statement->sides = arena_alloc(rows->r.arena, sizeof *statement->sides);
    statement->relations =
        arena_alloc(rows->r.arena, sizeof *statement->relations);
    statement->relation_at =
        arena_alloc(rows->r.arena, sizeof *statement->relation_at);
    statement->side_count = 1;
    rows->formula->reads = false;
}

/* ---- entries ---- */

struct mean_formula *mean_read(struct arena *arena, const struct tex_node *root,
                               struct slice source, const struct scope *scope)
{
    struct rows rows = { .r = { .arena = arena,
                                .scratch = arena_create(),
                                .source = source,
                                .scope = scope },
                         .formula = arena_alloc(arena, sizeof *rows.formula) };
    struct tex_node cell = { .kind = TEX_LIST }, row = { .kind = TEX_ROW };
    struct tex_node env = { .kind = TEX_ENV };

    rows.formula->source = source;
    rows.formula->reads = true;
    if (root->kind == TEX_SOURCE) {
        refuse_all(&rows, root);
    } else if (has_rows(root)) {
        read_rows(&rows, root);
    } else {
        /* One row of one cell. */
        cell.first = root->first;
        row.first = &cell;
        row.to = root->to;
        env.first = &row;
        read_rows(&rows, &env);
    }
    arena_destroy(rows.r.scratch);
    return rows.formula;
}

struct mean *mean_read_expression(struct arena *arena,
                                  const struct tex_node *root,
                                  struct slice source,
                                  const struct scope *scope,
                                  const struct mean_fault **fault)
{
    struct reader r = { .arena = arena,
                        .scratch = arena_create(),
                        .source = source,
                        .scope = scope };
    struct token_list list = { 0 };
    struct mean *node = NULL;

    token_add(&r, &list, root, false);
    token_finish(&r, &list, root->to);
    r.at = list.items;
    if (root->kind == TEX_SOURCE)
        read_fault(&r, root->fault, root->fault,
                   "a brace, \\left or \\begin without its other end");
    else if (r.at->sign == SIGN_END)
        read_expected(&r, "an expression");
    else
        node = read_additive(&r);
    if (node && r.at->sign != SIGN_END)
        node = read_expected(&r, "an operator or the end");
    arena_destroy(r.scratch);
    *fault = r.fault;
    return node;
}
