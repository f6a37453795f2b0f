#include "tex/piece.h"

#include "base/arena.h"
#include "base/utf8.h"

struct piece *piece_empty(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct piece));
}

struct piece *piece_rune(struct arena *arena, uint32_t rune, struct span span,
                         unsigned style)
{
    struct piece *piece = piece_empty(arena);
    int width = utf8_rune_width(rune);

    if (width <= 0) {
        rune = UTF8_REPLACEMENT;
        style |= TEX_ERROR;
        width = 1;
    }
    piece->cols = width;
    piece->rune = rune == ' ' ? 0 : rune;
    piece->repeat = 1;
    piece->width = (uint8_t)width;
    piece->style = (uint8_t)style;
    piece->from = span.from;
    piece->to = span.to;
    return piece;
}

struct piece *piece_bar(struct arena *arena, uint32_t rune, int count,
                        struct span span, unsigned style)
{
    struct piece *piece = piece_rune(arena, rune, span, style);

    piece->repeat = count;
    piece->cols = count;
    return piece;
}

struct piece *piece_column(struct arena *arena, uint32_t rune, int count,
                           int above, struct span span, unsigned style)
{
    struct piece *piece = piece_rune(arena, rune, span, style);

    piece->repeat = count;
    piece->down = true;
    piece->above = above;
    piece->below = count - 1 - above;
    return piece;
}

struct piece *piece_text(struct arena *arena, struct slice text,
                         struct span span, unsigned style)
{
    struct piece *whole = piece_empty(arena), *sign = NULL;
    bool own = text.len == span.to - span.from;
    size_t at = 0;

    while (at < text.len) {
        unsigned int rune;
        size_t n = utf8_decode(text.at + at, text.len - at, &rune);
        struct span here = span;

        if (own)
            here = (struct span){ span.from + (uint32_t)at,
                                  span.from + (uint32_t)(at + n) };
        at += n;
        if (rune == '\t' || rune == '\n' || rune == '\r')
            rune = ' ';
        if (sign && utf8_rune_width(rune) == 0) {
            /* One mark a cell; a second one would need a cell's list. */
            if (!sign->mark)
                sign->mark = rune;
            continue;
        }
        sign = piece_rune(arena, rune, here, style);
        piece_append(whole, sign, 0);
    }
    return whole;
}

void piece_put(struct piece *whole, struct piece *part, int row, int col)
{
    part->row = row;
    part->col = col;
    if (part->above - row > whole->above)
        whole->above = part->above - row;
    if (part->below + row > whole->below)
        whole->below = part->below + row;
    if (col + part->cols > whole->cols)
        whole->cols = col + part->cols;
    if (whole->last)
        whole->last->next = part;
    else
        whole->first = part;
    whole->last = part;
}

void piece_append(struct piece *whole, struct piece *part, int gap)
{
    piece_put(whole, part, 0, whole->cols + gap);
}

int piece_rows(const struct piece *piece)
{
    return piece->above + 1 + piece->below;
}

/* ---- to a box ---- */

static size_t count_glyphs(const struct piece *piece)
{
    size_t count = piece->rune ? (size_t)piece->repeat : 0;

    for (const struct piece *p = piece->first; p; p = p->next)
        count += count_glyphs(p);
    return count;
}

/* Writes the glyphs of a piece whose baseline and left edge are given. */
static void write(struct tex_box *box, const struct piece *piece, int row,
                  int col)
{
    for (int i = 0; piece->rune && i < piece->repeat; i++) {
        int down = piece->down ? i - piece->above : 0;
        int right = piece->down ? 0 : i * piece->width;

        box->glyphs[box->count++] = (struct tex_glyph){
            .rune = piece->rune,
            .mark = piece->mark,
            .from = piece->from,
            .to = piece->to,
            .row = row + down,
            .col = col + right,
            .width = piece->width,
            .style = piece->style,
        };
    }
    for (const struct piece *p = piece->first; p; p = p->next)
        write(box, p, row + p->row, col + p->col);
}

/* Sorts by a key below `keys`, stable and in linear time: by columns first
 * and then by rows, the glyphs come out in reading order. */
static void sort(struct arena *arena, struct tex_box *box, bool by_row,
                 size_t keys)
{
    size_t *start = arena_array(arena, keys + 1, sizeof *start);
    struct tex_glyph *out = arena_array(arena, box->count + 1, sizeof *out);

    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        start[(by_row ? g->row : g->col) + 1]++;
    }
    for (size_t i = 1; i <= keys; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i < box->count; i++) {
        const struct tex_glyph *g = &box->glyphs[i];

        out[start[by_row ? g->row : g->col]++] = *g;
    }
    box->glyphs = out;
}

struct tex_box *piece_flatten(struct arena *arena, const struct piece *whole)
{
    struct tex_box *box = arena_alloc(arena, sizeof *box);
    struct arena *scratch = arena_create();

    box->rows = piece_rows(whole);
    box->cols = whole->cols;
    box->baseline = whole->above;
    box->glyphs =
        arena_array(scratch, count_glyphs(whole) + 1, sizeof *box->glyphs);
    write(box, whole, whole->above, 0);
    sort(scratch, box, false, (size_t)box->cols);
    sort(arena, box, true, (size_t)box->rows);
    arena_destroy(scratch);
    return box;
}
