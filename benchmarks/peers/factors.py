# SPDX-License-Identifier: Apache-2.0
"""Factor regressions in statsmodels and linearmodels."""

import numpy as np

from common import main


def rolling_panel(value, y, f):
    """Coefficients, then the error of the first loading under independent disturbances.

    statsmodels has no rolling Newey-West errors, so the last number of each window differs from
    ours by design and `agreement` is not small; the coefficients are the same.
    """
    import statsmodels.api as sm
    from statsmodels.regression.rolling import RollingOLS

    f = f.reshape(-1, 3)
    y = y.reshape(len(f), -1)
    design = sm.add_constant(f)

    def with_statsmodels():
        out = []
        for i in range(y.shape[1]):
            fit = RollingOLS(y[:, i], design, window=60).fit()
            out.append(np.column_stack([fit.params, fit.bse[:, 1]])[59:])
        return np.array(out)

    return {"statsmodels": with_statsmodels}


def grs_fama_macbeth(value, y, f):
    import pandas as pd
    from linearmodels.panel.model import FamaMacBeth

    f = f.reshape(-1, 3)
    y = y.reshape(len(f), -1)
    months, assets = y.shape
    index = pd.MultiIndex.from_product([range(assets), pd.RangeIndex(months)])

    def with_linearmodels():
        design = np.column_stack([np.ones(months), f])
        b = np.linalg.lstsq(design, y, rcond=None)[0]
        e = y - design @ b
        sigma, mean = e.T @ e / months, f.mean(0)
        omega = np.cov(f.T, ddof=0)
        grs = (months - assets - 3) / assets * (b[0] @ np.linalg.solve(sigma, b[0]))
        grs /= 1 + mean @ np.linalg.solve(omega, mean)
        x = {"const": 1.0} | {f"b{j}": np.repeat(b[j + 1], months) for j in range(3)}
        panel = pd.DataFrame({"y": y.T.ravel()} | x, index=index)
        model = FamaMacBeth(panel.y, panel[["const", "b0", "b1", "b2"]])
        fit = model.fit(cov_type="kernel", kernel="bartlett", bandwidth=4, debiased=False)
        return np.concatenate([[grs], fit.params, fit.std_errors])

    return {"linearmodels": with_linearmodels}


if __name__ == "__main__":
    main({"rollingPanelHac4": rolling_panel, "grsFamaMacBeth": grs_fama_macbeth})
