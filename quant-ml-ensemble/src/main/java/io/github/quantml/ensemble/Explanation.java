// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Prediction;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Why a prediction is what it is: what each member changed, what it saw, and how sure the ensemble
 * is of its members.
 *
 * @param prediction the prediction explained; regimes, similar patterns, factors, and who abstained
 *     or failed and why are in it
 * @param effectiveMembers 1/Σw² of the members with a view: 1 when one decides alone
 * @param disagreement standard deviation of the members' expected returns under their weights
 * @param members the members with a view, heaviest first
 */
public record Explanation(
    Prediction prediction, double effectiveMembers, double disagreement, List<Part> members) {

  public Explanation {
    members = List.copyOf(members);
  }

  /**
   * One member's part.
   *
   * @param member its name
   * @param weight its share of the combined distribution
   * @param expectedReturn its own expected return
   * @param returnWithout the ensemble's expected return had it been silent; the ensemble's own when
   *     nobody else has a view
   * @param upWithout the ensemble's probability of up had it been silent
   * @param shapleyReturn its Shapley value (1953) of the expected return: its mean effect over all
   *     orders in which members could have joined; the values of all members sum to the expected
   *     return. Empty with more than ten members
   * @param shapleyUp its Shapley value of the probability of up, from the climatology of up on
   * @param signals the named numbers behind its view
   * @param featureImportances what mattered to it when it learned, empty when it cannot say
   */
  public record Part(
      String member,
      double weight,
      double expectedReturn,
      double returnWithout,
      double upWithout,
      OptionalDouble shapleyReturn,
      OptionalDouble shapleyUp,
      Map<String, Double> signals,
      Map<String, Double> featureImportances) {
    public Part {
      signals = Collections.unmodifiableMap(new TreeMap<>(signals));
      featureImportances = Collections.unmodifiableMap(new TreeMap<>(featureImportances));
    }
  }

  /** A table a trader reads. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(1_024);
    line(
        out,
        "%s, as of %s: %.1f effective members, who disagree by %.2f %%",
        prediction.symbol(),
        prediction.asOf(),
        effectiveMembers,
        100 * disagreement);
    line(
        out,
        "  %-12s %7s %9s %16s %16s",
        "member",
        "weight",
        "expects",
        "moves return by",
        "moves P(up) by");
    for (Part p : members) {
      line(
          out,
          "  %-12s %5.0f %% %+7.2f %% %+14.3f %% %+11.1f points",
          p.member(),
          100 * p.weight(),
          100 * p.expectedReturn(),
          100 * p.shapleyReturn().orElse(prediction.expectedReturn() - p.returnWithout()),
          100 * p.shapleyUp().orElse(prediction.probabilities().up() - p.upWithout()));
      p.featureImportances().entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .limit(5)
          .forEach(f -> line(out, "    %-24s %3.0f %%", f.getKey(), 100 * f.getValue()));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append('\n');
  }
}
