"""Writes src/datasets/digits-bytes.ts: the digits of scikit-learn, deflated.

The 1,797 images are the test part of "Optical Recognition of Handwritten Digits"
(E. Alpaydin & C. Kaynak 1998, UCI Machine Learning Repository, doi:10.24432/C50P49, CC BY 4.0).

    pip install scikit-learn
    python scripts/embed-digits.py
"""

import base64
import pathlib
import textwrap
import zlib

import numpy as np
from sklearn.datasets import load_digits

TARGET = pathlib.Path(__file__).parent.parent / "src" / "datasets" / "digits-bytes.ts"

HEADER = """\
/**
 * All pixels of the digits, then all labels, one byte each, deflated, in Base64.
 *
 * Written by scripts/embed-digits.py. Data: Optical Recognition of Handwritten Digits, E. Alpaydin &
 * C. Kaynak (1998), UCI Machine Learning Repository, doi:10.24432/C50P49, CC BY 4.0, as scikit-learn carries it.
 */
export const digitsBytes = `
"""

digits = load_digits()
pixels = digits.images.astype(np.uint8)
labels = digits.target.astype(np.uint8)
assert pixels.shape == (1797, 8, 8) and (pixels == digits.images).all()

deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
deflated = deflate.compress(pixels.tobytes() + labels.tobytes()) + deflate.flush()
text = base64.b64encode(deflated).decode()
TARGET.write_text(HEADER + "\n".join(textwrap.wrap(text, 100)) + "\n`;\n")
print(f"{TARGET.name}: {len(deflated)} bytes deflated, {len(text)} characters")
