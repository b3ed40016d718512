// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Samplers")
class SamplerTest {
  static List<Sampler> all() {
    return List.of(
        Sampler.random(),
        Sampler.sobol(),
        Sampler.grid(3),
        Sampler.tpe(),
        Sampler.tpe().univariate(),
        Sampler.cmaEs());
  }

  @ParameterizedTest
  @MethodSource("all")
  void propose_only_values_of_the_space(Sampler sampler) {
    Study study =
        Tuner.minimise(SearchSpaceTest.MIXED)
            .sampler(sampler)
            .trials(120)
            .tune(
                t -> Math.log(t.real("rate")) + t.integer("layers") - t.integer("hidden") / 100.0);
    assertThat(study.trials()).hasSize(120);
    for (TrialResult result : study.trials()) {
      for (int i = 0; i < SearchSpaceTest.MIXED.size(); i++) {
        assertThat(SearchSpaceTest.MIXED.get(i).contains(result.values()[i])).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void propose_the_same_whether_or_not_they_were_asked_before(Sampler sampler) {
    SearchSpace space = SearchSpaceTest.MIXED;
    Proposer every = sampler.start(space, Direction.MINIMISE, 5);
    Proposer once = sampler.start(space, Direction.MINIMISE, 5);
    CounterRandom root = CounterRandom.of(5);
    double[] last = {};
    for (int i = 0; i < 40; i++) {
      last = every.propose(i, List.of(), root.split(i));
      TrialResult result =
          new TrialResult(
              space, i, last, TrialState.COMPLETE, last[0] + last[2], "", Reports.NONE, Map.of());
      if (i < 39) {
        every.tell(result);
        once.tell(result);
      }
    }
    assertThat(once.propose(39, List.of(), root.split(39))).isEqualTo(last);
  }

  @Test
  void a_sobol_sequence_keeps_one_point_in_each_elementary_interval() {
    // Dyadic intervals of 64 points in two dimensions hold one point each, scrambled or not
    // (Sobol 1967: the first two coordinates are a (0, 2)-sequence in base 2).
    SobolPoints points = new SobolPoints(2, CounterRandom.of(3));
    for (int bits = 0; bits <= 6; bits++) {
      Set<List<Integer>> boxes = new HashSet<>();
      for (int i = 0; i < 64; i++) {
        double[] p = points.point(i);
        boxes.add(List.of((int) (p[0] * (1 << bits)), (int) (p[1] * (1 << (6 - bits)))));
      }
      assertThat(boxes).as("2^%d columns", bits).hasSize(64);
    }
  }

  @Test
  void a_sobol_sequence_has_at_most_a_thousand_parameters() {
    assertThatThrownBy(() -> new SobolPoints(1001, CounterRandom.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1000 parameters, got 1001");
  }

  @Test
  void a_grid_tries_every_combination_once_and_ends() {
    SearchSpace space =
        SearchSpace.builder().real("x", 0, 1).integer("n", 1, 2).categorical("c", "a", "b").build();
    Study study = Tuner.maximise(space).sampler(Sampler.grid(3)).trials(100).tune(t -> t.real("x"));
    Set<Map<String, String>> seen = new HashSet<>();
    study.trials().forEach(r -> seen.add(r.parameters()));
    assertThat(study.trials()).hasSize(12);
    assertThat(seen).hasSize(12);
    assertThat(study.best().real("x")).isEqualTo(1);
  }

  @Test
  void a_mixture_of_kernels_is_a_density_and_draws_from_itself() {
    SearchSpace space =
        SearchSpace.builder()
            .real("x", 0, 1)
            .integer("n", 1, 6)
            .categorical("c", "a", "b", "c")
            .build();
    double[][] trials = {{0.1, 2, 0}, {0.15, 2, 0}, {0.8, 5, 2}, {0.99, 6, 2}};
    double[] weights = {0.4, 0.3, 0.2, 0.1};
    Parzen parzen = new Parzen(space, new int[] {0, 1, 2}, trials, weights);
    int steps = 400;
    double total = 0;
    double below = 0;
    double second = 0;
    for (int i = 0; i < steps; i++) {
      double x = (i + 0.5) / steps;
      for (int n = 0; n < 6; n++) {
        for (int c = 0; c < 3; c++) {
          double mass = Math.exp(parzen.logDensity(new double[] {x, n, c})) / steps;
          total += mass;
          below += x < 0.3 ? mass : 0;
          second += c == 2 ? mass : 0;
        }
      }
    }
    assertThat(total).isCloseTo(1, within(1e-4));
    int draws = 20_000;
    int drawnBelow = 0;
    int drawnSecond = 0;
    CounterRandom random = CounterRandom.of(1);
    double[] point = new double[3];
    for (int i = 0; i < draws; i++) {
      parzen.draw(random, point);
      drawnBelow += point[0] < 0.3 ? 1 : 0;
      drawnSecond += point[2] == 2 ? 1 : 0;
    }
    // Four standard errors of a share of 20,000 draws are at most 0.0142.
    assertThat((double) drawnBelow / draws).isCloseTo(below, within(0.0142));
    assertThat((double) drawnSecond / draws).isCloseTo(second, within(0.0142));
  }

  @Test
  void the_quick_exponential_has_thirteen_digits() {
    CounterRandom random = CounterRandom.of(2);
    for (int i = 0; i < 10_000; i++) {
      double h = i == 0 ? 0 : i < 5000 ? 700 * random.nextDouble() : random.nextDouble();
      double exact = StrictMath.exp(-h);
      assertThat(Decay.of(h)).as("e^-%s", h).isCloseTo(exact, within(2e-13 * exact));
    }
  }

  @Test
  void the_constant_liar_keeps_proposals_away_from_pending_trials() {
    SearchSpace space = TestFunctions.cube(2, 0, 1);
    Proposer proposer = Sampler.tpe().start(space, Direction.MINIMISE, 1);
    CounterRandom root = CounterRandom.of(1);
    for (int i = 0; i < 40; i++) {
      CounterRandom random = root.split(i);
      boolean good = i % 4 == 0;
      double[] v =
          good
              ? new double[] {
                0.3 + 0.01 * random.nextGaussian(), 0.3 + 0.01 * random.nextGaussian()
              }
              : new double[] {random.nextDouble(), random.nextDouble()};
      double loss = good ? 0.1 * random.nextDouble() : 1 + random.nextDouble();
      proposer.tell(
          new TrialResult(space, i, v, TrialState.COMPLETE, loss, "", Reports.NONE, Map.of()));
    }
    List<double[]> crowd = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      crowd.add(new double[] {0.3 + 0.001 * i, 0.3});
    }
    int near = 0;
    int nearWithCrowd = 0;
    for (int i = 0; i < 200; i++) {
      double[] free = proposer.propose(40, List.of(), root.split(1000 + i));
      double[] crowded = proposer.propose(40, crowd, root.split(1000 + i));
      near += Math.hypot(free[0] - 0.3, free[1] - 0.3) < 0.2 ? 1 : 0;
      nearWithCrowd += Math.hypot(crowded[0] - 0.3, crowded[1] - 0.3) < 0.2 ? 1 : 0;
    }
    assertThat(near).isGreaterThan(20);
    assertThat(nearWithCrowd).isLessThan(3 * near / 4);
  }

  @Test
  void cma_es_learns_the_scales_of_an_ellipsoid() {
    // Hansen's ellipsoid in 4 dimensions, axes of ratio 1 to 30.
    SearchSpace space = TestFunctions.cube(4, -5, 5);
    Objective ellipsoid =
        t -> {
          double sum = 0;
          for (int i = 0; i < 4; i++) {
            double d = (t.real("x" + i) - 0.7) * Math.pow(30, i / 3.0);
            sum += d * d;
          }
          return sum;
        };
    Study study =
        Tuner.minimise(space).sampler(Sampler.cmaEs()).trials(1200).width(1).tune(ellipsoid);
    assertThat(study.best().value()).isLessThan(1e-8);
  }

  @Test
  void cma_es_moves_on_grids_and_restarts_where_everything_is_equal() {
    SearchSpace space =
        SearchSpace.builder().integer("n", 1, 1000).integer("m", 0, 10).real("x", 0, 1).build();
    Study study =
        Tuner.minimise(space)
            .sampler(Sampler.cmaEs())
            .trials(400)
            .width(1)
            .tune(t -> Math.abs(t.integer("n") - 777) + 10 * Math.abs(t.integer("m") - 9));
    assertThat(study.best().value()).isZero();
    Study flat = Tuner.minimise(space).sampler(Sampler.cmaEs()).trials(400).width(1).tune(t -> 1.0);
    assertThat(flat.best().value()).isEqualTo(1);
    double[] early = flat.trials().get(0).values();
    assertThat(
            flat.trials().stream()
                .map(r -> Math.abs(r.values()[2] - early[2]))
                .max(Comparator.naturalOrder())
                .orElseThrow())
        .isGreaterThan(0.3);
  }

  @ParameterizedTest
  @MethodSource("all")
  void work_on_choices_alone_and_on_a_single_value(Sampler sampler) {
    SearchSpace space =
        SearchSpace.builder()
            .categorical("a", "p", "q", "r")
            .categorical("only", "one")
            .integer("same", 3, 3)
            .build();
    Study study =
        Tuner.maximise(space)
            .sampler(sampler)
            .trials(60)
            .tune(t -> t.text("a").equals("q") ? t.integer("same") : 0);
    assertThat(study.best().value()).isEqualTo(3);
    assertThat(study.best().parameters())
        .containsEntry("a", "q")
        .containsEntry("only", "one")
        .containsEntry("same", "3");
  }

  @Test
  void cma_es_goes_on_for_long_on_a_grid_alone() {
    SearchSpace space = SearchSpace.builder().integer("n", 1, 50).integer("m", 1, 50).build();
    Study study =
        Tuner.minimise(space)
            .sampler(Sampler.cmaEs())
            .trials(8000)
            .width(1)
            .tune(t -> Math.abs(t.integer("n") - 31) + Math.abs(t.integer("m") - 7));
    assertThat(study.count(TrialState.COMPLETE)).isEqualTo(8000);
    assertThat(study.best().value()).isZero();
  }
}
