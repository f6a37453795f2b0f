/* folder.h - a folder for one test, gone afterwards.
 */
#ifndef TESTS_LESSON_FOLDER_H
#define TESTS_LESSON_FOLDER_H

#include <stddef.h>

struct folder {
    char path[64];
    char file[96]; /* "record" in it; not made */
};

/* Setup and teardown of cmocka; *state is the struct folder. */
int folder_make(void **state);
int folder_remove(void **state);

/* The whole of a file as text that the caller frees; *len may be NULL. */
char *folder_read(const char *path, size_t *len);

/* Replaces a file's content, plainly. */
void folder_write(const char *path, const char *bytes, size_t n);

#endif
