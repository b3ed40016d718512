// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.factors.FrenchSample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Momentum of 81 stocks, P[t − 21]/P[t − 126] − 1, computed in NumPy and SciPy 1.17.1. The universe
 * survived by construction: figures to compute with, not evidence.
 */
@Tag("data")
class StockNetTest {
  private static final SignalStudy STUDY = momentum();

  private static SignalStudy momentum() {
    Map<String, Map<LocalDate, Double>> prices = new TreeMap<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        FrenchSample.data("stocknet_prices", "panel_long.csv.gz"))),
                StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        LocalDate day = LocalDate.parse(cells[1]);
        days.add(day);
        prices
            .computeIfAbsent(cells[0], k -> new TreeMap<>())
            .put(day, Double.parseDouble(cells[6]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    prices.values().removeIf(p -> p.size() < days.size());
    List<LocalDate> dates = new ArrayList<>(days);
    double[][] price = new double[prices.size()][];
    double[][] signal = new double[prices.size()][dates.size()];
    int i = 0;
    for (Map<LocalDate, Double> p : prices.values()) {
      price[i] = dates.stream().mapToDouble(p::get).toArray();
      Arrays.fill(signal[i], Double.NaN);
      for (int t = 126; t < dates.size(); t++) {
        signal[i][t] = price[i][t - 21] / price[i][t - 126] - 1;
      }
      i++;
    }
    return SignalStudy.of(new ArrayList<>(prices.keySet()), dates, signal, price).withMinAssets(81);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1131, 0.006888738051291852, 0.010541511777567547, 0.04553336168583595,"
        + " 1.5313025915452756, 1.5319800092256328, 3.755054316299433e-05",
    "5, 1127, 0.012088536020197781, 0.018292926396798404, 0.07388571158038998,"
        + " 2.4804039730373817, 1.3505997002009085, 0.0005251286507700107"
  })
  void momentum_looks_significant_only_until_its_overlap_is_counted(
      int h, int n, double ic, double rankIc, double icir, double iid, double hac, double spread) {
    assertThat(STUDY.ic(h).test().mean()).isCloseTo(ic, within(1e-9 * ic));
    MeanTest ranked = STUDY.rankIc(h).test();
    assertThat(ranked.observations()).isEqualTo(n);
    assertThat(ranked.mean()).isCloseTo(rankIc, within(1e-9 * rankIc));
    assertThat(ranked.ratio()).isCloseTo(icir, within(1e-9 * icir));
    assertThat(ranked.tIid()).isCloseTo(iid, within(1e-9 * iid));
    assertThat(ranked.tHac()).isCloseTo(hac, within(1e-9 * hac));
    assertThat(STUDY.quantiles(5, h).spread().mean()).isCloseTo(spread, within(1e-9 * spread));
  }

  @Test
  void quintile_means_spread_and_rank_autocorrelation() {
    QuantileReturns q = STUDY.quantiles(5, 5);
    double[] means = {0.00251065, 0.00246953, 0.00296225, 0.0028784, 0.00303578};
    for (int b = 0; b < 5; b++) {
      assertThat(q.means()[b]).isCloseTo(means[b], within(5e-9));
    }
    assertThat(q.spread().tHac()).isCloseTo(0.5174054837786988, within(1e-9));
    assertThat(STUDY.rankAutocorrelation(1)).isCloseTo(0.9832916006731538, within(1e-12));
    assertThat(q.turnover()).isBetween(0.01, 0.2);
    // Means that fall twice on the way do not pass for monotone.
    assertThat(q.monotonicity(500, 7).pValue()).isGreaterThan(0.05);
    assertThat(q.monotonicity(500, 7)).isEqualTo(q.monotonicity(500, 7));
  }

  @Test
  void the_decay_has_one_entry_per_horizon() {
    assertThat(STUDY.decay(1, 5).stream().map(InformationCoefficient::horizon))
        .containsExactly(1, 5);
  }

  @Test
  void within_sectors_the_signal_sums_to_nothing_and_one_sector_changes_no_rank() {
    SignalStudy one = STUDY.sectorNeutral(IntStream.range(0, 81).mapToObj(i -> "all").toList());
    assertThat(one.rankIc(1).test().mean()).isCloseTo(STUDY.rankIc(1).test().mean(), within(1e-12));
    SignalStudy nine =
        STUDY.sectorNeutral(IntStream.range(0, 81).mapToObj(i -> "s" + i % 9).toList());
    assertThat(nine.rankIc(1).test().mean()).isNotEqualTo(STUDY.rankIc(1).test().mean());
  }
}
