"""Does the works of --pipelines with tf.data and Keras, as src/processes/pipelines.ts does them with Myelin."""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

THREADS = int(os.environ["OMP_NUM_THREADS"])
tf.config.threading.set_intra_op_parallelism_threads(THREADS)
tf.config.threading.set_inter_op_parallelism_threads(THREADS)
import keras  # noqa: E402

from works import serve  # noqa: E402

ROWS, FEATURES, BATCH = int(os.environ["ROWS"]), 784, 32
x = np.random.default_rng(0).random((ROWS, FEATURES)).astype("float32")
y = (np.arange(ROWS) % 10).astype("int32")
model = keras.Sequential([
    keras.layers.Input((FEATURES,)),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")


def rows():
    return tf.data.Dataset.from_tensor_slices((x, y))


def generated():
    signature = (tf.TensorSpec((FEATURES,), tf.float32), tf.TensorSpec((), tf.int32))
    return tf.data.Dataset.from_generator(lambda: zip(x, y), output_signature=signature).apply(
        tf.data.experimental.assert_cardinality(ROWS))


def scaled(features, label):
    return features * 0.5, label


DATASETS = {
    "rows, batch": rows().batch(BATCH),
    "rows, shuffle, batch": rows().shuffle(ROWS).batch(BATCH),
    "rows, map, batch": rows().map(scaled).batch(BATCH),
    "rows, batch, map": rows().batch(BATCH).map(scaled),
    "generator, map, batch, prefetch": generated().map(scaled).batch(BATCH).prefetch(2),
}


def arrays(time):
    time("fit", ROWS, lambda: model.fit(x, y, batch_size=BATCH, epochs=1, shuffle=False, verbose=0))


def fed_by(dataset):
    def drain():
        for _ in dataset:
            pass

    def work(time):
        time("pipeline", ROWS, drain)
        time("fit", ROWS, lambda: model.fit(dataset, epochs=1, verbose=0))

    return work


serve({"arrays": arrays, **{name: fed_by(dataset) for name, dataset in DATASETS.items()}})
