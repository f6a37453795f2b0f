#include "cli/json_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/utf8.h"

json_t *json_text(struct slice s)
{
    json_t *plain = json_stringn(s.at ? s.at : "", s.len);
    struct strbuf safe = { 0 };

    if (plain)
        return plain;
    utf8_gate(&safe, s, false, 0);
    plain = json_string(strbuf_text(&safe));
    strbuf_finish(&safe);
    return plain;
}

static void print_rune(FILE *out, struct slice bytes, unsigned int rune)
{
    if (rune < 0x7F || utf8_rune_width(rune) >= 0)
        fwrite(bytes.at, 1, bytes.len, out);
    else if (rune <= 0xFFFF)
        fprintf(out, "\\u%04X", rune);
    else
        fprintf(out, "\\u%04X\\u%04X", 0xD800 + ((rune - 0x10000) >> 10),
                0xDC00 + ((rune - 0x10000) & 0x3FF));
}

/* Beyond ASCII there are only texts in JSON, so that what must not be sent
 * can be escaped where it stands. */
void json_print(FILE *out, const json_t *value, size_t flags)
{
    char *text = json_dumps(value, flags);
    size_t n, at = 0;

    if (!text)
        fatal("out of memory");
    n = strlen(text);
    while (at < n) {
        unsigned int rune;
        size_t length = utf8_decode(text + at, n - at, &rune);

        print_rune(out, (struct slice){ text + at, length }, rune);
        at += length;
    }
    free(text);
}
