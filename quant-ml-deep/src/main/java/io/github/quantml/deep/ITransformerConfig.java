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
 * iTransformer: attention between columns, each of which is one token.
 *
 * <p>Source: Liu et al. (2024), iTransformer, ICLR.
 *
 * @param sequenceLength rows of a window, at least 1
 * @param dModel width of a column inside, a multiple of nhead
 * @param nhead heads of attention, at least 1
 * @param numLayers at least 1
 * @param dFeedForward width of the feed-forward networks, at least 1
 * @param dropout in [0, 1)
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record ITransformerConfig(
    int sequenceLength,
    int dModel,
    int nhead,
    int numLayers,
    int dFeedForward,
    double dropout,
    WindowNorm norm,
    Loss loss,
    TrainingOptions training)
    implements NetworkConfig {
  public ITransformerConfig {
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("nhead", 1, nhead);
    ConfigText.atLeast("numLayers", 1, numLayers);
    ConfigText.atLeast("dFeedForward", 1, dFeedForward);
    ConfigText.share("dropout", dropout);
  }

  /** As published for exchange rates: 96 rows, width 128, 8 heads, 2 layers, rate 10⁻⁴. */
  public static ITransformerConfig defaults() {
    return new ITransformerConfig(
        96,
        128,
        8,
        2,
        128,
        0.1,
        WindowNorm.STANDARDISE,
        Loss.mse(),
        TrainingOptions.defaults().withLearningRate(1e-4));
  }

  @Override
  public String architecture() {
    return "itransformer";
  }

  @Override
  public int inputFeatures() {
    return 0;
  }

  @Override
  public ITransformerConfig withTraining(TrainingOptions value) {
    return new ITransformerConfig(
        sequenceLength, dModel, nhead, numLayers, dFeedForward, dropout, norm, loss, value);
  }

  @Override
  public ITransformerConfig withLoss(Loss value) {
    return new ITransformerConfig(
        sequenceLength, dModel, nhead, numLayers, dFeedForward, dropout, norm, value, training);
  }

  @Override
  public ITransformerConfig withNorm(WindowNorm value) {
    return new ITransformerConfig(
        sequenceLength, dModel, nhead, numLayers, dFeedForward, dropout, value, loss, training);
  }

  public ITransformerConfig withSequenceLength(int value) {
    return new ITransformerConfig(
        value, dModel, nhead, numLayers, dFeedForward, dropout, norm, loss, training);
  }

  @Override
  public Network network(Io io) {
    return new Encoder(
        io,
        Encoder.Tokens.COLUMN,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        false,
        false,
        dropout,
        1,
        1);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(
        this,
        training(),
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
