// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.cyclical.regime;

import io.github.quantml.api.ConvergenceException;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maximum-likelihood fits of hidden Markov models by EM with restarts.
 *
 * <p>Every start runs a short EM; the best few run until the log-likelihood gains less than the
 * tolerance per row (Biernacki, Celeux and Govaert, 2003, Choosing starting values for the EM
 * algorithm). Settings carry no absolute scale, so fitting c·x gives the fit of x times c. The
 * result depends on data and configuration only, not on the executor or its threads.
 *
 * <p>Immutable and thread-safe.
 */
public final class HmmEstimator {
  private static final int SHORT_RUN = 15;
  private static final int FINALISTS = 3;
  private static final double SAME_SUMMIT = 1e-4;

  private final HmmConfig config;

  private HmmEstimator(HmmConfig config) {
    this.config = config;
  }

  /** An estimator with the given configuration. */
  public static HmmEstimator of(HmmConfig config) {
    return new HmmEstimator(config);
  }

  /**
   * Fits on the calling thread.
   *
   * @throws InsufficientDataException if there are fewer present rows than states × rowsPerState
   * @throws InvalidDataException if every column is constant, more than half is missing, or a value
   *     is outside what the family can emit
   * @throws ConvergenceException if every start degenerates beyond repair
   */
  public HmmFit fit(Observations data) {
    return fit(data, Runnable::run);
  }

  /** Fits with the starts spread over an executor; the result is the same. */
  public HmmFit fit(Observations data, Executor executor) {
    Emissions pooled = validated(data);
    Starts starts =
        new Starts(data, new Floor(data, config.varianceFloor()), config.states(), config.seed());
    int restarts = config.states() == 1 ? 1 : config.restarts();
    int shortRun = Math.min(SHORT_RUN, config.maxIterations());
    List<ExpectationMaximization> ascents =
        Parallel.map(
            executor,
            IntStream.range(0, restarts).boxed().collect(Collectors.toList()),
            index -> {
              ExpectationMaximization ascent =
                  new ExpectationMaximization(
                      data, config, pooled, starts.weights(index), Starts.stay(index));
              ascent.run(shortRun);
              return ascent;
            });
    int rest = config.maxIterations() - shortRun;
    List<ExpectationMaximization> finalists =
        Parallel.map(
            executor,
            finalists(ascents),
            ascent -> {
              ascent.run(rest);
              return ascent;
            });
    return report(data, ascents, best(finalists));
  }

  /**
   * Continues from a known model by EM, for refits where the last model is a good start.
   *
   * @param from the starting model, of this configuration's number of states
   */
  public HmmFit refine(Observations data, HiddenMarkovModel from) {
    validated(data);
    from.emissions().requireValid(data);
    ExpectationMaximization ascent = new ExpectationMaximization(data, config, from);
    ascent.run(config.maxIterations());
    return report(data, List.of(ascent), best(List.of(ascent)));
  }

  private static List<ExpectationMaximization> finalists(List<ExpectationMaximization> ascents) {
    List<ExpectationMaximization> ranked = new ArrayList<>(ascents);
    ranked.removeIf(ExpectationMaximization::degenerate);
    ranked.sort((a, b) -> Double.compare(b.logLikelihood(), a.logLikelihood()));
    List<ExpectationMaximization> kept = new ArrayList<>();
    for (ExpectationMaximization ascent : ranked) {
      boolean twin =
          !kept.isEmpty()
              && kept.get(kept.size() - 1).logLikelihood() - ascent.logLikelihood() < SAME_SUMMIT;
      if (!twin && kept.size() < FINALISTS) {
        kept.add(ascent);
      }
    }
    return kept;
  }

  private ExpectationMaximization best(List<ExpectationMaximization> finalists) {
    ExpectationMaximization best = null;
    for (ExpectationMaximization ascent : finalists) {
      boolean better = best == null || ascent.logLikelihood() > best.logLikelihood();
      if (!ascent.degenerate() && Double.isFinite(ascent.logLikelihood()) && better) {
        best = ascent;
      }
    }
    if (best == null) {
      throw new ConvergenceException(
          "hidden Markov model with "
              + config.states()
              + " states: every start lost a state; fewer states may fit",
          config.maxIterations(),
          Double.NaN);
    }
    return best;
  }

  private HmmFit report(
      Observations data, List<ExpectationMaximization> ascents, ExpectationMaximization best) {
    HiddenMarkovModel model = best.model().canonical();
    List<Double> reached = new ArrayList<>();
    for (ExpectationMaximization ascent : ascents) {
      reached.add(ascent.logLikelihood());
    }
    List<String> repairs = new ArrayList<>(best.repairs());
    long degenerate = ascents.stream().filter(ExpectationMaximization::degenerate).count();
    if (degenerate > 0) {
      repairs.add(degenerate + " of " + ascents.size() + " starts lost a state and were dropped");
    }
    return new HmmFit(
        model,
        best.logLikelihood(),
        model.viterbi(data).logProbability(),
        data.size(),
        model.parameters(config.stationaryStart()),
        best.converged(),
        best.trace(),
        reached,
        repairs);
  }

  private Emissions validated(Observations data) {
    int values = data.size() * data.dimensions();
    if (2L * data.missing() > values) {
      throw new InvalidDataException(
          "hidden Markov model: at most half of the values may be missing, needed at least "
              + (values + 1) / 2
              + " present of "
              + values
              + ", got "
              + (values - data.missing()));
    }
    int present = presentRows(data);
    long needed = (long) config.states() * config.rowsPerState();
    if (present < needed) {
      throw new InsufficientDataException(
          "hidden Markov model with " + config.states() + " states: rows", needed, present);
    }
    requireVariation(data);
    Floor floor = new Floor(data, config.varianceFloor());
    Emissions pooled = pooled(data, floor);
    pooled.requireValid(data);
    return pooled;
  }

  private static int presentRows(Observations data) {
    int present = 0;
    for (int t = 0; t < data.size(); t++) {
      boolean any = false;
      for (int d = 0; d < data.dimensions(); d++) {
        any |= !Double.isNaN(data.get(t, d));
      }
      present += any ? 1 : 0;
    }
    return present;
  }

  private static void requireVariation(Observations data) {
    for (int d = 0; d < data.dimensions(); d++) {
      double[] moments = data.moments(d);
      if (moments[1] > 1e-28 * moments[0] * moments[0]) {
        return;
      }
    }
    throw new InvalidDataException(
        "hidden Markov model: needs at least 2 different values, got the constant "
            + data.moments(0)[0]);
  }

  private Emissions pooled(Observations data, Floor floor) {
    int states = config.states();
    int columns = data.dimensions();
    return switch (config.family()) {
      case GAUSSIAN ->
          switch (config.covariance()) {
            case SPHERICAL -> DiagonalGaussianEmissions.pooled(states, floor, columns, true);
            case DIAGONAL -> DiagonalGaussianEmissions.pooled(states, floor, columns, false);
            case FULL -> DenseGaussianEmissions.pooled(states, floor, columns, false);
            case TIED -> DenseGaussianEmissions.pooled(states, floor, columns, true);
          };
      case STUDENT_T -> StudentTEmissions.pooled(states, floor, columns);
      case POISSON -> PoissonEmissions.pooled(states, floor, columns);
      case CATEGORICAL -> CategoricalEmissions.pooled(states, data);
      case REGRESSION ->
          RegressionEmissions.pooled(
              states, data, config.varianceFloor(), config.covariance() == CovarianceType.TIED);
    };
  }
}
