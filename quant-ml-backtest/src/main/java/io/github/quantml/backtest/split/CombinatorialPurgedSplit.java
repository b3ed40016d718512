// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.split;

import io.github.quantml.api.InsufficientDataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Combinatorial purged cross-validation: the samples are cut into blocks, every choice of test
 * blocks is a fold, and the tested blocks are put together to paths that each cover all samples
 * once.
 *
 * <p>C(folds, testFolds) folds give C(folds, testFolds) · testFolds / folds paths. The last block
 * takes the remainder. Purging takes {@code purge} samples off training on both sides of every test
 * block, the embargo so many more after it; with {@link LabelSpans} also every sample whose label
 * shares a moment with a test label, block by block, so training samples between two test blocks
 * stay.
 *
 * <p>Source: López de Prado (2018), Advances in financial machine learning, chapters 7 and 12.
 *
 * @param folds blocks, at least 3
 * @param testFolds test blocks of a fold, at least 2 and fewer than {@code folds}
 * @param purge samples taken off on both sides of a test block
 * @param embargo further samples taken off after a test block
 */
public record CombinatorialPurgedSplit(int folds, int testFolds, int purge, int embargo)
    implements Splitter {
  /** Each fold asks for a training; more than so many are surely a mistake. */
  public static final int MAX_FOLDS = 100_000;

  public CombinatorialPurgedSplit {
    WalkForwardSplit.atLeast("folds", folds, 3);
    WalkForwardSplit.atLeast("testFolds", testFolds, 2);
    WalkForwardSplit.atLeast("purge", purge, 0);
    WalkForwardSplit.atLeast("embargo", embargo, 0);
    if (testFolds >= folds) {
      throw new IllegalArgumentException(
          "testFolds: must be fewer than folds " + folds + ", got " + testFolds);
    }
    if (binomial(folds, testFolds) > MAX_FOLDS) {
      throw new IllegalArgumentException(
          "folds and testFolds: C("
              + folds
              + ", "
              + testFolds
              + ") must be at most "
              + MAX_FOLDS
              + ", got "
              + String.format("%.0f", binomial(folds, testFolds)));
    }
  }

  public static CombinatorialPurgedSplit of(int folds, int testFolds) {
    return new CombinatorialPurgedSplit(folds, testFolds, 0, 0);
  }

  public CombinatorialPurgedSplit withPurge(int value) {
    return new CombinatorialPurgedSplit(folds, testFolds, value, embargo);
  }

  public CombinatorialPurgedSplit withEmbargo(int value) {
    return new CombinatorialPurgedSplit(folds, testFolds, purge, value);
  }

  /** Number of folds: C(folds, testFolds). */
  public int splits() {
    return (int) binomial(folds, testFolds);
  }

  /** Number of paths: C(folds − 1, testFolds − 1). */
  public int paths() {
    return (int) binomial(folds - 1, testFolds - 1);
  }

  @Override
  public List<Fold> split(int samples, @Nullable LabelSpans spans) {
    if (spans != null) {
      spans.requireSize(samples);
    }
    int size = samples / folds;
    if ((long) purge + embargo >= size - 1L) {
      throw new InsufficientDataException(
          "samples for " + folds + " blocks longer than purge + embargo + 1",
          ((long) purge + embargo + 2) * folds,
          samples);
    }
    List<Fold> out = new ArrayList<>(splits());
    for (int[] blocks : combinations()) {
      boolean[] train = new boolean[samples];
      boolean[] test = new boolean[samples];
      Arrays.fill(train, true);
      for (int block : blocks) {
        Arrays.fill(test, start(block, size), end(block, size, samples), true);
      }
      for (int b = 0; b < blocks.length; b++) {
        int from = start(blocks[b], size);
        int to = end(blocks[b], size, samples);
        boolean follows = b > 0 && blocks[b - 1] == blocks[b] - 1;
        boolean followed = b + 1 < blocks.length && blocks[b + 1] == blocks[b] + 1;
        int before = follows ? from : Math.max(0, from - purge);
        int after = followed ? to : Math.min(samples, to + purge + embargo);
        Arrays.fill(train, before, after, false);
        Purge.byLabels(train, spans, from, to);
      }
      out.add(new Fold(out.size(), Purge.positions(train), Purge.positions(test)));
    }
    return List.copyOf(out);
  }

  /** Test blocks of every fold, ascending, in the order of the folds. */
  public int[][] testBlocks() {
    return combinations().toArray(int[][]::new);
  }

  /**
   * The fold that tests block {@code b} on path {@code p}: result[b][p]. The k-th fold in which a
   * block is tested serves path k.
   */
  public int[][] recombinedPaths() {
    int[][] out = new int[folds][paths()];
    int[] filled = new int[folds];
    int[][] blocks = testBlocks();
    for (int fold = 0; fold < blocks.length; fold++) {
      for (int block : blocks[fold]) {
        out[block][filled[block]++] = fold;
      }
    }
    return out;
  }

  /** The path that the j-th test block of fold i serves: result[i][j]. */
  public int[][] pathIds() {
    int[][] blocks = testBlocks();
    int[][] out = new int[blocks.length][testFolds];
    int[] filled = new int[folds];
    for (int fold = 0; fold < blocks.length; fold++) {
      for (int j = 0; j < testFolds; j++) {
        out[fold][j] = filled[blocks[fold][j]]++;
      }
    }
    return out;
  }

  /**
   * The paths put together from what was tested: result[p] has one value per sample.
   *
   * <p>With returns for values, the statistics of the rows (a Sharpe ratio each) are a distribution
   * where one walk gives a single number.
   *
   * @param samples number of samples that was split
   * @param tested for each fold, one value per test sample in ascending order
   */
  public double[][] toPaths(int samples, double[][] tested) {
    if (tested.length != splits()) {
      throw new IllegalArgumentException(
          "tested: must have one row per fold, got " + tested.length + " for " + splits());
    }
    int[][] blocks = testBlocks();
    int[][] ids = pathIds();
    double[][] out = new double[paths()][samples];
    for (int fold = 0; fold < tested.length; fold++) {
      int read = 0;
      for (int j = 0; j < testFolds; j++) {
        int[] range = block(blocks[fold][j], samples);
        int length = range[1] - range[0];
        if (read + length > tested[fold].length) {
          throw new IllegalArgumentException(
              "tested: fold " + fold + " has too few values, " + tested[fold].length);
        }
        System.arraycopy(tested[fold], read, out[ids[fold][j]], range[0], length);
        read += length;
      }
      if (read != tested[fold].length) {
        throw new IllegalArgumentException(
            "tested: fold " + fold + " must have " + read + " values, got " + tested[fold].length);
      }
    }
    return out;
  }

  /** Positions [from, to) of a block of so many samples. */
  public int[] block(int block, int samples) {
    int size = samples / folds;
    return new int[] {start(block, size), end(block, size, samples)};
  }

  private static int start(int block, int size) {
    return block * size;
  }

  private int end(int block, int size, int samples) {
    return block == folds - 1 ? samples : (block + 1) * size;
  }

  private List<int[]> combinations() {
    List<int[]> out = new ArrayList<>(splits());
    int[] chosen = Purge.range(0, testFolds);
    while (true) {
      out.add(chosen.clone());
      int i = testFolds - 1;
      while (i >= 0 && chosen[i] == folds - testFolds + i) {
        i--;
      }
      if (i < 0) {
        return out;
      }
      chosen[i]++;
      for (int j = i + 1; j < testFolds; j++) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }

  /** C(n, k) as a double, exact while it fits into 53 bits. */
  static double binomial(int n, int k) {
    double out = 1;
    for (int i = 1; i <= Math.min(k, n - k); i++) {
      out = Math.rint(out * (n - Math.min(k, n - k) + i) / i);
    }
    return out;
  }

  /** Mean number of training samples, before purging. */
  public double meanTrainSize(int samples) {
    return (double) samples / folds * (folds - testFolds);
  }

  /**
   * The number of blocks and test blocks whose mean training size and number of paths come nearest
   * to what is wanted: the smallest weightTrain·|size − wanted|/wanted + weightPaths·|paths −
   * wanted|/wanted over all choices with at most {@link #MAX_FOLDS} folds, the first of equals.
   *
   * @param samples number of samples
   * @param trainSize wanted mean training size, positive
   * @param paths wanted number of paths, positive
   */
  public static CombinatorialPurgedSplit optimal(
      int samples, int trainSize, int paths, double weightTrain, double weightPaths) {
    WalkForwardSplit.atLeast("samples", samples, 3);
    WalkForwardSplit.atLeast("trainSize", trainSize, 1);
    WalkForwardSplit.atLeast("paths", paths, 1);
    if (!(weightTrain >= 0 && weightPaths >= 0 && weightTrain + weightPaths > 0)) {
      throw new IllegalArgumentException(
          "weights: must be at least 0 and not both 0, got " + weightTrain + " and " + weightPaths);
    }
    int bestFolds = 0;
    int bestTest = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int n = 3; n <= samples; n++) {
      for (int k = 2; k < n; k++) {
        if (binomial(n, k) > MAX_FOLDS) {
          // C(n, k) rises up to n/2 and falls after it; the other flank begins at n − k + 1.
          if (k <= n / 2) {
            k = n - k;
          }
          continue;
        }
        double pathCount = binomial(n - 1, k - 1);
        double size = (double) samples / n * (n - k);
        double cost =
            weightPaths * Math.abs(pathCount - paths) / paths
                + weightTrain * Math.abs(size - trainSize) / trainSize;
        if (cost < best) {
          best = cost;
          bestFolds = n;
          bestTest = k;
        }
      }
    }
    return of(bestFolds, bestTest);
  }
}
