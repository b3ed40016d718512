// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.quantml.api.BarSeries;
import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.FactorExposure;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.Insights;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.LoadLimits;
import io.github.quantml.api.MarketContext;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Prediction;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.Regime;
import io.github.quantml.api.ReturnDistribution;
import io.github.quantml.api.SimilarPattern;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Combines what several models say into one calibrated forecast.
 *
 * <p>The combined distribution is the mixture of the members' distributions. Their weights follow
 * their log scores on bars they had not seen (exponential weights with a fixed share); a member
 * that lacks the context it needs abstains and says why. The interval is adaptive conformal, the
 * class probabilities are temperature-scaled, and all three were learned from out-of-sample
 * outcomes only, which {@link #evaluation} shows.
 *
 * <p>Immutable and thread-safe. {@link #predict} keeps its answers for a while ({@code
 * ML_PREDICTION_CACHE_TTL}), keyed by the content of bars and context, and computes each once even
 * when many threads ask.
 */
public final class MultiModelEnsemble {
  private static final Logger LOG = LoggerFactory.getLogger(MultiModelEnsemble.class);
  private static final int MOST_CACHED = 10_000;

  private final Horizon horizon;
  private final int lookback;
  private final List<MemberSpec> members;
  private final Combiner combiner;
  private final Evaluation evaluation;
  private final Provenance provenance;
  private final @Nullable Cache<CacheKey, Prediction> cache;

  private record CacheKey(long bars, long context) {}

  MultiModelEnsemble(
      Horizon horizon,
      int lookback,
      List<MemberSpec> members,
      Combiner combiner,
      Evaluation evaluation,
      Provenance provenance,
      Duration cacheTtl) {
    this.horizon = horizon;
    this.lookback = lookback;
    this.members = List.copyOf(members);
    this.combiner = combiner;
    this.evaluation = evaluation;
    this.provenance = provenance;
    this.cache =
        cacheTtl.isZero()
            ? null
            : Caffeine.newBuilder()
                .maximumSize(MOST_CACHED)
                .expireAfterWrite(cacheTtl)
                .executor(Runnable::run) // no threads of the host are borrowed for housekeeping
                .build();
  }

  /** Starts the training of an ensemble. */
  public static EnsembleTrainer trainer() {
    return new EnsembleTrainer();
  }

  /**
   * Predicts the return from the last bar's close over the horizon.
   *
   * @param bars bars up to now; the last {@code lookback} of them are looked at
   * @param context what else is known; what became known after the last bar's close is not looked
   *     at
   * @throws InsufficientDataException when there are no bars
   * @throws QuantMlException when no member has a view, with every member's reason
   */
  public Prediction predict(BarSeries bars, MarketContext context) {
    if (bars.isEmpty()) {
      throw new InsufficientDataException(bars.symbol() + ": bars to predict from", 1, 0);
    }
    BarSeries recent = bars.last(lookback);
    MarketContext known = context.asOf(recent.time(recent.size() - 1));
    if (cache == null) {
      return compute(recent, known);
    }
    return cache.get(
        new CacheKey(recent.fingerprint(), known.fingerprint()), k -> compute(recent, known));
  }

  private Prediction compute(BarSeries recent, MarketContext known) {
    int count = members.size();
    @Nullable ReturnDistribution[] views = new @Nullable ReturnDistribution[count];
    @Nullable Insights[] insights = new @Nullable Insights[count];
    @Nullable Contribution[] silent = new @Nullable Contribution[count];
    Set<ContextItem> present = known.items();
    for (int m = 0; m < count; m++) {
      MemberSpec member = members.get(m);
      Model model = member.model();
      String missing = MemberSpec.missing(member.uses(), present);
      if (model == null) {
        silent[m] = new Contribution.Abstained(member.name(), "" + member.absence());
      } else if (!missing.isEmpty()) {
        silent[m] = new Contribution.Abstained(member.name(), "needs " + missing);
      } else {
        silent[m] = ask(model, recent, known, m, views, insights);
      }
    }
    Combiner.Combined combined = combiner.combine(views);
    if (combined == null) {
      throw new QuantMlException(recent.symbol() + ": no member has a view" + reasons(silent));
    }
    return answer(recent, combined, views, insights, silent);
  }

  /** Fills in the member's view and insights, or returns why there are none. */
  private static @Nullable Contribution ask(
      Model model,
      BarSeries recent,
      MarketContext known,
      int m,
      @Nullable ReturnDistribution[] views,
      @Nullable Insights[] insights) {
    if (recent.size() < model.warmUp()) {
      return new Contribution.Abstained(
          model.name(), "needs " + model.warmUp() + " bars, got " + recent.size());
    }
    try {
      Forecast forecast = model.predict(recent, known);
      if (forecast instanceof Forecast.Distribution d) {
        views[m] = MemberView.sane(d.returns());
        insights[m] = d.insights();
        return null;
      }
      return new Contribution.Abstained(model.name(), ((Forecast.Abstained) forecast).reason());
    } catch (RuntimeException e) { // a member's bug must not take the others down
      LOG.warn("member {} failed to predict {}", model.name(), recent.symbol(), e);
      return new Contribution.Failed(model.name(), "" + e.getMessage());
    }
  }

  private Prediction answer(
      BarSeries recent,
      Combiner.Combined combined,
      @Nullable ReturnDistribution[] views,
      @Nullable Insights[] insights,
      @Nullable Contribution[] silent) {
    List<Contribution> contributions = new ArrayList<>();
    List<SimilarPattern> patterns = new ArrayList<>();
    Map<String, FactorExposure> factors = new TreeMap<>();
    Regime regime = null;
    double regimeShare = -1;
    for (int m = 0; m < views.length; m++) {
      ReturnDistribution view = views[m];
      Insights seen = insights[m];
      Contribution absent = silent[m];
      if (view != null) {
        contributions.add(
            new Contribution.Used(
                members.get(m).name(), combined.shares()[m], view.mean(), view.stdDev()));
      } else if (absent != null) {
        contributions.add(absent);
      }
      if (seen != null) {
        patterns.addAll(seen.similarPatterns());
        seen.factors().forEach(factors::putIfAbsent);
        if (seen.regime() != null && combined.shares()[m] > regimeShare) {
          regime = seen.regime();
          regimeShare = combined.shares()[m];
        }
      }
    }
    patterns.sort(Comparator.comparingDouble(SimilarPattern::distance));
    return new Prediction(
        recent.symbol(),
        recent.time(recent.size() - 1),
        horizon,
        combined.pool().mean(),
        combined.pool().stdDev(),
        combined.probabilities(),
        combined.interval(),
        combined.probabilities().highest(),
        regime,
        patterns,
        factors,
        contributions);
  }

  private static String reasons(@Nullable Contribution[] silent) {
    StringBuilder text = new StringBuilder();
    for (Contribution c : silent) {
      if (c instanceof Contribution.Abstained a) {
        text.append("\n  ").append(a.member()).append(" abstains: ").append(a.reason());
      } else if (c instanceof Contribution.Failed f) {
        text.append("\n  ").append(f.member()).append(" failed: ").append(f.error());
      }
    }
    return text.toString();
  }

  /** How far ahead it forecasts, in bars. */
  public Horizon horizon() {
    return horizon;
  }

  /** Names of the members, in the order of their contributions. */
  public List<String> members() {
    return members.stream().map(MemberSpec::name).toList();
  }

  /** How it did on bars it had not seen while it learned. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** Where it came from. */
  public Provenance provenance() {
    return provenance;
  }

  /**
   * Writes the ensemble to {@code directory/ensemble.quantml}: either wholly or not at all.
   *
   * @throws QuantMlException when a member cannot be written
   */
  public void save(Path directory) throws IOException {
    toBundle().write(directory.resolve(EnsembleBundle.FILE));
  }

  /** Reads what {@link #save} wrote, with default limits and settings. */
  public static MultiModelEnsemble load(Path directory) throws IOException {
    return load(directory, LoadLimits.defaults(), QuantMlSettings.defaults());
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws io.github.quantml.api.ModelFormatException when the file is damaged or foreign, or when
   *     the module of one of its members is not on the class path
   */
  public static MultiModelEnsemble load(Path directory, LoadLimits limits, QuantMlSettings settings)
      throws IOException {
    return of(ModelBundle.read(directory.resolve(EnsembleBundle.FILE), limits), settings);
  }

  /** The whole state, for files and registries; equal ensembles give equal bytes. */
  public ModelBundle toBundle() {
    return EnsembleBundle.of(horizon, lookback, members, combiner, evaluation, provenance);
  }

  /** The ensemble that {@link #toBundle} described. */
  public static MultiModelEnsemble of(ModelBundle bundle, QuantMlSettings settings) {
    return EnsembleBundle.read(bundle, settings.predictionCacheTtl());
  }

  @Override
  public String toString() {
    return "ensemble of " + members() + " for " + provenance.symbol() + ", " + horizon + " ahead";
  }
}
