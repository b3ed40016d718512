// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.ProperScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good one member was, on the predictions where it had a view.
 *
 * @param member its name
 * @param count predictions with a view
 * @param meanWeight mean share of the combined distribution
 * @param hitRate share with the right sign; NaN without any sign
 * @param rmse root mean squared error of its expected return
 * @param qlike mean of ln h + v/h
 * @param gaussianLog mean −ln of the normal density with its mean and deviation
 * @param ensembleLog that of the ensemble on the same predictions
 * @param pWorse p-value against "not worse than the ensemble" by that score: small when it is worse
 */
public record MemberAccuracy(
    String member,
    int count,
    double meanWeight,
    double hitRate,
    double rmse,
    double qlike,
    double gaussianLog,
    double ensembleLog,
    double pWorse) {

  /** Every member, in the order of the names. */
  public static List<MemberAccuracy> of(List<ScoredPrediction> scored) {
    Map<String, List<ScoredPrediction>> byMember = new TreeMap<>();
    List<ScoredPrediction> ordered = new ArrayList<>(scored);
    ordered.sort(Joined.ORDER);
    for (ScoredPrediction s : ordered) {
      for (LoggedPrediction.Member m : s.prediction().members()) {
        byMember.computeIfAbsent(m.name(), k -> new ArrayList<>()).add(s);
      }
    }
    List<MemberAccuracy> out = new ArrayList<>();
    byMember.forEach((name, predictions) -> out.add(of(name, predictions)));
    return List.copyOf(out);
  }

  private static MemberAccuracy of(String name, List<ScoredPrediction> scored) {
    int n = scored.size();
    double[] weight = new double[n];
    double[] squared = new double[n];
    double[] qlike = new double[n];
    double[] log = new double[n];
    double[] ensemble = new double[n];
    double[] worse = new double[n];
    int signed = 0;
    int hits = 0;
    for (int i = 0; i < n; i++) {
      ScoredPrediction s = scored.get(i);
      LoggedPrediction p = s.prediction();
      LoggedPrediction.Member m =
          p.members().stream().filter(x -> x.name().equals(name)).findFirst().orElseThrow();
      double error = s.actual() - m.mean();
      double product = Math.signum(m.mean()) * Math.signum(s.actual());
      signed += product != 0 ? 1 : 0;
      hits += product > 0 ? 1 : 0;
      weight[i] = m.weight();
      squared[i] = error * error;
      qlike[i] = ProperScores.qlikeLogForm(m.volatility() * m.volatility(), s.realisedVariance());
      log[i] = Losses.gaussian(m.mean(), m.volatility(), s.actual());
      ensemble[i] = Losses.gaussian(p.mean(), p.volatility(), s.actual());
      worse[i] = log[i] - ensemble[i];
    }
    return new MemberAccuracy(
        name,
        n,
        Sums.mean(weight),
        signed == 0 ? Double.NaN : (double) hits / signed,
        Math.sqrt(Sums.mean(squared)),
        Sums.mean(qlike),
        Sums.mean(log),
        Sums.mean(ensemble),
        Overlap.of(scored).pAbove(worse, 0));
  }
}
