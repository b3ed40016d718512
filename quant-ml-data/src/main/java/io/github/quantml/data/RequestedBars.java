// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.spi.BarRequest;
import java.time.Instant;

/** Cuts what a source has down to what was asked for. */
final class RequestedBars {
  private RequestedBars() {}

  /** Coarser bars first and the period second, so that the period never splits a bar. */
  static LoadedBars of(LoadedBars all, BarRequest request) {
    BarSeries bars = all.bars();
    if (request.interval() != null) {
      bars = Resampler.of(request.interval()).resample(bars);
    }
    Instant first = request.from();
    Instant last = request.to();
    int from =
        first == null || first.equals(Instant.MIN) ? 0 : bars.countUntil(first.minusNanos(1));
    int to = last == null ? bars.size() : bars.countUntil(last);
    if (from >= to) {
      throw new InvalidDataException(
          request.symbol()
              + ": no bar closes from "
              + (first == null ? "the start" : first)
              + " to "
              + (last == null ? "the end" : last)
              + "; the source has "
              + bars);
    }
    return new LoadedBars(bars.window(from, to), all.repairs());
  }
}
