// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.contract;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureData;
import io.github.quantml.features.FeaturePanel;
import io.github.quantml.features.FeatureSet;
import io.github.quantml.features.FeatureTable;
import io.github.quantml.features.PanelStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What every feature that compares instruments must keep on clean data: the stream gives the bits
 * of the batch, also after save and restore and at any number of threads; the warm-up is exactly
 * the lookback; no value changes when later bars do; it is scale-free if and only if it says so.
 */
public final class PanelContract {
  private final List<FeatureData> members;
  private final FeaturePanel panel;

  private PanelContract(List<FeatureData> members) {
    this.members = List.copyOf(members);
    this.panel = FeaturePanel.of(members);
  }

  /** The contract on some instruments with common times. */
  public static PanelContract on(List<FeatureData> members) {
    return new PanelContract(members);
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
    List<String> found = new ArrayList<>();
    FeatureSet set = FeatureSet.of(List.of(feature));
    double[][] columns = columns(set, panel, 1);
    if (firstDifference(columns, columns(set, panel, 3), panel.size()) >= 0) {
      found.add("three threads give other values than one");
    }
    warmUp(feature, columns, found);
    streaming(set, columns, found);
    found.addAll(FeatureAudit.verifyPanel(feature, members));
    boolean same =
        close(columns, columns(set, scaled(8, 1), 1))
            && close(columns, columns(set, scaled(1, 16), 1));
    if (same != feature.definition().scaleFree()) {
      found.add(same ? "does not say scale-free, but is" : "says scale-free, but is not");
    }
    return found;
  }

  private static double[][] columns(FeatureSet set, FeaturePanel panel, int threads) {
    List<FeatureTable> tables = set.compute(panel, threads);
    double[][] columns = new double[tables.size()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = tables.get(i).column(0);
    }
    return columns;
  }

  private void warmUp(Feature feature, double[][] columns, List<String> found) {
    int first = panel.size();
    for (double[] column : columns) {
      for (int t = 0; t < column.length; t++) {
        if (Double.isInfinite(column[t])) {
          found.add("bar " + t + " is infinite");
          return;
        }
        if (!Double.isNaN(column[t])) {
          first = Math.min(first, t);
        }
      }
    }
    if (first != feature.lookback()) {
      found.add("the first value is at bar " + first + ", not at " + feature.lookback());
    }
  }

  private void streaming(FeatureSet set, double[][] columns, List<String> found) {
    PanelStream stream = set.panelStream(panel.instruments());
    int restart = panel.size() / 2;
    for (int t = 0; t < panel.size(); t++) {
      if (t == restart) {
        PanelStream fresh = set.panelStream(panel.instruments());
        fresh.restore(stream.save());
        stream = fresh;
      }
      double[][] values = stream.update(panel, t);
      for (int i = 0; i < columns.length; i++) {
        if (Double.doubleToLongBits(values[i][0]) != Double.doubleToLongBits(columns[i][t])) {
          found.add(
              panel.symbol(i)
                  + ", bar "
                  + t
                  + ": batch gives "
                  + columns[i][t]
                  + ", stream "
                  + values[i][0]);
          return;
        }
      }
    }
  }

  private FeaturePanel scaled(double prices, double volumes) {
    return FeaturePanel.of(members.stream().map(m -> m.scaled(prices, volumes)).toList());
  }

  private static int firstDifference(double[][] a, double[][] b, int to) {
    for (int t = 0; t < to; t++) {
      for (int i = 0; i < a.length; i++) {
        if (Double.doubleToLongBits(a[i][t]) != Double.doubleToLongBits(b[i][t])) {
          return t;
        }
      }
    }
    return -1;
  }

  private static boolean close(double[][] a, double[][] b) {
    double scale = 0;
    for (double[] column : a) {
      for (double value : column) {
        scale = Math.max(scale, Double.isNaN(value) ? 0 : Math.abs(value));
      }
    }
    for (int i = 0; i < a.length; i++) {
      for (int t = 0; t < a[i].length; t++) {
        boolean bothMissing = Double.isNaN(a[i][t]) && Double.isNaN(b[i][t]);
        if (!bothMissing && !(Math.abs(a[i][t] - b[i][t]) <= 1e-9 * scale)) {
          return false;
        }
      }
    }
    return true;
  }
}
