#include "ui/charset.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool named(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value;
}

static bool is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool charset_lacks_braille(void)
{
    const char *term = getenv("TERM");

    return term && strcmp(term, "linux") == 0;
}

bool charset_start(void)
{
    setlocale(LC_CTYPE, "");
    if (is_utf8())
        return true;
    if (named("LC_ALL") || named("LC_CTYPE") || named("LANG"))
        return false;
    return setlocale(LC_CTYPE, "C.UTF-8") && is_utf8();
}
