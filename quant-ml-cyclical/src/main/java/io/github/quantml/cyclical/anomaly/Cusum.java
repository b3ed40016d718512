// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * Page's two-sided CUSUM of standardised values: S⁺ ← max(0, S⁺ + z − k), S⁻ ← max(0, S⁻ − z − k).
 *
 * <p>Alarms when the larger of both exceeds h, then starts again from zero. z = (x − target)/sd.
 * The score is max(S⁺, S⁻). Source: Page (1954).
 *
 * @param target mean in control, finite
 * @param deviation standard deviation in control, positive
 * @param allowance k, half of the shift in standard deviations to be found soonest, positive
 * @param threshold h, positive
 */
public record Cusum(double target, double deviation, double allowance, double threshold)
    implements CausalDetector {
  /** Checks the ranges. */
  public Cusum {
    Values.finite("target", target);
    Values.positive("deviation", deviation);
    Values.positive("allowance", allowance);
    Values.positive("threshold", threshold);
  }

  /**
   * A CUSUM with a given average number of normal values between false alarms.
   *
   * @param target mean in control
   * @param deviation standard deviation in control
   * @param allowance k, in (0, 3]
   * @param runLength average run length in control, at least 2
   */
  public static Cusum ofRunLength(
      double target, double deviation, double allowance, double runLength) {
    if (!(runLength >= 2 && runLength <= 1e9)) {
      throw new IllegalArgumentException("runLength must be in [2, 1e9], got " + runLength);
    }
    Values.positive("allowance", allowance);
    return new Cusum(target, deviation, allowance, RunLength.threshold(allowance, runLength));
  }

  /**
   * Average run length of this CUSUM on normal values whose mean is off the target.
   *
   * @param shift in standard deviations; 0 is in control
   */
  public double averageRunLength(double shift) {
    double up = RunLength.oneSided(allowance, threshold, shift);
    double down = RunLength.oneSided(allowance, threshold, -shift);
    return 1 / (1 / up + 1 / down);
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final Cusum settings;
    private double up;
    private double down;
    private boolean alarm;

    Stream(Cusum settings) {
      this.settings = settings;
    }

    @Override
    public double update(double x) {
      double z = (Values.finite("CUSUM", x) - settings.target()) / settings.deviation();
      if (alarm) {
        up = 0;
        down = 0;
      }
      up = Math.max(0, up + z - settings.allowance());
      down = Math.max(0, down - z - settings.allowance());
      double score = Math.max(up, down);
      alarm = score > settings.threshold();
      return score;
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
