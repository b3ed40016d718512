// SPDX-License-Identifier: Apache-2.0

/**
 * Event and vector backtests, walk-forward analysis and the statistics that resist self-deception,
 * with an HTML report.
 */
@SuppressWarnings("requires-automatic") // Commons Math 3 has no module descriptor.
module io.github.quantml.backtest {
  requires static transitive org.jspecify;
  requires transitive io.github.quantml.api;
  requires transitive io.github.quantml.math;
  requires com.fasterxml.jackson.core;
  requires commons.math3;
  // For the JUnit extension alone; a host without tests does not need it.
  requires static org.junit.jupiter.api;

  exports io.github.quantml.backtest;
  exports io.github.quantml.backtest.audit;
  exports io.github.quantml.backtest.audit.junit;
  exports io.github.quantml.backtest.cost;
  exports io.github.quantml.backtest.metrics;
  exports io.github.quantml.backtest.order;
  exports io.github.quantml.backtest.report;
  exports io.github.quantml.backtest.significance;
  exports io.github.quantml.backtest.sizing;
  exports io.github.quantml.backtest.split;
  exports io.github.quantml.backtest.sweep;
  exports io.github.quantml.backtest.walkforward;
}
