// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect for a connection
 * @param call for the whole answer to a call
 * @param transfer for the whole of one artifact, up or down
 */
public record Timeouts(Duration connect, Duration call, Duration transfer) {
  public Timeouts {
    if (!positive(connect) || !positive(call) || !positive(transfer)) {
      throw new IllegalArgumentException(
          "time-outs: must be positive, got " + connect + ", " + call + ", " + transfer);
    }
  }

  private static boolean positive(Duration d) {
    return !d.isNegative() && !d.isZero();
  }

  /** 5 seconds, 60 seconds, 10 minutes. */
  public static Timeouts defaults() {
    return new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMinutes(10));
  }
}
