// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LocalTrackerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path root;
  private LocalTracker tracker;

  @BeforeEach
  void open() {
    tracker = LocalTracker.in(root).withClock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aRunComesBackWithEverythingItTold() throws IOException {
    Path file = Files.writeString(root.resolve("curve.csv"), "a,b\n1,2\n");
    String id;
    try (LocalRun run = tracker.startRun("btc hourly", "first")) {
      id = run.id();
      run.param("rate", 0.1);
      run.param("rate", 0.1);
      run.tag("note", "one");
      run.tag("note", "two");
      run.dataset(StoreBundles.bars(5), "training");
      run.artifact("plots/curve.csv", file);
      for (int epoch = 0; epoch < 5; epoch++) {
        run.metric("loss", 1.0 / (epoch + 1), epoch);
      }
      run.metric("odd", Double.NaN, 0);
      run.metric("odd", Double.NEGATIVE_INFINITY, -3);
    }
    RunRecord record = tracker.run(id);
    RunInfo info = record.info();
    assertThat(info.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.experiment()).isEqualTo("btc hourly");
    assertThat(info.name()).isEqualTo("first");
    assertThat(info.started()).isEqualTo(NOW);
    assertThat(info.ended()).contains(NOW);
    assertThat(info.params()).isEqualTo(Map.of("rate", "0.1"));
    assertThat(info.tags()).isEqualTo(Map.of("note", "two"));
    assertThat(info.datasets())
        .containsExactly(
            new RunInfo.DatasetNote(
                "ABC",
                "PT24H",
                5,
                "2024-01-01T00:00:00Z",
                "2024-01-05T00:00:00Z",
                String.format("%016x", StoreBundles.bars(5).fingerprint()),
                "training"));
    assertThat(info.artifacts().get("plots/curve.csv").file()).hasSameTextualContentAs(file);
    MetricSeries loss = record.metrics().get("loss");
    assertThat(loss.toValues()).containsExactly(1, 1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0);
    assertThat(loss.toSteps()).containsExactly(0, 1, 2, 3, 4);
    assertThat(loss.time(4)).isEqualTo(NOW);
    assertThat(loss.last()).isEqualTo(0.2);
    assertThat(record.metrics().get("odd").toValues())
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(tracker.experiments()).containsExactly("btc hourly");
    assertThat(tracker.latest("btc hourly")).contains(info);
    assertThat(tracker.runs("btc hourly")).containsExactly(info);
    assertThat(tracker.runs("another")).isEmpty();
  }

  @Test
  void aSecondValueOfASettingIsAnError() {
    try (LocalRun run = tracker.startRun("e", "r")) {
      run.param("rate", 0.1);
      assertThatThrownBy(() -> run.param("rate", 0.2))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'rate': is '0.1' already, cannot become '0.2'");
    }
  }

  @Test
  void aRunIsRunningWhileOpenAndChildrenCloseWithIt() {
    LocalRun parent = tracker.startRun("e", "parent");
    LocalRun child = parent.child("fold 1");
    child.metric("loss", 1, 0);
    assertThat(tracker.runs("e"))
        .extracting(RunInfo::status)
        .containsExactly(RunStatus.RUNNING, RunStatus.RUNNING);
    assertThat(LocalTracker.in(root).run(child.id()).info().parentId()).contains(parent.id());
    parent.close();
    parent.close();
    assertThat(tracker.runs("e"))
        .extracting(RunInfo::status)
        .containsExactly(RunStatus.FINISHED, RunStatus.FINISHED);
    assertThat(tracker.latest("e").orElseThrow().id()).isEqualTo(parent.id());
    assertThatThrownBy(() -> child.metric("loss", 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aFailedRunKeepsItsError() {
    String id;
    try (LocalRun run = tracker.startRun("e", "r")) {
      id = run.id();
      run.fail(new IllegalStateException("no data"));
    }
    RunInfo info = tracker.run(id).info();
    assertThat(info.status()).isEqualTo(RunStatus.FAILED);
    assertThat(info.tags().get("quantml.error")).contains("no data");
    assertThat(info.artifacts().get("error.txt").file()).content().contains("aFailedRun");
  }

  @Test
  void aLaterArtifactReplacesTheOneAtItsPath() throws IOException {
    String id;
    try (LocalRun run = tracker.startRun("e", "r")) {
      id = run.id();
      run.artifact("model/best.bin", "one");
      run.artifact("model/best.bin", "two");
      run.artifact("model/best.bin~2", "other");
      run.artifact("model/best.bin", "three");
    }
    Map<String, RunInfo.Artifact> artifacts = tracker.run(id).info().artifacts();
    assertThat(artifacts.keySet()).containsExactly("model/best.bin", "model/best.bin~2");
    assertThat(artifacts.get("model/best.bin").file()).hasContent("three");
    assertThat(artifacts.get("model/best.bin~2").file()).hasContent("other");
    assertThat(artifacts.get("model/best.bin").bytes()).isEqualTo(5);
    try (var files = Files.list(artifacts.get("model/best.bin").file().getParent())) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void keysAndPathsThatLeaveTheRunAreArgumentErrors() {
    try (LocalRun run = tracker.startRun("e", "r")) {
      for (String path : List.of("", "/etc/x", "../x", "a/../../x", "a//b", "a\\b", "c:x")) {
        assertThatThrownBy(() -> run.artifact(path, "x"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("artifact path");
      }
      assertThatThrownBy(() -> run.param("../x", 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.metric("a\nb", 1, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> run.artifact("x", root.resolve("nothing")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing");
    }
    assertThatThrownBy(() -> tracker.startRun("e", "a\u0000b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tracker.run("../../x"))
        .isInstanceOf(QuantMlException.class)
        .hasMessageContaining("../../x");
  }

  @Test
  void aLongTextIsCutAndKeptWhole() {
    String text = "x".repeat(150_000);
    String id;
    try (LocalRun run = tracker.startRun("e", "r")) {
      id = run.id();
      run.param("query", text);
    }
    RunInfo info = tracker.run(id).info();
    assertThat(info.params().get("query")).hasSize(100_000).endsWith("params/query.txt)");
    assertThat(info.artifacts().get("params/query.txt").file()).hasContent(text);
  }

  @Test
  void aMillionPointsComeBackInOrder() {
    String id;
    int n = 1_000_000;
    try (LocalRun run = tracker.startRun("e", "r")) {
      id = run.id();
      for (int i = 0; i < n; i++) {
        run.metric((i & 1) == 0 ? "even" : "odd", i * 0.5, i);
      }
    }
    Map<String, MetricSeries> metrics = tracker.run(id).metrics();
    MetricSeries odd = metrics.get("odd");
    assertThat(metrics.get("even").size()).isEqualTo(n / 2);
    assertThat(odd.size()).isEqualTo(n / 2);
    for (int i = 0; i < n / 2; i++) {
      if (odd.step(i) != 2L * i + 1 || odd.value(i) != i + 0.5) {
        throw new AssertionError("point " + i + " is " + odd.value(i) + " at " + odd.step(i));
      }
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void pointsArriveWhileTheRunIsOpenAndNobodyCallsIt() {
    try (LocalRun run = tracker.startRun("e", "r")) {
      run.metric("loss", 2, 7);
      LocalTracker reader = LocalTracker.in(root);
      while (reader.run(run.id()).metrics().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(reader.run(run.id()).metrics().get("loss").last()).isEqualTo(2);
    }
  }

  @Test
  void manyThreadsWriteOneRunAndManyRuns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (LocalRun shared = tracker.startRun("e", "shared")) {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int task = t;
        tasks.add(
            () -> {
              try (LocalRun own = shared.child("task " + task)) {
                for (int i = 0; i < 1000; i++) {
                  shared.metric("m" + task, i, i);
                  own.metric("m", i, i);
                }
                shared.param("p" + task, task);
                return own.id();
              }
            });
      }
      for (Future<String> result : threads.invokeAll(tasks)) {
        assertThat(tracker.run(result.get()).metrics().get("m").size()).isEqualTo(1000);
      }
      shared.flush();
      RunRecord record = tracker.run(shared.id());
      assertThat(record.info().params()).hasSize(8);
      assertThat(record.metrics().values()).allMatch(series -> series.size() == 1000);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void tornEndsOfAnUnfinishedRunArePassedOver() throws IOException {
    LocalRun run = tracker.startRun("e", "r");
    run.param("a", 1);
    run.param("b", 2);
    run.metric("m", 1, 0);
    run.flush();
    run.metric("m", 2, 1);
    run.flush();
    Path events = run.directory().resolve("events.jsonl");
    Path metrics = run.directory().resolve("metrics.bin");
    byte[] log = Files.readAllBytes(events);
    byte[] points = Files.readAllBytes(metrics);
    int firstLine = new String(log, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int cut = 0; cut < log.length; cut++) {
      Files.write(events, Arrays.copyOf(log, cut));
      Map<String, String> params = tracker.run(run.id()).info().params();
      assertThat(params.size()).isEqualTo(cut < firstLine - 1 ? 0 : cut < log.length - 1 ? 1 : 2);
    }
    Files.write(events, log);
    for (int cut = 0; cut < points.length; cut++) {
      Files.write(metrics, Arrays.copyOf(points, cut));
      Map<String, MetricSeries> read = tracker.run(run.id()).metrics();
      assertThat(read.isEmpty() || read.get("m").size() == 1).isTrue();
    }
    Files.write(metrics, points);
    run.close();
  }

  @Test
  void everyFlippedBitOfAClosedRunIsNoticedOrChangesNothing() throws IOException {
    LocalRun run = tracker.startRun("e", "r");
    run.param("a", 1);
    run.metric("m", 1, 0);
    run.close();
    RunRecord good = tracker.run(run.id());
    String text = good.info() + " " + good.metrics();
    for (String name : List.of("run.json", "events.jsonl", "metrics.bin")) {
      Path file = run.directory().resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] bad = bytes.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, bad);
        String read;
        try {
          RunRecord record = tracker.run(run.id());
          read = record.info() + " " + record.metrics();
        } catch (InvalidDataException e) {
          assertThat(e).hasMessageContaining(file.toString());
          continue;
        }
        assertThat(read).as("bit %d of %s", bit, name).isEqualTo(text);
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void aCutOffMetricFileOfAClosedRunIsAnError() throws IOException {
    LocalRun run = tracker.startRun("e", "r");
    run.metric("m", 1, 0);
    run.close();
    Files.write(run.directory().resolve("metrics.bin"), new byte[0]);
    assertThatThrownBy(() -> tracker.run(run.id()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("holds 0 points, the run told 1");
  }

  @Test
  void blankExperimentIsTheDefaultOne() {
    tracker.startRun(" ", "r").close();
    assertThat(tracker.experiments()).containsExactly("Default");
    assertThat(tracker.name()).isEqualTo("local");
    assertThat(tracker.isAvailable()).isTrue();
  }
}
