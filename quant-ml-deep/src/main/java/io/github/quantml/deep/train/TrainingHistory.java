// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep.train;

import java.time.Duration;
import java.util.List;

/**
 * How a training went.
 *
 * @param epochs in order
 * @param bestEpoch index of the epoch whose weights were kept
 * @param stop why it ended
 * @param device where it computed, for example {@code cpu()}
 */
public record TrainingHistory(List<Epoch> epochs, int bestEpoch, Stop stop, String device) {
  /** Why a training ended. */
  public enum Stop {
    /** All epochs were done. */
    EPOCHS,
    /** The validation loss had not improved for as long as patience lasts. */
    PATIENCE,
    /** The time was over. */
    TIME
  }

  /**
   * One pass over the training windows.
   *
   * @param index from 0
   * @param trainLoss mean while training, in standardised units
   * @param validationLoss after it; the training loss where there are no validation windows
   * @param learningRate of its last step
   * @param gradientNorm longest before clipping
   * @param time it took
   */
  public record Epoch(
      int index,
      double trainLoss,
      double validationLoss,
      double learningRate,
      double gradientNorm,
      Duration time) {}

  public TrainingHistory {
    epochs = List.copyOf(epochs);
  }

  /** The epoch whose weights were kept. */
  public Epoch best() {
    return epochs.get(bestEpoch);
  }
}
