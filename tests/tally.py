#!/usr/bin/env python3
"""tally.py BUILD... - count the test cases that really ran.

Reads the log that `meson test` leaves in each build and counts what cmocka
says: a case that began and was not reported well has failed, whatever became
of its program. A program that ends badly although its cases passed (a leak, a
crash at exit, a time-out), and one that ran no case at all, is a failure of
its own; so is a build without a log. The last line is "N passed, N failed".
"""
import json
import pathlib
import sys

RUN, WELL, SKIP = "[ RUN      ] ", "[       OK ] ", "[  SKIPPED ] "


def cases(text):
    """(passed, names of failed, skipped) of one program's output."""
    passed, skipped, failed, current = 0, 0, [], None
    for line in text.splitlines():
        if line.startswith(RUN):
            if current:
                failed.append(current)
            current = line[len(RUN):]
        elif current and line == WELL + current:
            passed, current = passed + 1, None
        elif current and line == SKIP + current:
            skipped, current = skipped + 1, None
        elif current and line.startswith("[  FAILED  ]"):
            failed.append(current)
            current = None
    if current:
        failed.append(current)
    return passed, failed, skipped


def program(test):
    """(passed, complaints) of one program."""
    passed, failed, skipped = cases(test.get("stdout") or "")
    complaints = [f"failed: {name}" for name in failed]
    if test["result"] not in ("OK", "SKIP") and not failed:
        complaints.append(f"ended badly: {test['result']}"
                          f" (status {test.get('returncode')})")
    if passed == 0 and not complaints:
        complaints.append(f"ran no case ({skipped} skipped)")
    if complaints:
        print(f"--- {test['name']}")
        print((test.get("stdout") or "") + (test.get("stderr") or ""))
    return passed, complaints


def main(builds):
    passed, complaints = 0, []
    for build in builds:
        log = pathlib.Path(build) / "meson-logs" / "testlog.json"
        tests = []
        if log.exists():
            tests = [json.loads(line) for line in log.open(encoding="utf-8")]
        if not tests:
            complaints.append(f"{build}: no test ran")
        for test in tests:
            well, badly = program(test)
            passed += well
            complaints += [f"{test['name']}: {what}" for what in badly]
    for line in complaints:
        print(line)
    print(f"{passed} passed, {len(complaints)} failed")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
