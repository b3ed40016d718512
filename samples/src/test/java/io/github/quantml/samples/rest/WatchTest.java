// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Setting;
import io.github.quantml.api.TrainingData;
import io.github.quantml.ensemble.MultiModelEnsemble;
import io.github.quantml.pipeline.monitor.Action;
import io.github.quantml.pipeline.monitor.MonitoringReport;
import io.github.quantml.pipeline.monitor.MonitoringState;
import io.github.quantml.samples.SampleData;
import io.github.quantml.samples.host.Host;
import io.github.quantml.samples.host.MarketData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final ModelUri FIVE = ModelUri.parse("models:/AAPL-5b-ensemble@champion");
  private static final ModelUri TEN = ModelUri.parse("models:/AAPL-10b-ensemble@champion");

  @TempDir private Path home;
  private Models models;

  @BeforeEach
  void two_served_models() {
    QuantMlSettings settings =
        QuantMlSettings.defaults().with(Setting.ML_MODEL_CACHE_DIR, home.toString());
    Host host = Host.of(settings, MarketData.bundled());
    BarSeries bars = SampleData.apple();
    for (int h : new int[] {5, 10}) {
      MultiModelEnsemble ensemble =
          MultiModelEnsemble.trainer()
              .threads(1)
              .members("random_walk")
              .train(TrainingData.of(bars).withHorizon(Horizon.ofBars(h)));
      host.registry().register("AAPL-" + h + "b-ensemble", ensemble.toBundle());
      host.registry().alias("AAPL-" + h + "b-ensemble", Host.CHAMPION, 1);
    }
    models = new Models(host);
    models.inference().version(FIVE);
    models.inference().version(TEN);
  }

  private static MonitoringReport report(ModelUri uri, Action... actions) {
    return new MonitoringReport(
        uri.name(),
        1,
        List.of(),
        List.of(actions),
        Map.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        MonitoringState.initial());
  }

  @Test
  void what_a_check_asks_for_is_done_for_each_model() {
    List<TrainJob> queued = new ArrayList<>();
    List<ModelUri> checked = new ArrayList<>();
    new Watch(
            models,
            (uri, bars) -> {
              checked.add(uri);
              assertThat(bars.symbol()).isEqualTo("AAPL");
              return uri.equals(FIVE)
                  ? report(uri, new Action(Action.Kind.RETRAIN, uri.name(), 1, "coverage"))
                  : report(uri);
            },
            queued::add)
        .run();
    assertThat(checked).containsExactlyInAnyOrder(FIVE, TEN);
    assertThat(queued).containsExactly(new TrainJob("AAPL", "5b", "ensemble", List.of(), false));
  }

  @Test
  void a_check_that_fails_does_not_keep_the_others_from_theirs() {
    List<TrainJob> queued = new ArrayList<>();
    new Watch(
            models,
            (uri, bars) -> {
              if (uri.equals(TEN)) {
                throw new IllegalStateException("planted");
              }
              return report(uri, new Action(Action.Kind.RETRAIN, uri.name(), 1, "coverage"));
            },
            queued::add)
        .run();
    assertThat(queued).hasSize(1);
  }
}
