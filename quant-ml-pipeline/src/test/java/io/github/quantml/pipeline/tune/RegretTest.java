// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.math.Quantiles;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The median regret of 50 seeds after 100 trials")
class RegretTest {
  private static final int SEEDS = 50;

  // Least ratios of the reference goals: 5, 3 and 5 times less regret than random search.
  @ParameterizedTest(name = "{0} on {1} is at least {2} times less than at random")
  @CsvSource({
    "tpe, branin, 5",
    "tpe, hartmann, 3",
    "tpe, sphere, 5",
    "univariate, branin, 5",
    "univariate, hartmann, 3",
    "univariate, sphere, 5",
    "cma-es, branin, 5",
    "cma-es, hartmann, 3",
    "cma-es, sphere, 5"
  })
  void is_a_fraction_of_that_of_random_search(String sampler, String function, double least) {
    double random = medianRegret(Sampler.random(), function);
    double ours = medianRegret(sampler(sampler), function);
    assertThat(random / ours).isGreaterThanOrEqualTo(least);
  }

  private static Sampler sampler(String name) {
    return switch (name) {
      case "tpe" -> Sampler.tpe();
      case "univariate" -> Sampler.tpe().univariate();
      default -> Sampler.cmaEs();
    };
  }

  static double medianRegret(Sampler sampler, String function) {
    SearchSpace space =
        switch (function) {
          case "branin" -> TestFunctions.BRANIN;
          case "hartmann" -> TestFunctions.HARTMANN;
          default -> TestFunctions.SPHERE;
        };
    Objective objective =
        switch (function) {
          case "branin" -> TestFunctions::branin;
          case "hartmann" -> TestFunctions::hartmann;
          default -> TestFunctions::sphere;
        };
    double[] regrets = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Tuner tuner = Tuner.minimise(space).sampler(sampler).trials(100).seed(seed).width(1);
      regrets[seed] = tuner.tune(objective).best().value();
    }
    return Quantiles.median(regrets);
  }
}
