// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

/**
 * How the {@code volatility} member follows volatility.
 *
 * @param method GARCH(1,1) or an exponentially weighted average
 * @param decay λ of the exponentially weighted variance, in (0, 1); used by {@link Method#EWMA}
 */
public record VolatilityConfig(Method method, double decay) {

  /** A recursion for the conditional variance. */
  public enum Method {
    /**
     * hₜ₊₁ = ω + α(rₜ − μ)² + βhₜ (Bollerslev 1986), variance-targeted quasi maximum likelihood.
     */
    GARCH,
    /** hₜ₊₁ = λhₜ + (1 − λ)(rₜ − μ)² (RiskMetrics Technical Document, 1996). */
    EWMA
  }

  public VolatilityConfig {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException("decay: must lie in (0, 1), got " + decay);
    }
  }

  /** GARCH(1,1); λ = 0.94 for those who switch to EWMA. */
  public static VolatilityConfig defaults() {
    return new VolatilityConfig(Method.GARCH, 0.94);
  }

  public VolatilityConfig withMethod(Method value) {
    return new VolatilityConfig(value, decay);
  }
}
