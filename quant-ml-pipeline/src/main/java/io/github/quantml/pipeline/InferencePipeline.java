// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import io.github.quantml.api.Outcome;
import io.github.quantml.api.Progress;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ModelRegistry;
import io.github.quantml.api.spi.TaskRunner;
import io.github.quantml.ensemble.MultiModelEnsemble;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves registered ensembles: one series, many at a time, or bar by bar.
 *
 * <p>A model is loaded when it is first asked for, or by {@link #warmUp}, and stays. {@link
 * #refresh} looks whether an address means another version now; that version is loaded and asked
 * once on the bars last served before it takes over, and calls that are under way end on the model
 * they began with, so no call is dropped. A version that cannot be loaded, or cannot answer, does
 * not take over.
 *
 * <p>Thread-safe, with no threads of its own. Predictions are cached by the ensembles ({@code
 * ML_PREDICTION_CACHE_TTL}).
 */
public final class InferencePipeline {
  private static final Logger LOG = LoggerFactory.getLogger(InferencePipeline.class);

  private final ModelRegistry registry;
  private final Function<String, ModelUri> route;
  private final QuantMlSettings settings;
  private final Consumer<Served> listener;
  private final Map<ModelUri, Slot> slots = new ConcurrentHashMap<>();

  private InferencePipeline(
      ModelRegistry registry,
      Function<String, ModelUri> route,
      QuantMlSettings settings,
      Consumer<Served> listener) {
    this.registry = registry;
    this.route = route;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Serves from a registry.
   *
   * @param route the address of the model of a symbol
   */
  public static InferencePipeline of(ModelRegistry registry, Function<String, ModelUri> route) {
    return new InferencePipeline(registry, route, QuantMlSettings.defaults(), served -> {});
  }

  /** Serves every symbol by one model. */
  public static InferencePipeline of(ModelRegistry registry, ModelUri model) {
    return of(registry, symbol -> model);
  }

  public InferencePipeline withSettings(QuantMlSettings value) {
    return new InferencePipeline(registry, route, value, listener);
  }

  /**
   * Tells every prediction that was served, on the thread that asked; what the listener throws is
   * logged and does not reach the caller.
   */
  public InferencePipeline withListener(Consumer<Served> value) {
    return new InferencePipeline(registry, route, settings, value);
  }

  private record Loaded(ModelVersion version, MultiModelEnsemble ensemble) {}

  /** What was asked last: a new version is asked the same before it takes over. */
  private record Asked(BarSeries bars, MarketContext context) {}

  private static final class Slot {
    private volatile @Nullable Loaded current;
    private volatile @Nullable Asked asked;
    private volatile Map<String, Double> trust = Map.of();
  }

  /**
   * Predicts from the last bar.
   *
   * @throws QuantMlException when the symbol's model cannot be found or has no view
   */
  public Served predict(BarSeries bars, MarketContext context) {
    return predict(route.apply(bars.symbol()), bars, context);
  }

  /**
   * Predicts by a model of choice.
   *
   * @throws QuantMlException when the model cannot be found or has no view
   */
  public Served predict(ModelUri model, BarSeries bars, MarketContext context) {
    Slot slot = slot(model);
    Loaded loaded = loaded(model, slot);
    Served served = new Served(loaded.ensemble().predict(bars, context), loaded.version());
    slot.asked = new Asked(bars, context);
    tell(served);
    return served;
  }

  private void tell(Served served) {
    try {
      listener.accept(served);
    } catch (RuntimeException e) { // what is done with an answer must not take it away
      LOG.warn("the listener of {} predictions failed", served.prediction().symbol(), e);
    }
  }

  /**
   * Predicts for many instruments, on {@code ML_N_JOBS} threads.
   *
   * @param context of each
   * @return one outcome per series, in their order; one that fails fails alone
   */
  public List<Outcome<Served>> predictAll(
      List<BarSeries> series, Function<BarSeries, MarketContext> context, Progress progress) {
    return TaskRunner.local(settings.nJobs())
        .map(
            series,
            bars -> predict(bars, context.apply(bars)),
            (stage, done, total) -> progress.update("predicting", done, total));
  }

  /**
   * Begins a stream of bars.
   *
   * @param history bars so far, at least one
   */
  public LivePrediction stream(BarSeries history) {
    return new LivePrediction(this, history);
  }

  /** Loads the model of a symbol before it is asked for. */
  public ModelVersion warmUp(String symbol) {
    return version(route.apply(symbol));
  }

  /** The version that serves an address now, loaded if it was not. */
  public ModelVersion version(ModelUri model) {
    return loaded(model, slot(model)).version();
  }

  private Slot slot(ModelUri uri) {
    return slots.computeIfAbsent(uri, u -> new Slot());
  }

  private Loaded loaded(ModelUri uri, Slot slot) {
    Loaded now = slot.current;
    if (now != null) {
      return now;
    }
    synchronized (slot) {
      now = slot.current;
      if (now == null) {
        ModelVersion version = registry.version(uri);
        now = new Loaded(version, load(version));
        slot.current = now;
      }
      return now;
    }
  }

  private MultiModelEnsemble load(ModelVersion version) {
    ModelUri exact = new ModelUri(version.name(), new ModelUri.Selector.Version(version.version()));
    return MultiModelEnsemble.of(registry.resolve(exact), settings);
  }

  /**
   * One address whose version changed, or should have.
   *
   * @param uri the address
   * @param from version that served
   * @param to version that the registry names
   * @param error why it did not take over; empty when it did
   */
  public record Swap(ModelUri uri, int from, int to, String error) {
    public boolean done() {
      return error.isEmpty();
    }
  }

  /**
   * Looks into the registry and swaps models whose address means another version now. A registry
   * that cannot be reached leaves everything as it is and is named in the answer.
   *
   * @return one entry per address that changed or failed
   */
  public List<Swap> refresh() {
    List<Swap> swaps = new ArrayList<>();
    for (Map.Entry<ModelUri, Slot> entry : slots.entrySet()) {
      Slot slot = entry.getValue();
      synchronized (slot) {
        Loaded old = slot.current;
        if (old != null) {
          swap(entry.getKey(), slot, old, swaps);
        }
      }
    }
    return swaps;
  }

  private void swap(ModelUri uri, Slot slot, Loaded old, List<Swap> swaps) {
    int from = old.version().version();
    int to = from;
    try {
      ModelVersion version = registry.version(uri);
      to = version.version();
      if (to == from) {
        return;
      }
      MultiModelEnsemble ensemble = load(version);
      Asked asked = slot.asked;
      if (asked != null) {
        ensemble.predict(asked.bars(), asked.context());
      }
      slot.trust = Map.of(); // what was said of the old version's members does not hold for the new
      slot.current = new Loaded(version, ensemble);
      swaps.add(new Swap(uri, from, to, ""));
      LOG.info("{}: version {} took over from {}", uri, to, from);
    } catch (RuntimeException e) { // the old model goes on serving
      LOG.warn("{}: version {} goes on, {} cannot take over", uri, from, to, e);
      swaps.add(new Swap(uri, from, to, String.valueOf(e.getMessage())));
    }
  }

  /**
   * Points the alias of a symbol's model back at the version before, and serves it.
   *
   * @throws IllegalArgumentException when the symbol's address is not an alias
   * @throws QuantMlException when there is no version before, or it cannot serve
   */
  public ModelVersion rollBack(String symbol) {
    return rollBack(route.apply(symbol));
  }

  /**
   * Points an alias back at the version before, and serves it.
   *
   * @throws IllegalArgumentException when the address is not an alias
   * @throws QuantMlException when there is no version before, or it cannot serve
   */
  public ModelVersion rollBack(ModelUri uri) {
    if (!(uri.selector() instanceof ModelUri.Selector.Alias alias)) {
      throw new IllegalArgumentException(
          "model: " + uri + " is no alias, so nothing can roll back");
    }
    ModelVersion back = registry.rollBack(uri.name(), alias.alias());
    Slot slot = slot(uri);
    synchronized (slot) {
      Loaded old = slot.current;
      if (old != null) {
        List<Swap> swaps = new ArrayList<>();
        swap(uri, slot, old, swaps);
        for (Swap swap : swaps) {
          if (!swap.done()) {
            throw new QuantMlException(
                uri + ": version " + swap.to() + " cannot serve: " + swap.error());
          }
        }
      }
    }
    return back;
  }

  /**
   * Lowers the weight of members of a symbol's model until another version takes over ({@link
   * MultiModelEnsemble#withTrust}).
   *
   * @param factors by member, in [0, 1]; they replace those given before
   * @return whether they differ from those given before
   */
  public boolean trust(String symbol, Map<String, Double> factors) {
    return trust(route.apply(symbol), factors);
  }

  /**
   * Lowers the weight of members of a model until another version takes over.
   *
   * @param factors by member, in [0, 1]; they replace those given before
   * @return whether they differ from those given before
   */
  public boolean trust(ModelUri uri, Map<String, Double> factors) {
    Slot slot = slot(uri);
    synchronized (slot) {
      Loaded now = loaded(uri, slot);
      if (factors.equals(slot.trust)) {
        return false;
      }
      MultiModelEnsemble whole = slot.trust.isEmpty() ? now.ensemble() : load(now.version());
      MultiModelEnsemble shrunk = factors.isEmpty() ? whole : whole.withTrust(factors);
      slot.current = new Loaded(now.version(), shrunk);
      slot.trust = Map.copyOf(factors);
      return true;
    }
  }

  /** The ensemble that serves a symbol now. */
  public MultiModelEnsemble ensemble(String symbol) {
    return ensemble(route.apply(symbol));
  }

  /** The ensemble that serves an address now. */
  public MultiModelEnsemble ensemble(ModelUri model) {
    return loaded(model, slot(model)).ensemble();
  }

  /** Versions that serve, by address. */
  public Map<String, ModelVersion> serving() {
    Map<String, ModelVersion> all = new TreeMap<>();
    slots.forEach(
        (uri, slot) -> {
          Loaded now = slot.current;
          if (now != null) {
            all.put(uri.toString(), now.version());
          }
        });
    return Collections.unmodifiableMap(all);
  }

  @Override
  public String toString() {
    return "inference from " + registry.name() + ", serving " + serving();
  }
}
