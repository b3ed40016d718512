// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Times the sides of a case that run on the JVM, each in a fork of its own. */
final class JvmPeers {
  private final boolean quick;

  JvmPeers(boolean quick) {
    this.quick = quick;
  }

  /** Nanoseconds per call of the best iteration, by side. */
  Map<String, Double> time(Case one, Collection<String> sides) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(
                "^"
                    + Pattern.quote(one.comparison().getClass().getName())
                    + "\\.("
                    + String.join("|", sides)
                    + ")$")
            .param(one.parameter(), one.value())
            .verbosity(VerboseMode.SILENT);
    if (quick) {
      options
          .warmupIterations(1)
          .warmupTime(TimeValue.milliseconds(100))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(100));
    }
    Map<String, Double> best = new LinkedHashMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      best.put(side(result.getParams()), best(result));
    }
    return best;
  }

  private static String side(BenchmarkParams params) {
    String name = params.getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The minimum: what a busy machine adds to a time is never negative. */
  private static double best(RunResult result) {
    double best = Double.POSITIVE_INFINITY;
    for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
      best = Math.min(best, iteration.getPrimaryResult().getScore());
    }
    return best;
  }
}
