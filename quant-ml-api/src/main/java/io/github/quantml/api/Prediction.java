// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ensemble's answer: one calibrated forecast of the simple return over the horizon.
 *
 * <p>Returns are fractions (0.01 is one per cent) over the whole horizon, nothing is annualised.
 *
 * @param symbol instrument
 * @param asOf close of the last bar the answer rests on
 * @param horizon how far ahead, resolved to bars
 * @param expectedReturn mean of the combined distribution
 * @param volatility standard deviation of the combined distribution
 * @param probabilities calibrated probabilities of up, down and flat
 * @param interval conformal interval of the return
 * @param confidence calibrated probability that the likeliest of up, down and flat comes true:
 *     among many answers with confidence 0.6, six in ten name the right one
 * @param currentRegime the present state of the market, null when no member knows one
 * @param similarPatterns stretches of the past that looked like now, nearest first
 * @param factors exposure to each factor by name
 * @param contributions what every member brought, including who abstained or failed and why
 */
public record Prediction(
    String symbol,
    Instant asOf,
    Horizon horizon,
    double expectedReturn,
    double volatility,
    Probabilities probabilities,
    Interval interval,
    double confidence,
    @Nullable Regime currentRegime,
    List<SimilarPattern> similarPatterns,
    Map<String, FactorExposure> factors,
    List<Contribution> contributions) {

  public Prediction {
    String what = symbol + " prediction of " + asOf;
    Checks.finite(what, "expected return", expectedReturn);
    Checks.positive(what, "volatility", volatility);
    Checks.fraction(what, "confidence", confidence);
    similarPatterns = List.copyOf(similarPatterns);
    factors = Collections.unmodifiableMap(new TreeMap<>(factors));
    contributions = List.copyOf(contributions);
  }

  /** The answer as JSON (RFC 8259), with the keys of the REST service. */
  public String toJson() {
    return PredictionText.json(this);
  }

  /** A table a trader reads. */
  @Override
  public String toString() {
    return PredictionText.table(this);
  }
}
