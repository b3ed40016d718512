// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.formula;

import io.github.quantml.features.graph.Columns;
import io.github.quantml.features.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** A recursive descent through one formula. */
final class Grammar {
  /** Deeper formulas are refused rather than allowed to exhaust the stack. */
  private static final int DEEPEST = 200;

  private static final List<String> COMPARISONS = List.of("<=", ">=", "==", "!=", "<", ">");

  private final String formula;
  private final FormulaParser parser;
  private final List<Token> tokens;
  private int next;
  private int depth;

  Grammar(String formula, FormulaParser parser) {
    this.formula = formula;
    this.parser = parser;
    this.tokens = Token.of(formula);
  }

  Node read() {
    Term term = choice();
    if (peek().kind() != Token.Kind.END) {
      throw problem(peek(), "expected the end but found " + peek().described());
    }
    return term.column();
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private boolean accept(String sign) {
    if (peek().is(sign)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw problem(peek(), "expected '" + sign + "' but found " + peek().described());
    }
  }

  private FormulaException problem(Token token, String text) {
    return problem(token.at(), text);
  }

  FormulaException problem(int at, String text) {
    return new FormulaException(formula, at, text);
  }

  private Term choice() {
    if (++depth > DEEPEST) {
      throw problem(peek(), "is nested deeper than " + DEEPEST + " levels");
    }
    Term condition = or();
    Term result = condition;
    if (accept("?")) {
      Term then = choice();
      expect(":");
      Term otherwise = choice();
      Node node = Columns.choose(condition.column(), then.column(), otherwise.column());
      result = Term.of(node, condition.at());
    }
    depth--;
    return result;
  }

  private Term or() {
    Term left = and();
    while (accept("||")) {
      left = Term.of(Columns.or(left.column(), and().column()), left.at());
    }
    return left;
  }

  private Term and() {
    Term left = comparison();
    while (accept("&&")) {
      left = Term.of(Columns.and(left.column(), comparison().column()), left.at());
    }
    return left;
  }

  private Term comparison() {
    Term left = sum();
    for (String sign : COMPARISONS) {
      if (accept(sign)) {
        return Arithmetic.of(sign, left, sum());
      }
    }
    return left;
  }

  private Term sum() {
    Term left = product();
    while (peek().is("+") || peek().is("-")) {
      left = Arithmetic.of(take().text(), left, product());
    }
    return left;
  }

  private Term product() {
    Term left = signed();
    while (peek().is("*") || peek().is("/")) {
      left = Arithmetic.of(take().text(), left, signed());
    }
    return left;
  }

  private Term signed() {
    Token sign = peek();
    if (accept("-")) {
      if (++depth > DEEPEST) {
        throw problem(sign, "is nested deeper than " + DEEPEST + " levels");
      }
      Term term = signed();
      depth--;
      return term.isNumber()
          ? Term.of(-term.number(), sign.at())
          : Term.of(Columns.negate(term.column()), sign.at());
    }
    Term base = primary();
    return accept("^") ? Arithmetic.of("^", base, signed()) : base;
  }

  private Term primary() {
    Token token = take();
    switch (token.kind()) {
      case NUMBER -> {
        return Term.of(Double.parseDouble(token.text()), token.at());
      }
      case NAME -> {
        return accept("(") ? call(token) : named(token);
      }
      case SIGN -> {
        if (token.is("(")) {
          Term inner = choice();
          expect(")");
          return inner;
        }
        throw problem(token, "expected a value but found " + token.described());
      }
      case END -> {
        next--;
        throw problem(token, "expected a value but found the end");
      }
    }
    throw new AssertionError(token);
  }

  private Term named(Token token) {
    Node node = parser.named(token.text());
    if (node == null) {
      if (Functions.isKnown(token.text())) {
        throw problem(token, "function '" + token.text() + "' needs '(' and arguments");
      }
      throw problem(
          token,
          "name '"
              + token.text()
              + "' is not known (known: "
              + String.join(", ", parser.knownNames())
              + ", advN)");
    }
    return Term.of(node, token.at());
  }

  private Term call(Token name) {
    List<Term> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      do {
        arguments.add(choice());
      } while (accept(","));
    }
    expect(")");
    return Functions.call(this, name, arguments);
  }
}
