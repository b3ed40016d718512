// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.features;

/** When a feature's value of bar t may first be used. */
public enum Availability {
  /** At the close of bar t. */
  BAR_CLOSE,
  /** At the open of bar t + 1: the value needs something that is published after the close. */
  NEXT_OPEN,
  /** At the close of bar t, counting only reports filed by then, whatever day they speak about. */
  FILING_TIME
}
