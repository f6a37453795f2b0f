#include "draw/style.h"

#include <assert.h>

const char *style_role_name(enum role role)
{
    static const char *const names[ROLE_COUNT] = {
        [ROLE_TEXT] = "text",         [ROLE_DIM] = "dim",
        [ROLE_FAINT] = "faint",       [ROLE_TITLE] = "title",
        [ROLE_ACCENT] = "accent",     [ROLE_STRONG] = "strong",
        [ROLE_TRUTH] = "truth",       [ROLE_BAR] = "bar",
        [ROLE_BAR_REST] = "bar-rest", [ROLE_GOOD] = "good",
        [ROLE_BAD] = "bad",           [ROLE_WARN] = "warn",
        [ROLE_CODE] = "code",         [ROLE_LINK] = "link",
        [ROLE_MATH] = "math",         [ROLE_FOCUS] = "focus",
        [ROLE_KEY] = "key",           [ROLE_INPUT] = "input",
    };

    assert((unsigned)role < ROLE_COUNT);
    return names[role];
}
