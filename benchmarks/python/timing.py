"""Keras on a backend and a number of threads, and its trainings timed.

The first argument of a script is the peer, keras-tensorflow or keras-jax; THREADS says how many threads it may use.
"""
import json
import os
import statistics
import sys
import time

PEER, THREADS = sys.argv[1], int(os.environ.get("THREADS", "2"))
os.environ["KERAS_BACKEND"] = PEER.removeprefix("keras-")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
if PEER == "keras-jax":
    eigen = str(THREADS > 1).lower()
    os.environ["XLA_FLAGS"] = f"--xla_cpu_multi_thread_eigen={eigen} intra_op_parallelism_threads={THREADS}"
else:
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(THREADS)

import keras  # noqa: E402  The backend has to be chosen before.

BATCH, EPOCHS = 64, 5


def time_training(work, model, x, y):
    """Prints two JSON lines: the first batch, compilation included, and the median epoch after it."""

    def fit(rows):
        start = time.perf_counter()
        model.fit(x[:rows], y[:rows], batch_size=BATCH, epochs=1, shuffle=False, verbose=0)
        return time.perf_counter() - start

    def line(name, seconds, steps):
        return json.dumps(dict(
            peer=PEER, work=name, seconds=round(seconds, 6), steps=steps, ms_per_step=round(1000 * seconds / steps, 4),
            samples_per_s=round(BATCH * steps / seconds),
        ))

    print(line(work + "_first", fit(BATCH), 1), flush=True)
    fit(len(x))
    print(line(work, statistics.median(fit(len(x)) for _ in range(EPOCHS)), len(x) // BATCH), flush=True)
