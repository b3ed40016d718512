// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.math.distribution.NormalReturns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemberCallsTest {
  private static final BarSeries BARS = Markets.restless(200, 1);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(10);

  private static MemberSpec member(String name, Function<BarSeries, Forecast> answer) {
    Model model =
        new StubTrainer(name, Set.of(), answer)
            .train(TrainingData.of(BARS), TrainingContext.defaults());
    return new MemberSpec(name, Set.of(), model, null);
  }

  private static Forecast calm(BarSeries bars) {
    return Forecast.Distribution.of(NormalReturns.of(0, 0.01));
  }

  private static Forecast waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return calm(BARS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted");
    }
  }

  private static Forecast waitStubbornly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return calm(BARS);
      } catch (InterruptedException e) {
        // what a badly behaved member does
      }
    }
  }

  private static List<Contribution> silences(MemberCalls calls) {
    List<Contribution> silences = new ArrayList<>();
    for (MemberCalls.Answer answer : calls.ask(BARS, MarketContext.empty())) {
      if (answer.silence() != null) {
        silences.add(answer.silence());
      }
    }
    return silences;
  }

  @Test
  void a_member_that_hangs_is_left_out_and_the_rest_answer() {
    CountDownLatch never = new CountDownLatch(1);
    MemberCalls calls =
        new MemberCalls(
            List.of(
                member("first", MemberCallsTest::calm),
                member("hangs", bars -> waitFor(never)),
                member("last", MemberCallsTest::calm)),
            SHORT);
    MemberCalls.Answer[] answers = calls.ask(BARS, MarketContext.empty());
    assertThat(answers[0].view()).isNotNull();
    assertThat(answers[1].silence())
        .isEqualTo(new Contribution.Failed("hangs", "no answer within 300 ms"));
    assertThat(answers[2].view()).isNotNull();
  }

  @Test
  void the_last_member_may_hang_too() {
    CountDownLatch never = new CountDownLatch(1);
    MemberCalls calls =
        new MemberCalls(
            List.of(member("first", MemberCallsTest::calm), member("hangs", b -> waitFor(never))),
            SHORT);
    assertThat(silences(calls))
        .containsExactly(new Contribution.Failed("hangs", "no answer within 300 ms"));
  }

  @Test
  void a_member_that_ignores_interrupts_holds_a_few_threads_and_may_come_back() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger left = new AtomicInteger();
    MemberCalls calls =
        new MemberCalls(
            List.of(
                member(
                    "stubborn",
                    bars -> {
                      asked.incrementAndGet();
                      Forecast answer = waitStubbornly(release);
                      left.incrementAndGet();
                      return answer;
                    }),
                member("fine", MemberCallsTest::calm)),
            SHORT);
    for (int i = 0; i < 6; i++) {
      assertThat(silences(calls)).hasSize(1);
    }
    // The third call asks unless the machine was so slow that two were stuck by then.
    assertThat(asked.get()).isBetween(2, 3);
    assertThat(silences(calls))
        .containsExactly(
            new Contribution.Failed("stubborn", "still busy with predictions it never finished"));
    release.countDown();
    while (!silences(calls).isEmpty()) {
      Thread.onSpinWait(); // until a worker has noticed
    }
    // One that had been stuck, and the one that answered.
    assertThat(left.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_deep_recursion_is_a_failure_and_other_errors_reach_the_caller() {
    MemberCalls calls =
        new MemberCalls(
            List.of(
                member("deep", MemberCallsTest::forEver), member("fine", MemberCallsTest::calm)),
            LONG);
    assertThat(silences(calls))
        .containsExactly(new Contribution.Failed("deep", "StackOverflowError"));
    MemberCalls broken =
        new MemberCalls(
            List.of(
                member(
                    "broken",
                    bars -> {
                      throw new AssertionError("out of order");
                    })),
            LONG);
    assertThatThrownBy(() -> broken.ask(BARS, MarketContext.empty()))
        .isInstanceOf(AssertionError.class)
        .hasMessage("out of order");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Forecast forEver(BarSeries bars) {
    return forEver(bars);
  }

  @Test
  void without_a_deadline_members_run_on_the_callers_thread() {
    Thread[] seen = new Thread[1];
    MemberCalls calls =
        new MemberCalls(
            List.of(
                member(
                    "who",
                    bars -> {
                      seen[0] = Thread.currentThread();
                      return calm(bars);
                    })),
            Duration.ZERO);
    calls.ask(BARS, MarketContext.empty());
    assertThat(seen[0]).isSameAs(Thread.currentThread());
  }

  @Test
  void an_interrupted_caller_stops_waiting_and_stays_interrupted() {
    CountDownLatch never = new CountDownLatch(1);
    MemberCalls calls = new MemberCalls(List.of(member("hangs", b -> waitFor(never))), LONG);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> calls.ask(BARS, MarketContext.empty()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void many_callers_get_their_own_answers() throws Exception {
    MemberCalls calls =
        new MemberCalls(
            List.of(
                member(
                    "size",
                    bars -> Forecast.Distribution.of(NormalReturns.of(bars.size() / 1e4, 0.01))),
                member("fine", MemberCallsTest::calm)),
            LONG);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int n = 10 + i % 100;
        all.add(
            callers.submit(
                () -> {
                  MemberCalls.Answer[] answers =
                      calls.ask(BARS.window(0, n), MarketContext.empty());
                  Forecast.Distribution view = answers[0].view();
                  return view != null && view.returns().mean() == n / 1e4;
                }));
      }
      for (Future<Boolean> one : all) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      callers.shutdownNow();
    }
  }
}
