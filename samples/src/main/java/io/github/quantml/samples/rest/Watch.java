// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ModelUri;
import io.github.quantml.pipeline.Remedies;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.samples.host.RegisteredModel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Checks everything that serves, and does what the check asks for: members weigh less, the version
 * before serves again, a training is queued.
 */
final class Watch implements Runnable {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  private final Models models;
  private final BiFunction<ModelUri, BarSeries, MonitoringReport> check;
  private final Consumer<TrainJob> queue;

  /**
   * A watch.
   *
   * @param check of what serves an address on the bars of today
   * @param queue takes trainings
   */
  Watch(
      Models models,
      BiFunction<ModelUri, BarSeries, MonitoringReport> check,
      Consumer<TrainJob> queue) {
    this.models = models;
    this.check = check;
    this.queue = queue;
  }

  @Override
  public void run() {
    for (String address : models.inference().serving().keySet()) {
      try {
        watch(ModelUri.parse(address));
      } catch (RuntimeException e) { // the others are to be watched all the same
        LOG.log(System.Logger.Level.WARNING, address + " could not be checked", e);
      }
    }
  }

  private void watch(ModelUri uri) {
    Optional<RegisteredModel> parts = RegisteredModel.parse(uri.name());
    if (parts.isEmpty()) {
      return;
    }
    RegisteredModel model = parts.get();
    BarSeries bars = models.bars(model.ticker());
    MonitoringReport report = check.apply(uri, bars);
    TrainJob training =
        new TrainJob(model.ticker(), model.horizon(), model.model(), List.of(), false);
    for (String done :
        Remedies.of(models.inference(), () -> queue.accept(training)).apply(uri, report)) {
      LOG.log(System.Logger.Level.INFO, done);
    }
  }
}
