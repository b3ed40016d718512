// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.cyclical.seasonal.CalendarEffect;
import io.github.quantml.cyclical.seasonal.CalendarKey;
import io.github.quantml.cyclical.seasonal.CalendarMoment;
import io.github.quantml.math.Sums;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a trained seasonal model keeps.
 *
 * @param keys calendar of each effect; empty when the model abstains
 * @param levels label of each effect
 * @param sizes log return a bar with the label has beyond one without
 * @param shares share of the bars with the label
 * @param drift mean log return of a bar
 * @param variance variance of a bar's log return without the effects
 * @param nu degrees of freedom of a bar's noise
 * @param hours when bars close
 * @param zone where the calendar is read
 * @param lookback most recent bars that set the volatility
 * @param decay weight that yesterday's variance keeps
 * @param reason why the model abstains, empty if it does not
 */
record SeasonalState(
    List<CalendarKey> keys,
    int[] levels,
    double[] sizes,
    double[] shares,
    double drift,
    double variance,
    double nu,
    MarketHours hours,
    ZoneId zone,
    int lookback,
    double decay,
    String reason) {

  SeasonalState {
    for (int i = 0; i < keys.size(); i++) {
      if (levels[i] < 0
          || levels[i] >= keys.get(i).levels()
          || !(Math.abs(sizes[i]) < 1e3)
          || !(shares[i] > 0 && shares[i] < 1)) {
        throw new ModelFormatException(
            "seasonal model: effect " + i + " of " + keys.get(i) + " out of range");
      }
    }
    if (!(Math.abs(drift) < 1e3)
        || !(variance > 0 && variance < 1e6)
        || !(nu > 4 && nu < 1e6)
        || lookback < 32
        || !(decay > 0 && decay < 1)) {
      throw new ModelFormatException(
          "seasonal model: drift "
              + drift
              + ", variance "
              + variance
              + ", nu "
              + nu
              + ", lookback "
              + lookback
              + ", decay "
              + decay
              + " out of range");
    }
  }

  /** Sizes by one regression on all labels found, each shrunk by 1 − 1/t². */
  static SeasonalState fit(
      double[] returns,
      Instant[] closes,
      List<CalendarEffect> found,
      MarketHours hours,
      SeasonalConfig config,
      String reason) {
    int k = found.size();
    double[][] labels = labels(closes, found, config.zone());
    double[] sizes = new double[k];
    double[] shares = new double[k];
    double[] residuals = returns;
    if (k > 0) {
      LeastSquaresFit fit = LeastSquares.fitWithIntercept(returns, labels);
      residuals = fit.residuals();
      for (int i = 0; i < k; i++) {
        double t = found.get(i).tStatistic();
        // A label that others imply adds nothing of its own.
        sizes[i] = fit.aliased()[i + 1] ? 0 : fit.coefficient(i + 1) * Math.max(0, 1 - 1 / (t * t));
        shares[i] = found.get(i).count() / (double) returns.length;
      }
    }
    return new SeasonalState(
        found.stream().map(CalendarEffect::key).toList(),
        found.stream().mapToInt(CalendarEffect::level).toArray(),
        sizes,
        shares,
        Sums.mean(returns),
        Sums.variance(residuals, 1),
        CyclicalState.tail(residuals),
        hours,
        config.zone(),
        config.lookback(),
        config.decay(),
        reason);
  }

  static double[][] labels(Instant[] closes, List<CalendarEffect> found, ZoneId zone) {
    double[][] labels = new double[found.size()][closes.length];
    if (found.isEmpty()) {
      return labels;
    }
    for (int t = 0; t < closes.length; t++) {
      CalendarMoment moment = CalendarMoment.before(closes[t], zone);
      for (int i = 0; i < labels.length; i++) {
        labels[i][t] = found.get(i).key().level(moment) == found.get(i).level() ? 1 : 0;
      }
    }
    return labels;
  }

  void write(ModelBundle.Builder out) {
    out.text("keys", String.join(",", keys.stream().map(Enum::name).toList()))
        .integers("levels", Arrays.stream(levels).asLongStream().toArray())
        .numbers("sizes", sizes)
        .numbers("shares", shares)
        .number("drift", drift)
        .number("variance", variance)
        .number("nu", nu)
        .integer("days", hours.days())
        .integer("first", hours.first())
        .integer("last", hours.last())
        .integer("seconds", hours.seconds())
        .text("zone", zone.getId())
        .integer("lookback", lookback)
        .number("decay", decay)
        .text("reason", reason);
  }

  static SeasonalState read(ModelBundle in) {
    List<CalendarKey> keys = new ArrayList<>();
    try {
      for (String name : in.text("keys").split(",", -1)) {
        if (!name.isEmpty()) {
          keys.add(CalendarKey.valueOf(name));
        }
      }
      int k = keys.size();
      int[] levels = new int[k];
      long[] stored = in.integers("levels", k);
      for (int i = 0; i < k; i++) {
        levels[i] = Math.toIntExact(stored[i]);
      }
      return new SeasonalState(
          List.copyOf(keys),
          levels,
          in.numbers("sizes", k),
          in.numbers("shares", k),
          in.number("drift"),
          in.number("variance"),
          in.number("nu"),
          new MarketHours(
              in.count("days", 1, 127),
              in.count("first", 0, 86_399),
              in.count("last", 0, 86_399),
              in.integer("seconds")),
          ZoneId.of(in.text("zone")),
          in.count("lookback", 32, Integer.MAX_VALUE),
          in.number("decay"),
          in.text("reason"));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new ModelFormatException("seasonal model: " + e.getMessage(), e);
    }
  }
}
