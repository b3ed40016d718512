// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.backtest.audit.junit;

import io.github.quantml.backtest.audit.AuditReport;
import io.github.quantml.backtest.audit.LookAheadAudit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link LookAheadAudit} to a test and fails the test when one of its audits found
 * something, or when it audited nothing.
 *
 * <pre>{@code
 * @ExtendWith(LookAheadExtension.class)
 * class MomentumTest {
 *   @Test
 *   void does_not_look_ahead(LookAheadAudit audit) {
 *     audit.feature("momentum", Momentum::of);
 *   }
 * }
 * }</pre>
 *
 * <p>The data are 500 made-up daily bars of two symbols; give others with
 * {@code @RegisterExtension} and {@link #on}.
 */
@SuppressWarnings("exports") // Only for tests, which have JUnit.
public final class LookAheadExtension implements ParameterResolver, AfterTestExecutionCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LookAheadExtension.class);

  private final LookAheadAudit audit;

  /** With made-up bars. */
  public LookAheadExtension() {
    this(LookAheadAudit.of(MadeUpBars.data(500, 42)));
  }

  private LookAheadExtension(LookAheadAudit audit) {
    this.audit = audit;
  }

  /** With an audit of the caller's data and settings. */
  public static LookAheadExtension on(LookAheadAudit audit) {
    return new LookAheadExtension(audit);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LookAheadAudit.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Reports reports = reports(context);
    return audit.withListener(reports::add);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Reports reports = reports(context);
    if (!reports.handedOut(context)) {
      return;
    }
    reports.check();
  }

  private static Reports reports(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Reports.class, key -> new Reports(), Reports.class);
  }

  /** What the audits of one test found. */
  private static final class Reports {
    private final List<AuditReport> all = Collections.synchronizedList(new ArrayList<>());

    void add(AuditReport report) {
      all.add(report);
    }

    /** Whether the test asked for an audit. */
    boolean handedOut(ExtensionContext context) {
      return context
          .getTestMethod()
          .map(m -> List.of(m.getParameterTypes()).contains(LookAheadAudit.class))
          .orElse(false);
    }

    void check() {
      if (all.isEmpty()) {
        throw new AssertionError("the test was given a look-ahead audit and audited nothing");
      }
      String found =
          all.stream()
              .filter(r -> !r.clean())
              .map(AuditReport::toString)
              .collect(Collectors.joining("\n"));
      if (!found.isEmpty()) {
        throw new AssertionError(found);
      }
    }
  }
}
