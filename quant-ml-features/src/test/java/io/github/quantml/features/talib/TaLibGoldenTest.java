// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The 252 bars of TA-Lib's own regression test, with 52 outputs of com.tictactec:ta-lib 0.4.0. */
@Tag("data")
class TaLibGoldenTest {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("T3_5_0.7", "t3_5_07"),
          Map.entry("MACD_12_26_9", "macd_12_26_9"),
          Map.entry("MACDsig", "macd_signal_12_26_9"),
          Map.entry("MACDhist", "macd_hist_12_26_9"),
          Map.entry("BBU_20_2", "bbands_upper_20_2"),
          Map.entry("BBM_20_2", "sma_20"),
          Map.entry("BBL_20_2", "bbands_lower_20_2"),
          Map.entry("STOCH_K_5_3_3", "stochf_d_5_3"),
          Map.entry("AROON_DN_14", "aroon_down_14"),
          Map.entry("SAR_0.02_0.2", "sar_002_02"),
          Map.entry("PPO_12_26_EMA", "ppo_12_26"),
          Map.entry("CORREL_HL_30", "correl_30"),
          Map.entry("BETA_HL_5", "beta_5"),
          Map.entry("HT_TRENDLINE", "ht_trendline"),
          Map.entry("MAMA_.5_.05", "mama_05_005"),
          Map.entry("FAMA", "fama_05_005"));

  @Test
  void allFiftyTwoGoldenColumnsAreMet() throws IOException {
    Path folder =
        Path.of(System.getProperty("quantml.data", "../../shared/data")).resolve("talib_ref");
    FeatureTable table =
        FeatureSet.of(TaLib.family().features()).compute(bars(folder.resolve("ref_daily_252.csv")));
    List<String> lines = Files.readAllLines(folder.resolve("golden_talib_java_0.4.0.csv"));
    String[] header = lines.get(0).split(",", -1);
    assertThat(header).hasSize(53);
    int compared = 0;
    for (int k = 1; k < header.length; k++) {
      String name = NAMES.getOrDefault(header[k], header[k].toLowerCase(java.util.Locale.ROOT));
      double[] ours = table.column(name);
      for (int t = 0; t < 252; t++) {
        String[] cells = Arrays.copyOf(lines.get(t + 1).split(",", -1), header.length);
        if (cells[k] != null && !cells[k].isEmpty()) {
          double golden = Double.parseDouble(cells[k]);
          assertThat(ours[t])
              .as("%s at bar %d", header[k], t)
              .isCloseTo(golden, within(1e-9 * Math.max(1, Math.abs(golden))));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(11_000);
  }

  @Test
  void theSpotValuesOfTheRegressionTestAreMet() throws IOException {
    Path folder =
        Path.of(System.getProperty("quantml.data", "../../shared/data")).resolve("talib_ref");
    FeatureTable table =
        FeatureSet.of(TaLib.family().features()).compute(bars(folder.resolve("ref_daily_252.csv")));
    // TA-Lib, src/tools/ta_regtest: first and last values of its tests.
    assertThat(table.column("rsi_14")[14]).isCloseTo(49.14733970, within(5e-9));
    assertThat(table.column("rsi_14")[251]).isCloseTo(49.63210207, within(5e-9));
    assertThat(table.column("macd_12_26_9")[33]).isCloseTo(-1.973831431, within(5e-10));
    assertThat(table.column("atr_14")[251]).isCloseTo(3.260809481, within(5e-10));
    assertThat(table.column("adx_14")[27]).isCloseTo(22.99931036, within(5e-9));
    assertThat(table.column("cci_14")[13]).isCloseTo(-123.0643197, within(5e-8));
    assertThat(table.column("ht_dcperiod")[251]).isCloseTo(18.32436245, within(5e-9));
  }

  private static BarSeries bars(Path file) throws IOException {
    BarSeriesBuilder out = BarSeries.builder("REF", Duration.ofDays(1));
    Instant start = Instant.parse("2000-01-03T21:00:00Z");
    for (String line : Files.readAllLines(file).subList(1, 253)) {
      String[] f = line.split(",", -1);
      out.add(
          start.plus(Duration.ofDays(Long.parseLong(f[0]))),
          Double.parseDouble(f[1]),
          Double.parseDouble(f[2]),
          Double.parseDouble(f[3]),
          Double.parseDouble(f[4]),
          Double.parseDouble(f[5]));
    }
    return out.build();
  }
}
