// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.sizing;

import io.github.quantml.api.Forecast;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.ReturnDistribution;

/**
 * What a position is sized by: a forecast of the simple return over a horizon.
 *
 * @param expectedReturn mean simple return over the horizon
 * @param volatility its standard deviation, positive
 * @param confidence probability in [0, 1] that the forecast names the right outcome
 */
public record Conviction(double expectedReturn, double volatility, double confidence) {
  public Conviction {
    if (!(Math.abs(expectedReturn) < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "conviction: expectedReturn must be finite, got " + expectedReturn);
    }
    if (!(volatility > 0 && volatility < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "conviction: volatility must be finite and positive, got " + volatility);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "conviction: confidence must lie in [0, 1], got " + confidence);
    }
  }

  /** With the prediction's calibrated confidence. */
  public static Conviction from(Prediction prediction) {
    return new Conviction(
        prediction.expectedReturn(), prediction.volatility(), prediction.confidence());
  }

  /** With the probability of the likelier sign of the return as confidence. */
  public static Conviction from(Forecast.Distribution forecast) {
    ReturnDistribution returns = forecast.returns();
    double down = returns.cdf(0);
    return new Conviction(returns.mean(), returns.stdDev(), Math.max(down, 1 - down));
  }

  /** +1, −1 or 0. */
  public double direction() {
    return Math.signum(expectedReturn);
  }
}
