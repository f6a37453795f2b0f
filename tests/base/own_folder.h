/* own_folder.h - an empty folder for each test, which stands in it. */
#ifndef TEST_BASE_OWN_FOLDER_H
#define TEST_BASE_OWN_FOLDER_H

#include <stddef.h>

/* Set-up and tear-down of a test: *state is the folder's path. */
int folder_enter(void **state);
int folder_leave(void **state);

/* Fails unless the file has this text. */
void folder_assert_content(const char *path, const char *want);

/* How many names the folder holds, whatever they are. */
size_t folder_names(void);

#endif
