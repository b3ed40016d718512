// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.host;

import io.github.quantml.api.InvalidDataException;

/** There are no bars of a ticker. */
public final class UnknownTickerException extends InvalidDataException {
  private static final long serialVersionUID = 1;

  UnknownTickerException(String ticker, Iterable<String> known) {
    super("ticker '" + ticker + "': there are no bars of it; there are bars of " + known);
  }
}
