#include "lesson/builder.h"

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

enum { TABLE_COLUMNS_MAX = 100, TABLE_CELLS_MAX = 100000 };

struct place builder_here(struct builder *b)
{
    return place_at(b->map, b->in.cursor);
}

bool builder_unmarked(struct builder *b)
{
    const struct check_equivalent *e = b->equivalents;

    if (b->marked)
        return reader_fail(b->reader, b->mark_place,
                           "'check: %s' stands before no displayed equation",
                           check_mark_name(b->mark.mark));
    if (b->equivalent_count > 0)
        return reader_fail(b->reader, (struct place){ e->line, e->column },
                           "'equivalent: %.*s' stands before no displayed "
                           "equation",
                           SLICE_ARG(e->mutation));
    return true;
}

bool builder_comment(struct builder *b, struct slice text, struct place place)
{
    struct comment comment;

    if (!comment_read(b->reader, text, place, &comment))
        return false;
    if (comment.kind == COMMENT_PROOF)
        return reader_fail(b->reader, place,
                           "'<!-- %.*s -->' at the start of a line; it follows "
                           "its formula on the same line",
                           SLICE_ARG(slice_sub(slice_trim(text), 0, 40)));
    if ((comment.kind == COMMENT_PAUSE || comment.kind == COMMENT_SLIDE) &&
        b->notes)
        return reader_fail(b->reader, place, "a %s inside notes",
                           comment.kind == COMMENT_PAUSE ? "pause" : "slide");
    b->slide |= comment.kind == COMMENT_SLIDE;
    if (comment.kind == COMMENT_PAUSE)
        b->reader->lesson->steps++;
    if (comment.kind == COMMENT_REVEAL) {
        b->reveal = comment.reveal;
        b->reveal_place = place;
    }
    if (comment.kind == COMMENT_EQUIVALENT)
        *vec_push_in(b->reader->arena, b->equivalents, b->equivalent_count,
                     b->equivalent_cap) =
            (struct check_equivalent){ comment.mutation, comment.reason,
                                       place.line, place.column };
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

/* The equation takes the marks that wait for it. */
static void take_marks(struct builder *b, struct block *block)
{
    if (b->marked) {
        block->mark = b->mark.mark;
        block->reason = b->mark.reason;
        block->with = b->mark.with;
        block->mark_line = b->mark_place.line;
        block->mark_column = b->mark_place.column;
        b->marked = false;
    }
    block->equivalents = b->equivalents;
    block->equivalent_count = b->equivalent_count;
    b->equivalents = NULL;
    b->equivalent_count = b->equivalent_cap = 0;
}

/* What stands behind a prediction gives it away: where no pause follows it,
 * there is one all the same. */
static void part_prediction(struct builder *b, enum block_kind kind)
{
    const struct block *last = b->shown;

    if (kind == BLOCK_NOTES || kind == BLOCK_DEFINE || b->notes)
        return;
    if (last && last->question && last->question->first &&
        last->step == b->reader->lesson->steps)
        b->reader->lesson->steps++;
}

static bool reveals(enum block_kind kind, enum block_reveal reveal)
{
    return reveal == REVEAL_AUTO || kind == BLOCK_DEFINE ||
           (kind == BLOCK_ITEM
                ? reveal == REVEAL_ITEMS || reveal == REVEAL_WHOLE
                : kind == BLOCK_MATH && reveal != REVEAL_ITEMS);
}

bool builder_revealed(struct builder *b, enum block_kind kind)
{
    return reveals(kind, b->reveal) ||
           reader_fail(b->reader, b->reveal_place,
                       b->reveal == REVEAL_ITEMS
                           ? "'pause: items' stands before no list"
                       : b->reveal == REVEAL_WHOLE
                           ? "'pause: whole' stands before no list and no "
                             "displayed equation"
                           : "a pause by lines or terms stands before no "
                             "displayed equation");
}

/* A list is marked once, before its first item. */
static enum block_reveal take_reveal(struct builder *b, enum block_kind kind,
                                     int depth)
{
    enum block_reveal reveal = b->reveal;

    if (kind == BLOCK_DEFINE)
        return REVEAL_AUTO;
    b->reveal = REVEAL_AUTO;
    if (kind == BLOCK_ITEM && reveal)
        b->items = reveal;
    else if (kind != BLOCK_ITEM && depth == 0)
        b->items = REVEAL_AUTO;
    return kind == BLOCK_ITEM ? b->items : reveal;
}

/* It waits for what stands on slides. */
static void take_slide(struct builder *b, struct block *block)
{
    if (block->kind == BLOCK_DEFINE || block->kind == BLOCK_NOTES ||
        block->kind == BLOCK_LAB || b->notes)
        return;
    block->slide = b->slide;
    b->slide = false;
}

bool builder_live(struct builder *b, struct place place)
{
    return b->reader->live++ < LESSON_LIVE_MAX ||
           reader_fail(b->reader, place,
                       "a lesson has at most %d labs, questions, definitions "
                       "and figures",
                       LESSON_LIVE_MAX);
}

struct block *builder_add(struct builder *b, enum block_kind kind,
                          struct place place)
{
    struct builder_level *level = &b->levels[b->level];
    struct block *block;

    if (b->reader->blocks++ == LESSON_BLOCKS_MAX) {
        reader_fail(b->reader, place,
                    "a lesson has at most %d blocks (paragraphs, items, "
                    "equations...)",
                    LESSON_BLOCKS_MAX);
        return NULL;
    }
    if ((kind != BLOCK_MATH && !builder_unmarked(b)) ||
        !builder_revealed(b, kind))
        return NULL;
    part_prediction(b, kind);
    block = arena_alloc(b->reader->arena, sizeof *block);
    block->kind = kind;
    block->line = place.line;
    block->column = place.column > 0 ? place.column : 1;
    block->step = b->reader->lesson->steps;
    block->depth = level->depth;
    block->parent = level->parent;
    block->reveal = take_reveal(b, kind, level->depth);
    take_slide(b, block);
    if (kind == BLOCK_MATH)
        take_marks(b, block);
    *level->tail = block;
    level->tail = &block->next;
    if (kind != BLOCK_NOTES && kind != BLOCK_DEFINE && !b->notes)
        b->shown = block;
    return block;
}

bool builder_math(struct builder *b, const struct lesson_tex *math)
{
    struct block *block =
        builder_add(b, BLOCK_MATH, (struct place){ math->line, math->column });

    if (block)
        block->math = *math;
    return block != NULL;
}

bool builder_text(struct builder *b)
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
        const struct span_proof *proof = spans.at[0].proof;

        if (proof)
            return reader_fail(b->reader,
                               (struct place){ proof->line, proof->column },
                               "a mark behind a displayed equation; its "
                               "check stands before it, on a line of its own");
        return builder_math(b, &math);
    }
    if (!block)
        block =
            builder_add(b, BLOCK_PARAGRAPH,
                        (struct place){ spans.at[0].line, spans.at[0].column });
    if (!block)
        return false;
    block->spans = spans;
    return true;
}

bool builder_heading(struct builder *b, const MD_BLOCK_H_DETAIL *detail)
{
    struct spans spans = inline_take(&b->in);
    struct place place = builder_here(b);
    struct block *block;

    if (spans.count > 0)
        place = (struct place){ spans.at[0].line, spans.at[0].column };
    block = builder_add(b, BLOCK_HEADING, place);
    if (!block)
        return false;
    block->level = (int)detail->level;
    block->spans = spans;
    return true;
}

/* A rule has no text: it is the next line that holds nothing but its sign. */
static struct place rule_place(struct builder *b)
{
    struct place place = builder_here(b);
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

bool builder_rule(struct builder *b)
{
    return builder_add(b, BLOCK_RULE, rule_place(b)) != NULL;
}

static bool too_deep(struct builder *b)
{
    return reader_fail(b->reader, builder_here(b),
                       "quotes and lists nested deeper than %d",
                       LESSON_NESTING_MAX);
}

bool builder_quote(struct builder *b)
{
    struct block *block = builder_add(b, BLOCK_QUOTE, builder_here(b));

    if (!block)
        return false;
    if (b->level == LESSON_NESTING_MAX)
        return too_deep(b);
    b->unplaced = block;
    b->levels[++b->level] = (struct builder_level){ &block->blocks, block, 0 };
    return true;
}

bool builder_list(struct builder *b, long number, bool tight)
{
    if (b->list == LESSON_NESTING_MAX)
        return too_deep(b);
    b->lists[b->list++] = (struct builder_open_list){ number, tight };
    b->levels[b->level].depth++;
    return true;
}

bool builder_item(struct builder *b)
{
    struct builder_open_list *list = &b->lists[b->list - 1];
    struct block *block = builder_add(b, BLOCK_ITEM, builder_here(b));

    if (!block)
        return false;
    block->tight = list->tight;
    block->number = list->number;
    if (list->number > 0)
        list->number++;
    b->item = b->unplaced = block;
    return true;
}

bool builder_table(struct builder *b, const MD_BLOCK_TABLE_DETAIL *detail)
{
    size_t cols = detail->col_count;
    size_t rows = (size_t)detail->head_row_count + detail->body_row_count;
    struct block *block = builder_add(b, BLOCK_TABLE, builder_here(b));

    if (!block)
        return false;
    if (cols > TABLE_COLUMNS_MAX || cols * rows > TABLE_CELLS_MAX)
        return reader_fail(b->reader, builder_here(b),
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

void builder_cell(struct builder *b, const MD_BLOCK_TD_DETAIL *detail)
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
