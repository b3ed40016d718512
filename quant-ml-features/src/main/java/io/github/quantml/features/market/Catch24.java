// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static io.github.quantml.features.graph.Columns.logReturn;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.graph.Cell;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import io.github.quantml.features.graph.Operator;
import io.github.quantml.features.graph.State;
import io.github.quantml.math.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The family {@code catch24}: characteristics of the log returns of a rolling window. NaN where the
 * returns of a window are all equal.
 *
 * <p>Not part of the standard registry, as one window costs as much as hundreds of other features:
 * add it by {@code FeatureRegistry.standard().with(Catch24.family(128))}. The two of scaling
 * regimes are 0, as in the reference, on windows too short for two regimes: below 40 and 79
 * returns.
 *
 * <p>Source: Lubba et al. (2019), catch22: CAnonical Time-series CHaracteristics, Data Mining and
 * Knowledge Discovery 33.
 */
public final class Catch24 {
  private static final String SOURCE = "Lubba et al. (2019)";

  private static final String[][] LISTING = {
    {"mode_5", "centre of the fullest of 5 bins"},
    {"mode_10", "centre of the fullest of 10 bins"},
    {"outlier_time_high", "where in time high values lie"},
    {"outlier_time_low", "where in time low values lie"},
    {"acf_crossing", "lag at which the autocorrelation falls below 1/e"},
    {"acf_minimum", "lag of the first minimum of the autocorrelation"},
    {"low_power", "power in the lowest fifth of the frequencies"},
    {"median_frequency", "median angular frequency"},
    {"forecast_error", "deviation of the error of forecasting by the mean of three"},
    {"step_memory", "first zero of the autocorrelation of steps over that of values"},
    {"large_steps", "share of steps above 0.04 deviations"},
    {"long_above_mean", "longest stretch above the mean"},
    {"long_fall", "longest stretch of falls"},
    {"motif_entropy", "entropy of pairs of thirds"},
    {"information_2", "information about the value two steps on"},
    {"time_reversal", "mean cube of steps"},
    {"information_minimum", "first minimum of Gaussian auto-information"},
    {"transition_variance", "spread of transitions between thirds"},
    {"embedded_steps", "distance of step lengths from an exponential law"},
    {"periodicity", "lag of the first clear peak of the autocovariance without trend"},
    {"range_regime", "share of short scales in how detrended ranges grow"},
    {"fluctuation_regime", "share of short scales in how detrended fluctuations grow"},
    {"mean", "mean"},
    {"deviation", "standard deviation, ddof 1"},
  };

  private Catch24() {}

  /**
   * The family on windows of {@code window} returns.
   *
   * @param window at least 20
   */
  public static FeatureFamily family(int window) {
    if (window < 20) {
      throw new IllegalArgumentException("window: must be >= 20, got " + window);
    }
    Node all = Node.of(new Rolling(window), logReturn(Inputs.close(), 1));
    List<Feature> out = new ArrayList<>();
    for (int k = 0; k < LISTING.length; k++) {
      out.add(
          Feature.named("catch_" + LISTING[k][0] + "_" + window, LISTING[k][1])
              .source(SOURCE)
              .scaleFree()
              .of(all.output(k)));
    }
    return new FeatureFamily("catch24", "Canonical characteristics of rolling returns", out);
  }

  /** All characteristics of a series, in the order of the family; NaN if its values are equal. */
  static double[] of(double[] x) {
    double[] out = new double[LISTING.length];
    Catch22 c = Catch22.of(x);
    if (c == null) {
      Arrays.fill(out, Double.NaN);
      return out;
    }
    double[] spectrum = c.spectrum();
    return new double[] {
      c.histogramMode(5),
      c.histogramMode(10),
      c.outlierTime(1),
      c.outlierTime(-1),
      c.firstCrossing(),
      c.firstMinimum(),
      spectrum[0],
      spectrum[1],
      c.meanForecastError(),
      c.stepMemory(),
      c.largeSteps(),
      c.longestAboveMean(),
      c.longestFall(),
      c.motifEntropy(),
      c.informationTwoAhead(),
      c.timeReversal(),
      c.firstInformationMinimum(),
      c.transitionVariance(),
      c.embeddedSteps(),
      c.periodicity(),
      c.rangeScaling(),
      c.fluctuationScaling(),
      Sums.mean(x),
      Math.sqrt(Sums.variance(x, 1))
    };
  }

  /** All characteristics at once, as they share most of their work. */
  private record Rolling(int window) implements Operator {
    @Override
    public String name() {
      return "catch24(" + window + ")";
    }

    @Override
    public int outputs() {
      return LISTING.length;
    }

    @Override
    public int warmUp() {
      return window - 1;
    }

    @Override
    public Cell start() {
      return new Cell() {
        private final double[] recent = new double[window];
        private int slot;
        private int sinceNaN;

        @Override
        public void update(double[] in, double[] out) {
          recent[slot] = in[0];
          slot = slot + 1 == window ? 0 : slot + 1;
          sinceNaN = Double.isNaN(in[0]) ? 0 : Math.min(window, sinceNaN + 1);
          if (sinceNaN < window) {
            Arrays.fill(out, Double.NaN);
            return;
          }
          double[] x = new double[window];
          System.arraycopy(recent, slot, x, 0, window - slot);
          System.arraycopy(recent, 0, x, window - slot, slot);
          System.arraycopy(of(x), 0, out, 0, out.length);
        }

        @Override
        public void state(State state) {
          slot = state.of(slot);
          sinceNaN = state.of(sinceNaN);
          state.of(recent);
        }
      };
    }
  }
}
