// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentCacheTest {
  private static final BarSeries BARS = Markets.noise(60, 1);
  private static final MarketContext NOTHING = MarketContext.empty();

  @Test
  void equal_content_is_computed_once_and_counted() {
    ContentCache<double[]> features = ContentCache.features(QuantMlSettings.defaults());
    AtomicInteger computed = new AtomicInteger();
    double[] first = features.get("closes v1", BARS, NOTHING, () -> closes(BARS, computed));
    BarSeries same = Markets.noise(60, 1);
    assertThat(features.get("closes v1", same, NOTHING, () -> closes(same, computed)))
        .isSameAs(first);
    features.get("closes v2", BARS, NOTHING, () -> closes(BARS, computed));
    features.get("closes v1", BARS.window(1, 60), NOTHING, () -> closes(BARS, computed));
    assertThat(computed).hasValue(3);
    assertThat(features.statistics()).isEqualTo(new ContentCache.Statistics(1, 3, 0, 3));
    assertThat(features.statistics().hitRate()).isEqualTo(0.25);
  }

  private static double[] closes(BarSeries bars, AtomicInteger computed) {
    computed.incrementAndGet();
    return bars.toCloses();
  }

  @Test
  void a_time_to_live_of_zero_keeps_nothing() {
    ContentCache<double[]> features =
        ContentCache.features(QuantMlSettings.defaults().with(Setting.ML_FEATURE_CACHE_TTL, "0"));
    AtomicInteger computed = new AtomicInteger();
    features.get("closes", BARS, NOTHING, () -> closes(BARS, computed));
    features.get("closes", BARS, NOTHING, () -> closes(BARS, computed));
    assertThat(computed).hasValue(2);
    assertThat(features.statistics().size()).isZero();
  }

  @Test
  void a_computation_that_throws_is_not_kept() {
    ContentCache<Integer> cache = ContentCache.of(Duration.ofHours(1), 10);
    assertThatThrownBy(
            () ->
                cache.get(
                    "x",
                    BARS,
                    NOTHING,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(cache.get("x", BARS, NOTHING, () -> 7)).isEqualTo(7);
    assertThatThrownBy(() -> ContentCache.of(Duration.ofSeconds(-1), 1))
        .hasMessage("timeToLive: must not be negative, got PT-1S");
  }
}
