// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.quantml.deep.data.Scaler;
import io.github.quantml.deep.data.Windows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Batches of standardised windows in two blocks of direct memory that every step fills anew. The
 * engine reads them in place, so an array made here is dead once the next batch is filled. Not
 * thread-safe.
 */
final class Batches {
  private final Windows windows;
  private final float[] inputs;
  private final float[] labels;
  private final int inputSize;
  private final int labelSize;
  private final ByteBuffer inputMemory;
  private final ByteBuffer labelMemory;
  private final FloatBuffer inputFloats;
  private final FloatBuffer labelFloats;

  Batches(Windows windows, Scaler inputScaler, Scaler labelScaler, int most) {
    this.windows = windows;
    this.inputs = inputScaler.apply(windows.inputs());
    int[] targets = windows.targets();
    this.labels = new float[windows.labels().rows() * targets.length];
    double[] mean = labelScaler.mean();
    double[] std = labelScaler.std();
    for (int i = 0, k = 0; i < windows.labels().rows(); i++) {
      for (int c = 0; c < targets.length; c++) {
        labels[k++] = (float) ((windows.labels().value(i, targets[c]) - mean[c]) / std[c]);
      }
    }
    this.inputSize = windows.length() * windows.inputs().columns();
    this.labelSize = windows.steps() * targets.length;
    inputMemory = direct((long) most * inputSize);
    labelMemory = direct((long) most * labelSize);
    inputFloats = inputMemory.asFloatBuffer();
    labelFloats = labelMemory.asFloatBuffer();
  }

  private static ByteBuffer direct(long floats) {
    return ByteBuffer.allocateDirect(Math.toIntExact(4 * floats)).order(ByteOrder.nativeOrder());
  }

  int size() {
    return windows.size();
  }

  /** Inputs and labels of some windows, as arrays of a scope. */
  record Batch(NDArray inputs, NDArray labels) {}

  /** The windows {@code order[from] … order[to − 1]}. */
  Batch fill(NDManager scope, Device device, int[] order, int from, int to) {
    int count = to - from;
    int f = windows.inputs().columns();
    int targets = labelSize / windows.steps();
    for (int k = 0; k < count; k++) {
      int w = order[from + k];
      int firstRow = windows.end(w) - windows.length() + 1;
      // A window's rows lie one after the other: one copy each.
      inputFloats.put(k * inputSize, inputs, firstRow * f, inputSize);
      labelFloats.put(k * labelSize, labels, windows.labelRow(w) * targets, labelSize);
    }
    return new Batch(
        array(scope, device, inputMemory, new Shape(count, windows.length(), f)),
        array(scope, device, labelMemory, new Shape(count, windows.steps(), targets, 1)));
  }

  private static NDArray array(NDManager scope, Device device, ByteBuffer memory, Shape shape) {
    ByteBuffer part = memory.duplicate().order(ByteOrder.nativeOrder());
    part.position(0).limit(Math.toIntExact(4 * shape.size()));
    NDArray here = scope.create(part, shape, DataType.FLOAT32);
    NDArray there = here.toDevice(device, false);
    if (there.getManager() != scope) {
      there.attach(scope);
    }
    return there;
  }
}
