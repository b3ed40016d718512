// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often each method keeps what it should not, over 100 simulated problems. */
class ErrorRateTest {
  private static final int SEEDS = 100;
  private static final ExtraTrees SMALL = new ExtraTrees(12, 10, 5, 1.0 / 3);

  /**
   * @param allowed the rate that the method states
   */
  private record Case(Selector selector, double allowed, boolean givenOthers) {}

  /** Three standard errors of a mean of SEEDS shares. */
  private static double slack(double[] shares) {
    double mean = 0;
    double squares = 0;
    for (double s : shares) {
      mean += s / shares.length;
      squares += s * s / shares.length;
    }
    return 3 * Math.sqrt(Math.max(0, squares - mean * mean) / shares.length);
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  @Test
  void theFalseDiscoveryRateStaysWithinItsLevel() {
    List<Case> cases =
        List.of(
            new Case(UnivariateSelector.hac(0.1), 0.1, false),
            new Case(
                UnivariateSelector.hac(0.1).withControl(FalseDiscovery.BENJAMINI_YEKUTIELI),
                0.1,
                false),
            new Case(UnivariateSelector.bootstrap(0.1).withResamples(999), 0.1, false),
            new Case(InformationSelector.binned(0.1), 0.1, false),
            new Case(
                new InformationSelector(InformationSelector.Estimator.KSG, 0.1, 4, 10, 500),
                0.1,
                false),
            new Case(new ImpuritySelector(SMALL, 0.1, 10), 0.1, false),
            new Case(PermutationSelector.of(SMALL, 0.1), 0.1, false),
            new Case(PermutationSelector.clustered(SMALL, 0.1), 0.1, false),
            new Case(SingleFeatureSelector.of(new ExtraTrees(8, 20, 4, 1), 0.1), 0.1, false),
            new Case(KnockoffSelector.of(0.2), 0.2, true));
    List<String> failures = new ArrayList<>();
    StringBuilder table =
        new StringBuilder(
            String.format(
                "%nfalse discovery rate over %d problems of 80 features, 5 relevant%n", SEEDS));
    for (Case c : cases) {
      long start = System.nanoTime();
      double[] shares = new double[SEEDS];
      double[] recalls = new double[SEEDS];
      each(
          SEEDS,
          seed -> {
            Planted planted = Planted.of(200, 80, 5, 0.6, seed);
            FittedSelector fitted =
                c.selector.fit(planted.data(), SelectionContext.defaults().withSeed(seed));
            int kept = fitted.names().size();
            int good = planted.hits(fitted, c.givenOthers ? planted.relevant() : planted.related());
            shares[seed] = (kept - good) / Math.max(1.0, kept);
            recalls[seed] = planted.hits(fitted, planted.relevant()) / 5.0;
          });
      double rate = mean(shares);
      table.append(
          String.format(
              Locale.ROOT,
              "%-46s level %.2f  rate %.3f  recall %.2f  (%.1f s)%n",
              c.selector.name(),
              c.allowed,
              rate,
              mean(recalls),
              (System.nanoTime() - start) * 1e-9));
      if (rate - slack(shares) > c.allowed) {
        failures.add(c.selector.name() + ": rate " + rate + " above " + c.allowed);
      }
    }
    System.out.println(table);
    assertThat(failures).isEmpty();
  }

  @Test
  void onShuffledTargetsNothingIsKeptBeyondTheStatedRate() {
    List<Case> cases =
        List.of(
            new Case(UnivariateSelector.hac(0.1), 0.1, false),
            new Case(UnivariateSelector.bootstrap(0.1).withResamples(999), 0.1, false),
            new Case(InformationSelector.binned(0.1), 0.1, false),
            new Case(
                GreedyInformationSelector.of(GreedyInformationSelector.Criterion.MRMR),
                0.05,
                false),
            new Case(
                GreedyInformationSelector.of(GreedyInformationSelector.Criterion.JMI), 0.05, false),
            new Case(
                GreedyInformationSelector.of(GreedyInformationSelector.Criterion.CMIM),
                0.05,
                false),
            new Case(new ImpuritySelector(SMALL, 0.1, 10), 0.1, false),
            new Case(PermutationSelector.of(SMALL, 0.1), 0.1, false),
            new Case(PermutationSelector.clustered(SMALL, 0.1), 0.1, false),
            new Case(SingleFeatureSelector.of(new ExtraTrees(8, 20, 4, 1), 0.1), 0.1, false),
            new Case(BorutaSelector.of(SMALL.withTried(0.1)), 0.05, false),
            new Case(KnockoffSelector.of(0.2), 0.2, true));
    check("shuffled targets", cases, 100, seed -> Planted.shuffled(200, 80, seed));
  }

  @Test
  void persistentFeaturesAndOverlappingTargetsAreAllowedFor() {
    List<Case> cases =
        List.of(
            new Case(UnivariateSelector.hac(0.1), 0.1, false),
            new Case(UnivariateSelector.bootstrap(0.1).withResamples(999), 0.1, false),
            new Case(InformationSelector.binned(0.1), 0.1, false),
            new Case(
                new InformationSelector(InformationSelector.Estimator.KSG, 0.1, 4, 5, 400),
                0.1,
                false));
    check("overlapping targets", cases, 100, seed -> Planted.persistent(300, 20, 5, seed));
  }

  @Test
  void stabilitySelectionKeepsNoMoreIrrelevantFeaturesThanAllowed() {
    StabilitySelector selector = new StabilitySelector(1, 0.75, 25);
    double[] wrong = new double[40];
    double[] noise = new double[40];
    each(
        wrong.length,
        seed -> {
          Planted planted = Planted.of(200, 80, 5, 0.6, seed);
          FittedSelector fitted = selector.fit(planted.data(), SelectionContext.defaults());
          wrong[seed] = fitted.names().size() - planted.hits(fitted, planted.relevant());
          SelectionData shuffled = Planted.shuffled(200, 80, seed);
          noise[seed] = selector.fit(shuffled, SelectionContext.defaults()).names().size();
        });
    System.out.printf(
        Locale.ROOT,
        "stability selection: %.2f wrongly kept where 1 is allowed, %.2f on shuffled targets%n",
        mean(wrong),
        mean(noise));
    assertThat(mean(wrong) - slack(wrong)).isLessThanOrEqualTo(1);
    assertThat(mean(noise) - slack(noise)).isLessThanOrEqualTo(1);
  }

  /** On all processors; each problem depends on its seed alone. */
  private static void each(int seeds, IntConsumer problem) {
    IntStream.range(0, seeds).parallel().forEach(problem);
  }

  private interface Problem {
    SelectionData of(int seed);
  }

  /** Where every feature is irrelevant the false discovery rate is the chance to keep any. */
  private static void check(String title, List<Case> cases, int seeds, Problem problem) {
    List<String> failures = new ArrayList<>();
    StringBuilder table =
        new StringBuilder(
            String.format("%n%s: share of %d problems with any kept%n", title, seeds));
    for (Case c : cases) {
      long start = System.nanoTime();
      double[] any = new double[seeds];
      each(
          seeds,
          seed -> {
            FittedSelector fitted =
                c.selector.fit(problem.of(seed), SelectionContext.defaults().withSeed(seed));
            any[seed] = fitted.names().isEmpty() ? 0 : 1;
          });
      double rate = mean(any);
      table.append(
          String.format(
              Locale.ROOT,
              "%-46s level %.2f  share %.2f  (%.1f s)%n",
              c.selector.name(),
              c.allowed,
              rate,
              (System.nanoTime() - start) * 1e-9));
      // Three standard errors of a share that is exactly at the level.
      if (rate > c.allowed + 3 * Math.sqrt(c.allowed * (1 - c.allowed) / seeds)) {
        failures.add(c.selector.name() + ": " + rate + " above " + c.allowed);
      }
    }
    System.out.println(table);
    assertThat(failures).isEmpty();
  }
}
