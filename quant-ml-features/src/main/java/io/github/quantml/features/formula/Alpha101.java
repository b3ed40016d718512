// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.Feature;
import io.github.quantml.features.FeatureFamily;
import io.github.quantml.features.NanPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The family {@code alpha101}: the 82 of Kakushadze's 101 formulas that need neither industries nor
 * market value, as the paper writes them. {@code ts_rank} is a share of (0, 1], {@code advN} the
 * mean of volume times average price, and fractions of windows are cut off, as the paper says.
 */
public final class Alpha101 {
  private static final String SOURCE = "Kakushadze (2016), 101 formulaic alphas, number ";

  /** Which formulas do not change with the unit of prices or volumes; the contract checks it. */
  private static final Set<Integer> WITH_UNIT =
      Set.of(9, 12, 18, 23, 24, 28, 41, 46, 47, 49, 51, 52, 57, 83, 84, 101);

  private Alpha101() {}

  /** The family, with the typical price for the volume-weighted one. */
  public static FeatureFamily family() {
    return family(FormulaParser.standard());
  }

  /** The family with names bound otherwise, such as {@code vwap} to a column of the data. */
  public static FeatureFamily family(FormulaParser parser) {
    List<Feature> features = new ArrayList<>();
    for (String line : text().lines().filter(l -> !l.startsWith("#")).toList()) {
      String[] parts = line.split(" \\| ", 3);
      int number = Integer.parseInt(parts[0]);
      features.add(
          Feature.named("alpha%03d".formatted(number), parts[1])
              .source(SOURCE + number)
              .scaleFree(!WITH_UNIT.contains(number))
              .nan(NanPolicy.WINDOW)
              .of(parser.parse(parts[2])));
    }
    return new FeatureFamily("alpha101", "Formulaic alphas of WorldQuant", features);
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(Alpha101.class.getResourceAsStream("alpha101.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
