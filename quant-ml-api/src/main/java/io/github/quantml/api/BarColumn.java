// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** The numeric columns of a {@link BarSeries}. */
public enum BarColumn {
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  VOLUME
}
