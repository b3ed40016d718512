// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import java.io.Serial;

/** A formula that cannot be read; shows where. */
public final class FormulaException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final int position;

  FormulaException(String formula, int position, String problem) {
    super(
        "formula: "
            + problem
            + " at character "
            + (position + 1)
            + "\n  "
            + formula
            + "\n  "
            + " ".repeat(position)
            + "^");
    this.position = position;
  }

  /** Index into the formula of the first character that does not fit. */
  public int position() {
    return position;
  }
}
