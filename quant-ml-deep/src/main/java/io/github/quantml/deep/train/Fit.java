// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.quantml.api.Cancellation;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Progress;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.net.Parameter;
import io.github.quantml.deep.serve.Output;
import io.github.quantml.math.random.CounterRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int EVALUATED_AT_ONCE = 256;
  private static final long START = 1;
  private static final long ORDER = 2;
  private static final long NOISE = 3;

  private final Job job;
  private final TrainingOptions options;
  private final Normalised network;
  private final List<Parameter> layout;
  private final CounterRandom root;
  private final Batches train;
  private final @Nullable Batches validation;
  private final Engine engine;
  private final Device device;
  private final Map<String, NDArray> constants = new HashMap<>();

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
    this.layout = network.parameters();
    this.root = CounterRandom.of(job.seed());
    Output said = network.io().output();
    if (!job.loss().output().equals(said)) {
      throw new IllegalArgumentException(
          "loss: " + job.loss().kind() + " needs " + job.loss().output() + ", got " + said);
    }
    if (options.batchSize() > job.train().size()) {
      throw new IllegalArgumentException(
          "batchSize: must be at most the "
              + job.train().size()
              + " training windows, got "
              + options.batchSize());
    }
    this.train = new Batches(job.train(), job.inputs(), job.labels(), options.batchSize());
    Windows check = job.validation();
    this.validation =
        check == null
            ? null
            : new Batches(
                check, job.inputs(), job.labels(), Math.min(check.size(), EVALUATED_AT_ONCE));
    this.engine = Engines.load();
    this.device = Engines.device(engine, options.device());
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
    try (NDManager lasting = fit.engine.newBaseManager(fit.device)) {
      return fit.loop(lasting);
    }
  }

  private String identity() {
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
            device.toString()));
  }

  private Fitted loop(NDManager lasting) {
    String identity = identity();
    Path file = options.checkpoint();
    Checkpoint.State state =
        file == null ? new Checkpoint.State() : Checkpoint.read(file, identity, network.size());
    if (state.parameters.length == 0) {
      state.parameters = network.start(root.split(START).nextLong());
      state.first = new float[network.size()];
      state.second = new float[network.size()];
    }
    NDArray parameters = lasting.create(state.parameters, new Shape(network.size()));
    AdamW optimizer =
        new AdamW(lasting, parameters, state.first, state.second, decays(), options.weightDecay());
    int batches = batches();
    long all = (long) batches * options.epochs();
    long since = System.nanoTime() - state.nanos;
    TrainingHistory.Stop stop = TrainingHistory.Stop.EPOCHS;
    while (state.epoch < options.epochs()) {
      if (options.patience() > 0 && state.worse >= options.patience()) {
        stop = TrainingHistory.Stop.PATIENCE;
        break;
      }
      long start = System.nanoTime();
      boolean timeOver =
          epoch(lasting, parameters, optimizer, state, batches, all, since, identity);
      finishEpoch(lasting, parameters, state, System.nanoTime() - start);
      if (file != null) {
        save(file, identity, state, parameters, optimizer, System.nanoTime() - since);
      }
      if (timeOver) {
        stop = TrainingHistory.Stop.TIME;
        break;
      }
    }
    return new Fitted(
        state.best.clone(),
        new TrainingHistory(state.epochs, state.bestEpoch, stop, device.toString()));
  }

  private int batches() {
    int size = options.batchSize();
    int full = train.size() / size;
    return options.dropLast() || full * size == train.size() ? full : full + 1;
  }

  private float[] decays() {
    float[] out = new float[network.size()];
    int at = 0;
    for (Parameter p : layout) {
      if (p.decays()) {
        Arrays.fill(out, at, at + p.size(), 1);
      }
      at += p.size();
    }
    return out;
  }

  private static void save(
      Path file,
      String identity,
      Checkpoint.State state,
      NDArray parameters,
      AdamW optimizer,
      long nanos) {
    state.parameters = parameters.toFloatArray();
    state.first = optimizer.first();
    state.second = optimizer.second();
    state.nanos = nanos;
    Checkpoint.write(file, identity, state);
  }

  /** The rest of an epoch; true when the time is over. */
  private boolean epoch(
      NDManager lasting,
      NDArray parameters,
      AdamW optimizer,
      Checkpoint.State state,
      int batches,
      long all,
      long since,
      String identity) {
    int[] order = root.split(ORDER).split(state.epoch).permutation(train.size());
    List<Double> losses = state.epochs.stream().map(TrainingHistory.Epoch::validationLoss).toList();
    Path file = options.checkpoint();
    long budget = options.budget().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    while (state.batch < batches) {
      job.cancellation().check();
      state.rate =
          options.learningRate() * options.schedule().factor(state.epoch, state.step, all, losses);
      step(lasting, parameters, optimizer, state, order);
      state.batch++;
      state.step++;
      job.progress().update("training " + job.name(), state.step, all);
      if (System.nanoTime() - since >= budget) {
        return true;
      }
      if (file != null && state.step % options.checkpointEvery() == 0) {
        save(file, identity, state, parameters, optimizer, System.nanoTime() - since);
      }
    }
    return false;
  }

  private void step(
      NDManager lasting, NDArray parameters, AdamW optimizer, Checkpoint.State state, int[] order) {
    int from = state.batch * options.batchSize();
    int to = Math.min(order.length, from + options.batchSize());
    try (NDManager scope = lasting.newSubManager()) {
      Batches.Batch batch = train.fill(scope, device, order, from, to);
      // Shares the memory of the parameters: what the optimizer writes, the next step reads.
      NDArray leaf = parameters.stopGradient();
      leaf.attach(scope);
      float loss;
      Engines.STEP.lock();
      try (GradientCollector collector = engine.newGradientCollector()) {
        leaf.setRequiresGradient(true);
        engine.setRandomSeed((int) root.split(NOISE).split(state.step).nextLong());
        EngineOps ops = new EngineOps(scope, layout, leaf, lasting, constants, true);
        NDArray value = job.loss().apply(network.apply(ops, batch.inputs()), batch.labels());
        collector.backward(value);
        loss = value.getFloat();
      } finally {
        Engines.STEP.unlock();
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(scope);
      double norm = Math.sqrt(gradient.square().sum().getFloat());
      if (!Float.isFinite(loss) || !Double.isFinite(norm)) {
        throw new InvalidDataException(
            "training "
                + job.name()
                + ": epoch "
                + state.epoch
                + ", batch "
                + state.batch
                + ": loss "
                + loss
                + " and gradient norm "
                + norm
                + " must be finite; lower the learning rate ("
                + state.rate
                + ") or look for extreme values");
      }
      if (options.clipNorm() > 0 && norm > options.clipNorm()) {
        gradient.muli((float) (options.clipNorm() / norm));
      }
      optimizer.step(gradient, state.rate, state.step + 1);
      state.lossSum += (double) loss * (to - from);
      state.lossCount += to - from;
      state.longest = Math.max(state.longest, norm);
    }
  }

  private void finishEpoch(
      NDManager lasting, NDArray parameters, Checkpoint.State state, long nanos) {
    double trainLoss = state.lossSum / state.lossCount;
    double validationLoss =
        validation == null ? trainLoss : evaluate(lasting, parameters, validation);
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
    if (better || validation == null || state.best.length == 0) {
      state.bestLoss = validationLoss;
      state.bestEpoch = state.epoch;
      state.best = parameters.toFloatArray();
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

  /** Mean loss over all windows; nothing is dropped and no gradient recorded. */
  private double evaluate(NDManager lasting, NDArray parameters, Batches batches) {
    int[] order = new int[batches.size()];
    Arrays.setAll(order, k -> k);
    double sum = 0;
    for (int from = 0; from < order.length; from += EVALUATED_AT_ONCE) {
      int to = Math.min(order.length, from + EVALUATED_AT_ONCE);
      try (NDManager scope = lasting.newSubManager()) {
        Batches.Batch batch = batches.fill(scope, device, order, from, to);
        EngineOps ops = new EngineOps(scope, layout, parameters, lasting, constants, false);
        NDArray said = network.apply(ops, batch.inputs());
        sum += (double) job.loss().apply(said, batch.labels()).getFloat() * (to - from);
      }
    }
    return sum / order.length;
  }
}
