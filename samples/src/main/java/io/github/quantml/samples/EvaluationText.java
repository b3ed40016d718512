// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.OutOfSampleForecast;
import io.github.quantml.ensemble.Skill;
import io.github.quantml.math.Sums;
import io.github.quantml.math.calibration.Reliability;
import io.github.quantml.math.stats.DieboldMariano;
import java.util.List;
import java.util.Locale;

/** An evaluation in words that claim no more than it shows. */
final class EvaluationText {
  private static final double LEVEL = 0.05;
  private static final int STRETCH = 60;

  private EvaluationText() {}

  /** The honest short version. */
  static String sentence(Evaluation e) {
    return String.format(
        Locale.ROOT,
        "  out of sample     %d forecasts: the %.0f %% interval held %.1f %% of returns; %s%n",
        e.forecasts().size(),
        100 * level(e),
        100 * e.coverage(),
        verdict(e));
  }

  private static double level(Evaluation e) {
    return e.forecasts().get(0).interval().level();
  }

  private static String verdict(Evaluation e) {
    DieboldMariano test = e.againstRandomWalk();
    String scores =
        String.format(
            Locale.ROOT,
            "log score %.3f against %.3f of the random walk",
            e.logScore(),
            e.randomWalkLogScore());
    if (test.pValueBBetter() < LEVEL) {
      return scores + ": significantly worse than the random walk";
    }
    if (test.pValueABetter() < LEVEL) {
      return scores + ": significantly better than the random walk";
    }
    return scores + ": no significant difference";
  }

  /** Everything the evaluation knows. */
  static String table(Evaluation e) {
    List<OutOfSampleForecast> f = e.forecasts();
    DieboldMariano test = e.againstRandomWalk();
    StringBuilder out = new StringBuilder(1_024);
    line(out, "Out of sample: every forecast by members trained on earlier bars only,");
    line(out, "weights, calibration and interval learned from outcomes known at the time.");
    line(
        out,
        "  forecasts                        %d, %s to %s",
        f.size(),
        f.get(0).time(),
        f.get(f.size() - 1).time());
    line(out, "  coverage of the %.0f %% interval    %.1f %%", 100 * level(e), 100 * e.coverage());
    line(
        out, "  worst coverage of %d in a row    %.1f %%", STRETCH, 100 * e.worstCoverage(STRETCH));
    line(out, "  mean log score, ensemble         %.4f", e.logScore());
    line(out, "  mean log score, random walk      %.4f", e.randomWalkLogScore());
    line(
        out,
        "  Diebold-Mariano (HLN)            %.2f  (below 0: the ensemble is better)",
        test.correctedStatistic());
    line(out, "  p-value, ensemble is worse       %.4f", test.pValueBBetter());
    line(out, "  p-value, ensemble is better      %.4f", test.pValueABetter());
    line(out, "  hit rate / mean confidence       %.3f / %.3f", e.hitRate(), e.meanConfidence());
    Reliability r = e.reliability();
    line(
        out,
        "  calibration error (10 bins)      %.3f (95 %% bounds %.3f to %.3f)",
        r.expectedError(),
        r.lowerBound(),
        r.upperBound());
    line(out, "  mean weights                     %s", weights(e));
    line(out, "  effective members                %.1f", Sums.mean(e.effectiveMembers()));
    skills(out, e);
    line(out, "  verdict                          %s", verdict(e));
    return out.toString();
  }

  /** Losses beside those of the references, with the tests' statistics. */
  private static void skills(StringBuilder out, Evaluation e) {
    line(
        out,
        "  %-10s %-14s %10s %10s %7s %7s",
        "score",
        "against",
        "ensemble",
        "other",
        "skill",
        "HLN");
    for (Skill s : e.skills()) {
      line(
          out,
          "  %-10s %-14s %10.5f %10.5f %7s %+7.2f",
          s.score().name().toLowerCase(Locale.ROOT),
          s.reference().name().toLowerCase(Locale.ROOT),
          s.ensembleLoss(),
          s.referenceLoss(),
          s.skill().isPresent()
              ? String.format(Locale.ROOT, "%+.3f", s.skill().getAsDouble())
              : "-",
          s.test().correctedStatistic());
    }
  }

  private static String weights(Evaluation e) {
    int n = e.forecasts().size();
    double[] sum = new double[e.members().size()];
    for (int i = 0; i < n; i++) {
      double[] w = e.weights(i);
      for (int m = 0; m < sum.length; m++) {
        sum[m] += w[m] / n;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int m = 0; m < sum.length; m++) {
      text.append(m == 0 ? "" : ", ");
      text.append(String.format(Locale.ROOT, "%s %.2f", e.members().get(m), sum[m]));
    }
    return text.toString();
  }

  private static void line(StringBuilder out, String format, Object... args) {
    out.append(String.format(Locale.ROOT, format, args)).append(System.lineSeparator());
  }
}
