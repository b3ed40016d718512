// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import io.github.quantml.api.QuantMlException;
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
      RegisteredModel.parse(name).ifPresent(this::queue);
    }
  }

  private void queue(RegisteredModel model) {
    String symbol;
    try {
      symbol = host.market().bars(model.ticker()).symbol();
    } catch (QuantMlException e) {
      symbol = model.ticker(); // the job says what is wrong with its bars, the others go on
    }
    queue.accept(new TrainJob(symbol, model.horizon(), model.model(), List.of(), false));
  }
}
