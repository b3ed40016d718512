// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.ensemble.aggregation.Pool;
import io.github.quantml.math.calibration.CalibrationMethod;
import io.github.quantml.math.calibration.ProbabilityCalibration;
import java.util.Map;
import java.util.TreeMap;

/** A combiner as a bundle and back. */
final class CombinerBundle {
  private static final String KIND = "combiner";
  private static final int SCHEMA = 1;
  private static final int MOST_REGIMES = 1_000;

  private CombinerBundle() {}

  static ModelBundle of(Combiner combiner) {
    Map<Integer, double[]> weights = combiner.regimeWeights();
    Map<Integer, Double> thresholds = combiner.regimeThresholds();
    ModelBundle.Builder out =
        ModelBundle.builder(KIND, SCHEMA)
            .text("pool", combiner.pool().name())
            .numbers("weights", combiner.weights())
            .integers("weight_regimes", keys(weights))
            .text("calibration", combiner.calibration().method().name())
            .numbers("calibration_parameters", combiner.calibration().parameters())
            .text("score", combiner.score().name())
            .number("threshold", combiner.threshold())
            .integers("threshold_regimes", keys(thresholds))
            .numbers("thresholds", thresholds.values().stream().mapToDouble(t -> t).toArray())
            .number("flat_band", combiner.flatBand())
            .number("level", combiner.level())
            .integer("regimes_with_weights", weights.size())
            .integer("regimes_with_thresholds", thresholds.size());
    weights.forEach((regime, w) -> out.numbers("weights." + regime, w));
    return out.build();
  }

  private static long[] keys(Map<Integer, ?> byRegime) {
    return byRegime.keySet().stream().mapToLong(Integer::longValue).toArray();
  }

  static Combiner read(ModelBundle in, int members) {
    in.require(KIND, SCHEMA);
    Map<Integer, double[]> weights = new TreeMap<>();
    for (long regime : in.integers("weight_regimes", regimes(in, "regimes_with_weights"))) {
      weights.put((int) regime, weights(in, "weights." + regime, members));
    }
    int count = regimes(in, "regimes_with_thresholds");
    long[] keys = in.integers("threshold_regimes", count);
    double[] values = in.numbers("thresholds", count);
    Map<Integer, Double> thresholds = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      thresholds.put((int) keys[i], values[i]);
    }
    double band = in.number("flat_band");
    require("flat_band", band, band >= 0);
    double level = in.number("level");
    require("level", level, level > 0 && level < 1);
    return new Combiner(
        constant(Pool.class, in, "pool"),
        weights(in, "weights", members),
        weights,
        calibration(in),
        constant(IntervalConfig.Score.class, in, "score"),
        in.number("threshold"),
        thresholds,
        band,
        level);
  }

  private static int regimes(ModelBundle in, String entry) {
    return in.count(entry, 0, MOST_REGIMES);
  }

  private static double[] weights(ModelBundle in, String entry, int members) {
    double[] weights = in.numbers(entry, members);
    double total = 0;
    for (double w : weights) {
      require(entry, w, w >= 0);
      total += w;
    }
    require(entry, total, Math.abs(total - 1) < 1e-9);
    return weights;
  }

  private static ProbabilityCalibration calibration(ModelBundle in) {
    CalibrationMethod method = constant(CalibrationMethod.class, in, "calibration");
    double[] parameters = in.numbers("calibration_parameters");
    try {
      ProbabilityCalibration calibration = method.restore(parameters);
      calibration.apply(new double[] {0.4, 0.3, 0.3}); // refuses another number of classes
      return calibration;
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("ensemble, calibration: " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, ModelBundle in, String entry) {
    String name = in.text(entry);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("ensemble, entry '" + entry + "': unknown '" + name + "'", e);
    }
  }

  private static void require(String entry, double value, boolean holds) {
    if (!holds) {
      throw new ModelFormatException("ensemble, entry '" + entry + "': invalid value " + value);
    }
  }
}
