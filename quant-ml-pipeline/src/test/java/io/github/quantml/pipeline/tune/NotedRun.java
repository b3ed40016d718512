// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.spi.TrackedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A tracked run that keeps what it is told. */
final class NotedRun implements TrackedRun {
  final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  @Override
  public String id() {
    return "noted";
  }

  @Override
  public void param(String key, Object value) {
    notes.add(key + "=" + value);
  }

  @Override
  public void metric(String key, double value, long step) {
    notes.add(key + " " + value + " at " + step);
  }

  @Override
  public void tag(String key, String value) {
    notes.add(key + "=" + value);
  }

  @Override
  public void dataset(BarSeries bars, String use) {
    notes.add(use);
  }

  @Override
  public void artifact(String path, Path file) {
    notes.add(path);
  }

  @Override
  public TrackedRun child(String runName) {
    return this;
  }

  @Override
  public void fail(Throwable error) {
    notes.add("failed " + error);
  }

  @Override
  public void close() {}
}
