/* What the map does beside moving about. */
#include "screen/action_run.h"

#include <stdio.h>

#include "base/err.h"
#include "course/course.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "screen/actions.h"
#include "screen/app_state.h"
#include "screen/map.h"

bool act_find(const struct call *call, struct err *err)
{
    (void)err;
    find_open(call->app, call->count ? call->args[0] : slice_of(""));
    return true;
}

/* The section that a word names, else the one that is selected. Only those of
 * the course are on the map. */
static const struct catalogue_section *section_of(const struct call *call,
                                                  struct err *err)
{
    const struct catalogue_section *section;
    char name[ERR_FILE_MAX];

    if (!call->count)
        return map_selected(call->app, err);
    snprintf(name, sizeof name, "%.*s", SLICE_ARG(call->args[0]));
    section =
        catalogue_find(course_catalogue(call->app->options.course), name, err);
    if (section && !section->part) {
        err_set(err, "'%s' is no section of the course", name);
        return NULL;
    }
    return section;
}

bool act_know(const struct call *call, struct err *err)
{
    const struct catalogue_section *section = section_of(call, err);
    const struct record_lesson *past;
    bool known;

    if (!section)
        return false;
    if (!call->app->options.record)
        return err_set(err, "nothing is recorded here");
    past = map_past(call->app, section);
    known = past && past->known;
    record_know(call->app->options.record, section->id, !known);
    app_say(call->app, known ? "%s counts as unknown again" : "%s: known",
            section->id);
    return true;
}

bool act_restart(const struct call *call, struct err *err)
{
    const struct catalogue_section *section;

    if (call->count && slice_is(call->args[0], "all"))
        return ask_forget(call->app, NULL, err);
    section = section_of(call, err);
    return section && ask_forget(call->app, section, err);
}

bool act_review(const struct call *call, struct err *err)
{
    return review_step(call->app, err);
}

bool act_reload(const struct call *call, struct err *err)
{
    return study_reload(call->app, err);
}

bool act_yes(const struct call *call, struct err *err)
{
    return ask_yes(call->app, call->verdict, err);
}
