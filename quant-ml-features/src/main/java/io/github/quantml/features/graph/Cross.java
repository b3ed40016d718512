// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

import io.github.quantml.math.Ranks;
import java.util.Arrays;

/**
 * Ready comparisons of the instruments of a panel. An instrument whose value is NaN is left out and
 * stays NaN.
 */
public final class Cross {
  private Cross() {}

  /** The average rank over the number of instruments, of (0, 1]; 1 is the highest. */
  public static Node rank(Node x) {
    return Node.across(Kind.RANK, x);
  }

  /** Less the mean, over the standard deviation (ddof 1); NaN if all are equal. */
  public static Node zScore(Node x) {
    return Node.across(Kind.Z_SCORE, x);
  }

  /** Less the mean of all instruments. */
  public static Node demean(Node x) {
    return Node.across(Kind.DEMEAN, x);
  }

  /** Times a constant such that Σ|x| is 1; NaN if all are 0. */
  public static Node scale(Node x) {
    return Node.across(Kind.SCALE, x);
  }

  /** Less the mean of the instruments with an equal group number. */
  public static Node neutralise(Node x, Node group) {
    return Node.across(Kind.NEUTRALISE, x, group);
  }

  private enum Kind implements CrossOperator {
    RANK {
      @Override
      void present(double[] x, double[] out) {
        double[] ranks = Ranks.averageRanks(x);
        for (int i = 0; i < x.length; i++) {
          out[i] = ranks[i] / x.length;
        }
      }
    },
    Z_SCORE {
      @Override
      void present(double[] x, double[] out) {
        double mean = mean(x);
        double squares = 0;
        for (double value : x) {
          squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / (x.length - 1));
        for (int i = 0; i < x.length; i++) {
          out[i] = deviation > 0 ? (x[i] - mean) / deviation : Double.NaN;
        }
      }
    },
    DEMEAN {
      @Override
      void present(double[] x, double[] out) {
        double mean = mean(x);
        for (int i = 0; i < x.length; i++) {
          out[i] = x[i] - mean;
        }
      }
    },
    SCALE {
      @Override
      void present(double[] x, double[] out) {
        double total = 0;
        for (double value : x) {
          total += Math.abs(value);
        }
        for (int i = 0; i < x.length; i++) {
          out[i] = total > 0 ? x[i] / total : Double.NaN;
        }
      }
    },
    NEUTRALISE {
      @Override
      void present(double[] x, double[] out) {
        throw new IllegalStateException("needs groups");
      }

      @Override
      public void across(double[][] in, double[] out) {
        double[] x = in[0];
        double[] group = in[1];
        for (int i = 0; i < x.length; i++) {
          double sum = 0;
          int count = 0;
          for (int j = 0; j < x.length; j++) {
            if (group[j] == group[i] && !Double.isNaN(x[j])) {
              sum += x[j];
              count++;
            }
          }
          out[i] = count == 0 ? Double.NaN : x[i] - sum / count;
        }
      }
    };

    private static double mean(double[] x) {
      double sum = 0;
      for (double value : x) {
        sum += value;
      }
      return sum / x.length;
    }

    /** Of the instruments that have a value. */
    abstract void present(double[] x, double[] out);

    @Override
    public void across(double[][] in, double[] out) {
      double[] x = in[0];
      double[] present = new double[x.length];
      int count = 0;
      for (double value : x) {
        if (!Double.isNaN(value)) {
          present[count++] = value;
        }
      }
      double[] answer = new double[count];
      if (count > 0) {
        present(Arrays.copyOf(present, count), answer);
      }
      int next = 0;
      for (int i = 0; i < x.length; i++) {
        out[i] = Double.isNaN(x[i]) ? Double.NaN : answer[next++];
      }
    }
  }
}
