// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline;

import io.github.quantml.api.QuantMlException;
import java.io.Serial;

/** The data are not for the model: it is no failure that it is not trained. */
final class NothingToTrainException extends QuantMlException {
  @Serial private static final long serialVersionUID = 1L;

  NothingToTrainException(String message) {
    super(message);
  }
}
