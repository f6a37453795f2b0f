#include "cli/foreign.h"

#include <stdio.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static void print(const char *text, size_t most, int cells)
{
    struct strbuf safe = { 0 };

    utf8_gate(&safe, slice_of(text), false, most);
    cells -= utf8_width(slice_of(strbuf_text(&safe)));
    printf("%s%*s", strbuf_text(&safe), cells > 0 ? cells : 0, "");
    strbuf_finish(&safe);
}

void foreign_print(const char *text, size_t most)
{
    print(text, most, 0);
}

void foreign_cell(const char *text, int cells)
{
    print(text, 0, cells);
}
