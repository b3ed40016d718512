// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.tuner;

import io.github.quantml.pipeline.tune.SearchSpace;
import io.github.quantml.pipeline.tune.Trial;
import java.util.List;

/** Functions to minimise; their least value is 0. */
enum TunedFunction {
  /** Branin (1972). */
  BRANIN("branin") {
    @Override
    SearchSpace space() {
      return SearchSpace.builder().real("x0", -5, 10).real("x1", 0, 15).build();
    }

    @Override
    double value(Trial trial) {
      double x = trial.real("x0");
      double y = trial.real("x1");
      double q = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
      double wave = 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x);
      return q * q + wave + 10 - 0.39788735772973816;
    }
  },
  /** Hartmann's function of six variables (Dixon and Szegö 1978). */
  HARTMANN6("hartmann6") {
    @Override
    SearchSpace space() {
      return cube(6, 0, 1);
    }

    @Override
    double value(Trial trial) {
      double value = 3.32236801141551;
      for (int i = 0; i < 4; i++) {
        double exponent = 0;
        for (int j = 0; j < 6; j++) {
          double d = trial.real("x" + j) - P[i][j];
          exponent += A[i][j] * d * d;
        }
        value -= ALPHA[i] * Math.exp(-exponent);
      }
      return value;
    }
  },
  /** The sum of squares around 1 in five dimensions: off the centre, where some samplers begin. */
  SPHERE("sphere5") {
    @Override
    SearchSpace space() {
      return cube(DIMENSIONS, -5, 5);
    }

    @Override
    double value(Trial trial) {
      double sum = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        double d = trial.real("x" + i) - 1;
        sum += d * d;
      }
      return sum;
    }
  },
  /** Five parameters of all kinds, two of which act together. */
  MIXED("mixed5") {
    @Override
    SearchSpace space() {
      return SearchSpace.builder()
          .real("rate", 1e-5, 1e-1)
          .log()
          .integer("layers", 1, 8)
          .integer("hidden", 8, 512)
          .log()
          .categorical("cell", "p", "q", "r", "s")
          .real("dropout", 0, 0.5)
          .step(0.05)
          .build();
    }

    @Override
    double value(Trial trial) {
      double rate = Math.log10(trial.real("rate")) + 2.7;
      double layers = Math.abs(trial.integer("layers") - 3);
      double hidden = Math.log(trial.integer("hidden") / 90.0) / Math.log(2);
      double cell =
          switch (trial.text("cell")) {
            case "r" -> 0.5 * layers;
            case "p" -> 0.3;
            default -> 0.8;
          };
      double dropout = Math.abs(trial.real("dropout") - 0.15);
      return rate * rate + 0.3 * layers + 0.3 * hidden * hidden + cell + 4 * dropout;
    }
  },
  /** Ackley (1987), in five dimensions off the centre: many small hollows. */
  ACKLEY("ackley5") {
    @Override
    SearchSpace space() {
      return cube(DIMENSIONS, -4, 8);
    }

    @Override
    double value(Trial trial) {
      double squares = 0;
      double waves = 0;
      for (int i = 0; i < DIMENSIONS; i++) {
        double x = trial.real("x" + i);
        squares += x * x;
        waves += Math.cos(2 * Math.PI * x);
      }
      return 20 * (1 - Math.exp(-0.2 * Math.sqrt(squares / DIMENSIONS)))
          + Math.E
          - Math.exp(waves / DIMENSIONS);
    }
  },
  /** Levy and Montalvo (1985), in four dimensions: waves along a valley. */
  LEVY("levy4") {
    @Override
    SearchSpace space() {
      return cube(4, -10, 10);
    }

    @Override
    double value(Trial trial) {
      double[] w = new double[4];
      for (int i = 0; i < 4; i++) {
        w[i] = 1 + (trial.real("x" + i) - 1) / 4;
      }
      double sum = square(Math.sin(Math.PI * w[0]));
      for (int i = 0; i < 3; i++) {
        sum += square(w[i] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[i] + 1)));
      }
      return sum + square(w[3] - 1) * (1 + square(Math.sin(2 * Math.PI * w[3])));
    }
  },
  /** Rosenbrock (1960), in four dimensions: a bent valley, where parameters act together. */
  ROSENBROCK("rosenbrock4") {
    @Override
    SearchSpace space() {
      return cube(4, -2, 2);
    }

    @Override
    double value(Trial trial) {
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double x = trial.real("x" + i);
        sum += 100 * square(trial.real("x" + (i + 1)) - x * x) + square(1 - x);
      }
      return sum;
    }
  };

  /** Those on which constants of the samplers were chosen. */
  static final List<TunedFunction> CHOSEN_ON = List.of(BRANIN, HARTMANN6, SPHERE, MIXED);

  /** Those that were not looked at before. */
  static final List<TunedFunction> HELD_OUT = List.of(ACKLEY, LEVY, ROSENBROCK);

  static final int DIMENSIONS = 5;
  private static final double[] ALPHA = {1, 1.2, 3, 3.2};
  private static final double[][] A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private final String title;

  TunedFunction(String title) {
    this.title = title;
  }

  abstract SearchSpace space();

  abstract double value(Trial trial);

  String title() {
    return title;
  }

  private static double square(double x) {
    return x * x;
  }

  private static SearchSpace cube(int n, double low, double high) {
    SearchSpace.Builder builder = SearchSpace.builder();
    for (int i = 0; i < n; i++) {
      builder.real("x" + i, low, high);
    }
    return builder.build();
  }
}
