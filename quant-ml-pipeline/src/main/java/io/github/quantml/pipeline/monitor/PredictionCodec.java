// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.monitor;

import io.github.quantml.api.Interval;
import io.github.quantml.api.Probabilities;
import io.github.quantml.pipeline.file.CheckedLine;
import io.github.quantml.pipeline.file.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Logged predictions as checksummed lines; numbers keep their bits. */
final class PredictionCodec {
  private PredictionCodec() {}

  static byte[] encode(LoggedPrediction p) {
    return CheckedLine.of(
        out -> {
          out.writeStringField("symbol", p.symbol());
          out.writeStringField("asOf", p.asOf().toString());
          out.writeNumberField("bars", p.bars());
          out.writeStringField("served", p.served().toString());
          out.writeStringField("model", p.model());
          out.writeNumberField("version", p.version());
          out.writeNumberField("mean", p.mean());
          out.writeNumberField("volatility", p.volatility());
          out.writeNumberField("up", p.probabilities().up());
          out.writeNumberField("down", p.probabilities().down());
          out.writeNumberField("flat", p.probabilities().flat());
          out.writeNumberField("band", p.probabilities().flatBand());
          out.writeNumberField("level", p.interval().level());
          out.writeNumberField("lower", p.interval().lower());
          out.writeNumberField("upper", p.interval().upper());
          out.writeStringField("regime", p.regime());
          out.writeArrayFieldStart("members");
          for (LoggedPrediction.Member m : p.members()) {
            out.writeStartObject();
            out.writeStringField("name", m.name());
            out.writeNumberField("mean", m.mean());
            out.writeNumberField("volatility", m.volatility());
            out.writeNumberField("weight", m.weight());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  static LoggedPrediction decode(Json json) throws IOException {
    List<LoggedPrediction.Member> members = new ArrayList<>();
    for (Json m : json.items("members")) {
      members.add(
          new LoggedPrediction.Member(
              m.text("name"), m.number("mean"), m.number("volatility"), m.number("weight")));
    }
    return new LoggedPrediction(
        json.text("symbol"),
        Instant.parse(json.text("asOf")),
        (int) json.integer("bars"),
        Instant.parse(json.text("served")),
        json.text("model"),
        (int) json.integer("version"),
        json.number("mean"),
        json.number("volatility"),
        new Probabilities(
            json.number("up"), json.number("down"), json.number("flat"), json.number("band")),
        new Interval(json.number("level"), json.number("lower"), json.number("upper")),
        json.text("regime"),
        members);
  }
}
