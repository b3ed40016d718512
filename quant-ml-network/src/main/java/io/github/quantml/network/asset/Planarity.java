// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.asset;

import java.util.Arrays;

/**
 * A planar graph that grows: an edge is added if the graph stays planar.
 *
 * <p>The left-right test of de Fraysseix and Rosenstiehl in the form of Brandes (2009, The
 * left-right planarity test): a depth-first search orients the edges; back edges that return below
 * a tree edge must lie on its left or on its right, and conflicting intervals of them are kept as
 * pairs on a stack. JGraphT has such a test too, but on its own object graph, once per candidate; a
 * filtered graph of 81 assets asks about three thousand times. An edge between two components needs
 * no test.
 *
 * <p>Recursion is as deep as the number of nodes. Not thread-safe.
 */
final class Planarity {
  private static final int NONE = -1;
  private static final int FAR = Integer.MAX_VALUE;

  private final int n;
  private final int most;

  /** Edge e has the halves 2e, from its first end, and 2e + 1, from its second. */
  private final int[] end;

  private final int[] firstHalf;
  private final int[] nextHalf;
  private final int[] component;
  private int edges;

  // Of one test: by node, then by half edge in the direction of its orientation.
  private final int[] height;
  private final int[] parent;
  private final int[] orderStart;
  private final int[] order;
  private final boolean[] oriented;
  private final int[] low;
  private final int[] secondLow;
  private final int[] nesting;
  private final int[] lowEdge;
  private final int[] reference;
  private final int[] bottom;

  // The stack of conflict pairs: an interval on the left and one on the right, by low and high.
  private final int[] leftLow;
  private final int[] leftHigh;
  private final int[] rightLow;
  private final int[] rightHigh;
  private int depth;

  Planarity(int n, int mostEdges) {
    this.n = n;
    this.most = mostEdges + 1;
    this.end = new int[2 * most];
    this.nextHalf = new int[2 * most];
    this.firstHalf = new int[n];
    Arrays.fill(firstHalf, NONE);
    this.component = new int[n];
    Arrays.setAll(component, v -> v);
    this.height = new int[n];
    this.parent = new int[n];
    this.orderStart = new int[n + 1];
    this.order = new int[most];
    this.oriented = new boolean[most];
    this.low = new int[2 * most];
    this.secondLow = new int[2 * most];
    this.nesting = new int[2 * most];
    this.lowEdge = new int[2 * most];
    this.reference = new int[2 * most];
    this.bottom = new int[2 * most];
    this.leftLow = new int[most + 1];
    this.leftHigh = new int[most + 1];
    this.rightLow = new int[most + 1];
    this.rightHigh = new int[most + 1];
  }

  int edgeCount() {
    return edges;
  }

  /** Adds an edge that is not there yet, unless the graph would not be planar. */
  boolean addIfPlanar(int u, int v) {
    push(u, v);
    int a = root(u);
    int b = root(v);
    if (a != b) {
      component[Math.max(a, b)] = Math.min(a, b);
      return true;
    }
    if (isPlanar()) {
      return true;
    }
    pop(u, v);
    return false;
  }

  private int root(int v) {
    int r = v;
    while (component[r] != r) {
      component[r] = component[component[r]];
      r = component[r];
    }
    return r;
  }

  private void push(int u, int v) {
    int half = 2 * edges;
    end[half] = v;
    end[half + 1] = u;
    nextHalf[half] = firstHalf[u];
    firstHalf[u] = half;
    nextHalf[half + 1] = firstHalf[v];
    firstHalf[v] = half + 1;
    edges++;
  }

  private void pop(int u, int v) {
    edges--;
    firstHalf[u] = nextHalf[2 * edges];
    firstHalf[v] = nextHalf[2 * edges + 1];
  }

  private boolean isPlanar() {
    if (n >= 3 && edges > 3 * n - 6) {
      return false;
    }
    Arrays.fill(height, FAR);
    Arrays.fill(parent, NONE);
    Arrays.fill(oriented, 0, edges, false);
    for (int v = 0; v < n; v++) {
      if (height[v] == FAR) {
        height[v] = 0;
        orient(v);
      }
    }
    sortByNesting();
    Arrays.fill(reference, 0, 2 * edges, NONE);
    depth = 0;
    for (int v = 0; v < n; v++) {
      if (parent[v] == NONE && !test(v)) {
        return false;
      }
    }
    return true;
  }

  private void orient(int v) {
    int above = parent[v];
    for (int half = firstHalf[v]; half != NONE; half = nextHalf[half]) {
      if (oriented[half >> 1]) {
        continue;
      }
      oriented[half >> 1] = true;
      int w = end[half];
      low[half] = height[v];
      secondLow[half] = height[v];
      // Marks the direction: the other half of this edge never gets a nesting depth.
      nesting[half ^ 1] = NONE;
      if (height[w] == FAR) {
        parent[w] = half;
        height[w] = height[v] + 1;
        orient(w);
      } else {
        low[half] = height[w];
      }
      nesting[half] = 2 * low[half] + (secondLow[half] < height[v] ? 1 : 0);
      if (above != NONE) {
        lower(above, half);
      }
    }
  }

  private void lower(int above, int half) {
    if (low[half] < low[above]) {
      secondLow[above] = Math.min(low[above], secondLow[half]);
      low[above] = low[half];
    } else if (low[half] > low[above]) {
      secondLow[above] = Math.min(secondLow[above], low[half]);
    } else {
      secondLow[above] = Math.min(secondLow[above], secondLow[half]);
    }
  }

  /** Out-edges of every node by nesting depth: two counting sorts, by depth, then by source. */
  private void sortByNesting() {
    int[] count = new int[2 * n + 2];
    for (int half = 0; half < 2 * edges; half++) {
      if (nesting[half] != NONE) {
        count[nesting[half] + 1]++;
      }
    }
    for (int d = 0; d < count.length - 1; d++) {
      count[d + 1] += count[d];
    }
    int[] byDepth = new int[edges];
    Arrays.fill(orderStart, 0);
    for (int half = 0; half < 2 * edges; half++) {
      if (nesting[half] != NONE) {
        byDepth[count[nesting[half]]++] = half;
        orderStart[end[half ^ 1] + 1]++;
      }
    }
    for (int v = 0; v < n; v++) {
      orderStart[v + 1] += orderStart[v];
    }
    int[] at = Arrays.copyOf(orderStart, n);
    for (int half : byDepth) {
      order[at[end[half ^ 1]]++] = half;
    }
  }

  private boolean test(int v) {
    int above = parent[v];
    for (int i = orderStart[v]; i < orderStart[v + 1]; i++) {
      int half = order[i];
      int w = end[half];
      bottom[half] = depth;
      if (half == parent[w]) {
        if (!test(w)) {
          return false;
        }
      } else {
        lowEdge[half] = half;
        pushPair(NONE, NONE, half, half);
      }
      if (low[half] < height[v]) {
        if (i == orderStart[v]) {
          lowEdge[above] = lowEdge[half];
        } else if (!constrain(half, above)) {
          return false;
        }
      }
    }
    if (above != NONE) {
      int u = end[above ^ 1];
      trim(u);
      if (low[above] < height[u]) {
        int left = leftHigh[depth - 1];
        int right = rightHigh[depth - 1];
        boolean onLeft = left != NONE && (right == NONE || low[left] > low[right]);
        reference[above] = onLeft ? left : right;
      }
    }
    return true;
  }

  private void pushPair(int leftLowest, int leftHighest, int rightLowest, int rightHighest) {
    leftLow[depth] = leftLowest;
    leftHigh[depth] = leftHighest;
    rightLow[depth] = rightLowest;
    rightHigh[depth] = rightHighest;
    depth++;
  }

  private void swapTop() {
    int t = leftLow[depth];
    leftLow[depth] = rightLow[depth];
    rightLow[depth] = t;
    t = leftHigh[depth];
    leftHigh[depth] = rightHigh[depth];
    rightHigh[depth] = t;
  }

  private boolean conflicts(int low1, int high1, int half) {
    return !(low1 == NONE && high1 == NONE) && low[high1] > low[half];
  }

  /** Puts the return edges of an edge and those before it that conflict on opposite sides. */
  private boolean constrain(int half, int above) {
    int left1 = NONE;
    int left2 = NONE;
    int right1 = NONE;
    int right2 = NONE;
    do {
      depth--;
      if (leftHigh[depth] != NONE) {
        swapTop();
      }
      if (leftHigh[depth] != NONE) {
        return false;
      }
      if (low[rightLow[depth]] > low[above]) {
        if (right2 == NONE) {
          right2 = rightHigh[depth];
        } else {
          reference[right1] = rightHigh[depth];
        }
        right1 = rightLow[depth];
      } else {
        reference[rightLow[depth]] = lowEdge[above];
      }
    } while (depth != bottom[half]);
    while (depth > 0
        && (conflicts(leftLow[depth - 1], leftHigh[depth - 1], half)
            || conflicts(rightLow[depth - 1], rightHigh[depth - 1], half))) {
      depth--;
      if (conflicts(rightLow[depth], rightHigh[depth], half)) {
        swapTop();
      }
      if (conflicts(rightLow[depth], rightHigh[depth], half)) {
        return false;
      }
      if (right1 != NONE) {
        reference[right1] = rightHigh[depth];
      }
      if (rightLow[depth] != NONE) {
        right1 = rightLow[depth];
      }
      if (left2 == NONE) {
        left2 = leftHigh[depth];
      } else {
        reference[left1] = leftHigh[depth];
      }
      left1 = leftLow[depth];
    }
    if (left2 != NONE || right2 != NONE) {
      pushPair(left1, left2, right1, right2);
    }
    return true;
  }

  /** Drops the back edges that end at a node. */
  private void trim(int u) {
    while (depth > 0 && lowest(depth - 1) == height[u]) {
      depth--;
    }
    if (depth == 0) {
      return;
    }
    int top = depth - 1;
    while (leftHigh[top] != NONE && end[leftHigh[top]] == u) {
      leftHigh[top] = reference[leftHigh[top]];
    }
    if (leftHigh[top] == NONE && leftLow[top] != NONE) {
      reference[leftLow[top]] = rightLow[top];
      leftLow[top] = NONE;
    }
    while (rightHigh[top] != NONE && end[rightHigh[top]] == u) {
      rightHigh[top] = reference[rightHigh[top]];
    }
    if (rightHigh[top] == NONE && rightLow[top] != NONE) {
      reference[rightLow[top]] = leftLow[top];
      rightLow[top] = NONE;
    }
  }

  private int lowest(int pair) {
    if (leftLow[pair] == NONE) {
      return low[rightLow[pair]];
    }
    return rightLow[pair] == NONE
        ? low[leftLow[pair]]
        : Math.min(low[leftLow[pair]], low[rightLow[pair]]);
  }
}
