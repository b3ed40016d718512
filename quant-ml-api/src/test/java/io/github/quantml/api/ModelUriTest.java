// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"models:/lstm_price_forecast/latest", "models:/a b/3", "models:/ens@champion"})
  void addresses_are_read_and_written(String text) {
    assertThat(ModelUri.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "models:/",
        "models:/a",
        "models:/a/0",
        "models:/../x/1",
        "models:/a/b/1",
        "a@b"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> ModelUri.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
