// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.features.FeatureRegistry;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.graph.Plan;
import io.github.quantml.features.graph.Workers;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** One indicator, or all outputs of one function, on a million bars. */
public class Indicator extends Comparison {
  /** The function of TA-Lib. */
  @Param({
    "sma_20", "ema_20", "wma_20", "rsi_14", "macd_12_26_9", "bbands_20_2", "atr_14", "adx_14",
    "stoch_5_3_3", "mfi_14", "stddev_20", "max_20", "max_55", "willr_14", "cci_20", "cci_100",
    "linearreg_slope_14", "correl_30", "obv", "trix_30", "kama_10", "ht_sine"
  })
  public String function = "sma_20";

  private static final Map<String, List<String>> FEATURES =
      Map.of(
          "macd_12_26_9", List.of("macd_12_26_9", "macd_signal_12_26_9", "macd_hist_12_26_9"),
          "bbands_20_2", List.of("bbands_upper_20_2", "sma_20", "bbands_lower_20_2"),
          "stoch_5_3_3", List.of("stochf_d_5_3", "stoch_d_5_3_3"),
          "max_20", List.of("max_high_20"),
          "max_55", List.of("max_high_55"),
          "ht_sine", List.of("ht_sine", "ht_leadsine"));

  private static final Map<String, Integer> OUTPUTS =
      Map.of("macd_12_26_9", 3, "bbands_20_2", 3, "stoch_5_3_3", 2, "ht_sine", 2);

  private final Core core = new Core();
  private final Workers workers = Workers.of(1);
  private Map<String, double[]> columns = Map.of();
  private double[][] inputs = {};
  private Plan plan = Plan.of(List.of());
  private int warmUp;
  private double[] high = {};
  private double[] low = {};
  private double[] close = {};
  private double[] volume = {};

  /** For JMH. */
  public Indicator() {}

  @Override
  public void prepare(Scale scale) {
    int n = scale == Scale.FULL ? 1_000_000 : 3_000;
    columns = Bars.columns(n, 1);
    FeatureSet set =
        FeatureSet.of(
            FeatureRegistry.standard(), FEATURES.getOrDefault(function, List.of(function)));
    plan = set.plan();
    inputs = plan.inputs().stream().map(columns::get).toArray(double[][]::new);
    warmUp = set.lookback();
    high = column("high");
    low = column("low");
    close = column("close");
    volume = column("volume");
  }

  private double[] column(String name) {
    return columns.getOrDefault(name, new double[0]);
  }

  @Override
  public String workload() {
    return "features";
  }

  @Override
  public String kernel() {
    return "indicator";
  }

  @Override
  public Map<String, double[]> inputs() {
    return columns;
  }

  /** The last output, its warm-up NaN; all of them are computed. */
  @Override
  @Benchmark
  public double[] quantMl() {
    double[][] out = plan.compute(inputs, close.length, workers);
    return out[out.length - 1];
  }

  @Benchmark
  public double[] taLib() {
    int last = close.length - 1;
    // As many arrays as the function has outputs, for ours makes no more.
    int outputs = OUTPUTS.getOrDefault(function, 1);
    double[] a = new double[close.length - warmUp];
    double[] b = new double[outputs > 1 ? a.length : 0];
    double[] c = new double[outputs > 2 ? a.length : 0];
    MInteger begin = new MInteger();
    MInteger count = new MInteger();
    double[] out = a;
    RetCode code =
        switch (function) {
          case "sma_20" -> core.sma(0, last, close, 20, begin, count, a);
          case "ema_20" -> core.ema(0, last, close, 20, begin, count, a);
          case "wma_20" -> core.wma(0, last, close, 20, begin, count, a);
          case "rsi_14" -> core.rsi(0, last, close, 14, begin, count, a);
          case "macd_12_26_9" -> {
            out = c;
            yield core.macd(0, last, close, 12, 26, 9, begin, count, a, b, c);
          }
          case "bbands_20_2" -> {
            out = c;
            yield core.bbands(0, last, close, 20, 2, 2, MAType.Sma, begin, count, a, b, c);
          }
          case "atr_14" -> core.atr(0, last, high, low, close, 14, begin, count, a);
          case "adx_14" -> core.adx(0, last, high, low, close, 14, begin, count, a);
          case "stoch_5_3_3" -> {
            out = b;
            yield core.stoch(
                0, last, high, low, close, 5, 3, MAType.Sma, 3, MAType.Sma, begin, count, a, b);
          }
          case "mfi_14" -> core.mfi(0, last, high, low, close, volume, 14, begin, count, a);
          case "stddev_20" -> core.stdDev(0, last, close, 20, 1, begin, count, a);
          case "max_20" -> core.max(0, last, high, 20, begin, count, a);
          case "max_55" -> core.max(0, last, high, 55, begin, count, a);
          case "willr_14" -> core.willR(0, last, high, low, close, 14, begin, count, a);
          case "cci_20" -> core.cci(0, last, high, low, close, 20, begin, count, a);
          case "cci_100" -> core.cci(0, last, high, low, close, 100, begin, count, a);
          case "linearreg_slope_14" -> core.linearRegSlope(0, last, close, 14, begin, count, a);
          case "correl_30" -> core.correl(0, last, high, low, 30, begin, count, a);
          case "obv" -> core.obv(0, last, close, volume, begin, count, a);
          case "trix_30" -> core.trix(0, last, close, 30, begin, count, a);
          case "kama_10" -> core.kama(0, last, close, 10, begin, count, a);
          case "ht_sine" -> {
            out = b;
            yield core.htSine(0, last, close, begin, count, a, b);
          }
          default -> throw new IllegalArgumentException("function: " + function);
        };
    if (code != RetCode.Success || count.value != out.length) {
      throw new IllegalStateException("TA-Lib: " + code + ", " + count.value + " values");
    }
    return out;
  }

  /** TA-Lib's sums of squares lose digits, most of all in its correlation. */
  @Override
  public double tolerance() {
    return 1e-7;
  }
}
