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
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.TearDown;

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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the journals. */
  @TearDown
  public void remove() throws IOException {
    Path root = journals;
    if (root != null) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
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
    MLFlowConfig config = MLFlowConfig.journalOnly(Objects.requireNonNull(journals));
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
