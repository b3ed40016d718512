// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.util.Map;

/**
 * A run with everything it told.
 *
 * @param info all but the metrics
 * @param metrics points by key
 */
public record RunRecord(RunInfo info, Map<String, MetricSeries> metrics) {}
