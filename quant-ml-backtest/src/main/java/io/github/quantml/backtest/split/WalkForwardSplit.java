// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks forward by counts of samples: train, leave a gap, test, move on.
 *
 * @param trainSize training samples of the first fold (and of every fold unless anchored)
 * @param testSize test samples of a fold
 * @param stepSize samples from one test start to the next; {@code testSize} makes the tests follow
 *     each other without gap or overlap
 * @param purge samples left out between training and test
 * @param anchored whether training always begins at the first sample (expanding window)
 * @param partialTest whether a last test with fewer samples is kept
 */
public record WalkForwardSplit(
    int trainSize, int testSize, int stepSize, int purge, boolean anchored, boolean partialTest)
    implements Splitter {
  public WalkForwardSplit {
    atLeast("trainSize", trainSize, 1);
    atLeast("testSize", testSize, 1);
    atLeast("stepSize", stepSize, 1);
    atLeast("purge", purge, 0);
  }

  /** A rolling window; tests follow each other. */
  public static WalkForwardSplit rolling(int trainSize, int testSize) {
    return new WalkForwardSplit(trainSize, testSize, testSize, 0, false, false);
  }

  /** An expanding window; tests follow each other. */
  public static WalkForwardSplit anchored(int trainSize, int testSize) {
    return new WalkForwardSplit(trainSize, testSize, testSize, 0, true, false);
  }

  public WalkForwardSplit withStep(int value) {
    return new WalkForwardSplit(trainSize, testSize, value, purge, anchored, partialTest);
  }

  public WalkForwardSplit withPurge(int value) {
    return new WalkForwardSplit(trainSize, testSize, stepSize, value, anchored, partialTest);
  }

  public WalkForwardSplit withPartialTest(boolean value) {
    return new WalkForwardSplit(trainSize, testSize, stepSize, purge, anchored, value);
  }

  @Override
  public List<Fold> split(int samples, @Nullable LabelSpans spans) {
    if (spans != null) {
      spans.requireSize(samples);
    }
    long first = (long) trainSize + purge;
    if (first >= samples) {
      throw new InsufficientDataException("samples to walk forward on", first + 1, samples);
    }
    List<Fold> folds = new ArrayList<>();
    for (long start = first; start < samples; start += stepSize) {
      long end = start + testSize;
      if (end > samples && !partialTest) {
        break;
      }
      int from = (int) start;
      int to = (int) Math.min(end, samples);
      int trainEnd = from - purge;
      boolean[] train = new boolean[samples];
      Arrays.fill(train, anchored ? 0 : trainEnd - trainSize, trainEnd, true);
      Purge.byLabels(train, spans, from, to);
      folds.add(new Fold(folds.size(), Purge.positions(train), Purge.range(from, to)));
    }
    if (folds.isEmpty()) {
      throw new InsufficientDataException("samples for one full test", first + testSize, samples);
    }
    return List.copyOf(folds);
  }

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }
}
