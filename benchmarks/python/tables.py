"""python tables.py FILE: reads a CSV file with pandas, and prints one JSON line."""
import json
import resource
import sys
import time

import pandas

start, cpu_start = time.perf_counter(), time.process_time()
pandas.read_csv(sys.argv[1])
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(dict(seconds=seconds, cpuSeconds=cpu_seconds, peak=peak)))
