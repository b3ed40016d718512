// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Contribution;
import io.github.quantml.api.FactorExposure;
import io.github.quantml.api.Forecast;
import io.github.quantml.api.Horizon;
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
import io.github.quantml.api.spi.PortableModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Combines what several models say into one calibrated forecast.
 *
 * <p>The combined distribution pools the members' distributions; their weights follow their log
 * scores on bars they had not seen. A member that lacks the context it needs abstains and says why;
 * one that throws, talks nonsense or takes longer than {@code ML_MEMBER_DEADLINE_MS} is left out of
 * that prediction. The interval is conformal, the class probabilities are calibrated, and all of it
 * was learned from out-of-sample outcomes only, which {@link #evaluation} shows. {@link
 * EnsembleConfig} has the choices.
 *
 * <p>Immutable and thread-safe. {@link #predict} keeps its answers for a while ({@code
 * ML_PREDICTION_CACHE_TTL}), keyed by the content of bars and context, and computes each once even
 * when many threads ask. Members are asked on daemon threads that end a second after the last
 * prediction; with a deadline of 0 they are asked on the caller's own.
 */
public final class MultiModelEnsemble {
  private static final String CACHED = "prediction";
  private static final String TRUST = "trust.";

  private final Horizon horizon;
  private final int lookback;
  private final List<MemberSpec> members;
  private final Combiner combiner;
  private final Evaluation evaluation;
  private final Provenance provenance;
  private final QuantMlSettings settings;
  private final MemberCalls calls;
  private final ContentCache<Prediction> cache;

  MultiModelEnsemble(
      Horizon horizon,
      int lookback,
      List<MemberSpec> members,
      Combiner combiner,
      Evaluation evaluation,
      Provenance provenance,
      QuantMlSettings settings) {
    this.horizon = horizon;
    this.lookback = lookback;
    this.members = List.copyOf(members);
    this.combiner = combiner;
    this.evaluation = evaluation;
    this.provenance = provenance;
    this.settings = settings;
    this.calls = new MemberCalls(this.members, settings.memberDeadline());
    this.cache = ContentCache.predictions(settings.predictionCacheTtl());
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
    BarSeries recent = recent(bars);
    MarketContext known = context.asOf(recent.time(recent.size() - 1));
    return cache.get(
        CACHED,
        recent,
        known,
        () -> compute(recent, known).prediction(),
        MultiModelEnsemble::nobodyFailed);
  }

  /** An answer without a member that failed is good for this call, not for the next minutes. */
  private static boolean nobodyFailed(Prediction p) {
    for (Contribution c : p.contributions()) {
      if (c instanceof Contribution.Failed) {
        return false;
      }
    }
    return true;
  }

  /**
   * Predicts as {@link #predict} does, and says what each member changed. Not cached: it combines
   * the members once for each of their subsets.
   *
   * @throws InsufficientDataException when there are no bars
   * @throws QuantMlException when no member has a view, with every member's reason
   */
  public Explanation explain(BarSeries bars, MarketContext context) {
    BarSeries recent = recent(bars);
    Computed computed = compute(recent, context.asOf(recent.time(recent.size() - 1)));
    return new Explainer(
            combiner, computed.regime(), members, computed.answers(), evaluation.climatologyOfUp())
        .explain(computed.prediction(), computed.shares());
  }

  /**
   * The whole distribution of the return that {@link #predict} sums up: its mean and standard
   * deviation are the prediction's. Not cached.
   *
   * @throws InsufficientDataException when there are no bars
   * @throws QuantMlException when no member has a view, with every member's reason
   */
  public ReturnDistribution distribution(BarSeries bars, MarketContext context) {
    BarSeries recent = recent(bars);
    return compute(recent, context.asOf(recent.time(recent.size() - 1))).pool();
  }

  /**
   * The same ensemble with some members' weights multiplied by a factor and all made to sum to 1
   * again: what monitoring does to a member that has lost its skill. The provenance says so.
   *
   * @param factors by member, each in [0, 1]; a member that is not named keeps its weight
   * @throws IllegalArgumentException when a name is no member, a factor out of range, or no weight
   *     left
   */
  public MultiModelEnsemble withTrust(Map<String, Double> factors) {
    double[] trust = new double[members.size()];
    Arrays.fill(trust, 1);
    Map<String, String> described = new TreeMap<>(provenance.settings());
    factors.forEach(
        (name, factor) -> {
          int m = members().indexOf(name);
          if (m < 0) {
            throw new IllegalArgumentException(
                "factors: '" + name + "' is no member; there are " + members());
          }
          if (!(factor >= 0 && factor <= 1)) {
            throw new IllegalArgumentException(
                "factors: " + name + " must lie in [0, 1], got " + factor);
          }
          trust[m] = factor;
          described.put(TRUST + name, Double.toString(factor));
        });
    return new MultiModelEnsemble(
        horizon,
        lookback,
        members,
        combiner.withTrust(trust),
        evaluation,
        new Provenance(
            provenance.trainer(),
            provenance.symbol(),
            provenance.dataFingerprint(),
            provenance.trainedFrom(),
            provenance.trainedTo(),
            provenance.bars(),
            provenance.seed(),
            provenance.libraryVersion(),
            described),
        settings);
  }

  private BarSeries recent(BarSeries bars) {
    if (bars.isEmpty()) {
      throw new InsufficientDataException(bars.symbol() + ": bars to predict from", 1, 0);
    }
    return bars.last(lookback);
  }

  private record Computed(
      Prediction prediction,
      ReturnDistribution pool,
      int regime,
      double[] shares,
      MemberCalls.Answer[] answers) {}

  private Computed compute(BarSeries recent, MarketContext known) {
    MemberCalls.Answer[] answers = calls.ask(recent, known);
    @Nullable ReturnDistribution[] views = new @Nullable ReturnDistribution[answers.length];
    int category = Regimes.NONE;
    for (int m = 0; m < answers.length; m++) {
      Forecast.Distribution view = answers[m].view();
      if (view != null) {
        views[m] = view.returns();
        category = category == Regimes.NONE ? Regimes.category(view.insights()) : category;
      }
    }
    Combiner.Combined combined = combiner.combine(views, category);
    if (combined == null) {
      throw new QuantMlException(recent.symbol() + ": no member has a view" + reasons(answers));
    }
    return new Computed(
        answer(recent, combined, answers), combined.pool(), category, combined.shares(), answers);
  }

  private Prediction answer(
      BarSeries recent, Combiner.Combined combined, MemberCalls.Answer[] answers) {
    List<Contribution> contributions = new ArrayList<>();
    List<SimilarPattern> patterns = new ArrayList<>();
    Map<String, FactorExposure> factors = new TreeMap<>();
    Regime regime = null;
    for (int m = 0; m < answers.length; m++) {
      Forecast.Distribution view = answers[m].view();
      Contribution silence = answers[m].silence();
      if (view != null) {
        ReturnDistribution returns = view.returns();
        contributions.add(
            new Contribution.Used(
                members.get(m).name(), combined.shares()[m], returns.mean(), returns.stdDev()));
        patterns.addAll(view.insights().similarPatterns());
        view.insights().factors().forEach(factors::putIfAbsent);
        regime = regime == null ? view.insights().regime() : regime;
      } else if (silence != null) {
        contributions.add(silence);
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

  private static String reasons(MemberCalls.Answer[] answers) {
    StringBuilder text = new StringBuilder();
    for (MemberCalls.Answer answer : answers) {
      Contribution c = answer.silence();
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

  /** Most recent bars that a prediction looks at. */
  public int lookback() {
    return lookback;
  }

  /** Weight of each member when all have a view, by name in the order of {@link #members}. */
  public Map<String, Double> weights() {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int m = 0; m < members.size(); m++) {
      byName.put(members.get(m).name(), combiner.weights()[m]);
    }
    return Collections.unmodifiableMap(byName);
  }

  /** Members that training could not make a model of, and why. */
  public Map<String, String> absences() {
    Map<String, String> byName = new LinkedHashMap<>();
    for (MemberSpec member : members) {
      String absence = member.absence();
      if (absence != null) {
        byName.put(member.name(), absence);
      }
    }
    return Collections.unmodifiableMap(byName);
  }

  /**
   * How much features mattered to what the members learned: each member's shares times its weight,
   * by {@code member/feature}; they sum to 1, unless no member can say.
   */
  public Map<String, Double> featureImportances() {
    Map<String, Double> shares = new LinkedHashMap<>();
    double total = 0;
    for (int m = 0; m < members.size(); m++) {
      Model model = members.get(m).model();
      if (model == null) {
        continue;
      }
      double weight = combiner.weights()[m];
      for (Map.Entry<String, Double> e : model.featureImportances().entrySet()) {
        shares.put(members.get(m).name() + "/" + e.getKey(), weight * e.getValue());
        total += weight * e.getValue();
      }
    }
    double all = total;
    shares.replaceAll((name, share) -> all > 0 ? share / all : 0);
    return Collections.unmodifiableMap(shares);
  }

  /** ONNX graphs of the members that have one, by name. */
  public Map<String, byte[]> onnx() {
    Map<String, byte[]> graphs = new LinkedHashMap<>();
    for (MemberSpec member : members) {
      if (member.model() instanceof PortableModel portable) {
        portable.toBundle().onnx().ifPresent(graph -> graphs.put(member.name(), graph));
      }
    }
    return graphs;
  }

  /** How it did on bars it had not seen while it learned. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** How often predictions came from the cache. */
  public ContentCache.Statistics cacheStatistics() {
    return cache.statistics();
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
    return EnsembleBundle.read(bundle, settings);
  }

  @Override
  public String toString() {
    return "ensemble of " + members() + " for " + provenance.symbol() + ", " + horizon + " ahead";
  }
}
