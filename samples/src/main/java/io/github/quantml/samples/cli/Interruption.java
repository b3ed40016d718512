// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.cli;

import io.github.quantml.api.Cancellation;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes Ctrl-C ask a work to stop, and lets the process end only when it has, or after a minute:
 * what is finished is on disk by then.
 */
final class Interruption {
  /** Exit code of a process that was stopped, as shells count it. */
  static final int EXIT = 130;

  private static final long PATIENCE_SECONDS = 60;

  private final Cancellation cancellation;
  private final PrintWriter err;
  private final String goesOn;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "quantml-interruption");

  private Interruption(Cancellation cancellation, PrintWriter err, String goesOn) {
    this.cancellation = cancellation;
    this.err = err;
    this.goesOn = goesOn;
  }

  /**
   * Watches a work.
   *
   * @param goesOn what to say to whoever interrupts
   */
  static Interruption of(Cancellation cancellation, PrintWriter err, String goesOn) {
    return new Interruption(cancellation, err, goesOn);
  }

  /** Does the work. */
  <T> T during(Supplier<T> work) {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.get();
    } finally {
      ended.countDown();
      unhook();
    }
  }

  /** What happens when the process is told to end. */
  void stop() {
    cancellation.cancel();
    err.println();
    err.println("stopping ...");
    err.flush();
    try {
      if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        err.println("cancelled; " + goesOn);
        err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void unhook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook says so.
      return;
    }
  }
}
