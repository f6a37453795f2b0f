/* Tables: matrices, cases, nested alignments. The outermost alignment of a
 * formula is laid out by lines.c, row by row. */
#include "base/arena.h"
#include "tex/build.h"
#include "tex/shape.h"

struct grid {
    const struct tex_node *env;
    int rows, columns;
    struct piece **cells; /* [rows * columns], NULL beyond a row's end */
    int *widths;          /* [columns] */
};

static bool is_named(const struct tex_node *env, const char *name)
{
    return slice_is(env->text, name);
}

/* The command and not the environment of that name. */
static bool is_stack(const struct tex_node *env)
{
    return is_named(env, "substack") && slice_is(env->command, "substack");
}

static bool is_aligned(const struct tex_node *env)
{
    return env->text.len == 0 || slice_starts(env->text, "align") ||
           is_named(env, "split") || slice_starts(env->text, "eqnarray");
}

bool shape_is_lines(const struct tex_node *env)
{
    return is_aligned(env) || slice_starts(env->text, "gather") ||
           slice_starts(env->text, "multline") ||
           slice_starts(env->text, "equation");
}

static bool is_cases(const struct tex_node *env)
{
    return slice_ends(env->text, "cases");
}

static int count_columns(const struct tex_node *env, int *rows)
{
    int columns = 0;

    *rows = 0;
    for (const struct tex_node *r = env->first; r; r = r->next) {
        int n = 0;

        for (const struct tex_node *c = r->first; c; c = c->next)
            n++;
        if (n > columns)
            columns = n;
        ++*rows;
    }
    return columns;
}

/* A hostile table, one long row and many short ones, would have far more
 * cells than source: then only the filled ones count and its columns are not
 * lined up. */
static bool is_ragged(const struct grid *g)
{
    return (long)g->rows * g->columns > 4096 &&
           (long)g->rows * g->columns > (long)(g->env->to - g->env->from);
}

char shape_column_side(const struct tex_node *env, int column)
{
    int at = 0;

    if (is_aligned(env))
        return column % 2 == 0 ? 'r' : 'l';
    if (is_cases(env))
        return 'l';
    if (!is_named(env, "array"))
        return 'c';
    for (size_t i = 0; i < env->columns.len; i++) {
        char c = env->columns.at[i];

        if ((c == 'l' || c == 'c' || c == 'r') && at++ == column)
            return c;
    }
    return 'c';
}

int shape_column_gap(const struct tex_node *env, int column)
{
    if (slice_starts(env->text, "eqnarray"))
        return column > 0;
    if (column == 0 || (is_aligned(env) && column % 2 == 1))
        return 0;
    return is_aligned(env) ? 4 : 2;
}

static struct piece *build_cell(const struct builder *b,
                                const struct tex_node *cell, bool led)
{
    struct row row = { 0 };
    struct piece *piece;

    row_add(b, &row, cell->first, NULL);
    row_space(b, &row, led);
    piece = row_piece(b, &row, 0, row.count);
    if (led && row.count > 0 && row.items[0].gap > 0) {
        struct piece *shifted = piece_empty(b->arena);

        piece_put(shifted, piece, 0, row.items[0].gap);
        piece = shifted;
    }
    return piece;
}

static void fill(const struct builder *b, struct grid *g)
{
    int r = 0;

    g->cells = arena_array(b->arena, (size_t)g->rows * (size_t)g->columns,
                           sizeof *g->cells);
    g->widths = arena_array(b->arena, (size_t)g->columns, sizeof *g->widths);
    for (const struct tex_node *row = g->env->first; row; row = row->next) {
        int c = 0;

        for (const struct tex_node *n = row->first; n; n = n->next) {
            bool led = is_aligned(g->env) && c % 2 == 1;
            struct piece *cell = build_cell(b, n, led);

            g->cells[r * g->columns + c] = cell;
            if (cell->cols > g->widths[c])
                g->widths[c] = cell->cols;
            c++;
        }
        r++;
    }
}

/* One row of the table, its cells on one baseline. */
static struct piece *grid_row(const struct builder *b, const struct grid *g,
                              int r)
{
    struct piece *whole = piece_empty(b->arena);
    int col = 0;

    for (int c = 0; c < g->columns; c++) {
        struct piece *cell = g->cells[r * g->columns + c];

        col += shape_column_gap(g->env, c);
        if (cell) {
            char where = shape_column_side(g->env, c);
            int room = g->widths[c] - cell->cols;

            piece_put(whole, cell, 0,
                      col + (where == 'l'   ? 0
                             : where == 'r' ? room
                                            : room / 2));
        }
        col += g->widths[c];
    }
    if (col > whole->cols)
        whole->cols = col;
    return whole;
}

/* Rows under each other. Two rows are set apart by a blank one for the
 * baseline to run through; the baseline of more is that of the middle one. */
static struct piece *pile(const struct builder *b, struct piece **rows,
                          int count, bool apart)
{
    struct piece *whole = piece_empty(b->arena);
    int *tops = arena_array(b->arena, (size_t)count, sizeof *tops);
    int top = 0, middle = (count - 1) / 2, base;

    for (int i = 0; i < count; i++) {
        tops[i] = top;
        top += piece_rows(rows[i]);
        if (apart && count == 2 && i == 0)
            top++;
        else if (i + 1 < count && piece_rows(rows[i]) > 3 &&
                 piece_rows(rows[i + 1]) > 3)
            top++;
    }
    base =
        apart && count == 2 ? tops[1] - 1 : tops[middle] + rows[middle]->above;
    for (int i = 0; i < count; i++)
        piece_put(whole, rows[i], tops[i] + rows[i]->above - base, 0);
    return whole;
}

/* All cells of a ragged table, one after the other. */
static struct piece *ragged(const struct builder *b, const struct grid *g)
{
    struct piece *whole = piece_empty(b->arena);

    for (const struct tex_node *row = g->env->first; row; row = row->next)
        for (const struct tex_node *n = row->first; n; n = n->next)
            piece_append(whole, build(b, n), 2);
    return whole;
}

/* The delimiters of an environment; false when nobody knows it. */
static bool find_delims(const struct tex_node *env, uint32_t *open,
                        uint32_t *close)
{
    static const struct {
        const char *name;
        uint32_t open, close;
    } known[] = { { "cases", '{', 0 },
                  { "dcases", '{', 0 },
                  { "rcases", 0, '}' },
                  { "matrix", 0, 0 },
                  { "pmatrix", '(', ')' },
                  { "bmatrix", '[', ']' },
                  { "Bmatrix", '{', '}' },
                  { "vmatrix", '|', '|' },
                  { "Vmatrix", 0x2016, 0x2016 },
                  { "smallmatrix", 0, 0 },
                  { "array", 0, 0 },
                  { "gathered", 0, 0 },
                  { "gather", 0, 0 },
                  { "gather*", 0, 0 },
                  { "equation", 0, 0 },
                  { "equation*", 0, 0 },
                  { "multline", 0, 0 },
                  { "multline*", 0, 0 },
                  { "substack", 0, 0 } };

    *open = *close = 0;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (is_named(env, known[i].name)) {
            *open = known[i].open;
            *close = known[i].close;
            return true;
        }
    return is_aligned(env);
}

bool shape_env_known(const struct tex_node *env)
{
    uint32_t open, close;

    return find_delims(env, &open, &close);
}

/* An environment that nobody knows: its name, marked, before its content. */
static struct piece *unknown(const struct builder *b,
                             const struct tex_node *env, struct piece *content)
{
    struct piece *whole = piece_empty(b->arena);
    struct span span = { env->from, env->to };

    piece_append(whole,
                 piece_text(b->arena, slice_of("\\begin{"), span, TEX_ERROR),
                 0);
    piece_append(whole, build_raw(b, env, TEX_ERROR), 0);
    piece_append(whole, piece_rune(b->arena, '}', span, TEX_ERROR), 0);
    piece_append(whole, content, 1);
    return whole;
}

struct piece *shape_env(const struct builder *b, const struct tex_node *node)
{
    struct grid g = { .env = node };
    struct piece *content, **rows;
    struct span span = build_span(node);
    uint32_t open, close;
    bool known = find_delims(node, &open, &close);

    g.columns = count_columns(node, &g.rows);
    if (g.rows == 0) {
        content = piece_empty(b->arena);
    } else if (is_ragged(&g)) {
        content = ragged(b, &g);
    } else {
        fill(b, &g);
        rows = arena_array(b->arena, (size_t)g.rows, sizeof *rows);
        for (int r = 0; r < g.rows; r++)
            rows[r] = grid_row(b, &g, r);
        content = pile(b, rows, g.rows, !is_stack(node));
    }
    if (!known)
        return unknown(b, node, content);
    return shape_between(b, content, open, close, span, span);
}

struct piece *flat_env(const struct builder *b, const struct tex_node *node)
{
    struct piece *whole = piece_empty(b->arena);
    struct span span = build_span(node);
    uint32_t open, close;
    bool known = find_delims(node, &open, &close);

    if (!known)
        whole = unknown(b, node, whole);
    piece_append(whole, shape_delim(b, open, 0, 0, span), 0);
    for (const struct tex_node *r = node->first; r; r = r->next) {
        for (const struct tex_node *c = r->first; c; c = c->next) {
            bool led = is_aligned(node) && c != r->first;
            struct piece *cell = build_cell(b, c, led);

            piece_append(whole, cell, c == r->first || led ? 0 : 2);
        }
        if (r->next) {
            piece_append(whole, piece_rune(b->arena, ';', span, b->look), 0);
            if (r->next->first->first)
                piece_append(whole, piece_empty(b->arena), 1);
        }
    }
    if (is_cases(node) && close == 0)
        close = '}';
    piece_append(whole, shape_delim(b, close, 0, 0, span), 0);
    return whole;
}
