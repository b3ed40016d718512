// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Provenance;
import io.github.quantml.pipeline.monitor.DataDrift;
import io.github.quantml.pipeline.monitor.DriftReport;
import io.github.quantml.pipeline.monitor.Joined;
import io.github.quantml.pipeline.monitor.Monitor;
import io.github.quantml.pipeline.monitor.MonitoringInput;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.pipeline.monitor.MonitoringState;
import io.github.quantml.pipeline.monitor.PredictionLog;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Watches what is served: logged predictions against what came, recent bars against the trained.
 */
final class Monitoring {
  /** Recent bars that are compared with those a model was trained on. */
  private static final int RECENT = 60;

  private final Models models;
  private final Monitor monitor = Monitor.withDefaults();
  private final Map<String, Checked> checks = new HashMap<>();

  Monitoring(Models models) {
    this.models = models;
  }

  /** A check, and what it looked at. */
  private record Checked(int version, BarSeries bars, int logged, MonitoringReport report) {}

  /**
   * Checks what serves an address on the bars of today. Looking again at the same is not another
   * check: a page that is read often must not confirm its own findings.
   */
  @SuppressWarnings("ReferenceEquality")
  synchronized MonitoringReport check(ModelUri uri, BarSeries bars) {
    ModelVersion version = models.inference().version(uri);
    PredictionLog.Reading reading = models.log().read();
    String key = version.name();
    int logged = reading.predictions().size();
    Checked before = checks.get(key);
    if (before != null
        && before.version() == version.version()
        && before.bars() == bars
        && before.logged() == logged) {
      return before.report();
    }
    Joined joined = Joined.of(reading.predictions(), bars);
    MonitoringInput input =
        MonitoringInput.of(
                version.name(), version.version(), joined.scored(), Clock.systemUTC().instant())
            .withFaults(reading.faults());
    Optional<DriftReport> drift = drift(uri, bars);
    if (drift.isPresent()) {
      input = input.withDrift(drift.get());
    }
    OptionalInt earlier =
        models.host().registry().list(version.name()).stream()
            .mapToInt(ModelVersion::version)
            .filter(v -> v < version.version())
            .max();
    if (earlier.isPresent()) {
      input = input.withBefore(earlier.getAsInt());
    }
    MonitoringReport report =
        monitor.check(input, before == null ? MonitoringState.initial() : before.report().next());
    checks.put(key, new Checked(version.version(), bars, logged, report));
    return report;
  }

  /**
   * The bars that came after training against those of the training; nothing when too few came.
   * Before enough came, the newest bars of the training are compared with the older ones.
   */
  private Optional<DriftReport> drift(ModelUri uri, BarSeries bars) {
    Provenance provenance = models.inference().ensemble(uri).provenance();
    int trained = bars.countUntil(provenance.trainedTo());
    int split = Math.max(0, bars.size() - trained >= RECENT ? trained : bars.size() - RECENT);
    try {
      return Optional.of(
          DataDrift.withDefaults().compare(bars.window(0, split), bars.window(split, bars.size())));
    } catch (InsufficientDataException tooShort) {
      return Optional.empty();
    }
  }
}
