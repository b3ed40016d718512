// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.disclosure;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Disclosure;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known at a bar about how filers' reports have done: the mean signed return from the first
 * close after the filing over some bars, shrunk towards 0.
 *
 * <p>With prior N(0, τ²) of a filer's mean and noise of variance σ² about it, n finished reports of
 * mean m give the posterior N(m·n/(n + σ²/τ²), σ²/(n + σ²/τ²)). A report counts only once its bars
 * are over, so the posterior of a bar owes nothing to later ones.
 *
 * @param horizon bars over which a report is followed, at least 1
 * @param priorReports σ²/τ²: how many reports the prior is worth, positive
 */
public record FilerSkill(int horizon, double priorReports) {
  public FilerSkill {
    if (horizon < 1 || !(priorReports > 0 && priorReports < 1e9)) {
      throw new IllegalArgumentException(
          "filer skill: horizon must be >= 1 and priorReports > 0, got "
              + horizon
              + " and "
              + priorReports);
    }
  }

  /** 21 bars, a prior worth 20 reports. */
  public static FilerSkill defaults() {
    return new FilerSkill(21, 20);
  }

  /** Sums over a filer's finished reports. */
  private static final class Score {
    private int reports;
    private double sum;
  }

  /** Posterior means that move forward in time. */
  final class Ledger {
    private final Map<String, Score> records = new TreeMap<>();

    /**
     * Takes in a report filed by bar {@code start}, once bar {@code start + horizon} has closed.
     */
    void finish(Disclosure report, BarSeries bars, int start) {
      double sign =
          report.side() == Disclosure.Side.BUY ? 1 : report.side() == Disclosure.Side.SELL ? -1 : 0;
      if (sign != 0) {
        Score record = records.computeIfAbsent(report.filer(), key -> new Score());
        record.reports++;
        record.sum += sign * (bars.close(start + horizon) / bars.close(start) - 1);
      }
    }

    double posterior(String filer) {
      Score record = records.get(filer);
      return record == null ? 0 : record.sum / (record.reports + priorReports);
    }
  }
}
