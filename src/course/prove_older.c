/* prove_older.c - what a lesson defines again, and what it uses still means
 * the older one.
 *
 * A definition's body means what its letters meant where it was written. A
 * lesson with another \hat{y} that goes on using the P and L of the common
 * notation speaks of two predictions at once, which is seldom meant and never
 * seen on the page.
 */
#include "course/prove_part.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "base/vec.h"
#include "lesson/lesson.h"
#include "tex/scope.h"

enum { USED_MAX = 128, CHILDREN_MAX = 64, OLDER_MAX = 32 };

/* Something defined again, and the first that means the older one. */
struct older {
    const struct scope_definition *again;
    const struct scope_definition *users[OLDER_MAX];
    size_t count;
};

struct look {
    const struct scope *here; /* of the equation */
    const struct scope_definition *used[USED_MAX];
    size_t used_count;
    struct older *olders; /* of the whole lesson */
    size_t older_count, older_cap;
};

static bool is_among(const struct scope_definition *const *list, size_t count,
                     const struct scope_definition *one)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == one)
            return true;
    return false;
}

static void add(struct look *look, const struct scope_definition *again,
                const struct scope_definition *user)
{
    struct older *older = NULL;

    for (size_t i = 0; i < look->older_count; i++)
        if (look->olders[i].again == again)
            older = &look->olders[i];
    if (!older) {
        older = vec_push(look->olders, look->older_count, look->older_cap);
        *older = (struct older){ .again = again };
    }
    if (older->count < OLDER_MAX && !is_among(older->users, older->count, user))
        older->users[older->count++] = user;
}

static bool is_use(const struct mean *node)
{
    return node->kind == MEAN_CALL ||
           (node->kind == MEAN_NAME &&
            (node->sort == NAME_DEFINED || node->sort == NAME_FUNCTION));
}

/* user: the definition that the node stands in; NULL: the equation. */
static void walk(struct look *look, const struct mean *node,
                 const struct scope *scope, const struct scope_definition *user)
{
    struct mean *children[CHILDREN_MAX];
    size_t count = mean_children(node, children, CHILDREN_MAX);
    const struct scope_definition *means =
        is_use(node) ? scope_match(scope, node) : NULL;

    if (means && user) {
        const struct scope_definition *now = scope_match(look->here, node);

        if (now && now != means && now->scope != means->scope)
            add(look, now, user);
    }
    if (means && look->used_count < USED_MAX &&
        !is_among(look->used, look->used_count, means)) {
        look->used[look->used_count++] = means;
        walk(look, means->body, means->scope, means);
    }
    for (size_t i = 0; i < count && i < CHILDREN_MAX; i++)
        walk(look, children[i], scope, user);
}

static void look_at(struct look *look, const struct equation *equation)
{
    const struct mean_formula *formula = equation->formula;

    look->here = equation->scope;
    look->used_count = 0;
    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *one = &formula->statements[i];

        for (size_t k = 0; !one->fault && k < one->side_count; k++)
            if (one->sides[k])
                walk(look, one->sides[k], look->here, NULL);
    }
}

static void tell(struct prover *p, const struct older *older)
{
    const struct scope_definition *again = older->again;
    struct strbuf users = { 0 };

    for (size_t i = 0; i < older->count; i++) {
        strbuf_puts(&users, i == 0                 ? ""
                            : i + 1 < older->count ? ", "
                                                   : " and ");
        strbuf_slice(&users, older->users[i]->name->name);
    }
    prove_warning(
        p, again->line, again->column,
        "%.*s is defined again here, and %s, used below, still mean%s "
        "the older one; define %s again, too",
        SLICE_ARG(again->name->name), strbuf_text(&users),
        older->count == 1 ? "s" : "", older->count == 1 ? "it" : "them");
    strbuf_finish(&users);
}

void prove_older(struct prover *p)
{
    struct look look = { 0 };

    for (size_t i = 0; i < equations_count(p->equations); i++)
        look_at(&look, equations_get(p->equations, i));
    for (size_t i = 0; i < look.older_count; i++)
        tell(p, &look.olders[i]);
    free(look.olders);
}
