// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import io.github.quantml.network.graph.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A tree of clusters: the two nearest merge until one is left. By the chain of nearest neighbours
 * (Müllner 2011, Modern hierarchical, agglomerative clustering algorithms), n² steps, with the
 * updates of Lance and Williams (1967). Immutable and thread-safe.
 */
public final class HierarchicalClustering {
  /**
   * One merge. Clusters 0 … n − 1 are the assets, cluster n + i is what merge i made.
   *
   * @param first cluster of the lower number
   * @param second cluster of the higher number
   * @param height their distance, ascending over the merges
   * @param size assets in the merged cluster
   */
  public record Merge(int first, int second, double height, int size) {}

  private final int n;
  private final List<Merge> merges;

  private HierarchicalClustering(int n, List<Merge> merges) {
    this.n = n;
    this.merges = merges;
  }

  /** Clusters by the distances √(2(1 − ρ)). */
  public static HierarchicalClustering of(Correlations correlations, Linkage linkage) {
    int n = correlations.size();
    double[] distances = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i * n + j] = i == j ? 0 : correlations.distance(i, j);
      }
    }
    return of(n, distances, linkage);
  }

  /**
   * Clusters by any distances.
   *
   * @param distances n×n row-major, symmetric, finite, at least 0
   */
  public static HierarchicalClustering of(int n, double[] distances, Linkage linkage) {
    if (n < 1 || distances.length != n * n) {
      throw new IllegalArgumentException(
          "distances: must hold n*n values, n >= 1, got " + distances.length + " for n = " + n);
    }
    double[] d = distances.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        boolean ok = d[i * n + j] >= 0 && d[i * n + j] < Double.POSITIVE_INFINITY;
        if (!ok || d[i * n + j] != d[j * n + i]) {
          throw new IllegalArgumentException(
              "distances: must be finite, at least 0 and symmetric, got "
                  + d[i * n + j]
                  + " and "
                  + d[j * n + i]
                  + " for ("
                  + i
                  + ", "
                  + j
                  + ")");
        }
      }
    }
    return new HierarchicalClustering(n, numbered(n, chain(n, d, linkage)));
  }

  /** Merges as pairs of representatives, in the order the chain found them. */
  private static List<Merge> chain(int n, double[] d, Linkage linkage) {
    int[] size = new int[n];
    Arrays.fill(size, 1);
    int[] chain = new int[n];
    int length = 0;
    List<Merge> found = new ArrayList<>();
    while (found.size() < n - 1) {
      if (length == 0) {
        int first = 0;
        while (size[first] == 0) {
          first++;
        }
        chain[length++] = first;
      }
      while (true) {
        int a = chain[length - 1];
        int nearest = length > 1 ? chain[length - 2] : -1;
        double least = nearest < 0 ? Double.POSITIVE_INFINITY : d[a * n + nearest];
        for (int b = 0; b < n; b++) {
          if (size[b] > 0 && b != a && d[a * n + b] < least) {
            least = d[a * n + b];
            nearest = b;
          }
        }
        if (length > 1 && nearest == chain[length - 2]) {
          length -= 2;
          merge(n, d, size, Math.min(a, nearest), Math.max(a, nearest), linkage, found);
          break;
        }
        chain[length++] = nearest;
      }
    }
    return found;
  }

  private static void merge(
      int n, double[] d, int[] size, int a, int b, Linkage linkage, List<Merge> found) {
    double apart = d[a * n + b];
    double sa = size[a];
    double sb = size[b];
    found.add(new Merge(a, b, apart, size[a] + size[b]));
    for (int c = 0; c < n; c++) {
      if (size[c] == 0 || c == a || c == b) {
        continue;
      }
      double ca = d[c * n + a];
      double cb = d[c * n + b];
      double merged =
          switch (linkage) {
            case SINGLE -> Math.min(ca, cb);
            case COMPLETE -> Math.max(ca, cb);
            case AVERAGE -> (sa * ca + sb * cb) / (sa + sb);
            case WARD ->
                Math.sqrt(
                    ((sa + size[c]) * ca * ca + (sb + size[c]) * cb * cb - size[c] * apart * apart)
                        / (sa + sb + size[c]));
          };
      // The merged cluster goes by its higher member.
      d[c * n + b] = merged;
      d[b * n + c] = merged;
    }
    size[b] += size[a];
    size[a] = 0;
  }

  /** Ascending by height, with the numbers of clusters. */
  private static List<Merge> numbered(int n, List<Merge> found) {
    List<Merge> sorted = new ArrayList<>(found);
    // Stable: equal heights keep an order in which parts come before what holds them.
    sorted.sort(Comparator.comparingDouble(Merge::height));
    int[] parent = new int[2 * n];
    Arrays.setAll(parent, i -> i);
    int[] size = new int[2 * n];
    Arrays.fill(size, 1);
    List<Merge> out = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      int a = root(parent, sorted.get(i).first());
      int b = root(parent, sorted.get(i).second());
      int made = n + i;
      parent[a] = made;
      parent[b] = made;
      size[made] = size[a] + size[b];
      out.add(new Merge(Math.min(a, b), Math.max(a, b), sorted.get(i).height(), size[made]));
    }
    return List.copyOf(out);
  }

  private static int root(int[] parent, int start) {
    int v = start;
    while (parent[v] != v) {
      v = parent[v];
    }
    return v;
  }

  /** The n − 1 merges. */
  public List<Merge> merges() {
    return merges;
  }

  /** Assets in the order of the tree's leaves: clusters lie side by side. */
  public int[] leafOrder() {
    int[] out = new int[n];
    int[] stack = new int[2 * n];
    int depth = 0;
    stack[depth++] = n > 1 ? 2 * n - 2 : 0;
    int at = 0;
    while (depth > 0) {
      int cluster = stack[--depth];
      if (cluster < n) {
        out[at++] = cluster;
      } else {
        Merge merge = merges.get(cluster - n);
        stack[depth++] = merge.second();
        stack[depth++] = merge.first();
      }
    }
    return out;
  }

  /** The clusters that are left when the highest merges are undone. */
  public Partition cut(int clusters) {
    if (clusters < 1 || clusters > n) {
      throw new IllegalArgumentException("clusters: must be in [1, " + n + "], got " + clusters);
    }
    int[] parent = new int[2 * n];
    Arrays.setAll(parent, i -> i);
    for (int i = 0; i < n - clusters; i++) {
      parent[merges.get(i).first()] = n + i;
      parent[merges.get(i).second()] = n + i;
    }
    int[] label = new int[n];
    Arrays.setAll(label, v -> root(parent, v));
    return Partition.of(label);
  }
}
