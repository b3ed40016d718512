// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.spi.ComputeBackend;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JavaComputeBackendTest {
  private final ComputeBackend backend = new JavaComputeBackend();

  @Test
  void is_found_by_the_service_loader() {
    assertThat(ServiceLoader.load(ComputeBackend.class))
        .anyMatch(found -> found.name().equals("java") && found.isAvailable());
  }

  @Test
  void answers_worked_by_hand() {
    double[] a = {1, 2, 3, 4, 5, 6};
    double[] c = new double[4];
    backend.gemm(2, 2, 3, a, new double[] {1, 0, 0, 1, 1, 1}, c);
    assertThat(c).containsExactly(4, 5, 10, 11);
    backend.syrk(3, 2, a, c);
    assertThat(c).containsExactly(35, 44, 44, 56);
    backend.covariance(3, 2, a, c);
    assertThat(c).containsExactly(4, 4, 4, 4);
    double[] y = new double[4];
    backend.batchedGemv(2, 2, 3, a, new double[] {1, 0, 0, 0, 1, 1}, y);
    assertThat(y).containsExactly(1, 4, 5, 11);
    double[] x = new double[2];
    // The upper triangle is not read.
    backend.choleskySolve(2, 1, new double[] {4, 99, 2, 3}, new double[] {8, 8}, x);
    assertThat(x[0]).isCloseTo(1, within(1e-15));
    assertThat(x[1]).isCloseTo(2, within(1e-15));
    double[] values = new double[2];
    double[] vectors = new double[4];
    backend.symmetricEigen(2, new double[] {2, 99, 1, 2}, values, vectors);
    assertThat(values[0]).isCloseTo(1, within(1e-14));
    assertThat(values[1]).isCloseTo(3, within(1e-14));
    double half = Math.sqrt(0.5);
    assertThat(vectors[1]).isCloseTo(half, within(1e-14));
    assertThat(vectors[3]).isCloseTo(half, within(1e-14));
    assertThat(Math.abs(vectors[0])).isCloseTo(half, within(1e-14));
  }
}
