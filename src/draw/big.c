/* big.c - big_draw() of frame.h: digits that can be read from the last row.
 *
 * Five rows of half cells, 3 cells wide: solid enough for a projector and
 * in every font. In ASCII the blocks become '#' and '='.
 */
#include "draw/frame.h"

#include "base/slice.h"
#include "base/utf8.h"

/* Rows of a glyph from the top; '#' full, '^' upper half, '_' lower half. */
struct glyph {
    uint32_t rune;
    const char *row[3];
};

/* All that a reading or the value of an equation can hold. */
/* clang-format off */
static const struct glyph glyphs[] = {
    { '0', { "#^#", "# #", "^^^" } }, { '1', { "_# ", " # ", "^^^" } },
    { '2', { "^^#", "#^^", "^^^" } }, { '3', { "^^#", "^^#", "^^^" } },
    { '4', { "# #", "^^#", "  ^" } }, { '5', { "#^^", "^^#", "^^^" } },
    { '6', { "#^^", "#^#", "^^^" } }, { '7', { "^^#", "  #", "  ^" } },
    { '8', { "#^#", "#^#", "^^^" } }, { '9', { "#^#", "^^#", "^^^" } },
    { '.', { " ", " ", "^" } },       { ',', { " ", " ", "#" } },
    { '-', { "   ", "^^^", "   " } }, { 0x2212, { "   ", "^^^", "   " } },
    { '+', { " _ ", "^#^", "   " } }, { '=', { "___", "___", "   " } },
    { 'e', { "#^#", "#^^", "^^^" } }, { ' ', { "  ", "  ", "  " } },
    { 'i', { "^", "#", "^" } }, { 'n', { "   ", "#^#", "^ ^" } },
    { 'f', { "_^^", "#^ ", "^  " } }, { 'a', { "^^#", "#^#", "^^^" } },
    { 0x221E, { " _ _ ", "# # #", " ^ ^ " } }, /* infinity */
    { 0x00D7, { "_ _", "_^_", "   " } }, /* times */
    { '<', { " _^", "^_ ", "  ^" } }, { '>', { "^_ ", " _^", "^  " } },
    { '(', { "_^", "# ", " ^" } }, { ')', { "^_", " #", "^ " } },
    { '[', { "#^", "# ", "^^" } }, { ']', { "^#", " #", "^^" } },
    { '/', { "  #", "_^ ", "^  " } }, { '%', { "^ #", "_^ ", "^ ^" } },
    { '~', { "    ", "_^_^", "    " } },
    { 0x2026, { "     ", "     ", "^ ^ ^" } }, /* an ellipsis */
    { 0x2713, { "    _", "_ _^ ", " ^   " } }, /* a tick */
    { 0x2717, { "# #", "_^_", "^ ^" } }, /* a cross */
};
/* clang-format on */

static const struct glyph *find(uint32_t rune)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (glyphs[i].rune == rune)
            return &glyphs[i];
    return NULL;
}

static void draw_glyph(struct canvas *canvas, int row, int col,
                       const struct glyph *glyph, struct style style)
{
    for (int r = 0; r < 3; r++)
        for (int c = 0; glyph->row[r][c]; c++) {
            uint32_t rune = glyph->row[r][c] == '#'   ? 0x2588
                            : glyph->row[r][c] == '^' ? 0x2580
                            : glyph->row[r][c] == '_' ? 0x2584
                                                      : ' ';

            if (rune != ' ')
                canvas_rune(canvas, row + r, col + c, rune, style);
        }
}

/* Draws with a canvas, counts without. */
static int walk(struct canvas *canvas, struct rect area, struct slice text,
                struct style style)
{
    int col = 0;

    while (text.len > 0) {
        unsigned int rune;
        size_t len = utf8_decode(text.at, text.len, &rune);
        const struct glyph *glyph = find(rune);

        if (glyph && canvas)
            draw_glyph(canvas, area.row, area.col + col, glyph, style);
        else if (canvas)
            canvas_rune(canvas, area.row + 1, area.col + col, rune, style);
        col += 1 + (glyph ? (int)slice_of(glyph->row[0]).len : 1);
        text = slice_sub(text, len, text.len);
    }
    return col > 0 ? col - 1 : 0;
}

int big_draw(struct canvas *canvas, struct rect area, const char *text,
             struct style style)
{
    struct slice s = slice_of(text);
    int cols = walk(NULL, area, s, style);

    if (cols > area.cols || area.rows < 3)
        return 0;
    return canvas ? walk(canvas, area, s, style) : cols;
}
