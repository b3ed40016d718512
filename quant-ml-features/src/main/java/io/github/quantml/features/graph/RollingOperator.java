// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.math.rolling.Rolling;
import io.github.quantml.math.rolling.WindowStatistic;
import io.github.quantml.math.rolling.WindowStream;
import java.util.function.Supplier;

/** A {@link WindowStatistic}, or a quantile, of the last bars. */
final class RollingOperator implements Operator {
  private final String name;
  private final Rolling rolling;
  private final WindowStatistic statistic;
  private final double level;
  private final boolean quantile;

  private RollingOperator(
      String name, Rolling rolling, WindowStatistic statistic, double level, boolean quantile) {
    this.name = name;
    this.rolling = rolling;
    this.statistic = statistic;
    this.level = level;
    this.quantile = quantile;
    // Refuses a window that cannot hold the statistic here rather than at the first bar.
    java.util.Objects.requireNonNull(stream().get());
  }

  static RollingOperator of(WindowStatistic statistic, int window, int ddof) {
    return new RollingOperator(
        statistic + "(" + window + "," + ddof + ")",
        Rolling.of(window).withDdof(ddof),
        statistic,
        0,
        false);
  }

  static RollingOperator ofQuantile(int window, double p) {
    return new RollingOperator(
        "QUANTILE(" + window + "," + p + ")", Rolling.of(window), WindowStatistic.MEDIAN, p, true);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int warmUp() {
    return rolling.window() - 1;
  }

  /** The slope of long windows rounds by where it stands in the series. */
  @Override
  public Stability stability() {
    boolean exact = quantile || statistic != WindowStatistic.SLOPE || rolling.window() <= 16;
    return exact ? Stability.EXACT : Stability.EPSILON;
  }

  @Override
  public void apply(double[][] in, double[][] out) {
    if (quantile) {
      Operator.super.apply(in, out);
    } else {
      rolling.applyInto(statistic, in[0], out[0]);
    }
  }

  private Supplier<WindowStream> stream() {
    return quantile ? () -> rolling.quantileStream(level) : () -> rolling.stream(statistic);
  }

  @Override
  public Cell start() {
    return new ReplayCell(stream(), rolling.window());
  }
}
