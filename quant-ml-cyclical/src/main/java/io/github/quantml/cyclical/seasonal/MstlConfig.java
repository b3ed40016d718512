// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Mstl} decomposes.
 *
 * @param seasons one decomposition per season, periods strictly increasing
 * @param rounds times every season is refined, at least 1; a single season needs one
 * @param transform applied first, or null
 */
public record MstlConfig(List<StlConfig> seasons, int rounds, @Nullable BoxCox transform) {
  /** Checks order and counts. */
  public MstlConfig {
    seasons = List.copyOf(seasons);
    if (seasons.isEmpty()) {
      throw new IllegalArgumentException("seasons: needs at least 1, got 0");
    }
    for (int i = 1; i < seasons.size(); i++) {
      if (seasons.get(i).period() <= seasons.get(i - 1).period()) {
        throw new IllegalArgumentException(
            "seasons: periods must increase, got "
                + seasons.get(i - 1).period()
                + " before "
                + seasons.get(i).period());
      }
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, got " + rounds);
    }
  }

  /**
   * Seasonal windows 11, 15, 19, … for the periods in increasing order, two rounds.
   *
   * @param preset whose defaults
   * @param periods in any order
   */
  public static MstlConfig of(StlPreset preset, int... periods) {
    int[] sorted = periods.clone();
    Arrays.sort(sorted);
    List<StlConfig> seasons = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      seasons.add(StlConfig.of(preset, sorted[i], 11 + 4 * i));
    }
    return new MstlConfig(seasons, 2, null);
  }

  /** Changes the seasons. */
  public MstlConfig withSeasons(List<StlConfig> value) {
    return new MstlConfig(value, rounds, transform);
  }

  /** Changes how often every season is refined. */
  public MstlConfig withRounds(int value) {
    return new MstlConfig(seasons, value, transform);
  }

  /** Changes the transform. */
  public MstlConfig withTransform(@Nullable BoxCox value) {
    return new MstlConfig(seasons, rounds, value);
  }
}
