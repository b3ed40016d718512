// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a network is trained.
 *
 * @param epochs most passes over the training windows, at least 1
 * @param batchSize windows of one step, at least 1
 * @param learningRate first rate of AdamW, positive
 * @param weightDecay of matrices per step, as a multiple of the rate, at least 0
 * @param schedule of the rate
 * @param clipNorm longest gradient over all parameters; 0 not to clip
 * @param patience epochs in a row without improvement after which training stops; 0 never to stop
 * @param minDelta by which a validation loss must fall to be an improvement, at least 0
 * @param dropLast leave out the last batch of an epoch where it is smaller
 * @param timeBudget after which training stops, null for none; what it leaves depends on the
 *     machine
 * @param device where to compute
 * @param checkpoint file for the state of the training, null for none. A training that finds its
 *     own state there goes on from it, to the same bytes.
 * @param checkpointEvery steps between two checkpoints, at least 1; one follows each epoch as well
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    double learningRate,
    double weightDecay,
    Schedule schedule,
    double clipNorm,
    int patience,
    double minDelta,
    boolean dropLast,
    @Nullable Duration timeBudget,
    DevicePolicy device,
    @Nullable Path checkpoint,
    int checkpointEvery) {
  public TrainingOptions {
    require("epochs", epochs >= 1, epochs);
    require("batchSize", batchSize >= 1, batchSize);
    require("learningRate", learningRate > 0 && learningRate < 1e3, learningRate);
    require("weightDecay", weightDecay >= 0 && weightDecay < 1e3, weightDecay);
    require("clipNorm", clipNorm >= 0 && clipNorm < Double.POSITIVE_INFINITY, clipNorm);
    require("patience", patience >= 0, patience);
    require("minDelta", minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY, minDelta);
    require("checkpointEvery", checkpointEvery >= 1, checkpointEvery);
    if (timeBudget != null && (timeBudget.isNegative() || timeBudget.isZero())) {
      throw new IllegalArgumentException("timeBudget: must be positive, got " + timeBudget);
    }
  }

  private static void require(String name, boolean holds, double value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": out of range, got " + value);
    }
  }

  /** 100 epochs of batches of 32 at 10⁻³, clipped at 1, patience 10, on the processor. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(
        100,
        32,
        1e-3,
        0,
        new Schedule.Constant(),
        1,
        10,
        0,
        false,
        null,
        DevicePolicy.CPU,
        null,
        Integer.MAX_VALUE);
  }

  public Optional<Duration> budget() {
    return Optional.ofNullable(timeBudget);
  }

  public Optional<Path> checkpointFile() {
    return Optional.ofNullable(checkpoint);
  }

  public TrainingOptions withEpochs(int value) {
    return new TrainingOptions(
        value,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withBatchSize(int value) {
    return new TrainingOptions(
        epochs,
        value,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withLearningRate(double value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        value,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withWeightDecay(double value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        value,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withSchedule(Schedule value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        value,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withClipNorm(double value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        value,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withPatience(int epochsWithout, double delta) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        epochsWithout,
        delta,
        dropLast,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withDropLast(boolean value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        value,
        timeBudget,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withTimeBudget(@Nullable Duration value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        value,
        device,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withDevice(DevicePolicy value) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        value,
        checkpoint,
        checkpointEvery);
  }

  public TrainingOptions withCheckpoint(@Nullable Path file, int everySteps) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        weightDecay,
        schedule,
        clipNorm,
        patience,
        minDelta,
        dropLast,
        timeBudget,
        device,
        file,
        everySteps);
  }

  /** What moves the result, by name. */
  public Map<String, String> settings() {
    Map<String, String> out = new TreeMap<>();
    out.put("epochs", Integer.toString(epochs));
    out.put("batchSize", Integer.toString(batchSize));
    out.put("learningRate", Double.toString(learningRate));
    out.put("weightDecay", Double.toString(weightDecay));
    out.put("schedule", schedule.toString());
    out.put("clipNorm", Double.toString(clipNorm));
    out.put("patience", Integer.toString(patience));
    out.put("minDelta", Double.toString(minDelta));
    out.put("dropLast", Boolean.toString(dropLast));
    return out;
  }
}
