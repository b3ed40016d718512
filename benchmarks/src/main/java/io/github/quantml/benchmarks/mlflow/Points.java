// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.mlflow;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.mlflow.MLFlowConfig;
import io.github.quantml.mlflow.MLFlowRun;
import io.github.quantml.mlflow.MLFlowTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points of ten metrics, told one by one as a training loop tells them. */
abstract class Points extends Comparison {
  static final int KEYS = 10;

  private @Nullable Path journals;
  private int count;

  @Override
  public void prepare(Scale scale) {
    count = scale == Scale.FULL ? points() : 100;
    try {
      journals = Files.createTempDirectory("quant-ml-mlflow");
      journals.toFile().deleteOnExit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  abstract int points();

  @Override
  public String workload() {
    return "mlflow";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("count", new double[] {count});
  }

  final MLFlowTracker tracker(@Nullable String server) {
    MLFlowConfig config = MLFlowConfig.journalOnly(java.util.Objects.requireNonNull(journals));
    return MLFlowTracker.of(
        server == null
            ? config
            : config
                .withServer(server)
                .withTimeouts(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(2)));
  }

  /** Tells the points and returns their number. */
  final double tell(MLFlowRun run) {
    for (int i = 0; i < count; i++) {
      run.metric("m" + i % KEYS, Math.sqrt(i), i / KEYS);
    }
    return count;
  }
}
