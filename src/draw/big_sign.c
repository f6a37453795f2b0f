#include "draw/big_sign.h"

#include <stddef.h>
#include <string.h>

#include "draw/big_font.h"
#include "tex/box.h"

/* ---- the signs that stretch ---- */

/* A tall bracket, row by row. */
struct part {
    uint32_t rune;
    const char *top, *fill, *middle, *bottom;
};

static const struct part parts[] = {
    { 0x239B, "_^", "# ", "# ", "# " },
    { 0x239C, "# ", "# ", "# ", "# " },
    { 0x239D, "# ", "# ", "# ", "^_" },
    { 0x239E, "^_", " #", " #", " #" },
    { 0x239F, " #", " #", " #", " #" },
    { 0x23A0, " #", " #", " #", "_^" },
    { 0x23A1, "#^", "# ", "# ", "# " },
    { 0x23A2, "# ", "# ", "# ", "# " },
    { 0x23A3, "# ", "# ", "# ", "#_" },
    { 0x23A4, "^#", " #", " #", " #" },
    { 0x23A5, " #", " #", " #", " #" },
    { 0x23A6, " #", " #", " #", "_#" },
    { 0x23A7, " _^", " # ", " # ", " # " },
    { 0x23A8, " # ", " # ", "^# ", " # " },
    { 0x23A9, " # ", " # ", " # ", " ^_" },
    { 0x23AA, " # ", " # ", " # ", " # " },
    { 0x23AB, "^_ ", " # ", " # ", " # " },
    { 0x23AC, " # ", " # ", " #^", " # " },
    { 0x23AD, " # ", " # ", " # ", "_^ " },
    { 0x2551, "# #", "# #", "# #", "# #" },
};

/* Lines: the arms that leave the middle of a cell. */
enum { ARM_LEFT = 1, ARM_RIGHT = 2, ARM_UP = 4, ARM_DOWN = 8 };

static const struct line {
    uint32_t rune;
    int arms;
    bool at_end; /* stands over the stroke of a root, which is at its right */
} lines[] = {
    { 0x2500, ARM_LEFT | ARM_RIGHT, false },
    { 0x2502, ARM_UP | ARM_DOWN, true },
    { 0x250C, ARM_RIGHT | ARM_DOWN, true },
    { 0x2510, ARM_LEFT | ARM_DOWN, false },
    { 0x2514, ARM_RIGHT | ARM_UP, false },
    { 0x2518, ARM_LEFT | ARM_UP, false },
    { 0x252C, ARM_LEFT | ARM_RIGHT | ARM_DOWN, false },
    { 0x2534, ARM_LEFT | ARM_RIGHT | ARM_UP, false },
};

/* Accents, one row tall. */
static const struct accent {
    uint32_t rune;
    const char *cells;
} accents[] = {
    { '^', "_^_" }, { '~', "_^_^" }, { '.', "_" },    { '"', "_ _" },
    { 'v', "^_^" }, { 'u', "#_#" },  { '/', "_^" },   { '\\', "^_" },
    { 'o', "#" },   { '_', "_" },    { 0x203E, "^" }, { 0x2192, "__#_" },
};

static const struct part *part_of(uint32_t rune)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].rune == rune)
            return &parts[i];
    return NULL;
}

static const struct line *line_of(uint32_t rune)
{
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].rune == rune)
            return &lines[i];
    return NULL;
}

static const struct accent *accent_of(const struct tex_glyph *glyph)
{
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
        if (glyph->style & TEX_HAT && accents[i].rune == glyph->rune)
            return &accents[i];
    return NULL;
}

/* ---- how large a sign is ---- */

enum kind {
    KIND_NONE,
    KIND_SMALL,
    KIND_SIGN,
    KIND_ACCENT,
    KIND_LINE,
    KIND_PART
};

static enum kind kind_of(const struct big_look *look,
                         const struct tex_glyph *glyph)
{
    if (glyph->style & TEX_NOTE)
        return look->notes ? KIND_SMALL : KIND_NONE;
    if (look->small && glyph->style & (TEX_SUB | TEX_SUP))
        return KIND_SMALL;
    if (accent_of(glyph))
        return KIND_ACCENT;
    if (line_of(glyph->rune))
        return KIND_LINE;
    if (part_of(glyph->rune))
        return KIND_PART;
    return big_font_of(glyph->rune) ? KIND_SIGN : KIND_SMALL;
}

/* Whether an accent is a line over or under all of its letters. */
static bool is_rule(const struct tex_glyph *glyph)
{
    return glyph->rune == '_' || glyph->rune == 0x203E;
}

int big_sign_cols(const struct big_look *look, const struct tex_glyph *glyph)
{
    switch (kind_of(look, glyph)) {
    case KIND_SIGN:
        return look->scale * big_font_cols(big_font_of(glyph->rune));
    case KIND_ACCENT:
        return look->scale * (int)strlen(accent_of(glyph)->cells);
    case KIND_PART:
        return look->scale * (int)strlen(part_of(glyph->rune)->top);
    case KIND_LINE:
        return look->scale;
    case KIND_SMALL:
        return 1;
    default:
        return 0;
    }
}

int big_sign_rows(const struct big_look *look, const struct tex_glyph *glyph)
{
    switch (kind_of(look, glyph)) {
    case KIND_NONE:
        return 0;
    case KIND_SMALL:
        return 1;
    case KIND_SIGN:
        return look->scale * BIG_ROWS;
    default:
        return look->scale;
    }
}

bool big_sign_stretches(const struct tex_glyph *glyph)
{
    return line_of(glyph->rune) || part_of(glyph->rune);
}

bool big_sign_is_bar(const struct tex_glyph *glyph)
{
    return glyph->rune == 0x2500 || (glyph->style & TEX_HAT && is_rule(glyph));
}

bool big_sign_is_line(const struct tex_glyph *glyph)
{
    return line_of(glyph->rune) || big_sign_is_bar(glyph);
}

bool big_sign_gap(const struct big_look *look, const struct tex_glyph *glyph)
{
    enum kind kind = kind_of(look, glyph);

    return kind == KIND_SIGN || kind == KIND_PART ||
           (kind == KIND_ACCENT && !is_rule(glyph));
}

/* ---- drawing ---- */

static void draw_cells(struct canvas *canvas, int row, int col,
                       const char *cells, int scale, struct style style)
{
    for (int i = 0; cells[i]; i++)
        big_font_cell(canvas, row, col + i * scale, cells[i], scale, style);
}

static void draw_part(struct canvas *canvas, struct rect cell,
                      const struct part *part, int scale, struct style style)
{
    int rows = cell.rows / scale;

    for (int r = 0; r < rows; r++) {
        const char *cells = r == rows / 2 ? part->middle : part->fill;

        if (r == rows - 1 && strcmp(part->bottom, part->fill))
            cells = part->bottom;
        if (r == 0 && strcmp(part->top, part->fill))
            cells = part->top;
        draw_cells(canvas, cell.row + r * scale, cell.col, cells, scale, style);
    }
}

/* A line lies on the upper half of the middle row, as a minus does. */
static void draw_line(struct canvas *canvas, struct rect cell,
                      const struct line *line, int scale, struct style style)
{
    int end = cell.col + cell.cols;
    int middle = cell.row + cell.rows / scale / 2 * scale;
    int stroke = line->at_end ? end - 2 * scale : (cell.col + end - scale) / 2;

    if (stroke < cell.col)
        stroke = cell.col;
    for (int c = cell.col; c < end; c += scale)
        if ((c < stroke && line->arms & ARM_LEFT) ||
            (c > stroke && line->arms & ARM_RIGHT) || c == stroke)
            big_font_cell(canvas, middle, c, '^', scale, style);
    for (int r = cell.row; r < cell.row + cell.rows; r += scale)
        if ((r < middle && line->arms & ARM_UP) ||
            (r >= middle && line->arms & ARM_DOWN))
            big_font_cell(canvas, r, stroke, '#', scale, style);
}

static void draw_accent(struct canvas *canvas, struct rect cell,
                        const struct tex_glyph *glyph, int scale,
                        struct style style)
{
    const char *cells = accent_of(glyph)->cells;
    int row = cell.row + cell.rows - scale;
    int cols = (int)strlen(cells) * scale;

    if (glyph->rune == 0x203E)
        row = cell.row;
    if (!is_rule(glyph)) {
        draw_cells(canvas, row, cell.col + (cell.cols - scale - cols) / 2,
                   cells, scale, style);
        return;
    }
    for (int c = 0; c < cell.cols; c += scale)
        big_font_cell(canvas, row, cell.col + c, cells[0], scale, style);
}

/* A sign of ordinary size: a script stands near what it belongs to. */
static void draw_small(struct canvas *canvas, struct rect cell,
                       const struct tex_glyph *glyph, struct style style)
{
    unsigned side = glyph->style & (TEX_SUB | TEX_SUP);
    int down = side == TEX_SUB   ? 0
               : side == TEX_SUP ? cell.rows - 1
                                 : cell.rows / 2;
    int col = cell.col + (cell.cols - 1) / 2;

    canvas_rune(canvas, cell.row + down, col, glyph->rune, style);
    if (glyph->mark)
        canvas_combine(canvas, cell.row + down, col, glyph->mark);
}

static struct style style_of(const struct tex_glyph *glyph, struct style style)
{
    if (glyph->style & TEX_ERROR)
        style.role = ROLE_BAD;
    else if (glyph->style & TEX_NOTE)
        style.role = ROLE_DIM;
    return style;
}

void big_sign_draw(struct canvas *canvas, struct rect cell,
                   const struct big_look *look, const struct tex_glyph *glyph,
                   struct style style)
{
    enum kind kind = kind_of(look, glyph);
    int room = cell.cols - look->scale - big_sign_cols(look, glyph);

    style = style_of(glyph, style);

    if (kind == KIND_ACCENT)
        draw_accent(canvas, cell, glyph, look->scale, style);
    else if (kind == KIND_LINE)
        draw_line(canvas, cell, line_of(glyph->rune), look->scale, style);
    else if (kind == KIND_PART)
        draw_part(canvas, cell, part_of(glyph->rune), look->scale, style);
    else if (kind == KIND_SMALL)
        draw_small(canvas, cell, glyph, style);
    else if (kind == KIND_SIGN)
        big_font_draw(canvas,
                      cell.row + (cell.rows - BIG_ROWS * look->scale) / 2,
                      cell.col + room / 2, big_font_of(glyph->rune),
                      look->scale, style);
}
