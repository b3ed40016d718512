// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Encoder;
import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/**
 * A small PatchTST: tokens are patches of one column; all columns share the weights. Layers
 * normalise first and by row, where the published ones normalise last and by batch.
 *
 * <p>Source: Nie, Nguyen, Sinthong, Kalagnanam (2023), A time series is worth 64 words, ICLR.
 *
 * @param sequenceLength rows of a window, at least 1
 * @param patch rows of a patch, at most the window
 * @param stride rows between patches, at most a patch
 * @param dModel width of a patch inside, a multiple of nhead
 * @param nhead heads of attention, at least 1
 * @param numLayers at least 1
 * @param dFeedForward width of the feed-forward networks, at least 1
 * @param dropout in [0, 1)
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record PatchTSTConfig(
    int sequenceLength,
    int patch,
    int stride,
    int dModel,
    int nhead,
    int numLayers,
    int dFeedForward,
    double dropout,
    WindowNorm norm,
    Loss loss,
    TrainingOptions training)
    implements NetworkConfig {
  public PatchTSTConfig {
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("nhead", 1, nhead);
    ConfigText.atLeast("numLayers", 1, numLayers);
    ConfigText.atLeast("dFeedForward", 1, dFeedForward);
    ConfigText.share("dropout", dropout);
  }

  /** 96 rows in patches of 16 every 8, width 64, 4 heads, 2 layers. */
  public static PatchTSTConfig defaults() {
    return new PatchTSTConfig(
        96,
        16,
        8,
        64,
        4,
        2,
        128,
        0.1,
        WindowNorm.STANDARDISE,
        Loss.mse(),
        TrainingOptions.defaults().withLearningRate(1e-4));
  }

  @Override
  public String architecture() {
    return "patchtst";
  }

  @Override
  public int inputFeatures() {
    return 0;
  }

  @Override
  public PatchTSTConfig withTraining(TrainingOptions value) {
    return new PatchTSTConfig(
        sequenceLength,
        patch,
        stride,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        norm,
        loss,
        value);
  }

  @Override
  public PatchTSTConfig withLoss(Loss value) {
    return new PatchTSTConfig(
        sequenceLength,
        patch,
        stride,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        norm,
        value,
        training);
  }

  @Override
  public PatchTSTConfig withNorm(WindowNorm value) {
    return new PatchTSTConfig(
        sequenceLength,
        patch,
        stride,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        value,
        loss,
        training);
  }

  public PatchTSTConfig withSequenceLength(int value) {
    return new PatchTSTConfig(
        value,
        patch,
        stride,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        norm,
        loss,
        training);
  }

  @Override
  public Network network(Io io) {
    return new Encoder(
        io,
        Encoder.Tokens.PATCH,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        true,
        false,
        dropout,
        patch,
        stride);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(
        this,
        training(),
        "patch",
        patch,
        "stride",
        stride,
        "dModel",
        dModel,
        "nhead",
        nhead,
        "numLayers",
        numLayers,
        "dFeedForward",
        dFeedForward,
        "dropout",
        dropout);
  }
}
