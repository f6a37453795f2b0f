#include "tex/parse.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/utf8.h"
#include "tex/control.h"
#include "tex/scan.h"
#include "tex/symbol.h"

/* What ends the list being read, besides what ends any list. */
enum stop {
    STOP_BRACE,   /* a closing brace */
    STOP_BRACKET, /* the ] of an option */
    STOP_RIGHT,   /* \right */
    STOP_CELL     /* & or \\, and what ends the rows */
};

static struct tex_node *parse_list(struct scan *p, enum stop stop);
static struct tex_node *parse_atom(struct scan *p);

/* ---- arguments ---- */

/* "{" list "}", the brace being at hand. */
static struct tex_node *parse_group(struct scan *p)
{
    size_t from = p->at;
    struct tex_node *list;

    p->at++;
    list = parse_list(p, STOP_BRACE);
    if (scan_peek(p) != '}')
        scan_fail(p, from, "unmatched '{', no '}' closes it");
    else
        p->at++;
    list->from = (uint32_t)from;
    list->braced = true;
    return scan_close(p, list);
}

/* One argument: a group or one token; what is not there becomes a marked
 * node, so that the formula around it is still drawn. */
static struct tex_node *parse_argument(struct scan *p)
{
    struct tex_node *node;

    scan_blanks(p);
    if (scan_peek(p) == '{') {
        if (!scan_enter(p))
            return scan_node(p, TEX_MISSING, p->at);
        node = parse_group(p);
        p->depth--;
        return node;
    }
    node = parse_atom(p);
    return node ? node : scan_node(p, TEX_MISSING, p->at);
}

/* ---- rows ---- */

/* Rows of cells up to what ends them, which is not consumed. Takes at least
 * one row with one cell. A row is added only if something follows the last
 * "\\": TeX ends its tables so, too. */
static void parse_rows(struct scan *p, struct tex_node *env)
{
    struct tex_node **row_end = &env->first;

    for (;;) {
        struct tex_node *row = scan_node(p, TEX_ROW, p->at);
        struct tex_node **cell_end = &row->first;
        bool more;

        do {
            struct tex_node *cell = parse_list(p, STOP_CELL);

            *cell_end = cell;
            cell_end = &cell->next;
            more = scan_peek(p) == '&';
            p->at += more;
        } while (more);
        scan_close(p, row);
        more = scan_row_end(p);
        if (more || row_end == &env->first || row->first->next ||
            row->first->first) {
            *row_end = row;
            row_end = &row->next;
        }
        if (!more)
            return;
        p->at += 1 + scan_command(p).len;
        if (scan_peek(p) == '[') /* \\[2pt]: an extra distance, not for cells */
            while (!scan_end(p) && p->source.at[p->at++] != ']')
                continue;
    }
}

static struct tex_node *parse_env(struct scan *p, size_t from)
{
    struct tex_node *env = scan_node(p, TEX_ENV, from);
    struct slice name;
    size_t end;

    env->text = slice_trim(scan_raw(p));
    if (slice_is(env->text, "array") && scan_peek(p) == '{')
        env->columns = scan_raw(p);
    parse_rows(p, env);
    end = p->at;
    if (!scan_at(p, "end")) {
        scan_fail(p, from, "unmatched '\\begin{%.*s}', no '\\end' closes it",
                  SLICE_ARG(slice_sub(env->text, 0, 40)));
        return env;
    }
    p->at += 4;
    name = slice_trim(scan_raw(p));
    if (!slice_eq(name, env->text))
        scan_fail(p, end, "'\\end{%.*s}' where '\\end{%.*s}' was expected",
                  SLICE_ARG(slice_sub(name, 0, 40)),
                  SLICE_ARG(slice_sub(env->text, 0, 40)));
    return scan_close(p, env);
}

/* ---- commands ---- */

static void parse_fence(struct scan *p, struct tex_node *node)
{
    node->open = scan_delim(p);
    node->child[0] = parse_list(p, STOP_RIGHT);
    if (!scan_at(p, "right")) {
        scan_fail(p, node->from, "unmatched '\\left', no '\\right' closes it");
        return;
    }
    p->at += 6;
    node->close = scan_delim(p);
}

static void parse_option(struct scan *p, struct tex_node *node)
{
    size_t from;

    scan_blanks(p);
    from = p->at;
    if (scan_peek(p) == '[') {
        p->at++;
        node->child[1] = parse_list(p, STOP_BRACKET);
        if (scan_peek(p) == ']')
            p->at++;
        else
            scan_fail(p, from, "unmatched '[', no ']' closes this option");
    }
    node->child[0] = parse_argument(p);
}

static void parse_two(struct scan *p, struct tex_node *node, unsigned flags)
{
    struct tex_node *first = parse_argument(p);
    struct tex_node *second = parse_argument(p);

    if (flags & TEX_CONTROL_OVER) {
        node->child[2] = first;
        node->child[0] = second;
    } else if (flags & TEX_CONTROL_UNDER) {
        node->child[1] = first;
        node->child[0] = second;
    } else {
        node->child[0] = first;
        node->child[1] = second;
    }
}

static void parse_star(struct scan *p, struct tex_node *node)
{
    if (scan_peek(p) == '*') {
        p->at++;
        node->limits = true;
    }
}

/* What a command takes behind its name. */
static void parse_arguments(struct scan *p, struct tex_node *node,
                            const struct tex_control *command)
{
    switch (command->syntax) {
    case TEX_TAKES_ONE:
        node->child[0] = parse_argument(p);
        break;
    case TEX_TAKES_TWO:
        parse_two(p, node, command->flags);
        break;
    case TEX_TAKES_OPTION:
        parse_option(p, node);
        break;
    case TEX_TAKES_RAW:
        parse_star(p, node);
        node->text = scan_raw(p);
        node->raw = (uint32_t)(node->text.at - p->source.at);
        break;
    case TEX_TAKES_LENGTH:
        parse_star(p, node);
        scan_raw(p);
        break;
    case TEX_TAKES_DELIM:
        node->open = scan_delim(p);
        break;
    case TEX_TAKES_ROWS:
        scan_blanks(p);
        if (scan_peek(p) == '{') {
            size_t from = p->at++;

            parse_rows(p, node);
            if (scan_peek(p) == '}')
                p->at++;
            else
                scan_fail(p, from, "unmatched '{', no '}' closes it");
        }
        break;
    case TEX_TAKES_FENCE:
        parse_fence(p, node);
        break;
    default:
        break;
    }
}

static struct tex_node *parse_known(struct scan *p, size_t from,
                                    const struct tex_control *command)
{
    struct tex_node *node;

    if (!scan_enter(p))
        return scan_node(p, TEX_MISSING, from);
    if (command->syntax == TEX_TAKES_ENV) {
        node = parse_env(p, from);
    } else {
        node = scan_node(p, command->kind, from);
        node->command = node->text = slice_sub(p->source, from + 1, p->at);
        node->rune = command->rune;
        node->wide = command->flags & TEX_CONTROL_WIDE;
        node->below = command->flags & TEX_CONTROL_BELOW;
        node->limits = command->kind == TEX_ACCENT && command->rune == '{';
        if (command->kind == TEX_SPACE)
            node->count = (uint8_t)command->rune;
        parse_arguments(p, node, command);
    }
    p->depth--;
    return scan_close(p, node);
}

static struct tex_node *parse_command(struct scan *p)
{
    size_t from = p->at;
    struct slice name = scan_command(p);
    const struct tex_control *command = tex_control_named(name);
    const struct tex_symbol *symbol = tex_symbol_named(name);
    struct tex_node *node;

    p->at += 1 + name.len;
    if (command)
        return parse_known(p, from, command);
    node = scan_node(p, symbol ? TEX_SYMBOL : TEX_UNKNOWN, from);
    node->text = symbol ? name : slice_sub(p->source, from, p->at);
    node->symbol = symbol;
    node->limits = symbol && symbol->flags & TEX_SYMBOL_LIMITS;
    return node;
}

/* Whether a list ends here whoever reads it. */
static bool at_close(const struct scan *p)
{
    return scan_end(p) || scan_peek(p) == '}' || scan_at(p, "right") ||
           scan_at(p, "end");
}

/* One atom without its scripts, or NULL when none stands here. */
static struct tex_node *parse_atom(struct scan *p)
{
    struct tex_node *node;
    char c;

    scan_blanks(p);
    if (at_close(p) || !scan_enter(p))
        return NULL;
    c = scan_peek(p);
    if (c == '{') {
        node = parse_group(p);
    } else if (c == '\\') {
        node = parse_command(p);
    } else if (c == '~') {
        p->at++;
        node = scan_node(p, TEX_SPACE, p->at - 1);
        node->count = 1;
    } else if (c == '^' || c == '_' || c == '&') {
        /* A script where an argument should be, a stray &. */
        node = NULL;
    } else {
        node = scan_char(p);
    }
    p->depth--;
    return node;
}

/* ---- scripts and lists ---- */

/* A run of primes and what ^ may follow it, as one superscript. */
static struct tex_node *parse_primes(struct scan *p)
{
    struct tex_node *list = scan_node(p, TEX_LIST, p->at);
    struct tex_node **end = &list->first;

    while (scan_peek(p) == '\'') {
        p->at++;
        *end = scan_node(p, TEX_SYMBOL, p->at - 1);
        (*end)->symbol = tex_symbol_named(slice_of("prime"));
        (*end)->text = slice_sub(p->source, p->at - 1, p->at);
        end = &(*end)->next;
        scan_blanks(p);
    }
    if (scan_peek(p) == '^') {
        p->at++;
        *end = parse_argument(p);
    }
    return scan_close(p, list);
}

/* \\limits and \\nolimits speak of the atom before them. */
static bool skip_limits(struct scan *p, struct tex_node *atom)
{
    bool limits = scan_at(p, "limits");

    if (!limits && !scan_at(p, "nolimits"))
        return false;
    p->at += 1 + scan_command(p).len;
    if (atom)
        atom->limits = limits;
    return true;
}

/* The scripts behind an atom (NULL: scripts of nothing). A second sub or
 * superscript stays where it is for the caller to begin anew. */
static struct tex_node *parse_scripts(struct scan *p, struct tex_node *atom)
{
    struct tex_node *node = NULL;

    for (;;) {
        int which;
        char c;

        scan_blanks(p);
        if (skip_limits(p, atom))
            continue;
        c = scan_peek(p);
        which = c == '_' ? 1 : c == '^' || c == '\'' ? 2 : 0;
        if (which == 0 || (node && node->child[which]))
            break;
        if (!node) {
            node = scan_node(p, TEX_SCRIPTS, atom ? atom->from : p->at);
            node->child[0] = atom;
        }
        if (c == '\'') {
            node->child[2] = parse_primes(p);
        } else {
            p->at++;
            node->child[which] = parse_argument(p);
        }
        scan_close(p, node);
    }
    return node ? node : atom;
}

/* A stray & or \\ inside a group: drawn as written. */
static struct tex_node *parse_stray(struct scan *p)
{
    size_t from = p->at;
    struct tex_node *node;

    p->at += scan_peek(p) == '&' ? 1 : 1 + scan_command(p).len;
    node = scan_node(p, TEX_UNKNOWN, from);
    node->text = slice_sub(p->source, from, p->at);
    return node;
}

static bool at_stop(const struct scan *p, enum stop stop)
{
    if (at_close(p))
        return true;
    if (stop == STOP_BRACKET)
        return scan_peek(p) == ']';
    return stop == STOP_CELL && (scan_peek(p) == '&' || scan_row_end(p));
}

/* The next item of a list with its scripts, or NULL at its end. */
static struct tex_node *parse_item(struct scan *p, const struct tex_node *last)
{
    struct tex_node *node = NULL;
    char c = scan_peek(p);

    if (c == '&' || scan_row_end(p)) {
        node = parse_stray(p);
    } else if (c == '_' || c == '^' || c == '\'') {
        /* What has such a script already cannot take another: TeX stops
         * here, we go on with the scripts of something missing. */
        if (last && last->kind == TEX_SCRIPTS)
            node = scan_node(p, TEX_MISSING, p->at);
    } else {
        node = parse_atom(p);
        if (!node || node->kind == TEX_SPACE)
            return node;
    }
    return parse_scripts(p, node);
}

static struct tex_node *parse_list(struct scan *p, enum stop stop)
{
    struct tex_node *list = scan_node(p, TEX_LIST, p->at);
    struct tex_node **end = &list->first, *last = NULL;

    for (scan_blanks(p); !at_stop(p, stop); scan_blanks(p)) {
        last = parse_item(p, last);
        if (!last)
            break;
        *end = last;
        end = &last->next;
    }
    return scan_close(p, list);
}

/* ---- the whole ---- */

static struct tex_node *parse_all(struct scan *p)
{
    struct tex_node *env = scan_node(p, TEX_ENV, 0);

    parse_rows(p, env);
    scan_blanks(p);
    if (!scan_end(p)) {
        struct slice word =
            slice_sub(p->source, p->at, p->at + 1 + scan_command(p).len);

        scan_fail(p, p->at, "unmatched '%.*s', nothing is open here",
                  SLICE_ARG(word));
    }
    scan_close(p, env);
    if (!env->first->next && !env->first->first->next)
        return env->first->first;
    return env;
}

/* The node of a formula that has no tree. */
static struct tex_node *refuse(struct scan *p, struct err *err)
{
    struct tex_node *node = scan_node(p, TEX_SOURCE, 0);
    struct slice before = slice_sub(p->source, 0, p->fault);

    node->to = (uint32_t)p->source.len;
    node->text = p->source;
    node->fault = (uint32_t)p->fault;
    err_at(err, NULL, 1, (int)utf8_count(before) + 1, "%s", p->text);
    return node;
}

struct tex_node *tex_parse(struct arena *arena, struct slice source,
                           struct err *err)
{
    struct scan p = { .arena = arena, .source = source };
    struct tex_node *root;

    if (source.len > TEX_SOURCE_MAX) {
        scan_fail(&p, 0, "formula of %zu bytes, at most %d are read",
                  source.len, TEX_SOURCE_MAX);
        p.source = slice_sub(source, 0, 1000);
        return refuse(&p, err);
    }
    root = parse_all(&p);
    return p.failed ? refuse(&p, err) : root;
}
