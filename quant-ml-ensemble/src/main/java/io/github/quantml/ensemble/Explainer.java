// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.Forecast;
import io.github.quantml.api.Model;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.ensemble.aggregation.ExpertAggregation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Works out an {@link Explanation} by combining the members again without some of them. */
final class Explainer {
  /** 2¹⁰ combinations are a few milliseconds; each member more doubles them. */
  private static final int MOST_FOR_SHAPLEY = 10;

  private final Combiner combiner;
  private final int regime;
  private final List<MemberSpec> specs;
  private final MemberCalls.Answer[] answers;
  private final double climatologyOfUp;

  Explainer(
      Combiner combiner,
      int regime,
      List<MemberSpec> specs,
      MemberCalls.Answer[] answers,
      double climatologyOfUp) {
    this.combiner = combiner;
    this.regime = regime;
    this.specs = specs;
    this.answers = answers;
    this.climatologyOfUp = climatologyOfUp;
  }

  /** Value of a coalition of members. */
  private record Value(double expectedReturn, double up) {}

  Explanation explain(Prediction prediction, double[] shares) {
    List<Integer> awake = new ArrayList<>();
    for (int m = 0; m < answers.length; m++) {
      if (answers[m].view() != null) {
        awake.add(m);
      }
    }
    int n = awake.size();
    Value[] coalitions = n <= MOST_FOR_SHAPLEY ? coalitions(awake) : new Value[0];
    List<Explanation.Part> parts = new ArrayList<>();
    double disagreement = 0;
    for (int i = 0; i < n; i++) {
      int m = awake.get(i);
      Forecast.Distribution view = answers[m].view();
      if (view != null) {
        double off = view.returns().mean() - prediction.expectedReturn();
        disagreement += shares[m] * off * off;
        parts.add(part(prediction, shares[m], m, view, awake, coalitions, i));
      }
    }
    parts.sort(Comparator.comparingDouble(Explanation.Part::weight).reversed());
    return new Explanation(
        prediction, ExpertAggregation.effectiveNumber(shares), Math.sqrt(disagreement), parts);
  }

  private Explanation.Part part(
      Prediction prediction,
      double share,
      int m,
      Forecast.Distribution view,
      List<Integer> awake,
      Value[] coalitions,
      int i) {
    Value without =
        awake.size() == 1
            ? new Value(prediction.expectedReturn(), prediction.probabilities().up())
            : value(awake, k -> k != i);
    Value shapley = coalitions.length == 0 ? null : shapley(coalitions, i);
    Model model = specs.get(m).model();
    return new Explanation.Part(
        specs.get(m).name(),
        share,
        view.returns().mean(),
        without.expectedReturn(),
        without.up(),
        shapley == null ? OptionalDouble.empty() : OptionalDouble.of(shapley.expectedReturn()),
        shapley == null ? OptionalDouble.empty() : OptionalDouble.of(shapley.up()),
        view.signals(),
        model == null ? Map.of() : model.featureImportances());
  }

  private Value[] coalitions(List<Integer> awake) {
    Value[] all = new Value[1 << awake.size()];
    for (int set = 0; set < all.length; set++) {
      int joined = set;
      all[set] = value(awake, k -> (joined >> k & 1) == 1);
    }
    return all;
  }

  private Value value(List<Integer> awake, IntPredicate joined) {
    @Nullable ReturnDistribution[] views = new @Nullable ReturnDistribution[answers.length];
    for (int i = 0; i < awake.size(); i++) {
      Forecast.Distribution view = answers[awake.get(i)].view();
      views[awake.get(i)] = joined.test(i) && view != null ? view.returns() : null;
    }
    Combiner.Combined combined = combiner.combine(views, regime);
    return combined == null
        ? new Value(0, climatologyOfUp)
        : new Value(combined.pool().mean(), combined.probabilities().up());
  }

  /** Σ over coalitions S without i of |S|!(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)). */
  private static Value shapley(Value[] coalitions, int i) {
    int n = Integer.numberOfTrailingZeros(coalitions.length);
    double[] shareOfSize = new double[n];
    for (int size = 0; size < n; size++) {
      double orders = 1.0 / n;
      for (int k = 0; k < size; k++) {
        orders *= (k + 1.0) / (n - 1 - k);
      }
      shareOfSize[size] = orders;
    }
    double expectedReturn = 0;
    double up = 0;
    for (int set = 0; set < coalitions.length; set++) {
      if ((set >> i & 1) == 0) {
        double share = shareOfSize[Integer.bitCount(set)];
        Value with = coalitions[set | 1 << i];
        Value without = coalitions[set];
        expectedReturn += share * (with.expectedReturn() - without.expectedReturn());
        up += share * (with.up() - without.up());
      }
    }
    return new Value(expectedReturn, up);
  }
}
