#include "lab/state.h"

#include <assert.h>
#include <stdlib.h>

#include "base/vec.h"

void lab_listen(struct lab *lab, const struct lab_listener *listener)
{
    *vec_push(lab->listeners, lab->listener_count, lab->listener_cap) =
        *listener;
}

void lab_unlisten(struct lab *lab, const void *context)
{
    size_t kept = 0;

    for (size_t i = 0; i < lab->listener_count; i++)
        if (lab->listeners[i].context != context)
            lab->listeners[kept++] = lab->listeners[i];
    lab->listener_count = kept;
}

bool rows_follow(const struct lab *lab)
{
    return lab->model == LAB_LOGISTIC || lab->redefine;
}

void rows_leave(struct lab *lab, size_t row, size_t count)
{
    assert(lab->left_count == 0);
    if (rows_follow(lab)) {
        row = 0;
        count = lab->row_count;
    }
    lab->left = row;
    lab->left_count = count;
    for (size_t i = 0; count > 0 && i < lab->listener_count; i++) {
        const struct lab_listener *listener = &lab->listeners[i];

        listener->leave(listener->context, lab, row, count);
    }
}

void rows_enter(struct lab *lab)
{
    size_t count = lab->left_count;

    lab->left_count = 0;
    for (size_t i = 0; count > 0 && i < lab->listener_count; i++) {
        const struct lab_listener *listener = &lab->listeners[i];

        listener->enter(listener->context, lab, lab->left, count);
    }
}
