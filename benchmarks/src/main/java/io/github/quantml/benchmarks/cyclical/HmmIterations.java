// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.cyclical;

import io.github.quantml.benchmarks.SyntheticSeries;
import io.github.quantml.cyclical.regime.DiagonalGaussianEmissions;
import io.github.quantml.cyclical.regime.HiddenMarkovModel;
import io.github.quantml.cyclical.regime.HmmConfig;
import io.github.quantml.cyclical.regime.HmmEstimator;
import io.github.quantml.cyclical.regime.Observations;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Ten iterations of EM for a Gaussian hidden Markov model of four states from a given start: start
 * and transition probabilities, means, variances.
 *
 * <p>Ours goes on to the likelihood of the last parameters and the most likely path, which the peer
 * leaves out.
 */
public class HmmIterations extends CyclicalComparison {
  private static final int STATES = 4;
  private static final int ITERATIONS = 10;
  private static final double[] MEANS = {-3, -1, 1, 3};
  private static final double[] DEVIATIONS = {1, 0.5, 0.7, 1.2};

  /** Values of the series. */
  @Param("50000")
  public int length;

  private final HmmEstimator estimator =
      HmmEstimator.of(
          HmmConfig.defaults().withStates(STATES).withStopping(ITERATIONS, Double.MIN_NORMAL));
  private double[] x = {};
  private double[] start = {};
  private double[] transition = {};
  private double[] means = {};
  private double[] variances = {};

  /** For JMH. */
  public HmmIterations() {}

  /** A chain that stays with probability .94; EM starts off the truth. */
  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? length : length / 50;
    CounterRandom random = CounterRandom.of(2);
    x = SyntheticSeries.gaussian(n, 1);
    int state = 0;
    for (int t = 0; t < n; t++) {
      state = random.nextDouble() < 0.94 ? state : random.nextInt(STATES);
      x[t] = MEANS[state] + DEVIATIONS[state] * x[t];
    }
    start = new double[] {0.25, 0.25, 0.25, 0.25};
    transition = new double[STATES * STATES];
    Arrays.fill(transition, 0.1);
    for (int k = 0; k < STATES; k++) {
      transition[k * STATES + k] = 0.7;
    }
    means = new double[] {-2.5, -1.5, 0.5, 2};
    variances = new double[] {1, 1, 1, 1};
  }

  @Override
  public String kernel() {
    return "hmm10";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of(
        "x", x, "start", start, "transition", transition, "means", means, "variances", variances);
  }

  /** Our fits sort states by variance; the peer leaves them in the order of the start. */
  private static HiddenMarkovModel byMean(HiddenMarkovModel model) {
    int[] order =
        IntStream.range(0, STATES)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> model.emissions().mean(k, 0)))
            .mapToInt(Integer::intValue)
            .toArray();
    return model.permuted(order);
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    double[][] rows = new double[STATES][];
    for (int k = 0; k < STATES; k++) {
      rows[k] = Arrays.copyOfRange(transition, k * STATES, (k + 1) * STATES);
    }
    HiddenMarkovModel first =
        HiddenMarkovModel.of(start, rows, DiagonalGaussianEmissions.of(means, variances));
    HiddenMarkovModel last = byMean(estimator.refine(Observations.of(x), first).model());
    double[] out = new double[STATES * (STATES + 3)];
    int at = 0;
    for (int k = 0; k < STATES; k++) {
      out[at++] = last.start(k);
    }
    for (int i = 0; i < STATES; i++) {
      for (int j = 0; j < STATES; j++) {
        out[at++] = last.transition(i, j);
      }
    }
    for (int k = 0; k < STATES; k++) {
      out[at++] = last.emissions().mean(k, 0);
    }
    for (int k = 0; k < STATES; k++) {
      out[at++] = last.emissions().variance(k, 0);
    }
    return out;
  }
}
