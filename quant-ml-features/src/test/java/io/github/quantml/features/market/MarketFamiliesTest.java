// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.BarSeriesBuilder;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeaturePanel;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.MarketPath;
import io.github.quantml.math.random.CounterRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

class MarketFamiliesTest {
  private static double last(BarSeries bars, String name) {
    double[] column = FeatureSet.compute(bars, List.of(name), 1).column(0);
    return column[column.length - 1];
  }

  private static BarSeriesBuilder builder() {
    return BarSeries.builder("TEST", Duration.ofDays(1));
  }

  private static Instant day(int t) {
    return Instant.parse("2024-01-01T21:00:00Z").plus(Duration.ofDays(t));
  }

  @Test
  void theRegistryHasMoreThan320Features() {
    assertThat(FeatureRegistry.standard().size()).isGreaterThanOrEqualTo(320);
  }

  @Test
  void barsOfOneShapeHaveTheVolatilityOfTheFormula() {
    // Every bar opens and closes at 100 with high 102 and low 99: no gaps, no body.
    BarSeriesBuilder out = builder();
    for (int t = 0; t < 12; t++) {
      out.add(day(t), 100, 102, 99, 100, 10);
    }
    BarSeries bars = out.build();
    double range = Math.log(102.0 / 99);
    double up = Math.log(1.02);
    double down = Math.log(0.99);
    double rs = up * up + down * down;
    assertThat(last(bars, "parkinson_10"))
        .isCloseTo(range / Math.sqrt(4 * Math.log(2)), within(1e-14));
    assertThat(last(bars, "garman_klass_10")).isCloseTo(range * Math.sqrt(0.5), within(1e-14));
    assertThat(last(bars, "rogers_satchell_10")).isCloseTo(Math.sqrt(rs), within(1e-14));
    double k = 0.34 / (1.34 + 11.0 / 9);
    assertThat(last(bars, "yang_zhang_10")).isCloseTo(Math.sqrt((1 - k) * rs), within(1e-14));
    assertThat(last(bars, "cc_volatility_10")).isZero();
    assertThat(last(bars, "gap_share_10")).isNaN();
  }

  @Test
  void aJumpRaisesTheVarianceButNotTheMeasuresWithoutJumps() {
    double[][] r = {new double[63]};
    CounterRandom.of(3).fillGaussian(r[0]);
    double calm = Realised.variance(r, 0, 63);
    double[] of = {
      Realised.bipower(r, 0, 63), Realised.minimum(r, 0, 63), Realised.median(r, 0, 63)
    };
    for (double v : of) {
      assertThat(v / calm).isBetween(0.6, 1.5);
    }
    assertThat(jumpZ(r[0])).isBetween(-3.0, 3.0);
    r[0][30] = 20;
    assertThat(Realised.variance(r, 0, 63)).isGreaterThan(calm + 390);
    assertThat(Realised.minimum(r, 0, 63)).isLessThan(2 * calm);
    assertThat(Realised.median(r, 0, 63)).isLessThan(2 * calm);
    assertThat(jumpZ(r[0])).isGreaterThan(4);
  }

  private static double jumpZ(double[] r) {
    double[][] in = {r, Arrays.stream(r).map(Realised::fourThirds).toArray()};
    return Realised.jumpZ(in, 0, r.length);
  }

  @Test
  void theJumpStatisticIsStandardNormalWithoutJumps() {
    // Huang and Tauchen (2005): mean 0 and deviation 1 in large windows.
    int draws = 400;
    double sum = 0;
    double squares = 0;
    double[][] r = {new double[1000]};
    for (int s = 0; s < draws; s++) {
      CounterRandom.of(s).fillGaussian(r[0]);
      double z = jumpZ(r[0]);
      sum += z;
      squares += z * z;
    }
    assertThat(sum / draws).isBetween(-0.2, 0.2);
    assertThat(Math.sqrt(squares / draws)).isBetween(0.85, 1.15);
  }

  @Test
  void phrasesAreThoseOfAPlainSearch() {
    CounterRandom random = CounterRandom.of(8);
    for (int n : new int[] {1, 2, 63, 64, 65, 128, 200}) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = i > 20 && random.nextDouble() < 0.6 ? x[i - 20] : random.nextGaussian();
      }
      String signs =
          Arrays.stream(x).mapToObj(v -> v > 0 ? "+" : "-").collect(Collectors.joining());
      int phrases = 0;
      int start = 0;
      while (start < n) {
        int end = start + 1;
        while (end <= n && signs.substring(0, end - 1).contains(signs.substring(start, end))) {
          end++;
        }
        phrases++;
        start = end;
      }
      assertThat(Complexity.lempelZiv(x, 0, n))
          .as("%d values", n)
          .isCloseTo(phrases * FastMath.log(2, n) / n, within(1e-12));
    }
  }

  @Test
  void aBouncingPriceHasItsSpreadByRoll() {
    // Bid-ask bounce of +-0.5 % around a slow walk: spread 1 %, noise of 1/sqrt(n).
    CounterRandom random = CounterRandom.of(5);
    double[][] r = {new double[20_000]};
    double side = 0;
    for (int i = 0; i < r[0].length; i++) {
      double next = random.nextBoolean() ? 0.005 : -0.005;
      r[0][i] = 0.002 * random.nextGaussian() + next - side;
      side = next;
    }
    assertThat(Liquidity.roll(r, 0, r[0].length)).isCloseTo(0.01, within(2e-4));
  }

  @Test
  void twoEqualRangesShowTheSpreadOfCorwinAndSchultz() {
    // Without volatility high/low is the spread: beta = 2 s^2, gamma = s^2, so alpha = s.
    double s = Math.log(1.01);
    double[][] in = {{101, 101}, {100, 100}};
    double expected = 2 * (Math.exp(s) - 1) / (1 + Math.exp(s));
    assertThat(Liquidity.corwinSchultz(in, 0, 2)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void volumeFlowFollowsTheTickRule() {
    BarSeriesBuilder out = builder();
    for (int t = 0; t < 22; t++) {
      double close = t % 2 == 0 ? 100 : 101;
      out.add(day(t), close, close, close, close, t % 2 == 0 ? 10 : 30);
    }
    // 21 moves: 11 up with volume 30, 10 down with volume 10.
    assertThat(last(out.build(), "signed_volume_21")).isCloseTo((330 - 100) / 430.0, within(1e-12));
  }

  @Test
  void withoutVolumeThereIsNoFlow() {
    BarSeriesBuilder out = builder();
    for (int t = 0; t < 30; t++) {
      out.add(day(t), 100 + t, 100 + t, 100 + t, 100 + t, 0);
    }
    BarSeries bars = out.build();
    for (String name : List.of("amihud_21", "signed_volume_21", "bar_vpin_21", "kyle_lambda_21")) {
      assertThat(last(bars, name)).as(name).isNaN();
    }
  }

  @Test
  void entropyIsNoneForALineAndFullForNoise() {
    double[] line = new double[64];
    double[] noise = new double[4000];
    Arrays.setAll(line, i -> i);
    CounterRandom.of(1).fillGaussian(noise);
    assertThat(Complexity.permutation(line, 0, 64, 3)).isZero();
    assertThat(Complexity.permutation(noise, 0, 4000, 4)).isGreaterThan(0.995);
    // Richman and Moorman (2000): white noise with r = 0.2 has about -ln P(|x - y| <= 0.2 sigma),
    // the probability of |N(0, 2)| <= 0.2: 0.1125, so 2.185.
    assertThat(Complexity.sampleEntropy(noise, 0, 2000)).isCloseTo(2.185, within(0.1));
    assertThat(Complexity.sampleEntropy(new double[64], 0, 64)).isNaN();
  }

  @Test
  void phrasesOfLempelAndZivAreThoseOfTheirPaper() {
    // Lempel and Ziv (1976), section 2: 0001101001000101 = 0.001.10.100.1000.101, six phrases.
    String text = "0001101001000101";
    double[] x = text.chars().mapToDouble(c -> c == '1' ? 1 : -1).toArray();
    assertThat(Complexity.lempelZiv(x, 0, 16)).isCloseTo(6 * 4 / 16.0, within(1e-12));
  }

  @Test
  void fractionalWeightsAreTheBinomialSeries() {
    // (1 - L)^0.4 = 1 - 0.4 L - 0.12 L^2 - 0.064 L^3 - 0.0416 L^4 ...
    double[] expected = {1, -0.4, -0.12, -0.064, -0.0416};
    assertThat(Complexity.differenceWeights(0.4, 5)).containsExactly(expected, within(1e-15));
  }

  @Test
  void theCalendarIsThatOfTheClose() {
    BarSeriesBuilder out = builder();
    out.add(Instant.parse("2024-02-28T21:30:00Z"), 1, 1, 1, 1, 1);
    out.add(Instant.parse("2024-02-29T21:30:00Z"), 1, 1, 1, 1, 1);
    BarSeries bars = out.build();
    assertThat(last(bars, "day_of_week")).isEqualTo(4);
    assertThat(last(bars, "days_to_month_end")).isZero();
    assertThat(last(bars, "turn_of_month")).isEqualTo(1);
    assertThat(last(bars, "day_of_year")).isEqualTo(60);
    assertThat(last(bars, "quarter_of_year")).isEqualTo(1);
    assertThat(last(bars, "hour_of_day")).isEqualTo(21.5);
    assertThat(last(bars, "bars_apart_days")).isEqualTo(1);
  }

  @Test
  void placesAmongInstrumentsAddUp() {
    double[] group = new double[200];
    double[] other = new double[200];
    Arrays.fill(other, 1);
    FeaturePanel panel =
        FeaturePanel.of(
            List.of(
                FeatureData.of(MarketPath.of("A", 200, 1)).with("group", group),
                FeatureData.of(MarketPath.of("B", 200, 2)).with("group", group),
                FeatureData.of(MarketPath.of("C", 200, 3)).with("group", other)));
    var tables =
        FeatureSet.of(
                FeatureRegistry.standard(),
                List.of("xs_rank_momentum_21", "xs_z_momentum_21", "xs_neutral_momentum_21"))
            .compute(panel, 1);
    double ranks = 0;
    double z = 0;
    for (var table : tables) {
      ranks += table.column(0)[199];
      z += table.column(1)[199];
    }
    assertThat(ranks).isCloseTo(1 / 3.0 + 2 / 3.0 + 1, within(1e-12));
    assertThat(z).isCloseTo(0, within(1e-12));
    assertThat(tables.get(2).column(2)[199]).isZero();
    assertThat(tables.get(0).column(2)[199] + tables.get(1).column(2)[199])
        .isCloseTo(0, within(1e-12));
  }
}
