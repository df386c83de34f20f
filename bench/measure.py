"""Running one program and saying what it took; what the machine is.

Nothing large is imported here: a child's peak memory counts what its parent held at the moment of
starting it, so the process that measures stays small.
"""

import os
import platform
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LIMIT_SECONDS = 1200
"""A program that takes longer than this is ended and counts as failed."""


@dataclass
class Outcome:
    """What one run of a program took and said."""

    seconds: float
    peak_mebibytes: float
    """Largest resident memory of the program or of any one process it started and waited for."""
    exit_code: int
    output: str
    errors: str

    def complaint(self) -> str:
        """The last thing a failed program said, on one line."""
        text = (self.errors.strip() or self.output.strip() or "no message").splitlines()[-1]
        return f"exit code {self.exit_code}: {text[:200]}"


def processors() -> list[int]:
    """The two processors everything runs on: the first two this process may use."""
    return sorted(os.sched_getaffinity(0))[:2]


def pinned(command: list[str], on: list[int] | None = None) -> list[str]:
    """The same command, held to the given processors (both of ours when none are given)."""
    return ["taskset", "-c", ",".join(map(str, on or processors())), *command]


def run(command: list[str], environment: dict[str, str] | None = None) -> Outcome:
    """Runs a program to its end on our two processors; wall time includes its start."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        child = subprocess.Popen(
            pinned(command), stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            env={**os.environ, **(environment or {})},
        )
        guard = threading.Timer(LIMIT_SECONDS, child.kill)
        guard.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        guard.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (output, errors):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    return Outcome(seconds, usage.ru_maxrss / 1024, child.returncode, *texts)


def read_if_there(file: Path) -> str:
    """A file's text; nothing when its thread or process ended while we looked."""
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def resident_mebibytes(process: int) -> float:
    """Resident memory of a running process and all its descendants, now."""
    total, waiting = 0.0, [process]
    while waiting:
        current = waiting.pop()
        for line in read_if_there(Path(f"/proc/{current}/status")).splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1]) / 1024
        for children in Path(f"/proc/{current}/task").glob("*/children"):
            waiting += map(int, read_if_there(children).split())
    return total


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def flush_milliseconds(folder: Path) -> float:
    """Median time to make an appended 4 KiB block durable: the floor of every durable write here."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as stream:
        for _ in range(25):
            os.write(stream.fileno(), bytes(4096))
            started = time.perf_counter()
            os.fdatasync(stream.fileno())
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def read_seconds(file: Path) -> float:
    """Time to read a file once from first to last byte: the floor of every import."""
    started = time.perf_counter()
    with file.open("rb", buffering=0) as stream:
        while stream.read(1 << 20):
            pass
    return time.perf_counter() - started


def processor_times() -> tuple[int, int]:
    """All processor time since the machine's start, and what other machines on its host took of it."""
    numbers = list(map(int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9]))
    return sum(numbers), numbers[7]


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    model = next(
        (line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.lower().startswith("model name")), platform.machine(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024 / 1024
    return {
        "processor": model,
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.1f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "load": f"{os.getloadavg()[0]:.2f}",
    }
