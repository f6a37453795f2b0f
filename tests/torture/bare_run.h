/* bare_run.h - a command of the program without a terminal or a shell: words
 * and environment are the bytes given, what it writes is read to the end.
 *
 * The program's main() in a child of the test: a thousand starts take a second
 * or two.
 */
#ifndef TORTURE_BARE_RUN_H
#define TORTURE_BARE_RUN_H

struct guest;
struct strbuf;

/* Runs likely with the words (NULL-terminated, without the program's own), in
 * the guest's home, with "NAME=VALUE" added to its environment if not NULL and
 * standard input from a file (NULL: empty). Both outputs are appended to out.
 * Returns the wait status. */
int bare_run(const struct guest *guest, const char *const *words,
             const char *variable, const char *input, struct strbuf *out);

#endif
