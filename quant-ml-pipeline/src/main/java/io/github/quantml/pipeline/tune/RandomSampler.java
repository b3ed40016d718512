// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;

/** Independent uniform settings. */
final class RandomSampler extends Sampler {
  @Override
  Proposer start(SearchSpace space, Direction direction, long seed) {
    return new Proposer() {
      @Override
      public void tell(TrialResult result) {}

      @Override
      public double[] propose(int trial, List<double[]> pending, CounterRandom random) {
        return uniform(space, random);
      }
    };
  }

  static double[] uniform(SearchSpace space, CounterRandom random) {
    double[] units = new double[space.size()];
    for (int i = 0; i < units.length; i++) {
      units[i] = random.nextDouble();
    }
    return space.values(units);
  }

  @Override
  String describe() {
    return "random";
  }
}
