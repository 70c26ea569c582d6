"""Runs a translation of the rules over a file of cases in two processes, half of the file each, text to text."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Callable, Iterable

Answer = Callable[[Iterable[bytes]], Iterable[str]]


def _cut(file: str) -> list[tuple[int, int]]:
    size = os.path.getsize(file)
    with open(file, "rb") as lines:
        lines.seek(size // 2)
        lines.readline()
        middle = lines.tell()
    return [(0, middle), (middle, size)]


def _work(make_answer: Callable[[], Answer], file: str, start: int, end: int, out: str):
    answer = make_answer()
    with open(file, "rb", buffering=1 << 20) as source, open(out, "w", buffering=1 << 20) as target:
        source.seek(start)

        def lines():
            left = end - start
            for line in source:
                if left <= 0:
                    return
                left -= len(line)
                yield line

        target.writelines(answer(lines()))


def run(make_answer: Callable[[], Answer], file: str, out: str):
    """Answers every line; the two halves stand one after the other in the output."""
    context = multiprocessing.get_context("fork")
    parts = [f"{out}.{number}" for number in range(2)]
    workers = [
        context.Process(target=_work, args=(make_answer, file, start, end, part))
        for (start, end), part in zip(_cut(file), parts)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise SystemExit("a process failed")
    with open(out, "wb") as whole:
        for part in parts:
            with open(part, "rb") as half:
                os.sendfile(whole.fileno(), half.fileno(), 0, os.path.getsize(part))
            Path(part).unlink()
