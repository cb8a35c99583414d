"""Does the works of --preprocessing with scikit-learn, as src/processes/preprocessing.ts does them with Myelin."""
import functools
import os

import numpy as np
from sklearn import impute, metrics, model_selection, preprocessing

from works import serve

ROWS, COLUMNS = int(os.environ["ROWS"]), 10
FEWER, NEIGHBORS, REVIEWS = min(ROWS, 100_000), min(ROWS, 3000), min(ROWS, 25_000)


def once(make):
    return functools.cache(make)


def normals(rows):
    return np.random.default_rng(0).standard_normal((rows, COLUMNS))


def holed(rows, values=normals):
    x = values(rows)
    x[np.random.default_rng(1).random(x.shape) < 0.1] = np.nan
    return x


def texts(rows, columns):
    names = np.array([f"category {i}" for i in range(20)], dtype=object)
    return names[np.random.default_rng(3).integers(20, size=(rows, columns))]


def lists(count, length, below):
    return np.random.default_rng(6).integers(below, size=(count, length)).tolist()


many = once(lambda: normals(ROWS))
some = once(lambda: normals(FEWER))
with_holes = once(lambda: holed(ROWS))
integers_with_holes = once(
    lambda: holed(ROWS, lambda rows: np.random.default_rng(2).integers(50, size=(rows, COLUMNS)).astype(float))
)
few_with_holes = once(lambda: holed(NEIGHBORS))
cells = once(lambda: texts(-(-ROWS // 3), 3))
labels = once(lambda: texts(ROWS, 1)[:, 0])
few_labels = once(lambda: labels()[:FEWER])
binary = once(lambda: np.random.default_rng(4).integers(2, size=ROWS))
digits = once(lambda: np.random.default_rng(4).integers(10, size=ROWS))
guesses = once(lambda: np.random.default_rng(7).integers(10, size=ROWS))
chances = once(lambda: np.random.default_rng(5).random(ROWS))
reviews = once(lambda: lists(REVIEWS, 130, 10_000))
tags = once(lambda: lists(FEWER, 5, 50))


def fit_transform(data, make):
    def work(time):
        x = data()
        fitted = time("fit", len(x), lambda: make().fit(x))
        time("transform", len(x), lambda: fitted.transform(x))

    return work


def target_encoder(time):
    x = cells()
    y = chances()[: len(x)]
    fitted = time("fit", len(x), lambda: preprocessing.TargetEncoder().fit(x, y))
    time("transform", len(x), lambda: fitted.transform(x))
    time("fitTransform", len(x), lambda: preprocessing.TargetEncoder(random_state=0).fit_transform(x, y))


def to_categorical(time):
    y = digits()
    time("", ROWS, lambda: np.eye(10)[y])


def multi_hot(time):
    x = reviews()

    def run():
        rows = np.zeros((len(x), 10_000), dtype="float32")
        for row, indices in enumerate(x):
            rows[row, indices] = 1.0
        return rows

    time("25,000 × 10,000", len(x), run)


def train_test_split(time):
    x, y = many(), binary()
    time("", ROWS, lambda: model_selection.train_test_split(x, y, random_state=0))
    time("stratify", ROWS, lambda: model_selection.train_test_split(x, y, random_state=0, stratify=y))


def one_part(run):
    return lambda time: time("", ROWS, run)


p, i = preprocessing, impute
serve({
    "StandardScaler": fit_transform(many, p.StandardScaler),
    "MinMaxScaler": fit_transform(many, p.MinMaxScaler),
    "MaxAbsScaler": fit_transform(many, p.MaxAbsScaler),
    "RobustScaler": fit_transform(many, p.RobustScaler),
    "Normalizer": fit_transform(many, p.Normalizer),
    "QuantileTransformer": fit_transform(some, lambda: p.QuantileTransformer(random_state=0)),
    "PowerTransformer": fit_transform(some, p.PowerTransformer),
    "Binarizer": fit_transform(many, p.Binarizer),
    "KBinsDiscretizer": fit_transform(many, lambda: p.KBinsDiscretizer(
        encode="ordinal", strategy="quantile", quantile_method="linear", subsample=None)),
    "PolynomialFeatures": fit_transform(some, p.PolynomialFeatures),
    "SplineTransformer": fit_transform(some, p.SplineTransformer),
    "FunctionTransformer": fit_transform(many, lambda: p.FunctionTransformer(np.abs)),
    "SimpleImputer mean": fit_transform(with_holes, i.SimpleImputer),
    "SimpleImputer median": fit_transform(with_holes, lambda: i.SimpleImputer(strategy="median")),
    "SimpleImputer constant": fit_transform(with_holes, lambda: i.SimpleImputer(strategy="constant")),
    "SimpleImputer most_frequent": fit_transform(
        integers_with_holes, lambda: i.SimpleImputer(strategy="most_frequent")),
    "SimpleImputer addIndicator": fit_transform(with_holes, lambda: i.SimpleImputer(add_indicator=True)),
    "SimpleImputer texts": fit_transform(cells, lambda: i.SimpleImputer(strategy="most_frequent")),
    "MissingIndicator": fit_transform(with_holes, i.MissingIndicator),
    "KNNImputer": fit_transform(few_with_holes, i.KNNImputer),
    "OneHotEncoder": fit_transform(cells, lambda: p.OneHotEncoder(sparse_output=False)),
    "OrdinalEncoder": fit_transform(cells, p.OrdinalEncoder),
    "TargetEncoder": target_encoder,
    "LabelEncoder": fit_transform(labels, p.LabelEncoder),
    "LabelBinarizer": fit_transform(few_labels, p.LabelBinarizer),
    "MultiLabelBinarizer": fit_transform(tags, p.MultiLabelBinarizer),
    "toCategorical": to_categorical,
    "multiHot": multi_hot,
    "trainTestSplit": train_test_split,
    "KFold": one_part(lambda: list(model_selection.KFold(shuffle=True, random_state=0).split(many()))),
    "StratifiedKFold": one_part(
        lambda: list(model_selection.StratifiedKFold(shuffle=True, random_state=0).split(many(), binary()))),
    "confusionMatrix": one_part(lambda: metrics.confusion_matrix(digits(), guesses())),
    "rocAucScore": one_part(lambda: metrics.roc_auc_score(binary(), chances())),
    "logLoss": one_part(lambda: metrics.log_loss(binary(), chances())),
})
