#include "base/own_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "support/test.h"

int folder_enter(void **state)
{
    char dir[] = "/tmp/likely-base-XXXXXX";

    *state = mkdtemp(dir) ? strdup(dir) : NULL;
    return *state ? chdir(*state) : -1;
}

int folder_leave(void **state)
{
    char command[128];

    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    free(*state);
    return chdir("/") || system(command);
}

void folder_assert_content(const char *path, const char *want)
{
    struct strbuf buf = { 0 };

    assert_true(file_read(path, &buf, 0, NULL));
    assert_string_equal(strbuf_text(&buf), want);
    strbuf_finish(&buf);
}

size_t folder_names(void)
{
    size_t count;
    char **list = file_list(".", "", &count, NULL);

    free(list);
    return count - 2; /* "." and ".." */
}
