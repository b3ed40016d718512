// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.stats;

import io.github.quantml.math.NelderMead;
import io.github.quantml.math.Sums;
import org.apache.commons.math3.util.FastMath;

/**
 * The GARCH(1,1) model of conditional variance, fitted by Gaussian quasi maximum likelihood.
 *
 * <p>hₜ = ω + α (rₜ₋₁ − μ)² + β hₜ₋₁, with α, β ≥ 0 and α + β &lt; 1. Returns may be in any unit;
 * variances are in its square, per bar, not annualised. Immutable, thread-safe, deterministic.
 *
 * <p>Sources: Bollerslev (1986), Generalized autoregressive conditional heteroskedasticity;
 * Bollerslev and Wooldridge (1992) for the quasi likelihood; Engle and Mezrich (1996) for variance
 * targeting.
 *
 * @param mu mean return μ
 * @param omega ω &gt; 0
 * @param alpha α ≥ 0
 * @param beta β ≥ 0
 * @param startVariance h of the first observation, positive
 */
public record Garch11(double mu, double omega, double alpha, double beta, double startVariance) {
  /** Fewer returns than this do not identify α and β. */
  public static final int MIN_OBSERVATIONS = 50;

  private static final double MAX_PERSISTENCE = 0.9999;
  private static final double[][] STARTS = {{0.05, 0.90}, {0.10, 0.80}, {0.02, 0.97}, {0.20, 0.50}};

  public Garch11 {
    if (!Double.isFinite(mu)) {
      throw new IllegalArgumentException("mu must be finite: " + mu);
    }
    if (!(omega > 0 && omega < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("omega must be positive and finite: " + omega);
    }
    if (!(alpha >= 0 && beta >= 0 && alpha + beta < 1)) {
      throw new IllegalArgumentException(
          "alpha and beta must be >= 0 with alpha + beta < 1: " + alpha + " and " + beta);
    }
    if (!(startVariance > 0 && startVariance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "startVariance must be positive and finite: " + startVariance);
    }
  }

  /** The model that starts at its unconditional variance ω/(1 − α − β). */
  public static Garch11 of(double mu, double omega, double alpha, double beta) {
    return new Garch11(mu, omega, alpha, beta, omega / (1 - alpha - beta));
  }

  /** The fit with ω free and μ the sample mean. */
  public static Garch11 fit(double[] returns) {
    return fit(returns, false);
  }

  /**
   * The fit, with μ the sample mean and h₁ the sample variance.
   *
   * @param returns at least {@value #MIN_OBSERVATIONS} finite returns, not all equal
   * @param varianceTargeting whether ω is tied to the sample variance, ω = s²(1 − α − β): one
   *     parameter less, steadier on short samples
   */
  public static Garch11 fit(double[] returns, boolean varianceTargeting) {
    Series.require("GARCH(1,1)", returns, MIN_OBSERVATIONS);
    double mu = Sums.mean(returns);
    double variance =
        Series.requireVariation("GARCH(1,1)", Sums.squaredDeviations(returns)) / returns.length;
    // Squares in units of the sample variance keep the search free of the scale of returns.
    double[] squares = new double[returns.length];
    for (int t = 0; t < squares.length; t++) {
      squares[t] = (returns[t] - mu) * (returns[t] - mu) / variance;
    }
    double[] point = search(squares, varianceTargeting);
    double[] p = parameters(point);
    return new Garch11(mu, p[0] * variance, p[1], p[2], variance);
  }

  private static double[] search(double[] squares, boolean varianceTargeting) {
    double best = Double.POSITIVE_INFINITY;
    double[] start = new double[varianceTargeting ? 2 : 3];
    for (double[] candidate : STARTS) {
      double[] point = coordinates(candidate[0], candidate[1], start.length);
      double loss = loss(squares, parameters(point));
      if (loss < best) {
        best = loss;
        start = point;
      }
    }
    return NelderMead.defaults()
        .minimise(point -> loss(squares, parameters(point)), start, 0.5)
        .point();
  }

  /** {logit of persistence, logit of α's share of it, ln of the unconditional variance}. */
  private static double[] coordinates(double alpha, double beta, int dimension) {
    double[] point = new double[dimension];
    point[0] = logit((alpha + beta) / MAX_PERSISTENCE);
    point[1] = logit(alpha / (alpha + beta));
    return point;
  }

  private static double logit(double p) {
    return FastMath.log(p / (1 - p));
  }

  private static double logistic(double x) {
    return 1 / (1 + FastMath.exp(-x));
  }

  /** {ω, α, β} of a point of the search space. */
  private static double[] parameters(double[] point) {
    double persistence = MAX_PERSISTENCE * logistic(point[0]);
    double alpha = persistence * logistic(point[1]);
    double level = point.length == 3 ? FastMath.exp(point[2]) : 1;
    return new double[] {level * (1 - persistence), alpha, persistence - alpha};
  }

  /** Σ (ln hₜ + eₜ²/hₜ), which is −2 log-likelihood without its constant. */
  private static double loss(double[] squares, double[] p) {
    double h = 1;
    double sum = 0;
    double product = 1;
    for (int t = 0; t < squares.length; t++) {
      sum += squares[t] / h;
      product *= h;
      // One logarithm for eight steps; h is of order 1, so eight of them neither over- nor
      // underflow.
      if ((t & 7) == 7) {
        sum += FastMath.log(product);
        product = 1;
      }
      h = p[0] + p[1] * squares[t] + p[2] * h;
    }
    return sum + FastMath.log(product);
  }

  /**
   * The conditional variances of a series: element t is the variance of return t given the returns
   * before it, element n the forecast for the return after the last.
   *
   * @param returns finite returns, oldest first; may be empty
   */
  public double[] filter(double[] returns) {
    Series.require("GARCH(1,1) filter", returns, 0);
    double[] h = new double[returns.length + 1];
    h[0] = startVariance;
    for (int t = 0; t < returns.length; t++) {
      double e = returns[t] - mu;
      h[t + 1] = omega + alpha * e * e + beta * h[t];
    }
    return h;
  }

  /** The Gaussian log-likelihood of a series under this model. */
  public double logLikelihood(double[] returns) {
    double[] h = filter(returns);
    double sum = 0;
    for (int t = 0; t < returns.length; t++) {
      double e = returns[t] - mu;
      sum += FastMath.log(2 * FastMath.PI * h[t]) + e * e / h[t];
    }
    return -0.5 * sum;
  }

  /** α + β, the share of a variance shock that survives one bar. */
  public double persistence() {
    return alpha + beta;
  }

  /** ω/(1 − α − β). */
  public double unconditionalVariance() {
    return omega / (1 - persistence());
  }

  /**
   * The variance of the sum of the next h returns: Σᵢ₌₁ʰ (v + (α + β)ⁱ⁻¹ (h₁ − v)) with v the
   * unconditional variance.
   *
   * @param nextVariance h₁, the one-step forecast: the last element of {@link #filter(double[])}
   * @param horizon h, at least 1
   */
  public double forecastVariance(double nextVariance, int horizon) {
    if (!(nextVariance > 0)) {
      throw new IllegalArgumentException("nextVariance must be > 0: " + nextVariance);
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be >= 1: " + horizon);
    }
    double sum = 0;
    double h = nextVariance;
    for (int i = 0; i < horizon; i++) {
      sum += h;
      h = omega + persistence() * h;
    }
    return sum;
  }
}
