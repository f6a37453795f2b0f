#include "tex/lines.h"

#include "base/arena.h"
#include "base/vec.h"
#include "tex/breaking.h"
#include "tex/build.h"
#include "tex/shape.h"

enum {
    BESIDE = 2, /* columns between an equation and what is beside it */
    AWAY = 4    /* ... where there is room */
};

/* One equation before it is broken. */
struct line {
    struct row row;
    int lead;                 /* columns before its first item */
    struct piece *note, *tag; /* NULL for none */
};

/* One finished line. */
struct placed {
    struct piece *piece, *note, *tag;
};

struct lines {
    const struct builder *b;
    struct placed *items;
    size_t count, cap;
    int width;
    bool apart;
    struct line_list *list;
};

/* ---- what stands beside an equation ---- */

/* What ends the equation proper in a list: the space before a remark or a
 * number, or NULL. Fills the line's tag and note. */
static const struct tex_node *split_tail(const struct builder *b,
                                         const struct tex_node *list,
                                         struct line *line)
{
    const struct tex_node *stop = NULL, *note = NULL;

    for (const struct tex_node *n = list->first; n; n = n->next) {
        const struct tex_node *number = tex_node_number(n);

        if (n->kind == TEX_TAG)
            line->tag = build_tag(b, n);
        if (number) {
            line->tag = build_tag(b, number);
            stop = n;
            break;
        }
        if (n->kind == TEX_SPACE && n->count >= 2 && n->next &&
            n->next->kind == TEX_TEXT && n != list->first)
            note = n;
        else if (n->kind != TEX_TEXT && n->kind != TEX_TAG &&
                 n->kind != TEX_LABEL)
            note = NULL;
    }
    if (!note)
        return stop;
    line->note = build_raw(b, note->next, TEX_NOTE);
    return note;
}

/* ---- equations from nodes ---- */

static void add_cell(const struct builder *b, struct line *line,
                     const struct tex_node *cell)
{
    row_add(b, &line->row, cell->first, split_tail(b, cell, line));
}

static struct placed *push_line(struct lines *out)
{
    return vec_push_in(out->b->arena, out->items, out->count, out->cap);
}

static void place(struct lines *out, struct line *line)
{
    struct broken_row broken =
        breaking(out->b, &line->row, line->lead, out->width);

    for (size_t i = 0; i < broken.count; i++) {
        const struct broken *part = &broken.lines[i];
        struct placed *placed = push_line(out);

        placed->piece = piece_empty(out->b->arena);
        piece_put(placed->piece,
                  row_piece(out->b, broken.row, part->from, part->to), 0,
                  part->indent);
        if (i + 1 == broken.count) {
            placed->note = line->note;
            placed->tag = line->tag;
        }
    }
}

static void add_list(struct lines *out, const struct tex_node *list)
{
    struct line line = { 0 };

    add_cell(out->b, &line, list);
    row_space(out->b, &line.row, false);
    place(out, &line);
}

/* ---- alignments ---- */

struct cell {
    struct row row;
    int cols; /* with the gap before its first item */
};

static int cell_cols(const struct row *row)
{
    if (row->count == 0)
        return 0;
    return row->items[0].gap + row_cols(row, 0, row->count);
}

/* The cells of an equation side by side, as one row that can be broken. */
static void join(const struct lines *out, const struct tex_node *env,
                 struct line *line, const struct cell *cells, size_t count,
                 const int *widths)
{
    int pending = 0;

    for (size_t c = 0; c < count; c++) {
        const struct row *row = &cells[c].row;
        int room = widths[c] - cells[c].cols;
        char side = shape_column_side(env, (int)c);
        int before = side == 'l' ? 0 : side == 'r' ? room : room / 2;

        pending += shape_column_gap(env, (int)c) + before;
        for (size_t i = 0; i < row->count; i++) {
            struct row_item *item = vec_push_in(out->b->arena, line->row.items,
                                                line->row.count, line->row.cap);

            *item = row->items[i];
            item->gap += pending;
            pending = 0;
        }
        pending += room - before;
    }
    if (line->row.count > 0) {
        line->lead = line->row.items[0].gap;
        line->row.items[0].gap = 0;
    }
}

static size_t count_cells(const struct tex_node *env, size_t *widest)
{
    size_t all = 0;

    *widest = 0;
    for (const struct tex_node *r = env->first; r; r = r->next) {
        size_t n = 0;

        for (const struct tex_node *c = r->first; c; c = c->next)
            n++;
        all += n;
        if (n > *widest)
            *widest = n;
    }
    return all;
}

static void add_env(struct lines *out, const struct tex_node *env)
{
    const struct builder *b = out->b;
    size_t columns, all = count_cells(env, &columns), at = 0;
    struct cell *cells = arena_array(b->arena, all + 1, sizeof *cells);
    int *widths = arena_array(b->arena, columns + 1, sizeof *widths);
    size_t *starts = NULL, rows = 0, cap = 0;
    struct line *lines = NULL;
    size_t lines_cap = 0, lines_count = 0;

    for (const struct tex_node *r = env->first; r; r = r->next) {
        struct line *line =
            vec_push_in(b->arena, lines, lines_count, lines_cap);
        size_t c = 0;

        *vec_push_in(b->arena, starts, rows, cap) = at;
        for (const struct tex_node *n = r->first; n; n = n->next, c++) {
            struct cell *cell = &cells[at++];

            row_add(b, &cell->row, n->first, split_tail(b, n, line));
            row_space(b, &cell->row,
                      shape_column_side(env, (int)c) == 'l' && c > 0);
            cell->cols = cell_cols(&cell->row);
            if (cell->cols > widths[c])
                widths[c] = cell->cols;
        }
    }
    for (size_t i = 0; i < rows; i++) {
        size_t end = i + 1 < rows ? starts[i + 1] : at;

        join(out, env, &lines[i], cells + starts[i], end - starts[i], widths);
        place(out, &lines[i]);
    }
}

/* ---- numbers and remarks ---- */

/* The column where numbers end. */
static int right_edge(const struct lines *out)
{
    int edge = 0;

    if (out->width > 0)
        return out->width;
    for (size_t i = 0; i < out->count; i++) {
        const struct placed *p = &out->items[i];
        int cols = p->piece->cols;

        if (p->note)
            cols += AWAY + p->note->cols;
        if (p->tag)
            cols += AWAY + p->tag->cols;
        if (cols > edge)
            edge = cols;
    }
    return edge;
}

static void put_right(struct piece *row, struct piece *part, int edge)
{
    piece_put(row, part, 0, edge > part->cols ? edge - part->cols : 0);
}

/* Puts a line's remark and number beside it; what finds no room there is
 * returned as a row to go below, else NULL. */
static struct piece *finish(const struct lines *out, struct placed *p, int edge)
{
    struct piece *line = p->piece, *below = piece_empty(out->b->arena);
    int tag = p->tag ? p->tag->cols + BESIDE : 0;
    bool tag_fits = line->cols + tag <= edge;
    int inner = edge - tag;

    if (p->note) {
        int room = inner - line->cols - p->note->cols;

        if (room >= BESIDE)
            piece_append(line, p->note, room < AWAY ? room : AWAY);
        else
            put_right(below, p->note, inner);
    }
    if (p->tag && tag_fits)
        put_right(line, p->tag, edge);
    else if (p->tag && below->cols + tag <= edge)
        put_right(below, p->tag, edge);
    else if (p->tag)
        piece_append(below, p->tag, BESIDE);
    return below->cols > 0 ? below : NULL;
}

/* ---- the whole ---- */

/* The first byte of the source that a piece draws. */
static uint32_t first_byte(const struct piece *piece)
{
    uint32_t from = piece->rune ? piece->from : UINT32_MAX;

    for (const struct piece *p = piece->first; p; p = p->next) {
        uint32_t inner = first_byte(p);

        from = inner < from ? inner : from;
    }
    return from;
}

static void note_line(struct lines *out, const struct piece *line, int row,
                      uint32_t from)
{
    struct line_list *list = out->list;
    struct tex_line *item =
        vec_push_in(out->b->arena, list->items, list->count, list->cap);

    item->top = row - line->above;
    item->baseline = row;
    item->bottom = row + line->below;
    item->from = from;
}

static struct piece *pile(struct lines *out)
{
    struct piece *whole = piece_empty(out->b->arena);
    int edge = right_edge(out), row = 0, before = 0, last = 0;

    for (size_t i = 0; i < out->count; i++) {
        struct piece *line = out->items[i].piece;
        uint32_t from = first_byte(line);
        struct piece *below = finish(out, &out->items[i], edge);

        /* Only tall neighbours need a blank row to be told apart. */
        if (i > 0)
            row += line->above + 1 + (before > 3 && piece_rows(line) > 3);
        if (i > 0 && out->apart && row < last + 2)
            row = last + 2;
        last = row;
        before = piece_rows(line);
        piece_put(whole, line, row, 0);
        note_line(out, line, row, from);
        row += line->below;
        if (below) {
            row += 1 + below->above;
            piece_put(whole, below, row, 0);
            row += below->below;
            before = 1;
        }
    }
    return whole;
}

/* Raw source, cut at the width: nothing is known of its parts. */
static void add_source(struct lines *out, const struct tex_node *root)
{
    struct piece *all = build_node(out->b, root, NULL), *line = NULL, *next;

    for (struct piece *p = all->first; p; p = next) {
        next = p->next;
        p->next = NULL;
        if (!line || (out->width > 0 && line->cols + p->cols > out->width)) {
            struct placed *placed = push_line(out);

            line = placed->piece = piece_empty(out->b->arena);
        }
        piece_append(line, p, 0);
    }
}

/* The environment that is the whole of a formula, or NULL. */
static const struct tex_node *whole_env(const struct tex_node *root)
{
    const struct tex_node *node =
        root->kind == TEX_LIST && root->first ? root->first : root;

    if (node->kind != TEX_ENV || (node != root && node->next))
        return NULL;
    return shape_is_lines(node) ? node : NULL;
}

struct piece *lines_piece(const struct builder *b, const struct tex_node *root,
                          int width, bool apart, struct line_list *lines)
{
    struct lines out = {
        .b = b, .width = width, .apart = apart, .list = lines
    };
    const struct tex_node *env = whole_env(root);

    if (root->kind == TEX_SOURCE)
        add_source(&out, root);
    else if (env)
        add_env(&out, env);
    else if (root->kind == TEX_LIST)
        add_list(&out, root);
    else
        push_line(&out)->piece = build_node(b, root, NULL);
    return pile(&out);
}
