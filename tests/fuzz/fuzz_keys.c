/* fuzz_keys.c - what a terminal sends, to meet anything.
 *
 * Four bytes choose screen and size, as the digits of fuzz_actions.c do; the
 * rest is what comes in at standard input: curses and ui/keys.h make events of
 * it, the program takes them, and what it shows is painted by curses, to
 * nowhere. Every event must be one that event.h allows.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <fcntl.h>
#include <locale.h>
#include <ncurses.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "fuzz/fuzz_stage.h"
#include "screen/event.h"
#include "ui/keys.h"
#include "ui/paint.h"

enum { COLUMNS_SHOWN = 100, ROWS_SHOWN = 30, PASTED_MAX = 65536 + 4 };

static struct keys keys;
static struct painter *painter;

/* A file stands in for the terminal: at its end it is silent at once, where a
 * terminal would have to be waited for. */
static void start(void)
{
    FILE *nowhere;
    int file;

    if (painter)
        return;
    setlocale(LC_CTYPE, "C.UTF-8");
    file = memfd_create("keys", MFD_CLOEXEC);
    nowhere = fopen("/dev/null", "we");
    assert_true(file >= 0 && nowhere && dup2(file, STDIN_FILENO) >= 0);
    assert_non_null(newterm("xterm-256color", nowhere, stdin));
    raw();
    noecho();
    resize_term(ROWS_SHOWN, COLUMNS_SHOWN);
    keys_start(&keys);
    painter = painter_create();
}

static void type(struct slice bytes)
{
    assert_true(ftruncate(STDIN_FILENO, 0) == 0);
    assert_true(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
    assert_true(write(STDIN_FILENO, bytes.at, bytes.len) == (ssize_t)bytes.len);
    assert_true(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
}

static void check_pasted(struct slice text)
{
    assert_true(text.len <= PASTED_MAX);
    for (size_t i = 0; i < text.len;) {
        unsigned int rune;
        size_t n = utf8_decode(text.at + i, text.len - i, &rune);

        assert_true(rune != UTF8_REPLACEMENT);
        assert_true(rune >= ' ' || rune == '\n' || rune == '\t');
        i += n;
    }
}

static void check_event(const struct event *event)
{
    switch (event->kind) {
    case EVENT_KEY:
        assert_true(event->press != PRESS_NONE);
        assert_true(event->press < PRESS_END_OF_LIST);
        assert_true(event->press < 0xd800 || event->press > 0xdfff);
        assert_true(event->press < 0x7f || event->press >= 0xa0);
        return;
    case EVENT_MOUSE:
        assert_true(event->row >= 0 && event->row < LINES);
        assert_true(event->col >= 0 && event->col < COLS);
        return;
    default:
        assert_true(event->kind == EVENT_PASTE);
        check_pasted(event->text);
    }
}

static void show(struct fuzz_stage *stage)
{
    fuzz_stage_draw(stage);
    painter_paint(painter, fuzz_stage_canvas(stage), fuzz_stage_theme(stage));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice bytes = { (const char *)data, size };
    struct fuzz_stage *stage;
    uint32_t choice = 0;
    struct event event;
    bool on = true;

    if (size < sizeof choice)
        return 0;
    start();
    memcpy(&choice, data, sizeof choice);
    bytes = slice_sub(bytes, sizeof choice, size);
    stage = fuzz_stage_create(choice, bytes);
    if (!stage)
        return 0;
    type(bytes);
    for (int i = 1; keys_next(&keys, &event); i++) {
        check_event(&event);
        on = on && fuzz_stage_send(stage, &event);
        if (i % 8 == 0)
            show(stage);
    }
    show(stage);
    fuzz_stage_check(stage);
    fuzz_stage_destroy(stage);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "keys",
                                     .prefixes = 400,
                                     .mutations = 1000 };

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/keys", ".seed", "");
}
