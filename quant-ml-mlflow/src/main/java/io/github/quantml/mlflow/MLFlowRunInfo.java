// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as the server knows it.
 *
 * @param id identifier
 * @param experimentId experiment it lies in
 * @param name name for people
 * @param status RUNNING, FINISHED, FAILED, KILLED or SCHEDULED
 * @param deleted whether it lies in the server's bin
 * @param artifactUri where its artifacts lie
 * @param params parameters
 * @param metrics newest value by key
 * @param tags tags
 */
public record MLFlowRunInfo(
    String id,
    String experimentId,
    String name,
    String status,
    boolean deleted,
    String artifactUri,
    Map<String, String> params,
    Map<String, Double> metrics,
    Map<String, String> tags) {
  public MLFlowRunInfo {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
