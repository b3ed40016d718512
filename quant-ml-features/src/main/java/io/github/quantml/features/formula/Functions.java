// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Cross;
import io.github.quantml.features.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that formulas may call. */
final class Functions {
  private static final int LONGEST = 100_000;

  private Functions() {}

  @FunctionalInterface
  private interface Unary {
    Node of(Node x);
  }

  @FunctionalInterface
  private interface Binary {
    Node of(Node x, Node y);
  }

  @FunctionalInterface
  private interface Windowed {
    Node of(Node x, int window);
  }

  @FunctionalInterface
  private interface PairWindowed {
    Node of(Node x, Node y, int window);
  }

  /** How arguments become a column; checks their number and kind. */
  private interface Shape {
    int fewest();

    int most();

    Node of(Grammar grammar, Token name, List<Term> arguments);
  }

  private record Fixed(int count, Body body) implements Shape {
    @Override
    public int fewest() {
      return count;
    }

    @Override
    public int most() {
      return count;
    }

    @Override
    public Node of(Grammar grammar, Token name, List<Term> arguments) {
      return body.of(grammar, name, arguments);
    }
  }

  @FunctionalInterface
  private interface Body {
    Node of(Grammar grammar, Token name, List<Term> arguments);
  }

  private static final class Table {
    static final Map<String, Shape> FUNCTIONS = table();

    private Table() {}
  }

  static boolean isKnown(String name) {
    return Table.FUNCTIONS.containsKey(name);
  }

  static Term call(Grammar grammar, Token name, List<Term> arguments) {
    Shape shape = Table.FUNCTIONS.get(name.text());
    if (shape == null) {
      throw grammar.problem(name.at(), "function '" + name.text() + "' is not known");
    }
    if (arguments.size() < shape.fewest() || arguments.size() > shape.most()) {
      throw grammar.problem(
          name.at(),
          "function '"
              + name.text()
              + "' takes "
              + shape.fewest()
              + (shape.most() > shape.fewest() ? " to " + shape.most() : "")
              + " arguments, got "
              + arguments.size());
    }
    try {
      return Term.of(shape.of(grammar, name, arguments), name.at());
    } catch (FormulaException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw grammar.problem(name.at(), "function '" + name.text() + "': " + e.getMessage());
    }
  }

  private static int window(Grammar grammar, Token name, Term term) {
    if (!term.isNumber() || !(term.number() >= 1 && term.number() <= LONGEST)) {
      throw grammar.problem(
          term.at(),
          "the window of '"
              + name.text()
              + "' must be a number of at least 1 and at most "
              + LONGEST
              + (term.isNumber() ? ", got " + term.number() : ", got a column"));
    }
    return (int) term.number();
  }

  private static Shape unary(Unary f) {
    return new Fixed(1, (g, name, a) -> f.of(a.get(0).column()));
  }

  private static Shape binary(Binary f) {
    return new Fixed(2, (g, name, a) -> f.of(a.get(0).column(), a.get(1).column()));
  }

  private static Shape windowed(Windowed f) {
    return new Fixed(2, (g, name, a) -> f.of(a.get(0).column(), window(g, name, a.get(1))));
  }

  private static Shape pair(PairWindowed f) {
    return new Fixed(
        3, (g, name, a) -> f.of(a.get(0).column(), a.get(1).column(), window(g, name, a.get(2))));
  }

  /** Over time with a number, of two columns otherwise. */
  private static Shape extreme(Windowed overTime, Binary ofTwo) {
    return new Fixed(
        2,
        (g, name, a) ->
            a.get(1).isNumber() && !a.get(0).isNumber()
                ? overTime.of(a.get(0).column(), window(g, name, a.get(1)))
                : ofTwo.of(a.get(0).column(), a.get(1).column()));
  }

  private static Map<String, Shape> table() {
    Map<String, Shape> f = new LinkedHashMap<>();
    f.put("abs", unary(Columns::abs));
    f.put("sign", unary(Columns::sign));
    f.put("log", unary(Columns::log));
    f.put("exp", unary(Columns::exp));
    f.put("sqrt", unary(Columns::sqrt));
    f.put("power", binary(Columns::power));
    names(f, binary(Columns::signedPower), "signed_power", "signedpower");
    f.put("min", extreme(Columns::lowest, Columns::min));
    f.put("max", extreme(Columns::highest, Columns::max));
    overTime(f);
    f.put("rank", unary(Cross::rank));
    f.put("zscore", unary(Cross::zScore));
    f.put("demean", unary(Cross::demean));
    f.put("scale", new Scale());
    names(f, binary(Cross::neutralise), "ind_neutralize", "indneutralize");
    return f;
  }

  private static void overTime(Map<String, Shape> f) {
    f.put("delay", windowed(Columns::delay));
    f.put("delta", windowed(Columns::delta));
    f.put("ts_rank", windowed(Columns::tsRank));
    f.put("ts_min", windowed(Columns::lowest));
    f.put("ts_max", windowed(Columns::highest));
    f.put("ts_argmax", windowed((x, n) -> position(Columns.barsSinceFirstHighest(x, n), n)));
    f.put("ts_argmin", windowed((x, n) -> position(Columns.barsSinceFirstLowest(x, n), n)));
    names(f, windowed(Columns::sum), "sum", "ts_sum");
    names(f, windowed(Columns::mean), "sma", "mean", "ts_mean");
    f.put("ema", windowed(Columns::ema));
    f.put("product", windowed(Columns::product));
    names(f, windowed(Columns::std), "stddev", "std", "ts_std");
    f.put("slope", windowed(Columns::slope));
    names(f, windowed(Columns::weightedMean), "decay_linear", "decaylinear", "wma");
    names(f, pair(Columns::correlation), "corr", "correlation");
    names(f, pair(Columns::covariance), "cov", "covariance");
    f.put(
        "quantile",
        new Fixed(
            3,
            (g, name, a) -> {
              if (!a.get(2).isNumber()) {
                throw g.problem(a.get(2).at(), "the level of 'quantile' must be a number");
              }
              return Columns.quantile(
                  a.get(0).column(), window(g, name, a.get(1)), a.get(2).number());
            }));
  }

  /** 1 the oldest of n bars, n the latest. */
  private static Node position(Node barsSince, int n) {
    return Columns.subtract(n, barsSince);
  }

  private static void names(Map<String, Shape> f, Shape shape, String... names) {
    for (String name : names) {
      f.put(name, shape);
    }
  }

  /** scale(x) or scale(x, a), a number. */
  private static final class Scale implements Shape {
    @Override
    public int fewest() {
      return 1;
    }

    @Override
    public int most() {
      return 2;
    }

    @Override
    public Node of(Grammar grammar, Token name, List<Term> arguments) {
      Node scaled = Cross.scale(arguments.get(0).column());
      if (arguments.size() == 1) {
        return scaled;
      }
      if (!arguments.get(1).isNumber()) {
        throw grammar.problem(arguments.get(1).at(), "the size of 'scale' must be a number");
      }
      return Columns.multiply(scaled, arguments.get(1).number());
    }
  }
}
