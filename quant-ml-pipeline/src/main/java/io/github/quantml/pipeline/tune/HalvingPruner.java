// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.Quantiles;
import java.util.Arrays;
import java.util.List;

/** Successive halving, in one or more brackets. */
final class HalvingPruner extends Pruner {
  private final long first;
  private final int factor;
  private final int brackets;

  HalvingPruner(long first, int factor, int brackets) {
    if (first < 1) {
      throw new IllegalArgumentException("first: must be at least 1, got " + first);
    }
    if (factor < 2) {
      throw new IllegalArgumentException("factor: must be at least 2, got " + factor);
    }
    if (brackets < 1) {
      throw new IllegalArgumentException("brackets: must be at least 1, got " + brackets);
    }
    this.first = first;
    this.factor = factor;
    this.brackets = brackets;
  }

  @Override
  Verdict judge(int trial, List<TrialResult> known, Direction direction) {
    int bracket = trial % brackets;
    long lowest = first;
    for (int i = 0; i < bracket; i++) {
      lowest = Math.multiplyExact(lowest, factor);
    }
    long start = lowest;
    return reports -> reason(bracket, start, reports, known, direction);
  }

  /** Looks at the highest rung that the last report reached and the one before did not. */
  private String reason(
      int bracket, long start, Reports reports, List<TrialResult> known, Direction direction) {
    long before = reports.size() > 1 ? reports.step(reports.size() - 2) : -1;
    long rung = -1;
    for (long r = start; r <= reports.lastStep(); r *= factor) {
      rung = r > before ? r : rung;
      if (r > Long.MAX_VALUE / factor) {
        break;
      }
    }
    if (rung < 0) {
      return "";
    }
    double own = direction.loss(reports.last());
    double[] losses = new double[known.size() + 1];
    losses[0] = own;
    int n = 1;
    for (TrialResult other : known) {
      if (other.number() % brackets == bracket) {
        double value = firstFrom(other.reports(), rung);
        if (!Double.isNaN(value)) {
          losses[n++] = direction.loss(value);
        }
      }
    }
    // While fewer than `factor` trials have come here, the best of them goes on.
    int kept = Math.max(1, n / factor);
    double bar = Quantiles.select(Arrays.copyOf(losses, n), kept - 1);
    return own > bar
        ? "rung "
            + rung
            + ": "
            + direction.loss(own)
            + " is not among the best "
            + kept
            + " of "
            + n
        : "";
  }

  /** The first value at or after a step; NaN if it did not come so far. */
  private static double firstFrom(Reports reports, long step) {
    for (int i = 0; i < reports.size(); i++) {
      if (reports.step(i) >= step) {
        return reports.value(i);
      }
    }
    return Double.NaN;
  }

  @Override
  String describe() {
    return "halving first=" + first + " factor=" + factor + " brackets=" + brackets;
  }
}
