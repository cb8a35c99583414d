"""The same three trainings in Keras: KERAS_BACKEND=tensorflow python keras_imdb.py FOLDER, which holds imdb/."""

import json
import sys
import tarfile

import keras
import numpy

ROWS, WORDS = 4000, 10_000
COUNT = round(4 / 3 * ROWS)
folder = sys.argv[1]

with open(f"{folder}/imdb/imdb_word_index.json") as file:
    ranks = json.load(file)
texts = {"pos": [], "neg": []}
with tarfile.open(f"{folder}/imdb/aclImdb_train.tar.gz") as archive:
    for member in archive:
        kind = member.name.split("/")[-2]
        texts[kind].append(archive.extractfile(member).read().decode())

ends = str.maketrans({c: " " for c in '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'})
x = numpy.zeros((COUNT, WORDS), "float32")
y = 1 - numpy.arange(COUNT) % 2
for i in range(COUNT):
    x[i, 1] = 1
    for word in texts["pos" if y[i] else "neg"][i // 2].lower().translate(ends).split():
        index = ranks.get(word, WORDS) + 3
        x[i, index if index < WORDS else 2] = 1


def network(l2=None, rate=0.0):
    def dense():
        regularizer = keras.regularizers.L2(l2) if l2 else None
        return keras.layers.Dense(16, activation="relu", kernel_regularizer=regularizer)

    drop = [[keras.layers.Dropout(rate)] if rate else [] for _ in range(2)]
    return keras.Sequential(
        [keras.Input((WORDS,)), dense(), *drop[0], dense(), *drop[1]]
        + [keras.layers.Dense(1, activation="sigmoid")]
    )


for name, options in {"plain": {}, "L2": {"l2": 0.001}, "dropout": {"rate": 0.5}}.items():
    keras.utils.set_random_seed(1)
    model = network(**options)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    losses = model.fit(
        x[:ROWS],
        y[:ROWS],
        epochs=20,
        batch_size=128,
        validation_data=(x[ROWS:], y[ROWS:]),
        verbose=0,
    ).history["val_loss"]
    best = min(losses)
    print(f"{name}: lowest {best:.3f} in epoch {losses.index(best) + 1}, at the end {losses[-1]:.3f}", flush=True)
