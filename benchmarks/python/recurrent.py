"""python recurrent.py PEER: trains an LSTM with Keras: 100 time steps of 64 features, 128 units, batches of 64, Adam."""
import numpy as np

from timing import BATCH, keras, time_training

layers = keras.layers
STEPS, FEATURES, UNITS, CLASSES, BATCHES = 100, 64, 128, 10, 10
x = np.random.default_rng(0).uniform(-1, 1, (BATCH * BATCHES, STEPS, FEATURES)).astype("float32")
y = np.arange(len(x)) % CLASSES
model = keras.Sequential([
    layers.Input((STEPS, FEATURES)), layers.LSTM(UNITS), layers.Dense(CLASSES, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
time_training("recurrent", model, x, y)
