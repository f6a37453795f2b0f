#include "fuzz/fuzzing.h"

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/vec.h"

struct fuzz_seeds {
    struct strbuf *at;
    size_t count, cap;
};

struct fuzz_seeds *fuzz_seeds_create(void)
{
    return fatal_calloc(1, sizeof(struct fuzz_seeds));
}

void fuzz_seeds_destroy(struct fuzz_seeds *seeds)
{
    for (size_t i = 0; i < seeds->count; i++)
        strbuf_finish(&seeds->at[i]);
    free(seeds->at);
    free(seeds);
}

void fuzz_seed(struct fuzz_seeds *seeds, struct slice text)
{
    struct strbuf *seed = vec_push(seeds->at, seeds->count, seeds->cap);

    *seed = (struct strbuf){ 0 };
    strbuf_slice(seed, text);
}

void fuzz_seed_files(struct fuzz_seeds *seeds, const char *folder,
                     const char *suffix, const char *head)
{
    struct err err = { 0 };
    char path[600];
    size_t count;
    char **names;

    snprintf(path, sizeof path, "%s/%s", getenv("LIKELY_TESTS"), folder);
    names = file_list(path, suffix, &count, &err);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        struct strbuf text = { 0 };

        snprintf(path, sizeof path, "%s/%s/%s", getenv("LIKELY_TESTS"), folder,
                 names[i]);
        strbuf_puts(&text, head);
        if (!file_read(path, &text, 0, &err))
            fail_msg("%s: %s", path, err.text);
        fuzz_seed(seeds, (struct slice){ text.at, text.len });
        strbuf_finish(&text);
    }
    free(names);
}

void fuzz_seed_cases(struct fuzz_seeds *seeds, const char *file)
{
    struct strbuf text = { 0 };
    struct err err = { 0 };
    struct slice rest, line;
    const char *from = NULL;
    char path[600];

    snprintf(path, sizeof path, "%s/%s", getenv("LIKELY_TESTS"), file);
    if (!file_read(path, &text, 0, &err))
        fail_msg("%s: %s", path, err.text);
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &line)) {
        if (from && slice_starts(line, ">>>>")) {
            fuzz_seed(seeds, (struct slice){ from, (size_t)(line.at - from) });
            from = NULL;
        }
        if (slice_starts(line, "==== "))
            from = rest.at;
    }
    strbuf_finish(&text);
    assert_true(seeds->count > 0);
}

size_t fuzz_seed_count(const struct fuzz_seeds *seeds)
{
    return seeds->count;
}

struct slice fuzz_seed_at(const struct fuzz_seeds *seeds, size_t i)
{
    return (struct slice){ strbuf_text(&seeds->at[i]), seeds->at[i].len };
}

/* FNV-1a. */
uint64_t fuzz_hash(const uint8_t *data, size_t size)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ data[i]) * 1099511628211u;
    return hash ^ hash >> 29;
}
