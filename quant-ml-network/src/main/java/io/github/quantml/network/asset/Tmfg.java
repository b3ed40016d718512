// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The triangulated maximally filtered graph: 3(n − 2) strong links in the plane (Massara, Di Matteo
 * and Aste 2016, Network filtering for big data, Journal of Complex Networks 5).
 *
 * <p>Starts with four assets of large correlations and puts one asset after the other into the
 * triangle where it is linked most. Chordal, so that its {@link #cliques} and {@link #separators}
 * give a sparse inverse covariance without iteration, {@link PartialCorrelations#sparse}. n² steps
 * in all but rare cases.
 *
 * @param graph weights are correlations; a correlation of exactly 0 has the least positive weight
 * @param cliques the n − 3 groups of four
 * @param separators the n − 4 triangles that the groups share
 */
public record Tmfg(Graph graph, List<int[]> cliques, List<int[]> separators) {

  /**
   * The graph of correlations.
   *
   * @throws InsufficientDataException for fewer than 4 assets
   */
  public static Tmfg of(Correlations correlations) {
    int n = correlations.size();
    if (n < 4) {
      throw new InsufficientDataException("TMFG: assets", 4, n);
    }
    return new Builder(correlations).run();
  }

  private static final class Builder {
    private final Correlations correlations;
    private final int n;
    private final boolean[] inside;
    private final GraphBuilder out;
    private final List<int[]> cliques = new ArrayList<>();
    private final List<int[]> separators = new ArrayList<>();

    /** Open triangles, and for each the outside asset of most gain, −1 if unknown. */
    private final int[][] faces;

    private final int[] best;
    private final double[] gain;
    private int faceCount;

    Builder(Correlations correlations) {
      this.correlations = correlations;
      this.n = correlations.size();
      this.inside = new boolean[n];
      this.out = Graph.undirected(correlations.names());
      this.faces = new int[2 * n][];
      this.best = new int[2 * n];
      this.gain = new double[2 * n];
    }

    Tmfg run() {
      int[] first = strongest();
      for (int i = 0; i < 4; i++) {
        inside[first[i]] = true;
        for (int j = 0; j < i; j++) {
          link(first[i], first[j]);
        }
      }
      cliques.add(first);
      face(first[0], first[1], first[2]);
      face(first[0], first[1], first[3]);
      face(first[0], first[2], first[3]);
      face(first[1], first[2], first[3]);
      for (int step = 4; step < n; step++) {
        int at = 0;
        for (int f = 1; f < faceCount; f++) {
          at = gain[f] > gain[at] ? f : at;
        }
        insert(at);
      }
      return new Tmfg(out.build(), List.copyOf(cliques), List.copyOf(separators));
    }

    /** The assets whose correlations above the mean sum to most. */
    private int[] strongest() {
      double mean = correlations.mean();
      double[] sum = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double rho = correlations.value(i, j);
          sum[i] += i != j && rho > mean ? rho : 0;
        }
      }
      int[] out4 = new int[4];
      boolean[] taken = new boolean[n];
      for (int k = 0; k < 4; k++) {
        int most = -1;
        for (int i = 0; i < n; i++) {
          most = !taken[i] && (most < 0 || sum[i] > sum[most]) ? i : most;
        }
        taken[most] = true;
        out4[k] = most;
      }
      Arrays.sort(out4);
      return out4;
    }

    private void link(int i, int j) {
      double rho = correlations.value(i, j);
      out.edge(i, j, rho == 0 ? Double.MIN_NORMAL : rho);
    }

    private void face(int a, int b, int c) {
      faces[faceCount] = new int[] {a, b, c};
      choose(faceCount);
      faceCount++;
    }

    private void choose(int f) {
      int[] face = faces[f];
      best[f] = -1;
      gain[f] = Double.NEGATIVE_INFINITY;
      for (int v = 0; v < n; v++) {
        if (!inside[v]) {
          double sum =
              correlations.value(v, face[0])
                  + correlations.value(v, face[1])
                  + correlations.value(v, face[2]);
          if (sum > gain[f]) {
            gain[f] = sum;
            best[f] = v;
          }
        }
      }
    }

    private void insert(int f) {
      int[] face = faces[f];
      int v = best[f];
      inside[v] = true;
      for (int corner : face) {
        link(v, corner);
      }
      separators.add(face);
      cliques.add(new int[] {face[0], face[1], face[2], v});
      faces[f] = new int[] {v, face[0], face[1]};
      choose(f);
      face(v, face[0], face[2]);
      face(v, face[1], face[2]);
      for (int other = 0; other < faceCount; other++) {
        if (best[other] == v) {
          choose(other);
        }
      }
    }
  }
}
