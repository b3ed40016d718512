# SPDX-License-Identifier: Apache-2.0
"""Options in QuantLib and py_vollib, GARCH in arch, gamma profiles in NumPy.

QuantLib's objects are made before the clock starts; what is timed is a recalculation and the calls
that read its results.
"""

import numpy as np

from common import main


def black_implied(value, kind, price, k, t):
    import QuantLib as ql

    types = [ql.Option.Call if x else ql.Option.Put for x in kind]
    rows = list(zip(price.tolist(), k.tolist(), types))
    root = np.sqrt(t)
    deviation = ql.blackFormulaImpliedStdDev

    def with_quantlib():
        return (
            np.array([deviation(c, s, 100.0, p, 1.0, 0.0, 0.2, 1e-12, 200) for p, s, c in rows])
            / root
        )

    return {"QuantLib": with_quantlib}


def black_implied_calls(value, price, k, t):
    import QuantLib as ql
    from vollib.black.implied_volatility import implied_volatility

    rows = list(zip(price.tolist(), k.tolist(), t.tolist()))
    deviation = ql.blackFormulaImpliedStdDev
    call = ql.Option.Call

    def with_py_vollib():
        return np.array([implied_volatility(p, 100.0, s, 0.0, y, "c") for p, s, y in rows])

    def with_quantlib():
        return np.array(
            [deviation(call, s, 100.0, p, 1.0, 0.0, 0.2, 1e-12, 200) / y**0.5 for p, s, y in rows]
        )

    return {"py_vollib": with_py_vollib, "QuantLib": with_quantlib}


class Quotes:
    """Options of QuantLib on one day, each with a process of its own."""

    def __init__(self):
        import QuantLib as ql

        self.ql = ql
        self.today = ql.Date(2, 1, 2023)
        ql.Settings.instance().evaluationDate = self.today
        self.count = ql.Actual365Fixed()

    def process(self, s, r, q, v):
        ql = self.ql
        return ql.BlackScholesMertonProcess(
            ql.QuoteHandle(ql.SimpleQuote(s)),
            ql.YieldTermStructureHandle(ql.FlatForward(self.today, q, self.count)),
            ql.YieldTermStructureHandle(ql.FlatForward(self.today, r, self.count)),
            ql.BlackVolTermStructureHandle(
                ql.BlackConstantVol(self.today, ql.NullCalendar(), v, self.count)
            ),
        )

    def option(self, kind, k, days, american, engine):
        ql = self.ql
        end = self.today + days
        exercise = ql.AmericanExercise(self.today, end) if american else ql.EuropeanExercise(end)
        option = ql.VanillaOption(ql.PlainVanillaPayoff(kind, k), exercise)
        if engine is not None:
            option.setPricingEngine(engine)
        return option


def price_and_greeks(value, kind, v, k, t):
    import QuantLib as ql
    import py_vollib.black_scholes_merton as bsm
    import py_vollib.black_scholes_merton.greeks.analytical as analytical

    # Its dates have no fractions of a day, so a year of ours is a day of its own here.
    quotes = Quotes()
    options = []
    for c, s, y, w in zip(kind, k, t, v):
        process = quotes.process(100.0, 0.03 * y, 0.01 * y, w * y**0.5)
        options.append(
            quotes.option(
                ql.Option.Call if c else ql.Option.Put,
                s,
                365,
                False,
                ql.AnalyticEuropeanEngine(process),
            )
        )

    def with_quantlib():
        out = np.empty((len(options), 6))
        for i, o in enumerate(options):
            o.recalculate()
            out[i] = (o.NPV(), o.delta(), o.gamma(), o.vega(), o.theta(), o.rho())
        root = np.sqrt(t)
        out[:, 3] *= root
        out[:, 4] /= t
        out[:, 5] *= t
        return out

    rows = [
        ("c" if c else "p", s, y, w)
        for c, s, y, w in zip(kind.tolist(), k.tolist(), t.tolist(), v.tolist())
    ]

    def with_py_vollib():
        out = np.empty((len(rows), 6))
        for i, (c, s, y, w) in enumerate(rows):
            out[i] = (
                bsm.black_scholes_merton(c, 100.0, s, y, 0.03, w, 0.01),
                analytical.delta(c, 100.0, s, y, 0.03, w, 0.01),
                analytical.gamma(c, 100.0, s, y, 0.03, w, 0.01),
                100 * analytical.vega(c, 100.0, s, y, 0.03, w, 0.01),
                365 * analytical.theta(c, 100.0, s, y, 0.03, w, 0.01),
                100 * analytical.rho(c, 100.0, s, y, 0.03, w, 0.01),
            )
        return out

    return {"QuantLib": with_quantlib, "py_vollib": with_py_vollib}


def american(value, s, t, r, q, v):
    import QuantLib as ql

    scheme = (
        ql.QdFpAmericanEngine.accurateScheme()
        if value == "ACCURATE"
        else ql.QdFpAmericanEngine.fastScheme()
    )
    quotes = Quotes()
    options = []
    for a, y, b, c, d in zip(s.tolist(), t.tolist(), r.tolist(), q.tolist(), v.tolist()):
        engine = ql.QdFpAmericanEngine(quotes.process(a, b, c, d), scheme)
        options.append(quotes.option(ql.Option.Put, 100.0, round(365 * y), True, engine))

    def with_quantlib():
        out = np.empty(len(options))
        for i, o in enumerate(options):
            o.recalculate()
            out[i] = o.NPV()
        return out

    return {"QuantLib": with_quantlib}


def american_implied(value, price, s, t, r, q):
    import QuantLib as ql

    quotes = Quotes()
    rows = []
    for p, a, y, b, c in zip(price.tolist(), s.tolist(), t.tolist(), r.tolist(), q.tolist()):
        process = quotes.process(a, b, c, 0.2)
        rows.append((quotes.option(ql.Option.Put, 100.0, round(365 * y), True, None), p, process))

    def with_quantlib():
        return np.array([o.impliedVolatility(p, w, 1e-8, 200, 1e-3, 4.0) for o, p, w in rows])

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
        slope = 1 / root
        d = np.empty(len(k))
        out = np.empty(len(levels))
        for i, log in enumerate(np.log(levels)):
            # In place: temporaries would cost as much as the sums.
            np.multiply(slope, log, out=d)
            d += shift
            d *= d
            d *= -0.5
            np.exp(d, out=d)
            out[i] = np.dot(weight, d)
        return out * levels

    return {"NumPy": with_numpy}


if __name__ == "__main__":
    main(
        {
            "blackImplied": black_implied,
            "blackImpliedCalls": black_implied_calls,
            "priceAndGreeks": price_and_greeks,
            "american": american,
            "americanImplied": american_implied,
            "garchRobust": garch_robust,
            "gammaProfile": gamma_profile,
        }
    )
