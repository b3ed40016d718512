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
 * A Transformer encoder over the rows of a window, with the norm first; {@link TransformerTrainer}
 * trains it.
 *
 * @param sequenceLength rows of a window, at least 1
 * @param dModel width of a row inside, a multiple of nhead
 * @param nhead heads of attention, at least 1
 * @param numLayers at least 1
 * @param dFeedForward width of the feed-forward networks, at least 1
 * @param dropout in [0, 1)
 * @param sinusoidal fixed positions instead of trained ones
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record TransformerConfig(
    int sequenceLength,
    int dModel,
    int nhead,
    int numLayers,
    int dFeedForward,
    double dropout,
    boolean sinusoidal,
    WindowNorm norm,
    Loss loss,
    TrainingOptions training)
    implements NetworkConfig {
  public TransformerConfig {
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("nhead", 1, nhead);
    ConfigText.atLeast("numLayers", 1, numLayers);
    ConfigText.atLeast("dFeedForward", 1, dFeedForward);
    ConfigText.share("dropout", dropout);
    if (dModel < nhead || dModel % nhead != 0) {
      throw new IllegalArgumentException(
          "dModel: must be a multiple of the " + nhead + " heads, got " + dModel);
    }
  }

  /** Feed-forward networks of four times the width, dropout 0.1, the default training. */
  public TransformerConfig(int sequenceLength, int dModel, int nhead, int numLayers) {
    this(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        4 * dModel,
        0.1,
        false,
        WindowNorm.NONE,
        Loss.mse(),
        TrainingOptions.defaults());
  }

  /** 120 rows, width 128, 8 heads, 4 layers, dropout 0.1. */
  public static TransformerConfig defaults() {
    return new TransformerConfig(120, 128, 8, 4);
  }

  @Override
  public String architecture() {
    return "transformer";
  }

  @Override
  public int inputFeatures() {
    return 0;
  }

  @Override
  public TransformerConfig withTraining(TrainingOptions value) {
    return new TransformerConfig(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        sinusoidal,
        norm,
        loss,
        value);
  }

  @Override
  public TransformerConfig withLoss(Loss value) {
    return new TransformerConfig(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        sinusoidal,
        norm,
        value,
        training);
  }

  @Override
  public TransformerConfig withNorm(WindowNorm value) {
    return new TransformerConfig(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        sinusoidal,
        value,
        loss,
        training);
  }

  public TransformerConfig withSequenceLength(int value) {
    return new TransformerConfig(
        value, dModel, nhead, numLayers, dFeedForward, dropout, sinusoidal, norm, loss, training);
  }

  public TransformerConfig withDropout(double value) {
    return new TransformerConfig(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        value,
        sinusoidal,
        norm,
        loss,
        training);
  }

  public TransformerConfig withSinusoidal(boolean value) {
    return new TransformerConfig(
        sequenceLength,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        dropout,
        value,
        norm,
        loss,
        training);
  }

  public TransformerConfig withDFeedForward(int value) {
    return new TransformerConfig(
        sequenceLength, dModel, nhead, numLayers, value, dropout, sinusoidal, norm, loss, training);
  }

  @Override
  public Network network(Io io) {
    return new Encoder(
        io,
        Encoder.Tokens.TIME,
        dModel,
        nhead,
        numLayers,
        dFeedForward,
        true,
        sinusoidal,
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
        dropout,
        "sinusoidal",
        sinusoidal);
  }
}
