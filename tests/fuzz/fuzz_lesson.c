/* fuzz_lesson.c - a lesson's file, to meet anything.
 *
 * It is read; then it is opened as an author's file is, mistakes fenced off or
 * not, proved now and then, and shown at a size that all its bytes choose: to
 * a reader or to a class. What is refused must have a place in the file.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/course.h"
#include "course/prove.h"
#include "draw/canvas.h"
#include "draw/writer.h"
#include "lesson/catalogue.h"
#include "lesson/dump.h"
#include "lesson/lesson.h"
#include "screen/app.h"

enum { IDLE_MOST = 8 };

static int line_count(struct slice text)
{
    int lines = 2;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n' || text.at[i] == '\r';
    return lines;
}

/* Nothing that steers a terminal may be in a text that was gated. */
static void check_gated(const char *text)
{
    for (const char *p = text; *p; p++)
        assert_true((unsigned char)*p >= ' ' || *p == '\n');
}

static bool read_alone(struct slice text)
{
    struct err err = { 0 };
    struct strbuf out = { 0 };
    struct lesson *lesson = lesson_parse(text, "lesson.md", &err);
    bool well = lesson != NULL;

    if (lesson)
        dump_lesson(lesson, &out);
    if (!lesson) {
        assert_true(err.text[0] != '\0');
        assert_true(err.line >= 0 && err.line <= line_count(text));
        assert_true(err.column >= 0);
        check_gated(err.text);
    }
    strbuf_finish(&out);
    lesson_destroy(lesson);
    return well;
}

/* ---- on a screen ---- */

static void draw(struct app *app, struct canvas *canvas)
{
    struct strbuf text = { 0 };

    app_draw(app, canvas);
    writer_text(&text, canvas);
    check_gated(strbuf_text(&text));
    strbuf_finish(&text);
}

static void show(struct course *course, const char *path, uint64_t choice)
{
    static const uint32_t keys[] = { PRESS_PAGE_DOWN, ' ',        PRESS_TAB,
                                     PRESS_DOWN,      '\x0d',     '}',
                                     PRESS_ENTER,     PRESS_RIGHT };
    const struct talk_options talk = { .minutes = 45 };
    struct app_options options = { .course = course,
                                   .section = path,
                                   .ascii = choice & 1,
                                   .still = choice & 2,
                                   .talk = choice & 4 ? &talk : NULL,
                                   .cols = 1 + (int)(choice >> 8 & 127),
                                   .rows = 1 + (int)(choice >> 16 & 63) };
    struct err err = { 0 };
    struct app *app = app_create(options, &err);
    struct canvas *canvas =
        canvas_create(options.rows, options.cols, options.ascii);

    for (int i = 0; app && i < IDLE_MOST; i++) {
        struct event event = { .kind = i % 2 ? EVENT_KEY : EVENT_IDLE,
                               .press = keys[choice >> (20 + 3 * i) & 7] };

        draw(app, canvas);
        app_handle(app, &event);
    }
    canvas_destroy(canvas);
    app_destroy(app);
}

/* ---- as a file ---- */

static struct catalogue *course_of_tests(void)
{
    static struct catalogue *catalogue; /* for ever: a fuzzer calls often */
    struct err err = { 0 };

    if (!catalogue)
        catalogue = catalogue_open(NULL, &err);
    if (!catalogue)
        fail_msg("%s: %s", err.file, err.text);
    return catalogue;
}

static void open_file(const char *path, uint64_t choice)
{
    const struct prove_options options = { .mutate = (choice & 0xf0) == 0x10 };
    struct course *course = course_create(course_of_tests(), NULL);
    struct section *section;
    struct err err = { 0 };

    if (choice & 8)
        course_mend(course);
    section = course_open(course, path, &err);
    if (section && (choice & 0x30) == 0x10)
        proof_destroy(prove_section(section, course_of_tests(), &options));
    else if (!section)
        assert_true(err.text[0] != '\0');
    section_close(section);
    if (section)
        show(course, path, choice);
    course_destroy(course);
}

static void through_a_file(const uint8_t *data, size_t size)
{
    int file = memfd_create("lesson", MFD_CLOEXEC);
    char path[64];

    assert_true(file >= 0 && write(file, data, size) == (ssize_t)size);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    open_file(path, fuzz_hash(data, size));
    close(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice text = { (const char *)data, size };

    if (read_alone(text) || size % 4 == 0)
        through_a_file(data, size);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "lesson",
                                     .prefixes = 700,
                                     .mutations = 1500 };

/* The lesson of every case of the tests of lesson/, and those of screen/. */
void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_cases(seeds, "data/lesson/good.txt");
    fuzz_seed_cases(seeds, "data/lesson/broken.txt");
    fuzz_seed_files(seeds, "data/screen", ".md", "");
}
