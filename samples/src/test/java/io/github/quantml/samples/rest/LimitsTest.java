// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Limits limits(Duration deadline, int concurrency) {
    return new Limits(RestConfig.defaults().withLimits(1_024, deadline, concurrency));
  }

  @Test
  void callsBeyondTheLimitAreRefusedAtOnce() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Limits limits = limits(Duration.ofSeconds(30), 1)) {
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(
              () ->
                  limits.call(
                      () -> {
                        began.countDown();
                        end.await();
                        return "done";
                      }));
      began.await();

      assertThatThrownBy(() -> limits.call(() -> "second"))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(429));

      end.countDown();
      assertThat(first.get()).isEqualTo("done");
    }
  }

  @Test
  void aCallPastItsDeadlineIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Limits limits = limits(Duration.ofMillis(20), 1)) {
      assertThatThrownBy(
              () ->
                  limits.call(
                      () -> {
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                          interrupted.countDown();
                        }
                        return "never";
                      }))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));
      interrupted.await();
    }
  }

  @Test
  void whatACallThrowsReachesItsCaller() {
    IllegalStateException mine = new IllegalStateException("mine");
    try (Limits limits = limits(Duration.ofSeconds(30), 1)) {
      assertThatThrownBy(
              () ->
                  limits.call(
                      () -> {
                        throw mine;
                      }))
          .isSameAs(mine);
    }
  }
}
