#include "cli/json_text.h"

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
