// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.BarSeries;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Prints the rates and delays of docs/MONITORING.md; the same numbers in every run. */
final class MonitoringTable {
  private static final int NEVER = 99_999;

  private MonitoringTable() {}

  public static void main(String[] args) {
    DriftConfig independent = DriftConfig.defaults().assumingIndependence();
    DriftConfig blocks = DriftConfig.defaults();
    drift("independent", independent, 0, 0, 1, 2000);
    drift("independent", independent, 0.5, 0, 1, 1000);
    drift("independent", independent, 0.9, 0, 1, 500);
    drift("blocks", blocks, 0, 0, 1, 1000);
    drift("blocks", blocks, 0.5, 0, 1, 500);
    drift("blocks", blocks, 0.9, 0, 1, 300);
    drift("blocks", blocks, 0, 0.5, 1, 300);
    drift("blocks", blocks, 0, 0, 1.5, 300);
    drift("blocks", blocks, 0.5, 0.5, 1, 300);
    drift("blocks", blocks, 0.5, 1, 1, 300);
    falseChanges();
    for (double loss : new double[] {0.5, 0.6, 0.8}) {
      delays(loss);
    }
    for (int horizon : new int[] {1, 5, 10}) {
      bounds(horizon);
    }
    for (int horizon : new int[] {1, 5}) {
      healthy(horizon);
    }
    for (double factor : new double[] {0.5, 0.7}) {
      narrow(factor);
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /**
   * Eight columns of AR(1) noise, 500 values of reference and 125 recent; the first one changed.
   */
  private static void drift(
      String what, DriftConfig config, double ar, double shift, double scale, int rounds) {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    int any = 0;
    int first = 0;
    for (int seed = 0; seed < rounds; seed++) {
      double[][] reference = new double[8][];
      double[][] recent = new double[8][];
      for (int c = 0; c < 8; c++) {
        CounterRandom random = CounterRandom.of(seed).split(c);
        double[] all = new double[625];
        double x = random.nextGaussian();
        for (int i = 0; i < 625; i++) {
          all[i] = i >= 500 && c == 0 ? x * scale + shift : x;
          x = ar * x + Math.sqrt(1 - ar * ar) * random.nextGaussian();
        }
        reference[c] = Arrays.copyOf(all, 500);
        recent[c] = Arrays.copyOfRange(all, 500, 625);
      }
      DriftReport report =
          DataDrift.of(config.withSeed(seed))
              .compare(new DriftColumns(names, reference), new DriftColumns(names, recent));
      any += report.drifted().isEmpty() ? 0 : 1;
      first += report.columns().get(0).drifted() ? 1 : 0;
    }
    print(
        "%s: ar %.1f, shift %.1f, scale %.1f: any %.3f, first %.3f of %d",
        what, ar, shift, scale, any / (double) rounds, first / (double) rounds, rounds);
  }

  private static int index(ConceptDrift.Change change) {
    return change.detector() == ConceptDrift.Detector.ADWIN ? 0 : 1;
  }

  private static void falseChanges() {
    int[] alarms = new int[2];
    for (int seed = 0; seed < 200; seed++) {
      ConceptDrift drift = ConceptDrift.withDefaults();
      CounterRandom random = CounterRandom.of(seed);
      for (int i = 0; i < 10_000; i++) {
        double loss = random.nextDouble() < 0.4 ? 1 : 0;
        drift.update(loss, Simulated.START).forEach(change -> alarms[index(change)]++);
      }
    }
    print("changes seen in 10,000 steady losses: %.3f, %.3f", alarms[0] / 200.0, alarms[1] / 200.0);
  }

  private static void delays(double rate) {
    List<List<Integer>> delays = List.of(new ArrayList<>(), new ArrayList<>());
    for (int seed = 0; seed < 200; seed++) {
      ConceptDrift drift = ConceptDrift.withDefaults();
      CounterRandom random = CounterRandom.of(1000L + seed);
      int[] first = {NEVER, NEVER};
      for (int i = 0; i < 6000; i++) {
        int after = i - 1000;
        double loss = random.nextDouble() < (after < 0 ? 0.4 : rate) ? 1 : 0;
        for (ConceptDrift.Change change : drift.update(loss, Simulated.START)) {
          int d = index(change);
          first[d] = after < 0 ? first[d] : Math.min(first[d], after);
        }
      }
      delays.get(0).add(first[0]);
      delays.get(1).add(first[1]);
    }
    delays.forEach(Collections::sort);
    print(
        "loss 0.4 to %.1f: median delay %d, %d; 90 %% within %d, %d",
        rate,
        delays.get(0).get(100),
        delays.get(1).get(100),
        delays.get(0).get(180),
        delays.get(1).get(180));
  }

  private static void bounds(int horizon) {
    int hold = 0;
    int rejected = 0;
    int naive = 0;
    double independent = 0;
    for (int seed = 0; seed < 500; seed++) {
      BarSeries bars = Simulated.bars("A", 600 + horizon, seed);
      List<LoggedPrediction> made = Simulated.forecasts("A", 0, 600, horizon, 1, 1);
      Accuracy a = Accuracy.of(Joined.of(made, bars).scored());
      hold += a.coverageLower() <= 0.9 && a.coverageUpper() >= 0.9 ? 1 : 0;
      rejected += a.pCoverage() < 0.05 ? 1 : 0;
      naive += Math.abs(a.coverage() - 0.9) / Math.sqrt(0.09 / a.count()) > 1.96 ? 1 : 0;
      independent += a.independent();
    }
    print(
        "horizon %d: bounds hold %.3f, rejects at 5 %% %.3f, naive %.3f, independent %.0f",
        horizon, hold / 500.0, rejected / 500.0, naive / 500.0, independent / 500);
  }

  private static MonitoringInput known(List<LoggedPrediction> made, BarSeries bars, int count) {
    BarSeries window = bars.window(0, count);
    return MonitoringInput.of(
        "ensemble", 1, Joined.of(made, window).scored(), bars.time(count - 1));
  }

  private static void healthy(int horizon) {
    int found = 0;
    int acted = 0;
    for (int seed = 0; seed < 300; seed++) {
      BarSeries bars = Simulated.bars("A", 700, seed);
      List<LoggedPrediction> made = Simulated.forecasts("A", 0, 699, horizon, 1, 1);
      MonitoringState state = MonitoringState.initial();
      boolean any = false;
      boolean grave = false;
      for (int count = 260; count <= 700; count += 5) {
        MonitoringReport report = Monitor.withDefaults().check(known(made, bars, count), state);
        state = report.next();
        any |= !report.findings().isEmpty();
        grave |= report.asksFor(Action.Kind.RETRAIN) || report.asksFor(Action.Kind.ROLL_BACK);
      }
      found += any ? 1 : 0;
      acted += grave ? 1 : 0;
    }
    print(
        "healthy, horizon %d, a check every 5 of 440 bars: finding %.3f, grave action %.3f",
        horizon, found / 300.0, acted / 300.0);
  }

  private static void narrow(double factor) {
    List<Integer> delays = new ArrayList<>();
    for (int seed = 0; seed < 100; seed++) {
      BarSeries bars = Simulated.bars("A", 900, seed);
      List<LoggedPrediction> made = new ArrayList<>(Simulated.forecasts("A", 0, 400, 1, 1, 1));
      made.addAll(Simulated.forecasts("A", 400, 899, 1, 1, factor));
      MonitoringState state = MonitoringState.initial();
      int delay = NEVER;
      for (int count = 400; count <= 900 && delay == NEVER; count++) {
        MonitoringReport report = Monitor.withDefaults().check(known(made, bars, count), state);
        state = report.next();
        delay = report.asksFor(Action.Kind.RETRAIN) ? count - 400 : NEVER;
      }
      delays.add(delay);
    }
    Collections.sort(delays);
    print(
        "intervals narrowed to %.1f: training asked for after %d bars (median), %d (90 %%)",
        factor, delays.get(50), delays.get(90));
  }
}
