// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.factors;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.FactorExposure;
import io.github.quantml.api.FactorReturns;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import io.github.quantml.math.stats.DecayingVariance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A trained factors member.
 *
 * <p>Loadings β are those of the latest window of factor rows known now, with Newey-West errors,
 * which go into the insights. Over a horizon of h bars the simple return has mean h(α + βᵀλ) with α
 * and the premia λ of the training, and a variance that decays from today's exponentially weighted
 * one to the average; it is Student's t. Without enough known factor rows the model abstains.
 */
final class FactorsModel implements PortableModel {
  private static final int SCHEMA = 1;
  private static final int FEWEST_ROWS = 30;
  private static final int VOLATILITY_BARS = 250;

  private final Horizon horizon;
  private final Provenance provenance;
  private final FactorsState state;

  FactorsModel(Horizon horizon, Provenance provenance, FactorsState state) {
    this.horizon = horizon;
    this.provenance = provenance;
    this.state = state;
  }

  @Override
  public String name() {
    return FactorsTrainer.NAME;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  @Override
  public int warmUp() {
    return FactorsTrainer.WARM_UP;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Forecast predict(BarSeries recent, MarketContext context) {
    if (recent.size() < FactorsTrainer.WARM_UP) {
      throw new InsufficientDataException(
          recent.symbol() + ": bars for the factors model", FactorsTrainer.WARM_UP, recent.size());
    }
    Optional<FactorReturns> given =
        context.factors().map(f -> f.until(recent.time(recent.size() - 1)));
    if (given.isEmpty() || given.get().size() == 0) {
      return new Forecast.Abstained("no factor returns are known");
    }
    FactorReturns rows = given.get();
    if (!rows.names().equals(state.factors())) {
      return new Forecast.Abstained(
          "trained on the factors " + state.factors() + ", given " + rows.names());
    }
    MatchedReturns matched = MatchedReturns.of(recent, rows, state.config().window());
    int k = state.factors().size();
    int needed = Math.max(FEWEST_ROWS, 3 * (k + 1));
    if (matched.periods() < needed) {
      return new Forecast.Abstained(
          matched.periods()
              + " factor rows match the bars of "
              + recent.symbol()
              + ", "
              + needed
              + " are needed");
    }
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(matched.returns(), matched.factors());
    if (fit.rank() < k + 1) {
      return new Forecast.Abstained("the factors are collinear in the latest window");
    }
    return forecast(recent, fit);
  }

  private Forecast forecast(BarSeries recent, LeastSquaresFit fit) {
    int h = horizon.bars();
    int lag = Math.min(state.config().lag(), fit.observations() / 4);
    double[] errors = fit.standardErrors(CovarianceEstimator.neweyWest(lag));
    Map<String, FactorExposure> exposures = new TreeMap<>();
    Map<String, Double> signals = new TreeMap<>();
    double mean = state.alpha();
    for (int j = 0; j < state.factors().size(); j++) {
      double loading = fit.coefficient(j + 1);
      exposures.put(state.factors().get(j), new FactorExposure(loading, errors[j + 1]));
      mean += loading * state.premia()[j];
      signals.put("premium." + state.factors().get(j), h * loading * state.premia()[j]);
    }
    signals.put("alpha", h * state.alpha());
    double variance = sumVariance(recent, h);
    double nu = 4 + (state.nu() - 4) * h;
    return new Forecast.Distribution(
        StudentTReturns.ofMoments(h * mean, Math.sqrt(variance), nu),
        signals,
        Insights.of(exposures));
  }

  private double sumVariance(BarSeries recent, int h) {
    double decay = FastMath.pow(0.5, 1 / state.config().halfLife());
    return DecayingVariance.ofSum(
        recent.simpleReturns(VOLATILITY_BARS), state.variance(), decay, h);
  }

  @Override
  public ModelBundle toBundle() {
    ModelBundle.Builder out =
        ModelBundle.builder(FactorsTrainer.NAME, SCHEMA)
            .horizon("horizon", horizon)
            .bundle("provenance", provenance.toBundle());
    state.write(out);
    return out.build();
  }

  static FactorsModel from(ModelBundle in) {
    in.require(FactorsTrainer.NAME, SCHEMA);
    return new FactorsModel(
        in.horizon("horizon"), Provenance.from(in.bundle("provenance")), FactorsState.read(in));
  }
}
