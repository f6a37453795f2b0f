#include "lesson/inline.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "lesson/comment.h"
#include "lesson/entity.h"
#include "lesson/lesson.h"

void inline_init(struct inline_text *in, struct reader *reader,
                 struct place_map *map)
{
    *in = (struct inline_text){ .reader = reader, .map = map };
}

void inline_finish(struct inline_text *in)
{
    strbuf_finish(&in->text);
    strbuf_finish(&in->comment);
    free(in->spans);
}

bool inline_empty(const struct inline_text *in)
{
    return in->count == 0 && in->text.len == 0;
}

static unsigned flags(const struct inline_text *in)
{
    return (in->em ? SPAN_EM : 0u) | (in->strong ? SPAN_STRONG : 0u) |
           (in->link ? SPAN_LINK : 0u);
}

static struct span *push(struct inline_text *in, enum span_kind kind)
{
    struct span *span = vec_push(in->spans, in->count, in->cap);

    span->kind = kind;
    span->flags = flags(in);
    if (in->link)
        span->url = in->url;
    span->line = in->place.line;
    span->column = in->place.column;
    in->place = (struct place){ 0 };
    return span;
}

/* The text gathered so far becomes a span. */
static void flush(struct inline_text *in)
{
    struct span *span;

    if (in->text.len > 0) {
        span = push(in, in->kind);
        span->text.len = in->text.len;
        span->text.at =
            arena_text(in->reader->arena, in->text.at, in->text.len);
        in->taken += in->text.len;
    }
    strbuf_clear(&in->text);
    in->place = (struct place){ 0 };
}

struct spans inline_take(struct inline_text *in)
{
    struct spans spans;

    flush(in);
    spans.at = arena_array(in->reader->arena, in->count, sizeof *spans.at);
    spans.count = in->count;
    if (in->count)
        memcpy(spans.at, in->spans, in->count * sizeof *spans.at);
    in->count = 0;
    in->taken = 0;
    return spans;
}

/* md4c leaves entities in a link's address to us. */
static struct slice address(struct inline_text *in, const MD_ATTRIBUTE *href)
{
    struct strbuf text = { 0 };
    struct slice out;

    if (href->size == 0)
        return (struct slice){ 0 };
    for (size_t i = 0; href->substr_offsets[i] < href->size; i++) {
        struct slice part = { href->text + href->substr_offsets[i],
                              href->substr_offsets[i + 1] -
                                  href->substr_offsets[i] };

        if (href->substr_types[i] == MD_TEXT_ENTITY)
            entity_add(&text, part);
        else
            strbuf_slice(&text, part);
    }
    out.len = text.len;
    out.at = arena_text(in->reader->arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return out;
}

/* A formula's text is complete. A `$` in prose is rarely meant so when the
 * text after it is a number and the text before the next one ends blank. */
static bool take_math(struct inline_text *in)
{
    struct reader *reader = in->reader;
    struct lesson_tex tex;
    struct span *span;
    struct place place = in->place;

    in->source.text.len = in->text.len;
    in->source.text.at =
        arena_text(reader->arena, strbuf_text(&in->text), in->text.len);
    strbuf_clear(&in->text);
    if (in->source.text.len > 1 && in->source.text.at[0] >= '0' &&
        in->source.text.at[0] <= '9' &&
        in->source.text.at[in->source.text.len - 1] == ' ')
        reader_warn(reader, place,
                    "'$%.*s$' is read as a formula; write \\$ "
                    "for a dollar sign",
                    SLICE_ARG(slice_sub(in->source.text, 0, 40)));
    if (in->source.count == 0)
        place_map_add(&in->source, reader->scratch, 0,
                      place_at(in->map, in->cursor));
    if (!reader_tex(reader, &in->source, &tex))
        return false;
    span = push(in, SPAN_MATH);
    span->text = tex.text;
    span->math = tex.node;
    return true;
}

bool inline_enter(struct inline_text *in, MD_SPANTYPE type, void *detail)
{
    flush(in);
    if (in->reader->spans++ == LESSON_SPANS_MAX)
        return reader_fail(in->reader, place_at(in->map, in->cursor),
                           "a lesson has at most %d formulas, links and words "
                           "set apart",
                           LESSON_SPANS_MAX);
    switch (type) {
    case MD_SPAN_EM:
        in->em++;
        break;
    case MD_SPAN_STRONG:
        in->strong++;
        break;
    case MD_SPAN_A:
        if (in->link++ == 0)
            in->url = address(in, &((MD_SPAN_A_DETAIL *)detail)->href);
        break;
    case MD_SPAN_IMG:
        if (in->link++ == 0)
            in->url = address(in, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        break;
    case MD_SPAN_CODE:
        in->kind = SPAN_CODE;
        break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
        in->kind = SPAN_MATH;
        in->display = type == MD_SPAN_LATEXMATH_DISPLAY;
        in->source = (struct place_map){ 0 };
        break;
    default:
        break;
    }
    return true;
}

bool inline_leave(struct inline_text *in, MD_SPANTYPE type)
{
    if (in->kind == SPAN_MATH) {
        in->kind = SPAN_TEXT;
        return take_math(in);
    }
    flush(in);
    switch (type) {
    case MD_SPAN_EM:
        in->em--;
        break;
    case MD_SPAN_STRONG:
        in->strong--;
        break;
    case MD_SPAN_A:
    case MD_SPAN_IMG:
        in->link--;
        break;
    default:
        break;
    }
    in->kind = SPAN_TEXT;
    return true;
}

/* The formula that a comment stands behind, or NULL. */
static struct span *formula_before(const struct inline_text *in)
{
    struct slice text = { strbuf_text(&in->text), in->text.len };
    struct span *last = in->count ? &in->spans[in->count - 1] : NULL;

    return last && last->kind == SPAN_MATH && slice_trim(text).len == 0 ? last
                                                                        : NULL;
}

/* A part of a text with the places it has there. */
static struct place_map part_of(struct place_map *map, struct arena *arena,
                                struct slice part)
{
    struct place_map out = { .text = part };
    size_t from = (size_t)(part.at - map->text.at);

    place_map_add(&out, arena, 0, place_at(map, from));
    for (size_t i = 0; i < map->count; i++)
        if (map->runs[i].offset > from)
            place_map_add(&out, arena, map->runs[i].offset - from,
                          map->runs[i].place);
    return out;
}

static bool take_proof(struct inline_text *in, const struct comment *comment,
                       struct slice text, struct place place)
{
    struct reader *reader = in->reader;
    struct span *span = formula_before(in);
    struct span_proof *proof;

    if (!span)
        return reader_fail(reader, place,
                           "'<!-- %.*s -->' stands behind no formula",
                           SLICE_ARG(slice_sub(text, 0, 40)));
    if (span->proof)
        return reader_fail(reader, place,
                           "a second mark behind the same formula");
    proof = span->proof = arena_alloc(reader->arena, sizeof *proof);
    proof->kind = comment->proof;
    proof->with = comment->with;
    proof->reason = comment->reason;
    proof->line = place.line;
    proof->column = place.column;

    /* What was between the formula and the comment is not between it and
     * what follows. */
    strbuf_clear(&in->text);
    in->place = (struct place){ 0 };
    if (proof->kind == SPAN_IS) {
        struct place_map map =
            part_of(&in->comment_map, reader->scratch, comment->tex);

        return reader_tex(reader, &map, &proof->is);
    }
    return true;
}

static bool finish_comment(struct inline_text *in)
{
    struct reader *reader = in->reader;
    struct slice text = { NULL, in->comment.len };
    struct slice inner;
    struct place place = place_at(&in->comment_map, 0);
    struct comment comment;

    text.at =
        arena_text(reader->arena, strbuf_text(&in->comment), in->comment.len);
    strbuf_clear(&in->comment);
    in->comment_map.text = text;
    inner = slice_trim(slice_sub(text, 4, text.len > 7 ? text.len - 3 : 4));
    if (in->text.len == 0)
        in->place = (struct place){ 0 };
    if (!comment_read(reader, inner, place, &comment))
        return false;
    if (comment.kind == COMMENT_PROOF)
        return take_proof(in, &comment, inner, place);
    if (comment.kind != COMMENT_NONE)
        return reader_fail(reader, place,
                           "'<!-- %.*s -->' inside a line; it stands alone on "
                           "its line",
                           SLICE_ARG(slice_sub(inner, 0, 40)));
    return true;
}

/* A comment inside a line may prove a formula, and is not shown; other tags
 * are shown as they are written. */
static bool add_html(struct inline_text *in, struct slice text, bool inside)
{
    if (in->comment.len > 0 || slice_starts(text, "<!--")) {
        if (in->comment.len == 0)
            in->comment_map = (struct place_map){ 0 };
        if (inside || in->comment.len == 0)
            place_map_add(&in->comment_map, in->reader->scratch,
                          in->comment.len, place_at(in->map, in->cursor));
        strbuf_slice(&in->comment, text);
        text = (struct slice){ in->comment.at, in->comment.len };
        return !slice_ends(text, "-->") || finish_comment(in);
    }
    if (slice_starts(text, "<br")) {
        flush(in);
        in->place = place_at(in->map, in->cursor);
        push(in, SPAN_BREAK);
        return true;
    }
    strbuf_slice(&in->text, text);
    return true;
}

/* A `$` that md4c left in the text opens no formula, which is worth a word
 * unless it was escaped. `$$` is the lines' lint's business. */
static void lone_dollar(struct inline_text *in, const char *text, size_t size)
{
    const char *at = memchr(text, '$', size);
    size_t offset;

    if (!at || in->kind != SPAN_TEXT)
        return;
    offset = (size_t)(at - in->map->text.at);
    if (offset > 0 && (at[-1] == '\\' || at[-1] == '$'))
        return;
    if (offset + 1 < in->map->text.len && at[1] == '$')
        return;
    reader_warn(in->reader, place_at(in->map, offset), "%s",
                in->cell ? "a '$' without its partner in a table cell; '|' "
                           "splits cells, write \\mid"
                         : "a '$' that opens no formula; write \\$ for a "
                           "dollar sign");
}

/* A line end inside a formula comes as a blank that is not ours. md4c 0.5
 * sends one right behind the `$$` too, and none behind a line that ends in
 * blanks; yet a comment must not run on into the next line. `gap` is where
 * md4c was before `s`. */
static void add_math(struct inline_text *in, struct slice s, bool inside,
                     size_t gap)
{
    bool ended = !inside;

    if (inside && gap < in->cursor)
        ended = memchr(in->map->text.at + gap, '\n', in->cursor - gap);
    if (ended && in->text.len > 0 && in->text.at[in->text.len - 1] != '\n')
        strbuf_putc(&in->text, '\n');
    if (!inside)
        return;
    place_map_add(&in->source, in->reader->scratch, in->text.len,
                  place_at(in->map, in->cursor));
    strbuf_slice(&in->text, s);
}

/* What lays a paragraph out has each of its words at once. */
static bool fits(struct inline_text *in)
{
    if (in->taken + in->text.len <= LESSON_PARAGRAPH_MAX)
        return true;
    return reader_fail(in->reader, place_at(in->map, in->cursor),
                       "a paragraph has at most %d bytes",
                       LESSON_PARAGRAPH_MAX);
}

bool inline_add(struct inline_text *in, MD_TEXTTYPE type, const char *text,
                size_t size)
{
    bool inside = place_inside(in->map, text);
    struct slice s = { text, size };
    size_t before = in->cursor;

    if (inside)
        in->cursor = (size_t)(text - in->map->text.at);
    if (inside && in->place.line == 0)
        in->place = place_at(in->map, in->cursor);
    switch (type) {
    case MD_TEXT_NULLCHAR:
        strbuf_puts(&in->text, "\xEF\xBF\xBD");
        break;
    case MD_TEXT_BR:
        flush(in);
        in->place = place_at(in->map, in->cursor);
        push(in, SPAN_BREAK);
        break;
    case MD_TEXT_SOFTBR:
        strbuf_putc(&in->text, ' ');
        break;
    case MD_TEXT_ENTITY:
        entity_add(&in->text, s);
        break;
    case MD_TEXT_HTML:
        return add_html(in, s, inside);
    case MD_TEXT_LATEXMATH:
        add_math(in, s, inside, before);
        break;
    default:
        if (inside && type == MD_TEXT_NORMAL)
            lone_dollar(in, text, size);
        strbuf_slice(&in->text, s);
        break;
    }
    if (!fits(in))
        return false;
    if (inside)
        in->cursor += size;
    return true;
}
