// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as its files tell it, without the points of its metrics.
 *
 * @param id identifier
 * @param parentId identifier of the run it lies in; empty for a root
 * @param experiment name of its experiment
 * @param name name for people
 * @param status how it stands
 * @param started when it began
 * @param ended when it was closed; empty for one that was not
 * @param params settings by key
 * @param tags notes by key, the newest value of each
 * @param datasets bars it used, in the order they were told
 * @param artifacts kept files by their paths
 * @param directory where it lies
 */
public record RunInfo(
    String id,
    Optional<String> parentId,
    String experiment,
    String name,
    RunStatus status,
    Instant started,
    Optional<Instant> ended,
    Map<String, String> params,
    Map<String, String> tags,
    List<DatasetNote> datasets,
    Map<String, Artifact> artifacts,
    Path directory) {

  /**
   * Bars a run used; the bars themselves are not kept.
   *
   * @param symbol instrument
   * @param interval nominal spacing as ISO-8601 text
   * @param bars how many
   * @param from close of the first bar, empty without bars
   * @param to close of the last bar, empty without bars
   * @param fingerprint of their content, 16 hexadecimal digits
   * @param use what for
   */
  public record DatasetNote(
      String symbol,
      String interval,
      int bars,
      String from,
      String to,
      String fingerprint,
      String use) {}

  /**
   * A kept file.
   *
   * @param file the copy
   * @param bytes its length
   * @param sha256 its SHA-256, in hexadecimal digits
   */
  public record Artifact(Path file, long bytes, String sha256) {}
}
