// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import io.github.quantml.api.InsufficientDataException;
import java.util.Arrays;

/**
 * One split: positions of the training and of the test samples, each ascending.
 *
 * <p>The arrays are the fold's own: they are copied in and out.
 *
 * @param number position of the fold among its siblings, from 0
 * @param train training samples, at least one
 * @param test test samples, at least one
 */
public record Fold(int number, int[] train, int[] test) {
  /**
   * A fold.
   *
   * @throws InsufficientDataException when purging left no training sample
   */
  public Fold {
    if (train.length == 0) {
      throw new InsufficientDataException(
          "fold " + number + ": training samples left after purge and embargo", 1, 0);
    }
    if (test.length == 0) {
      throw new InsufficientDataException("fold " + number + ": test samples", 1, 0);
    }
    train = train.clone();
    test = test.clone();
  }

  @Override
  public int[] train() {
    return train.clone();
  }

  @Override
  public int[] test() {
    return test.clone();
  }

  /** First training sample. */
  public int trainStart() {
    return train[0];
  }

  /** One past the last training sample. */
  public int trainEnd() {
    return train[train.length - 1] + 1;
  }

  /** First test sample. */
  public int testStart() {
    return test[0];
  }

  /** One past the last test sample. */
  public int testEnd() {
    return test[test.length - 1] + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fold that
        && number == that.number
        && Arrays.equals(train, that.train)
        && Arrays.equals(test, that.test);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * number + Arrays.hashCode(train)) + Arrays.hashCode(test);
  }

  @Override
  public String toString() {
    return "fold " + number + ": " + train.length + " train, " + test.length + " test";
  }
}
