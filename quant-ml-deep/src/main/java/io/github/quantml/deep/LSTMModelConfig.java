// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Lstm;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/**
 * A stacked LSTM; {@link LSTMTrainer} trains it.
 *
 * @param sequenceLength rows of a window, at least 1
 * @param inputFeatures columns of a window, at least 1
 * @param hiddenUnits width of a state, at least 1
 * @param layers at least 1
 * @param bidirectional also reads each window from its end
 * @param attention a weighted mean of all states instead of the last one
 * @param dropout between layers and before the head, in [0, 1)
 * @param norm what is done to each window inside the network
 * @param loss what is made small, and what is forecast
 * @param training how it is trained
 */
public record LSTMModelConfig(
    int sequenceLength,
    int inputFeatures,
    int hiddenUnits,
    int layers,
    boolean bidirectional,
    boolean attention,
    double dropout,
    WindowNorm norm,
    Loss loss,
    TrainingOptions training)
    implements NetworkConfig {
  public LSTMModelConfig {
    ConfigText.atLeast("sequenceLength", 1, sequenceLength);
    ConfigText.atLeast("inputFeatures", 1, inputFeatures);
    ConfigText.atLeast("hiddenUnits", 1, hiddenUnits);
    ConfigText.atLeast("layers", 1, layers);
    ConfigText.share("dropout", dropout);
  }

  /** One layer that reads forwards, with squared error and the default training. */
  public LSTMModelConfig(int sequenceLength, int inputFeatures, int hiddenUnits, int epochs) {
    this(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        1,
        false,
        false,
        0,
        WindowNorm.NONE,
        Loss.mse(),
        TrainingOptions.defaults().withEpochs(epochs));
  }

  /** 60 rows of 5 columns, one layer of 50 units, squared error, 100 epochs. */
  public static LSTMModelConfig defaults() {
    return new LSTMModelConfig(60, 5, 50, 100);
  }

  @Override
  public String architecture() {
    return "lstm";
  }

  @Override
  public LSTMModelConfig withTraining(TrainingOptions value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        dropout,
        norm,
        loss,
        value);
  }

  @Override
  public LSTMModelConfig withLoss(Loss value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        dropout,
        norm,
        value,
        training);
  }

  @Override
  public LSTMModelConfig withNorm(WindowNorm value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        dropout,
        value,
        loss,
        training);
  }

  public LSTMModelConfig withHiddenUnits(int value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        value,
        layers,
        bidirectional,
        attention,
        dropout,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withLayers(int value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        value,
        bidirectional,
        attention,
        dropout,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withBidirectional(boolean value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        value,
        attention,
        dropout,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withAttention(boolean value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        value,
        dropout,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withDropout(double value) {
    return new LSTMModelConfig(
        sequenceLength,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        value,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withSequenceLength(int value) {
    return new LSTMModelConfig(
        value,
        inputFeatures,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        dropout,
        norm,
        loss,
        training);
  }

  public LSTMModelConfig withInputFeatures(int value) {
    return new LSTMModelConfig(
        sequenceLength,
        value,
        hiddenUnits,
        layers,
        bidirectional,
        attention,
        dropout,
        norm,
        loss,
        training);
  }

  @Override
  public Network network(Io io) {
    return new Lstm(io, hiddenUnits, layers, bidirectional, attention, dropout, 0, 1);
  }

  @Override
  public Map<String, String> settings() {
    return ConfigText.settings(
        this,
        training(),
        "hiddenUnits",
        hiddenUnits,
        "layers",
        layers,
        "bidirectional",
        bidirectional,
        "attention",
        attention,
        "dropout",
        dropout);
  }
}
