"""python predict.py PEER [work ...]: one row at a time, and 10,000 rows, through 784-128-10.

PEER is keras-tensorflow, keras-jax or keras-torch (three ways each), torch-eager or jax-jit.
Prints one JSON line a way and work; an answer counts when it is an array in numpy's hands.
"""
import json
import os
import statistics
import sys
import time

import numpy as np

PEER, WORKS = sys.argv[1], sys.argv[2:] or ["predict_one", "predict_10000"]
X = np.random.default_rng(0).random((10_000, 784), dtype="float32")


def keras_ways():
    os.environ["KERAS_BACKEND"] = PEER.removeprefix("keras-")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras
    from keras import layers

    model = keras.Sequential([
        layers.Input((784,)), layers.Dense(128, activation="relu"), layers.Dropout(0.2), layers.Dense(10, activation="softmax"),
    ])
    return {
        "-predict": lambda x: model.predict(x, verbose=0),
        "-predict-on-batch": model.predict_on_batch,
        "-call": lambda x: keras.ops.convert_to_numpy(model(x, training=False)),
    }


def torch_ways():
    import torch
    from torch import nn

    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10), nn.Softmax(dim=1)).eval()

    def call(x):
        with torch.no_grad():
            return model(torch.from_numpy(x)).numpy()

    return {"": call}


def jax_ways():
    import jax

    draw = np.random.default_rng(1)
    weights = [draw.normal(0, 0.05, shape).astype("float32") for shape in [(784, 128), (128,), (128, 10), (10,)]]
    weights = [jax.device_put(w) for w in weights]

    @jax.jit
    def forward(w, x):
        return jax.nn.softmax(jax.nn.relu(x @ w[0] + w[1]) @ w[2] + w[3])

    return {"": lambda x: np.asarray(forward(weights, x))}


def seconds_of_median_call(call, rows, calls):
    inputs = [X[i : i + rows] for i in range(0, len(X), rows)][:1000]
    for i in range(max(2, calls // 10)):
        call(inputs[i % len(inputs)])
    times = []
    for i in range(calls):
        x = inputs[i % len(inputs)]
        start = time.perf_counter()
        call(x)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


ways = keras_ways() if PEER.startswith("keras-") else torch_ways() if PEER == "torch-eager" else jax_ways()
for work in WORKS:
    rows = 1 if work == "predict_one" else int(work.removeprefix("predict_"))
    for way, call in ways.items():
        # Keras's predict takes milliseconds a call: fewer calls give the same median.
        calls = 10 if rows > 1 else 300 if way == "-predict" else 2000
        s = seconds_of_median_call(call, rows, calls)
        line = dict(peer=PEER + way, work=work, seconds=round(s, 8), steps=1, ms_per_step=round(1000 * s, 6), samples_per_s=round(rows / s))
        print(json.dumps(line), flush=True)
