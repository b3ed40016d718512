// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import io.github.quantml.api.InvalidDataException;
import java.io.Serial;

/** A row that cannot be read; it keeps its fault apart from its place, for reports of repairs. */
final class RowFault extends InvalidDataException {
  @Serial private static final long serialVersionUID = 1L;

  private final String fault;

  RowFault(String place, String fault) {
    super(place + ": " + fault);
    this.fault = fault;
  }

  static RowFault of(String place, String column, String value, String rule) {
    return new RowFault(place, "column " + column + ", value " + value + ": " + rule);
  }

  String fault() {
    return fault;
  }
}
