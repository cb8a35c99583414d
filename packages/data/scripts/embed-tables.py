"""Writes src/datasets/<name>-bytes.ts: small tables of scikit-learn, deflated.

Each is a text with one line for each column, the numbers with commas between them, the target last.

    pip install scikit-learn
    python scripts/embed-tables.py
"""

import base64
import pathlib
import textwrap
import zlib

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris, load_wine

FOLDER = pathlib.Path(__file__).parent.parent / "src" / "datasets"

TABLES = {
    "iris": (load_iris(), "R. A. Fisher (1936), Iris, doi:10.24432/C56C76, CC BY 4.0"),
    "wine": (load_wine(), "S. Aeberhard & M. Forina (1991), Wine, doi:10.24432/C5PC7J, CC BY 4.0"),
    "breast-cancer": (
        load_breast_cancer(),
        "W. Wolberg, O. Mangasarian, N. Street & W. Street (1993), Breast Cancer Wisconsin (Diagnostic),\n"
        " * doi:10.24432/C5DW2B, CC BY 4.0",
    ),
    "diabetes": (load_diabetes(scaled=False), "B. Efron, T. Hastie, I. Johnstone & R. Tibshirani (2004), Least Angle Regression"),
}


def shortest(value):
    whole = int(value)
    return str(whole) if whole == value else repr(float(value)).removeprefix("0")


for name, (bunch, citation) in TABLES.items():
    columns = [*bunch.data.T, bunch.target]
    text = "\n".join(",".join(map(shortest, column)) for column in columns)
    read = np.array([[float(v) for v in line.split(",")] for line in text.split("\n")])
    assert (read == np.array(columns)).all()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    deflated = deflate.compress(text.encode()) + deflate.flush()
    encoded = base64.b64encode(deflated).decode()
    first, *rest = name.split("-")
    variable = first + "".join(word.capitalize() for word in rest) + "Bytes"
    (FOLDER / f"{name}-bytes.ts").write_text(
        f"""/**
 * The columns, the target last: numbers with commas between them, a line for each column, deflated, in Base64.
 *
 * Written by scripts/embed-tables.py. Data: {citation},
 * as scikit-learn carries it.
 */
export const {variable} = `
"""
        + "\n".join(textwrap.wrap(encoded, 100))
        + "\n`;\n"
    )
    print(f"{name}: {len(text)} characters, {len(deflated)} bytes deflated, {len(encoded)} in Base64")
