#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"

static struct strbuf screen_text;

static void start(struct stage *stage, const char *section, int rows, int cols,
                  bool ascii)
{
    struct err err = { .line = 0 };
    struct app_options options = {
        .record = stage->record,
        .section = section,
        .ascii = ascii,
        .still = stage->still,
        .rows = rows,
        .cols = cols,
    };

    stage->course = course_create(stage->catalogue, stage->record);
    options.course = stage->course;
    stage->app = app_create(options, &err);
    if (!stage->app)
        fail_msg("%s:%d: %s", err.file, err.line, err.text);
}

void stage_open(struct stage *stage, struct stage_options options)
{
    struct err err = { .line = 0 };
    char folder[512];

    memset(stage, 0, sizeof *stage);
    snprintf(folder, sizeof folder, "%s/data/screen", getenv("LIKELY_TESTS"));
    stage->catalogue = catalogue_open(options.real ? NULL : folder, &err);
    if (!stage->catalogue)
        fail_msg("%s", err.text);
    if (options.with_record) {
        strcpy(stage->record_path, "/tmp/likely-stage-XXXXXX");
        close(mkstemp(stage->record_path));
        stage->record = record_open(stage->record_path);
    }
    if (!options.cols) {
        options.cols = 80;
        options.rows = 24;
    }
    stage->canvas = canvas_create(options.rows, options.cols, options.ascii);
    stage->still = options.still;
    start(stage, options.section, options.rows, options.cols, options.ascii);
}

static void stop(struct stage *stage)
{
    app_destroy(stage->app);
    course_destroy(stage->course);
    record_destroy(stage->record);
}

void stage_restart(struct stage *stage, const char *section)
{
    stop(stage);
    stage->record = record_open(stage->record_path);
    start(stage, section, canvas_rows(stage->canvas),
          canvas_cols(stage->canvas), canvas_ascii(stage->canvas));
}

void stage_close(struct stage *stage)
{
    stop(stage);
    catalogue_destroy(stage->catalogue);
    canvas_destroy(stage->canvas);
    if (stage->record_path[0])
        unlink(stage->record_path);
    strbuf_finish(&screen_text);
}

void stage_keys(struct stage *stage, const char *names)
{
    struct slice rest = slice_of(names), name;

    while (slice_word(&rest, &name)) {
        struct event event = { .kind = EVENT_KEY,
                               .press = press_from_name(name) };

        assert_true(event.press != PRESS_NONE);
        stage->verdict = app_handle(stage->app, &event);
    }
}

void stage_wait(struct stage *stage)
{
    const struct event wake = { .kind = EVENT_WAKE };

    for (int i = 0; stage->verdict.wake_ms > 0 && i < 1000; i++)
        stage->verdict = app_handle(stage->app, &wake);
}

void stage_type(struct stage *stage, const char *text)
{
    struct slice rest = slice_of(text);

    while (rest.len) {
        unsigned int rune;
        size_t n = utf8_decode(rest.at, rest.len, &rune);
        struct event event = { .kind = EVENT_KEY, .press = rune };

        stage->verdict = app_handle(stage->app, &event);
        rest = slice_sub(rest, n, rest.len);
    }
}

void stage_mouse(struct stage *stage, enum mouse mouse, int row, int col)
{
    struct event event = {
        .kind = EVENT_MOUSE, .mouse = mouse, .row = row, .col = col
    };

    stage->verdict = app_handle(stage->app, &event);
}

bool stage_try(struct stage *stage, const char *line, struct err *err)
{
    stage->verdict = (struct verdict){ 0 };
    return app_act(stage->app, slice_of(line), &stage->verdict, err);
}

void stage_act(struct stage *stage, const char *line)
{
    struct err err = { .line = 0 };

    if (!stage_try(stage, line, &err))
        fail_msg("'%s': %s", line, err.text);
}

const char *stage_text(struct stage *stage)
{
    strbuf_clear(&screen_text);
    app_settle(stage->app);
    app_draw(stage->app, stage->canvas);
    writer_text(&screen_text, stage->canvas);
    return strbuf_text(&screen_text);
}

bool stage_find(struct stage *stage, const char *words, int *row, int *col)
{
    const char *text = stage_text(stage);
    const char *at = strstr(text, words), *line = text;

    if (!at)
        return false;
    *row = 0;
    for (const char *p = text; p < at; p++)
        if (*p == '\n') {
            (*row)++;
            line = p + 1;
        }
    *col = utf8_width((struct slice){ line, (size_t)(at - line) });
    return true;
}

bool stage_shows(struct stage *stage, const char *words)
{
    int row, col;

    return stage_find(stage, words, &row, &col);
}

void stage_resize(struct stage *stage, int cols, int rows)
{
    struct event event = { .kind = EVENT_RESIZE, .rows = rows, .cols = cols };

    canvas_resize(stage->canvas, rows, cols);
    stage->verdict = app_handle(stage->app, &event);
}

struct lab *stage_lab(struct stage *stage)
{
    const struct section *section = app_section(stage->app);
    size_t lab = app_lab(stage->app);

    assert_non_null(section);
    assert_true(lab < section->lab_count);
    return section->labs[lab].lab;
}
