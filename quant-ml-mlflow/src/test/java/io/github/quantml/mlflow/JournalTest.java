// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.mlflow.journal.FullDisk;
import io.github.quantml.mlflow.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of a journal after a kill, a damaged sector or a full disk, and what a replay makes
 * of it.
 */
class JournalTest {
  @TempDir Path work;
  private FakeMlflow server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MLFlowConfig config(String directory) {
    return MLFlowConfig.of(server.uri(), work.resolve(directory))
        .withTimeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5))
        .withRetries(3, Duration.ofMillis(1), Duration.ofMillis(5));
  }

  private void tell(MLFlowRun run, int points) {
    run.param("epochs", 3);
    for (int i = 0; i < points; i++) {
      run.metric("loss", 1.0 / (i + 1), i);
    }
    run.artifact("note.txt", "kept");
    try (MLFlowRun child = run.child("trial")) {
      child.metric("score", 0.5, 0);
    }
    run.registerModel(
        "tiny",
        ModelBundle.builder("plain", 1).text("a", "b").build(),
        Optional.empty(),
        "champion");
  }

  private static Path only(Path root) throws IOException {
    try (Stream<Path> found = Files.list(root)) {
      return found
          .reduce(
              (a, b) -> {
                throw new AssertionError(a + " and " + b);
              })
          .orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path target = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target);
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }

  /**
   * Lengths at, just beside and in the middle between the ends of lines, and both ends of the file.
   */
  private static List<Integer> cuts(byte[] lines) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, lines.length));
    int start = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        cuts.addAll(List.of(start + 1, (start + i) / 2, i, i + 1));
        start = i + 1;
      }
    }
    return List.copyOf(cuts);
  }

  /** Whole lines within a length that have a mark. */
  private static long linesIn(byte[] bytes, int length, String mark) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    int whole = text.lastIndexOf('\n') + 1;
    return text.substring(0, whole).lines().filter(l -> l.contains(mark)).count();
  }

  @Test
  void a_journal_cut_off_anywhere_replays_what_is_whole() throws Exception {
    Path original = work.resolve("original");
    try (MLFlowRun run =
        MLFlowTracker.of(MLFlowConfig.journalOnly(original)).startRun("cut", "run")) {
      tell(run, 4);
    }
    Path directory = only(original);
    byte[] records = Files.readAllBytes(directory.resolve("records.jsonl"));
    Path cut = work.resolve("cut");
    MLFlowTracker replayer = MLFlowTracker.of(config("cut"));
    for (int length : cuts(records)) {
      server.clear();
      delete(cut);
      Path copy = cut.resolve(directory.getFileName().toString());
      copy(directory, copy);
      Files.write(copy.resolve("records.jsonl"), Arrays.copyOf(records, length));
      assertThat(replayer.replay())
          .as("cut at byte %d", length)
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.state()).isEqualTo(ReplayResult.State.DELIVERED);
                assertThat(r.refused()).isEmpty();
                assertThat(r.damaged()).isZero();
              });
      long starts = linesIn(records, length, "\"e\":\"start\"");
      assertThat(server.runs).hasSize((int) starts);
      if (starts > 0) {
        FakeMlflow.Run run = server.runs.get("r1");
        assertThat(run.points).hasSize((int) linesIn(records, length, "\"k\":\"loss\""));
        boolean ended = linesIn(records, length, "\"r\":0,\"e\":\"end\"") == 1;
        assertThat(run.status).isEqualTo(ended ? "FINISHED" : "KILLED");
      }
      assertThat(server.models.getOrDefault("tiny", List.of()))
          .hasSize((int) linesIn(records, length, "\"e\":\"register\""));
    }
  }

  @Test
  void a_delivery_killed_anywhere_goes_on_without_doubling() throws Exception {
    Path original = work.resolve("original");
    MLFlowTracker tracker = MLFlowTracker.of(config("original").withKeptJournals(true));
    try (MLFlowRun run = tracker.startRun("cut", "run")) {
      for (int i = 0; i < 3; i++) {
        run.metric("first", i, i);
        assertThat(run.flush()).isTrue();
      }
      tell(run, 4);
    }
    Path directory = only(original);
    byte[] acks = Files.readAllBytes(directory.resolve("acks.jsonl"));
    Path cut = work.resolve("cut");
    MLFlowTracker replayer = MLFlowTracker.of(config("cut"));
    for (int length : cuts(acks)) {
      delete(cut);
      Path copy = cut.resolve(directory.getFileName().toString());
      copy(directory, copy);
      Files.write(copy.resolve("acks.jsonl"), Arrays.copyOf(acks, length));
      assertThat(replayer.replay())
          .as("killed at byte %d", length)
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.state()).isEqualTo(ReplayResult.State.DELIVERED);
                assertThat(r.runIds()).containsExactly("r1", "r2");
              });
      assertThat(server.runs).hasSize(2);
      assertThat(server.runs.get("r1").points).hasSize(7);
      assertThat(server.runs.get("r1").status).isEqualTo("FINISHED");
      assertThat(server.runs.get("r2").points).hasSize(1);
      assertThat(server.models.get("tiny")).hasSize(1);
    }
  }

  @Test
  void a_damaged_record_is_left_out_and_told() throws Exception {
    Path original = work.resolve("damaged");
    try (MLFlowRun run =
        MLFlowTracker.of(MLFlowConfig.journalOnly(original)).startRun("damaged", "run")) {
      tell(run, 4);
    }
    Path records = only(original).resolve("records.jsonl");
    byte[] bytes = Files.readAllBytes(records);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("0.3333");
    bytes[at] ^= 1;
    Files.write(records, bytes);
    MLFlowTracker tracker = MLFlowTracker.of(config("damaged"));
    assertThat(tracker.replay())
        .singleElement()
        .satisfies(r -> assertThat(r.damaged()).isEqualTo(1));
    assertThat(server.runs.get("r1").points)
        .extracting(FakeMlflow.Point::step)
        .containsExactly(0L, 1L, 3L);
    assertThat(tracker.journalled()).as("kept for somebody to look at").hasSize(2);
  }

  @Test
  void megabytes_of_rubbish_between_records_cost_no_more_than_themselves() throws Exception {
    Path original = work.resolve("rubbish");
    try (MLFlowRun run =
        MLFlowTracker.of(MLFlowConfig.journalOnly(original)).startRun("rubbish", "run")) {
      tell(run, 4);
    }
    Path records = only(original).resolve("records.jsonl");
    String text = Files.readString(records);
    int at = text.indexOf('\n', text.indexOf("\"k\":\"loss\"")) + 1;
    Files.writeString(
        records, text.substring(0, at) + "\u0000".repeat(5 << 20) + "\n" + text.substring(at));
    assertThat(MLFlowTracker.of(config("rubbish")).replay())
        .singleElement()
        .satisfies(r -> assertThat(r.damaged()).isEqualTo(1));
    assertThat(server.runs.get("r1").points).hasSize(4);
    assertThat(server.runs.get("r1").status).isEqualTo("FINISHED");
  }

  @Test
  void every_flipped_bit_of_a_record_is_noticed() throws Exception {
    Path original = work.resolve("flipped");
    try (MLFlowRun run =
        MLFlowTracker.of(MLFlowConfig.journalOnly(original)).startRun("flipped", "run")) {
      run.metric("loss", 0.25, 1);
      run.metric("loss", 0.5, 2);
    }
    Path records = only(original).resolve("records.jsonl");
    byte[] bytes = Files.readAllBytes(records);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int from = text.indexOf("{\"crc\"", text.indexOf("\"e\":\"start\""));
    int to = text.indexOf('\n', from);
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(original));
    for (int bit = 8 * from; bit < 8 * to; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(records, flipped);
      assertThat(tracker.journalled().get(0).metrics().get("loss"))
          .as("bit %d", bit)
          .extracting(JournalledRun.Point::value)
          .containsExactly(0.5);
    }
  }

  @Test
  void a_full_disk_costs_nothing_while_the_server_answers() throws Exception {
    for (int room : new int[] {0, 10, 300, 1_000, 1_500}) {
      server.clear();
      MLFlowTracker tracker =
          new MLFlowTracker(config("full" + room), new FullDisk(room), Journal.MEMORY);
      try (MLFlowRun run = tracker.startRun("full", "run")) {
        for (int i = 0; i < 3_000; i++) {
          run.metric("loss", i, i);
        }
      }
      FakeMlflow.Run run = server.onlyRun();
      assertThat(run.points).as("%d bytes left", room).hasSize(3_000);
      assertThat(new HashSet<>(run.points)).hasSize(3_000);
      assertThat(run.status).isEqualTo("FINISHED");
    }
  }

  @Test
  void a_full_disk_that_is_freed_gets_what_waited_in_memory_in_order() throws Exception {
    Path root = work.resolve("freed");
    FullDisk disk = new FullDisk(700);
    MLFlowTracker tracker = new MLFlowTracker(MLFlowConfig.journalOnly(root), disk, Journal.MEMORY);
    try (MLFlowRun run = tracker.startRun("freed", "run")) {
      IntStream.range(0, 500).forEach(i -> run.metric("loss", i, i));
      disk.free(1 << 20);
      run.artifact("note.txt", "the journal is synced at an artifact");
      IntStream.range(500, 600).forEach(i -> run.metric("loss", i, i));
    }
    assertThat(tracker.journalled().get(0).metrics().get("loss"))
        .extracting(JournalledRun.Point::step)
        .containsExactlyElementsOf(IntStream.range(0, 600).mapToObj(i -> (long) i).toList());
    assertThat(MLFlowTracker.of(config("freed")).replay().get(0).error()).isEmpty();
    assertThat(server.onlyRun().points).hasSize(600);
  }

  @Test
  void with_no_disk_no_server_and_no_memory_training_still_goes_on() {
    server.close();
    MLFlowTracker tracker =
        new MLFlowTracker(
            config("nothing").withRetries(1, Duration.ZERO, Duration.ZERO),
            new FullDisk(0),
            10_000);
    MLFlowRun run = tracker.startRun("nothing", "run");
    IntStream.range(0, 1_000).forEach(i -> run.metric("loss", i, i));
    run.close();
    assertThat(run.lost()).isBetween(800L, 1_000L);
  }

  @Test
  void an_interrupted_thread_goes_on_writing() {
    Path root = work.resolve("interrupted");
    MLFlowTracker tracker = MLFlowTracker.of(MLFlowConfig.journalOnly(root));
    MLFlowRun run = tracker.startRun("interrupted", "run");
    Thread.currentThread().interrupt();
    try {
      IntStream.range(0, 10).forEach(i -> run.metric("loss", i, i));
      run.close();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(tracker.journalled().get(0).metrics().get("loss")).hasSize(10);
    assertThat(tracker.journalled().get(0).status()).isEqualTo("FINISHED");
  }

  @Test
  void runs_of_many_threads_arrive_whole() throws Exception {
    MLFlowTracker tracker = MLFlowTracker.of(config("many"));
    try (MLFlowRun run = tracker.startRun("many", "root")) {
      List<Thread> threads =
          IntStream.range(0, 8)
              .mapToObj(
                  t ->
                      new Thread(
                          () -> {
                            try (MLFlowRun child = run.child("trial " + t)) {
                              child.param("t", t);
                              for (int i = 0; i < 700; i++) {
                                child.metric("loss", i, i);
                                run.metric("all." + t, i, i);
                              }
                            }
                          }))
              .toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(server.runs).hasSize(9);
    for (FakeMlflow.Run run : server.runs.values()) {
      assertThat(run.points).hasSize(run.name.equals("root") ? 5_600 : 700);
      assertThat(run.status).isEqualTo("FINISHED");
    }
  }
}
