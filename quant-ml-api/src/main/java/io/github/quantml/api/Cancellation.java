// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A switch that the caller turns and long tasks look at. Thread-safe. */
public final class Cancellation {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** A switch that nobody has turned yet. */
  public Cancellation() {}

  /** Asks the task to stop at its next check; cannot be taken back. */
  public void cancel() {
    requested.set(true);
  }

  public boolean isRequested() {
    return requested.get();
  }

  /**
   * Stops here if the caller asked to.
   *
   * @throws CancellationException when the caller asked to stop
   */
  public void check() {
    if (requested.get()) {
      throw new CancellationException("cancelled by the caller");
    }
  }
}
