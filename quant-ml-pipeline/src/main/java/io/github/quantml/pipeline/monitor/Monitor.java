// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.math.Sums;
import io.github.quantml.math.stats.MultipleTesting;
import io.github.quantml.math.stats.ProperScores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks what serves: findings from predictions and data, and the actions a {@link
 * MonitoringPolicy} draws from them. A check is a function of its input and of the state the check
 * before left. Immutable, thread-safe.
 */
public final class Monitor {
  private final MonitoringPolicy policy;

  private Monitor(MonitoringPolicy policy) {
    this.policy = policy;
  }

  public static Monitor of(MonitoringPolicy policy) {
    return new Monitor(policy);
  }

  public static Monitor withDefaults() {
    return of(MonitoringPolicy.defaults());
  }

  /** A finding before anything is known of the checks before, and what it asks for. */
  private record Seen(Finding finding, Action.Kind action, boolean atOnce) {}

  /**
   * Checks.
   *
   * @param state {@link MonitoringReport#next} of the check before, or {@link
   *     MonitoringState#initial}
   */
  public MonitoringReport check(MonitoringInput input, MonitoringState state) {
    List<ScoredPrediction> serving = newest(of(input, input.version()));
    List<Seen> seen = new ArrayList<>();
    Optional<Accuracy> accuracy =
        serving.isEmpty() ? Optional.empty() : Optional.of(Accuracy.of(serving));
    List<MemberAccuracy> members = MemberAccuracy.of(serving);
    if (accuracy.isPresent() && accuracy.get().independent() >= policy.minimum()) {
      coverage(input, accuracy.get(), seen);
      skill(input, accuracy.get(), seen);
      members(members, seen);
    }
    version(input, seen);
    concept(input, state, seen);
    input.drift().ifPresent(drift -> data(drift, seen));
    if (!input.faults().isEmpty()) {
      seen.add(
          new Seen(
              finding(
                  Finding.Kind.LOG,
                  "prediction log",
                  0,
                  input.faults().size() + " damaged lines, first " + input.faults().get(0)),
              Action.Kind.WARN,
              false));
    }
    return decide(input, state, seen, accuracy, members);
  }

  private static List<ScoredPrediction> of(MonitoringInput input, int version) {
    List<ScoredPrediction> found = new ArrayList<>();
    for (ScoredPrediction s : input.scored()) {
      LoggedPrediction p = s.prediction();
      if (p.model().equals(input.model())
          && p.version() == version
          && !s.due().isAfter(input.now())) {
        found.add(s);
      }
    }
    found.sort(Joined.ORDER);
    return found;
  }

  /** The window, longer where horizons overlap: it holds twice the minimum of whole horizons. */
  private List<ScoredPrediction> newest(List<ScoredPrediction> scored) {
    long whole = 2L * policy.minimum() * (Overlap.of(scored).lag() + 1);
    int from = (int) Math.max(0, scored.size() - Math.max(policy.window(), whole));
    return scored.subList(from, scored.size());
  }

  private static Finding finding(Finding.Kind kind, String subject, double p, String text) {
    return new Finding(kind, subject, p, false, text);
  }

  private void coverage(MonitoringInput input, Accuracy a, List<Seen> seen) {
    if (a.pCoverage() < policy.alpha()) {
      String text =
          String.format(
              Locale.ROOT,
              "%.1f %% of the returns fell into intervals of %.1f %% (p %.4f)",
              100 * a.coverage(),
              100 * a.coverageLevel(),
              a.pCoverage());
      seen.add(
          new Seen(
              finding(Finding.Kind.COVERAGE, label(input), a.pCoverage(), text),
              Action.Kind.RETRAIN,
              false));
    }
  }

  private static String label(MonitoringInput input) {
    return input.model() + "/" + input.version();
  }

  private void skill(MonitoringInput input, Accuracy a, List<Seen> seen) {
    if (a.pBrierWorse() < policy.alpha()) {
      boolean betterBefore =
          input.before().isPresent() && hadSkill(newest(of(input, input.before().getAsInt())));
      String text =
          String.format(
              Locale.ROOT,
              "Brier score %.4f, climatology has %.4f (p %.4f)%s",
              a.brier(),
              a.brierClimatology(),
              a.pBrierWorse(),
              betterBefore ? "; the version before had skill" : "");
      seen.add(
          new Seen(
              finding(Finding.Kind.SKILL, label(input), a.pBrierWorse(), text),
              betterBefore ? Action.Kind.ROLL_BACK : Action.Kind.RETRAIN,
              false));
    }
  }

  private boolean hadSkill(List<ScoredPrediction> scored) {
    if (scored.size() < policy.minimum()) {
      return false;
    }
    Accuracy a = Accuracy.of(scored);
    return a.independent() >= policy.minimum() && a.brierSkill() > 0;
  }

  private void members(List<MemberAccuracy> members, List<Seen> seen) {
    double[] p = new double[members.size()];
    for (int i = 0; i < p.length; i++) {
      p[i] = members.get(i).count() < policy.minimum() ? 1 : members.get(i).pWorse();
    }
    double[] adjusted = MultipleTesting.holm(p);
    for (int i = 0; i < p.length; i++) {
      MemberAccuracy m = members.get(i);
      if (adjusted[i] < policy.alpha()) {
        String text =
            String.format(
                Locale.ROOT,
                "log score %.4f, the ensemble has %.4f (p %.4f)",
                m.gaussianLog(),
                m.ensembleLog(),
                adjusted[i]);
        seen.add(
            new Seen(
                finding(Finding.Kind.MEMBER, m.member(), adjusted[i], text),
                Action.Kind.SHRINK_WEIGHT,
                false));
      }
    }
  }

  private record Target(String symbol, Instant asOf, int bars) {
    static Target of(ScoredPrediction s) {
      LoggedPrediction p = s.prediction();
      return new Target(p.symbol(), p.asOf(), p.bars());
    }
  }

  /** Compares with the version before on the predictions that both made. */
  private void version(MonitoringInput input, List<Seen> seen) {
    if (input.before().isEmpty()) {
      return;
    }
    Map<Target, ScoredPrediction> before = new HashMap<>();
    for (ScoredPrediction s : of(input, input.before().getAsInt())) {
      before.put(Target.of(s), s);
    }
    List<ScoredPrediction> both = new ArrayList<>();
    for (ScoredPrediction s : of(input, input.version())) {
      if (before.containsKey(Target.of(s))) {
        both.add(s);
      }
    }
    both = newest(both);
    double[] worse = new double[both.size()];
    for (int i = 0; i < worse.length; i++) {
      ScoredPrediction s = both.get(i);
      ScoredPrediction other = before.getOrDefault(Target.of(s), s);
      worse[i] =
          ProperScores.brier(s.classes(), s.outcome())
              - ProperScores.brier(other.classes(), other.outcome());
    }
    Overlap overlap = Overlap.of(both);
    if (worse.length < policy.minimum() || overlap.effective(worse) < policy.minimum()) {
      return;
    }
    double p = overlap.pAbove(worse, 0);
    if (p < policy.alpha()) {
      String text =
          String.format(
              Locale.ROOT,
              "Brier score worse than that of version %d by %.4f on %d predictions of both"
                  + " (p %.4f)",
              input.before().getAsInt(),
              Sums.mean(worse),
              worse.length,
              p);
      seen.add(
          new Seen(
              finding(Finding.Kind.VERSION, label(input), p, text), Action.Kind.ROLL_BACK, false));
    }
  }

  private static void concept(MonitoringInput input, MonitoringState state, List<Seen> seen) {
    for (ConceptDrift.Change c : ConceptDrift.withDefaults().watch(of(input, input.version()))) {
      if (c.time().isAfter(state.checked())) {
        seen.removeIf(s -> s.finding().subject().equals(c.detector().name()));
        seen.add(
            new Seen(
                finding(
                    Finding.Kind.CONCEPT_DRIFT,
                    c.detector().name(),
                    0,
                    "the mean loss " + (c.rose() ? "rose" : "fell") + ", seen at " + c.time()),
                c.rose() ? Action.Kind.RETRAIN : Action.Kind.WARN,
                true));
      }
    }
  }

  private void data(DriftReport drift, List<Seen> seen) {
    for (DriftReport.ColumnDrift c : drift.drifted()) {
      String text =
          String.format(
              Locale.ROOT,
              "stability index %.3f, Kolmogorov-Smirnov %.3f (p adjusted %.4f), moved %.2f"
                  + " deviations",
              c.stability(),
              c.statistic(),
              c.adjusted(),
              c.wasserstein());
      seen.add(
          new Seen(
              finding(Finding.Kind.DATA_DRIFT, c.name(), c.adjusted(), text),
              c.stability() >= policy.severeStability() ? Action.Kind.RETRAIN : Action.Kind.WARN,
              false));
    }
  }

  private MonitoringReport decide(
      MonitoringInput input,
      MonitoringState state,
      List<Seen> seen,
      Optional<Accuracy> accuracy,
      List<MemberAccuracy> members) {
    Map<String, MonitoringState.Track> tracks = new TreeMap<>();
    Map<String, Instant> raised = new TreeMap<>(state.raised());
    List<Finding> findings = new ArrayList<>();
    Map<String, Action> actions = new TreeMap<>();
    for (Seen s : seen) {
      MonitoringState.Track before =
          state.tracks().getOrDefault(s.finding.key(), new MonitoringState.Track(0, 0, false));
      int count = before.seen() + 1;
      boolean stands = s.atOnce || before.stands() || count >= policy.confirm();
      if (!s.atOnce) {
        tracks.put(s.finding.key(), new MonitoringState.Track(count, 0, stands));
      }
      Finding f = s.finding;
      findings.add(new Finding(f.kind(), f.subject(), f.pValue(), stands, f.text()));
      Action.Kind kind = stands ? s.action : Action.Kind.WARN;
      // A warning or a smaller weight is news once; grave actions have their own pause.
      boolean news = stands ? !before.stands() : count == 1;
      add(input, f, kind, news, raised, actions);
    }
    state
        .tracks()
        .forEach(
            (key, before) -> {
              int missed = before.missed() + 1;
              if (!tracks.containsKey(key) && before.stands() && missed < policy.clear()) {
                tracks.put(key, new MonitoringState.Track(0, missed, true));
              }
            });
    findings.sort(Comparator.comparing(f -> !f.confirmed()));
    Map<String, Double> weights = new TreeMap<>();
    tracks.forEach(
        (key, track) -> {
          String prefix = Finding.Kind.MEMBER + " ";
          if (track.stands() && key.startsWith(prefix)) {
            weights.put(key.substring(prefix.length()), policy.shrink());
          }
        });
    List<Action> ordered = new ArrayList<>(actions.values());
    ordered.sort(Comparator.comparing(Action::kind).reversed().thenComparing(Action::subject));
    return new MonitoringReport(
        input.model(),
        input.version(),
        findings,
        ordered,
        weights,
        accuracy,
        members,
        input.drift(),
        new MonitoringState(input.now(), tracks, raised));
  }

  private void add(
      MonitoringInput input,
      Finding f,
      Action.Kind kind,
      boolean news,
      Map<String, Instant> raised,
      Map<String, Action> actions) {
    String reason = f.kind() + " " + f.subject() + ": " + f.text();
    switch (kind) {
      case WARN -> {
        if (news) {
          actions.put("WARN " + f.key(), new Action(kind, f.subject(), 1, reason));
        }
      }
      case SHRINK_WEIGHT -> {
        if (news) {
          actions.put("SHRINK " + f.key(), new Action(kind, f.subject(), policy.shrink(), reason));
        }
      }
      case RETRAIN, ROLL_BACK -> {
        String key = kind.name() + " " + input.model();
        Instant last = raised.get(key);
        boolean due = last == null || !input.now().isBefore(last.plus(policy.quiet()));
        if (due) {
          raised.put(key, input.now());
          actions.put(key, new Action(kind, input.model(), 1, reason));
        } else {
          actions.computeIfPresent(
              key,
              (k, asked) -> new Action(kind, input.model(), 1, asked.reason() + "; " + reason));
        }
      }
    }
  }
}
