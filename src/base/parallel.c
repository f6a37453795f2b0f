#include "base/parallel.h"

#include <stdatomic.h>
#include <unistd.h>

#include "base/crew.h"

struct job {
    atomic_size_t next;
    size_t tasks;
    void (*work)(void *context, size_t task);
    void *context;
};

size_t parallel_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n > 0 ? (size_t)n : 1;
}

static void take_tasks(void *context)
{
    struct job *job = context;
    size_t task;

    while ((task = atomic_fetch_add(&job->next, 1)) < job->tasks)
        job->work(job->context, task);
}

void parallel_run(size_t threads, size_t tasks,
                  void (*work)(void *context, size_t task), void *context)
{
    struct job job = { .tasks = tasks, .work = work, .context = context };

    atomic_init(&job.next, 0);
    crew_run(threads < tasks ? threads : tasks, take_tasks, &job);
}
