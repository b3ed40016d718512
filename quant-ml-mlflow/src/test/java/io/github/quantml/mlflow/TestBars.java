// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import io.github.quantml.api.BarSeries;
import java.time.Duration;
import java.time.Instant;

/** Bars made up for tests. */
final class TestBars {
  private TestBars() {}

  static BarSeries rising(String symbol, int n) {
    var builder = BarSeries.builder(symbol, Duration.ofDays(1));
    Instant start = Instant.parse("2024-01-01T21:00:00Z");
    for (int i = 0; i < n; i++) {
      double close = 100 + i;
      builder.add(start.plus(Duration.ofDays(i)), close, close + 1, close - 1, close, 1000);
    }
    return builder.build();
  }
}
