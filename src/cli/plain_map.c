#include "cli/plain_map.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "cli/plain_text.h"
#include "cli/session.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/map_rows.h"

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

void plain_map(FILE *out, const struct session *session, struct slice words,
               const char *next, bool ascii)
{
    const struct catalogue *all = session->catalogue;
    struct strbuf line = { 0 };
    size_t count = 0;

    for (size_t i = 0; i < all->part_count; i++)
        count += say_part(out, session, &all->parts[i], words, ascii);
    if (words.len)
        strbuf_printf(&line,
                      count ? "%zu of %zu sections match. "
                            : "None of "
                              "the sections has that in its title or number. ",
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
