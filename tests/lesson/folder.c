#include "lesson/folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fatal.h"
#include "support/test.h"

int folder_make(void **state)
{
    struct folder *folder = fatal_calloc(1, sizeof *folder);

    strcpy(folder->path, "/tmp/likely-lesson-XXXXXX");
    if (!mkdtemp(folder->path))
        return -1;
    snprintf(folder->file, sizeof folder->file, "%s/record", folder->path);
    *state = folder;
    return 0;
}

static int drop(const char *path, const struct stat *info, int kind,
                struct FTW *ftw)
{
    (void)info;
    (void)kind;
    (void)ftw;
    return remove(path);
}

int folder_remove(void **state)
{
    struct folder *folder = *state;

    nftw(folder->path, drop, 8, FTW_DEPTH | FTW_PHYS);
    free(folder);
    return 0;
}

char *folder_read(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *text;
    size_t n;

    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    n = (size_t)ftell(file);
    rewind(file);
    text = fatal_malloc(n + 1);
    assert_int_equal(fread(text, 1, n, file), n);
    text[n] = '\0';
    fclose(file);
    if (len)
        *len = n;
    return text;
}

void folder_write(const char *path, const char *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}
