#include "cli/plain_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/plain_map.h"
#include "cli/plain_part.h"
#include "cli/plain_text.h"
#include "cli/session.h"
#include "course/course.h"
#include "course/question.h"
#include "lab/lab.h"
#include "lesson/block.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/actions.h"
#include "screen/app.h"

void reader_finish(struct reader *reader)
{
    free(reader->seen);
}

/* ---- what to type ---- */

static void add_open(struct strbuf *line, const struct section *section, int to)
{
    size_t count = 0;

    for (size_t i = 0; i < section->question_count; i++) {
        const struct question *one = &section->questions[i];

        if (one->committed == QUESTION_OPEN && one->block->step <= to)
            strbuf_printf(line, "%s%s",
                          count++ ? ", " : "Still open: ", one->ask->id);
    }
    strbuf_puts(line, count ? ". " : "");
}

static void add_end(struct strbuf *line, const struct reader *reader,
                    const struct section *section)
{
    const struct catalogue_section *next =
        catalogue_next(reader->session->catalogue, section->entry);

    if (next)
        strbuf_printf(line, "To go on to %s, %s, type: next", next->id,
                      next->title);
    else if (section->entry->part)
        strbuf_puts(line, "It is the last one. For the list of all, type: map");
    else
        strbuf_puts(line, "To leave, type: quit");
}

/* The prediction that is asked for in the part printed last, or NULL. */
static const struct question *waiting(const struct section *section, int at)
{
    for (size_t i = 0; i < section->question_count; i++)
        if (section->questions[i].block->step == at &&
            question_holds(&section->questions[i]))
            return &section->questions[i];
    return NULL;
}

/* Of several labs, which one edits go to. */
static void add_lab(struct strbuf *line, const struct reader *reader,
                    const struct section *section)
{
    size_t count = 0;

    for (size_t i = 0; i < section->lab_count; i++)
        count += section->labs[i].block->step <= reader->at;
    if (count > 1)
        strbuf_printf(line, "Edits go to lab %zu. ", app_lab(reader->app) + 1);
}

static void say_where(const struct reader *reader)
{
    const struct section *section = app_section(reader->app);
    const struct question *first = waiting(section, reader->at);
    bool last = reader->at == section->lesson->steps;
    struct strbuf line = { 0 };

    fputc('\n', reader->out);
    if (last)
        strbuf_printf(&line, "End of %s. ",
                      section->entry->part ? section->entry->id : "the lesson");
    else
        strbuf_printf(&line, "Part %d of %d. ", reader->at + 1,
                      section->lesson->steps + 1);
    add_lab(&line, reader, section);
    if (reader->reviewing) {
        strbuf_clear(&line);
        strbuf_puts(&line, "To go on with the review, type: review");
    } else if (first) {
        strbuf_printf(&line,
                      "Predict first: answer question %s. Then, to go on, "
                      "type: next",
                      first->ask->id);
    } else {
        add_open(&line, section, reader->at);
        if (last)
            add_end(&line, reader, section);
        else
            strbuf_puts(&line, "To go on, type: next");
    }
    plain_line(reader->out, &line, reader->ascii);
}

/* ---- printing ---- */

static void note_labs(struct reader *reader)
{
    const struct section *section = app_section(reader->app);

    free(reader->seen);
    reader->labs = section->lab_count;
    reader->seen = fatal_calloc(reader->labs + 1, sizeof *reader->seen);
    for (size_t i = 0; i < reader->labs; i++)
        reader->seen[i] = lab_revision(section->labs[i].lab);
}

static void print_part(struct reader *reader)
{
    const struct section *section = app_section(reader->app);

    reader->reviewing = false;
    plain_section(reader->out, section, reader->at, reader->at, reader->ascii);
    note_labs(reader);
    if (reader->whole && reader->at == section->lesson->steps)
        app_finish(reader->app);
    say_where(reader);
}

/* What a lesson's own heading says need not be said before it. */
static void print_heading(const struct reader *reader)
{
    const struct section *section = app_section(reader->app);
    struct strbuf line = { 0 };

    if (reader->at == 0 && !section->entry->part &&
        lesson_begins_with_title(section->lesson))
        return;
    if (section->entry->part)
        strbuf_printf(&line, "Section %s: ", section->entry->id);
    strbuf_puts(&line, section->lesson->title);
    plain_line(reader->out, &line, reader->ascii);
}

/* A review asks one question, wherever it stands. */
static void print_review(struct reader *reader)
{
    reader->whole = false;
    reader->reviewing = true;
    print_heading(reader);
    note_labs(reader);
    reader_question(reader, -1);
    reader_lab(reader, SIZE_MAX);
    say_where(reader);
}

static void print_opened(struct reader *reader)
{
    const struct section *section = app_section(reader->app);

    reader->opened = app_opened(reader->app);
    reader->at = app_step(reader->app);
    reader->whole = true;
    reader->mapped = false;
    if (app_reviews(reader->app)) {
        print_review(reader);
        return;
    }
    print_heading(reader);
    if (reader->at > 0) {
        struct strbuf line = { 0 };

        strbuf_printf(&line,
                      "You have read up to part %d of %d, which follows. To "
                      "begin at its beginning, type: show%s",
                      reader->at + 1, section->lesson->steps + 1,
                      section->lab_count ? ". To hear its lab, type: lab" : "");
        plain_line(reader->out, &line, reader->ascii);
    }
    print_part(reader);
}

void reader_open(struct reader *reader)
{
    if (app_section(reader->app)) {
        print_opened(reader);
        return;
    }
    reader->mapped = true;
    plain_map(reader->out, reader->session, slice_of(""),
              app_selected(reader->app), reader->ascii);
}

void reader_repeat(struct reader *reader)
{
    print_part(reader);
}

void reader_restart(struct reader *reader)
{
    reader->at = 0;
    reader->whole = true;
    print_heading(reader);
    print_part(reader);
}

bool reader_back(struct reader *reader)
{
    if (reader->at == 0)
        return false;
    reader->at--;
    print_part(reader);
    return true;
}

bool reader_forward(struct reader *reader)
{
    if (reader->at >= app_step(reader->app))
        return false;
    reader->at++;
    print_part(reader);
    return true;
}

void reader_lab(struct reader *reader, size_t index)
{
    const struct section *section = app_section(reader->app);

    if (index == SIZE_MAX)
        index = app_lab(reader->app);
    if (index >= section->lab_count)
        return;
    plain_lab(reader->out, section, index, reader->ascii);
    plain_levers(reader->out, section->labs[index].lab, reader->ascii);
}

void reader_question(struct reader *reader, int index)
{
    if (index < 0)
        index = app_question_at_hand(reader->app);
    if (index >= 0)
        plain_question(reader->out, &app_section(reader->app)->questions[index],
                       reader->ascii);
}

/* ---- an action ---- */

/* What the questions were like before the action. */
static struct plain_before *look(const struct app *app)
{
    const struct section *section = app_section(app);
    size_t count = section ? section->question_count : 0;
    struct plain_before *before = fatal_calloc(count + 1, sizeof *before);

    for (size_t i = 0; i < count; i++) {
        const struct question *one = &section->questions[i];

        before[i] = (struct plain_before){ question_step(one), one->hints_seen,
                                           one->attempts,
                                           one->committed != QUESTION_OPEN };
    }
    return before;
}

static bool print_labs(struct reader *reader)
{
    const struct section *section = app_section(reader->app);
    bool any = false;

    for (size_t i = 0; i < reader->labs; i++) {
        uint64_t now = lab_revision(section->labs[i].lab);

        if (now == reader->seen[i])
            continue;
        reader->seen[i] = now;
        plain_lab(reader->out, section, i, reader->ascii);
        any = true;
    }
    return any;
}

/* What is looked into has other values after an edit. */
static bool print_looked(const struct reader *reader)
{
    const struct app *app = reader->app;

    if (app_inspect(app))
        plain_part(reader->out, app_inspect(app), reader->ascii);
    else if (app_fit(app))
        plain_fit(reader->out, app_fit(app), reader->ascii);
    else if (app_figure(app))
        plain_figure(reader->out, app_figure(app), reader->ascii);
    else
        return false;
    return true;
}

static void print_message(const struct reader *reader)
{
    struct strbuf line = { 0 };

    if (!*app_message(reader->app))
        return;
    strbuf_puts(&line, app_message(reader->app));
    plain_line(reader->out, &line, reader->ascii);
}

/* A prediction that was made frees levers. */
static void print_told(struct reader *reader, int told,
                       const struct plain_before *before)
{
    const struct section *section = app_section(reader->app);
    const struct question *question = &section->questions[told];
    bool settled = question->committed != QUESTION_OPEN;

    if (before->settled && !settled) {
        print_message(reader);
        reader_question(reader, told);
        return;
    }
    plain_outcome(reader->out, question, before, app_message(reader->app),
                  reader->ascii);
    print_labs(reader);
    if (settled && !before->settled && question->ask->first &&
        question->lab != QUESTION_NO_LAB)
        plain_levers(reader->out, section->labs[question->lab].lab,
                     reader->ascii);
    if (settled)
        say_where(reader);
}

/* True when another section, the map or more of the text was printed. */
static bool print_new(struct reader *reader)
{
    const struct section *section = app_section(reader->app);

    if (!section || reader->mapped ||
        reader->opened != app_opened(reader->app)) {
        if (!section && reader->mapped)
            return false;
        print_message(reader);
        reader_open(reader);
        return true;
    }
    if (app_step(reader->app) <= reader->at)
        return false;
    while (++reader->at < app_step(reader->app))
        plain_section(reader->out, section, reader->at, reader->at,
                      reader->ascii);
    print_part(reader);
    return true;
}

bool reader_edits(struct slice name)
{
    const struct action *action = action_find(name);

    return action && strcmp(action->group, ACTION_GROUP_LAB) == 0;
}

static void print_outcome(struct reader *reader, struct slice name,
                          const struct plain_before *before)
{
    int told = app_question(reader->app);
    bool said = *app_message(reader->app), moved;

    if (print_new(reader))
        return;
    if (!app_section(reader->app)) {
        print_message(reader);
        return;
    }
    if (told >= 0) {
        print_told(reader, told, &before[told]);
        return;
    }
    print_message(reader);
    moved = print_labs(reader);
    /* What is said was about something else, unless it was about a fit. */
    said |= (moved || !said || app_fit(reader->app)) && print_looked(reader);
    said |= moved;
    if (slice_is(name, "inspect"))
        fputs("To walk through it, type: part next, part back, part in or part "
              "out; to leave it: close\n",
              reader->out);
    if (!said && (reader_edits(name) || slice_is(name, "lab")))
        reader_lab(reader, SIZE_MAX);
    else if (!said)
        say_where(reader);
}

bool reader_act(struct reader *reader, struct slice line, bool *quit,
                struct err *err)
{
    struct plain_before *before = look(reader->app);
    struct verdict verdict = { 0 };
    struct slice name;
    bool fine = app_act(reader->app, line, &verdict, err);

    *quit = verdict.quit;
    if (fine) {
        app_settle(reader->app);
        if (!verdict.quit && slice_word(&line, &name) && name.at[0] != '#')
            print_outcome(reader, name, before);
    }
    free(before);
    return fine;
}
