// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Inputs;
import io.github.quantml.features.graph.Node;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads formulas over columns.
 *
 * <pre>{@code
 * Node alpha = FormulaParser.standard().parse("-1 * correlation(rank(open), rank(volume), 10)");
 * Feature feature = Feature.named("open_volume", "open and volume move apart").of(alpha);
 * }</pre>
 *
 * <p>Names: {@code open, high, low, close, volume, returns, vwap}, {@code advN} (mean of volume ×
 * vwap over N bars) and whatever {@link #with} adds; bars have no vwap, so it is the typical price
 * unless another column is given. Signs by rising strength: {@code ?: || && < <= > >= == != + - * /
 * ^}. Conditions are 1 or 0. Names and functions may be written in any case.
 *
 * <p>Functions: over time {@code delay, delta, ts_rank, ts_min, ts_max, ts_argmin, ts_argmax, sum,
 * sma, product, stddev, corr, cov, decay_linear, slope, quantile, ema}; across the instruments of a
 * panel {@code rank, zscore, demean, scale, ind_neutralize}; of single values {@code abs, sign,
 * log, exp, sqrt, signed_power, power, min, max}. The last argument of those over time is the
 * window, a number; a fraction is cut off. {@code min} and {@code max} with a number are those over
 * time, as in Kakushadze (2016), 101 formulaic alphas, whose spellings are understood too.
 *
 * <p>Immutable and thread-safe.
 */
public final class FormulaParser {
  private final Map<String, Node> names;

  private FormulaParser(Map<String, Node> names) {
    this.names = names;
  }

  /** The names of the bars' own columns. */
  public static FormulaParser standard() {
    Map<String, Node> names = new LinkedHashMap<>();
    names.put("open", Inputs.open());
    names.put("high", Inputs.high());
    names.put("low", Inputs.low());
    names.put("close", Inputs.close());
    names.put("volume", Inputs.volume());
    names.put("returns", Columns.change(Inputs.close(), 1));
    names.put(
        "vwap",
        Columns.divide(Columns.add(Columns.add(Inputs.high(), Inputs.low()), Inputs.close()), 3));
    return new FormulaParser(names);
  }

  /**
   * With another name, or another column for a known one.
   *
   * @param name letters, digits and underscores
   */
  public FormulaParser with(String name, Node column) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!key.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name: must be letters, digits and underscores, got '" + name + "'");
    }
    Map<String, Node> more = new LinkedHashMap<>(names);
    more.put(key, column);
    return new FormulaParser(more);
  }

  /**
   * Reads a formula.
   *
   * @throws FormulaException if it cannot be read; the message shows where
   */
  public Node parse(String formula) {
    return new Grammar(formula, this).read();
  }

  @Nullable Node named(String name) {
    Node node = names.get(name);
    if (node == null && name.matches("adv[1-9][0-9]{0,3}")) {
      Node money = Columns.multiply(names.getOrDefault("vwap", Inputs.close()), Inputs.volume());
      return Columns.mean(money, Integer.parseInt(name.substring(3)));
    }
    return node;
  }

  Iterable<String> knownNames() {
    return names.keySet();
  }
}
