#include "lesson/markdown.h"

#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "lesson/builder.h"
#include "lesson/fenced.h"
#include "lesson/lint.h"
#include "lesson/near.h"

static void open_verbatim(struct builder *b, const MD_BLOCK_CODE_DETAIL *detail)
{
    verbatim_open(&b->raw, b->reader->arena, detail);
    if (detail && place_inside(b->map, detail->lang.text)) {
        b->in.cursor = (size_t)(detail->lang.text - b->map->text.at);
        b->raw.place = builder_here(b);
    }
}

static void settle_verbatim(struct builder *b)
{
    if (b->raw.place.line == 0)
        b->raw.place = verbatim_guess(&b->raw, builder_here(b));
    verbatim_settle(&b->raw, b->reader->arena, b->reader->scratch);
}

/* md4c takes a fence that is never closed to the end of the file, where its
 * content would then be blamed for what it is not. */
static bool check_closed(struct builder *b, struct slice word)
{
    char c = b->raw.fence;

    if (verbatim_closed(&b->raw, b->map))
        return true;
    return reader_fail(b->reader, b->raw.place,
                       "the '%.*s' block is never closed; end it with %c%c%c "
                       "on a line of its own",
                       SLICE_ARG(word), c, c, c);
}

static bool fenced_math(struct builder *b)
{
    struct place_map *map = &b->raw.map;
    struct lesson_tex math = { 0 };

    while (map->text.len > 0 && map->text.at[map->text.len - 1] == '\n')
        map->text.len--;
    if (map->text.len == 0)
        return reader_fail(b->reader, b->raw.place,
                           "the 'math' block is empty");
    return reader_tex(b->reader, map, &math) && builder_math(b, &math);
}

static bool fenced_notes(struct builder *b)
{
    struct place_map map = b->raw.map;
    struct block *block = builder_add(b, BLOCK_NOTES, b->raw.place);

    return block && markdown_read(b->reader, &map, block, &block->blocks);
}

static bool plain_code(struct builder *b, enum block_kind kind,
                       struct slice info)
{
    struct block *block = builder_add(b, kind, b->raw.place);

    if (!block)
        return false;
    block->text = b->raw.map.text;
    block->info = info;
    return true;
}

static bool fenced_yaml(struct builder *b, struct slice word, struct slice rest)
{
    struct fenced fenced = { word, slice_trim(rest), b->raw.place, b->raw.map };
    struct block *block = builder_add(b, BLOCK_CODE, b->raw.place);

    return block && fenced_read(b->reader, &fenced, block);
}

/* A fence of another language is code; one that is nearly ours, and has a name
 * behind it or is long enough to be no chance, is surely a slip. */
static void warn_of_slip(struct builder *b, struct slice word,
                         struct slice rest)
{
    static const char *const words[] = { "lab",    "question", "plot",
                                         "sample", "fit",      "math",
                                         "define", "notes",    NULL };
    const char *near = near_name(word, words);

    if (near && (slice_trim(rest).len > 0 || word.len > 4))
        reader_warn(b->reader, b->raw.place,
                    "a block '%.*s' is shown as code; did you mean '%s'?",
                    SLICE_ARG(word), near);
}

static bool finish_code(struct builder *b)
{
    struct slice rest = b->raw.info, word = { 0 };
    bool ours, inner = b->notes || b->levels[b->level].parent;

    settle_verbatim(b);
    if (!b->raw.fence || !slice_word(&rest, &word))
        return plain_code(b, BLOCK_CODE, word);
    ours = fenced_known(word) || slice_is(word, "define") ||
           slice_is(word, "notes");
    if (!ours && !slice_is(word, "math")) {
        warn_of_slip(b, word, rest);
        return plain_code(b, BLOCK_CODE, word);
    }
    if (!check_closed(b, word))
        return false;
    if (!ours)
        return fenced_math(b);
    if (inner)
        return reader_fail(b->reader, b->raw.place,
                           "a '%.*s' block inside a quote or notes; it stands "
                           "on its own",
                           SLICE_ARG(word));
    if (slice_is(word, "notes"))
        return fenced_notes(b);
    if (!builder_live(b, b->raw.place))
        return false;
    if (slice_is(word, "define"))
        return plain_code(b, BLOCK_DEFINE, word);
    return fenced_yaml(b, word, rest);
}

/* Comments speak to us; any other HTML is shown as it is written. */
static bool finish_html(struct builder *b)
{
    struct slice text;
    size_t at = 0;

    settle_verbatim(b);
    text = b->raw.map.text;
    for (;;) {
        const char *end;
        size_t from;

        while (at < text.len && strchr(" \t\n", text.at[at]))
            at++;
        if (at == text.len)
            return true;
        if (!slice_starts(slice_sub(text, at, text.len), "<!--"))
            break;
        from = at + 4;
        end = memmem(text.at + from, text.len - from, "-->", 3);
        if (!end)
            return true;
        if (!builder_comment(b, slice_sub(text, from, (size_t)(end - text.at)),
                             place_at(&b->raw.map, at)))
            return false;
        at = (size_t)(end - text.at) + 3;
    }
    b->raw.place = place_at(&b->raw.map, at);
    b->raw.map.text = slice_sub(text, at, text.len);
    reader_warn(b->reader, b->raw.place, "HTML is shown as it is written");
    return plain_code(b, BLOCK_CODE, slice_of("html"));
}

static bool enter(struct builder *b, MD_BLOCKTYPE type, void *detail)
{
    if (!builder_text(b))
        return false;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return builder_quote(b);
    case MD_BLOCK_UL:
        return builder_list(b, 0, ((MD_BLOCK_UL_DETAIL *)detail)->is_tight);
    case MD_BLOCK_OL: {
        MD_BLOCK_OL_DETAIL *list = detail;

        return builder_list(b, list->start ? (long)list->start : 1,
                            list->is_tight);
    }
    case MD_BLOCK_LI:
        return builder_item(b);
    case MD_BLOCK_HR:
        return builder_rule(b);
    case MD_BLOCK_CODE:
        open_verbatim(b, detail);
        return true;
    case MD_BLOCK_HTML:
        open_verbatim(b, NULL);
        return true;
    case MD_BLOCK_TABLE:
        return builder_table(b, detail);
    default:
        return true;
    }
}

static bool leave(struct builder *b, MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_H:
        return builder_heading(b, detail);
    case MD_BLOCK_CODE:
        return finish_code(b);
    case MD_BLOCK_HTML:
        return finish_html(b);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        builder_cell(b, detail);
        return true;
    case MD_BLOCK_TABLE:
        b->in.cell = false;
        return true;
    default:
        break;
    }
    if (!builder_text(b))
        return false;
    if (type == MD_BLOCK_QUOTE)
        b->level--;
    if (type == MD_BLOCK_LI)
        b->item = NULL;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
        b->list--;
        b->levels[b->level].depth--;
    }
    return true;
}

static bool add_text(struct builder *b, MD_TEXTTYPE type, const char *text,
                     size_t size)
{
    struct place place;

    if (!place_inside(b->map, text))
        place = (struct place){ 0 };
    else
        place = place_at(b->map, (size_t)(text - b->map->text.at));
    if (b->unplaced && place.line > 0) {
        b->unplaced->line = place.line;
        b->unplaced->column = place.column;
        b->unplaced = NULL;
    }
    if (!b->raw.open)
        return inline_add(&b->in, type, text, size);
    if (place.line > 0)
        b->in.cursor = (size_t)(text - b->map->text.at) + size;

    /* md4c 0.4.8 tells of a zero byte in code and then sends it too. */
    if (size > 0 && text[0] == '\0' && type != MD_TEXT_NULLCHAR) {
        text++;
        size--;
    }
    verbatim_add(&b->raw, b->reader->scratch, place,
                 type == MD_TEXT_NULLCHAR ? slice_of("\xEF\xBF\xBD")
                                          : (struct slice){ text, size });
    return true;
}

/* md4c goes on after a positive answer, so ours are negative; a failure
 * stays. */
static int answer(struct builder *b, bool fine)
{
    b->failed = b->failed || !fine;
    return b->failed ? -1 : 0;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *b = user;

    return answer(b, !b->failed && enter(b, type, detail));
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct builder *b = user;

    return answer(b, !b->failed && leave(b, type, detail));
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *b = user;

    return answer(b, !b->failed && inline_enter(&b->in, type, detail));
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct builder *b = user;

    (void)detail;
    return answer(b, !b->failed && inline_leave(&b->in, type));
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size,
                   void *user)
{
    struct builder *b = user;

    return answer(b, !b->failed && add_text(b, type, text, size));
}

static bool parse(struct builder *b)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_TABLES,
        .enter_block = on_enter_block,
        .leave_block = on_leave_block,
        .enter_span = on_enter_span,
        .leave_span = on_leave_span,
        .text = on_text,
    };
    int status =
        md_parse(b->map->text.at, (MD_SIZE)b->map->text.len, &parser, b);

    if (b->failed)
        return false;
    if (status != 0)
        fatal("out of memory (reading Markdown)");
    return builder_unmarked(b) && builder_revealed(b, BLOCK_KIND_COUNT);
}

bool markdown_read(struct reader *reader, struct place_map *map,
                   struct block *parent, struct block **out)
{
    struct builder *b;
    bool fine;

    if (!lint_lines(reader, map))
        return false;
    b = arena_alloc(reader->arena, sizeof *b);
    b->reader = reader;
    b->map = map;
    b->notes = parent != NULL;
    b->levels[0] = (struct builder_level){ out, parent, 0 };
    inline_init(&b->in, reader, map);
    fine = parse(b);
    inline_finish(&b->in);
    verbatim_finish(&b->raw);
    return fine;
}
