# SPDX-License-Identifier: Apache-2.0
"""Dense linear algebra in NumPy and SciPy."""

import numpy as np

from common import main


def square(a):
    order = int(round(len(a) ** 0.5))
    return a.reshape(order, order)


def gemm(value, a, b):
    left, right = square(a), square(b)
    return {"numpy": lambda: left @ right}


def cholesky_solve(value, a, b):
    import scipy.linalg

    matrix = square(a)
    return {"scipy": lambda: scipy.linalg.cho_solve(scipy.linalg.cho_factor(matrix), b)}


def covariance(value, x):
    rows = x.reshape(-1, int(value))
    return {"numpy": lambda: np.cov(rows, rowvar=False)}


def symmetric_eigen(value, a):
    matrix = square(a)
    return {"numpy": lambda: np.linalg.eigh(matrix)[0]}


if __name__ == "__main__":
    main(
        {
            "gemm": gemm,
            "choleskySolve": cholesky_solve,
            "covariance": covariance,
            "symmetricEigen": symmetric_eigen,
        }
    )
