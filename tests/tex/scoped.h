/* scoped.h - scopes for tests, from the text of define blocks. */
#ifndef TEST_TEX_SCOPED_H
#define TEST_TEX_SCOPED_H

struct arena;
struct mean;
struct scope;

/* A layer on `below` (NULL: on the empty scope); the test fails, with the
 * place and the reason, when the block is wrong. */
const struct scope *scoped(struct arena *arena, const struct scope *below,
                           const char *block);

/* An expression; the test fails when it does not read. */
const struct mean *scoped_read(struct arena *arena, const struct scope *scope,
                               const char *tex);

/* The block is refused there, and what is said of it holds `says`. */
#define scoped_refuses(below, block, line, column, says)                       \
    scoped_refuses_at((below), (block), (line), (column), (says), __FILE__,    \
                      __LINE__)
void scoped_refuses_at(const struct scope *below, const char *block, int line,
                       int column, const char *says, const char *file, int at);

#endif
