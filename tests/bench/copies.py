#!/usr/bin/env python3
"""copies.py - many copies of the program at once, as on a class server.

    copies.py [--copies N[,N...]] [--rate KEYS] [--seconds S]
              [--size COLSxROWS] [--first KEYS] [--keys KEYS]
              [--beside PROGRAM] [PROGRAM ARGUMENT...]

Starts N copies, each on a terminal and in a home of its own, waits until all
have drawn and are still, types --rate keys a second into each at times of its
own, and ends all of them at once by SIGHUP. A key takes until the last byte
that comes before the next one.

KEYS are names (tab, space, up, down, left, right) or characters, with spaces
between them; --first is typed once into each before anything is measured, and
--keys is what is repeated. PROGRAM of --beside is measured in the same way in
the same run, with j for a key: what the least curses program takes.

The first line of each table is of as many terminals with nothing behind them,
whose echo is the kernel's: what the measuring itself takes. Linux, and Python
3 without further packages.
"""
import argparse
import fcntl
import gc
import heapq
import os
import pty
import random
import resource
import select
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time

SAMPLE = 200  # processes whose memory is read; reading is slow
IDLE = 2  # seconds
NAMES = {"tab": "\t", "space": " ", "up": "\033OA", "down": "\033OB",
         "right": "\033OC", "left": "\033OD"}


class Copy:
    """One terminal, and the program on it if there is one."""

    def __init__(self, pid, fd, other=None):
        self.pid, self.fd, self.other = pid, fd, other
        self.sent = 0
        self.begun = self.heard = None  # of the key that is being answered


def start(command, home, cols, rows):
    size = struct.pack("HHHH", rows, cols, 0, 0)
    if not command:
        fd, other = pty.openpty()
        os.set_blocking(fd, False)
        return Copy(None, fd, other)
    pid, fd = pty.fork()
    if pid == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.mkdir(home)
            os.environ.update(HOME=home, TERM="xterm-256color",
                              LC_ALL="C.UTF-8")
            os.environ.pop("XDG_STATE_HOME", None)
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    os.set_blocking(fd, False)
    return Copy(pid, fd)


def field(path, name):
    with open(path) as file:
        for line in file:
            if line.startswith(name):
                return int(line.split()[1])
    return 0


def memory(pid):
    path = f"/proc/{pid}/smaps_rollup"
    return [field(path, name) for name in ("Pss:", "Rss:", "Pss_Anon:")]


def cpu_us(copies):
    total = 0
    for copy in copies:
        with open(f"/proc/{copy.pid}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1000


def busy():
    """Ticks since the machine started: of work, and all of them."""
    with open("/proc/stat") as file:
        ticks = [int(t) for t in file.readline().split()[1:]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def drain(epoll, by_fd, timeout):
    """Reads what has come: its bytes. All of it was there at one time, which
    is what a key's answer is given."""
    count, events = 0, epoll.poll(timeout)
    now = time.monotonic()
    for fd, _ in events:
        try:
            got = len(os.read(fd, 1 << 16))
        except BlockingIOError:
            continue
        except OSError:
            got = 0
        if got == 0:
            raise SystemExit("copies.py: a copy ended by itself")
        by_fd[fd].heard = now
        count += got
    return count


def settle(epoll, by_fd):
    """Until nothing has come for half a second; when the last came."""
    last = time.monotonic()
    while time.monotonic() - last < 0.5:
        if drain(epoll, by_fd, 0.1):
            last = time.monotonic()
    return last


def answered(copy, took):
    """The key before, once the next one is due."""
    if copy.begun is not None:
        took.append((copy.heard - copy.begun) * 1000
                    if copy.heard is not None else None)


def press(copy, key):
    copy.begun, copy.heard = time.monotonic(), None
    os.write(copy.fd, key.encode())
    copy.sent += 1


def type_keys(epoll, by_fd, keys, rate, seconds):
    """Milliseconds from each key to the end of its answer, None where there
    was none; and the bytes of all answers."""
    begin = time.monotonic()
    queue = [(begin + random.random() / rate, fd) for fd in by_fd]
    heapq.heapify(queue)
    took, count = [], 0
    for copy in by_fd.values():
        copy.sent, copy.begun = 0, None
    while queue:
        now = time.monotonic()
        while queue and queue[0][0] <= now:
            due, fd = heapq.heappop(queue)
            copy = by_fd[fd]
            answered(copy, took)
            press(copy, keys[copy.sent % len(keys)])
            if due + 1 / rate < begin + seconds:
                heapq.heappush(queue, (due + 1 / rate, fd))
        wait = queue[0][0] - time.monotonic() if queue else 0
        count += drain(epoll, by_fd, max(0, wait))
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        count += drain(epoll, by_fd, 0.1)
    for copy in by_fd.values():
        answered(copy, took)
    return took, count


def mean(values):
    return sum(values) / len(values)


def load(epoll, by_fd, keys, options):
    """The figures of typing."""
    programs = [copy for copy in by_fd.values() if copy.pid]
    used, (before, then) = cpu_us(programs), busy()
    own = time.process_time()
    took, count = type_keys(epoll, by_fd, keys, options.rate, options.seconds)
    own = (time.process_time() - own) * 1e6
    used, (after, now) = cpu_us(programs) - used, busy()
    good = sorted(t for t in took if t is not None)
    if not good:
        raise SystemExit("copies.py: these keys change nothing on the screen")
    return {"p50": good[len(good) // 2], "p99": good[len(good) * 99 // 100],
            "max": good[-1], "bytes": count / len(took),
            "CPU": used / len(took), "measuring": own / len(took),
            "silent": len(took) - len(good),
            "busy": 100 * (after - before) / max(1, now - then)}


def rest(epoll, by_fd):
    """The figures of a sleep: microseconds a second of each, and bytes."""
    programs = [copy for copy in by_fd.values() if copy.pid]
    before = cpu_us(programs)
    time.sleep(IDLE)
    used = (cpu_us(programs) - before) / IDLE / max(1, len(programs))
    return {"idle": used, "idle bytes": drain(epoll, by_fd, 0)}


def hang_up(copies):
    """Seconds until all have ended, and how many did so by the signal."""
    begin, well = time.monotonic(), 0
    programs = [copy for copy in copies if copy.pid]
    for copy in programs:
        os.kill(copy.pid, signal.SIGHUP)
    for copy in programs:
        status = os.waitpid(copy.pid, 0)[1]
        well += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGHUP
    return {"end": time.monotonic() - begin, "by HUP": well}


def measure(command, count, first, keys, options):
    """All figures of so many copies of a command; an empty one: none."""
    home = tempfile.mkdtemp(prefix="likely-copies-")
    cols, rows = map(int, options.size.split("x"))
    copies = []
    try:
        began = time.monotonic()
        for i in range(count):
            copies.append(start(command, f"{home}/{i}", cols, rows))
        by_fd = {copy.fd: copy for copy in copies}
        epoll = select.epoll()
        for fd in by_fd:
            epoll.register(fd, select.EPOLLIN)
        found = {"copies": count, "up": settle(epoll, by_fd) - began}
        for key in first:
            for copy in copies:
                press(copy, key)
            settle(epoll, by_fd)
        if command:
            sample = random.sample(copies, min(count, SAMPLE))
            names = ("PSS", "RSS", "own")
            values = map(mean, zip(*[memory(copy.pid) for copy in sample]))
            found.update(zip(names, values))
        found.update(rest(epoll, by_fd))
        found.update(load(epoll, by_fd, keys, options))
        found.update(hang_up(copies))
        copies_left, copies = copies, []
        for copy in copies_left:
            os.close(copy.fd)
            if copy.other is not None:
                os.close(copy.other)
        return found
    finally:
        for copy in copies:
            if copy.pid:
                os.kill(copy.pid, signal.SIGKILL)
        for copy in copies:
            if copy.pid:
                os.waitpid(copy.pid, 0)
        shutil.rmtree(home)


COLUMNS = (("up", "up s", "{:.2f}"), ("PSS", "PSS kB", "{:.0f}"),
           ("own", "own kB", "{:.0f}"), ("idle", "idle us/s", "{:.1f}"),
           ("idle bytes", "bytes", "{:.0f}"), ("p50", "p50 ms", "{:.2f}"),
           ("p99", "p99 ms", "{:.2f}"), ("max", "max ms", "{:.1f}"),
           ("bytes", "bytes/key", "{:.0f}"), ("CPU", "CPU us/key", "{:.0f}"),
           ("silent", "silent", "{:.0f}"), ("busy", "busy %", "{:.0f}"),
           ("end", "end s", "{:.2f}"))


def row(name, cells):
    print(f"{name:14}" + "".join(
        f"{cell:>{max(7, len(head) + 1)}}"
        for (_, head, _), cell in zip(COLUMNS, cells)))
    sys.stdout.flush()


def tell(name, found):
    row(name, [form.format(found[key]) if key in found else "-"
               for key, _, form in COLUMNS])


def tell_ratio(found, floor):
    row("ratio", [f"{found[key] / floor[key]:.2f}"
                  if key in found and floor.get(key) else "-"
                  for key, _, _ in COLUMNS])


def compare(count, options):
    row(f"{count} copies", [head for _, head, _ in COLUMNS])
    bare = measure([], count, [], ["j"], options)
    del bare["CPU"], bare["idle"], bare["end"]
    tell("kernel's echo", bare)
    floor = None
    if options.beside:
        floor = measure([options.beside], count, [], ["j"], options)
        tell(os.path.basename(options.beside), floor)
    found = measure(options.command, count, options.first, options.keys,
                    options)
    tell(os.path.basename(options.command[0]), found)
    if floor:
        tell_ratio(found, floor)
    if found["by HUP"] < count:
        print(f"{count - found['by HUP']} did not end by SIGHUP")


def keys_of(words):
    return [NAMES.get(word, word) for word in words.split()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", default="200")
    parser.add_argument("--rate", type=float, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--first", type=keys_of, default=[])
    parser.add_argument("--keys", type=keys_of, default=keys_of("down up"))
    parser.add_argument("--beside")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = options.command or ["likely", "learn", "1.2"]
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # A collection in the middle would be measured as an answer.
    gc.disable()
    for count in map(int, options.copies.split(",")):
        compare(count, options)


if __name__ == "__main__":
    main()
