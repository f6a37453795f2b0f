#include "base/userdir.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/strbuf.h"

static bool absolute(const char *path)
{
    return path && path[0] == '/';
}

bool userdir_state(struct strbuf *out)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");

    if (absolute(state)) {
        strbuf_printf(out, "%s/likely", state);
        return true;
    }
    if (!absolute(home)) {
        const struct passwd *entry = getpwuid(getuid());

        home = entry ? entry->pw_dir : NULL;
    }
    if (!absolute(home))
        return false;
    strbuf_printf(out, "%s/.local/state/likely", home);
    return true;
}

bool userdir_runtime(struct strbuf *out)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");

    if (!absolute(runtime))
        return userdir_state(out);
    strbuf_printf(out, "%s/likely", runtime);
    return true;
}
