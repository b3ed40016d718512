// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

import io.github.quantml.math.Quantiles;
import java.util.Arrays;

/**
 * Streaming extreme-value threshold (SPOT, and DSPOT with drift): alarms at a given rate whatever
 * the tail.
 *
 * <p>The first {@code calibration} values set a high quantile u and the Pareto tail of the excesses
 * over it; the alarm level is z = u + excess(rate·n/peaks). A value above z is an alarm. All values
 * above u join the peaks, an excess counting with at most twice that of z: without the ordinary
 * extremes the tail would be cut off, with the odd ones stretched. With {@code depth} above 0 each
 * value is taken from the mean of the last {@code depth} values, alarms counting as z. The rate
 * holds for values of a stable distribution: standardise returns by their volatility first, for
 * example by {@link RobustZ}; with few peaks it is exceeded by up to a half. Upper tail only: feed
 * |x| for both. Source: Siffer, Fouque, Termier and Largouët (2017).
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
      double p = settings.rate() * seen / peaks.length;
      if (peaks.length < 5) {
        // Ties at the quantile leave too few peaks for a tail: keep clear of the largest.
        alarmLevel = level + 2 * Arrays.stream(peaks).max().orElse(Math.abs(level) + 1);
        return;
      }
      alarmLevel = level + ParetoTail.fit(peaks).excess(Math.min(1, p));
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
