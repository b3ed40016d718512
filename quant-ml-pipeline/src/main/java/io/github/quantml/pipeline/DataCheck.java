// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a trader should know about bars before models are trained on them. */
final class DataCheck {
  /** A run of equal closes this long is more likely a dead feed than a calm market. */
  private static final int STALE = 10;

  private static final int GAP = 10;

  private DataCheck() {}

  /** One sentence per thing worth saying, the span first. */
  static List<String> of(BarSeries bars) {
    List<String> said = new ArrayList<>();
    int n = bars.size();
    said.add(
        n + " bars of " + bars.interval() + " from " + bars.time(0) + " to " + bars.time(n - 1));
    int silent = 0;
    int run = 1;
    int stale = 0;
    int gaps = 0;
    int widest = 0;
    Duration longest = Duration.ZERO;
    for (int i = 0; i < n; i++) {
      silent += bars.volume(i) > 0 ? 0 : 1;
      if (i == 0) {
        continue;
      }
      run = bars.close(i) == bars.close(i - 1) ? run + 1 : 1;
      stale += run == STALE ? 1 : 0;
      Duration step = Duration.between(bars.time(i - 1), bars.time(i));
      if (step.compareTo(bars.interval().multipliedBy(GAP)) > 0) {
        gaps++;
      }
      if (step.compareTo(longest) > 0) {
        longest = step;
        widest = i;
      }
    }
    if (silent > 0 && silent < n) {
      said.add(
          String.format(
              Locale.ROOT, "%d bars (%.1f %%) without volume", silent, 100.0 * silent / n));
    }
    if (stale > 0) {
      said.add(stale + " stretches of " + STALE + " or more equal closes");
    }
    if (gaps > 0) {
      said.add(
          gaps
              + " gaps of more than "
              + GAP
              + " bars, the longest "
              + longest
              + " before "
              + bars.time(widest));
    }
    return said;
  }
}
