// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.rest;

import io.github.quantml.mlflow.MLFlowServerException;
import io.github.quantml.mlflow.MLFlowServerException.Kind;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats calls that failed for a passing reason, with waits that double and scatter.
 *
 * @param attempts calls in all, at least 1
 * @param first wait after the first failure
 * @param most longest wait
 * @param pause how to wait
 */
public record Retry(int attempts, Duration first, Duration most, Pause pause) {
  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /** Waits so long. */
    void sleep(Duration time) throws InterruptedException;
  }

  public Retry {
    if (attempts < 1 || first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "retry: at least 1 attempt and 0 <= first wait <= longest wait, got "
              + attempts
              + ", "
              + first
              + ", "
              + most);
    }
  }

  /** Five attempts, waits of about 0.25, 0.5, 1 and 2 seconds. */
  public static Retry defaults() {
    return new Retry(
        5, Duration.ofMillis(250), Duration.ofSeconds(10), t -> Thread.sleep(t.toMillis()));
  }

  /** Repeats while the failure is transient: for calls that may take effect twice. */
  public <T> T repeatable(Supplier<T> call) {
    return call(call, false);
  }

  /** Repeats only while the call surely had no effect. */
  public <T> T once(Supplier<T> call) {
    return call(call, true);
  }

  private <T> T call(Supplier<T> call, boolean sureOnly) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (MLFlowServerException e) {
        boolean again = sureOnly ? e.kind() == Kind.UNAVAILABLE : e.isTransient();
        if (!again || attempt == attempts || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        try {
          pause.sleep(wait(attempt, e.retryAfter()));
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
    }
  }

  /** The wait after a number of failures: between half and all of the doubled first wait. */
  public Duration wait(int failures, Duration asked) {
    long full = first.toMillis() << Math.min(20, Math.max(0, failures - 1));
    long capped = Math.min(full, most.toMillis());
    long scattered =
        capped < 2 ? capped : capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    return Duration.ofMillis(Math.max(scattered, Math.min(asked.toMillis(), most.toMillis())));
  }
}
