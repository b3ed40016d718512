// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.surface;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;

/**
 * Quoted volatilities of one expiry. The arrays are not copied.
 *
 * @param years to expiry, positive
 * @param k ln(K/F)
 * @param volatility positive
 * @param weight of each squared error in total variance, at least 0; vega² or 1/spread² keep
 *     illiquid wings from ruling the fit
 */
public record SmileQuotes(double years, double[] k, double[] volatility, double[] weight) {
  public SmileQuotes {
    if (!(years > 0 && years < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("years: must be positive and finite, got " + years);
    }
    if (k.length != volatility.length || k.length != weight.length) {
      throw new IllegalArgumentException(
          "k, volatility, weight: must be equally long, got "
              + k.length
              + ", "
              + volatility.length
              + ", "
              + weight.length);
    }
    if (k.length < 5) {
      throw new InsufficientDataException(
          "quotes of the smile at " + years + " years", 5, k.length);
    }
    for (int i = 0; i < k.length; i++) {
      if (!Double.isFinite(k[i] + volatility[i] + weight[i])
          || !(volatility[i] > 0 && weight[i] >= 0)) {
        throw new InvalidDataException(
            "smile at "
                + years
                + " years, quote "
                + i
                + ": k finite, volatility positive, weight at"
                + " least 0, got "
                + k[i]
                + ", "
                + volatility[i]
                + ", "
                + weight[i]);
      }
    }
  }

  double totalVariance(int i) {
    return volatility[i] * volatility[i] * years;
  }

  /** Root weighted mean square of the volatility errors of a slice. */
  public double error(Slice slice) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < k.length; i++) {
      double v = Math.sqrt(Math.max(slice.totalVariance(k[i]), 0) / years) - volatility[i];
      sum += weight[i] * v * v;
      total += weight[i];
    }
    return Math.sqrt(sum / total);
  }
}
