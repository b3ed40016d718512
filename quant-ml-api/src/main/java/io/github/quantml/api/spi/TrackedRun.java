// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.BarSeries;
import java.nio.file.Path;

/**
 * One run of an experiment while it is open. Thread-safe. Closing it marks success unless it
 * failed.
 */
public interface TrackedRun extends AutoCloseable {
  /** Identifier the tracker gave the run. */
  String id();

  /** A setting of the run; a second value for the same key is an error. */
  void param(String key, Object value);

  /** A measured value at a step (epoch, fold). */
  void metric(String key, double value, long step);

  /** A free note. */
  void tag(String key, String value);

  /**
   * Notes which bars the run used, by symbol, span and fingerprint; the bars themselves are not
   * kept.
   *
   * @param use what for, for example {@code training} or {@code validation}
   */
  void dataset(BarSeries bars, String use);

  /** Keeps a copy of a file under a relative path. */
  void artifact(String path, Path file);

  /** Starts a run inside this one. */
  TrackedRun child(String runName);

  /** Marks the run as failed; the error is kept as a note. */
  void fail(Throwable error);

  @Override
  void close();
}
