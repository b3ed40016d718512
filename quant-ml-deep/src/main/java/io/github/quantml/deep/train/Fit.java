// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import io.github.quantml.api.Cancellation;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Progress;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.serve.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: shuffled batches, AdamW on one flat array, the longest gradient clipped, the
 * best weights on the validation windows kept.
 *
 * <p>The order of an epoch, the start and every dropped number are functions of the seed and a
 * counter, so two trainings in two threads do not disturb each other, and one that was killed goes
 * on from its checkpoint to the same bytes.
 */
public final class Fit {
  private final Job job;
  private final TrainingOptions options;
  private final Normalised network;
  private final int batches;

  /**
   * What to fit.
   *
   * @param name for progress and errors
   * @param validation windows that choose the best epoch, null to keep the last
   * @param inputs moments of the features
   * @param labels moments of the targets
   * @param listener hears each finished epoch
   */
  public record Job(
      String name,
      Normalised network,
      Windows train,
      @Nullable Windows validation,
      Scaler inputs,
      Scaler labels,
      Loss loss,
      TrainingOptions options,
      long seed,
      Progress progress,
      Cancellation cancellation,
      Consumer<TrainingHistory.Epoch> listener) {}

  /** Fitted parameters, flat, and how they came about. */
  public record Fitted(float[] parameters, TrainingHistory history) {}

  private Fit(Job job) {
    this.job = job;
    this.options = job.options();
    this.network = job.network();
    Output said = network.io().output();
    if (!job.loss().output().equals(said)) {
      throw new IllegalArgumentException(
          "loss: " + job.loss().kind() + " needs " + job.loss().output() + ", got " + said);
    }
    int windows = job.train().size();
    int size = options.batchSize();
    if (size > windows) {
      throw new IllegalArgumentException(
          "batchSize: must be at most the " + windows + " training windows, got " + size);
    }
    int full = windows / size;
    this.batches = options.dropLast() || full * size == windows ? full : full + 1;
  }

  /**
   * Trains.
   *
   * @throws InvalidDataException naming epoch and batch at which the loss or the gradient stopped
   *     being finite
   * @throws java.util.concurrent.CancellationException when the caller asked to stop
   * @throws io.github.quantml.api.BackendUnavailableException without an engine or the GPU asked
   *     for
   */
  public static Fitted run(Job job) {
    if (job.network().size() == 0) {
      return new Fitted(
          new float[0],
          new TrainingHistory(
              List.of(new TrainingHistory.Epoch(0, 0, 0, 0, 0, Duration.ZERO)),
              0,
              TrainingHistory.Stop.EPOCHS,
              "none"));
    }
    Fit fit = new Fit(job);
    String device = Stepper.device(job);
    String identity = fit.identity(device);
    Path file = job.options().checkpoint();
    Checkpoint.State state =
        file == null
            ? new Checkpoint.State()
            : Checkpoint.read(file, identity, job.network().size());
    try (Stepper stepper = Stepper.open(job, state)) {
      return fit.loop(stepper, state, identity, device);
    }
  }

  private String identity(String device) {
    return String.join(
        "\n",
        List.of(
            network.toString(),
            Integer.toString(network.size()),
            options.settings().toString(),
            job.loss().toString(),
            Long.toString(job.seed()),
            job.train().inputs().sha256(),
            job.train().labels().sha256(),
            job.train().end(0) + " " + job.train().size(),
            device));
  }

  private Fitted loop(Stepper stepper, Checkpoint.State state, String identity, String device) {
    long since = System.nanoTime() - state.nanos;
    TrainingHistory.Stop stop = TrainingHistory.Stop.EPOCHS;
    while (state.epoch < options.epochs()) {
      if (options.patience() > 0 && state.worse >= options.patience()) {
        stop = TrainingHistory.Stop.PATIENCE;
        break;
      }
      long start = System.nanoTime();
      boolean timeOver = epoch(stepper, state, since, identity);
      finishEpoch(stepper, state, System.nanoTime() - start);
      save(stepper, state, since, identity);
      if (timeOver) {
        stop = TrainingHistory.Stop.TIME;
        break;
      }
    }
    return new Fitted(
        state.best.clone(), new TrainingHistory(state.epochs, state.bestEpoch, stop, device));
  }

  private void save(Stepper stepper, Checkpoint.State state, long since, String identity) {
    Path file = options.checkpoint();
    if (file != null) {
      stepper.copyTo(state);
      state.nanos = System.nanoTime() - since;
      Checkpoint.write(file, identity, state);
    }
  }

  /** The rest of an epoch; true when the time is over. */
  private boolean epoch(Stepper stepper, Checkpoint.State state, long since, String identity) {
    int[] order = stepper.order(state.epoch);
    long all = (long) batches * options.epochs();
    List<Double> losses = state.epochs.stream().map(TrainingHistory.Epoch::validationLoss).toList();
    long budget = options.budget().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    while (state.batch < batches) {
      job.cancellation().check();
      state.rate =
          options.learningRate() * options.schedule().factor(state.epoch, state.step, all, losses);
      int from = state.batch * options.batchSize();
      int to = Math.min(order.length, from + options.batchSize());
      Stepper.Step done = stepper.step(order, from, to, state.step, state.rate);
      if (!done.isFinite()) {
        throw notFinite(state, done);
      }
      state.lossSum += (double) done.loss() * (to - from);
      state.lossCount += to - from;
      state.longest = Math.max(state.longest, done.norm());
      state.batch++;
      state.step++;
      job.progress().update("training " + job.name(), state.step, all);
      if (System.nanoTime() - since >= budget) {
        return true;
      }
      if (state.step % options.checkpointEvery() == 0) {
        save(stepper, state, since, identity);
      }
    }
    return false;
  }

  private InvalidDataException notFinite(Checkpoint.State state, Stepper.Step done) {
    return new InvalidDataException(
        "training "
            + job.name()
            + ": epoch "
            + state.epoch
            + ", batch "
            + state.batch
            + ": loss "
            + done.loss()
            + " and gradient norm "
            + done.norm()
            + " must be finite; lower the learning rate ("
            + state.rate
            + ") or look for extreme values");
  }

  private void finishEpoch(Stepper stepper, Checkpoint.State state, long nanos) {
    double trainLoss = state.lossSum / state.lossCount;
    double validationLoss = job.validation() == null ? trainLoss : stepper.evaluate();
    if (!Double.isFinite(validationLoss)) {
      throw new InvalidDataException(
          "training "
              + job.name()
              + ": epoch "
              + state.epoch
              + ": validation loss must be finite, got "
              + validationLoss);
    }
    boolean better = validationLoss < state.bestLoss - options.minDelta();
    if (better || job.validation() == null || state.best.length == 0) {
      state.bestLoss = validationLoss;
      state.bestEpoch = state.epoch;
      state.best = stepper.parameters();
    }
    state.worse = better ? 0 : state.worse + 1;
    TrainingHistory.Epoch done =
        new TrainingHistory.Epoch(
            state.epoch,
            trainLoss,
            validationLoss,
            state.rate,
            state.longest,
            Duration.ofNanos(nanos));
    state.epochs.add(done);
    state.epoch++;
    state.batch = 0;
    state.lossSum = 0;
    state.lossCount = 0;
    state.longest = 0;
    job.listener().accept(done);
  }
}
