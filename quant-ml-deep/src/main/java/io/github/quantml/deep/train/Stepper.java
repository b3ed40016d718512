// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.quantml.deep.net.Normalised;
import io.github.quantml.deep.net.Parameter;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of one training, without its decisions: a batch, its gradient, the optimizer. {@link
 * Fit} decides; a caller with a loop of its own, or a benchmark, calls {@link #next}. Holds native
 * memory until closed. Not thread-safe.
 */
public final class Stepper implements AutoCloseable {
  private static final int EVALUATED_AT_ONCE = 256;
  private static final long START = 1;
  private static final long ORDER = 2;
  private static final long NOISE = 3;

  private final Fit.Job job;
  private final Normalised network;
  private final List<Parameter> layout;
  private final CounterRandom root;
  private final Batches train;
  private final Batches check;
  private final Engine engine;
  private final Device device;
  private final NDManager lasting;
  private final Map<String, NDArray> constants = new HashMap<>();
  private final NDArray parameters;
  private final AdamW optimizer;
  private long taken;

  private Stepper(Fit.Job job, Checkpoint.State state, Engine engine, Device device) {
    this.job = job;
    this.network = job.network();
    this.layout = network.parameters();
    this.root = CounterRandom.of(job.seed());
    int most = job.options().batchSize();
    this.train = new Batches(job.train(), job.inputs(), job.labels(), most);
    this.check =
        job.validation() == null
            ? train
            : new Batches(
                job.validation(),
                job.inputs(),
                job.labels(),
                Math.min(job.validation().size(), EVALUATED_AT_ONCE));
    this.engine = engine;
    this.device = device;
    this.lasting = engine.newBaseManager(device);
    boolean fresh = state.parameters.length == 0;
    float[] start = fresh ? network.start(root.split(START).nextLong()) : state.parameters;
    this.parameters = lasting.create(start, new Shape(start.length));
    this.optimizer =
        new AdamW(
            lasting,
            parameters,
            fresh ? new float[start.length] : state.first,
            fresh ? new float[start.length] : state.second,
            decays(),
            job.options().weightDecay());
  }

  /**
   * Prepares the steps of a job.
   *
   * @throws io.github.quantml.api.BackendUnavailableException without an engine or the GPU asked
   *     for
   */
  public static Stepper open(Fit.Job job) {
    return open(job, new Checkpoint.State());
  }

  static Stepper open(Fit.Job job, Checkpoint.State state) {
    Engine engine = Engines.load();
    return new Stepper(job, state, engine, Engines.device(engine, job.options().device()));
  }

  static String device(Fit.Job job) {
    return Engines.device(Engines.load(), job.options().device()).toString();
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

  /** The order of the windows in an epoch. */
  int[] order(int epoch) {
    return root.split(ORDER).split(epoch).permutation(train.size());
  }

  /** The next full batch at the first learning rate; its loss. */
  public double next() {
    int size = job.options().batchSize();
    int perEpoch = train.size() / size;
    int epoch = (int) (taken / perEpoch);
    int from = (int) (taken % perEpoch) * size;
    return step(order(epoch), from, from + size, taken++, job.options().learningRate()).loss();
  }

  /** Loss and length of the gradient before clipping. */
  record Step(float loss, double norm) {
    boolean isFinite() {
      return Float.isFinite(loss) && Double.isFinite(norm);
    }
  }

  /** One step; without an update when loss or gradient are not finite. */
  Step step(int[] order, int from, int to, long step, double rate) {
    try (NDManager scope = lasting.newSubManager()) {
      Batches.Batch batch = train.fill(scope, device, order, from, to);
      // Shares the memory of the parameters: what the optimizer writes, the next step reads.
      NDArray leaf = parameters.stopGradient();
      leaf.attach(scope);
      float loss;
      Engines.STEP.lock();
      try (GradientCollector collector = engine.newGradientCollector()) {
        leaf.setRequiresGradient(true);
        engine.setRandomSeed((int) root.split(NOISE).split(step).nextLong());
        EngineOps ops = new EngineOps(scope, layout, leaf, lasting, constants, true);
        NDArray value = job.loss().apply(ops, network.apply(ops, batch.inputs()), batch.labels());
        collector.backward(value);
        loss = value.getFloat();
      } finally {
        Engines.STEP.unlock();
      }
      NDArray gradient = leaf.getGradient();
      gradient.attach(scope);
      Step done = new Step(loss, Math.sqrt(gradient.square().sum().getFloat()));
      if (done.isFinite()) {
        double longest = job.options().clipNorm();
        if (longest > 0 && done.norm() > longest) {
          gradient.muli((float) (longest / done.norm()));
        }
        optimizer.step(gradient, rate, step + 1);
      }
      return done;
    }
  }

  /** Mean loss over the validation windows; nothing is dropped and no gradient recorded. */
  double evaluate() {
    int[] order = new int[check.size()];
    Arrays.setAll(order, k -> k);
    double sum = 0;
    for (int from = 0; from < order.length; from += EVALUATED_AT_ONCE) {
      int to = Math.min(order.length, from + EVALUATED_AT_ONCE);
      try (NDManager scope = lasting.newSubManager()) {
        Batches.Batch batch = check.fill(scope, device, order, from, to);
        EngineOps ops = new EngineOps(scope, layout, parameters, lasting, constants, false);
        NDArray said = network.apply(ops, batch.inputs());
        sum += (double) job.loss().apply(ops, said, batch.labels()).getFloat() * (to - from);
      }
    }
    return sum / order.length;
  }

  float[] parameters() {
    return parameters.toFloatArray();
  }

  /** Copies parameters and moments into a state. */
  void copyTo(Checkpoint.State state) {
    state.parameters = parameters.toFloatArray();
    state.first = optimizer.first();
    state.second = optimizer.second();
  }

  @Override
  public void close() {
    lasting.close();
  }
}
