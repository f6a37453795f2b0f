#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stream.h"
#include "base/utf8.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "lab/csv_read.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "lesson/record.h"
#include "num/rng.h"
#include "screen/actions.h"

static struct strbuf screen_text;

/* The course has no part in it. */
static void read_file(struct stage *stage, const char *name,
                      struct app_options *options)
{
    struct err err = { .line = 0 };
    struct stream stream;
    char path[512];

    if (name[0] == '/')
        snprintf(path, sizeof path, "%s", name);
    else
        snprintf(path, sizeof path, "%s/%s/%s", getenv("LIKELY_TESTS"),
                 strcmp(name, "films.csv") ? "data/screen" : "../assets", name);
    assert_true(stream_open(&stream, path, &err));
    stage->lab = csv_read(&stream, &err);
    stream_close(&stream);
    if (!stage->lab)
        fail_msg("%s:%d: %s", err.file, err.line, err.text);
    options->lab = stage->lab;
    options->file = name;
    options->section = NULL;
    options->course = NULL;
    options->record = NULL;
}

/* A hundredth of a second after the line before. */
static bool note(void *context, struct slice line, struct err *err)
{
    struct strbuf *out = context;
    size_t lines = 0;

    (void)err;
    for (size_t i = 0; i < out->len; i++)
        lines += out->at[i] == '\n';
    strbuf_printf(out, "@%.2f %.*s\n", 0.01 * (double)lines, SLICE_ARG(line));
    return true;
}

static void start(struct stage *stage, const char *section, int rows, int cols,
                  bool ascii)
{
    struct err err = { .line = 0 };
    struct app_options options = {
        .record = stage->record,
        .section = section,
        .ascii = ascii,
        .still = stage->still,
        .words = stage->words,
        .rows = rows,
        .cols = cols,
    };

    struct talk_options talk = { .hands = stage->record, .minutes = 45 };

    options.notes = stage->notes;
    options.play = stage->play;
    options.played = stage->play != NULL;
    if (stage->recording) {
        talk.note = note;
        talk.note_context = stage->recording;
    }
    if (stage->talk) {
        options.talk = &talk;
        options.record = NULL;
    }
    stage->course = course_create(stage->catalogue, options.record);
    options.course = stage->course;
    if (section && slice_ends(slice_of(section), ".csv"))
        read_file(stage, section, &options);
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
    stage->words = options.words;
    stage->talk = options.talk;
    stage->recording = options.recording;
    stage->play = options.play;
    stage->notes = options.notes;
    start(stage, options.section, options.rows, options.cols, options.ascii);
}

static void stop(struct stage *stage)
{
    app_destroy(stage->app);
    lab_destroy(stage->lab);
    stage->lab = NULL;
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

void stage_script(struct stage *stage, const char *lines)
{
    struct slice rest = slice_of(lines), line;
    struct err err;

    while (slice_line(&rest, &line)) {
        struct verdict verdict = { 0 };

        if (!app_act(stage->app, line, &verdict, &err))
            assert_int_equal(rest.len, 0);
    }
    app_settle(stage->app);
}

uint32_t stage_any_key(struct rng *rng)
{
    size_t count;
    const struct action *list = actions(&count);
    const struct action *action = &list[rng_below(rng, count)];
    uint32_t press = action->keys[rng_below(rng, ACTION_KEYS)].press;

    if (rng_below(rng, 8) == 0)
        return ' ' + (uint32_t)rng_below(rng, 95);
    return press ? press : '1' + (uint32_t)rng_below(rng, 9);
}

const char *stage_text(struct stage *stage)
{
    strbuf_clear(&screen_text);
    app_settle(stage->app);
    app_draw(stage->app, stage->canvas);
    writer_text(&screen_text, stage->canvas);
    return strbuf_text(&screen_text);
}

char *stage_picture(struct stage *stage)
{
    struct strbuf picture = { 0 };
    int cols, rows;

    app_size(stage->app, &cols, &rows);
    canvas_resize(stage->canvas, rows, cols);
    app_settle(stage->app);
    app_draw(stage->app, stage->canvas);
    writer_ansi(&picture, stage->canvas, THEME_BOTH, 256);
    return picture.at ? picture.at : strdup("");
}

void stage_golden(struct stage *stage, const char *name)
{
    const char *text = stage_text(stage);
    const char *update = getenv("UPDATE");
    struct strbuf wanted = { 0 };
    struct err err = { .line = 0 };
    char path[512];

    snprintf(path, sizeof path, "%s/data/screen/%s.%dx%d.txt",
             getenv("LIKELY_TESTS"), name, canvas_cols(stage->canvas),
             canvas_rows(stage->canvas));
    if (update && update[0] == '1') {
        assert_true(file_replace(path, slice_of(text), &err));
        return;
    }
    if (!file_read(path, &wanted, 0, &err))
        fail_msg("%s: %s (UPDATE=1 writes it)", path, err.text);
    if (strcmp(strbuf_text(&wanted), text) != 0)
        fail_msg("%s was\n%s\nand is now\n%s", path, strbuf_text(&wanted),
                 text);
    strbuf_finish(&wanted);
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

    if (stage->lab)
        return stage->lab;
    assert_non_null(section);
    assert_true(lab < section->lab_count);
    return section->labs[lab].lab;
}
