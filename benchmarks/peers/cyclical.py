# SPDX-License-Identifier: Apache-2.0
"""Cycles, regimes, patterns and seasons in statsmodels, hmmlearn, dtaidistance, stumpy, astropy.

The search in a million values has no peer in Python that could keep up; its peer is search.cpp,
compiled here when there is a compiler and called without a copy.
"""

import ctypes
import os
import subprocess
import tempfile
from pathlib import Path

# Read by numba when it is imported: all sides compute on one thread.
os.environ["NUMBA_NUM_THREADS"] = "1"

import numpy as np

from common import main


def joined(fit):
    return np.concatenate([fit.seasonal, fit.trend, fit.resid])


def stl(value, x):
    from statsmodels.tsa.seasonal import STL

    period = int(value.split("x")[1])
    return {"statsmodels": lambda: joined(STL(x, period=period).fit())}


def stl_robust(value, x):
    from statsmodels.tsa.seasonal import STL

    period = int(value.split("x")[1])
    return {"statsmodels": lambda: joined(STL(x, period=period, robust=True).fit())}


def hmm10(value, x, start, transition, means, variances):
    """Ten iterations, maximum likelihood: the priors of the library are put out of action."""
    from hmmlearn.hmm import GaussianHMM

    states, rows = len(start), x.reshape(-1, 1)

    def fit(implementation):
        model = GaussianHMM(
            states,
            covariance_type="diag",
            covars_prior=0,
            n_iter=10,
            tol=-np.inf,
            init_params="",
            implementation=implementation,
        )
        model.startprob_ = start
        model.transmat_ = transition.reshape(states, states)
        model.means_ = means.reshape(-1, 1)
        model.covars_ = variances.reshape(-1, 1)
        model.fit(rows)
        parts = model.startprob_, model.transmat_, model.means_, model.covars_
        return np.concatenate([np.ravel(part) for part in parts])

    return {
        "hmmlearnScaling": lambda: fit("scaling"),
        "hmmlearnLog": lambda: fit("log"),
    }


def dtw(value, a, b):
    """A window of w allows positions to differ by w - 1."""
    from dtaidistance import dtw

    window = int(value) + 1
    return {"dtaidistance": lambda: [dtw.distance_fast(a, b, window=window)]}


def z_normalised(rows):
    return (rows - rows.mean(axis=-1, keepdims=True)) / rows.std(axis=-1, keepdims=True)


def search_1e5(value, x, query):
    """The library compares what it is given: the windows are normalised before the clock runs."""
    from dtaidistance.subsequence.subsequencesearch import SubsequenceSearch

    length, band = map(int, value.split("x"))
    windows = z_normalised(np.lib.stride_tricks.sliding_window_view(x, length))
    series, wanted = list(windows), z_normalised(query)

    def with_dtaidistance():
        options = {"window": band + 1}
        found = SubsequenceSearch(wanted, series, dists_options=options, use_c=True).align(k=1)
        return [found[0][1], found[0][0]]

    return {"dtaidistance": with_dtaidistance, **compiled_search(value, x, query)}


def compiled_search(value, x, query):
    band = int(value.split("x")[1])
    doubles = ctypes.POINTER(ctypes.c_double)
    found = np.empty(2)

    def pointer(values):
        return values.ctypes.data_as(doubles)

    try:
        library = compiled("search.cpp")
    except (OSError, subprocess.CalledProcessError) as error:
        reason = str(error)

        def fail():
            raise RuntimeError(f"no compiled search: {reason}")

        return {"cpp": fail}

    def call():
        library.search(
            pointer(x),
            ctypes.c_long(len(x)),
            pointer(query),
            ctypes.c_long(len(query)),
            ctypes.c_long(band),
            pointer(found),
        )
        return found

    return {"cpp": call}


def compiled(source):
    """A shared library in a folder that is gone when it is loaded."""
    compiler = os.environ.get("CXX", "g++")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "peer.so"
        subprocess.run(
            [
                compiler,
                *("-std=c++17", "-O3", "-march=native", "-shared", "-fPIC"),
                *("-o", target, Path(__file__).with_name(source)),
            ],
            check=True,
        )
        return ctypes.CDLL(str(target))


def profile(value, x):
    """Compiled by the call whose result is kept, before the clock runs."""
    import stumpy

    length = int(value.split("x")[1])
    return {"stumpy": lambda: stumpy.stump(x, length)[:, 0].astype(float)}


def lomb_scargle(value, times, values, grid):
    """Both methods are exact; "cython" is the faster of the two."""
    from astropy.timeseries import LombScargle

    first, step, count = grid
    frequencies = first + step * np.arange(int(count))

    def power(method):
        return LombScargle(times, values).power(
            frequencies, method=method, assume_regular_frequency=True
        )

    return {
        "astropyCython": lambda: power("cython"),
        "astropySlow": lambda: power("slow"),
        "astropyFast": lambda: power("fast"),
    }


if __name__ == "__main__":
    main(
        {
            "stl": stl,
            "stlRobust": stl_robust,
            "hmm10": hmm10,
            "dtw": dtw,
            "search1e5": search_1e5,
            "search1e6": compiled_search,
            "profile": profile,
            "lombScargle": lomb_scargle,
        }
    )
