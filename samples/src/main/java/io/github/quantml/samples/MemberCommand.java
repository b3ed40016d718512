// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.math.Sums;
import io.github.quantml.math.distribution.NormalReturns;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** A member of your own: returns that follow the last month's, as far as they did so far. */
@Command(name = "member", description = "Adds a member of your own and explains a prediction.")
final class MemberCommand implements Callable<Integer> {
  private static final int MONTH = 21;

  @Override
  public Integer call() {
    BarSeries bars = SampleData.apple();
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .members("random_walk", "volatility", "regime")
            .member(ModelTrainer.of("momentum", MONTH + 1, MemberCommand::fit))
            .train(TrainingData.of(bars));
    System.out.println(ensemble.explain(bars, MarketContext.empty()));
    return 0;
  }

  private static Function<BarSeries, ReturnDistribution> fit(TrainingData data) {
    int n = data.labelCount() - MONTH;
    double[] past = new double[n];
    double[] next = new double[n];
    for (int i = 0; i < n; i++) {
      past[i] = momentum(data.bars(), MONTH + i);
      next[i] = data.label(MONTH + i);
    }
    double slope = Sums.dot(past, next) / Sums.dot(past, past);
    double deviation = Math.sqrt(Sums.variance(next, 1));
    return bars -> NormalReturns.of(slope * momentum(bars, bars.size() - 1), deviation);
  }

  private static double momentum(BarSeries bars, int at) {
    return bars.close(at) / bars.close(at - MONTH) - 1;
  }
}
