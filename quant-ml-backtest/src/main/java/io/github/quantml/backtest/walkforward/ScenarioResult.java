// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.walkforward;

import io.github.quantml.backtest.metrics.MetricSet;

/**
 * What a walk gave out of sample under a scenario.
 *
 * @param name the scenario
 * @param metrics of the stitched record
 */
public record ScenarioResult(String name, MetricSet metrics) {}
