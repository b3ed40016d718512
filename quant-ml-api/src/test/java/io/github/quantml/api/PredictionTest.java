// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionTest {
  private static final Instant T = Instant.parse("2013-12-31T21:00:00Z");

  private static Prediction prediction() {
    return new Prediction(
        "A\"PL",
        T,
        new Horizon(21, Duration.ofDays(30)),
        0.0123,
        0.05,
        new Probabilities(0.5, 0.3, 0.2, 0.01),
        new Interval(0.9, -0.07, 0.09),
        0.5,
        new Regime(
            "calm",
            0.8,
            12,
            List.of(
                new Regime.State("calm", 0.8, 0.001, 0.01),
                new Regime.State("wild", 0.2, -0.001, 0.03))),
        List.of(new SimilarPattern(T.minusSeconds(9), T.minusSeconds(5), 1.5, -0.02)),
        Map.of("MKT", new FactorExposure(1.2, 0.1)),
        List.of(
            new Contribution.Used("regime", 1, 0.0123, 0.05),
            new Contribution.Abstained("options", "needs option chain"),
            new Contribution.Failed("news", "line\nbreak")));
  }

  @Test
  void the_table_says_everything_a_trader_asks() {
    assertThat(prediction().toString())
        .contains(
            "30d (21 bars) ahead, as of 2013-12-31T21:00:00Z",
            "expected return   +1.23 %",
            "volatility        5.00 %",
            "up 50 %, flat 20 %, down 30 % (flat is within ±1.00 %)",
            "90 % interval     -7.00 % to +9.00 %",
            "confidence        50 %",
            "regime            calm (80 %), expected to last 12 more bars",
            "(distance 1.50), then -2.00 %",
            "factor            MKT +1.20 (standard error 0.10)",
            "regime       weight 100 %",
            "options      abstains: needs option chain",
            "news         failed: line");
  }

  @Test
  void the_json_has_the_keys_of_the_rest_answer() {
    assertThat(prediction().toJson())
        .isEqualTo(
            "{\"symbol\":\"A\\\"PL\",\"as_of\":\"2013-12-31T21:00:00Z\",\"horizon\":{\"bars\":21,"
                + "\"text\":\"30d (21 bars)\"},\"prediction\":{\"return\":0.0123,\"volatility\":0.05,"
                + "\"probability\":{\"up\":0.5,\"down\":0.3,\"flat\":0.2,\"flat_band\":0.01},"
                + "\"interval\":{\"level\":0.9,\"lower\":-0.07,\"upper\":0.09},\"confidence\":0.5},"
                + "\"current_regime\":{\"label\":\"calm\",\"probability\":0.8,"
                + "\"expected_duration\":12.0,\"states\":[{\"label\":\"calm\",\"probability\":0.8,"
                + "\"mean_return\":0.001,\"volatility\":0.01},{\"label\":\"wild\","
                + "\"probability\":0.2,\"mean_return\":-0.001,\"volatility\":0.03}]},"
                + "\"similar_patterns\":[{\"from\":\"2013-12-31T20:59:51Z\","
                + "\"to\":\"2013-12-31T20:59:55Z\",\"distance\":1.5,\"subsequent_return\":-0.02}],"
                + "\"factors\":{\"MKT\":{\"loading\":1.2,\"standard_error\":0.1}},"
                + "\"contributions\":[{\"member\":\"regime\",\"status\":\"used\",\"weight\":1.0,"
                + "\"return\":0.0123,\"volatility\":0.05},{\"member\":\"options\","
                + "\"status\":\"abstained\",\"reason\":\"needs option chain\"},"
                + "{\"member\":\"news\",\"status\":\"failed\",\"reason\":\"line\\u000abreak\"}]}");
  }

  @Test
  void no_nan_slips_into_a_prediction() {
    assertThatThrownBy(() -> new Probabilities(0.5, 0.5, Double.NaN, 0.01))
        .isInstanceOf(InvalidDataException.class);
    assertThatThrownBy(() -> new Probabilities(0.5, 0.5, 0.5, 0.01))
        .hasMessageContaining("must sum to 1");
    assertThatThrownBy(() -> new Interval(0.9, 0.1, -0.1)).hasMessageContaining("is below");
    assertThatThrownBy(() -> new Interval(0.9, Double.NaN, 0.1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Contribution.Used("m", 0.5, Double.POSITIVE_INFINITY, 0.1))
        .hasMessageContaining("member m");
    assertThatThrownBy(
            () -> new Forecast.Distribution(null, Map.of("x", Double.NaN), Insights.NONE))
        .hasMessageContaining("x must be finite");
  }
}
