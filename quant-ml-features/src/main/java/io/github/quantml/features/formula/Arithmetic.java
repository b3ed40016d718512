// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Node;
import org.apache.commons.math3.util.FastMath;

/** Signs between two terms; two numbers give a number. */
final class Arithmetic {
  private Arithmetic() {}

  static Term of(String sign, Term x, Term y) {
    if (x.isNumber() && y.isNumber()) {
      return Term.of(number(sign, x.number(), y.number()), x.at());
    }
    return Term.of(column(sign, x, y), x.at());
  }

  private static double number(String sign, double x, double y) {
    return switch (sign) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> y == 0 ? Double.NaN : x / y;
      case "^" -> FastMath.pow(x, y);
      case "<" -> x < y ? 1 : 0;
      case "<=" -> x <= y ? 1 : 0;
      case ">" -> x > y ? 1 : 0;
      case ">=" -> x >= y ? 1 : 0;
      case "==" -> x == y ? 1 : 0;
      case "!=" -> x != y ? 1 : 0;
      default -> throw new IllegalArgumentException("sign: " + sign);
    };
  }

  private static Node column(String sign, Term x, Term y) {
    if (y.isNumber() && sign.equals("^")) {
      return y.number() == 1 ? x.column() : Columns.power(x.column(), y.number());
    }
    if (y.isNumber() && sign.equals("*")) {
      return Columns.multiply(x.column(), y.number());
    }
    if (x.isNumber() && sign.equals("*")) {
      return Columns.multiply(y.column(), x.number());
    }
    if (y.isNumber() && y.number() != 0 && sign.equals("/")) {
      return Columns.divide(x.column(), y.number());
    }
    if (y.isNumber() && (sign.equals("+") || sign.equals("-"))) {
      return Columns.add(x.column(), sign.equals("+") ? y.number() : -y.number());
    }
    if (x.isNumber() && sign.equals("+")) {
      return Columns.add(y.column(), x.number());
    }
    if (x.isNumber() && sign.equals("-")) {
      return Columns.subtract(x.number(), y.column());
    }
    Node a = x.column();
    Node b = y.column();
    return switch (sign) {
      case "+" -> Columns.add(a, b);
      case "-" -> Columns.subtract(a, b);
      case "*" -> Columns.multiply(a, b);
      case "/" -> Columns.divide(a, b);
      case "^" -> Columns.power(a, b);
      case "<" -> Columns.less(a, b);
      case "<=" -> Columns.lessOrEqual(a, b);
      case ">" -> Columns.greater(a, b);
      case ">=" -> Columns.lessOrEqual(b, a);
      case "==" -> Columns.equal(a, b);
      case "!=" -> Columns.notEqual(a, b);
      default -> throw new IllegalArgumentException("sign: " + sign);
    };
  }
}
