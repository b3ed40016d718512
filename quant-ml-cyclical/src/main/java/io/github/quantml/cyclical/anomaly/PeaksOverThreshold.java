// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.Quantiles;
import java.util.Arrays;

/**
 * Streaming extreme-value threshold (SPOT, and DSPOT with drift): alarms at a given rate whatever
 * the tail.
 *
 * <p>The first {@code calibration} values set a high quantile u; the alarm level z is u and the
 * excess that the next one passes with probability rate·(n + 1)/(peaks + 1). That is computed from
 * the generalised Pareto distribution averaged over the parameters that the peaks leave open, not
 * from the most likely ones, whose level is passed up to four times too often with ten peaks and
 * half as often again with fifty. A value above z is an alarm. All values above u join the peaks,
 * an excess counting with at most twice that of z: without the ordinary extremes the tail would be
 * cut off, with the odd ones stretched. With {@code depth} above 0 each value is taken from the
 * mean of the last {@code depth} values, alarms counting as z.
 *
 * <p>The rate holds for values of a stable distribution, where it is approached from below: the
 * first level is passed at .1 to .8 of the rate 0.001 after 200 values (ten peaks), at .9 after
 * 1,000. Standardise returns by their volatility first, for example by {@link RobustZ}. Upper tail
 * only: feed |x| for both. Source: Siffer, Fouque, Termier and Largouët (2017), Anomaly detection
 * in streams with extreme value theory; the predictive level in place of their plug-in one is ours.
 *
 * @param rate expected share of alarms among ordinary values, in (0, 0.05)
 * @param calibration values before the first verdict, at least 200
 * @param depth values of the running mean, 0 for none
 */
public record PeaksOverThreshold(double rate, int calibration, int depth)
    implements CausalDetector {
  private static final double PEAK_LEVEL = 0.95;
  private static final int MOST_PEAKS = 2000;

  /** Checks the ranges. */
  public PeaksOverThreshold {
    if (!(rate > 0 && rate < 1 - PEAK_LEVEL)) {
      throw new IllegalArgumentException(
          "rate must be in (0, " + (1 - PEAK_LEVEL) + "), got " + rate);
    }
    Values.atLeast("calibration", calibration, 200);
    Values.atLeast("depth", depth, 0);
  }

  /** One alarm in 1,000, calibrated on 1,000 values, without drift. */
  public static PeaksOverThreshold defaults() {
    return new PeaksOverThreshold(0.001, 1000, 0);
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final PeaksOverThreshold settings;
    private final double[] first;
    private final double[] recent;
    private double[] peaks = new double[0];
    private double mean;
    private int count;
    private long seen;
    private double level;
    private double alarmLevel;
    private boolean alarm;

    Stream(PeaksOverThreshold settings) {
      this.settings = settings;
      this.first = new double[settings.calibration()];
      this.recent = new double[settings.depth()];
    }

    @Override
    public double update(double x) {
      Values.finite("peaks over threshold", x);
      alarm = false;
      if (settings.depth() > 0 && count < settings.depth()) {
        remember(x);
        return Double.NaN;
      }
      double y = x - mean;
      if (seen < first.length) {
        first[(int) seen++] = y;
        remember(x);
        if (seen == first.length) {
          calibrate();
        }
        return Double.NaN;
      }
      alarm = y > alarmLevel;
      double score = (y - level) / (alarmLevel - level);
      seen++;
      remember(alarm ? mean + alarmLevel : x);
      if (y > level) {
        learn(Math.min(y - level, 2 * (alarmLevel - level)));
      }
      return score;
    }

    private void remember(double x) {
      if (recent.length == 0) {
        return;
      }
      recent[count % recent.length] = x;
      count = count + 1 == 2 * recent.length ? recent.length : count + 1;
      double sum = 0;
      for (double v : recent) {
        sum += v;
      }
      mean = sum / recent.length;
    }

    private void calibrate() {
      Values.requireVaried("peaks over threshold", first);
      level = Quantiles.quantile(first, PEAK_LEVEL);
      peaks = Arrays.stream(first).filter(v -> v > level).map(v -> v - level).toArray();
      setAlarmLevel();
    }

    private void learn(double excess) {
      if (peaks.length == MOST_PEAKS) {
        return;
      }
      peaks = Arrays.copyOf(peaks, peaks.length + 1);
      peaks[peaks.length - 1] = excess;
      setAlarmLevel();
    }

    private void setAlarmLevel() {
      // u lies just above the (k + 1)-th largest, above which a share of (k + 1)/(n + 1) is
      // expected.
      double p = settings.rate() * (seen + 1) / (peaks.length + 1);
      if (peaks.length < 5) {
        // Ties at the quantile leave too few peaks for a tail: keep clear of the largest.
        alarmLevel = level + 2 * Arrays.stream(peaks).max().orElse(Math.abs(level) + 1);
        return;
      }
      alarmLevel = level + PredictiveTail.of(peaks).excess(Math.min(1, p));
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
