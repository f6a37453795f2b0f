/* fuzz_main.c - a fuzzer's entry as a test, the same every time.
 *
 * `--seeds FOLDER` writes the seeds there as files instead, for a fuzzer. */
#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "num/rng.h"

enum { CHANGES = 4, GROWTH = 256, WORDS_MAX = 400 };

/* The words of a dictionary as a fuzzer reads it: "text" a line, with \xHH,
 * \\ and \" in it. */
struct words {
    struct strbuf at[WORDS_MAX];
    size_t count;
};

struct state {
    struct fuzz_seeds *seeds;
    struct words words;
};

static void add_word(struct words *words, const char *p)
{
    struct strbuf *word = &words->at[words->count++];

    for (; *p && *p != '"'; p++) {
        unsigned byte;

        if (*p == '\\' && p[1] == 'x' && sscanf(p + 2, "%2x", &byte) == 1) {
            strbuf_putc(word, (char)byte);
            p += 3;
        } else {
            p += *p == '\\';
            strbuf_putc(word, *p);
        }
    }
}

static void read_words(struct words *words)
{
    struct strbuf text = { 0 };
    struct slice rest, line;
    struct err err = { 0 };
    char path[600];

    snprintf(path, sizeof path, "%s/fuzz/%s.dict", getenv("LIKELY_TESTS"),
             fuzz_plan.name);
    if (!file_read(path, &text, 0, &err))
        fail_msg("%s: %s", path, err.text);
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &line) && words->count < WORDS_MAX)
        if (line.len > 1 && line.at[0] == '"')
            add_word(words, line.at + 1);
    strbuf_finish(&text);
    assert_true(words->count > 0);
}

/* In a piece of its own, so that a sanitizer sees its end. */
static bool run(struct slice text, bool (*good)(const uint8_t *, size_t))
{
    uint8_t *copy = fatal_malloc(text.len + 1);
    bool well = true;

    memcpy(copy, text.at, text.len);
    if (good)
        well = good(copy, text.len);
    else
        LLVMFuzzerTestOneInput(copy, text.len);
    free(copy);
    return well;
}

static void every_seed_is_met(void **state)
{
    const struct state *all = *state;

    for (size_t i = 0; i < fuzz_seed_count(all->seeds); i++)
        if (!run(fuzz_seed_at(all->seeds, i), fuzz_plan.good))
            fail_msg("seed %zu is refused", i);
}

static void prefixes_are_met(void **state)
{
    const struct state *all = *state;
    size_t bytes = 0, step;

    for (size_t i = 0; i < fuzz_seed_count(all->seeds); i++)
        bytes += fuzz_seed_at(all->seeds, i).len;
    step = bytes / (size_t)fuzz_plan.prefixes + 1;
    for (size_t i = 0; i < fuzz_seed_count(all->seeds); i++) {
        struct slice seed = fuzz_seed_at(all->seeds, i);

        for (size_t n = 0; n < seed.len; n += step)
            run(slice_sub(seed, 0, n), NULL);
    }
}

/* text becomes what stands before `at`, `in`, and what stands from `from`. */
static void splice(struct strbuf *text, size_t at, struct slice in, size_t from)
{
    struct strbuf out = { 0 };

    strbuf_add(&out, strbuf_text(text), at);
    strbuf_slice(&out, in);
    strbuf_add(&out, strbuf_text(text) + from, text->len - from);
    strbuf_finish(text);
    *text = out;
}

static void change(struct rng *rng, const struct words *words,
                   struct strbuf *text)
{
    size_t at = rng_below(rng, text->len + 1);
    size_t end = at + rng_below(rng, text->len - at + 1);
    const struct strbuf *word = &words->at[rng_below(rng, words->count)];
    struct strbuf piece = { 0 };
    char byte = (char)rng_next(rng);

    switch (rng_below(rng, 5)) {
    case 0: /* another byte */
        splice(text, at, (struct slice){ &byte, 1 }, at + (at < text->len));
        break;
    case 1: /* a bit */
        if (at < text->len)
            text->at[at] = (char)(text->at[at] ^ 1 << rng_below(rng, 8));
        break;
    case 2: /* a word */
        splice(text, at, (struct slice){ word->at, word->len }, at);
        break;
    case 3: /* a piece less */
        splice(text, at, slice_of(""), end);
        break;
    default: /* a piece twice */
        end = end > at + GROWTH ? at + GROWTH : end;
        strbuf_add(&piece, strbuf_text(text) + at, end - at);
        splice(text, at, (struct slice){ strbuf_text(&piece), piece.len }, at);
    }
    strbuf_finish(&piece);
}

static void mutations_are_met(void **state)
{
    const struct state *all = *state;
    struct rng rng;

    rng_seed(&rng, 2026);
    for (int i = 0; i < fuzz_plan.mutations; i++) {
        size_t seed = rng_below(&rng, fuzz_seed_count(all->seeds));
        size_t changes = 1 + rng_below(&rng, CHANGES);
        struct strbuf text = { 0 };

        strbuf_slice(&text, fuzz_seed_at(all->seeds, seed));
        while (changes-- > 0)
            change(&rng, &all->words, &text);
        run((struct slice){ strbuf_text(&text), text.len }, NULL);
        strbuf_finish(&text);
    }
}

static int begin(void **state)
{
    struct state *all = fatal_calloc(1, sizeof *all);

    all->seeds = fuzz_seeds_create();
    fuzz_plan_seeds(all->seeds);
    read_words(&all->words);
    *state = all;
    return 0;
}

static int end(void **state)
{
    struct state *all = *state;

    if (!all)
        return 0;
    fuzz_seeds_destroy(all->seeds);
    for (size_t i = 0; i < all->words.count; i++)
        strbuf_finish(&all->words.at[i]);
    free(all);
    return 0;
}

static int write_seeds(const char *folder)
{
    struct fuzz_seeds *seeds = fuzz_seeds_create();
    struct err err = { 0 };
    bool fine = true;
    char path[600];

    fuzz_plan_seeds(seeds);
    for (size_t i = 0; fine && i < fuzz_seed_count(seeds); i++) {
        snprintf(path, sizeof path, "%s/%s-%03zu", folder, fuzz_plan.name, i);
        fine = file_replace(path, fuzz_seed_at(seeds, i), &err);
    }
    if (!fine)
        fprintf(stderr, "%s: %s\n", path, err.text);
    fuzz_seeds_destroy(seeds);
    return !fine;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_seed_is_met),
        cmocka_unit_test(prefixes_are_met),
        cmocka_unit_test(mutations_are_met),
    };

    if (argc == 3 && strcmp(argv[1], "--seeds") == 0)
        return write_seeds(argv[2]);
    return cmocka_run_group_tests_name(fuzz_plan.name, tests, begin, end);
}
