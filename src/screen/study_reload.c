/* The section again, from a file that was written meanwhile. */
#include <string.h>

#include "base/err.h"
#include "course/course.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/lesson.h"
#include "screen/app_state.h"
#include "screen/present.h"
#include "screen/study.h"

void study_tell_mistakes(struct app *app)
{
    const struct err *first = app->section->mistake;
    size_t count = app->section->mistake_count;

    if (!count)
        return;
    app_say(app, "%d:%d: %s%s", first->line, first->column, first->text,
            count > 1 ? "; and more below" : "");
    app->message_bad = true;
}

/* The place is kept, a talk's step too, and the lab where its block is the
 * same: its cursor, and the keys if it had them. */
bool study_reload(struct app *app, struct err *err)
{
    struct study old = app->study;
    struct study *study = &app->study;
    char name[ERR_FILE_MAX];
    struct talk_stay *stay;
    bool fine;

    if (!app->section)
        return err_set(err, "no section is open");
    snprintf(name, sizeof name, "%s", app->section->entry->path);
    stay = app->talk ? talk_stay(app) : NULL;
    fine = study_open(app, name, err);
    if (stay)
        talk_return(app, stay);
    if (!fine)
        return false;
    study->step = old.step < app->section->lesson->steps
                      ? old.step
                      : app->section->lesson->steps;
    study->first = old.first;
    study->row = old.row;
    study->class = old.class;
    study->lab = old.lab < app->section->lab_count ? old.lab : 0;
    study->lab_focus = old.lab_focus && app->section->lab_count > 0;
    study_relayout(app);
    study_scroll(app, 0);
    if (!app->section->mistake_count)
        app_say(app, "read anew");
    return true;
}
