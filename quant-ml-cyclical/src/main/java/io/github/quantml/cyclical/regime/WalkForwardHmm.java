// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Filtered regime probabilities whose parameters, too, come from the past only.
 *
 * <p>Filtering with parameters fitted to the whole sample still leaks the future. Here the model is
 * refitted every {@code step} rows on the rows before, its states are matched to those of the last
 * fit ({@link StateAlignment}), and only the rows that follow are filtered with it. Row t therefore
 * depends on rows 0 to t alone, bit for bit.
 *
 * @param estimator how each model is fitted
 * @param window rows of each fit, at least 1
 * @param step rows between fits, at least 1
 * @param expanding whether fits use all rows so far instead of the last {@code window}
 */
public record WalkForwardHmm(HmmEstimator estimator, int window, int step, boolean expanding) {
  /** Checks every setting. */
  public WalkForwardHmm {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1 row, got " + window);
    }
    if (step < 1) {
      throw new IllegalArgumentException("step must be at least 1 row, got " + step);
    }
  }

  /**
   * The outcome.
   *
   * @param firstRow row of the series that row 0 of the probabilities belongs to
   * @param probabilities filtered probabilities from {@code firstRow} on
   * @param fits the models used, oldest first, with aligned states
   * @param alignmentConfidence for each fit after the first, how well its states match the last
   */
  public record Result(
      int firstRow,
      FilteredProbabilities probabilities,
      List<HmmFit> fits,
      List<Double> alignmentConfidence) {
    /** Copies the lists. */
    public Result {
      fits = List.copyOf(fits);
      alignmentConfidence = List.copyOf(alignmentConfidence);
    }
  }

  /**
   * Walks through one series.
   *
   * @param x the series, longer than the window; NaN is missing
   * @throws InsufficientDataException if the series is not longer than the window
   */
  public Result run(double[] x) {
    if (x.length <= window) {
      throw new InsufficientDataException(
          "walk-forward regimes with a window of " + window + ": rows", window + 1L, x.length);
    }
    List<HmmFit> fits = new ArrayList<>();
    List<Double> confidence = new ArrayList<>();
    double[] out = null;
    int states = 0;
    for (int from = window; from < x.length; from += step) {
      int first = expanding ? 0 : from - window;
      HmmFit fit = estimator.fit(Observations.of(Arrays.copyOfRange(x, first, from)));
      if (!fits.isEmpty()) {
        HiddenMarkovModel previous = fits.get(fits.size() - 1).model();
        StateAlignment alignment = StateAlignment.between(previous, fit.model());
        fit = fit.withModel(fit.model().permuted(alignment.order()));
        confidence.add(alignment.confidence());
      }
      fits.add(fit);
      states = fit.model().states();
      if (out == null) {
        out = new double[(x.length - window) * states];
      }
      int to = Math.min(x.length, from + step);
      OnlineFilter filter = fit.model().online();
      for (int t = first; t < to; t++) {
        filter.step(x[t]);
        for (int k = 0; t >= from && k < states; k++) {
          out[(t - window) * states + k] = filter.probability(k);
        }
      }
    }
    double[] probabilities = out == null ? new double[0] : out;
    return new Result(window, new FilteredProbabilities(probabilities, states), fits, confidence);
  }
}
