"""Two of the entries in pandas, scikit-learn and Keras: KERAS_BACKEND=tensorflow python keras_titanic.py train.csv [times]"""

import sys

import keras
import numpy
import pandas
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

TITLES = {"Mr": "Mr", "Mrs": "Mrs", "Mme": "Mrs", "Miss": "Miss", "Mlle": "Miss", "Ms": "Miss", "Master": "Master"}

x = pandas.read_csv(sys.argv[1])
y = x.pop("Survived").to_numpy()
x["Title"] = x["Name"].str.extract(r", (?:the )?(\w+)\.")[0].map(TITLES).fillna("Rare")
x["FamilySize"] = x["SibSp"] + x["Parch"] + 1
x["IsAlone"] = (x["FamilySize"] == 1).astype(float)
x["LogFare"] = numpy.log1p(x["Fare"])
NUMBERS = ["Pclass", "Age", "LogFare", "FamilySize", "IsAlone"]
WORDS = ["Sex", "Title"]


def network(is_large):
    layers = keras.layers
    if not is_large:
        return keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
    return keras.Sequential(
        [
            layers.Dense(64, activation="relu", kernel_regularizer=keras.regularizers.L2(0.001)),
            layers.Dropout(0.3),
            layers.Dense(32, activation="relu", kernel_regularizer=keras.regularizers.L2(0.001)),
            layers.Dropout(0.3),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def accuracy(is_large, rows, others, seed):
    keras.utils.set_random_seed(seed)
    fit, aside, y_fit, y_aside = train_test_split(
        x.iloc[rows], y[rows], test_size=0.15, stratify=y[rows], random_state=seed
    )
    prepare = ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
            ("words", make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore", sparse_output=False)), WORDS),
        ]
    ).fit(fit)
    model = network(is_large)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(
        prepare.transform(fit),
        y_fit,
        epochs=200,
        validation_data=(prepare.transform(aside), y_aside),
        callbacks=[keras.callbacks.EarlyStopping(patience=15, restore_best_weights=True)],
        verbose=0,
    )
    predicted = model.predict(prepare.transform(x.iloc[others]), verbose=0)[:, 0] >= 0.5
    return numpy.mean(predicted == y[others])


for seed in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
    for name, is_large in {"16 units": False, "64 + 32, dropout": True}.items():
        folds = StratifiedKFold(5, shuffle=True, random_state=seed)
        scores = [accuracy(is_large, *fold, i) for i, fold in enumerate(folds.split(x, y))]
        print(f"folds {seed}, {name}: {numpy.mean(scores):.3f} ± {numpy.std(scores):.3f}", flush=True)
