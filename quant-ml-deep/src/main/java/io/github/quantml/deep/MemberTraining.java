// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.api.BarSeries;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InsufficientDataException;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.TrainingContext;
import io.github.quantml.api.TrainingData;
import io.github.quantml.deep.data.Panel;
import io.github.quantml.deep.data.Windows;
import io.github.quantml.deep.explain.PermutationImportance;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.serve.OnnxForecaster;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.math.Quantiles;
import io.github.quantml.math.distribution.StudentTReturns;
import io.github.quantml.math.stats.LongRunVariance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.commons.math3.util.FastMath;

/**
 * Trains a network as a member of an ensemble: features and labels from bars, the last fifth of
 * them for validation, purged; then reads off those how far the network can be trusted.
 */
final class MemberTraining {
  private static final double VALIDATION = 0.2;
  private static final int FEWEST_WINDOWS = 64;
  private static final int IMPORTANCE_WINDOWS = 256;

  /** σ below this share of its median over the training bars counts as this share. */
  private static final double FLOOR = 0.1;

  private final NetworkConfig config;
  private final IntFunction<? extends NetworkConfig> beside;
  private final int mostPeers;

  /**
   * A training of a member.
   *
   * @param beside the configuration for so many instruments in all
   * @param mostPeers instruments of the context that are seen beside the own one, at most
   */
  MemberTraining(IntFunction<? extends NetworkConfig> beside, int mostPeers) {
    this.config = beside.apply(1);
    this.beside = beside;
    this.mostPeers = mostPeers;
  }

  int minimumBars(Horizon horizon) {
    int h = horizon.bars();
    int rows = config.sequenceLength() + h + FEWEST_WINDOWS;
    // The validation fifth must hold as many windows as training is asked for, after the purge.
    return BarFeatures.LOOKBACK + Math.max(rows * 5 / 4 + 1, 5 * (h + FEWEST_WINDOWS) + 1);
  }

  Model train(TrainingData data, TrainingContext context) {
    context.cancellation().check();
    TrainingData resolved = data.withHorizon(data.horizon());
    BarSeries own = resolved.bars();
    int h = resolved.horizon().bars();
    int needed = minimumBars(resolved.horizon());
    if (own.size() < needed) {
      throw new InsufficientDataException(
          own.symbol() + ": bars to train " + config.architecture(), needed, own.size());
    }
    List<String> peers = new ArrayList<>();
    List<BarSeries> assets = new ArrayList<>(List.of(own));
    for (Map.Entry<String, BarSeries> peer : resolved.context().peers().entrySet()) {
      if (peers.size() < mostPeers && !peer.getKey().equals(own.symbol())) {
        peers.add(peer.getKey());
        assets.add(peer.getValue());
      }
    }
    AssetRows rows = AssetRows.of(assets);
    int n = own.size() - rows.first();
    if (n < needed - BarFeatures.LOOKBACK) {
      throw new InsufficientDataException(
          own.symbol() + ": bars to train " + config.architecture() + " beside " + peers,
          needed,
          n + BarFeatures.LOOKBACK);
    }
    double[] floors = floors(rows, assets);
    Panel inputs = Panel.ofRows(rows.names(), rows.features(rows.first(), own.size(), floors));
    Windows all =
        Windows.labelled(inputs, labels(rows, assets, h, floors), config.sequenceLength(), h);
    int cut = (int) ((1 - VALIDATION) * n);
    Windows train = all.between(0, cut);
    Windows validation = all.between(cut, n);
    int batch = Math.min(config.training().batchSize(), train.size());
    NetworkConfig speaking =
        beside
            .apply(assets.size())
            .withLoss(Loss.studentT())
            .withNorm(WindowNorm.NONE)
            .withTraining(config.training().withBatchSize(batch));
    TrainedNetwork trained = SequenceTrainer.of(speaking).train(train, validation, context);
    OnnxForecaster network = trained.forecaster();
    int block = Math.min(config.sequenceLength(), validation.size() / 4);
    Map<String, Double> shares =
        PermutationImportance.of(network, validation, Math.max(1, block), IMPORTANCE_WINDOWS)
            .shares(1, context.seed());
    return new SequenceModel(
        resolved.horizon(),
        Provenance.of(config.architecture(), resolved, context.seed(), speaking.settings()),
        peers,
        read(network, validation, trained.labels().mean()[0], floors, h),
        shares.values().stream().mapToDouble(Double::doubleValue).toArray(),
        network);
  }

  private static double[] floors(AssetRows rows, List<BarSeries> assets) {
    double[] out = new double[assets.size()];
    for (int a = 0; a < out.length; a++) {
      double[] all = new double[rows.bars() - rows.first()];
      for (int i = 0; i < all.length; i++) {
        all[i] = rows.volatility(a, rows.first() + i, 0);
      }
      double median = Quantiles.median(all);
      if (!(median > 0)) {
        throw new InvalidDataException(
            assets.get(a).symbol() + ": close must vary; half of its bars stand still");
      }
      out[a] = FLOOR * median;
    }
    return out;
  }

  /** Simple returns over the horizon in units of σ√h; zeros where they are not known yet. */
  private static Panel labels(AssetRows rows, List<BarSeries> assets, int h, double[] floors) {
    int n = rows.bars() - rows.first();
    double[][] columns = new double[assets.size()][n];
    List<String> names = new ArrayList<>();
    for (int a = 0; a < columns.length; a++) {
      names.add(assets.get(a).symbol() + ".label");
      for (int i = 0; i + h < n; i++) {
        int bar = rows.first() + i;
        double unit = rows.volatility(a, bar, floors[a]) * FastMath.sqrt(h);
        columns[a][i] = (rows.close(a, bar + h) / rows.close(a, bar) - 1) / unit;
      }
    }
    return Panel.ofColumns(names, columns);
  }

  private static SequenceModel.Reading read(
      OnnxForecaster network, Windows validation, double average, double[] floors, int h) {
    int n = validation.size();
    int width = network.spec().outputSize();
    double[] location = new double[n];
    double[] scale = new double[n];
    double[] nu = new double[n];
    double[] came = new double[n];
    float[] said = new float[width];
    for (int w = 0; w < n; w++) {
      network.predictInto(validation.window(w), 1, said);
      location[w] = said[0];
      scale[w] = said[1];
      nu[w] = said[2];
      came[w] = validation.label(w)[0];
    }
    double trust = trust(location, came, h);
    for (int w = 0; w < n; w++) {
      location[w] = average + trust * (location[w] - average);
    }
    return new SequenceModel.Reading(floors, average, trust, widening(location, scale, nu, came));
  }

  /**
   * Slope of outcomes on forecasts, shrunk by 1 − 1/t² and kept in [0, 1]: nothing without skill.
   */
  private static double trust(double[] said, double[] came, int h) {
    int n = said.length;
    double meanSaid = Arrays.stream(said).average().orElse(0);
    double meanCame = Arrays.stream(came).average().orElse(0);
    double cross = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      cross += (said[i] - meanSaid) * (came[i] - meanCame);
      square += (said[i] - meanSaid) * (said[i] - meanSaid);
    }
    if (!(square > 0) || !(cross > 0)) {
      return 0;
    }
    double slope = cross / square;
    double[] moment = new double[n];
    for (int i = 0; i < n; i++) {
      double d = said[i] - meanSaid;
      moment[i] = d * (came[i] - meanCame - slope * d);
    }
    double error = Math.sqrt(n * LongRunVariance.bartlett(moment, Math.min(2 * h, n / 4))) / square;
    double t = slope / error;
    return Math.min(1, slope) * Math.max(0, 1 - 1 / (t * t));
  }

  /** The factor of the scale, from 1/2 to 2, that makes the outcomes likeliest. */
  private static double widening(double[] location, double[] scale, double[] nu, double[] came) {
    double best = 1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = -10; k <= 10; k++) {
      double factor = FastMath.pow(2, k / 10.0);
      double sum = 0;
      for (int i = 0; i < came.length; i++) {
        sum += StudentTReturns.of(location[i], factor * scale[i], nu[i]).logDensity(came[i]);
      }
      if (sum > highest) {
        highest = sum;
        best = factor;
      }
    }
    return best;
  }
}
