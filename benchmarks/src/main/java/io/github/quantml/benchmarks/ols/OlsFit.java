// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks.ols;

import io.github.quantml.benchmarks.Comparison;
import io.github.quantml.math.regression.CovarianceEstimator;
import io.github.quantml.math.regression.LeastSquares;
import io.github.quantml.math.regression.LeastSquaresFit;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.LinearModel;
import smile.regression.OLS;

/** A regression with a constant: coefficients, then standard errors of independent errors. */
public class OlsFit extends Comparison {
  /** Rows and regressors. */
  @Param({"10000x5", "1000x20"})
  public String shape = "";

  private Design design = Design.of(2, 1);
  private DMatrixRMaj withOnes = new DMatrixRMaj();
  private DMatrixRMaj response = new DMatrixRMaj();
  private DataFrame frame = DataFrame.of(new double[1][1], "y");

  /** For JMH. */
  public OlsFit() {}

  @Override
  public void prepare(Scale scale) {
    int cross = shape.indexOf('x');
    int n = Integer.parseInt(shape.substring(0, cross)) / (scale == Scale.FULL ? 1 : 10);
    int k = Integer.parseInt(shape.substring(cross + 1));
    design = Design.of(n, k);
    withOnes = new DMatrixRMaj(n, k + 1);
    response = new DMatrixRMaj(n, 1, true, design.y());
    double[][] all = new double[n][];
    String[] names = new String[k + 1];
    for (int t = 0; t < n; t++) {
      double[] row = design.rows()[t];
      withOnes.set(t, 0, 1);
      for (int j = 0; j < k; j++) {
        withOnes.set(t, j + 1, row[j]);
      }
      all[t] = Arrays.copyOf(row, k + 1);
      all[t][k] = design.y()[t];
    }
    for (int j = 0; j < k; j++) {
      names[j] = "x" + j;
    }
    names[k] = "y";
    frame = DataFrame.of(all, names);
  }

  @Override
  public String workload() {
    return "ols";
  }

  @Override
  public String kernel() {
    return "ols";
  }

  @Override
  public Map<String, double[]> inputs() {
    return Map.of("x", design.flat(), "y", design.y());
  }

  @Override
  @Benchmark
  public double[] quantMl() {
    LeastSquaresFit fit = LeastSquares.fitWithIntercept(design.y(), design.columns());
    return joined(fit.coefficients(), fit.standardErrors(CovarianceEstimator.iid()));
  }

  @Benchmark
  public double[] commonsMath() {
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
    regression.newSampleData(design.y(), design.rows());
    return joined(
        regression.estimateRegressionParameters(),
        regression.estimateRegressionParametersStandardErrors());
  }

  /** Householder QR; the library has no standard errors, so they are computed from R here. */
  @Benchmark
  public double[] ejml() {
    int n = withOnes.numRows;
    int p = withOnes.numCols;
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.qr(n, p);
    solver.setA(withOnes.copy());
    DMatrixRMaj b = new DMatrixRMaj(p, 1);
    solver.solve(response.copy(), b);
    DMatrixRMaj residuals = response.copy();
    CommonOps_DDRM.multAdd(-1, withOnes, b, residuals);
    double variance = CommonOps_DDRM.dot(residuals, residuals) / (n - p);
    QRDecomposition<DMatrixRMaj> qr = solver.getDecomposition();
    DMatrixRMaj inverse = qr.getR(null, true);
    CommonOps_DDRM.invert(inverse);
    double[] errors = new double[p];
    for (int j = 0; j < p; j++) {
      double sum = 0;
      for (int i = j; i < p; i++) {
        sum += inverse.get(j, i) * inverse.get(j, i);
      }
      errors[j] = Math.sqrt(variance * sum);
    }
    return joined(b.data, errors);
  }

  /** On the OpenBLAS that ND4J carries. */
  @Benchmark
  public double[] smile() {
    LinearModel model = OLS.fit(Formula.lhs("y"), frame, "qr", true, true);
    double[][] table = model.ttest();
    int p = table.length;
    double[] out = new double[2 * p];
    for (int j = 0; j < p; j++) {
      out[j] = table[j][0];
      out[p + j] = table[j][1];
    }
    return out;
  }

  private static double[] joined(double[] a, double[] b) {
    double[] out = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
