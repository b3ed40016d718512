// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.math.random.CounterRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A study's journal")
class JournalTest {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("study.journal");
  }

  private Study resume(int trials) {
    return JournalledStudy.tuner(trials).journal(file()).tune(JournalledStudy::objective);
  }

  private static List<TrialResult> withoutJournal() {
    return JournalledStudy.tuner(JournalledStudy.TRIALS).tune(JournalledStudy::objective).trials();
  }

  @Test
  void changes_nothing_and_brings_everything_back() {
    List<TrialResult> direct = withoutJournal();
    assertThat(resume(JournalledStudy.TRIALS).trials()).isEqualTo(direct);
    Study read =
        JournalledStudy.tuner(JournalledStudy.TRIALS)
            .journal(file())
            .tune(
                t -> {
                  throw new AssertionError("nothing is left to do");
                });
    assertThat(read.trials()).isEqualTo(direct);
    assertThat(read.trials().toString()).contains("COMPLETE", "PRUNED", "FAILED");
  }

  @Test
  void continues_with_more_trials_as_if_it_had_never_stopped() {
    resume(17);
    resume(23);
    assertThat(resume(JournalledStudy.TRIALS).trials()).isEqualTo(withoutJournal());
  }

  @Test
  void cut_anywhere_it_loses_no_finished_trial_and_ends_alike() throws IOException {
    List<TrialResult> direct = withoutJournal();
    resume(JournalledStudy.TRIALS);
    byte[] whole = Files.readAllBytes(file());
    CounterRandom random = CounterRandom.of(4);
    for (int round = 0; round < 200; round++) {
      int length = round == 0 ? 0 : random.nextInt(whole.length + 1);
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(file(), cut);
      int ended = count(cut, "\"record\":\"end\"");
      ConcurrentHashMap.KeySetView<Integer, Boolean> again = ConcurrentHashMap.newKeySet();
      Study study =
          JournalledStudy.tuner(JournalledStudy.TRIALS)
              .journal(file())
              .tune(
                  t -> {
                    again.add(t.number());
                    return JournalledStudy.objective(t);
                  });
      assertThat(study.trials()).as("cut at byte %d", length).isEqualTo(direct);
      assertThat(again).as("cut at byte %d", length).hasSize(JournalledStudy.TRIALS - ended);
    }
  }

  private static int count(byte[] bytes, String record) {
    // Whole lines only: a line without its end never was.
    String text = new String(bytes, StandardCharsets.UTF_8);
    String lines = text.substring(0, text.lastIndexOf('\n') + 1);
    return (int) lines.lines().filter(line -> line.contains(record)).count();
  }

  @Test
  void with_any_bit_turned_is_refused_or_ends_alike() throws IOException {
    List<TrialResult> direct = withoutJournal().subList(0, 12);
    resume(12);
    byte[] whole = Files.readAllBytes(file());
    CounterRandom random = CounterRandom.of(5);
    int refused = 0;
    for (int round = 0; round < 300; round++) {
      byte[] turned = whole.clone();
      int bit = random.nextInt(8 * whole.length);
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file(), turned);
      try {
        assertThat(resume(12).trials()).as("bit %d", bit).isEqualTo(direct);
      } catch (QuantMlException e) {
        assertThat(e).isInstanceOf(InvalidDataException.class).hasMessageContaining("journal ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(280);
  }

  @Test
  void of_another_study_is_refused_and_the_difference_named() throws IOException {
    resume(3);
    byte[] before = Files.readAllBytes(file());
    SearchSpace other =
        SearchSpace.builder()
            .real("rate", 1e-5, 1)
            .log()
            .real("dropout", 0, 0.5)
            .step(0.05)
            .build();
    refuses(
        Tuner.maximise(SearchSpaceTest.MIXED), "direction: must be that of the tuner, MAXIMISE");
    refuses(JournalledStudy.tuner(9).seed(22), "seed: must be that of the tuner, 22, got 21");
    refuses(JournalledStudy.tuner(9).width(2), "width: must be that of the tuner, 2, got 4");
    refuses(JournalledStudy.tuner(9).sampler(Sampler.sobol()), "sampler: must be");
    refuses(JournalledStudy.tuner(9).pruner(Pruner.none()), "pruner: must be");
    refuses(
        Tuner.minimise(other).pruner(Pruner.median().warmUpTrials(4)).seed(21),
        "parameter 0: must be that of the tuner, rate real 1.0E-5..1.0 log, got rate real");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  private void refuses(Tuner tuner, String why) {
    assertThatThrownBy(() -> tuner.journal(file()).tune(t -> 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void that_is_none_is_refused_and_left_as_it_was() throws IOException {
    resume(2);
    List<String> lines = Files.readAllLines(file());
    List<byte[]> strangers = new ArrayList<>();
    strangers.add("symbol,close\nAAPL,1\n".getBytes(StandardCharsets.UTF_8));
    strangers.add("a text without an end".getBytes(StandardCharsets.UTF_8));
    strangers.add(new byte[4096]);
    // A whole and honest line, but not the first of a journal.
    strangers.add((lines.get(1) + "\n").getBytes(StandardCharsets.UTF_8));
    // The head twice; a trial that ends twice; one that was never begun.
    strangers.add((lines.get(0) + "\n" + lines.get(0) + "\n").getBytes(StandardCharsets.UTF_8));
    String all = String.join("\n", lines) + "\n";
    String end = lines.stream().filter(l -> l.contains("\"end\"")).findFirst().orElseThrow();
    strangers.add((all + end + "\n").getBytes(StandardCharsets.UTF_8));
    strangers.add((lines.get(0) + "\n" + end + "\n").getBytes(StandardCharsets.UTF_8));
    for (byte[] stranger : strangers) {
      Files.write(file(), stranger);
      assertThatThrownBy(() -> resume(2))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("journal " + file());
      assertThat(Files.readAllBytes(file())).isEqualTo(stranger);
    }
  }

  @Test
  void with_a_value_outside_the_space_is_refused() {
    double[] values = {1.0, 0.25, 2, 4, 64, 1};
    byte[] line = JournalLines.write(new JournalRecord.Start(0, 1, values));
    assertThatThrownBy(() -> JournalLines.read(line, 0, line.length - 1, SearchSpaceTest.MIXED))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("rate real 1.0E-5..0.1 log: got 1.0");
  }

  @Test
  void is_opened_once_in_a_process() {
    Study study =
        JournalledStudy.tuner(2)
            .journal(file())
            .tune(
                t -> {
                  resume(2);
                  return 0;
                });
    assertThat(study.trials().get(0).why()).contains("is open in this process already");
  }

  @Test
  void killed_at_random_and_shared_by_processes_it_ends_as_if_nothing_had_happened()
      throws IOException, InterruptedException {
    List<TrialResult> direct = withoutJournal();
    CounterRandom random = CounterRandom.of(6);
    int finished = 0;
    for (int round = 0; round < 4; round++) {
      Process first = start();
      Process second = start();
      // Killed once another ten trials or so have ended, in the middle of whatever it does.
      int goal = Math.min(JournalledStudy.TRIALS, finished + 5 + random.nextInt(6));
      while (first.isAlive() && second.isAlive() && ended() < goal) {
        Thread.onSpinWait();
      }
      first.destroyForcibly().waitFor();
      // The survivor takes up what the dead one left behind.
      while (second.isAlive() && ended() < goal + 4) {
        Thread.onSpinWait();
      }
      second.destroyForcibly().waitFor();
      assertThat(ended()).as("round %d", round).isGreaterThanOrEqualTo(finished);
      finished = ended();
      assertThat(finished).as("round %d", round).isGreaterThanOrEqualTo(goal);
    }
    int left = JournalledStudy.TRIALS - finished;
    ConcurrentHashMap.KeySetView<Integer, Boolean> again = ConcurrentHashMap.newKeySet();
    Study study =
        JournalledStudy.tuner(JournalledStudy.TRIALS)
            .journal(file())
            .tune(
                t -> {
                  again.add(t.number());
                  return JournalledStudy.objective(t);
                });
    assertThat(study.trials()).isEqualTo(direct);
    assertThat(again).hasSize(left);
  }

  private int ended() throws IOException {
    return Files.exists(file()) ? count(Files.readAllBytes(file()), "\"record\":\"end\"") : 0;
  }

  private Process start() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ProcessBuilder(
            java.toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            JournalledStudy.class.getName(),
            file().toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out-" + System.nanoTime() + ".txt").toFile())
        .start();
  }
}
