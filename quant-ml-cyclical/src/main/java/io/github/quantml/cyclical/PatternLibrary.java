// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.SimilarPattern;
import io.github.quantml.cyclical.pattern.Match;
import io.github.quantml.cyclical.pattern.SubsequenceSearch;
import java.time.Instant;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The training history, with all that can be known of its windows before a prediction is asked for.
 *
 * @param volatility root mean square one-bar log return of the window at each start
 */
record PatternLibrary(
    double[] closes, long[] times, int window, SubsequenceSearch search, double[] volatility) {
  static PatternLibrary of(double[] closes, long[] times, int window) {
    double[] logs = logs(closes);
    // A damaged model file may hold fewer bars than a window; then nothing is prepared.
    double[] padded = logs.length < window ? Arrays.copyOf(logs, window) : logs;
    double[] volatility = new double[Math.max(0, logs.length - window + 1)];
    for (int i = 0; i < volatility.length; i++) {
      volatility[i] = volatility(logs, i, window);
    }
    return new PatternLibrary(
        closes, times, window, SubsequenceSearch.of(padded, window), volatility);
  }

  private static double[] logs(double[] closes) {
    double[] logs = new double[closes.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = FastMath.log(closes[i]);
    }
    return logs;
  }

  private static double volatility(double[] logs, int from, int window) {
    double squares = 0;
    for (int i = from + 1; i < from + window; i++) {
      squares += (logs[i] - logs[i - 1]) * (logs[i] - logs[i - 1]);
    }
    return Math.sqrt(squares / (window - 1));
  }

  /**
   * The library as far as it lies before the recent bars, and then these.
   *
   * @param shared number of bars taken from the library, those of the recent bars that it knows
   *     included
   * @param closes those after them
   * @param search over the logarithms of all closes
   */
  record History(
      PatternLibrary library, int shared, double[] closes, long[] times, SubsequenceSearch search) {
    private static final long NANOS = 1_000_000_000L;

    static History of(PatternLibrary library, BarSeries recent) {
      int found = Arrays.binarySearch(library.times, recent.timeNanos(0));
      int before = found >= 0 ? found : -found - 1;
      int known = 0;
      while (known < recent.size()
          && before + known < library.times.length
          && recent.timeNanos(known) == library.times[before + known]
          && recent.close(known) == library.closes[before + known]) {
        known++;
      }
      double[] closes = new double[recent.size() - known];
      long[] times = new long[closes.length];
      for (int i = 0; i < closes.length; i++) {
        closes[i] = recent.close(known + i);
        times[i] = recent.timeNanos(known + i);
      }
      int shared = before + known;
      return new History(
          library, shared, closes, times, library.search.continued(shared, logs(closes)));
    }

    int size() {
      return shared + closes.length;
    }

    /** Simple return over the horizon after the window that starts at {@code start}. */
    double followed(int start, int horizon) {
      int end = start + library.window - 1;
      return close(end + horizon) / close(end) - 1;
    }

    double volatility(int start) {
      return start + library.window <= shared
          ? library.volatility[start]
          : PatternLibrary.volatility(search.window(start), 0, library.window);
    }

    SimilarPattern pattern(Match match, int horizon) {
      int end = match.start() + library.window - 1;
      return new SimilarPattern(
          time(match.start()), time(end), match.distance(), followed(match.start(), horizon));
    }

    private double close(int i) {
      return i < shared ? library.closes[i] : closes[i - shared];
    }

    private Instant time(int i) {
      long nanos = i < shared ? library.times[i] : times[i - shared];
      return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }
  }
}
