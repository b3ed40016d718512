// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.serve;

/**
 * How far an outcome lies from what was said about it, and the interval of all outcomes no farther.
 *
 * <p>Points: |y − ŷ|. Quantiles: max(q₁ − y, y − qₖ), which is negative inside (Romano, Patterson,
 * Candès 2019, Conformalized quantile regression, equation 6). Distributions: |y − μ|/σ.
 */
final class Nonconformity {
  private final Output output;
  private final int width;

  Nonconformity(Output output) {
    this.output = output;
    this.width = output.width();
  }

  /** The score of value v of a forecast. */
  double score(float[] said, int v, double came) {
    int at = v * width;
    return switch (output.kind()) {
      case POINT -> Math.abs(came - said[at]);
      case QUANTILES -> Math.max(said[at] - came, came - said[at + width - 1]);
      case GAUSSIAN, STUDENT_T -> Math.abs(came - said[at]) / said[at + 1];
    };
  }

  /** Writes the interval of scores up to {@code reach}; its ends meet where it would be empty. */
  void bounds(float[] said, int v, double reach, double[] lower, double[] upper) {
    int at = v * width;
    double low = said[at];
    double high = output.kind() == Output.Kind.QUANTILES ? said[at + width - 1] : said[at];
    double r =
        output.width() > 1 && output.kind() != Output.Kind.QUANTILES ? reach * said[at + 1] : reach;
    lower[v] = low - r;
    upper[v] = high + r;
    if (lower[v] > upper[v]) {
      lower[v] = 0.5 * (low + high);
      upper[v] = lower[v];
    }
  }
}
