/* fuzz_actions.c - scripts of actions, to meet anything.
 *
 * The first line is a comment: eight hexadecimal digits, which choose screen
 * and size. What follows is also what a talk tells, where the screen is that
 * of its notes. A line that is refused ends nothing: the next one is tried.
 */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdlib.h>

#include "fuzz/fuzz_stage.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct event idle = { .kind = EVENT_IDLE };
    struct slice rest = { (const char *)data, size }, line;
    struct fuzz_stage *stage;
    bool on = true;

    slice_line(&rest, &line);
    stage = fuzz_stage_create(choice_of(data, size), rest);
    for (int i = 0; on && i < LINES_MOST && slice_line(&rest, &line); i++)
        on = fuzz_stage_act(stage, line) && fuzz_stage_send(stage, &idle);
    fuzz_stage_draw(stage);
    fuzz_stage_check(stage);
    fuzz_stage_destroy(stage);
    return 0;
}

const struct fuzz_plan fuzz_plan = { .name = "actions",
                                     .prefixes = 150,
                                     .mutations = 500 };

void fuzz_plan_seeds(struct fuzz_seeds *seeds)
{
    fuzz_seed_files(seeds, "fuzz/seeds/actions", ".seed", "");
}
