// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import java.util.List;

/**
 * Runs independent tasks: on this machine's threads by default, on a cluster at the edge.
 *
 * <p>The answers come in the order of the inputs and do not depend on the number of workers.
 */
public interface TaskRunner extends Provider {
  /**
   * Applies a task to every input.
   *
   * @return one outcome per input; a task that throws fails alone
   */
  <T, R> List<Outcome<R>> map(List<T> inputs, SerializableFunction<T, R> task, Progress progress);

  /** Runs on {@code threads} threads of this process, which end with each call. */
  static TaskRunner local(int threads) {
    return new LocalTaskRunner(threads);
  }
}
