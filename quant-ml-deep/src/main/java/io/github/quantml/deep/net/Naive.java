// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.net;

import io.github.quantml.deep.serve.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * The last {@code period} rows, again and again; a period of 1 repeats the last value. Nothing is
 * trained.
 */
public record Naive(Io io, int period) implements Network {
  public Naive {
    if (period < 1 || period > io.length()) {
      throw new IllegalArgumentException(
          "period: must lie in [1, " + io.length() + "], got " + period);
    }
    if (!io.targetsAreFeatures() || io.output().kind() != Output.Kind.POINT) {
      throw new IllegalArgumentException("naive: forecasts points of inputs, got " + io);
    }
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public <T> T apply(Ops<T> ops, T x) {
    int n = io.length();
    T season = ops.slice(io.pickTargets(ops, x, 2), 1, n - period, n);
    List<T> parts = new ArrayList<>();
    int left = io.steps();
    for (; left >= period; left -= period) {
      parts.add(season);
    }
    if (left > 0) {
      parts.add(ops.slice(season, 1, 0, left));
    }
    T all = parts.size() == 1 ? parts.get(0) : ops.concat(1, parts);
    return ops.reshape(all, -1, io.steps(), io.targetCount(), 1);
  }
}
