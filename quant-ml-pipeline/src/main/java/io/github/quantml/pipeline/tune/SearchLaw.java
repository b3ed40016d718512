// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import io.github.quantml.math.linalg.SymmetricEigen;
import io.github.quantml.math.random.CounterRandom;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;

/**
 * The normal law N(m, σ²C) of CMA-ES and how it learns from a ranked generation.
 *
 * <p>Source: Hansen (2016), The CMA evolution strategy: a tutorial; the names of the constants are
 * those of its table 1, which gives their defaults; weights of the worse half are 0.
 */
final class SearchLaw {
  /** Outside, σ and C run away from each other, as they can on a grid. */
  private static final double LEAST_SIGMA = 1e-30;

  private static final double MOST_SIGMA = 1e4;
  private static final double LEAST_SCALE = 1e-9;
  private static final double MOST_CONDITION = 1e14;
  private static final int MOST_FLAT = 10;

  private final int n;
  private final int lambda;
  private final double[] weights;
  private final double muEff;
  private final double cSigma;
  private final double dSigma;
  private final double cC;
  private final double c1;
  private final double cMu;
  private final double chi;
  private final double[] leastSpread;
  private final double[] mean;
  private final double[] pathSigma;
  private final double[] pathC;
  private final double[] covariance;
  private double sigma;
  private int generations;
  private int flat;
  private double[] axes;
  private double[] lengths;

  SearchLaw(double[] mean, double sigma, int lambda, double[] leastSpread) {
    this.n = mean.length;
    this.mean = mean;
    this.sigma = sigma;
    this.lambda = lambda;
    this.leastSpread = leastSpread;
    int mu = lambda / 2;
    weights = new double[mu];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < mu; i++) {
      weights[i] = FastMath.log((lambda + 1) / 2.0) - FastMath.log(i + 1.0);
      sum += weights[i];
      squares += weights[i] * weights[i];
    }
    for (int i = 0; i < mu; i++) {
      weights[i] /= sum;
    }
    muEff = sum * sum / squares;
    cSigma = (muEff + 2) / (n + muEff + 5);
    dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
    cC = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
    c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
    cMu = Math.min(1 - c1, 2 * (0.25 + muEff + 1 / muEff - 2) / ((n + 2.0) * (n + 2.0) + muEff));
    chi = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
    pathSigma = new double[n];
    pathC = new double[n];
    covariance = new double[n * n];
    for (int i = 0; i < n; i++) {
      covariance[i * n + i] = 1;
    }
    axes = covariance.clone();
    lengths = new double[n];
    Arrays.fill(lengths, 1);
  }

  /** The default size of a generation. */
  static int population(int n) {
    return 4 + (int) (3 * FastMath.log(Math.max(1, n)));
  }

  int population() {
    return lambda;
  }

  /** m + σ·B·D·z. */
  void draw(CounterRandom random, double[] out) {
    double[] z = new double[n];
    random.fillGaussian(z);
    for (int i = 0; i < n; i++) {
      double step = 0;
      for (int j = 0; j < n; j++) {
        step += axes[i * n + j] * lengths[j] * z[j];
      }
      out[i] = mean[i] + sigma * step;
    }
  }

  /**
   * Learns from one generation.
   *
   * @param points λ points of the unit cube, best first
   * @param even whether all were equally good
   */
  void learn(double[][] points, boolean even) {
    generations++;
    flat = even ? flat + 1 : 0;
    double[][] steps = new double[weights.length][n];
    double[] step = new double[n];
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < n; i++) {
        steps[k][i] = (points[k][i] - mean[i]) / sigma;
        step[i] += weights[k] * steps[k][i];
      }
    }
    for (int i = 0; i < n; i++) {
      mean[i] += sigma * step[i];
    }
    double length = moveSigmaPath(step);
    double age = 1 - FastMath.pow(1 - cSigma, 2.0 * generations);
    boolean steady = length / Math.sqrt(age) < (1.4 + 2 / (n + 1.0)) * chi;
    learnShape(steps, step, steady);
    sigma *= FastMath.exp(Math.min(1, cSigma / dSigma * (length / chi - 1)));
    keepSpread();
    decompose();
  }

  /** Moves the path of σ and returns its length. */
  private double moveSigmaPath(double[] step) {
    double gain = Math.sqrt(cSigma * (2 - cSigma) * muEff);
    double[] whitened = new double[n];
    for (int j = 0; j < n; j++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += axes[i * n + j] * step[i];
      }
      for (int i = 0; i < n; i++) {
        whitened[i] += axes[i * n + j] * along / lengths[j];
      }
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      pathSigma[i] = (1 - cSigma) * pathSigma[i] + gain * whitened[i];
      squares += pathSigma[i] * pathSigma[i];
    }
    return Math.sqrt(squares);
  }

  private void learnShape(double[][] steps, double[] step, boolean steady) {
    double gain = steady ? Math.sqrt(cC * (2 - cC) * muEff) : 0;
    for (int i = 0; i < n; i++) {
      pathC[i] = (1 - cC) * pathC[i] + gain * step[i];
    }
    double kept = 1 - c1 - cMu + (steady ? 0 : c1 * cC * (2 - cC));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double rank = 0;
        for (int k = 0; k < weights.length; k++) {
          rank += weights[k] * steps[k][i] * steps[k][j];
        }
        double value = kept * covariance[i * n + j] + c1 * pathC[i] * pathC[j] + cMu * rank;
        covariance[i * n + j] = value;
        covariance[j * n + i] = value;
      }
    }
  }

  /** Stretches the axes of grids on which the law would freeze. */
  private void keepSpread() {
    for (int i = 0; i < n; i++) {
      double spread = sigma * Math.sqrt(covariance[i * n + i]);
      if (spread < leastSpread[i]) {
        double stretch = leastSpread[i] / spread;
        for (int j = 0; j < n; j++) {
          covariance[i * n + j] *= stretch;
          covariance[j * n + i] *= stretch;
        }
      }
    }
  }

  private void decompose() {
    SymmetricEigen eigen = SymmetricEigen.of(n, covariance);
    axes = eigen.vectors();
    lengths = eigen.values();
    double floor = lengths[n - 1] / (10 * MOST_CONDITION);
    for (int j = 0; j < n; j++) {
      lengths[j] = Math.sqrt(Math.max(floor, lengths[j]));
    }
  }

  /** Whether nothing more is to be expected of it. */
  boolean isSpent() {
    double longest = lengths[n - 1];
    double condition = longest / lengths[0];
    return !(sigma > LEAST_SIGMA && sigma < MOST_SIGMA)
        || sigma * longest < LEAST_SCALE
        || condition * condition > MOST_CONDITION
        || flat >= MOST_FLAT;
  }
}
