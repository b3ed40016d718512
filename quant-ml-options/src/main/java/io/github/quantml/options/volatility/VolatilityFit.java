// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.options.volatility;

import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.math.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * A conditional volatility model with its parameters and the returns they were fitted to.
 *
 * <p>Maximum likelihood with constant mean μ; the search runs on returns scaled to variance 1, so
 * the fit of c·r is that of r with scaled parameters. Parameters that end on a bound of their
 * domain are named by {@link #atBound()}: their standard errors, and those of the others, are then
 * not valid. Immutable, thread-safe.
 *
 * <p>Source: Bollerslev (1986); Fiorentini, Calzolari and Panattoni (1996), Analytic derivatives
 * and the computation of GARCH estimates; the models' own papers at {@link VarianceModel}.
 */
public final class VolatilityFit {
  /** Fewest returns a fit is tried on. */
  public static final int FEWEST = 50;

  private static final int POLISH = 300;
  private static final int TRIAL = 8;

  private final VarianceModel model;
  private final Innovation law;
  private final Presample presample;
  private final double[] theta;
  private final double[] returns;
  private final double logLikelihood;
  private final boolean converged;
  private final List<String> atBound;

  private VolatilityFit(
      VarianceModel model,
      Innovation law,
      Presample presample,
      double[] theta,
      double[] returns,
      double logLikelihood,
      boolean converged,
      List<String> atBound) {
    this.model = model;
    this.law = law;
    this.presample = presample;
    this.theta = theta;
    this.returns = returns;
    this.logLikelihood = logLikelihood;
    this.converged = converged;
    this.atBound = atBound;
  }

  /**
   * Fits by maximum likelihood.
   *
   * @throws InsufficientDataException for fewer than {@link #FEWEST} returns
   * @throws InvalidDataException for a return that is not finite, naming its index, and for returns
   *     that hardly vary
   */
  public static VolatilityFit fit(
      VarianceModel model, Innovation law, Presample presample, double[] returns) {
    double scale = check(returns);
    int n = returns.length;
    double[] r = new double[n];
    for (int t = 0; t < n; t++) {
      r[t] = returns[t] / scale;
    }
    Likelihood l = new Likelihood(model, law, presample, r);
    double[] low = join(l.recursion.low(), law.low());
    double[] high = join(l.recursion.high(), law.high());
    Maximiser best = null;
    for (double[] start : l.recursion.starts()) {
      double[] s = join(start, law.start());
      s[0] = mean(r);
      Maximiser m = new Maximiser(l, low, high, s);
      m.run(l.k > 5 ? TRIAL : 0);
      if (best == null || m.value > best.value) {
        best = m;
      }
    }
    if (best == null) {
      throw new IllegalStateException("no starting values");
    }
    best.run(POLISH);
    best.polish();
    List<String> bound = new ArrayList<>();
    List<String> names = names(model, law);
    for (int j = 1; j < l.k; j++) {
      double edge = 1e-6;
      if (best.theta[j] < low[j] + edge * 1e-2 || best.theta[j] > high[j] - edge) {
        bound.add(names.get(j));
      }
    }
    double[] theta = l.recursion.scaled(best.theta, scale);
    Likelihood own = new Likelihood(model, law, presample, returns);
    return new VolatilityFit(
        model,
        law,
        presample,
        theta,
        returns.clone(),
        own.value(theta),
        best.converged,
        List.copyOf(bound));
  }

  /** The model at given parameters: μ, those of the variance, those of the law. */
  public static VolatilityFit at(
      VarianceModel model,
      Innovation law,
      Presample presample,
      double[] parameters,
      double[] returns) {
    check(returns);
    Likelihood l = new Likelihood(model, law, presample, returns);
    if (parameters.length != l.k) {
      throw new IllegalArgumentException(
          "parameters: must be " + names(model, law) + ", got " + Arrays.toString(parameters));
    }
    double value = l.value(parameters);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "parameters: give no positive variances, got " + Arrays.toString(parameters));
    }
    return new VolatilityFit(
        model, law, presample, parameters.clone(), returns.clone(), value, true, List.of());
  }

  /** The returns' standard deviation, if a model can be fitted to them. */
  static double check(double[] returns) {
    if (returns.length < FEWEST) {
      throw new InsufficientDataException("returns for a volatility model", FEWEST, returns.length);
    }
    for (int t = 0; t < returns.length; t++) {
      if (!Double.isFinite(returns[t])) {
        throw new InvalidDataException("return " + t + ": must be finite, got " + returns[t]);
      }
    }
    double mean = mean(returns);
    double sum = 0;
    double size = 0;
    for (double v : returns) {
      sum += (v - mean) * (v - mean);
      size = Math.max(size, Math.abs(v));
    }
    double scale = Math.sqrt(sum / returns.length);
    if (!(scale > 1e-10 * size)) {
      throw new InvalidDataException("returns: hardly vary, their standard deviation is " + scale);
    }
    return scale;
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  private static double[] join(double[] a, double[] b) {
    double[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }

  private static List<String> names(VarianceModel model, Innovation law) {
    List<String> names = new ArrayList<>();
    names.add("mu");
    names.addAll(model.parameters());
    names.addAll(law.parameters());
    return names;
  }

  /** Parameters by name, in order. */
  public Map<String, Double> parameters() {
    Map<String, Double> out = new LinkedHashMap<>();
    List<String> names = names(model, law);
    for (int j = 0; j < theta.length; j++) {
      out.put(names.get(j), theta[j]);
    }
    return out;
  }

  /** Parameters in the order of {@link #parameters()}, a copy. */
  public double[] toArray() {
    return theta.clone();
  }

  /** The log-likelihood of the returns. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Whether the search met its test. */
  public boolean converged() {
    return converged;
  }

  /** Parameters on a bound of their domain; errors are not valid then. */
  public List<String> atBound() {
    return atBound;
  }

  /** How much of a shock to the state is left after one step. */
  public double persistence() {
    return new Recursion(model).persistence(theta);
  }

  /** Standard errors in the order of {@link #parameters()}. */
  public double[] standardErrors(ErrorKind kind) {
    Likelihood l = new Likelihood(model, law, presample, returns);
    try {
      RealMatrix covariance =
          switch (kind) {
            case HESSIAN -> inverse(matrix(l.negativeHessian(theta)));
            case OUTER_PRODUCT -> inverse(matrix(l.outerProduct(theta)));
            case INFORMATION -> inverse(matrix(l.information(theta)));
            case QUASI_MAXIMUM_LIKELIHOOD ->
                sandwich(matrix(l.negativeHessian(theta)), matrix(l.outerProduct(theta)));
            case BOLLERSLEV_WOOLDRIDGE ->
                sandwich(matrix(l.information(theta)), matrix(l.outerProduct(theta)));
          };
      double[] out = new double[l.k];
      for (int j = 0; j < l.k; j++) {
        out[j] = Math.sqrt(covariance.getEntry(j, j));
        if (!Double.isFinite(out[j])) {
          throw new InvalidDataException(
              kind
                  + ": no standard error of "
                  + names(model, law).get(j)
                  + ", the matrix is not positive definite; parameters at a bound: "
                  + atBound);
        }
      }
      return out;
    } catch (SingularMatrixException e) {
      throw new InvalidDataException(
          kind + ": the matrix is singular; parameters at a bound: " + atBound, e);
    }
  }

  private static RealMatrix sandwich(RealMatrix bread, RealMatrix filling) {
    RealMatrix inverse = inverse(bread);
    return inverse.multiply(filling).multiply(inverse);
  }

  private static RealMatrix matrix(double[][] a) {
    return new Array2DRowRealMatrix(a, false);
  }

  /** Scaled by the diagonal first: parameters differ by orders of magnitude. */
  private static RealMatrix inverse(RealMatrix a) {
    int n = a.getRowDimension();
    double[] s = new double[n];
    RealMatrix b = a.copy();
    for (int i = 0; i < n; i++) {
      s[i] = 1 / Math.sqrt(Math.abs(a.getEntry(i, i)) + 1e-300);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b.multiplyEntry(i, j, s[i] * s[j]);
      }
    }
    RealMatrix c = new LUDecomposition(b, 1e-13).getSolver().getInverse();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        c.multiplyEntry(i, j, s[i] * s[j]);
      }
    }
    return c;
  }

  /** Conditional variance of every return, and last that of the next one. */
  public double[] variances() {
    return new Likelihood(model, law, presample, returns).variances(theta);
  }

  /** A filter that goes on after the last return. */
  public VolatilityFilter filter() {
    double[] h = variances();
    return new VolatilityFilter(
        model,
        theta,
        h[returns.length],
        returns,
        Recursion.presample(model, presample, theta[0], returns));
  }

  /**
   * Variance of each of the next returns.
   *
   * <p>Analytic for models linear in squares (GARCH, GJR under a symmetric law, FIGARCH, EWMA);
   * filtered historical simulation for the others: standardised residuals drawn with replacement
   * from a stream per path, the same for any order of paths.
   *
   * @param horizon at least 1
   * @param paths of a simulation, at least 100
   * @param seed of a simulation
   */
  public double[] forecast(int horizon, int paths, long seed) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: must be at least 1, got " + horizon);
    }
    if (paths < 100) {
      throw new IllegalArgumentException("paths: must be at least 100, got " + paths);
    }
    VolatilityFilter f = filter();
    return switch (model) {
      case GARCH, GJR, FIGARCH, EWMA -> f.expected(horizon);
      default -> simulated(f, horizon, paths, seed);
    };
  }

  private double[] simulated(VolatilityFilter f, int horizon, int paths, long seed) {
    double[] h = variances();
    double[] z = new double[returns.length];
    for (int t = 0; t < z.length; t++) {
      z[t] = (returns[t] - theta[0]) / Math.sqrt(h[t]);
    }
    Recursion recursion = new Recursion(model);
    CounterRandom root = CounterRandom.of(seed);
    double[] sum = new double[horizon];
    for (int p = 0; p < paths; p++) {
      CounterRandom random = root.split(p);
      double x = recursion.state(theta, f.variance());
      for (int k = 0; k < horizon; k++) {
        double v = recursion.variance(theta, x);
        sum[k] += v;
        x = recursion.next(theta, x, Math.sqrt(v) * z[random.nextInt(z.length)], Recursion.NONE);
      }
    }
    for (int k = 0; k < horizon; k++) {
      sum[k] /= paths;
    }
    sum[0] = f.variance();
    return sum;
  }
}
