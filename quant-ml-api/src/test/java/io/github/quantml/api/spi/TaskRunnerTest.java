// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRunnerTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void answers_come_in_order_and_one_bad_input_fails_alone(int threads) {
    List<Integer> inputs = IntStream.range(0, 100).boxed().toList();
    AtomicLong last = new AtomicLong();
    Progress progress = (stage, done, total) -> last.accumulateAndGet(done, Math::max);
    List<Outcome<Integer>> outcomes =
        TaskRunner.local(threads).map(inputs, i -> 100 / (i - 50), progress);
    assertThat(last).hasValue(100);
    for (int i = 0; i < 100; i++) {
      Outcome<Integer> outcome = outcomes.get(i);
      if (i == 50) {
        assertThatThrownBy(outcome::orThrow).isInstanceOf(ArithmeticException.class);
      } else {
        assertThat(outcome.map(v -> v + 1).orThrow()).isEqualTo(100 / (i - 50) + 1);
      }
    }
  }
}
