/* golden.h - text that is to come out as it once was looked at.
 *
 * tests/data/draw/NAME holds it; with UPDATE=1 in the environment it is
 * written instead of compared.
 */
#ifndef GOLDEN_H
#define GOLDEN_H

#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"

static inline void assert_golden(const char *name, const struct strbuf *text)
{
    struct strbuf wanted = { 0 };
    struct err err = { .line = 0 };
    const char *update = getenv("UPDATE");
    char path[512];

    snprintf(path, sizeof path, "%s/data/draw/%s", getenv("LIKELY_TESTS"),
             name);
    if (update && update[0] == '1') {
        assert_true(
            file_replace(path, (struct slice){ text->at, text->len }, &err));
        return;
    }
    if (!file_read(path, &wanted, 0, &err))
        fail_msg("%s: %s (UPDATE=1 writes it)", path, err.text);
    if (strcmp(strbuf_text(&wanted), strbuf_text(text)) != 0)
        print_error("%s was\n%s\nand is now\n%s\n", name, strbuf_text(&wanted),
                    strbuf_text(text));
    assert_string_equal(strbuf_text(&wanted), strbuf_text(text));
    strbuf_finish(&wanted);
}

#endif
