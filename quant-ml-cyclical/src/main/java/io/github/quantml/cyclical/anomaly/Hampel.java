// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.anomaly;

/**
 * The Hampel identifier on the window that ends with the value: |x − median|/(1.4826·MAD).
 *
 * <p>Warm-up: window − 1 values. Where more than half of the window is one and the same number any
 * other one scores infinity. O(window) per value. Source: Hampel (1974), Davies and Gather (1993).
 *
 * @param window values compared, the current one included, at least 3
 * @param threshold score that raises an alarm, positive; 3 is usual
 */
public record Hampel(int window, double threshold) implements CausalDetector {
  /** Checks the ranges. */
  public Hampel {
    Values.atLeast("window", window, 3);
    Values.positive("threshold", threshold);
  }

  /** A window of 21 values, threshold 3. */
  public static Hampel defaults() {
    return new Hampel(21, 3);
  }

  @Override
  public OnlineDetector stream() {
    return new Stream(this);
  }

  private static final class Stream implements OnlineDetector {
    private final Hampel settings;
    private final SortedWindow values;
    private boolean alarm;

    Stream(Hampel settings) {
      this.settings = settings;
      this.values = new SortedWindow(settings.window());
    }

    @Override
    public double update(double x) {
      values.add(Values.finite("Hampel", x));
      alarm = false;
      if (!values.full()) {
        return Double.NaN;
      }
      double distance = Math.abs(x - values.median());
      double score = distance == 0 ? 0 : distance / values.deviation();
      alarm = score > settings.threshold();
      return score;
    }

    @Override
    public boolean alarm() {
      return alarm;
    }
  }
}
