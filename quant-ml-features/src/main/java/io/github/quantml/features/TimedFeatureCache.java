// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the tables used last for a time after they were computed. Thread-safe; two threads that
 * miss the same table both compute it, and get equal ones.
 */
final class TimedFeatureCache implements FeatureCache {
  private record Kept(FeatureTable table, Instant until) {}

  private final Duration ttl;
  private final InstantSource clock;
  private final Map<FeatureKey, Kept> kept;

  TimedFeatureCache(Duration ttl, int most, InstantSource clock) {
    if (ttl.isNegative() || most < 1) {
      throw new IllegalArgumentException(
          "feature cache: ttl must be >= 0 and most >= 1, got " + ttl + " and " + most);
    }
    this.ttl = ttl;
    this.clock = clock;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<FeatureKey, Kept> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public FeatureTable get(FeatureKey key, Supplier<FeatureTable> compute) {
    Instant now = clock.instant();
    synchronized (kept) {
      Kept found = kept.get(key);
      if (found != null && now.isBefore(found.until)) {
        return found.table;
      }
    }
    FeatureTable table = compute.get();
    synchronized (kept) {
      kept.put(key, new Kept(table, now.plus(ttl)));
    }
    return table;
  }
}
