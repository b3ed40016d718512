// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pruners")
class PrunerTest {
  private static final SearchSpace SPACE = SearchSpace.builder().real("x", 0, 1).build();

  private static Reports reports(double... values) {
    Reports reports = Reports.NONE;
    for (int i = 0; i < values.length; i++) {
      reports = reports.with(i + 1, values[i]);
    }
    return reports;
  }

  private static List<TrialResult> complete(double[]... curves) {
    List<TrialResult> results = new ArrayList<>();
    for (double[] curve : curves) {
      results.add(
          new TrialResult(
              SPACE,
              results.size(),
              new double[] {0.5},
              TrialState.COMPLETE,
              curve[curve.length - 1],
              "",
              reports(curve),
              Map.of()));
    }
    return results;
  }

  @Test
  void the_median_rule_compares_the_best_so_far_at_the_same_step() {
    List<TrialResult> known =
        complete(new double[] {5, 1}, new double[] {6, 2}, new double[] {7, 3});
    Verdict verdict = Pruner.median().warmUpTrials(3).judge(3, known, Direction.MINIMISE);
    assertThat(verdict.reason(reports(6))).isEmpty();
    assertThat(verdict.reason(reports(6.5))).contains("median of 3 trials 6.0");
    // The best so far, 2, is not worse than the median of the second step, which is 2.
    assertThat(verdict.reason(reports(2, 9))).isEmpty();
    assertThat(verdict.reason(reports(3, 9))).contains("step 2");
    Verdict upward = Pruner.median().warmUpTrials(3).judge(3, known, Direction.MAXIMISE);
    assertThat(upward.reason(reports(6.5))).isEmpty();
    assertThat(upward.reason(reports(5.5))).isNotEmpty();
  }

  @Test
  void the_median_rule_waits_for_trials_and_steps() {
    List<TrialResult> known = complete(new double[] {1}, new double[] {1});
    assertThat(Pruner.median().judge(2, known, Direction.MINIMISE).reason(reports(9))).isEmpty();
    MedianPruner patient = Pruner.median().warmUpTrials(2).warmUpSteps(2);
    assertThat(patient.judge(2, known, Direction.MINIMISE).reason(reports(9))).isEmpty();
    assertThat(
            Pruner.median().warmUpTrials(2).judge(2, known, Direction.MINIMISE).reason(reports(9)))
        .isNotEmpty();
  }

  @Test
  void successive_halving_keeps_the_best_of_each_rung() {
    double[][] curves = new double[7][4];
    for (int i = 0; i < 7; i++) {
      java.util.Arrays.fill(curves[i], i);
    }
    Verdict verdict = Pruner.successiveHalving(2, 4).judge(7, complete(curves), Direction.MINIMISE);
    // Step 1 is no rung. At step 2 eight trials are there, of which two go on.
    assertThat(verdict.reason(reports(9))).isEmpty();
    assertThat(verdict.reason(reports(9, 0.5))).isEmpty();
    assertThat(verdict.reason(reports(9, 1.5))).contains("not among the best 2 of 8");
    // Step 3 is no rung either: the trial was judged at 2.
    assertThat(verdict.reason(reports(0, 0, 9))).isEmpty();
  }

  @Test
  void successive_halving_lets_the_first_trials_through() {
    Verdict verdict =
        Pruner.successiveHalving(1, 3).judge(1, complete(new double[] {1}), Direction.MINIMISE);
    assertThat(verdict.reason(reports(0.5))).isEmpty();
    assertThat(verdict.reason(reports(1.5))).isNotEmpty();
  }

  @Test
  void hyperband_compares_within_a_bracket_that_starts_later() {
    Pruner pruner = Pruner.hyperband(1, 3, 2);
    List<TrialResult> known =
        complete(new double[] {1, 1, 1}, new double[] {0, 0, 0}, new double[] {2, 2, 2});
    // Trial 3 is in bracket 1, whose first rung is 3 and whose only other trial is number 1.
    Verdict verdict = pruner.judge(3, known, Direction.MINIMISE);
    assertThat(verdict.reason(reports(9))).isEmpty();
    assertThat(verdict.reason(reports(9, 9, 1))).contains("best 1 of 2");
  }

  @Test
  void the_signed_rank_rule_compares_fold_by_fold_with_the_best() {
    double[] best = {1, 2, 3, 4, 5, 6};
    List<TrialResult> known = complete(new double[] {9, 9, 9, 9, 9, 9}, best);
    Verdict verdict = Pruner.wilcoxon(0.05, 4).judge(2, known, Direction.MINIMISE);
    // Four of four worse: 1/16; five of five: 1/32 < 0.05.
    assertThat(verdict.reason(reports(2, 4, 6, 8))).isEmpty();
    assertThat(verdict.reason(reports(2, 4, 6, 8, 10))).contains("trial 1").contains("0.03125");
    assertThat(verdict.reason(reports(0.9, 1.8, 2.7, 3.6, 4.5))).isEmpty();
  }

  @Test
  void signed_rank_probabilities_are_those_of_other_programs() {
    // scipy 1.17.1, wilcoxon(d, alternative="greater", method="exact").
    double[] distinct = {1.5, -0.5, 2.25, 3.0, -1.0, 0.75, 4.0, 2.0};
    assertThat(SignedRank.upperTail(distinct)).isCloseTo(0.02734375, within(1e-15));
    // With ties by enumeration of the 256 signs: 31 sums reach the observed one.
    double[] tied = {0.5, 0.5, -0.5, 1.0, 1.0, 2.0, -2.0, 3.0, 0.0};
    assertThat(SignedRank.upperTail(tied)).isCloseTo(31 / 256.0, within(1e-15));
    // scipy, method="approx", correction=True.
    double[] many = new double[60];
    for (int i = 1; i <= 60; i++) {
      many[i - 1] = i % 3 == 0 ? -i : i;
    }
    assertThat(SignedRank.upperTail(many)).isCloseTo(0.018113247089393315, within(1e-12));
    assertThat(SignedRank.upperTail(new double[] {0, 0})).isEqualTo(1);
  }

  @Test
  void a_pruned_trial_keeps_its_last_value_and_the_reason() {
    Study study =
        Tuner.minimise(SPACE)
            .sampler(Sampler.random())
            .pruner(Pruner.median().warmUpTrials(3))
            .trials(40)
            .width(1)
            .tune(
                t -> {
                  for (int epoch = 1; epoch <= 5; epoch++) {
                    t.report(epoch, t.real("x") + 1.0 / epoch);
                    if (t.shouldPrune()) {
                      throw t.pruned();
                    }
                  }
                  return t.real("x");
                });
    assertThat(study.count(TrialState.PRUNED)).isBetween(10, 30);
    TrialResult pruned =
        study.trials().stream()
            .filter(r -> r.state() == TrialState.PRUNED)
            .findFirst()
            .orElseThrow();
    assertThat(pruned.value()).isCloseTo(pruned.real("x") + 1.0 / pruned.reported(), within(1e-15));
    assertThat(pruned.why()).contains("median of");
  }
}
