"""python attention.py PEER: trains a transformer block with Keras: sequences of 100, 128 features, 4 heads, batches of 64, Adam."""
import numpy as np

from timing import BATCH, keras, time_training

layers = keras.layers
STEPS, FEATURES, HEADS, BATCHES = 100, 128, 4, 4
x, y = np.random.default_rng(0).uniform(-1, 1, (2, BATCH * BATCHES, STEPS, FEATURES)).astype("float32")
inputs = keras.Input((STEPS, FEATURES))
seen = layers.MultiHeadAttention(HEADS, FEATURES // HEADS)(inputs, inputs)
hidden = layers.LayerNormalization()(layers.Add()([inputs, seen]))
narrow = layers.Dense(FEATURES)(layers.Dense(512, activation="relu")(hidden))
model = keras.Model(inputs, layers.LayerNormalization()(layers.Add()([hidden, narrow])))
model.compile(optimizer="adam", loss="mse")
time_training("attention", model, x, y)
