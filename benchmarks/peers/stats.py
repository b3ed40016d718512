# SPDX-License-Identifier: Apache-2.0
"""Tests and fits of time series in statsmodels and arch."""

from common import main


def adf(value, x):
    from statsmodels.tsa.stattools import adfuller

    return {"statsmodels": lambda: adfuller(x, regression="c", autolag="AIC")[:3]}


def ljung_box(value, x):
    from statsmodels.stats.diagnostic import acorr_ljungbox

    return {"statsmodels": lambda: acorr_ljungbox(x, lags=[20]).to_numpy()}


def garch(value, x):
    """The mean is taken out first and the first variance is that of the sample, as in ours."""
    from arch import arch_model

    def with_arch():
        centred = x - x.mean()
        model = arch_model(centred, mean="Zero", vol="GARCH", p=1, q=1, rescale=False)
        return model.fit(disp="off", backcast=centred.var()).params.to_numpy()

    return {"arch": with_arch}


if __name__ == "__main__":
    main({"adf": adf, "ljungBox": ljung_box, "garch": garch})
