// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.pipeline.monitor.Action;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Does what a check of the monitor asks for: members weigh less while their finding stands, the
 * model is trained anew, or the version before serves again. A report of a version that does not
 * serve any more does nothing.
 */
public final class Remedies {
  private final InferencePipeline inference;
  private final Runnable retrain;

  private Remedies(InferencePipeline inference, Runnable retrain) {
    this.inference = inference;
    this.retrain = retrain;
  }

  /**
   * Remedies for what a pipeline serves.
   *
   * @param retrain starts a training, or queues one; it need not wait for its end
   */
  public static Remedies of(InferencePipeline inference, Runnable retrain) {
    return new Remedies(inference, retrain);
  }

  /**
   * Does what a report asks for. A roll-back makes weights and training superfluous, so that they
   * are left.
   *
   * @param model the address that the report is about
   * @return what was done, one sentence each; warnings are not done but passed on
   */
  public List<String> apply(ModelUri model, MonitoringReport report) {
    List<String> done = new ArrayList<>();
    if (inference.version(model).version() != report.version()) {
      done.add(
          model + ": version " + report.version() + " does not serve any more, nothing was done");
      return done;
    }
    for (Action action : report.actions()) {
      if (action.kind() == Action.Kind.WARN) {
        done.add("warning: " + action.reason());
      }
    }
    if (report.asksFor(Action.Kind.ROLL_BACK) && rolledBack(model, done)) {
      return done;
    }
    Map<String, Double> weights = new HashMap<>(report.weights());
    weights.keySet().retainAll(inference.ensemble(model).members());
    if (inference.trust(model, weights)) {
      done.add(model + ": weights of members times " + weights);
    }
    if (report.asksFor(Action.Kind.RETRAIN)) {
      retrain.run();
      done.add(model + ": is trained anew");
    }
    return done;
  }

  private boolean rolledBack(ModelUri model, List<String> done) {
    try {
      done.add(model + ": version " + inference.rollBack(model).version() + " serves again");
      return true;
    } catch (QuantMlException | IllegalArgumentException e) {
      done.add(model + ": could not be rolled back: " + e.getMessage());
      return false;
    }
  }
}
