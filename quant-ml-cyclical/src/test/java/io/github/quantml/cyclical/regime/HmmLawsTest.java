// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws that hold for every hidden Markov model and every series. */
class HmmLawsTest {
  private static final long SEEDS = 1L << 40;

  static double[] probabilities(CounterRandom random, int n) {
    double[] p = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      p[i] = random.nextExponential() + 0.01;
      sum += p[i];
    }
    for (int i = 0; i < n; i++) {
      p[i] /= sum;
    }
    return p;
  }

  static HiddenMarkovModel model(CounterRandom random, int states) {
    double[][] transition = new double[states][];
    double[] means = new double[states];
    double[] variances = new double[states];
    for (int i = 0; i < states; i++) {
      transition[i] = probabilities(random, states);
      means[i] = random.nextGaussian();
      variances[i] = 0.1 + random.nextExponential();
    }
    return HiddenMarkovModel.of(
        probabilities(random, states), transition, DiagonalGaussianEmissions.of(means, variances));
  }

  static double[] series(CounterRandom random, int n) {
    double[] x = new double[n];
    boolean wild = false;
    for (int t = 0; t < n; t++) {
      wild ^= random.nextDouble() < 0.05;
      x[t] = (wild ? 2 : 0.7) * random.nextGaussian();
    }
    return x;
  }

  @Property(tries = 60)
  void appended_rows_leave_causal_values_bit_identical(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 1, max = 5) int states) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, states);
    double[] x = series(random, 60);
    x[30] = Double.NaN;
    x[40] = 1e6;
    FilteredProbabilities whole = model.filter(Observations.of(x));
    PredictedProbabilities before = model.predict(Observations.of(x));
    LaggedProbabilities lagged = model.fixedLag(Observations.of(x), 3);
    for (int n = 1; n < 60; n += 7) {
      Observations head = Observations.of(Arrays.copyOf(x, n));
      assertThat(model.filter(head).last()).isEqualTo(whole.row(n - 1));
      assertThat(model.predict(head).last()).isEqualTo(before.row(n - 1));
      if (n > 3) {
        assertThat(model.fixedLag(head, 3).row(n - 4)).isEqualTo(lagged.row(n - 4));
      }
    }
  }

  @Property(tries = 60)
  void online_steps_give_the_bits_of_the_batch_filter(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 1, max = 5) int states) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, states);
    double[] x = series(random, 40);
    x[7] = Double.NaN;
    x[9] = -1e9;
    FilteredProbabilities batch = model.filter(Observations.of(x));
    OnlineFilter online = model.online();
    for (int t = 0; t < x.length; t++) {
      online.step(x[t]);
      assertThat(online.probabilities()).isEqualTo(batch.row(t));
    }
    assertThat(online.logLikelihood())
        .isCloseTo(
            model.logLikelihood(Observations.of(x)),
            within(1e-12 * Math.abs(online.logLikelihood())));
  }

  @Property(tries = 60)
  void smoothing_ends_where_filtering_ends_and_every_row_sums_to_one(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 1, max = 5) int states) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, states);
    Observations data = Observations.of(series(random, 50));
    SmoothedProbabilities smoothed = model.smooth(data);
    assertThat(smoothed.last()).isEqualTo(model.filter(data).last());
    assertThat(smoothed.causal()).isFalse();
    LaggedProbabilities far = model.fixedLag(data, 100);
    for (int t = 0; t < 50; t++) {
      assertThat(Arrays.stream(smoothed.row(t)).sum()).isCloseTo(1, within(1e-12));
      for (int k = 0; k < states; k++) {
        assertThat(far.get(t, k)).isCloseTo(smoothed.get(t, k), within(1e-12));
      }
    }
  }

  @Property(tries = 40)
  void a_missing_row_leaves_the_prediction_unchanged(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 2, max = 4) int states) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, states);
    double[] x = series(random, 30);
    x[12] = Double.NaN;
    double[] filtered = model.filter(Observations.of(x)).row(12);
    double[] predicted = model.predict(Observations.of(x)).row(12);
    for (int k = 0; k < states; k++) {
      assertThat(filtered[k]).isCloseTo(predicted[k], within(1e-15));
    }
  }

  @Property(tries = 40)
  void identical_rows_of_the_matrix_make_a_plain_mixture(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 2, max = 4) int states) {
    CounterRandom random = CounterRandom.of(seed);
    double[] weights = probabilities(random, states);
    double[][] transition = new double[states][];
    Arrays.fill(transition, weights);
    Emissions emissions = model(random, states).emissions();
    HiddenMarkovModel model = HiddenMarkovModel.of(weights, transition, emissions);
    double[] x = series(random, 20);
    SmoothedProbabilities smoothed = model.smooth(Observations.of(x));
    for (int t = 0; t < x.length; t++) {
      double[] logs = new double[states];
      emissions.logDensities(x, t, t + 1, logs, 0);
      double sum = 0;
      for (int k = 0; k < states; k++) {
        logs[k] = weights[k] * Math.exp(logs[k]);
        sum += logs[k];
      }
      for (int k = 0; k < states; k++) {
        assertThat(smoothed.get(t, k)).isCloseTo(logs[k] / sum, within(1e-12));
      }
    }
  }

  @Property(tries = 40)
  void the_scaled_likelihood_equals_the_logarithmic_one(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll @IntRange(min = 1, max = 4) int states) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, states);
    double[] x = series(random, 200);
    double[] logs = new double[200 * states];
    model.emissions().logDensities(x, 0, 200, logs, 0);
    double[] now = new double[states];
    for (int t = 0; t < x.length; t++) {
      double[] next = new double[states];
      for (int j = 0; j < states; j++) {
        double[] terms = new double[states];
        for (int i = 0; i < states; i++) {
          terms[i] =
              t == 0
                  ? Math.log(model.start(j)) - Math.log(states)
                  : now[i] + Math.log(model.transition(i, j));
        }
        next[j] = logSum(terms) + logs[t * states + j];
      }
      now = next;
    }
    assertThat(model.logLikelihood(Observations.of(x))).isCloseTo(logSum(now), within(1e-10));
  }

  private static double logSum(double[] terms) {
    double most = Arrays.stream(terms).max().orElseThrow();
    return most + Math.log(Arrays.stream(terms).map(v -> Math.exp(v - most)).sum());
  }

  @Property(tries = 40)
  void state_names_do_not_matter(@ForAll @LongRange(max = SEEDS) long seed) {
    CounterRandom random = CounterRandom.of(seed);
    HiddenMarkovModel model = model(random, 4);
    int[] order = random.permutation(4);
    HiddenMarkovModel renamed = model.permuted(order);
    Observations data = Observations.of(series(random, 80));
    assertThat(renamed.logLikelihood(data)).isCloseTo(model.logLikelihood(data), within(1e-10));
    double[] now = model.filter(data).last();
    double[] other = renamed.filter(data).last();
    for (int k = 0; k < 4; k++) {
      assertThat(other[k]).isCloseTo(now[order[k]], within(1e-12));
    }
    StateAlignment back = StateAlignment.between(model, renamed);
    assertThat(renamed.permuted(back.order()).filter(data).last())
        .containsExactly(now, within(1e-12));
    assertThat(back.confidence()).isCloseTo(1, within(1e-12));
  }

  @Property(tries = 12)
  void scaling_the_data_scales_the_fit(
      @ForAll @LongRange(max = SEEDS) long seed,
      @ForAll @DoubleRange(min = -9, max = 9) double logFactor) {
    double factor = Math.exp(logFactor);
    double[] x = series(CounterRandom.of(seed), 300);
    double[] scaled = Arrays.stream(x).map(v -> factor * v).toArray();
    HmmConfig config = HmmConfig.defaults().withRestarts(4).withStopping(40, 1e-9);
    HmmFit plain = HmmEstimator.of(config).fit(Observations.of(x));
    HmmFit other = HmmEstimator.of(config).fit(Observations.of(scaled));
    assertThat(other.logLikelihood())
        .isCloseTo(plain.logLikelihood() - 300 * Math.log(factor), within(1e-5));
    for (int k = 0; k < 2; k++) {
      double sd = Math.sqrt(plain.model().emissions().variance(k, 0));
      assertThat(Math.sqrt(other.model().emissions().variance(k, 0)) / factor)
          .isCloseTo(sd, within(1e-4 * sd));
      assertThat(other.model().transition(k, k))
          .isCloseTo(plain.model().transition(k, k), within(1e-4));
    }
  }

  @Property(tries = 12)
  void every_em_step_climbs(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll EmissionFamily family) {
    CounterRandom random = CounterRandom.of(seed);
    double[] x = series(random, 250);
    boolean counts = family == EmissionFamily.POISSON || family == EmissionFamily.CATEGORICAL;
    for (int t = 0; t < x.length; t++) {
      x[t] = counts ? Math.floor(Math.abs(2 * x[t])) : x[t];
      x[t] = t % 17 == 3 ? Double.NaN : x[t];
    }
    HmmFit fit =
        HmmEstimator.of(HmmConfig.defaults().withFamily(family).withRestarts(3))
            .fit(Observations.of(x));
    for (int i = 1; i < fit.trace().size(); i++) {
      double now = fit.trace().get(i);
      assertThat(now).isGreaterThanOrEqualTo(fit.trace().get(i - 1) - 1e-9 * Math.abs(now));
    }
  }

  @Property(tries = 8)
  void em_climbs_in_several_columns_with_holes(
      @ForAll @LongRange(max = SEEDS) long seed, @ForAll CovarianceType covariance) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] rows = new double[300][3];
    boolean wild = false;
    for (double[] row : rows) {
      wild ^= random.nextDouble() < 0.05;
      double common = random.nextGaussian();
      for (int d = 0; d < 3; d++) {
        row[d] = (wild ? 2 : 0.5) * (0.7 * common + random.nextGaussian()) + d;
        row[d] = random.nextDouble() < 0.1 ? Double.NaN : row[d];
      }
    }
    HmmFit fit =
        HmmEstimator.of(HmmConfig.defaults().withCovariance(covariance).withRestarts(3))
            .fit(Observations.ofRows(rows));
    for (int i = 1; i < fit.trace().size(); i++) {
      double now = fit.trace().get(i);
      assertThat(now).isGreaterThanOrEqualTo(fit.trace().get(i - 1) - 1e-8 * Math.abs(now));
    }
  }

  @Property(tries = 20)
  void the_assignment_is_the_cheapest_of_all(@ForAll @LongRange(max = SEEDS) long seed) {
    CounterRandom random = CounterRandom.of(seed);
    double[][] cost = new double[4][4];
    for (double[] row : cost) {
      for (int j = 0; j < 4; j++) {
        row[j] = random.nextDouble();
      }
    }
    int[] found = StateAlignment.assign(cost);
    double total = 0;
    for (int i = 0; i < 4; i++) {
      total += cost[i][found[i]];
    }
    for (int code = 0; code < 256; code++) {
      int[] other = {code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6};
      if (Arrays.stream(other).distinct().count() == 4) {
        double price = 0;
        for (int i = 0; i < 4; i++) {
          price += cost[i][other[i]];
        }
        assertThat(total).isLessThanOrEqualTo(price + 1e-12);
      }
    }
  }
}
