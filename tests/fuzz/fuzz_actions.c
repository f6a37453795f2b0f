/* fuzz_actions.c - scripts of actions, to meet anything.
 *
 * The first line is a comment: eight hexadecimal digits, which choose screen
 * and size. What follows is also what a talk tells, where the screen is that
 * of its notes, and the talk itself where one is told again. A line that is
 * refused, or cannot be read, ends nothing: the next one is tried.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdlib.h>

#include "base/err.h"
#include "fuzz/fuzz_stage.h"
#include "screen/action_script.h"
#include "screen/event.h"

enum { LINES_MOST = 60 };

static uint32_t choice_of(const uint8_t *data, size_t size)
{
    char digits[9] = "";

    for (size_t i = 0; i < 8 && i + 1 < size; i++)
        digits[i] = (char)data[i + 1];
    return size && data[0] == '#' ? (uint32_t)strtoul(digits, NULL, 16)
                                  : 0x401d6501;
}

static int line_count(struct slice text)
{
    struct slice line;
    int lines = 0;

    while (slice_line(&text, &line))
        lines++;
    return lines;
}

/* A law: a line that cannot be read has a place, and times never go back. */
static bool next(struct script_reader *reader, struct script_line *line,
                 int lines)
{
    double before = reader->at;
    struct err err = { 0 };
    bool bad = false;

    while (!script_next(reader, line, &bad, &err)) {
        if (!bad)
            return false;
        assert_true(err.line >= 1 && err.line <= lines && err.column >= 1);
        assert_true(err.text[0] != '\0');
    }
    assert_true(line->action.len > 0 && line->action.at[0] != '#');
    assert_true(line->line <= lines && line->column >= 1);
    assert_true(line->at >= before);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct event idle = { .kind = EVENT_IDLE };
    struct script_reader reader = { { (const char *)data, size }, "x", 0, 0 };
    struct slice told = reader.text;
    struct script_line line = { 0 };
    int lines = line_count(told);
    struct fuzz_stage *stage;
    bool on = true;

    slice_line(&told, &line.action);
    stage = fuzz_stage_create(choice_of(data, size), told);
    if (!stage)
        return 0;
    for (int i = 0; on && i < LINES_MOST && next(&reader, &line, lines); i++)
        on =
            fuzz_stage_act(stage, line.action) && fuzz_stage_send(stage, &idle);
    fuzz_stage_draw(stage);
    fuzz_stage_check(stage);
    fuzz_stage_destroy(stage);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "actions",
                                     .prefixes = 100,
                                     .mutations = 320 };

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/actions", ".seed", "");
}
