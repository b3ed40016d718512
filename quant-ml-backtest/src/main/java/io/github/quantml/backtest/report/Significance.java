// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.report;

import io.github.quantml.backtest.significance.Overfitting;
import io.github.quantml.backtest.significance.TrackRecord;
import io.github.quantml.backtest.significance.Trials;
import io.github.quantml.backtest.walkforward.WalkForwardReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line on how far the record can be believed.
 *
 * @param name what is stated
 * @param value the number; finite or infinite, never NaN
 * @param text the number for people
 * @param meaning what it says
 */
record Significance(String name, double value, String text, String meaning) {

  static List<Significance> of(BacktestReport report) {
    List<Significance> out = new ArrayList<>();
    double periods = report.metrics().config().periods().value();
    report.trackRecord().ifPresent(r -> add(out, "", r, report.trials(), periods));
    report
        .walkForward()
        .ifPresent(
            walk -> {
              walk.trackRecord()
                  .ifPresent(r -> add(out, ", out of sample", r, walk.search(), periods));
              add(out, walk);
            });
    report.overfitting().ifPresent(o -> add(out, o));
    return out;
  }

  private static void add(
      List<Significance> out, String where, TrackRecord record, Trials trials, double periods) {
    double psr = record.probabilistic(0);
    double dsr = record.deflated(trials);
    double years = record.minimumLength(0, 0.95) / periods;
    out.add(
        new Significance(
            "PSR" + where, psr, percent(psr), "probability that the true Sharpe ratio exceeds 0"));
    out.add(
        new Significance(
            "DSR" + where,
            dsr,
            percent(dsr),
            String.format(
                Locale.ROOT,
                "the same against the best of %.0f worthless trials (Sharpe %.2f a year)",
                trials.count(),
                trials.expectedMaximum() * Math.sqrt(periods))));
    out.add(
        new Significance(
            "Minimum track record" + where,
            years,
            length(years),
            "length needed for 95 % confidence in a Sharpe ratio above 0; there are "
                + length(record.returns() / periods)));
    if (where.isEmpty() && trials.count() > 1) {
      double sharpe = record.sharpe() * Math.sqrt(periods);
      double needed =
          sharpe > 0
              ? Trials.minimumBacktestYears(trials.count(), sharpe)
              : Double.POSITIVE_INFINITY;
      out.add(
          new Significance(
              "Minimum backtest length",
              needed,
              length(needed),
              "below it, so many worthless trials would be expected to show this Sharpe ratio"));
    }
  }

  private static void add(List<Significance> out, WalkForwardReport walk) {
    out.add(
        new Significance(
            "Walk-forward efficiency",
            walk.efficiency(),
            percent(walk.efficiency()),
            "mean return per bar out of sample over that in sample"));
    out.add(
        new Significance(
            "Degradation slope",
            walk.degradation().slope(),
            number(walk.degradation().slope()),
            "Sharpe out of sample on Sharpe in sample, fold by fold; 1 carries over, 0 does not"));
    out.add(
        new Significance(
            "Profitable folds",
            walk.profitableFolds(),
            percent(walk.profitableFolds()),
            "folds with a profit out of sample"));
  }

  private static void add(List<Significance> out, Overfitting o) {
    out.add(
        new Significance(
            "PBO",
            o.probability(),
            percent(o.probability()),
            o.combinations()
                + " combinations; how often the best in sample is below the median outside;"
                + " 50 % is chance"));
    out.add(
        new Significance(
            "Probability of loss",
            o.probabilityOfLoss(),
            percent(o.probabilityOfLoss()),
            "combinations in which the best in sample loses outside"));
  }

  /** Years as years, or as days when they are few. */
  static String length(double years) {
    if (Double.isInfinite(years)) {
      return "never";
    }
    return years < 0.3
        ? String.format(Locale.ROOT, "%.1f days", 365.25 * years)
        : String.format(Locale.ROOT, "%.1f years", years);
  }

  static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
