// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.talib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.github.quantml.api.BarColumn;
import io.github.quantml.api.BarSeries;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.features.MarketPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every indicator against com.tictactec:ta-lib 0.4.0 on 800 random-walk bars. */
class TaLibParityTest {
  private static final BarSeries BARS = MarketPath.of("WALK", 800, 11);
  private static final int LAST = BARS.size() - 1;

  private final Core core = new Core();
  private final MInteger begin = new MInteger();
  private final MInteger count = new MInteger();
  private final double[] open = column(BarColumn.OPEN);
  private final double[] high = column(BarColumn.HIGH);
  private final double[] low = column(BarColumn.LOW);
  private final double[] close = column(BarColumn.CLOSE);
  private final double[] volume = column(BarColumn.VOLUME);

  @FunctionalInterface
  private interface Call {
    RetCode into(double[] a, double[] b, double[] c);
  }

  private static double[] column(BarColumn column) {
    double[] values = new double[BARS.size()];
    BARS.copy(column, values, 0);
    return values;
  }

  @TestFactory
  List<DynamicTest> everyIndicatorHasTheValuesOfTaLib() {
    FeatureTable table = FeatureSet.of(TaLib.family().features()).compute(BARS);
    Map<List<String>, Call> calls = new LinkedHashMap<>();
    averages(calls);
    momentum(calls);
    trend(calls);
    oscillators(calls);
    others(calls);
    return calls.entrySet().stream()
        .flatMap(
            entry -> {
              double[][] out = new double[3][BARS.size()];
              assertThat(entry.getValue().into(out[0], out[1], out[2])).isEqualTo(RetCode.Success);
              int from = begin.value;
              int n = count.value;
              return java.util.stream.IntStream.range(0, entry.getKey().size())
                  .filter(k -> !entry.getKey().get(k).isEmpty())
                  .mapToObj(
                      k ->
                          DynamicTest.dynamicTest(
                              entry.getKey().get(k),
                              () -> compare(table, entry.getKey().get(k), out[k], from, n)));
            })
        .toList();
  }

  private static void compare(FeatureTable table, String name, double[] out, int from, int n) {
    double[] ours = table.column(name);
    assertThat(n).isGreaterThan(500);
    int lookback = FeatureRegistry.standard().get(name).lookback();
    if (name.startsWith("macd_") || name.startsWith("stoch")) {
      // TA-Lib begins all outputs of a function together, at the slowest.
      assertThat(lookback).as("lookback").isLessThanOrEqualTo(from);
    } else {
      assertThat(lookback).as("lookback").isEqualTo(from);
    }
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale = Math.max(scale, Math.abs(out[i]));
    }
    // Running sums of TA-Lib drift by some 1e-12 of the level that they once held.
    for (int i = 0; i < n; i++) {
      assertThat(ours[from + i]).as("bar %d", from + i).isCloseTo(out[i], within(1e-9 * scale));
    }
  }

  private void averages(Map<List<String>, Call> calls) {
    for (int n : new int[] {5, 10, 20, 50, 200}) {
      one(calls, "sma_" + n, o -> core.sma(0, LAST, close, n, begin, count, o));
    }
    for (int n : new int[] {5, 10, 12, 20, 26, 50, 200}) {
      one(calls, "ema_" + n, o -> core.ema(0, LAST, close, n, begin, count, o));
    }
    for (int n : new int[] {10, 20, 50}) {
      one(calls, "wma_" + n, o -> core.wma(0, LAST, close, n, begin, count, o));
    }
    one(calls, "dema_20", o -> core.dema(0, LAST, close, 20, begin, count, o));
    one(calls, "tema_20", o -> core.tema(0, LAST, close, 20, begin, count, o));
    one(calls, "trima_20", o -> core.trima(0, LAST, close, 20, begin, count, o));
    one(calls, "kama_10", o -> core.kama(0, LAST, close, 10, begin, count, o));
    one(calls, "t3_5_07", o -> core.t3(0, LAST, close, 5, 0.7, begin, count, o));
    one(calls, "midpoint_14", o -> core.midPoint(0, LAST, close, 14, begin, count, o));
    one(calls, "midprice_14", o -> core.midPrice(0, LAST, high, low, 14, begin, count, o));
    calls.put(
        List.of("bbands_upper_20_2", "sma_20", "bbands_lower_20_2"),
        (a, b, c) -> core.bbands(0, LAST, close, 20, 2, 2, MAType.Sma, begin, count, a, b, c));
  }

  private void momentum(Map<List<String>, Call> calls) {
    calls.put(
        List.of("macd_12_26_9", "macd_signal_12_26_9", "macd_hist_12_26_9"),
        (a, b, c) -> core.macd(0, LAST, close, 12, 26, 9, begin, count, a, b, c));
    calls.put(
        List.of("macd_5_35_5", "macd_signal_5_35_5", "macd_hist_5_35_5"),
        (a, b, c) -> core.macd(0, LAST, close, 5, 35, 5, begin, count, a, b, c));
    calls.put(
        List.of("macd_fix_9", "macd_signal_fix_9", "macd_hist_fix_9"),
        (a, b, c) -> core.macdFix(0, LAST, close, 9, begin, count, a, b, c));
    one(calls, "ppo_12_26", o -> core.ppo(0, LAST, close, 12, 26, MAType.Ema, begin, count, o));
    one(calls, "apo_12_26", o -> core.apo(0, LAST, close, 12, 26, MAType.Sma, begin, count, o));
    one(calls, "mom_10", o -> core.mom(0, LAST, close, 10, begin, count, o));
    for (int n : new int[] {5, 10, 20}) {
      one(calls, "roc_" + n, o -> core.roc(0, LAST, close, n, begin, count, o));
    }
    one(calls, "rocp_10", o -> core.rocP(0, LAST, close, 10, begin, count, o));
    one(calls, "rocr_10", o -> core.rocR(0, LAST, close, 10, begin, count, o));
    one(calls, "rocr100_10", o -> core.rocR100(0, LAST, close, 10, begin, count, o));
    for (int n : new int[] {10, 30}) {
      one(calls, "trix_" + n, o -> core.trix(0, LAST, close, n, begin, count, o));
    }
  }

  private void trend(Map<List<String>, Call> calls) {
    one(calls, "plus_dm_14", o -> core.plusDM(0, LAST, high, low, 14, begin, count, o));
    one(calls, "minus_dm_14", o -> core.minusDM(0, LAST, high, low, 14, begin, count, o));
    one(calls, "plus_di_14", o -> core.plusDI(0, LAST, high, low, close, 14, begin, count, o));
    one(calls, "minus_di_14", o -> core.minusDI(0, LAST, high, low, close, 14, begin, count, o));
    one(calls, "dx_14", o -> core.dx(0, LAST, high, low, close, 14, begin, count, o));
    one(calls, "adx_14", o -> core.adx(0, LAST, high, low, close, 14, begin, count, o));
    one(calls, "adxr_14", o -> core.adxr(0, LAST, high, low, close, 14, begin, count, o));
    for (int n : new int[] {14, 25}) {
      calls.put(
          List.of("aroon_down_" + n, "aroon_up_" + n),
          (a, b, c) -> core.aroon(0, LAST, high, low, n, begin, count, a, b));
      one(calls, "aroonosc_" + n, o -> core.aroonOsc(0, LAST, high, low, n, begin, count, o));
    }
    one(calls, "sar_002_02", o -> core.sar(0, LAST, high, low, 0.02, 0.2, begin, count, o));
  }

  private void oscillators(Map<List<String>, Call> calls) {
    for (int n : new int[] {7, 14, 21}) {
      one(calls, "rsi_" + n, o -> core.rsi(0, LAST, close, n, begin, count, o));
      one(calls, "atr_" + n, o -> core.atr(0, LAST, high, low, close, n, begin, count, o));
      one(calls, "natr_" + n, o -> core.natr(0, LAST, high, low, close, n, begin, count, o));
    }
    one(calls, "cmo_14", o -> core.cmo(0, LAST, close, 14, begin, count, o));
    for (int n : new int[] {14, 20, 100}) {
      one(calls, "cci_" + n, o -> core.cci(0, LAST, high, low, close, n, begin, count, o));
    }
    calls.put(
        List.of("stochf_k_5_3", "stochf_d_5_3"),
        (a, b, c) -> core.stochF(0, LAST, high, low, close, 5, 3, MAType.Sma, begin, count, a, b));
    calls.put(
        List.of("stochf_d_5_3", "stoch_d_5_3_3"),
        (a, b, c) ->
            core.stoch(
                0, LAST, high, low, close, 5, 3, MAType.Sma, 3, MAType.Sma, begin, count, a, b));
    calls.put(
        List.of("stoch_k_14_3_3", "stoch_d_14_3_3"),
        (a, b, c) ->
            core.stoch(
                0, LAST, high, low, close, 14, 3, MAType.Sma, 3, MAType.Sma, begin, count, a, b));
    calls.put(
        List.of("stochrsi_k_14_5_3", "stochrsi_d_14_5_3"),
        (a, b, c) -> core.stochRsi(0, LAST, close, 14, 5, 3, MAType.Sma, begin, count, a, b));
    for (int n : new int[] {14, 50}) {
      one(calls, "willr_" + n, o -> core.willR(0, LAST, high, low, close, n, begin, count, o));
    }
    one(
        calls,
        "ultosc_7_14_28",
        o -> core.ultOsc(0, LAST, high, low, close, 7, 14, 28, begin, count, o));
    one(calls, "bop", o -> core.bop(0, LAST, open, high, low, close, begin, count, o));
    one(calls, "obv", o -> core.obv(0, LAST, close, volume, begin, count, o));
    one(calls, "ad", o -> core.ad(0, LAST, high, low, close, volume, begin, count, o));
    one(
        calls,
        "adosc_3_10",
        o -> core.adOsc(0, LAST, high, low, close, volume, 3, 10, begin, count, o));
    for (int n : new int[] {14, 20}) {
      one(calls, "mfi_" + n, o -> core.mfi(0, LAST, high, low, close, volume, n, begin, count, o));
    }
  }

  private void others(Map<List<String>, Call> calls) {
    one(calls, "trange", o -> core.trueRange(0, LAST, high, low, close, begin, count, o));
    one(calls, "ht_dcperiod", o -> core.htDcPeriod(0, LAST, close, begin, count, o));
    one(calls, "ht_dcphase", o -> core.htDcPhase(0, LAST, close, begin, count, o));
    calls.put(
        List.of("ht_phasor_inphase", "ht_phasor_quadrature"),
        (a, b, c) -> core.htPhasor(0, LAST, close, begin, count, a, b));
    calls.put(
        List.of("ht_sine", "ht_leadsine"),
        (a, b, c) -> core.htSine(0, LAST, close, begin, count, a, b));
    one(calls, "ht_trendline", o -> core.htTrendline(0, LAST, close, begin, count, o));
    calls.put(
        List.of("ht_trendmode"),
        (a, b, c) -> {
          int[] modes = new int[BARS.size()];
          RetCode code = core.htTrendMode(0, LAST, close, begin, count, modes);
          for (int i = 0; i < modes.length; i++) {
            a[i] = modes[i];
          }
          return code;
        });
    calls.put(
        List.of("mama_05_005", "fama_05_005"),
        (a, b, c) -> core.mama(0, LAST, close, 0.5, 0.05, begin, count, a, b));
    one(calls, "avgprice", o -> core.avgPrice(0, LAST, open, high, low, close, begin, count, o));
    one(calls, "medprice", o -> core.medPrice(0, LAST, high, low, begin, count, o));
    one(calls, "typprice", o -> core.typPrice(0, LAST, high, low, close, begin, count, o));
    one(calls, "wclprice", o -> core.wclPrice(0, LAST, high, low, close, begin, count, o));
    for (int n : new int[] {5, 20}) {
      one(calls, "stddev_" + n, o -> core.stdDev(0, LAST, close, n, 1, begin, count, o));
    }
    one(calls, "var_20", o -> core.variance(0, LAST, close, 20, 1, begin, count, o));
    one(calls, "linearreg_14", o -> core.linearReg(0, LAST, close, 14, begin, count, o));
    one(
        calls,
        "linearreg_intercept_14",
        o -> core.linearRegIntercept(0, LAST, close, 14, begin, count, o));
    one(calls, "linearreg_slope_14", o -> core.linearRegSlope(0, LAST, close, 14, begin, count, o));
    one(calls, "linearreg_angle_14", o -> core.linearRegAngle(0, LAST, close, 14, begin, count, o));
    one(calls, "tsf_14", o -> core.tsf(0, LAST, close, 14, begin, count, o));
    one(calls, "correl_30", o -> core.correl(0, LAST, high, low, 30, begin, count, o));
    one(calls, "beta_5", o -> core.beta(0, LAST, high, low, 5, begin, count, o));
    one(calls, "max_30", o -> core.max(0, LAST, close, 30, begin, count, o));
    one(calls, "min_30", o -> core.min(0, LAST, close, 30, begin, count, o));
    one(calls, "sum_30", o -> core.sum(0, LAST, close, 30, begin, count, o));
    for (int n : new int[] {20, 55}) {
      one(calls, "max_high_" + n, o -> core.max(0, LAST, high, n, begin, count, o));
      one(calls, "min_low_" + n, o -> core.min(0, LAST, low, n, begin, count, o));
    }
  }

  @FunctionalInterface
  private interface OneCall {
    RetCode into(double[] out);
  }

  private static void one(Map<List<String>, Call> calls, String name, OneCall call) {
    calls.put(List.of(name), (a, b, c) -> call.into(a));
  }
}
