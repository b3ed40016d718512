// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainScheduleTest {
  /** A clock that a test moves. */
  private static final class Hand extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @TempDir Path root;
  private final Hand clock = new Hand();

  private RetrainSchedule schedule() {
    return RetrainSchedule.in(root.resolve("s"), clock);
  }

  @Test
  void nothingTrainedIsDueAndThenEverySevenDaysAcrossRestarts() {
    assertThat(schedule().isDue()).isTrue();
    schedule().trained();
    assertThat(schedule().isDue()).isFalse();
    assertThat(schedule().next()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
    clock.move(Duration.ofDays(7).minusNanos(1));
    assertThat(schedule().isDue()).isFalse();
    clock.move(Duration.ofNanos(1));
    assertThat(schedule().isDue()).isTrue();
  }

  @Test
  void aLongDowntimeIsCaughtUpOnce() {
    schedule().trained();
    clock.move(Duration.ofDays(40));
    assertThat(schedule().isDue()).isTrue();
    assertThat(schedule().next()).isEqualTo(clock.instant());
    schedule().trained();
    assertThat(schedule().isDue()).isFalse();
    assertThat(schedule().next()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
  }

  @Test
  void aTrainingInTheFutureIsDue() {
    schedule().trained();
    clock.move(Duration.ofDays(-3));
    assertThat(schedule().isDue()).isTrue();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    schedule().trained();
    Files.writeString(root.resolve("s").resolve("schedule.json"), "{}\n");
    assertThatThrownBy(() -> schedule().isDue())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("schedule.json");
    assertThatThrownBy(() -> schedule().every(Duration.ZERO)).hasMessageContaining("every");
  }

  @Test
  void theRetrainerTrainsWhenDueRetriesAfterAnHourAndOnRequest() throws Exception {
    int[] trained = new int[1];
    boolean[] broken = {true};
    ScheduledExecutorService idle = Executors.newSingleThreadScheduledExecutor();
    CountDownLatch hold = new CountDownLatch(1);
    // The executor is kept busy, so that only this test looks.
    var busy = idle.submit(() -> hold.await(1, TimeUnit.MINUTES));
    try (Retrainer retrainer =
        Retrainer.start(
            schedule(),
            () -> {
              if (broken[0]) {
                throw new IllegalStateException("no data");
              }
              trained[0]++;
            },
            idle)) {
      retrainer.look();
      assertThat(retrainer.failures()).isEqualTo(1);
      broken[0] = false;
      retrainer.look();
      assertThat(trained[0]).isZero();
      clock.move(Duration.ofHours(1));
      retrainer.look();
      assertThat(trained[0]).isEqualTo(1);
      assertThat(retrainer.failures()).isZero();
      retrainer.look();
      assertThat(trained[0]).isEqualTo(1);
      retrainer.request();
      retrainer.look();
      retrainer.look();
      assertThat(trained[0]).isEqualTo(2);
    }
    hold.countDown();
    busy.get();
    idle.shutdownNow();
  }

  @Test
  void itsOwnThreadTrainsAndEnds() throws Exception {
    CountDownLatch trained = new CountDownLatch(1);
    Thread[] thread = new Thread[1];
    try (Retrainer retrainer =
        Retrainer.start(
            schedule(),
            () -> {
              thread[0] = Thread.currentThread();
              trained.countDown();
            })) {
      assertThat(trained.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(thread[0].isDaemon()).isTrue();
      assertThat(retrainer.failures()).isZero();
    }
    thread[0].join(60_000);
    assertThat(thread[0].isAlive()).isFalse();
  }
}
