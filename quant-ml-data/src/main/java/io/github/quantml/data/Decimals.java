// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

/** Reads decimal numbers, and nothing else that {@link Double#parseDouble} would take. */
final class Decimals {
  private Decimals() {}

  /** Reads {@code [+-]digits[.digits][e[+-]digits]} with the given decimal mark. */
  static double parse(String text, char decimal) throws BadValue {
    if (text.isEmpty()) {
      throw new BadValue("must not be empty");
    }
    boolean digit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      boolean allowed =
          (c >= '0' && c <= '9')
              || c == decimal
              || c == '-'
              || c == '+'
              || (digit && (c == 'e' || c == 'E'));
      if (!allowed) {
        throw bad(decimal);
      }
    }
    try {
      double value = Double.parseDouble(decimal == '.' ? text : text.replace(decimal, '.'));
      if (!(Math.abs(value) < Double.POSITIVE_INFINITY)) {
        throw new BadValue("is too large for a double");
      }
      return value;
    } catch (NumberFormatException e) {
      throw bad(decimal);
    }
  }

  private static BadValue bad(char decimal) {
    return new BadValue("must be a decimal number such as 1234" + decimal + "5");
  }
}
