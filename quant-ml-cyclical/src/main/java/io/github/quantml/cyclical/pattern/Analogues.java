// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.pattern;

import io.github.quantml.math.random.CounterRandom;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What followed the stretches that looked like now, and whether that is unusual.
 *
 * <p>The p-value is two-sided: how often the mean outcome of as many windows drawn at random, which
 * keep the same distance from each other, is at least as far out: min(1, 2(1 + min(#≥, #≤))/(B +
 * 1)). Outcomes of windows at least a horizon apart do not overlap, so no return counts twice.
 *
 * @param mean mean outcome of the matches
 * @param pValue of that mean, in (0, 1]
 */
public record Analogues(double mean, double pValue) {
  /**
   * How many windows have an outcome that was over now: with {@code horizon} values after their
   * last one at or before the last value, and no value in common with the last window.
   *
   * @param now number of values known, the last of which is the present
   * @param length window length
   * @param horizon values from the end of a window to its outcome, at least 1
   * @return starts below this are admissible; 0 if none is
   */
  public static int startsBefore(int now, int length, int horizon) {
    return (int) Math.max(0, (long) now - length - Math.max(horizon, length) + 1);
  }

  /**
   * Compares the outcomes of matches with those of random windows.
   *
   * @param matches windows found, at least one
   * @param outcomes outcome of the window that starts at an index below {@code windows}
   * @param windows number of windows that could have been found
   * @param spacing two windows drawn start at least this far apart, at least 1; the larger of
   *     exclusion and horizon
   * @param draws B, at least 19
   * @param seed of the draws
   */
  public static Analogues of(
      List<Match> matches,
      IntToDoubleFunction outcomes,
      int windows,
      int spacing,
      int draws,
      long seed) {
    int k = matches.size();
    if (k < 1 || spacing < 1 || draws < 19) {
      throw new IllegalArgumentException(
          "matches, spacing and draws: must be at least 1, 1 and 19, got "
              + k
              + ", "
              + spacing
              + " and "
              + draws);
    }
    long free = windows - (k - 1L) * (spacing - 1L);
    if (free < k) {
      throw new IllegalArgumentException(
          "windows: too few for " + k + " that start " + spacing + " apart, got " + windows);
    }
    double sum = 0;
    for (Match match : matches) {
      sum += outcomes.applyAsDouble(match.start());
    }
    int above = 0;
    int below = 0;
    CounterRandom random = CounterRandom.of(seed);
    int[] starts = new int[k];
    for (int draw = 0; draw < draws; draw++) {
      choose(starts, (int) free, random);
      double drawn = 0;
      for (int i = 0; i < k; i++) {
        drawn += outcomes.applyAsDouble(starts[i] + i * (spacing - 1));
      }
      above += drawn >= sum ? 1 : 0;
      below += drawn <= sum ? 1 : 0;
    }
    double p = 2.0 * (1 + Math.min(above, below)) / (draws + 1);
    return new Analogues(sum / k, Math.min(1, p));
  }

  /**
   * A random subset of 0 … n − 1, ascending, every one equally likely.
   *
   * <p>Source: Floyd, in Bentley (1987), Programming pearls: a sample of brilliance.
   */
  private static void choose(int[] chosen, int n, CounterRandom random) {
    int k = chosen.length;
    for (int size = 0; size < k; size++) {
      int largest = n - k + size;
      int value = random.nextInt(largest + 1);
      for (int i = 0; i < size; i++) {
        value = chosen[i] == value ? largest : value;
      }
      int at = size;
      for (; at > 0 && chosen[at - 1] > value; at--) {
        chosen[at] = chosen[at - 1];
      }
      chosen[at] = value;
    }
  }
}
