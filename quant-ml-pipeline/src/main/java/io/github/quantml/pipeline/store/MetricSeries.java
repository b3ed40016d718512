// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.time.Instant;
import java.util.Arrays;

/** The points of one metric of a run, in the order they were told. Immutable. */
public final class MetricSeries {
  private final long[] steps;
  private final double[] values;
  private final long[] millis;

  private MetricSeries(long[] steps, double[] values, long[] millis) {
    this.steps = steps;
    this.values = values;
    this.millis = millis;
  }

  public int size() {
    return values.length;
  }

  public long step(int i) {
    return steps[i];
  }

  /** Value of point {@code i}; NaN and infinities are kept as they were told. */
  public double value(int i) {
    return values[i];
  }

  /** When point {@code i} was told, to the millisecond. */
  public Instant time(int i) {
    return Instant.ofEpochMilli(millis[i]);
  }

  /** The newest value. */
  public double last() {
    return values[values.length - 1];
  }

  /** A copy of the values. */
  public double[] toValues() {
    return values.clone();
  }

  /** A copy of the steps. */
  public long[] toSteps() {
    return steps.clone();
  }

  @Override
  public String toString() {
    return values.length + " points, last " + last() + " at step " + steps[steps.length - 1];
  }

  /** Collects points. Not thread-safe. */
  static final class Builder {
    private long[] steps = new long[16];
    private double[] values = new double[16];
    private long[] millis = new long[16];
    private int size;

    void add(long step, double value, long time) {
      if (size == values.length) {
        int longer = size * 2;
        steps = Arrays.copyOf(steps, longer);
        values = Arrays.copyOf(values, longer);
        millis = Arrays.copyOf(millis, longer);
      }
      steps[size] = step;
      values[size] = value;
      millis[size++] = time;
    }

    MetricSeries build() {
      return new MetricSeries(
          Arrays.copyOf(steps, size), Arrays.copyOf(values, size), Arrays.copyOf(millis, size));
    }
  }
}
