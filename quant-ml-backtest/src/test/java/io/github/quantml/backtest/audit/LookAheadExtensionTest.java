// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.quantml.api.BarSeries;
import io.github.quantml.backtest.audit.junit.LookAheadExtension;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

@ExtendWith(LookAheadExtension.class)
class LookAheadExtensionTest {
  /** Tests that must fail; no test class of the build, the test below runs it. */
  @Tag("planted")
  @ExtendWith(LookAheadExtension.class)
  static final class Planted {
    @Test
    void leaks(LookAheadAudit audit) {
      audit.feature("last close", Planted::lastClose);
    }

    private static double[] lastClose(BarSeries bars) {
      double[] out = new double[bars.size()];
      Arrays.fill(out, bars.close(bars.size() - 1));
      return out;
    }

    @Test
    void audits_nothing(LookAheadAudit audit) {
      assertThat(audit.data().bars()).hasSize(2);
    }

    @Test
    void is_clean(LookAheadAudit audit) {
      audit.feature("close", BarSeries::toCloses);
    }
  }

  @Test
  void a_clean_feature_passes_with_the_audit_it_is_handed(LookAheadAudit audit) {
    assertThat(audit.feature("close", BarSeries::toCloses).clean()).isTrue();
  }

  @Test
  void a_leak_and_a_forgotten_audit_fail_the_test() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Planted.class))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    assertThat(summary.getFailures())
        .extracting(f -> f.getException().getMessage())
        .anyMatch(m -> m.startsWith("last close looks ahead"))
        .anyMatch(m -> m.startsWith("the test was given a look-ahead audit and audited nothing"));
  }
}
