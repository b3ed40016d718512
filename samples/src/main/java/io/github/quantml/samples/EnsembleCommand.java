// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.AggregationConfig;
import io.github.quantml.ensemble.EnsembleConfig;
import io.github.quantml.ensemble.Evaluation;
import io.github.quantml.ensemble.IntervalConfig;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.ensemble.Skill;
import io.github.quantml.ensemble.aggregation.AggregationMethod;
import io.github.quantml.ensemble.aggregation.Pool;
import io.github.quantml.math.calibration.CalibrationMethod;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares the ways an ensemble can be configured on the same out-of-sample forecasts. */
@Command(
    name = "ensemble",
    description = "Compares ways of weighting, calibrating and drawing intervals, out of sample.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EnsembleCommand implements Callable<Integer> {
  private static final int STRETCH = 60;
  private static final double PER_REGIME = 100;

  @Mixin private MarketOptions markets = new MarketOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Map<String, EnsembleConfig> choices = choices();
    for (MarketOptions.Market market : markets.markets()) {
      List<Evaluation> evaluations;
      try (ConsoleProgress progress = new ConsoleProgress(market.bars().symbol())) {
        evaluations =
            MultiModelEnsemble.trainer()
                .settings(QuantMlSettings.load())
                .horizon(market.horizon())
                .progress(progress)
                .compare(TrainingData.of(market.bars()), new ArrayList<>(choices.values()));
      }
      out.printf(
          Locale.ROOT,
          "%n%s, %s ahead, %d forecasts; HLN below -1.65: better at 5 %%, above 1.65: worse%n",
          market.bars().symbol(),
          market.horizon(),
          evaluations.get(0).forecasts().size());
      out.printf(
          Locale.ROOT,
          "%-28s %9s %7s %7s %9s %7s %7s %8s %8s %7s%n",
          "choice",
          "log score",
          "vs walk",
          "vs same",
          "class log",
          "vs clim",
          "ECE",
          "covered",
          "worst " + STRETCH,
          "width");
      int i = 0;
      for (String name : choices.keySet()) {
        out.println(row(name, evaluations.get(i++)));
      }
    }
    out.flush();
    return 0;
  }

  private static String row(String name, Evaluation e) {
    Skill classes = e.skill(Skill.Score.CLASS_LOG, Skill.Reference.CLIMATOLOGY);
    return String.format(
        Locale.ROOT,
        "%-28s %9.4f %7s %7s %9.4f %+7.2f %7.3f %6.1f %% %6.1f %% %6.2f %%",
        name,
        e.logScore(),
        statistic(e, Skill.Reference.RANDOM_WALK),
        statistic(e, Skill.Reference.EQUAL_WEIGHTS),
        classes.ensembleLoss(),
        classes.test().correctedStatistic(),
        e.reliability().expectedError(),
        100 * e.coverage(),
        100 * e.worstCoverage(STRETCH),
        100 * e.meanWidth());
  }

  private static String statistic(Evaluation e, Skill.Reference reference) {
    for (Skill s : e.skills()) {
      if (s.score() == Skill.Score.LOG && s.reference() == reference) {
        return String.format(Locale.ROOT, "%+.2f", s.test().correctedStatistic());
      }
    }
    return "-"; // the same forecasts
  }

  /** The default, and one change at a time. */
  private static Map<String, EnsembleConfig> choices() {
    EnsembleConfig base = EnsembleConfig.defaults();
    AggregationConfig weights = base.aggregation();
    IntervalConfig interval = base.interval();
    Map<String, EnsembleConfig> all = new LinkedHashMap<>();
    all.put("the default", base);
    for (AggregationMethod method : AggregationMethod.values()) {
      if (method != weights.method()) {
        all.put("weights " + word(method), base.withAggregation(weights.withMethod(method)));
      }
    }
    for (double rate : new double[] {0.25, 0.5, 1}) {
      for (double share : new double[] {0.002, 0.01, 0.05, 0.1}) {
        if (rate != weights.learningRate() || share != weights.share()) {
          all.put(
              "weights rate " + rate + " share " + share,
              base.withAggregation(weights.withExponential(rate, share)));
        }
      }
    }
    all.put("weights per regime", base.withAggregation(weights.withRegimeShrinkage(PER_REGIME)));
    all.put("pool logarithmic", base.withAggregation(weights.withPool(Pool.LOGARITHMIC)));
    for (CalibrationMethod method : CalibrationMethod.values()) {
      if (method != base.calibration()) {
        all.put("calibration " + word(method), base.withCalibration(method));
      }
    }
    for (IntervalConfig.Score score : IntervalConfig.Score.values()) {
      for (IntervalConfig.Adaptation adaptation : IntervalConfig.Adaptation.values()) {
        if (score != interval.score() || adaptation != interval.adaptation()) {
          all.put(
              "interval " + word(score) + " " + word(adaptation),
              base.withInterval(interval.withScore(score).withAdaptation(adaptation)));
        }
      }
    }
    all.put("interval per regime", base.withInterval(interval.withRegimeShrinkage(PER_REGIME)));
    return all;
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
