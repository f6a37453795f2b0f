#include "screen/complete.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "course/course.h"
#include "course/inspect.h"
#include "course/question.h"
#include "draw/lab_panel.h"
#include "lab/fit.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/question_block.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/desk.h"

/* Candidates that begin as the word does. */
struct found {
    struct slice word;
    struct strbuf first; /* as far as all agree */
    struct strbuf all;
    size_t count;
};

static void offer(struct found *found, const char *text)
{
    bool blanks = strchr(text, ' ') != NULL;
    char quoted[128];
    struct slice s;
    size_t same = 0;

    snprintf(quoted, sizeof quoted, blanks ? "\"%s\"" : "%s", text);
    s = slice_of(quoted);
    if (found->word.len > s.len ||
        !slice_eq(slice_sub(s, 0, found->word.len), found->word))
        return;
    strbuf_printf(&found->all, "%s%s", found->count ? "  " : "", quoted);
    if (!found->count++) {
        strbuf_slice(&found->first, s);
        return;
    }
    while (same < s.len && same < found->first.len &&
           s.at[same] == found->first.at[same])
        same++;
    /* 'e' with one accent and with another share their first byte. */
    while (same > 0 && ((unsigned char)s.at[same] & 0xc0) == 0x80)
        same--;
    found->first.len = same;
}

static void offer_formats(struct found *found)
{
    for (int i = 0; i < FORMAT_COUNT; i++)
        offer(found, format_name((enum format)i));
}

static void offer_readings(struct found *found)
{
    for (int i = 0; i < READING_COUNT; i++)
        offer(found, reading_name((enum reading)i));
}

static void offer_sections(struct found *found, const struct app *app)
{
    const struct catalogue *catalogue = course_catalogue(app->options.course);

    for (size_t i = 0; i < catalogue->section_count; i++)
        offer(found, catalogue->sections[i].id);
}

static void offer_numbers(struct found *found, size_t count)
{
    char text[24];

    for (size_t i = 1; i <= count && i < 10; i++) {
        snprintf(text, sizeof text, "%zu", i);
        offer(found, text);
    }
}

static void offer_lab(struct found *found, const struct app *app,
                      enum argument type)
{
    const struct lab *lab = study_lab(app);
    char row[LAB_ROW_NAME];

    if (!lab)
        return;
    if (type == ARGUMENT_CLASS)
        for (size_t k = 0; k < lab_classes(lab); k++)
            offer(found, lab_class_name(lab, k));
    else if (type == ARGUMENT_ROW)
        for (size_t i = 0; i < lab_rows(lab) && i < 20; i++)
            offer(found, lab_row_name(lab, i, row));
    else
        for (size_t i = 0; i < lab_params(lab); i++) {
            char name[64];
            struct lab_param param = lab_param(lab, i);

            snprintf(name, sizeof name, "%.*s", SLICE_ARG(param.name));
            offer(found, name);
        }
}

static void offer_letters(struct found *found, const struct app *app)
{
    const struct inspect_letter *letters;
    size_t count =
        app->study.inspect ? inspect_letters(app->study.inspect, &letters) : 0;

    for (size_t i = 0; i < count; i++) {
        char name[64];

        snprintf(name, sizeof name, "%.*s", SLICE_ARG(letters[i].key));
        offer(found, name);
    }
}

static void offer_ways(struct found *found)
{
    offer(found, "next");
    offer(found, "back");
    offer(found, "in");
    offer(found, "out");
}

/* What the actions of a file of predictions take. */
static bool offer_of_file(struct found *found, enum argument type)
{
    static const char *const filters[] = { "all", "missed", "true", "predicted",
                                           "confused" };

    if (type == ARGUMENT_VIEW)
        for (int i = 0; i < DESK_SHOWS; i++)
            offer(found, desk_show_name((enum desk_show)i));
    else if (type == ARGUMENT_ORDER)
        for (int i = 0; i < VIEW_ORDERS; i++)
            offer(found, view_order_name((enum view_order)i));
    else if (type == ARGUMENT_FILTER)
        for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
            offer(found, filters[i]);
    else if (type == ARGUMENT_OVER)
        offer(found, "over");
    else
        return false;
    return true;
}

static void offer_deeds(struct found *found, bool of_deed)
{
    static const char *const deeds[] = { "step", "run", "pause", "reset",
                                         "rate", "l2",  "by" };

    for (size_t i = 0; !of_deed && i < sizeof deeds / sizeof *deeds; i++)
        offer(found, deeds[i]);
    for (int i = 0; of_deed && i < FIT_OPTIMIZERS; i++)
        offer(found, fit_optimizer_name((enum fit_optimizer)i));
}

static void offer_argument(struct found *found, struct app *app,
                           enum argument type)
{
    if (offer_of_file(found, type))
        return;
    if (type == ARGUMENT_FORMAT)
        offer_formats(found);
    else if (type == ARGUMENT_UNIT)
        for (int i = 0; i < UNIT_COUNT; i++)
            offer(found, unit_name((enum unit)i));
    else if (type == ARGUMENT_THEME)
        for (int i = 0; i < THEME_COUNT; i++)
            offer(found, theme_name((enum theme)i));
    else if (type == ARGUMENT_SECTION)
        offer_sections(found, app);
    else if (type == ARGUMENT_READING)
        offer_readings(found);
    else if (type == ARGUMENT_ROW || type == ARGUMENT_CLASS ||
             type == ARGUMENT_NAME)
        offer_lab(found, app, type);
    else if (type == ARGUMENT_DEED || type == ARGUMENT_OF_DEED)
        offer_deeds(found, type == ARGUMENT_OF_DEED);
    else if (type == ARGUMENT_WAY)
        offer_ways(found);
    else if (type == ARGUMENT_LETTER)
        offer_letters(found, app);
    else if (type == ARGUMENT_CHOICE && app->section)
        offer_numbers(found, 4);
    else if (type == ARGUMENT_QUESTION && app->section)
        for (size_t i = 0; i < app->section->question_count; i++)
            offer(found, app->section->questions[i].ask->id);
}

static void offer_actions(struct found *found, const struct app *app)
{
    size_t count;
    const struct action *list = actions(&count);

    for (size_t i = 0; i < count; i++)
        if (app->desk ? action_of_desk(&list[i]) : action_of_course(&list[i]))
            offer(found, list[i].name);
}

/* Where the last word begins: behind the last blank outside quotes. */
static size_t last_word(struct slice line, size_t *words)
{
    bool quoted = false, inside = false;
    size_t at = line.len;

    *words = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '"')
            quoted = !quoted;
        if (line.at[i] == ' ' && !quoted)
            inside = false;
        else if (!inside) {
            inside = true;
            at = i;
            (*words)++;
        }
    }
    return inside ? at : line.len;
}

static void find(struct app *app, struct slice line, struct found *found)
{
    size_t words, at = last_word(line, &words);
    struct slice rest = line, name;
    const struct action *action;

    found->word = slice_sub(line, at, line.len);
    if (words == 0 || (words == 1 && found->word.len)) {
        offer_actions(found, app);
        return;
    }
    if (!slice_word(&rest, &name) || !(action = action_find(name)))
        return;
    words -= found->word.len ? 2 : 1;
    if (words < ACTION_ARGUMENTS)
        offer_argument(found, app, action->args[words]);
}

void complete_ghost(struct app *app, struct slice line, struct strbuf *out)
{
    struct found found = { .count = 0 };

    if (line.len)
        find(app, line, &found);
    if (found.count) {
        strbuf_add(out, found.first.at + found.word.len,
                   found.first.len - found.word.len);
        if (found.count == 1)
            strbuf_putc(out, ' ');
    }
    strbuf_finish(&found.first);
    strbuf_finish(&found.all);
}

bool complete_list(struct app *app, struct slice line, struct strbuf *out)
{
    struct found found = { .count = 0 };
    bool any;

    find(app, line, &found);
    any = found.count;
    if (any)
        strbuf_add(out, found.all.at, found.all.len);
    strbuf_finish(&found.first);
    strbuf_finish(&found.all);
    return any;
}
