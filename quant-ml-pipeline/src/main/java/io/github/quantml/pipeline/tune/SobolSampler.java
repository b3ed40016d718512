// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;

/** Scrambled Sobol points. */
final class SobolSampler extends Sampler {
  @Override
  Proposer start(SearchSpace space, Direction direction, long seed) {
    SobolPoints points = new SobolPoints(space.size(), CounterRandom.of(seed));
    return new Proposer() {
      @Override
      public void tell(TrialResult result) {}

      @Override
      public double[] propose(int trial, List<double[]> pending, CounterRandom random) {
        return space.values(points.point(trial));
      }
    };
  }

  @Override
  String describe() {
    return "sobol";
  }
}
