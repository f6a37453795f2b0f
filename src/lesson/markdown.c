#include "lesson/markdown.h"

#include <md4c.h>
#include <string.h>

#include "base/arena.h"
#include "lesson/comment.h"
#include "lesson/fenced.h"
#include "lesson/inline.h"
#include "lesson/lesson.h"
#include "lesson/lint.h"
#include "lesson/verbatim.h"

enum { TABLE_COLUMNS_MAX = 100, TABLE_CELLS_MAX = 100000 };

/* A list of blocks being filled: the lesson's own, or a quote's. */
struct level {
    struct block **tail;
    struct block *parent;
    int depth; /* lists open here */
};

struct list {
    long number; /* of the next item; 0: bullets */
    bool tight;
};

struct builder {
    struct reader *reader;
    struct place_map *map;
    struct inline_text in;
    bool notes;
    bool failed;

    struct level levels[LESSON_NESTING_MAX + 1];
    int level;
    struct list lists[LESSON_NESTING_MAX + 1];
    int list;
    struct block *item;     /* has no text yet */
    struct block *unplaced; /* gets the line of the next text */

    struct verbatim raw;
    struct block_table *table;
    size_t cell;

    /* A check that waits for its equation. */
    bool marked;
    struct comment mark;
    struct place mark_place;
};

/* The best guess where no text has come: where the last one ended. */
static struct place here(struct builder *b)
{
    return place_at(b->map, b->in.cursor);
}

/* A new block at the end of the innermost list; NULL when a check stood
 * before it and it is no equation. */
static struct block *add(struct builder *b, enum block_kind kind,
                         struct place place)
{
    struct level *level = &b->levels[b->level];
    struct block *block;

    if (b->marked && kind != BLOCK_MATH) {
        reader_fail(b->reader, b->mark_place,
                    "'check: %s' stands before no displayed equation",
                    check_mark_name(b->mark.mark));
        return NULL;
    }
    block = arena_alloc(b->reader->arena, sizeof *block);
    block->kind = kind;
    block->line = place.line;
    block->column = place.column > 0 ? place.column : 1;
    block->step = b->reader->lesson->steps;
    block->depth = level->depth;
    block->parent = level->parent;
    if (b->marked) {
        block->mark = b->mark.mark;
        block->reason = b->mark.reason;
        b->marked = false;
    }
    *level->tail = block;
    level->tail = &block->next;
    return block;
}

/* A displayed equation, alone in its paragraph or fenced. */
static bool add_math(struct builder *b, const struct lesson_tex *math)
{
    struct block *block =
        add(b, BLOCK_MATH, (struct place){ math->line, math->column });

    if (block)
        block->math = *math;
    return block != NULL;
}

/* Running text has ended: it is the item's own, or a paragraph. */
static bool finish_text(struct builder *b)
{
    struct block *block = b->item;
    struct spans spans;

    if (inline_empty(&b->in))
        return true;
    spans = inline_take(&b->in);
    b->item = NULL;
    if (spans.count == 1 && spans.at[0].kind == SPAN_MATH && b->in.display) {
        struct lesson_tex math = { spans.at[0].text, spans.at[0].math,
                                   spans.at[0].line, spans.at[0].column };

        return add_math(b, &math);
    }
    if (!block)
        block = add(b, BLOCK_PARAGRAPH,
                    (struct place){ spans.at[0].line, spans.at[0].column });
    if (!block)
        return false;
    block->spans = spans;
    return true;
}

static bool finish_heading(struct builder *b, const MD_BLOCK_H_DETAIL *detail)
{
    struct spans spans = inline_take(&b->in);
    struct place place = here(b);
    struct block *block;

    if (spans.count > 0)
        place = (struct place){ spans.at[0].line, spans.at[0].column };
    block = add(b, BLOCK_HEADING, place);
    if (!block)
        return false;
    block->level = (int)detail->level;
    block->spans = spans;
    return true;
}

/* A rule has no text: it is the next line that holds nothing but its sign. */
static struct place rule_place(struct builder *b)
{
    struct place place = here(b);
    int last = place_last_line(b->map);

    for (int line = place.line; line <= last; line++) {
        struct slice s = slice_trim(place_line(b->map, line));
        size_t signs = 0;

        for (size_t i = 0; i < s.len && strchr("-*_ \t>", s.at[i]); i++)
            signs += s.at[i] != ' ' && s.at[i] != '\t';
        if (signs >= 3 && strchr("-*_", s.at[s.len - 1])) {
            struct slice whole = place_line(b->map, line);

            b->in.cursor = (size_t)(whole.at - b->map->text.at) + whole.len;
            return (struct place){ line, 1 };
        }
    }
    return place;
}

static bool too_deep(struct builder *b)
{
    return reader_fail(b->reader, here(b),
                       "quotes and lists nested deeper than %d",
                       LESSON_NESTING_MAX);
}

static bool open_quote(struct builder *b)
{
    struct block *block = add(b, BLOCK_QUOTE, here(b));

    if (!block)
        return false;
    if (b->level == LESSON_NESTING_MAX)
        return too_deep(b);
    b->unplaced = block;
    b->levels[++b->level] = (struct level){ &block->blocks, block, 0 };
    return true;
}

static bool open_list(struct builder *b, long number, bool tight)
{
    if (b->list == LESSON_NESTING_MAX)
        return too_deep(b);
    b->lists[b->list++] = (struct list){ number, tight };
    b->levels[b->level].depth++;
    return true;
}

static bool open_item(struct builder *b)
{
    struct list *list = &b->lists[b->list - 1];
    struct block *block = add(b, BLOCK_ITEM, here(b));

    if (!block)
        return false;
    block->tight = list->tight;
    block->number = list->number;
    if (list->number > 0)
        list->number++;
    b->item = b->unplaced = block;
    return true;
}

static bool open_table(struct builder *b, const MD_BLOCK_TABLE_DETAIL *detail)
{
    size_t cols = detail->col_count;
    size_t rows = (size_t)detail->head_row_count + detail->body_row_count;
    struct block *block = add(b, BLOCK_TABLE, here(b));

    if (!block)
        return false;
    if (cols > TABLE_COLUMNS_MAX || cols * rows > TABLE_CELLS_MAX)
        return reader_fail(b->reader, here(b),
                           "a table of %zu by %zu; at most %d columns and %d "
                           "cells",
                           rows, cols, TABLE_COLUMNS_MAX, TABLE_CELLS_MAX);
    b->unplaced = block;
    b->table = arena_alloc(b->reader->arena, sizeof *b->table);
    b->table->rows = rows;
    b->table->cols = cols;
    b->table->align =
        arena_array(b->reader->arena, cols, sizeof *b->table->align);
    b->table->cells =
        arena_array(b->reader->arena, cols * rows, sizeof *b->table->cells);
    block->table = b->table;
    b->cell = 0;
    b->in.cell = true;
    return true;
}

static void finish_cell(struct builder *b, const MD_BLOCK_TD_DETAIL *detail)
{
    static const enum block_align aligns[] = {
        [MD_ALIGN_DEFAULT] = ALIGN_DEFAULT,
        [MD_ALIGN_LEFT] = ALIGN_LEFT,
        [MD_ALIGN_CENTER] = ALIGN_CENTER,
        [MD_ALIGN_RIGHT] = ALIGN_RIGHT,
    };
    struct spans spans = inline_take(&b->in);

    if (b->cell < b->table->cols)
        b->table->align[b->cell] = aligns[detail->align];
    if (b->cell < b->table->cols * b->table->rows)
        b->table->cells[b->cell++] = spans;
}

static void open_verbatim(struct builder *b, const MD_BLOCK_CODE_DETAIL *detail)
{
    verbatim_open(&b->raw, b->reader->arena, detail);
    if (detail && place_inside(b->map, detail->lang.text)) {
        b->in.cursor = (size_t)(detail->lang.text - b->map->text.at);
        b->raw.place = here(b);
    }
}

static void settle_verbatim(struct builder *b)
{
    if (b->raw.place.line == 0)
        b->raw.place = verbatim_guess(&b->raw, here(b));
    verbatim_settle(&b->raw, b->reader->arena);
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
    return reader_tex(b->reader, map, &math) && add_math(b, &math);
}

static bool fenced_notes(struct builder *b)
{
    struct place_map map = b->raw.map;
    struct block *block = add(b, BLOCK_NOTES, b->raw.place);

    return block && markdown_read(b->reader, &map, block, &block->blocks);
}

static bool plain_code(struct builder *b, enum block_kind kind,
                       struct slice info)
{
    struct block *block = add(b, kind, b->raw.place);

    if (!block)
        return false;
    block->text = b->raw.map.text;
    block->info = info;
    return true;
}

static bool fenced_yaml(struct builder *b, struct slice word, struct slice rest)
{
    struct fenced fenced = { word, slice_trim(rest), b->raw.place, b->raw.map };
    struct block *block = add(b, BLOCK_CODE, b->raw.place);

    return block && fenced_read(b->reader, &fenced, block);
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
    if (!ours && !slice_is(word, "math"))
        return plain_code(b, BLOCK_CODE, word);
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
    if (slice_is(word, "define"))
        return plain_code(b, BLOCK_DEFINE, word);
    return fenced_yaml(b, word, rest);
}

static bool take_comment(struct builder *b, struct slice text,
                         struct place place)
{
    struct comment comment;

    if (!comment_read(b->reader, text, place, &comment))
        return false;
    if (comment.kind == COMMENT_PAUSE && b->notes)
        return reader_fail(b->reader, place, "a pause inside notes");
    if (comment.kind == COMMENT_PAUSE)
        b->reader->lesson->steps++;
    if (comment.kind != COMMENT_CHECK)
        return true;
    if (b->marked)
        return reader_fail(b->reader, place,
                           "a second check before the same equation");
    b->marked = true;
    b->mark = comment;
    b->mark_place = place;
    return true;
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
        if (!take_comment(b, slice_sub(text, from, (size_t)(end - text.at)),
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
    if (!finish_text(b))
        return false;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return open_quote(b);
    case MD_BLOCK_UL:
        return open_list(b, 0, ((MD_BLOCK_UL_DETAIL *)detail)->is_tight);
    case MD_BLOCK_OL: {
        MD_BLOCK_OL_DETAIL *list = detail;

        return open_list(b, list->start ? (long)list->start : 1,
                         list->is_tight);
    }
    case MD_BLOCK_LI:
        return open_item(b);
    case MD_BLOCK_HR:
        return add(b, BLOCK_RULE, rule_place(b)) != NULL;
    case MD_BLOCK_CODE:
        open_verbatim(b, detail);
        return true;
    case MD_BLOCK_HTML:
        open_verbatim(b, NULL);
        return true;
    case MD_BLOCK_TABLE:
        return open_table(b, detail);
    default:
        return true;
    }
}

static bool leave(struct builder *b, MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_H:
        return finish_heading(b, detail);
    case MD_BLOCK_CODE:
        return finish_code(b);
    case MD_BLOCK_HTML:
        return finish_html(b);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        finish_cell(b, detail);
        return true;
    case MD_BLOCK_TABLE:
        b->in.cell = false;
        return true;
    default:
        break;
    }
    if (!finish_text(b))
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
    verbatim_add(&b->raw, b->reader->arena, place,
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
        return reader_fail(b->reader, here(b), "out of memory");
    if (b->marked)
        return reader_fail(b->reader, b->mark_place,
                           "'check: %s' stands before no displayed equation",
                           check_mark_name(b->mark.mark));
    return true;
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
    b->levels[0] = (struct level){ out, parent, 0 };
    inline_init(&b->in, reader, map);
    fine = parse(b);
    inline_finish(&b->in);
    verbatim_finish(&b->raw);
    return fine;
}
