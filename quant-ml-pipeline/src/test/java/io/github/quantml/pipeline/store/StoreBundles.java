// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Small models and bars for the tests of this package. */
final class StoreBundles {
  private StoreBundles() {}

  /** A bundle that differs by its number. */
  static ModelBundle numbered(long number) {
    double[] weights = new double[200];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = number + i / 256.0;
    }
    return ModelBundle.builder("test", 3)
        .integer("number", number)
        .numbers("weights", weights)
        .build();
  }

  static final Provenance PROVENANCE =
      new Provenance(
          "trainer",
          "BTC/USD",
          0xfedcba9876543210L,
          Instant.parse("2024-01-01T00:00:00Z"),
          Instant.parse("2024-06-01T00:00:00Z"),
          153,
          42,
          "0.1.0",
          Map.of("horizon", "5b", "rate", "0.1"));

  static ModelBundle withProvenance() {
    return ModelBundle.builder("test", 1).bundle("provenance", PROVENANCE.toBundle()).build();
  }

  static BarSeries bars(int n) {
    BarSeriesBuilder builder = BarSeries.builder("ABC", Duration.ofDays(1));
    for (int i = 0; i < n; i++) {
      Instant time = Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofDays(i));
      builder.add(time, 10 + i, 11 + i, 9 + i, 10.5 + i, 100);
    }
    return builder.build();
  }
}
