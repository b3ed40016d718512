// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.RegisteredModel;
import java.util.List;
import java.util.function.Consumer;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/**
 * Queues the training of every registered model; those whose bars did not change are left alone.
 */
public final class RetrainHandler implements JobRequestHandler<RetrainJob> {
  private final Host host;
  private final Consumer<TrainJob> queue;

  RetrainHandler(Host host, Consumer<TrainJob> queue) {
    this.host = host;
    this.queue = queue;
  }

  @Override
  public void run(RetrainJob job) {
    for (String name : host.registry().names()) {
      RegisteredModel.parse(name)
          .ifPresent(
              model ->
                  queue.accept(
                      new TrainJob(
                          model.ticker(), model.horizon(), model.model(), List.of(), false)));
    }
  }
}
