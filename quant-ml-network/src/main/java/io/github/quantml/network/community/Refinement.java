// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.community;

import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * Splits every community into well-connected parts: its nodes start alone and join a part that
 * gains, drawn with probability proportional to exp(gain/θ), where node and part are linked to the
 * rest of the community at least as the null model expects (Traag, Waltman and van Eck 2019). Every
 * part is connected.
 */
final class Refinement {
  private final LevelGraph graph;
  private final int[] community;
  private final double theta;
  private final int[] part;
  private final boolean[] alone;
  private final double[][] sums;
  private final double[][] communitySums;
  private final double[] external;
  private final double[] toward;
  private final int[] touched;
  private final double[] chances;
  private int parts;

  Refinement(LevelGraph graph, int[] community, double theta) {
    this.graph = graph;
    this.community = community;
    this.theta = theta * graph.meanWeight();
    int n = graph.n;
    this.part = new int[n];
    this.alone = new boolean[n];
    this.sums = new double[graph.layers()][];
    this.communitySums = new double[graph.layers()][n];
    this.external = new double[n];
    this.toward = new double[n];
    this.touched = new int[n];
    this.chances = new double[n];
  }

  /** The part of every node, numbered from 0; {@link #parts} counts them. */
  int[] run(CounterRandom random) {
    int n = graph.n;
    for (int v = 0; v < n; v++) {
      part[v] = v;
      alone[v] = true;
      for (int e = graph.offsets[v]; e < graph.offsets[v + 1]; e++) {
        external[v] += community[graph.targets[e]] == community[v] ? graph.weights[e] : 0;
      }
    }
    for (int r = 0; r < sums.length; r++) {
      sums[r] = graph.masses[r].clone();
      for (int v = 0; v < n; v++) {
        communitySums[r][community[v]] += graph.masses[r][v];
      }
    }
    for (int v : random.permutation(n)) {
      if (alone[v] && wellConnected(v, community[v])) {
        join(v, random);
      }
    }
    return numbered();
  }

  /** Whether a part is linked to the rest of its community as much as expected. */
  private boolean wellConnected(int p, int c) {
    double expected = 0;
    for (int r = 0; r < sums.length; r++) {
      double rest = communitySums[r][c] - sums[r][p];
      expected += graph.factors[r] * sums[graph.mirror[r]][p] * rest;
    }
    return external[p] >= expected;
  }

  private void join(int v, CounterRandom random) {
    int c = community[v];
    int distinct = 0;
    for (int e = graph.offsets[v]; e < graph.offsets[v + 1]; e++) {
      int u = graph.targets[e];
      if (community[u] == c) {
        if (toward[part[u]] == 0) {
          touched[distinct++] = part[u];
        }
        toward[part[u]] += graph.weights[e];
      }
    }
    double most = 0;
    int candidates = 0;
    for (int i = 0; i < distinct; i++) {
      int p = touched[i];
      double weight = toward[p];
      // Negative or no links do not connect, and a part listed twice counts once.
      boolean linked = weight > 0;
      double gain = linked ? weight - penalty(v, p) : -1;
      if (linked && gain >= 0 && wellConnected(p, c)) {
        touched[candidates] = p;
        chances[candidates++] = gain;
        most = Math.max(most, gain);
      } else {
        toward[p] = 0;
      }
    }
    if (candidates > 0) {
      merge(v, touched[draw(candidates, most, random)]);
    }
    for (int i = 0; i < candidates; i++) {
      toward[touched[i]] = 0;
    }
  }

  private int draw(int candidates, double most, CounterRandom random) {
    double sum = 0;
    for (int i = 0; i < candidates; i++) {
      sum += FastMath.exp((chances[i] - most) / theta);
      chances[i] = sum;
    }
    double at = candidates == 1 ? 0 : random.nextDouble() * sum;
    int drawn = 0;
    while (drawn < candidates - 1 && chances[drawn] <= at) {
      drawn++;
    }
    return drawn;
  }

  private void merge(int v, int p) {
    alone[v] = false;
    alone[p] = false;
    part[v] = p;
    external[p] += external[v] - 2 * toward[p];
    for (int r = 0; r < sums.length; r++) {
      sums[r][p] += sums[r][v];
    }
  }

  private double penalty(int v, int p) {
    double sum = 0;
    for (int r = 0; r < sums.length; r++) {
      sum += graph.factors[r] * graph.masses[graph.mirror[r]][v] * sums[r][p];
    }
    return sum;
  }

  private int[] numbered() {
    int[] number = new int[graph.n];
    Arrays.fill(number, -1);
    int count = 0;
    for (int v = 0; v < graph.n; v++) {
      if (number[part[v]] < 0) {
        number[part[v]] = count++;
      }
      part[v] = number[part[v]];
    }
    parts = count;
    return part;
  }

  int parts() {
    return parts;
  }
}
