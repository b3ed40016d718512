// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.seasonal;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.distribution.StudentT;
import io.github.quantml.math.stats.MultipleTesting;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * Tests calendar effects in returns: day of week, month, turn of the month, half hour.
 *
 * <p>For each label the regression r = a + b·1{label} with the Newey-West covariance (Bartlett
 * weights, lag ⌊4(n/100)^{2/9}⌋, factor n/(n − 2)) gives b and its t; p-values of all labels of all
 * keys are adjusted together for the false discovery rate. A label with fewer than 20 bars, or with
 * fewer than 20 bars without it, is not tested; of two complementary labels only one is. Immutable
 * and thread-safe.
 */
public final class CalendarEffects {
  private static final int LEAST_COUNT = 20;
  private static final int LEAST_RETURNS = 60;

  private final List<CalendarKey> keys;
  private final ZoneId zone;
  private final boolean dependent;

  private CalendarEffects(List<CalendarKey> keys, ZoneId zone, boolean dependent) {
    this.keys = keys;
    this.zone = zone;
    this.dependent = dependent;
  }

  /** Tests with Benjamini and Hochberg's false discovery rate. */
  public static CalendarEffects of(List<CalendarKey> keys, ZoneId zone) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("keys: needs at least 1, got 0");
    }
    return new CalendarEffects(List.copyOf(keys), zone, false);
  }

  /** Tests with Benjamini and Yekutieli's false discovery rate, valid under any dependence. */
  public CalendarEffects withAnyDependence() {
    return new CalendarEffects(keys, zone, true);
  }

  /**
   * Tests a series.
   *
   * @param closes close time of the bar each return ends with
   * @param returns finite returns, at least 60, not all equal
   */
  public List<CalendarEffect> test(Instant[] closes, double[] returns) {
    if (closes.length != returns.length) {
      throw new IllegalArgumentException(
          "closes: must have " + returns.length + " values, got " + closes.length);
    }
    requireReturns(returns);
    CalendarMoment[] moments = new CalendarMoment[closes.length];
    for (int t = 0; t < closes.length; t++) {
      moments[t] = CalendarMoment.before(closes[t], zone);
    }
    List<CalendarEffect> effects = new ArrayList<>();
    for (CalendarKey key : keys) {
      int[] level = new int[returns.length];
      for (int t = 0; t < level.length; t++) {
        level[t] = key.level(moments[t]);
      }
      for (int l = key.levels() == 2 ? 1 : 0; l < key.levels(); l++) {
        int count = count(level, l, 0, level.length);
        if (count >= LEAST_COUNT && level.length - count >= LEAST_COUNT) {
          effects.add(effect(key, l, level, count, returns));
        }
      }
    }
    return adjusted(effects);
  }

  private static void requireReturns(double[] returns) {
    if (returns.length < LEAST_RETURNS) {
      throw new InsufficientDataException(
          "calendar effects: returns", LEAST_RETURNS, returns.length);
    }
    boolean constant = true;
    for (int t = 0; t < returns.length; t++) {
      if (!(Math.abs(returns[t]) < Double.POSITIVE_INFINITY)) {
        throw new InvalidDataException(
            "calendar effects: return " + t + " must be finite, got " + returns[t]);
      }
      constant &= returns[t] == returns[0];
    }
    if (constant) {
      throw new InvalidDataException(
          "calendar effects: needs at least 2 different values, got the constant " + returns[0]);
    }
  }

  private static int count(int[] level, int wanted, int from, int to) {
    int count = 0;
    for (int t = from; t < to; t++) {
      count += level[t] == wanted ? 1 : 0;
    }
    return count;
  }

  private static CalendarEffect effect(CalendarKey key, int l, int[] level, int count, double[] r) {
    int n = r.length;
    double[] means = means(level, l, r, 0, n);
    double share = count / (double) n;
    // By Frisch, Waugh and Lovell the slope alone needs one moment series.
    double[] moment = new double[n];
    for (int t = 0; t < n; t++) {
      boolean hit = level[t] == l;
      moment[t] = ((hit ? 1 : 0) - share) * (r[t] - means[hit ? 1 : 0]);
    }
    int lag = (int) FastMath.floor(4 * FastMath.pow(n / 100.0, 2.0 / 9));
    double meat = 0;
    for (int k = 0; k <= lag; k++) {
      double sum = 0;
      for (int t = k; t < n; t++) {
        sum += moment[t] * moment[t - k];
      }
      meat += (k == 0 ? 1 : 2) * (1 - k / (lag + 1.0)) * sum;
    }
    double bread = n * share * (1 - share);
    double error = Math.sqrt(meat * n / (n - 2.0)) / bread;
    double difference = means[1] - means[0];
    double t = difference / error;
    double p = Math.min(1, 2 * StudentT.of(n - 2).survival(Math.abs(t)));
    return new CalendarEffect(key, l, count, difference, t, p, p, stable(level, l, r));
  }

  private static boolean stable(int[] level, int l, double[] r) {
    double[] early = means(level, l, r, 0, r.length / 2);
    double[] late = means(level, l, r, r.length / 2, r.length);
    return (early[1] - early[0]) * (late[1] - late[0]) > 0;
  }

  /** Mean return without and with the label. */
  private static double[] means(int[] level, int l, double[] r, int from, int to) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int t = from; t < to; t++) {
      int i = level[t] == l ? 1 : 0;
      sums[i] += r[t];
      counts[i]++;
    }
    return new double[] {sums[0] / counts[0], sums[1] / counts[1]};
  }

  private List<CalendarEffect> adjusted(List<CalendarEffect> effects) {
    double[] p = effects.stream().mapToDouble(CalendarEffect::pValue).toArray();
    if (p.length == 0) {
      return List.of();
    }
    double[] q =
        dependent ? MultipleTesting.benjaminiYekutieli(p) : MultipleTesting.benjaminiHochberg(p);
    List<CalendarEffect> out = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      CalendarEffect e = effects.get(i);
      out.add(
          new CalendarEffect(
              e.key(),
              e.level(),
              e.count(),
              e.difference(),
              e.tStatistic(),
              e.pValue(),
              q[i],
              e.stable()));
    }
    return List.copyOf(out);
  }
}
