// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.math.stats.MultipleTesting;
import io.github.quantml.network.graph.Graph;
import io.github.quantml.network.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.List;

/** The tests of all pairs of traders under one null model. Immutable and thread-safe. */
public final class PairTests {
  private final String model;
  private final List<String> traders;
  private final List<PairTest> tests;
  private final double leastPValue;

  private PairTests(String model, List<String> traders, List<PairTest> tests, double leastPValue) {
    this.model = model;
    this.traders = traders;
    this.tests = tests;
    this.leastPValue = leastPValue;
  }

  /**
   * @param expected means by pair, in the order (0, 1), (0, 2), … (1, 2), …
   * @param leastPValue the smallest p-value the model can give, 0 for an exact one
   */
  static PairTests of(
      String model, Incidence incidence, double[] expected, double[] pValues, double leastPValue) {
    double[] adjusted = pValues.length == 0 ? pValues : MultipleTesting.benjaminiHochberg(pValues);
    List<PairTest> tests = new ArrayList<>(pValues.length);
    int n = incidence.traders().size();
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        int shared = incidence.shared(i, j);
        tests.add(new PairTest(i, j, shared, expected[at], pValues[at], adjusted[at]));
        at++;
      }
    }
    return new PairTests(model, incidence.traders(), List.copyOf(tests), leastPValue);
  }

  /** Name of the null model. */
  public String model() {
    return model;
  }

  /** The traders. */
  public List<String> traders() {
    return traders;
  }

  /** All pairs. */
  public List<PairTest> tests() {
    return tests;
  }

  /** The test of two traders by name. */
  public PairTest test(String one, String other) {
    int a = traders.indexOf(one);
    int b = traders.indexOf(other);
    if (a < 0 || b < 0 || a == b) {
      throw new IllegalArgumentException("pair: no such traders: " + one + ", " + other);
    }
    return tests.stream()
        .filter(t -> t.first() == Math.min(a, b) && t.second() == Math.max(a, b))
        .findFirst()
        .orElseThrow();
  }

  /**
   * How many pairs must be significant together for any to be found at a level: 1 for an exact
   * model, more for one of too few draws.
   *
   * @param level rate of false discoveries, in (0, 1)
   */
  public int fewestDiscoveries(double level) {
    requireLevel(level);
    return (int) Math.max(1, Math.ceil(leastPValue * tests.size() / level - 1e-9));
  }

  private static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must be in (0, 1), got " + level);
    }
  }

  /** Pairs found at a rate of false discoveries, whatever the draws can resolve. */
  public List<PairTest> significant(double level) {
    requireLevel(level);
    return tests.stream().filter(t -> t.adjusted() <= level).toList();
  }

  /**
   * The graph of the pairs found at a rate of false discoveries; weights are shared items beyond
   * the expected.
   *
   * @throws InsufficientDataException if the null model has too few draws to find fewer than {@code
   *     group} pairs
   */
  public Graph backbone(double level, int group) {
    int fewest = fewestDiscoveries(level);
    if (fewest > group) {
      throw new InsufficientDataException(
          model
              + ": draws to find "
              + group
              + " of "
              + tests.size()
              + " pairs at a false discovery rate of "
              + level,
          (long) Math.ceil(tests.size() / (level * group)),
          Math.round(1 / leastPValue));
    }
    GraphBuilder out = Graph.undirected(traders);
    for (PairTest test : significant(level)) {
      out.edge(test.first(), test.second(), Math.max(1e-9, test.shared() - test.expected()));
    }
    return out.build();
  }
}
