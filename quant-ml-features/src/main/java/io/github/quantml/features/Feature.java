// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Node;
import io.github.quantml.features.graph.Stability;
import io.github.quantml.features.graph.WindowFunction;
import java.util.Set;

/**
 * A named column with its proofs: what it means and how it is computed, in one place.
 *
 * <pre>{@code
 * Feature range =
 *     Feature.named("range_10", "high less low of ten bars over the last close")
 *         .source("own")
 *         .scaleFree()
 *         .window(10, (in, from, n) -> spread(in, from, n), Inputs.high(), Inputs.close());
 * }</pre>
 *
 * <p>Lookback, stability, burn-in and inputs follow from the definition. Immutable.
 *
 * @param definition what it is
 * @param node what it computes
 */
public record Feature(FeatureDefinition definition, Node node) {

  /**
   * Starts a feature: available at the bar's close, not scale-free, NaN within the lookback gives
   * NaN, source "own definition".
   *
   * @param name unique within a registry
   * @param meaning one line
   */
  public static Draft named(String name, String meaning) {
    return new Draft(
        new FeatureDefinition(
            name, meaning, "own definition", false, Availability.BAR_CLOSE, NanPolicy.WINDOW));
  }

  public String name() {
    return definition.name();
  }

  /** Bars before the first value; the column starts with exactly so many NaN. */
  public int lookback() {
    return node.lookback();
  }

  public Stability stability() {
    return node.stability();
  }

  /** Bars after which the start of the series no longer matters, if converging. */
  public int burnIn() {
    return node.burnIn();
  }

  /** Names of the input columns. */
  public Set<String> inputs() {
    return node.inputNames();
  }

  /** Whether bars alone have all its inputs. */
  public boolean isOfBarsAlone() {
    return inputs().stream().allMatch(BarInputs::isKnown);
  }

  /** Whether it compares instruments and so needs a {@link FeaturePanel}. */
  public boolean isPanel() {
    return node.isPanel();
  }

  /** A feature whose computation is still to be given. Immutable. */
  public static final class Draft {
    private final FeatureDefinition d;

    private Draft(FeatureDefinition definition) {
      this.d = definition;
    }

    /** Where the formula comes from. */
    public Draft source(String source) {
      return new Draft(
          new FeatureDefinition(
              d.name(), d.meaning(), source, d.scaleFree(), d.availability(), d.nanPolicy()));
    }

    /** The value does not depend on the unit of prices nor on that of volumes. */
    public Draft scaleFree() {
      return scaleFree(true);
    }

    /** Whether the value depends neither on the unit of prices nor on that of volumes. */
    public Draft scaleFree(boolean value) {
      return new Draft(
          new FeatureDefinition(
              d.name(), d.meaning(), d.source(), value, d.availability(), d.nanPolicy()));
    }

    public Draft available(Availability availability) {
      return new Draft(
          new FeatureDefinition(
              d.name(), d.meaning(), d.source(), d.scaleFree(), availability, d.nanPolicy()));
    }

    public Draft nan(NanPolicy policy) {
      return new Draft(
          new FeatureDefinition(
              d.name(), d.meaning(), d.source(), d.scaleFree(), d.availability(), policy));
    }

    /** Computes it by a node. */
    public Feature of(Node node) {
      return new Feature(d, node);
    }

    /** Computes it by a function of the last {@code length} bars of the inputs. */
    public Feature window(int length, WindowFunction function, Node... inputs) {
      return of(Columns.window(d.name() + "(" + length + ")", length, function, inputs));
    }
  }
}
