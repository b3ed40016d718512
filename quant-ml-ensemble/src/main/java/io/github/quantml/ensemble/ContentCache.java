// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.QuantMlSettings;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was computed from bars and context, keyed by their content.
 *
 * <p>Equal content finds the value wherever it came from; when many threads ask at once each value
 * is computed once, and the others wait for it. A computation that throws is not kept. Thread-safe;
 * no threads of its own.
 */
public final class ContentCache<V> {
  private static final int MOST_PREDICTIONS = 10_000;
  private static final int MOST_FEATURES = 100_000;

  private final @Nullable Cache<Key, V> cache;

  private record Key(String what, long bars, long context) {}

  /**
   * What a cache has done so far.
   *
   * @param hits lookups that found a value
   * @param misses lookups that computed one
   * @param evictions values dropped because they were old or too many
   * @param size values kept now, about
   */
  public record Statistics(long hits, long misses, long evictions, long size) {
    /** Share of lookups that found a value; 1 without any. */
    public double hitRate() {
      return hits + misses == 0 ? 1 : (double) hits / (hits + misses);
    }
  }

  private ContentCache(@Nullable Cache<Key, V> cache) {
    this.cache = cache;
  }

  /**
   * An empty cache.
   *
   * @param timeToLive how long a value is kept after it was computed; zero to keep none
   * @param maximumSize how many values are kept at most, at least 1
   */
  public static <V> ContentCache<V> of(Duration timeToLive, int maximumSize) {
    Require.that(!timeToLive.isNegative(), "timeToLive", timeToLive, "must not be negative");
    Require.that(maximumSize >= 1, "maximumSize", maximumSize, "must be at least 1");
    return new ContentCache<>(
        timeToLive.isZero()
            ? null
            : Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(timeToLive)
                .recordStats()
                .executor(Runnable::run) // no threads of the host are borrowed for housekeeping
                .build());
  }

  /** A cache for features, kept for {@code ML_FEATURE_CACHE_TTL}. */
  public static <V> ContentCache<V> features(QuantMlSettings settings) {
    return of(settings.featureCacheTtl(), MOST_FEATURES);
  }

  /** A cache for predictions. */
  static <V> ContentCache<V> predictions(Duration timeToLive) {
    return of(timeToLive, MOST_PREDICTIONS);
  }

  /**
   * The value computed from bars and context.
   *
   * @param what names the computation: the name and version of a feature set, say
   * @param compute computes the value from these very bars and this context
   */
  public V get(String what, BarSeries bars, MarketContext context, Supplier<V> compute) {
    return get(what, bars, context, compute, value -> true);
  }

  /** As above, but values that are not to be kept serve only those who are waiting for them. */
  V get(
      String what,
      BarSeries bars,
      MarketContext context,
      Supplier<V> compute,
      Predicate<V> isToBeKept) {
    if (cache == null) {
      return compute.get();
    }
    Key key = new Key(what, bars.fingerprint(), context.fingerprint());
    V value = cache.get(key, k -> compute.get());
    if (!isToBeKept.test(value)) {
      cache.asMap().remove(key, value);
    }
    return value;
  }

  /** Counts since the cache was made. */
  public Statistics statistics() {
    if (cache == null) {
      return new Statistics(0, 0, 0, 0);
    }
    CacheStats stats = cache.stats();
    return new Statistics(
        stats.hitCount(), stats.missCount(), stats.evictionCount(), cache.estimatedSize());
  }
}
