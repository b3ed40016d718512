// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.api.BarSeries;
import io.github.quantml.features.graph.Plan;
import io.github.quantml.features.graph.Workers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Some features compiled together, so that what they share is computed once; for whole columns or
 * bar by bar, with the same bits.
 *
 * <p>Immutable and thread-safe.
 */
public final class FeatureSet {
  private final List<Feature> features;
  private final List<String> names;
  private final Plan plan;

  private FeatureSet(List<Feature> features) {
    this.features = List.copyOf(features);
    this.names = features.stream().map(Feature::name).toList();
    this.plan = Plan.of(features.stream().map(Feature::node).toList());
  }

  /** Features, in this order; names must be unique. */
  public static FeatureSet of(List<Feature> features) {
    FeatureRegistry.of(List.of(new FeatureFamily("set", "set", features)));
    return new FeatureSet(features);
  }

  /** Features of a registry by name. */
  public static FeatureSet of(FeatureRegistry registry, Collection<String> names) {
    return new FeatureSet(registry.select(names));
  }

  /** Features of the standard registry by name, computed on {@code threads} threads. */
  public static FeatureTable compute(BarSeries bars, Collection<String> names, int threads) {
    return of(FeatureRegistry.standard(), names).compute(FeatureData.of(bars), threads);
  }

  public List<Feature> features() {
    return features;
  }

  public List<String> names() {
    return names;
  }

  /** The longest lookback. */
  public int lookback() {
    return features.stream().mapToInt(Feature::lookback).max().orElse(0);
  }

  /** 64-bit hash of all definitions in their order: with the data's fingerprint, a cache key. */
  public long definitionHash() {
    return plan.hash();
  }

  public Plan plan() {
    return plan;
  }

  public FeatureTable compute(BarSeries bars) {
    return compute(FeatureData.of(bars), 1);
  }

  /** All columns; the same bytes at any number of threads. */
  public FeatureTable compute(FeatureData data, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return compute(data, workers);
    }
  }

  /** All columns, from the cache if they are there. */
  public FeatureTable compute(FeatureData data, int threads, FeatureCache cache) {
    return cache.get(key(data), () -> compute(data, threads));
  }

  /** What the table of some data is determined by. */
  public FeatureKey key(FeatureData data) {
    return new FeatureKey(data.fingerprint(), definitionHash());
  }

  private FeatureTable compute(FeatureData data, Workers workers) {
    int n = data.size();
    double[][] columns = new double[plan.inputs().size()][n];
    for (int k = 0; k < columns.length; k++) {
      data.copy(plan.inputs().get(k), columns[k]);
    }
    return new FeatureTable(data.bars().symbol(), names, plan.compute(columns, n, workers), n);
  }

  /** All columns of several instruments, each by itself; the same bytes at any thread count. */
  public List<FeatureTable> computeAll(List<FeatureData> data, int threads) {
    FeatureTable[] tables = new FeatureTable[data.size()];
    try (Workers outer = Workers.of(threads);
        Workers inner = Workers.of(1)) {
      outer.each(tables.length, i -> tables[i] = compute(data.get(i), inner));
    }
    return List.of(tables);
  }

  /** All columns of the instruments of a panel, with features that compare them. */
  public List<FeatureTable> compute(FeaturePanel panel, int threads) {
    int m = panel.instruments();
    int n = panel.size();
    double[][][] columns = new double[plan.inputs().size()][m][n];
    for (int k = 0; k < columns.length; k++) {
      for (int i = 0; i < m; i++) {
        panel.copy(plan.inputs().get(k), i, columns[k][i]);
      }
    }
    double[][][] computed;
    try (Workers workers = Workers.of(threads)) {
      computed = plan.computePanel(columns, m, n, workers);
    }
    List<FeatureTable> tables = new ArrayList<>();
    for (int i = 0; i < m; i++) {
      double[][] own = new double[computed.length][];
      for (int k = 0; k < own.length; k++) {
        own[k] = computed[k][i];
      }
      tables.add(new FeatureTable(panel.symbol(i), names, own, n));
    }
    return List.copyOf(tables);
  }

  /** A stream of bars of one instrument. */
  public FeatureStream stream() {
    return new FeatureStream(names, plan);
  }

  /** A stream of bars of several instruments, for features that compare them. */
  public PanelStream panelStream(int instruments) {
    return new PanelStream(names, plan, instruments);
  }
}
