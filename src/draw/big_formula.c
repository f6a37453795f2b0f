#include "draw/big_formula.h"

#include "base/arena.h"
#include "tex/box.h"
#include "tex/layout.h"
#include "tex/node.h"

enum {
    GLYPHS_MAX = 2000, /* more could not be drawn large in any room */
    NARROWEST = 6,     /* columns of a layout: less is no formula any more */
    BLANKS = 2         /* columns of a wide space that count */
};

/* ---- measuring ---- */

static int *columns_of(const struct big_formula *f, int line)
{
    return f->col + (size_t)line * ((size_t)f->box->cols + 1);
}

/* What the columns of a line need: -1 where they hold nothing. */
static void widths(const struct big_formula *f, int line, int *cols, bool *gaps)
{
    for (int c = 0; c < f->box->cols; c++) {
        cols[c] = -1;
        gaps[c] = false;
    }
    for (size_t i = 0; i < f->box->count; i++) {
        const struct tex_glyph *glyph = &f->box->glyphs[i];
        int need = big_sign_cols(&f->look, glyph);

        if (f->line[glyph->row] != line)
            continue;
        for (int c = glyph->col; c < glyph->col + glyph->width; c++)
            cols[c] = need > cols[c] ? need : cols[c];
        gaps[glyph->col] |= big_sign_gap(&f->look, glyph);
    }
}

/* Where a line begins whose first sign stands at column c. Returns cells. */
static int indent(const struct big_formula *f, int line, int c)
{
    int top = f->line[f->first];

    if (line > top && !f->tight)
        return columns_of(f, top)[c];
    return c < BLANKS ? c : BLANKS;
}

/* Returns the cells that the line takes. */
static int place_line(struct big_formula *f, int line, int *need, bool *gaps)
{
    int count = f->box->cols, *col = columns_of(f, line);
    int at = 0, end = 0, blanks = 0, air = f->tight ? 1 : BLANKS;

    widths(f, line, need, gaps);
    for (int c = 0; c < count; c++) {
        blanks = need[c] < 0 ? blanks + 1 : 0;
        if (end == 0 && need[c] >= 0)
            at = indent(f, line, c);
        col[c] = at;
        if (need[c] < 0) {
            at += blanks <= BLANKS ? air * f->look.scale : 0;
            continue;
        }
        end = at + need[c];
        at = end + (gaps[c] ? f->look.scale : 0);
    }
    col[count] = at;
    return end;
}

static void place_columns(struct big_formula *f)
{
    struct arena *scratch = arena_create();
    size_t count = (size_t)f->box->cols + 1;
    int *need = arena_array(scratch, count, sizeof *need);
    bool *gaps = arena_array(scratch, count, sizeof *gaps);

    f->cols = 0;
    for (int i = f->line[f->first]; i <= f->line[f->last]; i++) {
        int cols = place_line(f, i, need, gaps);

        f->cols = cols > f->cols ? cols : f->cols;
    }
    arena_destroy(scratch);
}

static void place_rows(struct big_formula *f)
{
    const struct tex_box *box = f->box;
    int at = 0;

    for (int r = 0; r < box->rows; r++) {
        size_t from, to;
        int need = 0;

        f->row[r] = at;
        if (r < f->first || r > f->last)
            continue;
        tex_box_row(box, r, &from, &to);
        if (from == to)
            need = f->look.scale;
        for (size_t i = from; i < to; i++)
            if (big_sign_rows(&f->look, &box->glyphs[i]) > need)
                need = big_sign_rows(&f->look, &box->glyphs[i]);
        at += need;
    }
    f->row[box->rows] = f->rows = at;
}

static bool measure(struct big_formula *f, struct big_room room)
{
    place_rows(f);
    if (f->rows > room.rows)
        return false;
    place_columns(f);
    return f->cols <= room.cols;
}

/* ---- what of it is shown ---- */

/* Whether a line of a box begins an equation of its own, and is not what was
 * broken off the one before. */
static bool begins(const struct tex_box *whole, uint32_t from)
{
    for (int i = 0; i < whole->line_count; i++)
        if (whole->lines[i].from == from)
            return true;
    return false;
}

static int bracket(const struct tex_node *node)
{
    uint32_t rune = node->kind == TEX_CHAR ? node->rune : 0;

    return (rune == '(' || rune == '[') - (rune == ')' || rune == ']');
}

/* Whether a byte of the source stands between brackets. */
static bool is_enclosed(const struct tex_node *node, uint32_t at)
{
    int depth = 0;

    for (int i = 0; i < 3; i++) {
        const struct tex_node *child = node->child[i];

        if (child && child->from <= at && at < child->to)
            return node->kind == TEX_FENCE || is_enclosed(child, at);
    }
    for (const struct tex_node *n = node->first; n && n->from < at;
         n = n->next) {
        if (at < n->to)
            return depth > 0 || is_enclosed(n, at);
        depth += bracket(n);
    }
    return depth > 0;
}

/* Whether a layout is broken between brackets. */
static bool is_torn(const struct tex_box *box, const struct tex_node *math,
                    const struct tex_box *whole)
{
    for (int i = 1; i < box->line_count; i++)
        if (!begins(whole, box->lines[i].from) &&
            is_enclosed(math, box->lines[i].from))
            return true;
    return false;
}

/* The rows up to the last line that is uncovered, from as far up as fits. */
static bool crop(struct big_formula *f, struct big_room room,
                 const struct tex_box *whole)
{
    const struct tex_box *box = f->box;
    int last = box->line_count - 1;

    while (last > 0 && box->lines[last].from >= room.upto)
        last--;
    f->last = last + 1 < box->line_count ? box->lines[last + 1].top - 1
                                         : box->rows - 1;
    for (int i = 0; i <= last; i++) {
        f->first = i == 0 ? 0 : box->lines[i].top;
        if ((i == 0 || begins(whole, box->lines[i].from)) && measure(f, room))
            return true;
        if (f->look.scale > 1)
            return false;
    }
    return false;
}

/* The same, with what can be left out. */
static bool fits(struct big_formula *f, struct big_room room,
                 const struct tex_box *whole)
{
    for (int way = 0; way < 4; way++) {
        f->look.notes = way < 2;
        f->tight = way % 2;
        if (crop(f, room, whole))
            return true;
    }
    return false;
}

/* Columns of a layout without what stands beside it. */
static int inner_cols(const struct tex_box *box)
{
    int cols = 0;

    for (size_t i = 0; i < box->count; i++)
        if (!(box->glyphs[i].style & TEX_NOTE) &&
            box->glyphs[i].col + box->glyphs[i].width > cols)
            cols = box->glyphs[i].col + box->glyphs[i].width;
    return cols;
}

static const struct tex_box *lay_out(struct arena *arena,
                                     const struct tex_node *math, int width)
{
    /* In ASCII too: the pictures are ours. */
    return tex_layout(arena, math,
                      (struct tex_style){ .hat_row = true, .width = width });
}

static void take(struct arena *arena, struct big_formula *f,
                 const struct tex_box *box)
{
    size_t rows = (size_t)box->rows + 1, cols = (size_t)box->cols + 1;
    int line = 0;

    f->box = box;
    f->row = arena_array(arena, rows, sizeof *f->row);
    f->line = arena_array(arena, rows, sizeof *f->line);
    f->col = arena_array(arena, cols * (size_t)box->line_count, sizeof *f->col);
    for (int r = 0; r < box->rows; r++) {
        while (line + 1 < box->line_count && box->lines[line + 1].top <= r)
            line++;
        f->line[r] = line;
    }
}

/* In one line, then broken to fewer and fewer columns. */
static bool any_width(struct arena *arena, const struct tex_node *math,
                      struct big_formula *f, struct big_room room,
                      const struct tex_box *whole)
{
    int width = 0, inner = inner_cols(whole);

    take(arena, f, whole);
    if (fits(f, room, whole))
        return true;
    while (inner > NARROWEST && (width == 0 || inner <= width)) {
        width = inner - 1;
        take(arena, f, lay_out(arena, math, width));
        if ((f->torn || !is_torn(f->box, math, whole)) && fits(f, room, whole))
            return true;
        inner = inner_cols(f->box);
    }
    return false;
}

bool big_formula_fit(struct arena *arena, const struct tex_node *math,
                     struct big_room room, struct big_formula *out)
{
    struct big_formula f = { .upto = room.upto, .look.scale = 2 };
    const struct tex_box *whole = lay_out(arena, math, 0);
    bool fitted;

    if (whole->count == 0 || whole->count > GLYPHS_MAX ||
        whole->line_count == 0)
        return false;
    take(arena, &f, whole);
    fitted = fits(&f, room, whole);
    f.look.scale = fitted ? 2 : 1;
    for (int way = 0; way < 4 && !fitted; way++) {
        f.look.small = way % 2;
        f.torn = way / 2;
        fitted = any_width(arena, math, &f, room, whole);
    }
    *out = f;
    return fitted;
}

/* ---- drawing ---- */

/* The cells of a glyph, from the top left of the formula. */
static struct rect cell_of(const struct big_formula *f,
                           const struct tex_glyph *glyph)
{
    const int *rows = f->row + glyph->row;
    const int *cols = columns_of(f, f->line[glyph->row]) + glyph->col;

    return (struct rect){ rows[0], cols[0], rows[1] - rows[0],
                          cols[1] - cols[0] };
}

/* A sign of a script that can be moved within its row. */
static bool moves(const struct tex_glyph *glyph)
{
    return glyph->style & (TEX_SUB | TEX_SUP) && !(glyph->style & TEX_HAT) &&
           !big_sign_stretches(glyph);
}

/* The glyphs of a script that stand side by side, from `i` on; none where it
 * is not one. */
static size_t script_end(const struct tex_box *box, size_t i)
{
    size_t end = i;

    while (end < box->count && moves(&box->glyphs[end]) &&
           box->glyphs[end].row == box->glyphs[i].row &&
           (end == i || box->glyphs[end].col <= box->glyphs[end - 1].col + 2))
        end++;
    return end;
}

static int script_cols(const struct big_formula *f,
                       const struct tex_glyph *glyph)
{
    return big_sign_cols(&f->look, glyph) +
           (big_sign_gap(&f->look, glyph) ? f->look.scale : 0);
}

/* Whether it stands over or under its nucleus, as limits do. */
static bool is_limit(const struct tex_box *box, size_t from, size_t to)
{
    const struct tex_glyph *first = &box->glyphs[from];
    int beside = first->row + (first->style & TEX_SUB ? -1 : 1);

    for (int c = first->col; c <= box->glyphs[to - 1].col; c++)
        if (tex_box_at(box, beside, c))
            return true;
    return false;
}

/* The accent over a sign of a script, or NULL. */
static const struct tex_glyph *hat_over(const struct tex_box *box,
                                        const struct tex_glyph *glyph)
{
    const struct tex_glyph *hat = tex_box_at(box, glyph->row - 1, glyph->col);

    return hat && hat->style & TEX_HAT && !big_sign_is_bar(hat) &&
                   hat->col == glyph->col
               ? hat
               : NULL;
}

/* Whether it moves with the sign that it stands over. */
static bool is_hat(const struct tex_box *box, const struct tex_glyph *glyph)
{
    const struct tex_glyph *under = tex_box_at(box, glyph->row + 1, glyph->col);

    return under && moves(under) && hat_over(box, under) == glyph;
}

/* Over a small sign, which stands low in its cell, it stands low, too. */
static void draw_hat(struct canvas *canvas, int row,
                     const struct big_formula *f, struct rect under,
                     const struct tex_glyph *glyph, struct style style)
{
    const struct tex_glyph *hat = hat_over(f->box, glyph);
    struct rect cell;

    if (!hat || hat->from >= f->upto)
        return;
    cell = cell_of(f, hat);
    cell.row += row;
    if (f->look.small && under.rows > 1 && !(glyph->style & TEX_SUB))
        cell = (struct rect){ under.row + under.rows - 2, 0, 1, 0 };
    cell.col = under.col;
    cell.cols = under.cols;
    big_sign_draw(canvas, cell, &f->look, hat, style);
}

/* Scripts are written close together, whatever else makes their columns
 * wide, and limits in the middle of them. */
static void draw_script(struct canvas *canvas, int row, int col,
                        const struct big_formula *f, size_t from, size_t to,
                        struct style style)
{
    const struct tex_glyph *glyphs = f->box->glyphs;
    struct rect first = cell_of(f, &glyphs[from]);
    struct rect last = cell_of(f, &glyphs[to - 1]);
    int room = last.col + last.cols - first.col, cols = 0;

    for (int pass = 0; pass < 2; pass++) {
        bool middle = pass == 1 && is_limit(f->box, from, to);
        int at = middle ? (room - cols) / 2 : 0;

        for (size_t i = from; i < to; i++) {
            struct rect cell = cell_of(f, &glyphs[i]);

            cell.cols = script_cols(f, &glyphs[i]);
            if (i > from && glyphs[i].col > glyphs[i - 1].col + 1)
                at += f->look.scale;
            cell.row += row;
            cell.col = col + first.col + at;
            at += cell.cols;
            if (pass == 1)
                draw_hat(canvas, row, f, cell, &glyphs[i], style);
            if (pass == 1 && glyphs[i].from < f->upto)
                big_sign_draw(canvas, cell, &f->look, &glyphs[i], style);
        }
        cols = at;
    }
}

/* Whether the next sign of its row goes on where this one ends. */
static bool is_joined(const struct tex_box *box, size_t i)
{
    const struct tex_glyph *glyph = &box->glyphs[i], *next = glyph + 1;

    return i + 1 < box->count && next->row == glyph->row &&
           next->col == glyph->col + 1 && big_sign_is_line(next);
}

void big_formula_draw(struct canvas *canvas, int row, int col,
                      const struct big_formula *formula, struct style style)
{
    const struct tex_box *box = formula->box;

    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *glyph = &box->glyphs[i];
        size_t end = script_end(box, i);
        struct rect cell = cell_of(formula, glyph);

        if (glyph->row < formula->first || glyph->row > formula->last ||
            is_hat(box, glyph))
            continue;
        cell.row += row;
        cell.col += col;
        /* A bar ends where it does, not before the next sign. */
        if (!is_joined(box, i) && cell.cols > formula->look.scale &&
            big_sign_is_bar(glyph))
            cell.cols -= formula->look.scale;
        if (end > i) {
            draw_script(canvas, row, col, formula, i, end, style);
            i = end - 1;
        } else if (glyph->from < formula->upto) {
            big_sign_draw(canvas, cell, &formula->look, glyph, style);
        }
    }
}
