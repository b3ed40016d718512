// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features.graph;

/** The input columns that every series of bars has. */
public final class Inputs {
  public static final String OPEN_NAME = "open";
  public static final String HIGH_NAME = "high";
  public static final String LOW_NAME = "low";
  public static final String CLOSE_NAME = "close";
  public static final String VOLUME_NAME = "volume";
  public static final String TIME_NAME = "time";

  private Inputs() {}

  public static Node open() {
    return Node.input(OPEN_NAME);
  }

  public static Node high() {
    return Node.input(HIGH_NAME);
  }

  public static Node low() {
    return Node.input(LOW_NAME);
  }

  public static Node close() {
    return Node.input(CLOSE_NAME);
  }

  public static Node volume() {
    return Node.input(VOLUME_NAME);
  }

  /** Close time of the bar in seconds since 1970-01-01T00:00Z. */
  public static Node time() {
    return Node.input(TIME_NAME);
  }
}
