"""The same trainings in Keras, five seeds each: KERAS_BACKEND=tensorflow python keras_decay.py fashion-mnist-folder

The folder holds the four IDX files of Fashion-MNIST, gzipped or not.
"""

import gzip
import pathlib
import statistics
import sys

import keras
import numpy


def idx(name):
    path = next(pathlib.Path(sys.argv[1]).glob(name + "*"))
    data = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    return data


def images(name):
    return numpy.frombuffer(idx(name), "uint8", offset=16).reshape(-1, 784).astype("float32") / 255


def labels(name):
    return numpy.frombuffer(idx(name), "uint8", offset=8).astype("int32")


x, y = images("train-images")[:6000], labels("train-labels")[:6000]
x_test, y_test = images("t10k-images")[:2000], labels("t10k-labels")[:2000]

plans = {
    "constant": lambda: [],
    "LearningRateScheduler": lambda: [
        keras.callbacks.LearningRateScheduler(lambda epoch, rate: 0.05 * 0.1 ** (epoch // 8))
    ],
    "ReduceLROnPlateau": lambda: [
        keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=2, min_lr=1e-4)
    ],
}
for name, callbacks in plans.items():
    accuracies, rates = [], []
    for seed in range(5):
        keras.utils.set_random_seed(seed)
        model = keras.Sequential(
            [
                keras.Input((784,)),
                keras.layers.Dense(128, activation="relu"),
                keras.layers.Dense(10, activation="softmax"),
            ]
        )
        model.compile(
            optimizer=keras.optimizers.SGD(0.05, momentum=0.9),
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
        )
        model.fit(
            x, y, batch_size=16, epochs=24, validation_split=0.2, callbacks=callbacks(), verbose=0
        )
        accuracies.append(model.evaluate(x_test, y_test, verbose=0, return_dict=True)["accuracy"])
        rates.append(float(model.optimizer.learning_rate))
    print(
        f"Keras {keras.__version__} {name}: accuracy {statistics.mean(accuracies):.4f}"
        f" ± {statistics.stdev(accuracies):.4f}, last rates {rates}",
        flush=True,
    )
