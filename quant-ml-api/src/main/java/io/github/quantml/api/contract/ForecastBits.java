// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.contract;

import io.github.quantml.api.Forecast;
import io.github.quantml.api.ReturnDistribution;
import java.util.ArrayList;
import java.util.List;

/** A forecast as values whose equality means: the same forecast, bit for bit. */
record ForecastBits(List<Object> values) {
  private static final double[] LEVELS = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

  static ForecastBits of(Forecast forecast) {
    List<Object> values = new ArrayList<>();
    if (forecast instanceof Forecast.Distribution d) {
      ReturnDistribution r = d.returns();
      values.add(r.mean());
      values.add(r.stdDev());
      for (double p : LEVELS) {
        double q = r.quantile(p);
        values.add(q);
        values.add(r.cdf(q));
        values.add(r.logDensity(q));
      }
      values.add(d.signals());
      values.add(d.insights());
    } else {
      values.add(forecast);
    }
    return new ForecastBits(values);
  }
}
