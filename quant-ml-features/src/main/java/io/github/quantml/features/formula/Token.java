// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word of a formula.
 *
 * @param kind what it is
 * @param text as written, names in lower case
 * @param at index of its first character
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    NUMBER,
    NAME,
    SIGN,
    END
  }

  private static final List<String> SIGNS =
      List.of(
          "||", "&&", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",", "?",
          ":");

  static List<Token> of(String formula) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < formula.length()) {
      char c = formula.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      Token token;
      if (isDigit(c) || c == '.') {
        token = number(formula, at);
      } else if (isLetter(c)) {
        int end = at;
        while (end < formula.length() && (isLetter(formula.charAt(end)) || isPart(formula, end))) {
          end++;
        }
        String name = formula.substring(at, end).toLowerCase(Locale.ROOT);
        token = new Token(Kind.NAME, name, at);
      } else {
        token = sign(formula, at);
      }
      tokens.add(token);
      at += token.text.length();
    }
    tokens.add(new Token(Kind.END, "", formula.length()));
    return tokens;
  }

  private static boolean isPart(String formula, int at) {
    return isDigit(formula.charAt(at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static Token number(String formula, int at) {
    int end = at;
    int points = 0;
    while (end < formula.length() && (isDigit(formula.charAt(end)) || formula.charAt(end) == '.')) {
      points += formula.charAt(end) == '.' ? 1 : 0;
      end++;
    }
    int exponent = end;
    if (exponent < formula.length() && Character.toLowerCase(formula.charAt(exponent)) == 'e') {
      exponent++;
      if (exponent < formula.length() && "+-".indexOf(formula.charAt(exponent)) >= 0) {
        exponent++;
      }
      int digits = exponent;
      while (exponent < formula.length() && isDigit(formula.charAt(exponent))) {
        exponent++;
      }
      end = exponent > digits ? exponent : end;
    }
    String text = formula.substring(at, end);
    if (points > 1 || text.equals(".")) {
      throw new FormulaException(formula, at, "'" + text + "' is not a number");
    }
    return new Token(Kind.NUMBER, text, at);
  }

  private static Token sign(String formula, int at) {
    for (String sign : SIGNS) {
      if (formula.startsWith(sign, at)) {
        return new Token(Kind.SIGN, sign, at);
      }
    }
    throw new FormulaException(
        formula, at, "character '" + formula.charAt(at) + "' has no meaning");
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  String described() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
