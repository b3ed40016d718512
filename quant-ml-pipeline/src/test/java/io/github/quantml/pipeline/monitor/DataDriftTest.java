// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataDriftTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  /** Columns of AR(1) noise of unit variance, plus a shift of the first one. */
  private static DriftColumns[] noise(int before, int now, double ar, double shift, long seed) {
    double[][] reference = new double[NAMES.size()][];
    double[][] recent = new double[NAMES.size()][];
    for (int c = 0; c < NAMES.size(); c++) {
      CounterRandom random = CounterRandom.of(seed).split(c);
      double[] all = new double[before + now];
      double x = random.nextGaussian();
      for (int i = 0; i < all.length; i++) {
        all[i] = x + (c == 0 && i >= before ? shift : 0);
        x = ar * x + Math.sqrt(1 - ar * ar) * random.nextGaussian();
      }
      reference[c] = Arrays.copyOf(all, before);
      recent[c] = Arrays.copyOfRange(all, before, all.length);
    }
    return new DriftColumns[] {new DriftColumns(NAMES, reference), new DriftColumns(NAMES, recent)};
  }

  private static double alarmRate(
      DriftConfig config, double ar, double shift, int rounds, boolean first) {
    int alarms = 0;
    for (int seed = 0; seed < rounds; seed++) {
      DriftColumns[] data = noise(400, 100, ar, shift, seed);
      DriftReport report = DataDrift.of(config.withSeed(seed)).compare(data[0], data[1]);
      boolean alarm = first ? report.columns().get(0).drifted() : !report.drifted().isEmpty();
      alarms += alarm ? 1 : 0;
    }
    return (double) alarms / rounds;
  }

  /** Twice the standard error of a rate of 5 % in 1,000 rounds is 1.4 %. */
  @Test
  void onWhiteNoiseTheMonitorRaisesAtItsStatedRate() {
    DriftConfig config = DriftConfig.defaults().assumingIndependence();
    assertThat(alarmRate(config, 0, 0, 1000, false)).isCloseTo(0.05, within(0.02));
    assertThat(alarmRate(config.withFalseDiscovery(0.2), 0, 0, 1000, false))
        .isCloseTo(0.2, within(0.04));
  }

  @Test
  void blocksKeepTheRateWhereIndependenceCriesWolf() {
    DriftConfig blocks = DriftConfig.defaults().withDraws(199);
    assertThat(alarmRate(blocks, 0, 0, 300, false)).isCloseTo(0.05, within(0.04));
    assertThat(alarmRate(blocks, 0.6, 0, 300, false)).isLessThan(0.12);
    assertThat(alarmRate(blocks.assumingIndependence(), 0.6, 0, 300, false)).isGreaterThan(0.4);
  }

  @Test
  void aShiftOfOneDeviationIsFound() {
    DriftConfig blocks = DriftConfig.defaults().withDraws(199);
    assertThat(alarmRate(blocks, 0, 1, 50, true)).isEqualTo(1);
    assertThat(alarmRate(blocks, 0.6, 1, 50, true)).isGreaterThan(0.7);
  }

  @Test
  void distancesAreThoseOfTheReference() {
    double[] x = {.1, .4, .5, .9, 1.3, 1.7, 2.2};
    double[] y = {.3, .8, 1.1, 1.9, 2.5, 3};
    double[] long20 = new double[21];
    for (int i = 0; i < 21; i++) {
      long20[i] = x[i % 7];
    }
    DriftReport report =
        DataDrift.of(DriftConfig.defaults().assumingIndependence())
            .compare(
                new DriftColumns(List.of("x"), new double[][] {long20}),
                new DriftColumns(List.of("x"), new double[][] {y}));
    DriftReport.ColumnDrift c = report.columns().get(0);
    // Three copies have the same distribution function, so D and W1 are those of x against y:
    // scipy 1.16 ks_2samp 0.357142857142857, wasserstein_distance 0.590476190476190.
    assertThat(c.statistic()).isCloseTo(.357142857142857, within(1e-12));
    double deviation = 0;
    double mean = Arrays.stream(long20).average().orElseThrow();
    for (double v : long20) {
      deviation += (v - mean) * (v - mean) / 20;
    }
    assertThat(c.wasserstein()).isCloseTo(.590476190476190 / Math.sqrt(deviation), within(1e-12));
    assertThat(report.toString()).contains("PSI");
  }

  @Test
  void sameSeedSameAnswer() {
    DriftColumns[] data = noise(300, 80, 0.5, 0.3, 3);
    DataDrift drift = DataDrift.withDefaults();
    assertThat(drift.compare(data[0], data[1])).isEqualTo(drift.compare(data[0], data[1]));
  }

  @Test
  void barsAreComparedByTheirReturnsVolatilityRangeAndVolume() {
    var calm = Simulated.bars("ABC", 600, 1);
    DriftReport same = DataDrift.withDefaults().compare(calm.window(0, 400), calm.window(400, 600));
    assertThat(same.columns())
        .extracting(DriftReport.ColumnDrift::name)
        .containsExactly("return", "volatility", "range", "volume");
    assertThat(same.drifted()).isEmpty();
  }

  @Test
  void aConstantColumnThatStaysIsNoDriftAndOneThatMovesIs() {
    double[] ones = new double[60];
    Arrays.fill(ones, 1);
    double[] twos = new double[30];
    Arrays.fill(twos, 2);
    DataDrift drift = DataDrift.withDefaults();
    DriftColumns reference = new DriftColumns(List.of("x"), new double[][] {ones});
    DriftColumns same = new DriftColumns(List.of("x"), new double[][] {Arrays.copyOf(ones, 30)});
    DriftColumns moved = new DriftColumns(List.of("x"), new double[][] {twos});
    assertThat(drift.compare(reference, same).drifted()).isEmpty();
    DriftReport.ColumnDrift c = drift.compare(reference, moved).drifted().get(0);
    assertThat(c.wasserstein()).isInfinite();
    assertThat(c.stability()).isGreaterThan(1);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> new DriftColumns(List.of("x"), new double[][] {{1, Double.NaN}}))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("column x: value 1 must be finite");
    DriftColumns[] data = noise(100, 30, 0, 0, 1);
    assertThatThrownBy(
            () -> DataDrift.of(DriftConfig.defaults().withDraws(50)).compare(data[0], data[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("draws: must be at least 79");
  }
}
