"""Does the works whose names come in on stdin, one a line, and answers each with a JSON line, as src/works/serve-works.ts."""
import gc
import json
import sys
import time


def serve(works):
    """WORKS: functions by name, which call time_part(part, amount, run) for what is to be timed."""
    for line in sys.stdin:
        name = line.strip()
        print(json.dumps({"works": list(works)} if name == "?" else answer(works[name])), flush=True)


def answer(work):
    parts = []

    def time_part(part, amount, run):
        gc.collect()
        start, cpu = time.perf_counter(), time.process_time()
        made = run()
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
        parts.append(dict(part=part, amount=amount, seconds=seconds, cpu_seconds=cpu_seconds))
        return made

    try:
        work(time_part)
    except Exception as error:  # It is for the reader of the answer to go on without this work.
        return {"error": f"{type(error).__name__}: {error}"}
    return {"parts": parts}
