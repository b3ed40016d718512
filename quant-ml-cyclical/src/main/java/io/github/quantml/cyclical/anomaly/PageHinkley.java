// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * The two-sided Page-Hinkley test: CUSUM against the running mean since the last alarm.
 *
 * <p>For each value z = (x − mean of those before)/sd; S⁺ ← max(0, S⁺ + z − δ), S⁻ likewise; alarm
 * above λ, after which mean and sums start again. Calibrated like {@link Cusum}: as the mean is
 * estimated, false alarms in the first few hundred values are more frequent than nominal, which the
 * warm-up keeps in check. Source: Page (1954), Hinkley (1971).
 *
 * @param deviation standard deviation in control, positive
 * @param allowance δ in standard deviations, positive
 * @param threshold λ in standard deviations, positive
 * @param warmUp values that only set the mean, at least 1
 */
public record PageHinkley(double deviation, double allowance, double threshold, int warmUp)
    implements CausalDetector {
  /** Checks the ranges. */
  public PageHinkley {
    Values.positive("deviation", deviation);
    Values.positive("allowance", allowance);
    Values.positive("threshold", threshold);
    Values.atLeast("warmUp", warmUp, 1);
  }

  /** A test with a given average run length on normal values, warm-up 30. */
  public static PageHinkley ofRunLength(double deviation, double allowance, double runLength) {
    Cusum cusum = Cusum.ofRunLength(0, deviation, allowance, runLength);
    return new PageHinkley(deviation, allowance, cusum.threshold(), 30);
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final PageHinkley settings;
    private double mean;
    private long count;
    private double up;
    private double down;
    private boolean alarm;

    Stream(PageHinkley settings) {
      this.settings = settings;
    }

    @Override
    public double update(double x) {
      Values.finite("Page-Hinkley", x);
      if (alarm) {
        mean = 0;
        count = 0;
        up = 0;
        down = 0;
        alarm = false;
      }
      double score = Double.NaN;
      if (count >= settings.warmUp()) {
        double z = (x - mean) / settings.deviation();
        up = Math.max(0, up + z - settings.allowance());
        down = Math.max(0, down - z - settings.allowance());
        score = Math.max(up, down);
        alarm = score > settings.threshold();
      }
      count++;
      mean += (x - mean) / count;
      return score;
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
