// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.nd4j;

import io.github.quantml.api.BackendUnavailableException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Makes sure that ND4J found a native library, and says what to add when it did not. */
final class NativeLibrary {
  private static final int PROOF = 100;
  private static final double TOLERANCE = 1e-9;

  private NativeLibrary() {}

  /**
   * Loads ND4J on first use.
   *
   * @throws BackendUnavailableException naming the dependency to add, or that the library computes
   *     wrongly on this processor
   */
  static void require() {
    try {
      if (Nd4jBackend.load() != null && Nd4j.getBackend() != null) {
        proveFactorisation();
        return;
      }
    } catch (BackendUnavailableException e) {
      throw e;
    } catch (Nd4jBackend.NoAvailableBackendException | LinkageError | RuntimeException e) {
      throw missing(e);
    }
    throw missing(null);
  }

  /** Factorises A = M·Mᵀ for a known lower M and expects M back. */
  private static void proveFactorisation() {
    double[] m = new double[PROOF * PROOF];
    double[] a = new double[PROOF * PROOF];
    for (int i = 0; i < PROOF; i++) {
      for (int j = 0; j <= i; j++) {
        m[i * PROOF + j] = i == j ? 2 + i % 3 : 1.0 / (1 + i + 2 * j);
      }
    }
    for (int i = 0; i < PROOF; i++) {
      for (int j = 0; j < PROOF; j++) {
        for (int k = 0; k <= Math.min(i, j); k++) {
          a[i * PROOF + j] += m[i * PROOF + k] * m[j * PROOF + k];
        }
      }
    }
    if (!factorisesTo(a, m)) {
      throw new BackendUnavailableException(
          "compute backend 'nd4j': its OpenBLAS 0.3.19 computes wrongly on this processor; set the"
              + " environment variable OPENBLAS_CORETYPE=Haswell before the JVM starts");
    }
  }

  private static boolean factorisesTo(double[] a, double[] expected) {
    try (INDArray matrix = Nd4jComputeBackend.columnMajor(a, PROOF)) {
      Nd4j.getBlasWrapper().lapack().potrf(matrix, true);
      for (int i = 0; i < PROOF; i++) {
        for (int j = 0; j <= i; j++) {
          if (!(Math.abs(matrix.getDouble(i, j) - expected[i * PROOF + j]) < TOLERANCE)) {
            return false;
          }
        }
      }
      return true;
    } catch (BlasException e) {
      return false;
    }
  }

  private static BackendUnavailableException missing(@Nullable Throwable cause) {
    return new BackendUnavailableException(
        "compute backend 'nd4j': no native library for this platform; add"
            + " org.nd4j:nd4j-native:1.0.0-M2.1 and the same with the classifier of your platform,"
            + " for example linux-x86_64, macosx-arm64 or windows-x86_64",
        cause);
  }
}
