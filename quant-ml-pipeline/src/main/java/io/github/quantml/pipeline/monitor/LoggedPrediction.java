// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.Contribution;
import io.github.quantml.api.Interval;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Probabilities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a served prediction: enough to score it once its horizon has passed.
 *
 * @param symbol instrument
 * @param asOf close of the last bar it rests on
 * @param bars horizon in bars, at least 1
 * @param served when it was given
 * @param model name of the model
 * @param version version of the model, at least 1
 * @param mean expected simple return over the horizon
 * @param volatility standard deviation of that return, positive
 * @param probabilities of up, down and flat
 * @param interval conformal interval of the return
 * @param regime label of the regime then, empty when none was known
 * @param members views of the members that had one
 */
public record LoggedPrediction(
    String symbol,
    Instant asOf,
    int bars,
    Instant served,
    String model,
    int version,
    double mean,
    double volatility,
    Probabilities probabilities,
    Interval interval,
    String regime,
    List<Member> members) {

  /**
   * One member's view.
   *
   * @param name of the member
   * @param mean its expected return
   * @param volatility its standard deviation of the return, positive
   * @param weight its share of the combined distribution, in [0, 1]
   */
  public record Member(String name, double mean, double volatility, double weight) {
    public Member {
      requireNumbers("member " + name, mean, volatility);
      if (!(weight >= 0 && weight <= 1)) {
        throw new InvalidDataException(
            "member " + name + ": weight must lie in [0, 1], got " + weight);
      }
    }
  }

  public LoggedPrediction {
    if (symbol.isBlank() || model.isBlank()) {
      throw new InvalidDataException(
          "logged prediction: symbol and model must not be blank, got '"
              + symbol
              + "' and '"
              + model
              + "'");
    }
    if (bars < 1 || version < 1) {
      throw new InvalidDataException(
          symbol
              + " prediction of "
              + asOf
              + ": bars and version must be at least 1, got "
              + bars
              + " and "
              + version);
    }
    requireNumbers(symbol + " prediction of " + asOf, mean, volatility);
    members = List.copyOf(members);
  }

  private static void requireNumbers(String what, double mean, double volatility) {
    if (!(Math.abs(mean) < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(what + ": mean must be finite, got " + mean);
    }
    if (!(volatility > 0 && volatility < Double.POSITIVE_INFINITY)) {
      throw new InvalidDataException(
          what + ": volatility must be finite and positive, got " + volatility);
    }
  }

  /**
   * What to keep of a prediction.
   *
   * @param served when it was given
   */
  public static LoggedPrediction of(Prediction p, String model, int version, Instant served) {
    List<Member> members = new ArrayList<>();
    for (Contribution c : p.contributions()) {
      if (c instanceof Contribution.Used used) {
        members.add(
            new Member(used.member(), used.expectedReturn(), used.volatility(), used.weight()));
      }
    }
    return new LoggedPrediction(
        p.symbol(),
        p.asOf(),
        p.horizon().bars(),
        served,
        model,
        version,
        p.expectedReturn(),
        p.volatility(),
        p.probabilities(),
        p.interval(),
        p.currentRegime() == null ? "" : p.currentRegime().label(),
        members);
  }

  /** What makes two records the same prediction. */
  record Key(String symbol, Instant asOf, int bars, String model, int version) {}

  Key key() {
    return new Key(symbol, asOf, bars, model, version);
  }
}
