#include "lesson/minutes.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "lesson/lesson.h"

enum { SECONDS = 60 };

/* What may stand in a word. Of what is no ASCII only letters and digits are
 * wanted, and a dash is the one sign that stands between blanks. */
static bool is_sign(unsigned rune)
{
    if (rune >= 0x80)
        return (rune >= 0x2010 && rune <= 0x2027) || rune == UTF8_REPLACEMENT;
    return !((rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z') ||
             (rune >= 'a' && rune <= 'z'));
}

/* One text after another: a word may go on from span to span, as in `$N$-th`
 * or a word that is half emphasised. */
struct counter {
    bool inside; /* a word that was counted */
    size_t words;
};

static void count_word(struct counter *counter)
{
    counter->words += !counter->inside;
    counter->inside = true;
}

static void count_text(struct counter *counter, struct slice text)
{
    for (size_t i = 0; i < text.len;) {
        unsigned rune;

        i += utf8_decode(text.at + i, text.len - i, &rune);
        if (rune == ' ' || rune == '\t' || rune == '\n')
            counter->inside = false;
        else if (!is_sign(rune))
            count_word(counter);
    }
}

static size_t words_of(struct spans spans)
{
    struct counter counter = { 0 };

    for (size_t i = 0; i < spans.count; i++) {
        const struct span *span = &spans.at[i];

        if (span->kind == SPAN_MATH)
            count_word(&counter);
        else if (span->kind == SPAN_BREAK)
            counter.inside = false;
        else
            count_text(&counter, span->text);
    }
    return counter.words;
}

static size_t table_words(const struct block_table *table)
{
    size_t words = 0;

    for (size_t i = 0; i < table->rows * table->cols; i++)
        words += words_of(table->cells[i]);
    return words;
}

static void count_block(struct minutes *all, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_ITEM:
        all->words += words_of(block->spans);
        break;
    case BLOCK_TABLE:
        all->words += table_words(block->table);
        break;
    case BLOCK_MATH:
        all->equations++;
        break;
    case BLOCK_QUESTION:
        all->questions++;
        break;
    case BLOCK_LAB:
    case BLOCK_PLOT:
    case BLOCK_SAMPLE:
    case BLOCK_FIT:
        all->figures++;
        break;
    default:
        break;
    }
}

static bool in_notes(const struct block *block)
{
    while ((block = block->parent))
        if (block->kind == BLOCK_NOTES)
            return true;
    return false;
}

struct minutes minutes_count(const struct lesson *lesson)
{
    struct minutes all = { 0 };

    for (struct block *b = lesson->blocks; b; b = block_walk(lesson->blocks, b))
        if (!in_notes(b))
            count_block(&all, b);
    return all;
}

long minutes_seconds(struct minutes minutes)
{
    size_t words = minutes.words * SECONDS;

    return (long)((words + MINUTES_WORDS / 2) / MINUTES_WORDS +
                  minutes.equations * MINUTES_EQUATION +
                  minutes.questions * MINUTES_QUESTION +
                  minutes.figures * MINUTES_FIGURE);
}

int minutes_whole(struct minutes minutes)
{
    return (int)((minutes_seconds(minutes) + SECONDS / 2) / SECONDS);
}
