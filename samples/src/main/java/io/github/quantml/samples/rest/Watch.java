// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ModelUri;
import io.github.quantml.pipeline.Remedies;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.samples.host.RegisteredModel;
import java.util.List;
import java.util.Optional;

/**
 * Checks everything that serves, and does what the check asks for: members weigh less, the version
 * before serves again, a training is queued.
 */
final class Watch implements Runnable {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  private final Models models;
  private final Monitoring monitoring;
  private final Jobs jobs;

  Watch(Models models, Monitoring monitoring, Jobs jobs) {
    this.models = models;
    this.monitoring = monitoring;
    this.jobs = jobs;
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
    MonitoringReport report = monitoring.check(uri, bars);
    TrainJob training =
        new TrainJob(model.ticker(), model.horizon(), model.model(), List.of(), false);
    for (String done :
        Remedies.of(models.inference(), () -> jobs.train(training)).apply(uri, report)) {
      LOG.log(System.Logger.Level.INFO, done);
    }
  }
}
