# SPDX-License-Identifier: Apache-2.0
"""What statsmodels and linearmodels say of the 819 months of french.csv: FrenchOracleTest's fixture.

    python french.py french.csv > french.properties      (statsmodels, linearmodels)
"""
import sys

import linearmodels
import numpy as np
import pandas as pd
import statsmodels
import statsmodels.api as sm
from linearmodels.asset_pricing import LinearFactorModel, TradedFactorModel
from linearmodels.panel.model import FamaMacBeth
from statsmodels.regression.rolling import RollingOLS

data = pd.read_csv(sys.argv[1], index_col=0)
size_value = [f"S{i}V{j}" for i in (1, 3, 5) for j in (1, 3, 5)]
industries = "NoDur Durbl Manuf Enrgy Chems BusEq Telcm Utils Shops Hlth Money Other".split()
momentum = [f"S{i}M{j}" for i in (1, 3, 5) for j in (1, 3, 5)]
ff3 = data[["MktRF", "SMB", "HML"]]
carhart = data[["MktRF", "SMB", "HML", "Mom"]]


def excess(names):
    return data[names].sub(data.RF, axis=0)


def say(key, *values):
    flat = np.concatenate([np.ravel(v) for v in values]).astype(float)
    print(key + "=" + " ".join(repr(float(v)) for v in flat))


print(f"# statsmodels {statsmodels.__version__}, linearmodels {linearmodels.__version__},"
      f" numpy {np.__version__}, pandas {pd.__version__}")

for name in size_value + industries:
    y = excess([name]).iloc[:, 0]
    x = sm.add_constant(carhart)
    hac = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": 6, "use_correction": False})
    hc3 = sm.OLS(y, x).fit(cov_type="HC3")
    say("carhart." + name, hac.params, hac.bse, hc3.bse, [hac.rsquared])

for name in ["S1V1", "S5V5", "BusEq"]:
    rolling = RollingOLS(excess([name]).iloc[:, 0].values, sm.add_constant(ff3).values, 60).fit()
    for t in [59, 300, 600, 818]:
        say(f"rolling.{name}.{t}", rolling.params[t], rolling.bse[t])

for key, names in {"sizeValue": size_value, "industries": industries}.items():
    model = TradedFactorModel(excess(names), carhart)
    for debiased in [False, True]:
        fit = model.fit(cov_type="robust", debiased=debiased)
        say(f"traded.{key}.{debiased}", [fit.j_statistic.stat, fit.j_statistic.pval])
    say("traded.alphas." + key, fit.alphas)

for key, names in {"sizeValue": size_value, "all": size_value + momentum + industries}.items():
    fit = LinearFactorModel(excess(names), carhart, risk_free=True).fit(debiased=False)
    say("linear." + key, fit.risk_premia, fit.risk_premia_se)

names = size_value + momentum + industries
y = excess(names)
loadings = np.linalg.lstsq(sm.add_constant(ff3).values, y.values, rcond=None)[0]
index = pd.MultiIndex.from_product([names, pd.RangeIndex(len(y))])
x = {"const": 1.0} | {f"b{j}": np.repeat(loadings[j + 1], len(y)) for j in range(3)}
panel = pd.DataFrame({"y": y.values.T.ravel()} | x, index=index)
model = FamaMacBeth(panel.y, panel[["const", "b0", "b1", "b2"]])
kernel = model.fit(cov_type="kernel", kernel="bartlett", bandwidth=4, debiased=False)
say("famaMacBeth", kernel.params, kernel.std_errors, model.fit(debiased=False).std_errors)
