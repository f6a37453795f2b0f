/* Which lab stands beside the text, and what of it can be moved. */
#include <limits.h>

#include "course/course.h"
#include "course/equation.h"
#include "course/inspect.h"
#include "course/question.h"
#include "draw/page.h"
#include "lab/lab.h"
#include "screen/app_state.h"
#include "screen/aloud.h"
#include "screen/desk.h"
#include "screen/study.h"

struct lab *study_lab(const struct app *app)
{
    const struct section *section = app->section;

    if (app->desk)
        return app->desk->lab;
    return section && app->study.lab < section->lab_count
               ? section->labs[app->study.lab].lab
               : NULL;
}

struct lab *app_shown_lab(const struct app *app)
{
    return app_reads(app) || app->desk ? study_lab(app) : NULL;
}

size_t study_lab_beside(const struct app *app)
{
    const struct study *study = &app->study;
    const struct section *section = app->section;
    int line = study->first + study->height * 2 / 3;
    size_t found = 0;

    for (size_t i = 0; study->inspect && i < section->lab_count; i++)
        if (section->labs[i].lab == inspect_equation(study->inspect)->lab)
            return i;
    if (app->options.lines)
        return aloud_lab(app);
    if (study->pinned && study->pin_first == study->first &&
        study->pin_step == study->step)
        return study->lab;
    if (study->question >= 0 &&
        section->questions[study->question].lab != QUESTION_NO_LAB)
        return (size_t)section->questions[study->question].lab;
    if (study->first + study->height >= page_rows(study->page))
        line = INT_MAX;
    else if (study->first == 0)
        return 0;
    for (size_t i = 0; i < section->lab_count; i++) {
        const struct page_anchor *anchor =
            page_find(study->page, ANCHOR_LAB, (int)i, 0);

        if (anchor && anchor->row <= line)
            found = i;
    }
    return found;
}

void study_pin_lab(struct app *app, size_t lab)
{
    struct study *study = &app->study;

    study->lab = lab;
    study->pinned = true;
    study->pin_first = study->first;
    study->pin_step = study->step;
}

size_t study_lab_rows(const struct app *app)
{
    const struct lab *lab = study_lab(app);

    return lab ? lab_rows(lab) + lab_params(lab) : 0;
}

int study_param(const struct app *app)
{
    const struct lab *lab = study_lab(app);
    size_t row = app->study.row;

    if (!lab || row < lab_rows(lab) || row >= study_lab_rows(app))
        return -1;
    return (int)(row - lab_rows(lab));
}
