// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.deep;

import io.github.quantml.deep.net.Io;
import io.github.quantml.deep.net.Network;
import io.github.quantml.deep.net.WindowNorm;
import io.github.quantml.deep.train.Loss;
import io.github.quantml.deep.train.TrainingOptions;
import java.util.Map;

/** Which network, and how it is trained. Implementations are records. */
public interface NetworkConfig {
  /** Short lower-case name, for example {@code "lstm"}. */
  String architecture();

  /** Rows of a window. */
  int sequenceLength();

  /** Columns of a window, 0 for any number. */
  int inputFeatures();

  /** What is done to each window inside the network. */
  WindowNorm norm();

  Loss loss();

  TrainingOptions training();

  /** The same with other training options. */
  NetworkConfig withTraining(TrainingOptions value);

  /** The same with another loss, and so another kind of forecast. */
  NetworkConfig withLoss(Loss value);

  /** The same with another window normalisation. */
  NetworkConfig withNorm(WindowNorm value);

  /** The network for given inputs and outputs, without the window normalisation. */
  Network network(Io io);

  /** What moves the result, by name. */
  Map<String, String> settings();
}
