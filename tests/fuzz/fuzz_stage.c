#include "fuzz/fuzz_stage.h"

#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/stream.h"
#include "course/course.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "lab/csv_read.h"
#include "lab/lab.h"
#include "lesson/catalogue.h"
#include "screen/app.h"

enum { FIRST_SCREENS = 6, TICK_MS = 300 };

/* Of a talk that is told again, where none is given. */
static const char talk_told[] = "@0.00 size 80x24\n@0.00 go 1.1\n@1.00 step\n"
                                "@2.50 step\n@9.00 step\n@60.00 step\n";

/* Lessons that are no sections of the course of the tests. */
static const char *const files[] = {
    "screen/values.md",     "screen/links.md",   "screen/fits.md",
    "screen/inspect.md",    "screen/figures.md", "screen/talk.md",
    "lessons/questions.md", "screen/order.md",
};

struct fuzz_stage {
    char path[512]; /* of one of the files */
    struct course *course;
    struct lab *lab;
    struct app *app;
    struct canvas *canvas;
    struct slice told;
};

/* Once for the program: the course, and an empty folder to be in. */
static struct catalogue *course_of_tests(void)
{
    static struct catalogue *catalogue;
    char folder[] = "/tmp/likely-fuzz-XXXXXX", path[512];
    struct err err = { 0 };

    if (catalogue)
        return catalogue;
    snprintf(path, sizeof path, "%s/data/screen", getenv("LIKELY_TESTS"));
    catalogue = catalogue_open(path, &err);
    if (!catalogue)
        fail_msg("%s: %s", err.file, err.text);
    assert_true(mkdtemp(folder) && chdir(folder) == 0 && rmdir(folder) == 0);
    return catalogue;
}

static struct lab *read_file(void)
{
    static const char rows[] = "name,label,p:cat,p:dog,p:owl\n"
                               "a,cat,0.7,0.2,0.1\nb,dog,0.5,0.3,0.2\n"
                               "c,owl,0.2,0.2,0.6\nd,cat,0,0.5,0.5\n"
                               "e,dog,0.1,0.9,0\n\"f, g\",owl,0.3,0.3,0.4\n";
    struct err err = { 0 };
    struct stream stream;
    struct lab *lab;

    stream_of(&stream, slice_of(rows), "rows.csv");
    lab = csv_read(&stream, &err);
    stream_close(&stream);
    if (!lab)
        fail_msg("%s", err.text);
    return lab;
}

static bool read_told(void *context, struct strbuf *out)
{
    strbuf_slice(out, ((struct fuzz_stage *)context)->told);
    return true;
}

/* A clock on which each event takes a while. */
static long long clock_now;

static long long clock_ms(void)
{
    return clock_now;
}

/* A law: a recording that is no good has a place in its file. */
static struct app *begin(const struct app_options *options)
{
    struct err err = { 0 };
    struct app *app = app_create(*options, &err);

    if (!app && !options->play)
        fail_msg("%s: %s", err.file, err.text);
    if (!app)
        assert_true(err.text[0] && err.line >= 1 && err.column >= 1);
    return app;
}

/* A section of the course by its number, or behind those one of the files. */
static const char *section_of(struct fuzz_stage *stage,
                              const struct catalogue *catalogue, uint32_t which)
{
    which %=
        (uint32_t)(catalogue->section_count + sizeof files / sizeof *files);
    if (which < catalogue->section_count)
        return catalogue->sections[which].id;
    snprintf(stage->path, sizeof stage->path, "%s/data/%s",
             getenv("LIKELY_TESTS"), files[which - catalogue->section_count]);
    return stage->path;
}

struct fuzz_stage *fuzz_stage_create(uint32_t choice, struct slice told)
{
    const struct talk_options talk = { .minutes = 45 };
    struct catalogue *catalogue = course_of_tests();
    struct fuzz_stage *stage = fatal_calloc(1, sizeof *stage);
    const struct notes_options notes = { .read = read_told, .context = stage };
    struct app_options options = {
        .ascii = choice >> 28 & 1,
        .still = choice >> 29 & 1,
        .cols = 1 + (int)(choice >> 8) % FUZZ_COLS_MOST,
        .rows = 1 + (int)(choice >> 16) % FUZZ_ROWS_MOST,
    };
    const struct play_options play = { .text = told.len && told.at[0] == '@'
                                                   ? told
                                                   : slice_of(talk_told),
                                       .name = "talk",
                                       .speed = 1 + choice / 64 % 4,
                                       .ms = clock_ms };
    uint32_t screen = (choice & 7) % FIRST_SCREENS;

    stage->told = told;
    clock_now = 0;
    options.course = stage->course = course_create(catalogue, NULL);
    if (screen == 1 || screen == 2)
        options.section = section_of(stage, catalogue, choice >> 3 & 31);
    if (screen == 2 || screen == 5)
        options.talk = &talk;
    if (screen == 5) {
        options.play = &play;
        options.played = true;
    }
    if (screen == 3) {
        options.lab = stage->lab = read_file();
        options.file = "rows.csv";
    }
    if (screen == 4)
        options.notes = &notes;
    stage->app = begin(&options);
    if (!stage->app) {
        course_destroy(stage->course);
        free(stage);
        return NULL;
    }
    stage->canvas = canvas_create(options.rows, options.cols, options.ascii);
    return stage;
}

void fuzz_stage_destroy(struct fuzz_stage *stage)
{
    app_destroy(stage->app);
    lab_destroy(stage->lab);
    course_destroy(stage->course);
    canvas_destroy(stage->canvas);
    free(stage);
}

struct canvas *fuzz_stage_canvas(struct fuzz_stage *stage)
{
    return stage->canvas;
}

const char *fuzz_stage_theme(struct fuzz_stage *stage)
{
    return app_theme(stage->app);
}

static struct strbuf drawn(struct fuzz_stage *stage)
{
    struct strbuf text = { 0 };

    app_draw(stage->app, stage->canvas);
    writer_text(&text, stage->canvas);
    return text;
}

void fuzz_stage_draw(struct fuzz_stage *stage)
{
    struct strbuf text = drawn(stage);

    for (size_t i = 0; i < text.len; i++)
        assert_true((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n');
    strbuf_finish(&text);
}

/* Names of files have a slash when they lead out of the folder, which has no
 * name any more, so that nothing can be made in it. */
static bool let_through(struct slice line)
{
    return !memchr(line.at, '/', line.len) && !memchr(line.at, '\0', line.len);
}

/* A key that rings says why on the screen, and so does its action. */
static bool is_key(struct slice line)
{
    struct slice word;

    return slice_word(&line, &word) &&
           (slice_is(word, "press") || slice_is(word, "click") ||
            slice_is(word, "try"));
}

/* A law: what is refused changes nothing that is to be seen. A blank line
 * before it has the last message go away. */
static void check_refused(struct fuzz_stage *stage, struct slice line)
{
    struct strbuf before, after;
    struct verdict verdict;
    struct err err = { 0 };

    app_act(stage->app, slice_of(""), &verdict, &err);
    before = drawn(stage);
    if (app_act(stage->app, line, &verdict, &err)) {
        strbuf_finish(&before);
        return;
    }
    after = drawn(stage);
    if (strcmp(strbuf_text(&before), strbuf_text(&after)) != 0)
        fail_msg("'%.*s' was refused (%s), and changed\n%s\nto\n%s",
                 SLICE_ARG(line), err.text, strbuf_text(&before),
                 strbuf_text(&after));
    strbuf_finish(&before);
    strbuf_finish(&after);
}

bool fuzz_stage_act(struct fuzz_stage *stage, struct slice line)
{
    struct verdict verdict = { 0 };
    struct err err = { 0 };

    if (line.len > 0 && !let_through(line))
        return true;
    if (!app_act(stage->app, line, &verdict, &err)) {
        assert_true(err.text[0] != '\0');
        if (!is_key(line))
            check_refused(stage, line);
    }
    return !verdict.quit;
}

static bool names_no_file(const struct fuzz_stage *stage,
                          const struct event *event)
{
    if (event->kind == EVENT_PASTE)
        return let_through(event->text);
    return event->kind != EVENT_KEY || event->press != '/' ||
           !app_typing(stage->app);
}

bool fuzz_stage_send(struct fuzz_stage *stage, const struct event *event)
{
    const struct event idle = { .kind = EVENT_IDLE };
    struct verdict verdict = { 0 };

    clock_now += TICK_MS;
    if (names_no_file(stage, event))
        verdict = app_handle(stage->app, event);
    if (event->kind == EVENT_RESIZE)
        canvas_resize(stage->canvas, event->rows, event->cols);
    if (verdict.idle_wanted && !verdict.quit)
        verdict = app_handle(stage->app, &idle);
    return !verdict.quit;
}

/* Numerics promise |sum - 1| <= K 2^-52. */
static void check_lab(const struct lab *lab)
{
    size_t classes = lab_classes(lab);

    for (size_t i = 0; i < lab_rows(lab); i++) {
        double sum = 0.0;

        for (size_t k = 0; k < classes; k++)
            sum += lab_prediction(lab, i)[k];
        assert_true(fabs(sum - 1.0) <= (double)classes * 0x1p-51);
    }
}

void fuzz_stage_check(struct fuzz_stage *stage)
{
    const struct section *section = app_section(stage->app);

    if (stage->lab)
        check_lab(stage->lab);
    for (size_t i = 0; section && i < section->lab_count; i++)
        check_lab(section->labs[i].lab);
}
