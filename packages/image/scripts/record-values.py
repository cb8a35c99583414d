"""Records what OpenCV, Pillow and Keras make of small pictures, as test-support/recorded-values.ts.

    pip install opencv-python-headless==5.0.0.93 pillow keras tensorflow
    pip install --target old opencv-python-headless==4.10.0.84
    OLD_OPENCV=old MYELIN_DATA=... python record-values.py
"""

import base64
import gzip
import io
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

OLD = "--old" in sys.argv
if OLD:
    sys.path.insert(0, os.environ["OLD_OPENCV"])

import cv2
import numpy as np


def text(data):
    return base64.b64encode(data.tobytes() if hasattr(data, "tobytes") else data).decode()


def pattern(*shape):
    """Bytes that anyone can make again."""
    size = int(np.prod(shape))
    return ((np.arange(size, dtype=np.int64) ** 2 * 7 + np.arange(size) * 31) % 256).astype(np.uint8).reshape(shape)


BORDERS = {"constant": 0, "replicate": 1, "reflect": 2, "wrap": 3, "reflect_101": 4}


def warps():
    found = []
    for shape, size in (((6, 7), (9, 8)), ((5, 4, 3), (7, 7)), ((6, 7, 4), (5, 6))):
        image = pattern(*shape)
        for dtype in ("uint8", "float32"):
            for border in BORDERS:
                matrix = cv2.getRotationMatrix2D((2.5, 3), 25 + 11 * len(found), 1.2)
                matrix[0, 2] += 1.25
                interpolation = "nearest" if len(found) % 3 == 2 else "linear"
                inverse = len(found) % 4 == 3
                flags = (cv2.INTER_NEAREST if interpolation == "nearest" else cv2.INTER_LINEAR) | (
                    cv2.WARP_INVERSE_MAP if inverse else 0
                )
                result = cv2.warpAffine(
                    image.astype(dtype), matrix, size, flags=flags, borderMode=BORDERS[border], borderValue=(9, 99, 199, 50)
                )
                found.append(
                    dict(
                        shape=shape, size=size, dtype=dtype, border=border, interpolation=interpolation,
                        inverseMap=inverse, matrix=matrix.tolist(), result=text(result),
                    )
                )
    return found


def mnist():
    with gzip.open(os.path.join(os.environ["MYELIN_DATA"], "mnist/train-images-idx3-ubyte.gz")) as file:
        digit = np.frombuffer(file.read(16 + 784 * 6), np.uint8, offset=16).reshape(-1, 28, 28)[5]
    matrix = cv2.getRotationMatrix2D((20, 25), 20, 1)
    matrix[0, 2] += 3
    matrix[1, 2] += 3
    return dict(matrix=matrix.tolist(), result=text(cv2.warpAffine(digit, matrix, (28, 28))))


if OLD:
    print(json.dumps(dict(version=cv2.__version__, warps=warps(), mnist=mnist())))
    sys.exit()


def resizes():
    cv2.ipp.setUseIPP(False)
    modes = {"linear": 1, "nearest": 0, "area": 3, "nearest_exact": 6}
    found = []
    for shape, (height, width) in (((6, 7), (8, 9)), ((8, 6, 3), (4, 3)), ((7, 9, 4), (3, 4)), ((5, 5), (2, 11))):
        for dtype in ("uint8", "float32"):
            for mode in modes:
                result = cv2.resize(pattern(*shape).astype(dtype), (width, height), interpolation=modes[mode])
                found.append(dict(shape=shape, height=height, width=width, dtype=dtype, interpolation=mode, result=text(result)))
    return found


def borders():
    image = pattern(3, 4)
    return {
        name: text(cv2.copyMakeBorder(image, 2, 5, 7, 1, BORDERS[name], value=9)) for name in BORDERS
    }


def jpegs():
    from PIL import Image

    found = []
    for name, shape, mode, options in (
        ("gray", (9, 13), "L", dict(quality=80)),
        ("colors as they are", (11, 17), "RGB", dict(quality=90, subsampling=0)),
        ("colors at half the width", (11, 17), "RGB", dict(quality=90, subsampling=1)),
        ("colors at half the width and height", (19, 17), "RGB", dict(quality=75, subsampling=2)),
        ("colors at half the size, of two columns", (5, 3), "RGB", dict(quality=75, subsampling=2)),
        ("progressive", (19, 17), "RGB", dict(quality=75, progressive=True)),
        ("progressive and gray", (19, 17), "L", dict(quality=95, progressive=True)),
        ("with restarts", (17, 40), "RGB", dict(quality=60, restart_marker_blocks=1)),
        ("of four inks", (9, 10), "CMYK", dict(quality=90)),
        ("with codes of its own", (16, 16), "RGB", dict(quality=90, optimize=True)),
        ("of one pixel", (1, 1), "RGB", dict(quality=75)),
    ):
        picture = Image.fromarray(pattern(*shape, 3)).convert(mode)
        file = io.BytesIO()
        picture.save(file, "jpeg", **options)
        back = Image.open(io.BytesIO(file.getvalue()))
        pixels = np.asarray(back if mode == "L" else back.convert("RGB"))
        found.append(dict(name=name, file=text(file.getvalue()), shape=(*shape, 1 if mode == "L" else 3), pixels=text(pixels)))
    tall = cv2.imencode(".jpg", pattern(19, 17, 3), [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_440])[1]
    for name, factor in (("colors at half the height", "440"), ("colors at a quarter of the width", "411")):
        factor = getattr(cv2, "IMWRITE_JPEG_SAMPLING_FACTOR_" + factor)
        file = cv2.imencode(".jpg", pattern(19, 17, 3), [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor])[1].tobytes()
        pixels = np.asarray(Image.open(io.BytesIO(file)))
        found.append(dict(name=name, file=text(file), shape=(19, 17, 3), pixels=text(pixels)))
    return found


def written_jpegs():
    from PIL import Image

    found = []
    for shape, quality, halve in (((9, 13), 80, True), ((19, 17, 3), 75, True), ((19, 17, 3), 95, False), ((3, 2, 3), 10, True)):
        file = io.BytesIO()
        options = {} if len(shape) == 2 else dict(subsampling=2 if halve else 0)
        Image.fromarray(pattern(*shape)).save(file, "jpeg", quality=quality, **options)
        found.append(dict(shape=shape, quality=quality, halveColors=halve, file=text(file.getvalue())))
    return found


def oriented_jpegs():
    from PIL import Image, ImageOps

    found = []
    for orientation in range(1, 9):
        picture = Image.fromarray(pattern(5, 7))
        exif = Image.Exif()
        exif[0x0112] = orientation
        file = io.BytesIO()
        picture.save(file, "jpeg", quality=90, exif=exif)
        upright = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(file.getvalue()))))
        found.append(dict(orientation=orientation, file=text(file.getvalue()), shape=(*upright.shape, 1), pixels=text(upright)))
    return found


PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def rows(values, depth):
    height, width, channels = values.shape
    flat = values.reshape(height, width * channels)
    if depth == 16:
        packed = [row.astype(">u2").tobytes() for row in flat]
    elif depth == 8:
        packed = [row.astype(np.uint8).tobytes() for row in flat]
    else:
        bits = (flat[..., None] >> np.arange(depth - 1, -1, -1)) & 1
        packed = [np.packbits(row.reshape(-1).astype(np.uint8)).tobytes() for row in bits]
    return b"".join(b"\0" + row for row in packed)


def interlaced(values, depth, color, extra=b""):
    """Pillow reads interlaced files and writes none: these are made here, and what Pillow reads is recorded."""
    data = b"".join(rows(values[y::sy, x::sx], depth) for x, y, sx, sy in PASSES if values[y::sy, x::sx].size)
    header = struct.pack(">IIBBBBB", values.shape[1], values.shape[0], depth, color, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def pngs():
    from PIL import Image

    found = []

    def add(name, file, mode):
        image = Image.open(io.BytesIO(file))
        pixels = np.asarray(image.convert(mode) if mode else image)
        pixels = (pixels >> 8).astype(np.uint8) if pixels.dtype == np.uint16 else pixels
        shape = pixels.shape if pixels.ndim == 3 else (*pixels.shape, 1)
        found.append(dict(name=name, file=text(file), shape=shape, pixels=text(pixels)))

    def saved(name, picture, mode, **options):
        file = io.BytesIO()
        picture.save(file, "png", **options)
        add(name, file.getvalue(), mode)

    color = pattern(9, 11, 4)
    palette = Image.fromarray(color[..., :3]).quantize(13)
    saved("of one bit", Image.fromarray(color[..., 0] > 127), "L")
    saved("gray", Image.fromarray(color[..., 0]), None)
    saved("gray and alpha", Image.fromarray(color[..., :2], "LA"), None)
    saved("with a palette", palette, "RGB")
    saved("with a palette of which one color is not seen", palette, "RGBA", transparency=3)
    saved("rgb", Image.fromarray(color[..., :3]), None)
    saved("rgb in which one color is not seen", Image.fromarray(color[..., :3]), "RGBA", transparency=tuple(map(int, color[2, 3, :3])))
    saved("rgba", Image.fromarray(color), None)
    saved("of 16 bits", Image.fromarray(color[..., 0].astype(np.uint16) * 256 + color[..., 1]), None)
    table = chunk(b"PLTE", pattern(16, 3).tobytes())
    for depth in (1, 2, 4, 8):
        values = pattern(9, 11, 1).astype(np.int64) >> (8 - depth)
        add(f"interlaced, gray of {depth} bits", interlaced(values, depth, 0), "L")
    add("interlaced, with a palette", interlaced(pattern(9, 11, 1).astype(np.int64) >> 4, 4, 3, table), "RGB")
    add("interlaced, rgba", interlaced(color.astype(np.int64), 8, 6), None)
    add("interlaced, of one pixel", interlaced(color[:1, :1].astype(np.int64), 8, 6), None)
    return found


def folder():
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras
    from PIL import Image

    with tempfile.TemporaryDirectory() as root:
        for inner, shape in (("b/2.png", (5, 8, 3)), ("a/x.png", (7, 4, 3)), ("a/10.png", (6, 6)), ("a/c/1.png", (9, 5, 4)), ("a-b/1.png", (4, 4, 3))):
            path = pathlib.Path(root, inner)
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pattern(*shape)).save(path)
        found = []
        for options in (
            {},
            dict(interpolation="nearest", label_mode="categorical"),
            dict(interpolation="area"),
            dict(crop_to_aspect_ratio=True),
            dict(pad_to_aspect_ratio=True),
            dict(validation_split=0.4, subset="validation"),
            dict(validation_split=0.4, subset="training", label_mode="categorical"),
            dict(class_names=["b", "a"], label_mode="binary"),
            dict(labels=None, color_mode="rgba"),
        ):
            data = keras.utils.image_dataset_from_directory(
                root, image_size=(4, 5), shuffle=False, batch_size=None, verbose=False, **options
            )
            given = [element if isinstance(element, tuple) else (element, None) for element in data.as_numpy_iterator()]
            found.append(
                dict(
                    options=options,
                    classNames=data.class_names or [],
                    files=[os.path.relpath(path, root) for path in data.file_paths],
                    # With 'nearest', TensorFlow keeps bytes.
                    x=text(np.stack([x for x, _ in given]).astype("float32")),
                    y=None if given[0][1] is None else np.stack([y for _, y in given]).tolist(),
                )
            )
        return found


old = json.loads(subprocess.run([sys.executable, __file__, "--old"], capture_output=True, check=True, text=True).stdout)
parts = dict(
    opencv=dict(version=cv2.__version__, warps=warps(), mnist=mnist()),
    oldOpencv=old,
    resizes=resizes(),
    borders=borders(),
    gray=text(cv2.cvtColor(pattern(9, 11, 3), cv2.COLOR_RGB2GRAY)),
    affine=cv2.getAffineTransform(np.float32([[1, 2], [20, 3], [4, 30]]), np.float32([[5, 7], [22, 1], [2, 28]])).tolist(),
    jpegs=jpegs(),
    writtenJpegs=written_jpegs(),
    orientedJpegs=oriented_jpegs(),
    pngs=pngs(),
    folder=folder(),
)
target = pathlib.Path(__file__).parent.parent / "test-support/recorded-values.ts"
lines = ["/** Made by scripts/record-values.py. Bytes are base64. */", ""]
for name, value in parts.items():
    lines.append(f"export const {name} = {json.dumps(value)};")
target.write_text("\n".join(lines) + "\n")
