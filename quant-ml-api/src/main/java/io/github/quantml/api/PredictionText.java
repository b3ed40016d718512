// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link Prediction} as a table for people and as JSON for programs. */
final class PredictionText {
  private static final int MOST_PATTERNS = 3;

  private PredictionText() {}

  static String table(Prediction p) {
    StringBuilder out = new StringBuilder(1024);
    line(out, "%s, %s ahead, as of %s", p.symbol(), p.horizon(), p.asOf());
    line(out, "  expected return   %s", percent(p.expectedReturn()));
    line(out, "  volatility        %s", percent(p.volatility()).substring(1));
    Probabilities q = p.probabilities();
    line(
        out,
        "  probabilities     up %s, flat %s, down %s (flat is within ±%s)",
        share(q.up()),
        share(q.flat()),
        share(q.down()),
        percent(q.flatBand()).substring(1));
    Interval i = p.interval();
    line(
        out,
        "  %.0f %% interval     %s to %s",
        100 * i.level(),
        percent(i.lower()),
        percent(i.upper()));
    line(out, "  confidence        %s", share(p.confidence()));
    regime(out, p.currentRegime());
    for (SimilarPattern s : p.similarPatterns().stream().limit(MOST_PATTERNS).toList()) {
      line(
          out,
          "  similar pattern   %s to %s (distance %.2f), then %s",
          s.from(),
          s.to(),
          s.distance(),
          percent(s.subsequentReturn()));
    }
    for (Map.Entry<String, FactorExposure> f : p.factors().entrySet()) {
      line(
          out,
          "  factor            %s %+.2f (standard error %.2f)",
          f.getKey(),
          f.getValue().loading(),
          f.getValue().standardError());
    }
    p.contributions().forEach(c -> contribution(out, c));
    return out.toString();
  }

  private static void regime(StringBuilder out, @Nullable Regime r) {
    if (r != null) {
      line(
          out,
          "  regime            %s (%s), expected to last %.0f more bars",
          r.label(),
          share(r.probability()),
          r.expectedDuration());
    }
  }

  private static void contribution(StringBuilder out, Contribution c) {
    if (c instanceof Contribution.Used u) {
      line(
          out,
          "  member            %-12s weight %s, expects %s ± %s",
          u.member(),
          share(u.weight()),
          percent(u.expectedReturn()),
          percent(u.volatility()).substring(1));
    } else if (c instanceof Contribution.Abstained a) {
      line(out, "  member            %-12s abstains: %s", a.member(), a.reason());
    } else if (c instanceof Contribution.Failed f) {
      line(out, "  member            %-12s failed: %s", f.member(), f.error());
    }
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%+.2f %%", 100 * fraction);
  }

  private static String share(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
  }

  static String json(Prediction p) {
    JsonText out = new JsonText();
    out.open().field("symbol", p.symbol()).field("as_of", p.asOf().toString());
    out.key("horizon").open().field("bars", p.horizon().bars());
    out.field("text", p.horizon().toString()).close();
    out.key("prediction").open();
    out.field("return", p.expectedReturn()).field("volatility", p.volatility());
    out.key("probability").open();
    out.field("up", p.probabilities().up()).field("down", p.probabilities().down());
    out.field("flat", p.probabilities().flat()).field("flat_band", p.probabilities().flatBand());
    out.close();
    out.key("interval").open().field("level", p.interval().level());
    out.field("lower", p.interval().lower()).field("upper", p.interval().upper()).close();
    out.field("confidence", p.confidence()).close();
    jsonRegime(out, p);
    out.key("similar_patterns").openArray();
    for (SimilarPattern s : p.similarPatterns()) {
      out.open().field("from", s.from().toString()).field("to", s.to().toString());
      out.field("distance", s.distance()).field("subsequent_return", s.subsequentReturn()).close();
    }
    out.closeArray().key("factors").open();
    p.factors()
        .forEach(
            (name, f) ->
                out.key(name)
                    .open()
                    .field("loading", f.loading())
                    .field("standard_error", f.standardError())
                    .close());
    out.close().key("contributions").openArray();
    p.contributions().forEach(c -> jsonContribution(out, c));
    return out.closeArray().close().toString();
  }

  private static void jsonRegime(JsonText out, Prediction p) {
    Regime r = p.currentRegime();
    if (r == null) {
      out.key("current_regime").nothing();
      return;
    }
    out.key("current_regime").open().field("label", r.label());
    out.field("probability", r.probability()).field("expected_duration", r.expectedDuration());
    out.key("states").openArray();
    for (Regime.State s : r.states()) {
      out.open().field("label", s.label()).field("probability", s.probability());
      out.field("mean_return", s.meanReturn()).field("volatility", s.volatility()).close();
    }
    out.closeArray().close();
  }

  private static void jsonContribution(JsonText out, Contribution c) {
    out.open().field("member", c.member());
    if (c instanceof Contribution.Used u) {
      out.field("status", "used").field("weight", u.weight());
      out.field("return", u.expectedReturn()).field("volatility", u.volatility());
    } else if (c instanceof Contribution.Abstained a) {
      out.field("status", "abstained").field("reason", a.reason());
    } else if (c instanceof Contribution.Failed f) {
      out.field("status", "failed").field("reason", f.error());
    }
    out.close();
  }
}
