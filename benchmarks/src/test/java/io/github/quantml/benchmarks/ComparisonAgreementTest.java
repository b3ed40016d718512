// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("On small inputs every peer on the JVM computes what we compute")
class ComparisonAgreementTest {
  static List<Case> cases() {
    return Workloads.cases(Workloads.names());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void every_side_agrees(Case one) throws InvocationTargetException {
    one.comparison().prepare(Comparison.Scale.SMALL);
    double[] ours = one.run(Case.OURS);
    assertThat(ours).as("ours").isNotEmpty();
    assertThat(one.comparison().inputs()).as("inputs for peers in Python").isNotEmpty();
    for (String side : one.sides()) {
      Agreement agreement = Agreement.of(ours, one.run(side));
      assertThat(agreement.maxRelDiff())
          .as("%s against %s", one.label(), side)
          .isLessThanOrEqualTo(one.comparison().tolerance());
      assertThat(agreement.oneSided()).as("one-sided values of %s", side).isZero();
    }
  }
}
