// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;

/**
 * What a trained cyclical model keeps.
 *
 * @param periods periods of the significant cycles in bars; empty when the model abstains
 * @param phi AR(1) coefficient of the noise
 * @param nu degrees of freedom of one bar's noise
 * @param variance variance of one bar's log return in training
 * @param lookback most recent bars that set amplitude, phase and volatility
 * @param decay weight that yesterday's variance keeps
 * @param reason why the model abstains, empty if it does not
 */
record CyclicalState(
    double[] periods,
    double phi,
    double nu,
    double variance,
    int lookback,
    double decay,
    String reason) {

  CyclicalState {
    for (double period : periods) {
      if (!(period > 2 && period < 1e9)) {
        throw new ModelFormatException("period of a cycle must be above 2 bars, got " + period);
      }
    }
    if (!(Math.abs(phi) < 1)
        || !(nu > 4)
        || !(variance > 0)
        || !(decay > 0 && decay < 1)
        || lookback < 64) {
      throw new ModelFormatException(
          "cyclical model: phi "
              + phi
              + ", nu "
              + nu
              + ", variance "
              + variance
              + ", decay "
              + decay
              + ", lookback "
              + lookback
              + " out of range");
    }
  }

  /** Degrees of freedom from the excess kurtosis, 4 + 6/excess, within [4.5, 60]. */
  static double tail(double[] x) {
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    double second = 0;
    double fourth = 0;
    for (double value : x) {
      double square = (value - mean) * (value - mean);
      second += square / x.length;
      fourth += square * square / x.length;
    }
    double excess = fourth / (second * second) - 3;
    return excess > 0 ? Math.max(4.5, Math.min(60, 4 + 6 / excess)) : 60;
  }

  /** Bars needed to see two turns of the slowest cycle. */
  int warmUp() {
    double longest = 0;
    for (double period : periods) {
      longest = Math.max(longest, period);
    }
    return Math.max(33, 2 * (int) Math.ceil(longest) + 1);
  }

  void write(ModelBundle.Builder out) {
    out.numbers("periods", periods)
        .number("phi", phi)
        .number("nu", nu)
        .number("variance", variance)
        .integer("lookback", lookback)
        .number("decay", decay)
        .text("reason", reason);
  }

  static CyclicalState read(ModelBundle in) {
    return new CyclicalState(
        in.numbers("periods"),
        in.number("phi"),
        in.number("nu"),
        in.number("variance"),
        in.count("lookback", 64, Integer.MAX_VALUE),
        in.number("decay"),
        in.text("reason"));
  }
}
