// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Moves single nodes to the neighbouring community that gains most, or to an empty one, until no
 * move gains; a node is looked at again only when a neighbour has moved (Traag, Waltman and van Eck
 * 2019, Scientific Reports 9, fast local moving).
 */
final class LocalMoving {
  private static final double GAIN_SHARE = 1e-12;

  private final LevelGraph graph;
  private final int[] community;
  private final int[] sizes;
  private final double[][] sums;
  private final double[] toward;
  private final int[] touched;
  private final int[] free;
  private int freeCount;

  /** Works on {@code community}, whose labels are in [0, n). */
  LocalMoving(LevelGraph graph, int[] community) {
    this.graph = graph;
    this.community = community;
    int n = graph.n;
    this.sizes = new int[n];
    this.sums = new double[graph.layers()][n];
    this.toward = new double[n];
    this.touched = new int[n];
    this.free = new int[n];
    for (int v = 0; v < n; v++) {
      sizes[community[v]]++;
      for (int r = 0; r < sums.length; r++) {
        sums[r][community[v]] += graph.masses[r][v];
      }
    }
    for (int c = n - 1; c >= 0; c--) {
      if (sizes[c] == 0) {
        free[freeCount++] = c;
      }
    }
  }

  /** Moves until stable; whether anything moved. */
  boolean run(CounterRandom random) {
    int n = graph.n;
    int[] queue = random.permutation(n);
    boolean[] waiting = new boolean[n];
    Arrays.fill(waiting, true);
    double least = GAIN_SHARE * graph.meanWeight();
    int head = 0;
    int count = n;
    boolean moved = false;
    while (count > 0) {
      int v = queue[head];
      head = head + 1 == n ? 0 : head + 1;
      count--;
      waiting[v] = false;
      int best = move(v, least);
      if (best < 0) {
        continue;
      }
      moved = true;
      for (int e = graph.offsets[v]; e < graph.offsets[v + 1]; e++) {
        int u = graph.targets[e];
        if (community[u] != best && !waiting[u]) {
          waiting[u] = true;
          int tail = head + count;
          queue[tail >= n ? tail - n : tail] = u;
          count++;
        }
      }
    }
    return moved;
  }

  /** The community that the node moved to, -1 if it stayed. */
  private int move(int v, double least) {
    int from = community[v];
    int distinct = 0;
    for (int e = graph.offsets[v]; e < graph.offsets[v + 1]; e++) {
      int c = community[graph.targets[e]];
      // A sum of exactly 0 may list a community twice, which costs time but changes nothing.
      if (toward[c] == 0) {
        touched[distinct++] = c;
      }
      toward[c] += graph.weights[e];
    }
    sizes[from]--;
    for (int r = 0; r < sums.length; r++) {
      sums[r][from] -= graph.masses[r][v];
    }
    double stay = sizes[from] == 0 ? 0 : toward[from] - penalty(v, from);
    int best = from;
    double bestGain = stay + least;
    for (int i = 0; i < distinct; i++) {
      int c = touched[i];
      double gain = toward[c] - penalty(v, c);
      if (gain > bestGain || (gain == bestGain && best != from && c < best)) {
        bestGain = gain;
        best = c;
      }
    }
    for (int i = 0; i < distinct; i++) {
      toward[touched[i]] = 0;
    }
    if (bestGain < 0 && sizes[from] > 0 && freeCount > 0) {
      best = free[--freeCount];
    }
    sizes[best]++;
    for (int r = 0; r < sums.length; r++) {
      sums[r][best] += graph.masses[r][v];
    }
    if (best == from) {
      return -1;
    }
    if (sizes[from] == 0) {
      free[freeCount++] = from;
      for (double[] layer : sums) {
        layer[from] = 0;
      }
    }
    community[v] = best;
    return best;
  }

  private double penalty(int v, int c) {
    double sum = graph.factors[0] * graph.masses[graph.mirror[0]][v] * sums[0][c];
    for (int r = 1; r < sums.length; r++) {
      sum += graph.factors[r] * graph.masses[graph.mirror[r]][v] * sums[r][c];
    }
    return sum;
  }
}
