#include "draw/wrap.h"

#include <ctype.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "draw/clean.h"
#include "lesson/span.h"
#include "tex/box.h"
#include "tex/layout.h"

/* What stands between a bit of text and the one before it. */
enum joint {
    JOINT_GLUE,  /* nothing: no line ends here */
    JOINT_TIE,   /* a blank at which no line ends */
    JOINT_SPACE, /* a blank, or a line's end */
    JOINT_SOFT,  /* nothing, or a line's end */
    JOINT_BREAK  /* a line's end */
};

struct bit {
    enum joint joint;
    struct piece piece; /* col not set yet */
};

struct wrap {
    struct arena *arena; /* of the result */
    struct arena *room;  /* of the work: bits, boxes, growing arrays */
    int cols;
    bool ascii;
    struct style base;
    struct bit *bits;
    size_t count, cap;
    bool blank; /* a blank stands before the next bit */
    struct wrapped out;
    size_t line_cap;
    struct wrap_line *line;
    size_t piece_cap;
};

/* ---- spans to bits ---- */

static struct bit *push_bit(struct wrap *w, enum joint joint,
                            struct piece piece)
{
    struct bit *bit = vec_push_in(w->room, w->bits, w->count, w->cap);

    bit->joint = joint;
    bit->piece = piece;
    w->blank = false;
    return bit;
}

static bool is_number(struct slice s)
{
    return s.len > 0 &&
           (isdigit((unsigned char)s.at[s.len - 1]) || s.at[s.len - 1] == '%');
}

/* Words that belong to the number before them. */
static bool is_unit(struct slice s)
{
    static const char *const units[] = { "nats", "nat", "bits", "bit",
                                         "bans", "ban", "%",    "MB",
                                         "kB",   "ms",  "ulp",  "rows" };

    while (s.len > 0 && strchr(".,;:)", s.at[s.len - 1]))
        s.len--;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_is(s, units[i]))
            return true;
    return false;
}

static enum joint joint_for(const struct wrap *w, struct slice word)
{
    const struct piece *last;

    if (w->count == 0 || !w->blank)
        return JOINT_GLUE;
    last = &w->bits[w->count - 1].piece;
    if ((last->box || is_number(last->text)) && is_unit(word))
        return JOINT_TIE;
    return JOINT_SPACE;
}

/* Behind a hyphen between two letters a line may end. Returns the length of
 * what stands before the next such place. */
static size_t hyphen(struct slice word)
{
    for (size_t i = 2; i + 2 < word.len; i++)
        if (word.at[i] == '-' && isalpha((unsigned char)word.at[i - 1]) &&
            isalpha((unsigned char)word.at[i - 2]) &&
            isalpha((unsigned char)word.at[i + 1]))
            return i + 1;
    return word.len;
}

static void push_word(struct wrap *w, struct slice word, struct style style,
                      const struct span *link)
{
    enum joint joint = joint_for(w, word);

    while (word.len > 0) {
        size_t len = hyphen(word);
        struct slice part = slice_sub(word, 0, len);

        push_bit(w, joint,
                 (struct piece){ .text = part,
                                 .cols = canvas_width(part),
                                 .style = style,
                                 .link = link });
        word = slice_sub(word, len, word.len);
        joint = JOINT_SOFT;
    }
}

static void push_text(struct wrap *w, struct slice text, struct style style,
                      const struct span *link)
{
    size_t i = 0;

    while (i < text.len) {
        size_t start;

        if (text.at[i] == ' ') {
            w->blank = true;
            i++;
            continue;
        }
        for (start = i; i < text.len && text.at[i] != ' '; i++)
            continue;
        push_word(w, slice_sub(text, start, i), style, link);
    }
}

/* An inline formula is one bit; a long one, one bit for each part between
 * its places to break. */
static void push_math(struct wrap *w, const struct span *span,
                      struct style style)
{
    struct tex_style how = { .ascii = w->ascii, .inline_ = true };
    const struct tex_box *box = tex_layout(w->room, span->math, how);
    bool breaks = box->cols > w->cols / 2;
    enum joint joint = joint_for(w, (struct slice){ NULL, 0 });
    size_t from = 0;

    while (from < box->count) {
        size_t to = from + 1;
        const struct tex_glyph *first = &box->glyphs[from], *last;

        while (to < box->count &&
               !(breaks && box->glyphs[to].style & TEX_BREAK))
            to++;
        last = &box->glyphs[to - 1];
        push_bit(w, joint,
                 (struct piece){ .box = box,
                                 .from = (uint32_t)from,
                                 .to = (uint32_t)to,
                                 .cols = (last->col + last->width - first->col),
                                 .skip = first->col,
                                 .style = style });
        if (to < box->count)
            joint = box->glyphs[to].col > last->col + last->width ? JOINT_SPACE
                                                                  : JOINT_SOFT;
        from = to;
    }
}

static struct style style_of(const struct span *span, struct style base)
{
    struct style style = base;

    if (span->kind == SPAN_CODE)
        style.role = ROLE_CODE;
    if (span->kind == SPAN_MATH && base.role == ROLE_TEXT)
        style.role = ROLE_MATH;
    if (span->flags & SPAN_STRONG)
        style.role = ROLE_STRONG;
    if (span->flags & SPAN_EM)
        style.attr |= ATTR_ITALIC;
    if (span->flags & SPAN_LINK)
        style.role = ROLE_LINK;
    return style;
}

static void push_span(struct wrap *w, const struct span *span)
{
    struct style style = style_of(span, w->base);
    const struct span *link = span->flags & SPAN_LINK ? span : NULL;

    switch (span->kind) {
    case SPAN_TEXT:
    case SPAN_CODE:
        push_text(w, clean_text(w->arena, span->text, w->ascii), style, link);
        break;
    case SPAN_MATH:
        push_math(w, span, style);
        break;
    case SPAN_BREAK:
        push_bit(w, JOINT_BREAK, (struct piece){ .style = style });
        break;
    }
}

/* ---- bits to lines ---- */

static void start_line(struct wrap *w)
{
    w->line = vec_push_in(w->room, w->out.lines, w->out.count, w->line_cap);
    w->piece_cap = 0;
}

/* Whether a bit goes on where the line's last piece stops in the source, so
 * that the two are one piece with the blank between them. */
static bool continues(const struct piece *last, const struct piece *piece,
                      int gap)
{
    return !last->box && !piece->box && last->link == piece->link &&
           last->style.role == piece->style.role &&
           last->style.attr == piece->style.attr && last->text.len > 0 &&
           last->text.at + last->text.len + gap == piece->text.at;
}

static void place(struct wrap *w, struct piece piece, int gap)
{
    struct wrap_line *line = w->line;
    struct piece *last =
        line->count > 0 ? &line->pieces[line->count - 1] : NULL;

    if (last && continues(last, &piece, gap)) {
        last->text.len += piece.text.len + (size_t)gap;
        last->cols = (last->cols + piece.cols + gap);
    } else {
        piece.col = (line->cols + gap);
        *vec_push_in(w->room, line->pieces, line->count, w->piece_cap) = piece;
    }
    line->cols += gap + piece.cols;
}

/* A piece that is wider than a whole line, a grapheme at a time. */
static void place_long(struct wrap *w, struct piece piece)
{
    struct slice rest = piece.text;

    while (rest.len > 0) {
        size_t len;
        int width = utf8_grapheme(rest, &len);

        if (w->line->cols + width > w->cols && w->line->cols > 0)
            start_line(w);
        piece.text = slice_sub(rest, 0, len);
        piece.cols = width;
        place(w, piece, 0);
        rest = slice_sub(rest, len, rest.len);
    }
}

/* A formula without a place to break, glyph by glyph. */
static void place_long_math(struct wrap *w, struct piece piece)
{
    uint32_t to = piece.to;

    for (uint32_t i = piece.from; i < to; i++) {
        const struct tex_glyph *g = &piece.box->glyphs[i];
        int gap = w->line->cols == 0 || i == piece.from
                      ? 0
                      : g->col - g[-1].col - g[-1].width;

        if (w->line->cols + gap + g->width > w->cols && w->line->cols > 0) {
            start_line(w);
            gap = 0;
        }
        piece.from = i;
        piece.to = i + 1;
        piece.skip = g->col;
        piece.cols = g->width;
        place(w, piece, gap);
    }
}

/* The bits from i on that no line's end may part: their number and cells. */
static size_t measure(const struct wrap *w, size_t i, int *cols)
{
    size_t n = 0;

    *cols = 0;
    do {
        if (n > 0 && w->bits[i + n].joint == JOINT_TIE)
            *cols += 1;
        *cols += w->bits[i + n].piece.cols;
        n++;
    } while (i + n < w->count && (w->bits[i + n].joint == JOINT_GLUE ||
                                  w->bits[i + n].joint == JOINT_TIE));
    return n;
}

static void place_word(struct wrap *w, size_t i, size_t n, int cols)
{
    int gap = w->bits[i].joint == JOINT_SPACE && w->line->cols > 0;
    bool fits = cols <= w->cols;

    if (w->line->cols > 0 && w->line->cols + gap + cols > w->cols &&
        (fits || w->line->cols + gap + 8 > w->cols)) {
        start_line(w);
        gap = 0;
    }
    for (size_t j = 0; j < n; j++) {
        struct piece piece = w->bits[i + j].piece;

        if (j > 0)
            gap = w->bits[i + j].joint == JOINT_TIE;
        if (fits) {
            place(w, piece, gap);
            continue;
        }
        if (gap && w->line->cols < w->cols)
            w->line->cols++;
        if (piece.box)
            place_long_math(w, piece);
        else
            place_long(w, piece);
    }
}

static void place_all(struct wrap *w)
{
    size_t n;
    int cols;

    if (w->count > 0)
        start_line(w);
    for (size_t i = 0; i < w->count; i += n) {
        if (w->bits[i].joint == JOINT_BREAK) {
            start_line(w);
            n = 1;
            continue;
        }
        n = measure(w, i, &cols);
        place_word(w, i, n, cols);
    }
}

/* Copies the lines out of the work's arena, each box once, so that what stays
 * is only what is drawn. */
static struct wrapped keep(struct wrap *w)
{
    struct wrapped out = { .count = w->out.count };
    const struct tex_box *from = NULL, *to = NULL;

    out.lines = arena_array(w->arena, out.count, sizeof *out.lines);
    for (size_t i = 0; i < out.count; i++) {
        struct wrap_line *line = &out.lines[i];

        *line = w->out.lines[i];
        line->pieces = arena_array(w->arena, line->count, sizeof *line->pieces);
        for (size_t j = 0; j < line->count; j++) {
            struct piece *piece = &line->pieces[j];

            *piece = w->out.lines[i].pieces[j];
            if (piece->box && piece->box != from) {
                from = piece->box;
                to = wrap_keep_box(w->arena, from);
            }
            if (piece->box)
                piece->box = to;
        }
    }
    return out;
}

struct tex_box *wrap_keep_box(struct arena *arena, const struct tex_box *box)
{
    struct tex_box *copy = arena_alloc(arena, sizeof *copy);

    *copy = *box;
    copy->lines =
        arena_array(arena, (size_t)box->line_count, sizeof *copy->lines);
    if (box->line_count > 0)
        memcpy(copy->lines, box->lines,
               (size_t)box->line_count * sizeof *copy->lines);
    copy->glyphs = arena_array(arena, box->count, sizeof *copy->glyphs);
    if (box->count > 0)
        memcpy(copy->glyphs, box->glyphs, box->count * sizeof *copy->glyphs);
    return copy;
}

struct wrapped wrap_spans(struct arena *arena, struct spans spans, int cols,
                          struct style base, bool ascii)
{
    struct wrap w = { .arena = arena,
                      .room = arena_create(),
                      .cols = cols < 1 ? 1 : cols,
                      .base = base,
                      .ascii = ascii };
    struct wrapped out;

    for (size_t i = 0; i < spans.count; i++)
        push_span(&w, &spans.at[i]);
    place_all(&w);
    out = keep(&w);
    arena_destroy(w.room);
    return out;
}

struct wrapped wrap_text(struct arena *arena, struct slice text, int cols,
                         struct style base, bool ascii)
{
    struct span span = { .kind = SPAN_TEXT, .text = text };

    return wrap_spans(arena, (struct spans){ &span, 1 }, cols, base, ascii);
}

/* ---- drawing ---- */

static struct style glyph_style(const struct tex_glyph *glyph,
                                struct style style)
{
    if (glyph->style & TEX_ERROR)
        style.role = ROLE_BAD;
    else if (glyph->style & TEX_NOTE)
        style.role = ROLE_DIM;
    if (glyph->style & TEX_BOLD)
        style.attr |= ATTR_BOLD;
    if (glyph->style & TEX_ITALIC)
        style.attr |= ATTR_ITALIC;
    return style;
}

void piece_draw(struct canvas *canvas, int row, int col,
                const struct piece *piece)
{
    col += piece->col;
    if (!piece->box) {
        canvas_text(canvas, row, col, piece->cols, piece->text, piece->style);
        return;
    }
    for (uint32_t i = piece->from; i < piece->to; i++) {
        const struct tex_glyph *glyph = &piece->box->glyphs[i];
        int at = col + glyph->col - piece->skip;

        canvas_rune(canvas, row, at, glyph->rune,
                    glyph_style(glyph, piece->style));
        if (glyph->mark)
            canvas_combine(canvas, row, at, glyph->mark);
    }
}

void wrap_line_text(struct strbuf *out, const struct wrap_line *line)
{
    int col = 0;

    for (size_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];

        if (piece->col > col)
            strbuf_fill(out, ' ', (size_t)(piece->col - col));
        if (!piece->box)
            strbuf_slice(out, piece->text);
        for (uint32_t g = piece->from; piece->box && g < piece->to; g++) {
            const struct tex_glyph *glyph = &piece->box->glyphs[g];

            if (g > piece->from && glyph->col > glyph[-1].col + glyph[-1].width)
                strbuf_putc(out, ' ');
            strbuf_rune(out, glyph->rune);
            if (glyph->mark)
                strbuf_rune(out, glyph->mark);
        }
        col = piece->col + piece->cols;
    }
}
