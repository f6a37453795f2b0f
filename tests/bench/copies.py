#!/usr/bin/env python3
"""copies.py - many copies of the program at once, as on a class server.

    copies.py [--copies N] [--rate KEYS] [--seconds S] [--size COLSxROWS]
              [--keys TEXT] [PROGRAM ARGUMENT...]

Starts N copies, each on a terminal and in a home of its own, waits until all
have drawn and are still, types KEYS a second into each at times of its own,
and prints what one copy takes. A key is answered with the first bytes that
come after it. Linux, and Python 3 without further packages.
"""
import argparse
import fcntl
import heapq
import os
import pty
import random
import resource
import select
import shutil
import signal
import struct
import tempfile
import termios
import time

SAMPLE = 200  # processes whose memory is read; reading is slow


def start(command, home, cols, rows):
    """A copy on a terminal of its own: its process and our end of it."""
    pid, fd = pty.fork()
    if pid == 0:
        try:
            size = struct.pack("HHHH", rows, cols, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.mkdir(home)
            os.environ.update(HOME=home, TERM="xterm-256color",
                              LC_ALL="C.UTF-8")
            os.environ.pop("XDG_STATE_HOME", None)
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    os.set_blocking(fd, False)
    return pid, fd


def field(path, name):
    with open(path) as file:
        for line in file:
            if line.startswith(name):
                return int(line.split()[1])
    return 0


def memory(pid):
    path = f"/proc/{pid}/smaps_rollup"
    return [field(path, name) for name in ("Pss:", "Rss:", "Pss_Anon:")]


def cpu_us(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1000


def busy():
    """Share of the machine's time since it started that was not idle."""
    with open("/proc/stat") as file:
        ticks = [int(t) for t in file.readline().split()[1:]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)


def drain(epoll, timeout):
    """The terminals that something came from."""
    came = []
    for fd, _ in epoll.poll(timeout):
        try:
            if os.read(fd, 1 << 16):
                came.append(fd)
                continue
        except BlockingIOError:
            continue
        except OSError:
            pass
        raise SystemExit("copies.py: a copy ended by itself")
    return came


def settle(epoll):
    """Until nothing has come for half a second; when the last came."""
    last = time.monotonic()
    while time.monotonic() - last < 0.5:
        if drain(epoll, 0.1):
            last = time.monotonic()
    return last


def type_keys(epoll, fds, keys, rate, seconds):
    """Milliseconds from each key to its answer, None where none came."""
    begin = time.monotonic()
    queue = [(begin + random.random() / rate, fd) for fd in fds]
    heapq.heapify(queue)
    sent = dict.fromkeys(fds, 0)
    waiting, took = {}, []
    while queue or (waiting and time.monotonic() < begin + seconds + 1):
        while queue and queue[0][0] <= time.monotonic():
            due, fd = heapq.heappop(queue)
            if fd in waiting:
                took.append(None)
            waiting[fd] = time.monotonic()
            os.write(fd, keys[sent[fd] % len(keys)].encode())
            sent[fd] += 1
            if due + 1 / rate < begin + seconds:
                heapq.heappush(queue, (due + 1 / rate, fd))
        wait = queue[0][0] - time.monotonic() if queue else 0.05
        for fd in drain(epoll, max(0.0005, min(wait, 0.05))):
            if fd in waiting:
                took.append((time.monotonic() - waiting.pop(fd)) * 1000)
    return took + [None] * len(waiting)


def mean(values):
    return sum(values) / len(values)


def measure(options, home):
    cols, rows = map(int, options.size.split("x"))
    began = time.monotonic()
    copies = [start(options.command, f"{home}/{i}", cols, rows)
              for i in range(options.copies)]
    pids, fds = [pid for pid, _ in copies], [fd for _, fd in copies]
    epoll = select.epoll()
    for fd in fds:
        epoll.register(fd, select.EPOLLIN)
    print(f"{len(pids)} copies, all drawn after {settle(epoll) - began:.2f} s")

    sample = random.sample(pids, min(len(pids), SAMPLE))
    pss, rss, own = map(mean, zip(*[memory(pid) for pid in sample]))
    print(f"memory of each: PSS {pss:.0f} kB, {own:.0f} of them its own; "
          f"RSS {rss:.0f} kB")

    idle = cpu_us(pids)
    time.sleep(2)
    print(f"idle: {(cpu_us(pids) - idle) / 2 / len(pids):.2f} us of processor "
          "time a second")

    used, (before, then) = cpu_us(pids), busy()
    took = type_keys(epoll, fds, options.keys, options.rate, options.seconds)
    used, (after, now) = cpu_us(pids) - used, busy()
    good = sorted(t for t in took if t is not None)
    if not good:
        raise SystemExit("copies.py: these keys change nothing on the screen")
    print(f"{len(took)} keys, {len(took) - len(good)} without an answer: "
          f"p50 {good[len(good) // 2]:.2f} ms, "
          f"p99 {good[len(good) * 99 // 100]:.2f} ms, max {good[-1]:.2f} ms")
    print(f"{used / len(took):.0f} us of processor time a key; the machine, "
          f"with what else it does, {100 * (after - before) / (now - then):.0f}"
          f" % busy, {os.cpu_count()} processors")
    return pids


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--rate", type=float, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--keys", default="\t")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    options.command = options.command or ["likely", "learn", "1.2"]
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    home = tempfile.mkdtemp(prefix="likely-copies-")
    pids = []
    try:
        pids = measure(options, home)
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGHUP)
        for pid in pids:
            os.waitpid(pid, 0)
        shutil.rmtree(home)


if __name__ == "__main__":
    main()
