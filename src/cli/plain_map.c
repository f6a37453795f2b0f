#include "cli/plain_map.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "cli/plain_text.h"
#include "cli/session.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/map_rows.h"
#include "screen/passages.h"

enum { PART_COLS = 120 };

static void add_state(struct strbuf *line, const struct record_lesson *past)
{
    size_t answered = 0, missed = 0;

    if (!past)
        return;
    strbuf_puts(line, past->read      ? ", read"
                      : past->known   ? ", known"
                      : past->visited ? ", begun"
                                      : "");
    for (size_t i = 0; i < past->answer_count; i++) {
        answered += past->answers[i].count > 0;
        missed += past->answers[i].count > 0 &&
                  record_answer_missed(&past->answers[i]);
    }
    if (answered)
        strbuf_printf(line, ", %zu of %zu answers right", answered - missed,
                      answered);
}

static void say_section(FILE *out, const struct session *session,
                        const struct catalogue_section *section, bool ascii)
{
    struct strbuf line = { 0 };

    strbuf_printf(&line, "%s %s", section->id, section->title);
    if (section->minutes)
        strbuf_printf(&line, ", %d minutes", section->minutes);
    if (session->record)
        add_state(&line, record_lesson(session->record, section->id));
    plain_line(out, &line, ascii);
}

static size_t say_part(FILE *out, const struct session *session,
                       const struct catalogue_part *part, struct slice words,
                       bool ascii)
{
    struct strbuf line = { 0 };
    size_t count = 0;

    for (size_t i = part->first; i < part->first + part->count; i++) {
        const struct catalogue_section *one = &session->catalogue->sections[i];

        if (!map_matches(one, words))
            continue;
        if (!count++) {
            strbuf_printf(&line, "Part %s: %s", part->id, part->title);
            plain_line(out, &line, ascii);
        }
        say_section(out, session, one, ascii);
    }
    return count;
}

/* Those whose title does not match, with the words where they stand. */
static size_t say_found(FILE *out, const struct session *session,
                        struct slice words, bool ascii)
{
    const struct catalogue *all = session->catalogue;
    struct passages *passages = passages_create(all, ascii);
    struct strbuf line = { 0 };
    size_t count = 0;
    int width;

    while (passages_wait(passages))
        passages_read(passages);
    for (size_t i = 0; i < all->section_count; i++) {
        const struct passage *one = map_matches(&all->sections[i], words)
                                        ? NULL
                                        : passages_find(passages, i, words);

        if (!one)
            continue;
        if (!count++) {
            strbuf_puts(&line, "In the text:");
            plain_line(out, &line, ascii);
        }
        strbuf_printf(&line, "%s %s: ", all->sections[i].id,
                      all->sections[i].title);
        passage_line(&line, one, words, PART_COLS, &width);
        plain_line(out, &line, ascii);
    }
    passages_destroy(passages);
    return count;
}

void plain_map(FILE *out, const struct session *session, struct slice words,
               const char *next, bool ascii)
{
    const struct catalogue *all = session->catalogue;
    struct strbuf line = { 0 };
    bool texts = slice_trim(words).len >= PASSAGE_WORDS;
    size_t count = 0;

    for (size_t i = 0; i < all->part_count; i++)
        count += say_part(out, session, &all->parts[i], words, ascii);
    if (texts)
        count += say_found(out, session, words, ascii);
    if (words.len)
        strbuf_printf(&line,
                      count   ? "%zu of %zu sections match. "
                      : texts ? "That stands nowhere in the course. "
                              : "No title and no number has that. ",
                      count, all->section_count);
    if (next && !words.len)
        strbuf_printf(&line, "To go on with %s, type: next. ", next);
    if (all->section_count)
        strbuf_printf(&line, "To open a section, type for example: go %s",
                      all->sections[0].id);
    else
        strbuf_puts(&line, "No course is here. To open a lesson, type: go and "
                           "its path");
    plain_line(out, &line, ascii);
}
