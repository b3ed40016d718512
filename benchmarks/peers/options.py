# SPDX-License-Identifier: Apache-2.0
"""Options in QuantLib and py_vollib, GARCH in arch, gamma profiles in NumPy."""

import numpy as np

from common import main


def black_implied(value, kind, price, k, t):
    import QuantLib as ql
    from py_vollib.black.implied_volatility import implied_volatility

    flags = ["c" if x else "p" for x in kind]

    def with_py_vollib():
        return np.array(
            [implied_volatility(p, 100.0, s, 0.0, y, f) for p, s, y, f in zip(price, k, t, flags)]
        )

    types = [ql.Option.Call if x else ql.Option.Put for x in kind]

    def with_quantlib():
        deviation = ql.blackFormulaImpliedStdDev
        return np.array(
            [
                deviation(c, s, 100.0, p, 1.0, 0.0, 0.2, 1e-12, 200) / y**0.5
                for p, s, y, c in zip(price, k, t, types)
            ]
        )

    return {"py_vollib": with_py_vollib, "QuantLib": with_quantlib}


def price_and_greeks(value, kind, v, k, t):
    import QuantLib as ql

    types = [ql.Option.Call if x else ql.Option.Put for x in kind]

    def with_quantlib():
        out = np.empty((len(k), 6))
        for i, (c, s, y, w) in enumerate(zip(types, k, t, v)):
            forward = 100.0 * np.exp(0.02 * y)
            b = ql.BlackCalculator(
                ql.PlainVanillaPayoff(c, s), forward, w * y**0.5, np.exp(-0.03 * y)
            )
            out[i] = (
                b.value(), b.delta(100.0), b.gamma(100.0), b.vega(y), b.theta(100.0, y), b.rho(y)
            )
        return out

    return {"QuantLib": with_quantlib}


def american_fast(value, s, t, r, q, v):
    import QuantLib as ql

    today = ql.Date(2, 1, 2023)
    ql.Settings.instance().evaluationDate = today
    count = ql.Actual365Fixed()

    def price(s, t, r, q, v):
        process = ql.BlackScholesMertonProcess(
            ql.QuoteHandle(ql.SimpleQuote(s)),
            ql.YieldTermStructureHandle(ql.FlatForward(today, q, count)),
            ql.YieldTermStructureHandle(ql.FlatForward(today, r, count)),
            ql.BlackVolTermStructureHandle(ql.BlackConstantVol(today, ql.NullCalendar(), v, count)),
        )
        option = ql.VanillaOption(
            ql.PlainVanillaPayoff(ql.Option.Put, 100.0),
            ql.AmericanExercise(today, today + int(round(365 * t))),
        )
        option.setPricingEngine(
            ql.QdFpAmericanEngine(process, ql.QdFpAmericanEngine.fastScheme())
        )
        return option.NPV()

    def with_quantlib():
        return np.array([price(*x) for x in zip(s, t, r, q, v)])

    return {"QuantLib": with_quantlib}


def garch_robust(value, r):
    from arch import arch_model

    def with_arch():
        fit = arch_model(r).fit(disp="off", cov_type="robust")
        return np.concatenate([fit.params.values, fit.std_err.values])

    return {"arch": with_arch}


def gamma_profile(value, k, t, v, open):
    sign = np.where(np.arange(len(k)) % 2 == 0, 100.0, -100.0)
    levels = np.exp(np.linspace(np.log(3120.0), np.log(4680.0), 60))

    def with_numpy():
        root = v * np.sqrt(t)
        weight = sign * open / root / np.sqrt(2 * np.pi) * 0.01
        shift = -np.log(k) / root + 0.5 * root
        out = np.empty(len(levels))
        for i, s in enumerate(levels):
            d = np.log(s) / root + shift
            out[i] = s * np.dot(weight, np.exp(-0.5 * d * d))
        return out

    return {"NumPy": with_numpy}


if __name__ == "__main__":
    main(
        {
            "blackImplied": black_implied,
            "priceAndGreeks": price_and_greeks,
            "americanFast": american_fast,
            "garchRobust": garch_robust,
            "gammaProfile": gamma_profile,
        }
    )
