// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.features.selection.Learner;
import io.github.quantml.math.regression.LinearModel;
import io.github.quantml.math.regression.Ridge;
import io.github.quantml.tabular.SmileLearner;
import io.github.quantml.tabular.TabularConfig;
import io.github.quantml.tabular.TabularTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Walk-forward forecasts of the return over the next bars, of the member {@code tabular} and of
 * linear regressions on the same features.
 *
 * <p>A test block is forecast by what was trained on all bars before it, of which those count whose
 * horizon had ended (purged). Series must have common times.
 *
 * @param panel bars of every instrument, of one length
 * @param horizon bars ahead
 * @param first first bar that is forecast
 * @param block bars between trainings
 */
record PanelForecasts(List<BarSeries> panel, int horizon, int first, int block) {
  private static final Ridge RIDGE = new Ridge(10, true);

  /** Few, since all stocks together have tens of thousands of rows. */
  private static final SmileLearner FOREST = new SmileLearner(30, 50);

  private static final long SEED = 7;

  private int bars() {
    return panel.get(0).size();
  }

  private double[][] empty() {
    double[][] out = new double[panel.size()][bars()];
    for (double[] row : out) {
      Arrays.fill(row, Double.NaN);
    }
    return out;
  }

  private interface Block {
    void forecast(int from, int to);
  }

  private void eachBlock(Block task) {
    for (int from = first; from < bars(); from += block) {
      task.forecast(from, Math.min(bars(), from + block));
    }
  }

  /** Of a member trained for each instrument; NaN where it abstains. */
  double[][] tabular() {
    double[][] out = empty();
    for (int i = 0; i < out.length; i++) {
      BarSeries bars = panel.get(i);
      double[] row = out[i];
      eachBlock(
          (from, to) -> {
            TrainingData past =
                new TrainingData(
                    bars.window(0, from), MarketContext.empty(), Horizon.ofBars(horizon));
            Model model =
                TabularTrainer.withDefaults()
                    .train(past, TrainingContext.defaults().withSeed(SEED));
            for (int t = from; t < to; t++) {
              if (model.predict(bars.window(0, t + 1), MarketContext.empty())
                  instanceof Forecast.Distribution d) {
                row[t] = d.returns().mean();
              }
            }
          });
    }
    return out;
  }

  /** Of a ridge regression for each instrument, on standardised features. */
  double[][] ridge() {
    double[][] out = empty();
    List<FeatureTable> tables = tables();
    for (int i = 0; i < out.length; i++) {
      int which = i;
      FeatureTable table = tables.get(i);
      eachBlock(
          (from, to) -> {
            Rows rows = new Rows(table.names().size());
            rows.add(table, panel.get(which), from, 1, new double[bars()]);
            LinearModel model = RIDGE.fit(rows.target(), rows.columns());
            for (int t = from; t < to; t++) {
              out[which][t] = model.predict(table.row(t));
            }
          });
    }
    return out;
  }

  /** Of one ridge regression of all instruments' returns less their mean at the bar. */
  double[][] pooledRidge() {
    return pooled(
        (columns, target) -> {
          LinearModel model = RIDGE.fit(target, columns);
          return model::predict;
        });
  }

  /** Of one random forest of all instruments' returns less their mean at the bar. */
  double[][] pooledForest() {
    return pooled(
        (columns, target) -> {
          Learner.Fitted fitted = FOREST.fit(columns, target, SEED);
          return row -> {
            double[][] one = new double[row.length][1];
            for (int k = 0; k < row.length; k++) {
              one[k][0] = row[k];
            }
            return fitted.predict(one)[0];
          };
        });
  }

  private interface Fit {
    Forecaster of(double[][] columns, double[] target);
  }

  private interface Forecaster {
    double of(double[] row);
  }

  /** Rows a horizon apart, so that targets do not overlap. */
  private double[][] pooled(Fit fit) {
    double[][] out = empty();
    List<FeatureTable> tables = tables();
    double[] mean = meanReturns();
    eachBlock(
        (from, to) -> {
          Rows rows = new Rows(tables.get(0).names().size());
          for (int i = 0; i < out.length; i++) {
            rows.add(tables.get(i), panel.get(i), from, horizon, mean);
          }
          Forecaster model = fit.of(rows.columns(), rows.target());
          for (int i = 0; i < out.length; i++) {
            for (int t = from; t < to; t++) {
              out[i][t] = model.of(tables.get(i).row(t));
            }
          }
        });
    return out;
  }

  private List<FeatureTable> tables() {
    FeatureSet set = FeatureSet.of(TabularConfig.defaults().features());
    return panel.stream().map(set::compute).toList();
  }

  private double[] meanReturns() {
    double[] mean = new double[bars()];
    for (int t = 0; t + horizon < mean.length; t++) {
      for (BarSeries bars : panel) {
        mean[t] += (bars.close(t + horizon) / bars.close(t) - 1) / panel.size();
      }
    }
    return mean;
  }

  /** Training rows: features of a bar and the return after it. */
  private final class Rows {
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();
    private final int width;

    Rows(int width) {
      this.width = width;
    }

    /** Bars {@code step} apart whose horizon ended before bar {@code end}. */
    void add(FeatureTable table, BarSeries bars, int end, int step, double[] less) {
      for (int t = end - 1 - horizon; t >= 0; t -= step) {
        double[] row = table.row(t);
        if (Arrays.stream(row).allMatch(Double::isFinite)) {
          rows.add(row);
          targets.add(bars.close(t + horizon) / bars.close(t) - 1 - less[t]);
        }
      }
    }

    double[] target() {
      return targets.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[][] columns() {
      double[][] out = new double[width][rows.size()];
      for (int k = 0; k < width; k++) {
        for (int i = 0; i < rows.size(); i++) {
          out[k][i] = rows.get(i)[k];
        }
      }
      return out;
    }
  }
}
