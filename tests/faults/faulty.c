/* faulty.c - see faulty.h. Nothing here may call what it stands in for, nor
 * the C library's streams. */
#undef _FILE_OFFSET_BITS
#include "faulty_plan.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOG_FD = 900, SAID = 400, CHILD_S = 120, CHILD_FDS = 64, EARLY = 16384 };

static const char *const names[FAULTY_CALLS] = FAULTY_NAMES;

static struct {
    bool counting, inside, on, fork, child, cut, kill, tear, log, trace;
    bool heap;
    bool files; /* alone count */
    enum faulty_call call;
    long at; /* the call that fails; fork: the step */
    long from;
    int error;
    long count[FAULTY_CALLS];
    long died, carried;
    long used, most; /* bytes in use since main() began */
} state;

/* What dlsym() asks for before there is anything to ask. */
static struct {
    char bytes[EARLY];
    size_t used;
} early;

void *faulty_real(const char *name)
{
    bool inside = state.inside;
    void *found;

    state.inside = true;
    found = dlsym(RTLD_NEXT, name);
    state.inside = inside;
    return found;
}

__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...)
{
    char line[SAID + 512];
    va_list args;
    int n;

    if (!state.log)
        return;
    va_start(args, format);
    n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n > (int)sizeof line - 1)
        n = (int)sizeof line - 1;
    syscall(SYS_write, LOG_FD, line, (size_t)n);
}

static void begin(void)
{
    const char *log = getenv("FAULTS_LOG"), *what = getenv("FAULTS");
    char name[16] = "", how[16] = "", on[4] = "";

    if (log) {
        int fd =
            (int)syscall(SYS_open, log, O_WRONLY | O_CREAT | O_APPEND, 0600);

        state.log = dup3(fd, LOG_FD, O_CLOEXEC) == LOG_FD;
        syscall(SYS_close, fd);
    }
    if (what &&
        sscanf(what, "fork:%ld:%ld:%3s", &state.at, &state.from, on) >= 2) {
        state.fork = true;
    } else if (what && sscanf(what, "%15[a-z]:%ld:%15[a-z0-9]:%3s", name,
                              &state.at, how, on) >= 3) {
        for (int c = 0; c < FAULTY_CALLS; c++)
            if (strcmp(name, names[c]) == 0)
                state.call = (enum faulty_call)c;
        state.heap = strcmp(name, "heap") == 0;
        state.cut = strcmp(how, "short") == 0;
        state.kill = strcmp(how, "kill") == 0;
        state.tear = strcmp(how, "torn") == 0;
        state.error = atoi(how);
    }
    state.on = on[0] != '\0';
    state.files = getenv("FAULTS_FILES") != NULL;
    state.trace = getenv("FAULTS_TRACE") != NULL;
    if (state.trace) {
        void *frames[2];

        backtrace(frames, 2);
    }
}

static long open_descriptors(void)
{
    long n = 0;

    for (int fd = 3; fd < LOG_FD; fd++)
        n += fcntl(fd, F_GETFD) >= 0;
    return n;
}

__attribute__((destructor)) static void end(void)
{
    if (!state.counting)
        return;
    state.counting = false;
    for (int c = 0; c < FAULTY_CALLS; c++)
        tell("count %s %ld\n", names[c], state.count[c]);
    tell("left %ld\n", open_descriptors());
    tell("most %ld\n", state.most);
    if (state.fork)
        tell("children %ld %ld\n", state.died, state.carried);
}

static int (*program)(int, char **, char **);

static int counted(int argc, char **argv, char **env)
{
    state.inside = true;
    begin();
    state.inside = false;
    state.counting = true;
    return program(argc, argv, env);
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void),
                      void (*over)(void), void *stack);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
                      int (*init)(int, char **, char **), void (*fini)(void),
                      void (*over)(void), void *stack)
{
    program = main;
    return REAL(__libc_start_main)(counted, argc, argv, init, fini, over,
                                   stack);
}

/* Who asked, for whoever looks into a finding. */
static void trace(void)
{
    void *frames[24];

    if (state.trace && state.log)
        backtrace_symbols_fd(frames, backtrace(frames, 24), LOG_FD);
}

/* Files of the child alone: what it says, and what it prints behind what was
 * printed already. */
static void own_files(int said, int printed)
{
    long n, from = syscall(SYS_open, "/proc/self/fd/1", O_RDONLY, 0);
    char bytes[4096];

    while ((n = syscall(SYS_read, (int)from, bytes, sizeof bytes)) > 0)
        syscall(SYS_write, printed, bytes, (size_t)n);
    syscall(SYS_close, (int)from);
    dup2(said, STDERR_FILENO);
    dup2(printed, STDOUT_FILENO);
}

/* A file that is open has its place in common with the parent. */
static void own_places(void)
{
    for (int fd = 0; fd < CHILD_FDS; fd++) {
        off_t at = lseek(fd, 0, SEEK_CUR);
        char name[32];
        long own;

        if (at < 0 || fd == STDOUT_FILENO || fd == STDERR_FILENO)
            continue;
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        own = syscall(SYS_open, name, fcntl(fd, F_GETFL) & ~O_CREAT, 0);
        if (own < 0)
            continue;
        dup3((int)own, fd, O_CLOEXEC);
        syscall(SYS_close, (int)own);
        lseek(fd, at, SEEK_SET);
    }
}

static void judge(long n, int status, int said, int printed)
{
    static const char wanted[] = "likely: out of memory";
    char text[SAID] = "";
    struct stat info = { 0 };
    long len = syscall(SYS_pread64, said, text, sizeof text - 1, (off_t)0);

    text[len > 0 ? len : 0] = '\0';
    if (WIFEXITED(status) && WEXITSTATUS(status) == 1 &&
        strncmp(text, wanted, sizeof wanted - 1) == 0) {
        state.died++;
        return;
    }
    syscall(SYS_fstat, printed, &info);
    if (WIFEXITED(status)) {
        void *bytes = info.st_size > 0
                          ? mmap(NULL, (size_t)info.st_size, PROT_READ,
                                 MAP_PRIVATE, printed, 0)
                          : NULL;

        state.carried++;
        tell("carried %016llx %d %ld %s\n",
             (unsigned long long)faulty_hash(bytes, (size_t)info.st_size),
             WEXITSTATUS(status), n, text);
        if (bytes)
            munmap(bytes, (size_t)info.st_size);
    } else {
        tell("bad %ld %x %s\n", n, (unsigned)status, text);
    }
    trace();
}

/* Forks; in the child the call that is being made fails. What a child that
 * goes on writes to files is let go, for the parent may read them later. */
static bool fail_in_child(long n)
{
    int said = memfd_create("said", 0), printed = memfd_create("printed", 0);
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        own_files(said, printed);
        own_places();
        syscall(SYS_close, said);
        syscall(SYS_close, printed);
        state.fork = false;
        state.child = true;
        state.log = false;
        state.call = FAULTY_MALLOC;
        state.error = ENOMEM;
        state.at = n;
        alarm(CHILD_S);
        return true;
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    judge(n, status, said, printed);
    syscall(SYS_close, said);
    syscall(SYS_close, printed);
    return false;
}

/* Counts a call; whether it is to fail. */
static bool fails(enum faulty_call call)
{
    bool yes;
    long n;

    if (!state.counting || state.inside)
        return false;
    n = ++state.count[call];
    if (state.fork) {
        int error = errno;

        if (call != FAULTY_MALLOC || n % state.at != state.from)
            return false;
        state.inside = true;
        yes = fail_in_child(n);
        state.inside = false;
        errno = error;
    } else {
        yes = call == state.call && state.at > 0 && !state.heap &&
              (n == state.at || (state.on && n > state.at));
        if (yes && state.trace)
            trace();
    }
    if (yes && !state.cut)
        errno = state.fork ? ENOMEM : state.error;
    return yes;
}

/* Logs a call and counts it. */
bool faulty_path_fails(enum faulty_call call, const char *what)
{
    bool yes = fails(call);
    int error = errno;

    if (state.counting && !state.inside && strstr(what, "terminfo"))
        tell("terminfo behind %ld\n", state.count[FAULTY_MALLOC]);
    if (state.counting && !state.inside)
        tell("%s %ld %s%s\n", names[call], state.count[call], what,
             yes ? " FAILS" : "");
    if (yes && state.kill)
        faulty_kill();
    errno = error;
    return yes;
}

static bool is_file(const char *what)
{
    return what[0] == '/' && strncmp(what, "/dev/", 5) != 0 &&
           strncmp(what, "/memfd:", 7) != 0;
}

bool faulty_fd_fails(enum faulty_call call, int fd)
{
    char what[600], link[32];
    ssize_t n;

    if (!state.counting || state.inside)
        return false;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, what, sizeof what - 1);
    what[n > 0 ? n : 0] = '\0';
    if (!state.files || is_file(what))
        return faulty_path_fails(call, what);
    tell("%s 0 %s\n", names[call], what);
    return false;
}

bool faulty_cuts(void)
{
    return state.cut;
}

bool faulty_tears(void)
{
    return state.tear;
}

void faulty_kill(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
}

bool faulty_in_child(void)
{
    return state.child;
}

/* ---- memory ---- */

static bool is_early(const void *p)
{
    return (const char *)p >= early.bytes &&
           (const char *)p < early.bytes + EARLY;
}

static void *early_bytes(size_t n)
{
    void *p = early.bytes + early.used;

    n = (n + 31) / 16 * 16;
    if (early.used + n > EARLY)
        abort();
    early.used += n;
    return p;
}

/* Whether so much more is not there. */
static bool too_much(size_t n)
{
    if (!state.heap || !state.counting || state.inside ||
        state.used + (long)n <= state.at)
        return false;
    trace();
    errno = ENOMEM;
    return true;
}

/* Counts what is in use. */
static void *used(void *p)
{
    if (p && state.counting) {
        state.used += (long)malloc_usable_size(p);
        if (state.used > state.most)
            state.most = state.used;
    }
    return p;
}

static void unused(void *p)
{
    if (p && state.counting)
        state.used -= (long)malloc_usable_size(p);
}

void *malloc(size_t n)
{
    static void *(*next)(size_t);
    static bool asking;

    if (!next) {
        if (asking)
            return early_bytes(n);
        asking = true;
        next = REAL(malloc);
    }
    return fails(FAULTY_MALLOC) || too_much(n) ? NULL : used(next(n));
}

void *calloc(size_t count, size_t size)
{
    static void *(*next)(size_t, size_t);
    static bool asking;

    if (!next) {
        if (asking)
            return early_bytes(count * size);
        asking = true;
        next = REAL(calloc);
    }
    return fails(FAULTY_MALLOC) || too_much(count * size)
               ? NULL
               : used(next(count, size));
}

void *realloc(void *old, size_t n)
{
    static void *(*next)(void *, size_t);

    if (!next)
        next = REAL(realloc);
    if (is_early(old))
        abort();
    if (fails(FAULTY_MALLOC) || too_much(n))
        return NULL;
    unused(old);
    return used(next(old, n));
}

void free(void *p)
{
    static void (*next)(void *);
    static bool asking;

    if (!p || is_early(p))
        return;
    if (!next) {
        if (asking)
            return;
        asking = true;
        next = REAL(free);
    }
    unused(p);
    next(p);
}

/* Its lock knows its thread by a number that is another in a child. */
char *setlocale(int category, const char *locale)
{
    bool inside = state.inside;
    char *found;

    state.inside |= state.fork;
    found = REAL(setlocale)(category, locale);
    state.inside = inside;
    return found;
}

/* The seeds of questions come from the record's times: a run has one. */
time_t time(time_t *out)
{
    if (out)
        *out = FAULTY_TIME;
    return FAULTY_TIME;
}
