"""The same program in Keras, ten times: KERAS_BACKEND=tensorflow python keras_pima.py pima-indians-diabetes.csv"""

import statistics
import sys

import keras
import numpy

rows = numpy.loadtxt(sys.argv[1], delimiter=",", dtype="float32")
is_test = numpy.arange(len(rows)) % 5 == 4
x_train, y_train = rows[~is_test, :8], rows[~is_test, 8]
x_test, y_test = rows[is_test, :8], rows[is_test, 8]

accuracies, epochs = [], []
for seed in range(10):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(128),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
    history = model.fit(
        x_train, y_train, epochs=100, validation_split=0.2, callbacks=[stop], verbose=0
    )
    accuracies.append(model.evaluate(x_test, y_test, verbose=0, return_dict=True)["accuracy"])
    epochs.append(len(history.epoch))
    print(seed, epochs[-1], f"{accuracies[-1]:.4f}", flush=True)
print(
    f"Keras {keras.__version__}: accuracy {statistics.mean(accuracies):.4f} ± {statistics.stdev(accuracies):.4f},"
    f" epochs {statistics.mean(epochs):.1f}"
)
