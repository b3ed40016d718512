// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Returns of assets over the same periods, none missing, oldest first. Immutable and thread-safe.
 */
public final class AssetReturns {
  private final List<String> names;
  private final double[][] values;

  private AssetReturns(List<String> names, double[][] values) {
    this.names = names;
    this.values = values;
  }

  /**
   * Checks and copies.
   *
   * @param names of the assets, no two equal
   * @param values one row of returns per asset
   * @throws InvalidDataException naming asset and row of a value that is missing or infinite, or an
   *     asset that never moves
   */
  public static AssetReturns of(List<String> names, double[][] values) {
    if (names.size() != values.length || names.isEmpty()) {
      throw new IllegalArgumentException(
          "returns: needs one row per name, got "
              + values.length
              + " rows for "
              + names.size()
              + " names");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new InvalidDataException("returns: two assets have the same name in " + names);
    }
    int periods = values[0].length;
    if (periods < 3) {
      throw new InsufficientDataException("returns: periods", 3, periods);
    }
    double[][] copy = new double[values.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i].clone();
      check(names.get(i), copy[i], periods);
    }
    return new AssetReturns(List.copyOf(names), copy);
  }

  private static void check(String name, double[] row, int periods) {
    if (row.length != periods) {
      throw new InvalidDataException(
          name + ": has " + row.length + " returns where the first asset has " + periods);
    }
    boolean varies = false;
    for (int t = 0; t < periods; t++) {
      if (!Double.isFinite(row[t])) {
        throw new InvalidDataException(
            name + ": the return of row " + t + " must be finite, got " + row[t]);
      }
      varies |= row[t] != row[0];
    }
    if (!varies) {
      throw new InvalidDataException(
          name + ": all returns are " + row[0] + ", so it has no correlation");
    }
  }

  /** Names of the assets. */
  public List<String> names() {
    return names;
  }

  /** Number of assets. */
  public int size() {
    return names.size();
  }

  /** Number of periods. */
  public int periods() {
    return values[0].length;
  }

  /** Return of an asset in a period. */
  public double value(int asset, int period) {
    return values[asset][period];
  }

  /** Returns of an asset: a copy. */
  public double[] row(int asset) {
    return values[asset].clone();
  }

  /** Some consecutive periods, from inclusive to exclusive. */
  public AssetReturns window(int from, int to) {
    if (from < 0 || to > periods() || from >= to) {
      throw new IllegalArgumentException(
          "window: must be in [0, " + periods() + "], got [" + from + ", " + to + ")");
    }
    double[][] part = new double[values.length][];
    for (int i = 0; i < part.length; i++) {
      part[i] = Arrays.copyOfRange(values[i], from, to);
    }
    return of(names, part);
  }
}
