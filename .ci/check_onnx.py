# SPDX-License-Identifier: Apache-2.0
"""Every NAME.onnx of a directory passes onnx.checker, and what ONNX Runtime makes of NAME.x.f32 is
NAME.y.f32, as Java computed it."""

import hashlib
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort

ALLOWED = 1e-5


def check(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    assert [(o.domain, o.version) for o in model.opset_import] == [("", 17)], "operator set"
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    raw = path.read_bytes()
    seal = raw.rindex(b"quantml.sha256") - 4
    assert metadata["quantml.sha256"] == hashlib.sha256(raw[:seal]).hexdigest(), "seal"

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = ort.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    given = session.get_inputs()[0]
    assert (given.name, given.shape[0]) == ("x", "batch"), given
    x = np.fromfile(path.with_suffix(".x.f32"), "<f4").reshape(-1, *given.shape[1:])
    java = np.fromfile(path.with_suffix(".y.f32"), "<f4")
    whole = session.run(["y"], {"x": x})[0]
    single = np.concatenate([session.run(["y"], {"x": x[i : i + 1]})[0] for i in range(len(x))])
    worst = 0.0
    for y in (whole, single):
        difference = np.abs(y.ravel().astype("f8") - java)
        worst = max(worst, float((difference / np.maximum(1, np.abs(java))).max()))
    assert worst <= ALLOWED, f"differs by {worst}"
    output = metadata["quantml.output"]
    print(f"{metadata['quantml.architecture']:15} {output:10} {len(raw):7} bytes, worst {worst:.1e}")


files = sorted(Path(sys.argv[1]).glob("*.onnx"))
if not files:
    sys.exit(f"check-onnx: no files in {sys.argv[1]}; run the tests of quant-ml-deep first")
for file in files:
    try:
        check(file)
    except Exception as error:
        sys.exit(f"check-onnx: {file.name}: {error}")
print(f"check-onnx: {len(files)} files, all good")
