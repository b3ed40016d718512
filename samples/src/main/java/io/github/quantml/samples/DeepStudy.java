// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.serve.AdaptiveIntervals;
import io.github.quantml.deep.serve.Bounds;
import io.github.quantml.deep.serve.ForecastSpec;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.serve.SplitIntervals;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.stats.DieboldMariano;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows of one market, and a forecaster's errors on them beside those of doing nothing. */
final class DeepStudy {
  /** Bars that σ rests on. */
  static final int LOOKBACK = 30;

  static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final double ALPHA = 0.1;
  private static final int REMEMBERED = 250;

  private DeepStudy() {}

  /** Volatility per bar at bar i: √(mean squared log return of the last 30 bars). */
  static double volatility(BarSeries bars, int i) {
    double squares = 0;
    for (int k = i - LOOKBACK + 1; k <= i; k++) {
      double r = Math.log(bars.close(k) / bars.close(k - 1));
      squares += r * r;
    }
    return Math.max(1e-6, Math.sqrt(squares / LOOKBACK));
  }

  /**
   * Windows of four features, each known at its bar's close; the label of bar i is the log return
   * to each of the next bars, in units of volatility.
   */
  static Windows windows(BarSeries bars, int length, int steps) {
    int n = bars.size() - LOOKBACK;
    double[][] x = new double[4][n];
    double[][] y = new double[steps][n];
    for (int row = 0; row < n; row++) {
      int i = row + LOOKBACK;
      double sigma = volatility(bars, i);
      double range = bars.high(i) - bars.low(i);
      x[0][row] = Math.log(bars.close(i) / bars.close(i - 1)) / sigma;
      x[1][row] = Math.log(bars.high(i) / bars.low(i)) / sigma;
      x[2][row] = range > 0 ? (2 * bars.close(i) - bars.high(i) - bars.low(i)) / range : 0;
      x[3][row] = Math.log1p(bars.volume(i));
      for (int s = 0; s < steps && i + s + 1 < bars.size(); s++) {
        y[s][row] = Math.log(bars.close(i + s + 1) / bars.close(i)) / sigma;
      }
    }
    List<String> labels = new ArrayList<>();
    for (int s = 1; s <= steps; s++) {
      labels.add("return+" + s);
    }
    return Windows.labelled(
        Panel.ofColumns(List.of("return", "range", "position", "log volume"), x),
        Panel.ofColumns(labels, y),
        length,
        steps);
  }

  /**
   * One step ahead.
   *
   * @param steps ahead
   * @param mae mean |error| of the median, in units of volatility
   * @param naiveMae of the forecast that nothing moves
   * @param pinball mean over levels
   * @param climatology pinball loss of the training labels' quantiles
   * @param test pinball losses against climatology's
   * @param split share of outcomes in the split-conformal 90 % interval
   * @param adaptive share in the adaptive one
   */
  record Row(
      int steps,
      double mae,
      double naiveMae,
      double pinball,
      double climatology,
      DieboldMariano test,
      double split,
      double adaptive) {

    /** 1 less the ratio of absolute errors: above 0 the network beats doing nothing. */
    double skill() {
      return 1 - mae / naiveMae;
    }
  }

  /** Rows of the steps asked for, on test windows that neither training nor calibration saw. */
  static List<Row> evaluate(
      OnnxForecaster forecaster, Windows train, Windows validation, Windows test, int[] steps) {
    int n = test.size();
    ForecastSpec spec = forecaster.spec();
    float[][] said = new float[n][];
    for (int w = 0; w < n; w++) {
      said[w] = forecaster.predict(test.window(w));
    }
    SplitIntervals split = SplitIntervals.calibrate(forecaster, validation, ALPHA);
    List<Row> out = new ArrayList<>();
    for (int h : steps) {
      double[] seen = new double[train.size()];
      for (int w = 0; w < seen.length; w++) {
        seen[w] = train.label(w)[h - 1];
      }
      double[] usual = Quantiles.quantiles(seen, LEVELS);
      double[] ours = new double[n];
      double[] theirs = new double[n];
      double mae = 0;
      double naive = 0;
      for (int w = 0; w < n; w++) {
        double came = test.label(w)[h - 1];
        mae += Math.abs(came - said[w][spec.indexOf(0, h - 1, spec.output().centre())]) / n;
        naive += Math.abs(came) / n;
        for (int k = 0; k < LEVELS.length; k++) {
          ours[w] += pinball(LEVELS[k], came - said[w][spec.indexOf(0, h - 1, k)]);
          theirs[w] += pinball(LEVELS[k], came - usual[k]);
        }
      }
      out.add(
          new Row(
              h,
              mae,
              naive,
              mean(ours) / LEVELS.length,
              mean(theirs) / LEVELS.length,
              DieboldMariano.withBartlett(ours, theirs, h, 2 * h),
              covered(split, null, said, test, h),
              covered(split, split.adapting(0.05, REMEMBERED), said, test, h)));
    }
    return out;
  }

  private static double pinball(double level, double error) {
    return Math.max(level * error, (level - 1) * error);
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  /** Share inside; an adaptive interval learns of an outcome when it is known, h bars later. */
  private static double covered(
      SplitIntervals split,
      @Nullable AdaptiveIntervals adaptive,
      float[][] said,
      Windows test,
      int h) {
    boolean[] was = new boolean[said.length];
    int inside = 0;
    for (int w = 0; w < said.length; w++) {
      if (adaptive != null && w >= h) {
        int known = w - h;
        adaptive.observe(h - 1, said[known], test.label(known)[h - 1], was[known], h);
      }
      Bounds bounds = adaptive == null ? split.around(said[w]) : adaptive.around(said[w]);
      was[w] = bounds.contains(h - 1, test.label(w)[h - 1]);
      inside += was[w] ? 1 : 0;
    }
    return inside / (double) said.length;
  }
}
