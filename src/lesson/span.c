#include "lesson/span.h"

#include "base/strbuf.h"

void spans_text(struct spans spans, struct strbuf *out)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (spans.at[i].kind == SPAN_BREAK)
            strbuf_putc(out, ' ');
        else
            strbuf_slice(out, spans.at[i].text);
    }
}
