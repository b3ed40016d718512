// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole state of a training between two steps. All randomness is a function of the seed and of
 * these counters, so nothing else is needed to go on to the same bytes.
 */
final class Checkpoint {
  private static final String KIND = "deep.checkpoint";
  private static final int PER_EPOCH = 6;
  private static final long LARGEST = 8L << 30;

  private Checkpoint() {}

  /** Mutable numbers of a training; arrays of the engine are copied in and out. */
  static final class State {
    float[] parameters = {};
    float[] first = {};
    float[] second = {};
    float[] best = {};
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch;
    int epoch;
    int batch;
    long step;
    int worse;
    double lossSum;
    long lossCount;
    double longest;
    double rate;
    long nanos;
    final List<TrainingHistory.Epoch> epochs = new ArrayList<>();
  }

  static void write(Path file, String identity, State state) {
    double[] epochs = new double[PER_EPOCH * state.epochs.size()];
    int k = 0;
    for (TrainingHistory.Epoch e : state.epochs) {
      epochs[k++] = e.index();
      epochs[k++] = e.trainLoss();
      epochs[k++] = e.validationLoss();
      epochs[k++] = e.learningRate();
      epochs[k++] = e.gradientNorm();
      epochs[k++] = e.time().toNanos();
    }
    ModelBundle bundle =
        ModelBundle.builder(KIND, 1)
            .text("identity", identity)
            .bytes("parameters", bytes(state.parameters))
            .bytes("first", bytes(state.first))
            .bytes("second", bytes(state.second))
            .bytes("best", bytes(state.best))
            .number("bestLoss", Math.min(state.bestLoss, Double.MAX_VALUE))
            .integer("bestEpoch", state.bestEpoch)
            .integer("epoch", state.epoch)
            .integer("batch", state.batch)
            .integer("step", state.step)
            .integer("worse", state.worse)
            .number("lossSum", state.lossSum)
            .integer("lossCount", state.lossCount)
            .number("longest", state.longest)
            .number("rate", state.rate)
            .integer("nanos", state.nanos)
            .numbers("epochs", epochs)
            .build();
    try {
      bundle.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint: cannot write " + file, e);
    }
  }

  /**
   * The state in a file, or a fresh one if there is no file.
   *
   * @throws ModelFormatException when the file is damaged or of another training
   */
  static State read(Path file, String identity, int size) {
    State state = new State();
    if (!Files.exists(file)) {
      return state;
    }
    ModelBundle in;
    try {
      in = ModelBundle.read(file, LoadLimits.defaults().withMaxBytes(LARGEST));
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint: cannot read " + file, e);
    }
    in.require(KIND, 1);
    if (!in.text("identity").equals(identity)) {
      throw new ModelFormatException(
          "checkpoint: "
              + file
              + " belongs to another training (network, data, options or seed differ); remove it"
              + " or give this one a file of its own");
    }
    state.parameters = floats(in, "parameters", size);
    state.first = floats(in, "first", size);
    state.second = floats(in, "second", size);
    state.best = floats(in, "best", in.bytes("best").length == 0 ? 0 : size);
    double best = in.number("bestLoss");
    state.bestLoss = best == Double.MAX_VALUE ? Double.POSITIVE_INFINITY : best;
    state.bestEpoch = in.count("bestEpoch", 0, Integer.MAX_VALUE);
    state.epoch = in.count("epoch", 0, Integer.MAX_VALUE);
    state.batch = in.count("batch", 0, Integer.MAX_VALUE);
    state.step = in.integer("step");
    state.worse = in.count("worse", 0, Integer.MAX_VALUE);
    state.lossSum = in.number("lossSum");
    state.lossCount = in.integer("lossCount");
    state.longest = in.number("longest");
    state.rate = in.number("rate");
    state.nanos = in.integer("nanos");
    double[] epochs = in.numbers("epochs");
    if (epochs.length % PER_EPOCH != 0) {
      throw new ModelFormatException("checkpoint: epochs are cut off");
    }
    for (int k = 0; k < epochs.length; k += PER_EPOCH) {
      state.epochs.add(
          new TrainingHistory.Epoch(
              (int) epochs[k],
              epochs[k + 1],
              epochs[k + 2],
              epochs[k + 3],
              epochs[k + 4],
              Duration.ofNanos((long) epochs[k + 5])));
    }
    return state;
  }

  static byte[] bytes(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private static float[] floats(ModelBundle in, String name, int size) {
    byte[] raw = in.bytes(name);
    if (raw.length != 4L * size) {
      throw new ModelFormatException(
          "checkpoint: " + name + " must have " + size + " floats, got " + raw.length + " bytes");
    }
    float[] out = new float[size];
    ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }
}
