// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Interval;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Probabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionLogTest {
  @TempDir Path root;

  private static LoggedPrediction numbered(int i) {
    return Simulated.forecast("ABC", i, 3, 1, 0.001 / 3 * i, 0.02);
  }

  @Test
  void aServedPredictionIsKeptToTheBit() {
    Prediction served =
        new Prediction(
            "ABC",
            Simulated.time(4),
            Horizon.ofBars(3),
            1 / 3.0,
            Math.PI / 100,
            new Probabilities(0.5, 0.3, 0.2, 0.001),
            new Interval(0.9, -0.04, 0.05),
            0.6,
            null,
            List.of(),
            Map.of(),
            List.of(
                new Contribution.Used("a", 0.7, 0.01, 0.02),
                new Contribution.Abstained("b", "no chain")));
    Clock clock = Clock.fixed(Simulated.time(5), ZoneOffset.UTC);
    PredictionLog.in(root, clock).append(served, "ensemble", 3);
    LoggedPrediction read = PredictionLog.in(root).read().predictions().get(0);
    assertThat(read)
        .isEqualTo(
            new LoggedPrediction(
                "ABC",
                Simulated.time(4),
                3,
                Simulated.time(5),
                "ensemble",
                3,
                1 / 3.0,
                Math.PI / 100,
                served.probabilities(),
                served.interval(),
                "",
                List.of(new LoggedPrediction.Member("a", 0.01, 0.02, 0.7))));
  }

  @Test
  void duplicatesCountOnceWhoeverLoggedThem() throws IOException {
    PredictionLog.in(root).append(numbered(1));
    PredictionLog log = PredictionLog.in(root);
    log.append(numbered(1));
    log.append(numbered(1));
    log.append(numbered(2));
    PredictionLog.Reading reading = log.read();
    assertThat(reading.predictions()).containsExactly(numbered(1), numbered(2));
    assertThat(reading.duplicates()).isEqualTo(1);
    assertThat(reading.faults()).isEmpty();
    assertThat(Files.readAllLines(root.resolve("predictions-1.jsonl"))).hasSize(3);
  }

  @Test
  void aTornEndIsCutBeforeTheNextLineAtEveryLength() throws IOException {
    PredictionLog.in(root).append(numbered(1));
    PredictionLog.in(root).append(numbered(2));
    Path file = root.resolve("predictions-1.jsonl");
    byte[] whole = Files.readAllBytes(file);
    int first = new String(whole, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      PredictionLog.in(root).append(numbered(3));
      PredictionLog.Reading reading = PredictionLog.in(root).read();
      assertThat(reading.faults()).isEmpty();
      assertThat(reading.predictions())
          .isEqualTo(cut < first ? List.of(numbered(3)) : List.of(numbered(1), numbered(3)));
    }
  }

  @Test
  void everyFlippedBitCostsItsLineAtMostAndIsReported() throws IOException {
    PredictionLog.in(root).append(numbered(1));
    PredictionLog.in(root).append(numbered(2));
    PredictionLog.in(root).append(numbered(3));
    Path file = root.resolve("predictions-1.jsonl");
    byte[] good = Files.readAllBytes(file);
    String text = new String(good, java.nio.charset.StandardCharsets.UTF_8);
    int from = text.indexOf('\n') + 1;
    int to = text.indexOf('\n', from);
    for (int bit = 8 * from; bit < 8 * to; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, bad);
      PredictionLog.Reading reading = PredictionLog.in(root).read();
      assertThat(reading.predictions()).as("bit %d", bit).contains(numbered(1), numbered(3));
      assertThat(reading.predictions()).hasSize(2);
      assertThat(reading.faults()).isNotEmpty().allMatch(f -> f.startsWith(file + ": line 2"));
    }
  }

  @Test
  void threadsAndLogsOfOneDirectoryTakeTurns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int task = t;
        PredictionLog log = new PredictionLog(root, Clock.systemUTC(), 20_000);
        tasks.add(
            () -> {
              for (int i = 0; i < 50; i++) {
                log.append(numbered(task * 50 + i));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    PredictionLog.Reading reading = PredictionLog.in(root).read();
    assertThat(reading.faults()).isEmpty();
    assertThat(reading.predictions()).hasSize(400);
    assertThat(root.resolve("predictions-2.jsonl")).exists();
  }

  @Test
  void anOutcomeIsJoinedOnlyOnceItsLastBarIsThere() {
    BarSeries bars = Simulated.bars("ABC", 50, 1);
    List<LoggedPrediction> predictions = Simulated.forecasts("ABC", 0, 50, 5, 1, 1);
    for (int known = 1; known <= 50; known++) {
      Joined joined = Joined.of(predictions, bars.window(0, known));
      assertThat(joined.scored()).hasSize(Math.max(0, known - 5));
      assertThat(joined.waiting()).isEqualTo(Math.min(5, known));
      assertThat(joined.unmatched()).isEqualTo(50 - known);
      // What was joined does not change when more becomes known.
      assertThat(Joined.of(predictions, bars).scored().subList(0, joined.scored().size()))
          .isEqualTo(joined.scored());
    }
    ScoredPrediction first = Joined.of(predictions, bars).scored().get(0);
    assertThat(first.due()).isEqualTo(bars.time(5));
    assertThat(first.actual()).isEqualTo(bars.close(5) / bars.close(0) - 1);
    double variance = 0;
    for (int t = 1; t <= 5; t++) {
      variance += Math.pow(bars.close(t) / bars.close(t - 1) - 1, 2);
    }
    assertThat(first.realisedVariance()).isCloseTo(variance, within(1e-15));
  }

  @Test
  void whatWasServedAfterItsOutcomeWasKnownDoesNotCount() throws IOException {
    BarSeries bars = Simulated.bars("ABC", 50, 1);
    PredictionLog log = PredictionLog.in(root, Clock.fixed(Simulated.time(40), ZoneOffset.UTC));
    LoggedPrediction p = numbered(10);
    log.append(
        new LoggedPrediction(
            p.symbol(),
            p.asOf(),
            p.bars(),
            Simulated.time(13),
            p.model(),
            p.version(),
            p.mean(),
            p.volatility(),
            p.probabilities(),
            p.interval(),
            p.regime(),
            p.members()));
    log.append(numbered(11));
    log.append(Simulated.forecast("XYZ", 11, 3, 1, 0, 0.1));
    Joined joined = log.join(bars);
    assertThat(joined.hindsight()).isEqualTo(1);
    assertThat(joined.scored())
        .extracting(ScoredPrediction::prediction)
        .containsExactly(numbered(11));
    Files.writeString(
        root.resolve("predictions-1.jsonl"), "{\"crc\":\"torn", StandardOpenOption.APPEND);
    assertThat(log.join(bars)).isEqualTo(joined);
  }
}
