"""python tables.py c|pyarrow|parquet|arrow FILE: reads a file with pandas, and prints one JSON line.

python tables.py write FILE.csv: writes FILE.csv.parquet (Snappy) and FILE.csv.arrow (LZ4) with what is in it.
"""
import json
import resource
import sys
import time

import pandas

ACT, PATH = sys.argv[1:]
if ACT == "write":
    frame = pandas.read_csv(PATH)
    frame.to_parquet(PATH + ".parquet")
    frame.to_feather(PATH + ".arrow")
    sys.exit()
READERS = {
    "c": lambda: pandas.read_csv(PATH),
    "pyarrow": lambda: pandas.read_csv(PATH, engine="pyarrow"),
    "parquet": lambda: pandas.read_parquet(PATH),
    "arrow": lambda: pandas.read_feather(PATH),
}
start, cpu_start = time.perf_counter(), time.process_time()
READERS[ACT]()
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(dict(seconds=seconds, cpuSeconds=cpu_seconds, peak=peak)))
