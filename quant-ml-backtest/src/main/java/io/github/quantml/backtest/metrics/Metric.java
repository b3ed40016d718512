// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.metrics;

import java.util.Locale;

/** A number that a report shows, with its convention in words. */
public enum Metric {
  TOTAL_RETURN("Total return", Unit.PERCENT, "last equity / starting capital − 1"),
  ANNUAL_RETURN("Annualised return", Unit.PERCENT, "compounded: Π(1+r)^(p/n) − 1"),
  CAGR("CAGR", Unit.PERCENT, "compounded over elapsed time, years of 365.25 days"),
  VOLATILITY("Volatility", Unit.PERCENT, "standard deviation (n − 1) of the returns · √p"),
  SHARPE("Sharpe", Unit.NUMBER, "arithmetic: mean(r − f) / standard deviation (n − 1) · √p"),
  SORTINO("Sortino", Unit.NUMBER, "mean(r − f) / √(Σ min(r − f, 0)² / n) · √p, over all n returns"),
  CALMAR("Calmar", Unit.NUMBER, "annualised return / |maximum drawdown|, whole record"),
  MAX_DRAWDOWN(
      "Maximum drawdown", Unit.PERCENT, "equity / running maximum − 1; starting capital is a peak"),
  MAX_DRAWDOWN_DAYS(
      "Longest drawdown", Unit.DAYS, "calendar days from a peak to its recovery or the end"),
  VALUE_AT_RISK("VaR (historical)", Unit.PERCENT, "quantile of the returns per bar, type 7"),
  EXPECTED_SHORTFALL(
      "Expected shortfall (historical)",
      Unit.PERCENT,
      "mean of the worst share α of the returns per bar"),
  GAUSSIAN_VALUE_AT_RISK("VaR (Gaussian)", Unit.PERCENT, "mean + Φ⁻¹(α)·σ, σ with n − 1"),
  GAUSSIAN_EXPECTED_SHORTFALL(
      "Expected shortfall (Gaussian)", Unit.PERCENT, "mean − σ·φ(Φ⁻¹(α))/α, σ with n − 1"),
  OMEGA("Omega", Unit.NUMBER, "Σ gains over the threshold / Σ shortfalls below it"),
  SKEWNESS("Skewness", Unit.NUMBER, "G₁, adjusted Fisher-Pearson"),
  EXCESS_KURTOSIS("Excess kurtosis", Unit.NUMBER, "G₂; 0 for a normal law"),
  STABILITY("Stability", Unit.NUMBER, "R² of cumulated log returns on time"),
  TAIL_RATIO("Tail ratio", Unit.NUMBER, "|95 % quantile| / |5 % quantile| of the returns"),

  ALPHA("Alpha", Unit.PERCENT, "Jensen, per year, compounded"),
  BETA("Beta", Unit.NUMBER, "cov(r, b) / var(b) of returns per bar"),
  CORRELATION("Correlation", Unit.NUMBER, "Pearson, returns per bar"),
  TRACKING_ERROR("Tracking error", Unit.PERCENT, "standard deviation (n − 1) of r − b · √p"),
  INFORMATION_RATIO("Information ratio", Unit.NUMBER, "mean(r − b) / sd(r − b) · √p"),
  BENCHMARK_RETURN("Benchmark return", Unit.PERCENT, "over the same bars"),

  EXPOSURE_TIME("Time in the market", Unit.PERCENT, "share of bars with an open position"),
  MEAN_EXPOSURE("Mean exposure", Unit.PERCENT, "mean of |position value| / equity over all bars"),
  TURNOVER("Turnover", Unit.NUMBER, "traded value / equity, per year"),

  TRADES("Trades", Unit.COUNT, "closed trades"),
  WIN_RATE("Win rate", Unit.PERCENT, "closed trades with a profit after costs"),
  PROFIT_FACTOR("Profit factor", Unit.NUMBER, "Σ profits / |Σ losses|, money"),
  PAYOFF("Payoff", Unit.NUMBER, "mean profit / |mean loss|, money"),
  EXPECTANCY("Expectancy", Unit.PERCENT, "mean return of a trade on the money put in"),
  BEST_TRADE("Best trade", Unit.PERCENT, "return on the money put in, after costs"),
  WORST_TRADE("Worst trade", Unit.PERCENT, "return on the money put in, after costs"),
  SQN("SQN", Unit.NUMBER, "√n · mean / standard deviation (n − 1) of the trades' profits"),
  KELLY("Kelly fraction", Unit.NUMBER, "p − (1 − p) / payoff"),
  MEAN_TRADE_DAYS("Mean time in a trade", Unit.DAYS, "calendar days from entry to exit"),
  MAX_TRADE_DAYS("Longest trade", Unit.DAYS, "calendar days from entry to exit");

  /** How a metric is written. */
  public enum Unit {
    /** A fraction, written as per cent. */
    PERCENT,
    /** A plain number. */
    NUMBER,
    /** A whole number. */
    COUNT,
    /** Days. */
    DAYS
  }

  private final String label;
  private final Unit unit;
  private final String convention;

  Metric(String label, Unit unit, String convention) {
    this.label = label;
    this.unit = unit;
    this.convention = convention;
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  /** The formula in words; p periods per year, f risk-free return, b benchmark, α tail. */
  public String convention() {
    return convention;
  }

  /** A value of this metric for people. */
  public String format(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return switch (unit) {
      case PERCENT ->
          String.format(Locale.ROOT, Math.abs(value) < 1e4 ? "%.2f %%" : "%.2e %%", 100 * value);
      case NUMBER -> String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.3f" : "%.2e", value);
      case COUNT -> String.format(Locale.ROOT, "%.0f", value);
      case DAYS -> String.format(Locale.ROOT, "%.1f d", value);
    };
  }
}
