// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelTrainer;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final BarSeries BARS = Markets.restless(300, 3);

  private static final class InMemory implements TrainingCheckpoints {
    private final Map<String, ModelBundle> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<ModelBundle> find(String key) {
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void keep(String key, ModelBundle model) {
      kept.put(key, model);
    }
  }

  /** The quick volatility member, counted, that breaks off at a call. */
  private record Counted(AtomicInteger calls, int breaksAt) implements ModelTrainer {
    private static final ModelTrainer INNER = VolatilityTrainer.of(VolatilityConfig.defaults());

    @Override
    public String name() {
      return INNER.name();
    }

    @Override
    public Set<ContextItem> uses() {
      return INNER.uses();
    }

    @Override
    public int minimumBars(Horizon horizon) {
      return INNER.minimumBars(horizon);
    }

    @Override
    public Model train(TrainingData data, TrainingContext context) {
      if (calls.incrementAndGet() == breaksAt) {
        throw new CancellationException("stopped by the test");
      }
      return INNER.train(data, context);
    }
  }

  private static byte[] train(ModelTrainer member, TrainingCheckpoints checkpoints, int threads) {
    return MultiModelEnsemble.trainer()
        .threads(threads)
        .member(member)
        .checkpoints(checkpoints)
        .train(TrainingData.of(BARS))
        .toBundle()
        .toBytes();
  }

  @Test
  void a_stopped_training_goes_on_from_its_finished_models_to_the_same_bytes() {
    AtomicInteger whole = new AtomicInteger();
    byte[] expected = train(new Counted(whole, -1), TrainingCheckpoints.NONE, 1);
    InMemory store = new InMemory();
    AtomicInteger first = new AtomicInteger();
    int breaksAt = whole.get() / 2;
    assertThatThrownBy(() -> train(new Counted(first, breaksAt), store, 1))
        .isInstanceOf(CancellationException.class);
    AtomicInteger second = new AtomicInteger();
    assertThat(train(new Counted(second, -1), store, 2)).isEqualTo(expected);
    assertThat(second.get()).isPositive().isLessThan(whole.get());
    AtomicInteger third = new AtomicInteger();
    assertThat(train(new Counted(third, -1), store, 1)).isEqualTo(expected);
    assertThat(third.get()).isZero();
  }

  @Test
  void a_checkpoint_of_other_bars_or_another_seed_is_not_taken() {
    InMemory store = new InMemory();
    train(new Counted(new AtomicInteger(), -1), store, 1);
    AtomicInteger again = new AtomicInteger();
    MultiModelEnsemble.trainer()
        .threads(1)
        .seed(7)
        .member(new Counted(again, -1))
        .checkpoints(store)
        .train(TrainingData.of(BARS));
    assertThat(again.get()).isPositive();
    AtomicInteger other = new AtomicInteger();
    MultiModelEnsemble.trainer()
        .threads(1)
        .member(new Counted(other, -1))
        .checkpoints(store)
        .train(TrainingData.of(Markets.restless(300, 4)));
    assertThat(other.get()).isPositive();
  }

  @Test
  void a_useless_checkpoint_is_trained_again() {
    byte[] expected = train(new Counted(new AtomicInteger(), -1), TrainingCheckpoints.NONE, 1);
    InMemory store = new InMemory();
    train(new Counted(new AtomicInteger(), -1), store, 1);
    store.kept.replaceAll((key, model) -> ModelBundle.builder(model.kind(), 1).build());
    assertThat(train(new Counted(new AtomicInteger(), -1), store, 1)).isEqualTo(expected);
  }

  @Test
  void a_member_that_is_trusted_less_weighs_less() {
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer()
            .threads(1)
            .members("random_walk", "volatility")
            .train(TrainingData.of(BARS));
    Map<String, Double> before = ensemble.weights();
    MultiModelEnsemble less = ensemble.withTrust(Map.of("volatility", 0.25));
    double scaled = 0.25 * before.getOrDefault("volatility", 0.0);
    double expected = scaled / (scaled + before.getOrDefault("random_walk", 0.0));
    assertThat(less.weights().get("volatility")).isCloseTo(expected, within(1e-15));
    assertThat(less.provenance().settings()).containsEntry("trust.volatility", "0.25");
    assertThat(less.predict(BARS, MarketContext.empty()).volatility())
        .isNotEqualTo(ensemble.predict(BARS, MarketContext.empty()).volatility());
    assertThatThrownBy(() -> ensemble.withTrust(Map.of("lstm", 0.5)))
        .hasMessageContaining("'lstm' is no member");
    assertThatThrownBy(() -> ensemble.withTrust(Map.of("volatility", 1.5)))
        .hasMessageContaining("must lie in [0, 1], got 1.5");
    assertThatThrownBy(() -> ensemble.withTrust(Map.of("volatility", 0.0, "random_walk", 0.0)))
        .hasMessageContaining("no member any weight");
  }

  @Test
  void the_distribution_is_the_one_a_prediction_sums_up() {
    MultiModelEnsemble ensemble =
        MultiModelEnsemble.trainer().threads(1).train(TrainingData.of(BARS));
    Prediction p = ensemble.predict(BARS, MarketContext.empty());
    ReturnDistribution all = ensemble.distribution(BARS, MarketContext.empty());
    assertThat(all.mean()).isEqualTo(p.expectedReturn());
    assertThat(all.stdDev()).isEqualTo(p.volatility());
  }
}
