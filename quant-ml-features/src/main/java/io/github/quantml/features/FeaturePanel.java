// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Several instruments on common bar times, for features that compare them.
 *
 * <p>The times are the union of those of all instruments; where one has no bar all its inputs are
 * NaN, and it is left out of comparisons. Immutable and thread-safe.
 */
public final class FeaturePanel {
  private final List<FeatureData> members;
  private final long[] times;

  /** For each member the row of its bars in the panel. */
  private final int[][] rows;

  private FeaturePanel(List<FeatureData> members, long[] times, int[][] rows) {
    this.members = members;
    this.times = times;
    this.rows = rows;
  }

  /**
   * Aligns instruments on the union of their bar times.
   *
   * @param members at least one, each symbol once
   */
  public static FeaturePanel of(List<FeatureData> members) {
    if (members.isEmpty()) {
      throw new InvalidDataException("feature panel: must have at least one instrument, got none");
    }
    Set<String> symbols = new HashSet<>();
    int total = 0;
    for (FeatureData member : members) {
      if (!symbols.add(member.bars().symbol())) {
        throw new InvalidDataException(
            "feature panel: symbol " + member.bars().symbol() + " must be unique");
      }
      total += member.size();
    }
    long[] all = new long[total];
    int at = 0;
    for (FeatureData member : members) {
      for (int t = 0; t < member.size(); t++) {
        all[at++] = member.bars().timeNanos(t);
      }
    }
    long[] times = Arrays.stream(all).sorted().distinct().toArray();
    int[][] rows = new int[members.size()][];
    for (int i = 0; i < rows.length; i++) {
      FeatureData member = members.get(i);
      rows[i] = new int[member.size()];
      for (int t = 0; t < rows[i].length; t++) {
        rows[i][t] = Arrays.binarySearch(times, member.bars().timeNanos(t));
      }
    }
    return new FeaturePanel(List.copyOf(members), times, rows);
  }

  /** Number of instruments. */
  public int instruments() {
    return members.size();
  }

  /** Number of bar times. */
  public int size() {
    return times.length;
  }

  public String symbol(int i) {
    return members.get(i).bars().symbol();
  }

  public List<String> symbols() {
    List<String> symbols = new ArrayList<>();
    for (FeatureData member : members) {
      symbols.add(member.bars().symbol());
    }
    return symbols;
  }

  /** Close time of row {@code t} in nanoseconds since 1970-01-01T00:00Z. */
  public long timeNanos(int t) {
    return times[t];
  }

  void copy(String input, int i, double[] out) {
    double[] own = new double[members.get(i).size()];
    members.get(i).copy(input, own);
    Arrays.fill(out, Double.NaN);
    int[] row = rows[i];
    for (int t = 0; t < own.length; t++) {
      out[row[t]] = own[t];
    }
  }

  double value(String input, int i, int t) {
    int own = Arrays.binarySearch(rows[i], t);
    return own < 0 ? Double.NaN : members.get(i).value(input, own);
  }
}
