#include "screen/passages.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "draw/canvas.h"
#include "draw/formula.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"

struct passages {
    const struct catalogue *catalogue;
    bool ascii;
    struct arena *arena;
    struct passage *at; /* in the order of the sections */
    size_t count, room;
    size_t *first; /* [section_count + 1] of each section that was read */
    size_t read;   /* sections */
};

/* ---- reading ---- */

struct reading {
    struct passages *passages;
    struct strbuf text;
};

static void keep(struct reading *reading, const struct block *block)
{
    struct passages *passages = reading->passages;
    struct slice text =
        slice_trim((struct slice){ reading->text.at, reading->text.len });

    if (text.len)
        *vec_push(passages->at, passages->count, passages->room) =
            (struct passage){
                .section = passages->read,
                .line = block->line,
                .step = block->step,
                .text = { arena_text(passages->arena, text.at, text.len),
                          text.len },
            };
    strbuf_clear(&reading->text);
}

static void add_spans(struct reading *reading, const struct block *block,
                      const struct spans *spans)
{
    formula_words(&reading->text, spans, reading->passages->ascii);
    keep(reading, block);
}

static void add_table(struct reading *reading, const struct block *block)
{
    const struct block_table *table = block->table;

    for (size_t r = 0; r < table->rows; r++) {
        for (size_t c = 0; c < table->cols; c++) {
            strbuf_puts(&reading->text, c ? "  " : "");
            formula_words(&reading->text, &table->cells[r * table->cols + c],
                          reading->passages->ascii);
        }
        keep(reading, block);
    }
}

static void add_question(struct reading *reading, const struct block *block)
{
    const struct question_block *ask = block->question;

    add_spans(reading, block, &ask->ask);
    for (size_t i = 0; i < ask->choice_count; i++)
        add_spans(reading, block, &ask->choices[i].text);
}

static void add_math(struct reading *reading, const struct block *block)
{
    formula_text(&reading->text, block->math.text, reading->passages->ascii);
    keep(reading, block);
}

static void add_blocks(struct reading *reading, const struct block *block)
{
    for (; block; block = block->next)
        switch (block->kind) {
        case BLOCK_HEADING:
        case BLOCK_PARAGRAPH:
        case BLOCK_ITEM:
            add_spans(reading, block, &block->spans);
            break;
        case BLOCK_QUOTE:
            add_blocks(reading, block->blocks);
            break;
        case BLOCK_TABLE:
            add_table(reading, block);
            break;
        case BLOCK_MATH:
            add_math(reading, block);
            break;
        case BLOCK_QUESTION:
            add_question(reading, block);
            break;
        default:
            break;
        }
}

struct passages *passages_create(const struct catalogue *catalogue, bool ascii)
{
    struct passages *passages = fatal_calloc(1, sizeof *passages);

    passages->catalogue = catalogue;
    passages->ascii = ascii;
    passages->arena = arena_create();
    passages->first =
        fatal_calloc(catalogue->section_count + 1, sizeof *passages->first);
    return passages;
}

bool passages_wait(const struct passages *passages)
{
    return passages->read < passages->catalogue->section_count;
}

void passages_read(struct passages *passages)
{
    struct reading reading = { .passages = passages };
    struct lesson *lesson;

    if (!passages_wait(passages))
        return;
    lesson =
        lesson_open(passages->catalogue->sections[passages->read].path, NULL);
    if (lesson)
        add_blocks(&reading, lesson->blocks);
    lesson_destroy(lesson);
    strbuf_finish(&reading.text);
    passages->first[++passages->read] = passages->count;
}

void passages_destroy(struct passages *passages)
{
    if (!passages)
        return;
    arena_destroy(passages->arena);
    free(passages->at);
    free(passages->first);
    free(passages);
}

/* ---- finding ---- */

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

size_t word_in(struct slice text, struct slice word)
{
    for (size_t at = 0; at + word.len <= text.len; at++) {
        size_t i = 0;

        while (i < word.len && lower(text.at[at + i]) == lower(word.at[i]))
            i++;
        if (i == word.len)
            return at;
    }
    return SIZE_MAX;
}

static bool has_all(struct slice text, struct slice words)
{
    struct slice word;

    while (slice_word(&words, &word))
        if (word_in(text, word) == SIZE_MAX)
            return false;
    return true;
}

const struct passage *passages_find(const struct passages *passages,
                                    size_t section, struct slice words)
{
    if (!slice_trim(words).len || section >= passages->read)
        return NULL;
    for (size_t i = passages->first[section]; i < passages->first[section + 1];
         i++)
        if (has_all(passages->at[i].text, words))
            return &passages->at[i];
    return NULL;
}

/* The end of the last word that ends before `most` cells; at least `least`. */
static size_t cut(struct slice text, size_t least, int most)
{
    size_t end = text.len;

    while (end > least && canvas_width(slice_sub(text, 0, end)) > most)
        do
            end--;
        while (end > least && text.at[end] != ' ');
    return end;
}

int passage_line(struct strbuf *out, const struct passage *passage,
                 struct slice words, int cols, int *width)
{
    static const char more[] = "\xE2\x80\xA6";
    struct slice text = passage->text, word = { 0 };
    size_t from = 0, place, end;

    slice_word(&words, &word);
    place = word_in(text, word);
    if (place == SIZE_MAX)
        place = word.len = 0;
    /* A third of the room is for what stands before the word. */
    while (canvas_width(text) > cols && from < place &&
           canvas_width(slice_sub(text, from, place)) > cols / 3)
        do
            from++;
        while (from < place && text.at[from - 1] != ' ');
    text = slice_sub(text, from, text.len);
    place -= from;
    end = cut(text, place + word.len, cols - (from > 0));
    if (end < text.len)
        end = cut(text, place + word.len, cols - (from > 0) - 1);
    strbuf_puts(out, from ? more : "");
    strbuf_slice(out, slice_sub(text, 0, end));
    strbuf_puts(out, end < text.len ? more : "");
    *width = canvas_width(slice_sub(text, place, place + word.len));
    return (from > 0) + canvas_width(slice_sub(text, 0, place));
}
