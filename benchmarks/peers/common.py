# SPDX-License-Identifier: Apache-2.0
"""Runs the Python peers of one case; `benchmarks/compare` describes the case in a directory.

A script names, for each kernel, a function of the parameter and the inputs that returns the
peers: a dictionary of functions without arguments. What such a function does is timed; what the
function around it does is not. Libraries are imported in these outer functions, so that one that
cannot be imported costs its own kernels only. Each peer's result lands beside the inputs as raw doubles, and one
line of JSON per peer on standard output.
"""

import gc
import json
import os
import sys
import time
import warnings
from pathlib import Path

import numpy as np

SECONDS = float(os.environ.get("PEER_SECONDS", "1"))
SAMPLE_SECONDS = 0.1
LONG_NANOS = 5e9


def best_nanos(call):
    """Nanoseconds per call of the best sample.

    A sample lasts about a tenth of a second, or a call. The first call has been made before; of
    calls that last many seconds one is enough, since there are several rounds.
    """
    start = time.perf_counter_ns()
    call()
    once = max(1, time.perf_counter_ns() - start)
    if once > LONG_NANOS:
        return once
    calls = max(1, int(SAMPLE_SECONDS * 1e9 / once))
    best = once if calls == 1 else float("inf")
    end = time.perf_counter() + SECONDS
    gc.disable()
    samples = 1 if calls == 1 else 0
    while samples < 2 or time.perf_counter() < end:
        start = time.perf_counter_ns()
        for _ in range(calls):
            call()
        best = min(best, (time.perf_counter_ns() - start) / calls)
        samples += 1
    gc.enable()
    return best


def main(kernels):
    warnings.simplefilter("ignore")
    directory = Path(sys.argv[1])
    case = json.loads((directory / "case.json").read_text())
    inputs = {
        name: np.fromfile(directory / f"{name}.f64", dtype="<f8") for name in case["inputs"]
    }
    kernel = kernels.get(case["kernel"])
    if kernel is None:
        return
    try:
        peers = kernel(case["value"], **inputs)
    except ImportError as error:
        tell({"peer": "python", "error": reason(error)})
        return
    for name, call in peers.items():
        try:
            result = np.asarray(call(), dtype="<f8")
            result.ravel().tofile(directory / f"{name}.out.f64")
            tell({"peer": name, "ns": best_nanos(call)})
        except Exception as error:  # one peer's failure is told, and does not stop the others
            tell({"peer": name, "error": reason(error)})


def reason(error):
    return f"{type(error).__name__}: {error}".splitlines()[0].replace('"', "'")


def tell(line):
    print(json.dumps(line), flush=True)
