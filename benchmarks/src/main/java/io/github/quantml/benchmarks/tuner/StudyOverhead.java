// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.tuner;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.pipeline.tune.Study;
import io.github.quantml.pipeline.tune.Tuner;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A whole study of a function that costs nothing: 500 trials of five real parameters, each knowing
 * all trials before it. What is compared is the number of trials and of parameters; what studies
 * find is the matter of {@link RegretTable}.
 */
public class StudyOverhead extends Comparison {
  /** By name of the sampler. */
  @Param({"tpe", "tpeUnivariate", "cmaEs", "sobol", "random"})
  public String sampler = "";

  private int trials;

  /** For JMH. */
  public StudyOverhead() {}

  @Override
  public void prepare(Scale scale) {
    trials = scale == Scale.FULL ? 500 : 30;
  }

  @Override
  public String workload() {
    return "tuner";
  }

  @Override
  public String kernel() {
    return "study";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("shape", new double[] {trials, TunedFunction.DIMENSIONS});
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    Study study =
        Tuner.minimise(TunedFunction.SPHERE.space())
            .sampler(Samplers.named(sampler))
            .trials(trials)
            .width(1)
            .seed(1)
            .tune(TunedFunction.SPHERE::value);
    return new double[] {study.trials().size(), study.best().parameters().size()};
  }
}
