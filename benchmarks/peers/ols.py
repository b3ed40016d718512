# SPDX-License-Identifier: Apache-2.0
"""Least squares in NumPy and statsmodels."""

import numpy as np

from common import main


def with_constant(x, y):
    rows = x.reshape(len(y), -1)
    return np.column_stack([np.ones(len(y)), rows])


def ols(value, x, y):
    """Coefficients, then standard errors of independent errors."""
    import statsmodels.api as sm

    design = with_constant(x, y)
    n, k = design.shape

    def with_numpy():
        b, rss, _, _ = np.linalg.lstsq(design, y, rcond=None)
        inverse = np.linalg.inv(design.T @ design)
        return np.concatenate([b, np.sqrt(rss[0] / (n - k) * np.diag(inverse))])

    def with_statsmodels():
        fit = sm.OLS(y, design).fit()
        return np.concatenate([fit.params, fit.bse])

    return {"numpy": with_numpy, "statsmodels": with_statsmodels}


def rolling_ols(value, x, y):
    from statsmodels.regression.rolling import RollingOLS

    window, design = int(value), with_constant(x, y)

    def with_statsmodels():
        fit = RollingOLS(y, design, window=window).fit()
        return np.hstack([fit.params, fit.bse])[window - 1 :]

    return {"statsmodels": with_statsmodels}


def rolling_hac(value, x, y):
    """statsmodels has no rolling Newey-West errors: every window is fitted anew."""
    import statsmodels.api as sm

    window, design = int(value), with_constant(x, y)

    def with_statsmodels():
        out = np.empty((len(y) - window + 1, 2 * design.shape[1]))
        for start in range(len(out)):
            end = start + window
            model = sm.OLS(y[start:end], design[start:end])
            fit = model.fit(cov_type="HAC", cov_kwds={"maxlags": 4})
            out[start] = np.concatenate([fit.params, fit.bse])
        return out

    return {"statsmodels": with_statsmodels}


if __name__ == "__main__":
    main({"ols": ols, "rollingOls": rolling_ols, "rollingHac4": rolling_hac})
