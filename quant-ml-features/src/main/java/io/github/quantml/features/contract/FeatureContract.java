// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureStream;
import io.github.quantml.features.graph.Stability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What every feature must keep on clean data:
 *
 * <ul>
 *   <li>the stream gives the bits of the batch column, also after its state was saved and restored;
 *   <li>the column starts with exactly {@code lookback} NaN and holds no infinity;
 *   <li>by its stability class, a value is the same when the series starts just its lookback (and
 *       burn-in) before it;
 *   <li>no value changes when later bars do ({@link FeatureAudit});
 *   <li>it is scale-free if and only if it says so.
 * </ul>
 */
public final class FeatureContract {
  private static final int PROBES = 6;

  private final FeatureData data;

  private FeatureContract(FeatureData data) {
    this.data = data;
  }

  /** The contract on some data; needs some more bars than the lookback and the burn-in. */
  public static FeatureContract on(FeatureData data) {
    return new FeatureContract(data);
  }

  /**
   * Checks the whole contract.
   *
   * @throws AssertionError listing every violation
   */
  public void check(Feature feature) {
    List<String> violations = violations(feature);
    if (!violations.isEmpty()) {
      throw new AssertionError(
          feature.name() + " breaks its contract:\n  " + String.join("\n  ", violations));
    }
  }

  /** Every violation as a sentence; empty when the contract holds. */
  public List<String> violations(Feature feature) {
    int enough = Math.max(600, Math.max(feature.lookback(), feature.burnIn()) + 200);
    return new Run(feature, data.window(0, Math.min(data.size(), enough))).violations();
  }

  private static final class Run {
    private final Feature feature;
    private final FeatureData data;
    private final FeatureSet set;
    private final double[] column;
    private final int first;
    private final List<String> found = new ArrayList<>();

    Run(Feature feature, FeatureData data) {
      this.feature = feature;
      this.data = data;
      this.set = FeatureSet.of(List.of(feature));
      this.column = set.compute(data, 1).column(0);
      this.first = feature.lookback();
    }

    List<String> violations() {
      if (data.size() < first + 8) {
        return List.of("the contract needs more than " + (first + 8) + " bars: " + data.size());
      }
      warmUp();
      streaming();
      restoring();
      history();
      found.addAll(FeatureAudit.on(data).verify(feature));
      if (data.columnNames().isEmpty()) {
        scaleFreeness();
      }
      return Collections.unmodifiableList(found);
    }

    private void warmUp() {
      for (int t = 0; t < column.length; t++) {
        if (t < first && !Double.isNaN(column[t])) {
          found.add("bar " + t + " lies in the warm-up of " + first + " but has " + column[t]);
          return;
        }
        if (Double.isInfinite(column[t])) {
          found.add("bar " + t + " is infinite");
          return;
        }
      }
      if (Double.isNaN(column[first])) {
        found.add("bar " + first + " is the first after the warm-up but has no value");
      }
    }

    private void streaming() {
      FeatureStream stream = set.stream();
      for (int t = 0; t < column.length; t++) {
        double value = stream.update(data, t)[0];
        if (differs(value, column[t])) {
          found.add("bar " + t + ": batch gives " + column[t] + ", stream " + value);
          return;
        }
      }
    }

    private void restoring() {
      for (int cut : new int[] {0, first / 2, first + 1, (first + column.length) / 2}) {
        FeatureStream before = set.stream();
        for (int t = 0; t < cut; t++) {
          before.update(data, t);
        }
        FeatureStream after = set.stream();
        after.restore(before.save());
        for (int t = cut; t < column.length; t++) {
          double value = after.update(data, t)[0];
          if (differs(value, column[t])) {
            found.add(
                "saved after "
                    + cut
                    + " bars: bar "
                    + t
                    + " gives "
                    + value
                    + ", not "
                    + column[t]);
            return;
          }
        }
      }
    }

    private void history() {
      Stability stability = feature.stability();
      if (stability == Stability.CUMULATIVE) {
        return;
      }
      int needed = stability == Stability.CONVERGING ? Math.max(first, feature.burnIn()) : first;
      double scale = 0;
      for (double value : column) {
        scale = Math.max(scale, Double.isNaN(value) ? 0 : Math.abs(value));
      }
      double tolerance =
          switch (stability) {
            case EXACT, CUMULATIVE -> 0;
            case EPSILON -> 1e-12 * scale;
            case CONVERGING -> 1e-8 * scale;
          };
      if (data.size() <= needed + 1) {
        found.add("the contract needs more than " + needed + " bars for the burn-in");
        return;
      }
      for (int k = 0; k < PROBES; k++) {
        int t = needed + (int) ((long) (k + 1) * (column.length - 1 - needed) / PROBES);
        double[] late = set.compute(data.window(t - needed, t + 1), 1).column(0);
        double value = late[needed];
        boolean equal =
            stability == Stability.EXACT
                ? !differs(value, column[t])
                : Math.abs(value - column[t]) <= tolerance || !differs(value, column[t]);
        if (!equal) {
          found.add(
              stability
                  + ": bar "
                  + t
                  + " has "
                  + column[t]
                  + ", but "
                  + value
                  + " when the series starts "
                  + needed
                  + " bars before it");
          return;
        }
      }
    }

    private void scaleFreeness() {
      boolean same =
          sameUpToRounding(set.compute(data.scaled(8, 1), 1).column(0))
              && sameUpToRounding(set.compute(data.scaled(1, 16), 1).column(0));
      if (same != feature.definition().scaleFree()) {
        found.add(
            feature.definition().scaleFree()
                ? "says scale-free, but changes with the unit of prices or of volumes"
                : "does not say scale-free, but is");
      }
    }

    private boolean sameUpToRounding(double[] other) {
      double scale = 0;
      for (double value : column) {
        scale = Math.max(scale, Double.isNaN(value) ? 0 : Math.abs(value));
      }
      for (int t = 0; t < column.length; t++) {
        if (differs(other[t], column[t]) && !(Math.abs(other[t] - column[t]) <= 1e-9 * scale)) {
          return false;
        }
      }
      return true;
    }

    private static boolean differs(double a, double b) {
      return Double.doubleToLongBits(a) != Double.doubleToLongBits(b);
    }
  }
}
