// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.quantml.mlflow.rest.Dataset;
import io.github.quantml.mlflow.rest.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as lines of a journal. */
final class EventCodec {
  private EventCodec() {}

  static byte[] line(long number, Event event) {
    return Lines.of(
        out -> {
          out.writeNumberField("n", number);
          out.writeNumberField("r", event.run());
          if (event instanceof Event.Metric m) {
            out.writeStringField("e", "metric");
            out.writeStringField("k", m.key());
            if (Double.isFinite(m.value())) {
              out.writeNumberField("v", m.value());
            } else {
              out.writeStringField("v", Double.toString(m.value()));
            }
            out.writeNumberField("t", m.time());
            out.writeNumberField("s", m.step());
          } else if (event instanceof Event.Param p) {
            out.writeStringField("e", "param");
            out.writeStringField("k", p.key());
            out.writeStringField("v", p.value());
          } else if (event instanceof Event.Tag t) {
            out.writeStringField("e", "tag");
            out.writeStringField("k", t.key());
            out.writeStringField("v", t.value());
          } else if (event instanceof Event.Started s) {
            out.writeStringField("e", "start");
            out.writeNumberField("parent", s.parent());
            out.writeStringField("experimentId", s.experimentId());
            out.writeStringField("experiment", s.experiment());
            out.writeStringField("name", s.name());
            out.writeStringField("adopted", s.adopted());
            out.writeNumberField("t", s.time());
            writeTexts(out, "tags", s.tags());
          } else if (event instanceof Event.Data d) {
            out.writeStringField("e", "data");
            out.writeStringField("name", d.dataset().name());
            out.writeStringField("digest", d.dataset().digest());
            out.writeStringField("source", d.dataset().source());
            out.writeStringField("schema", d.dataset().schema());
            out.writeStringField("profile", d.dataset().profile());
            out.writeStringField("use", d.dataset().use());
          } else if (event instanceof Event.Artifact a) {
            out.writeStringField("e", "artifact");
            out.writeStringField("path", a.path());
            out.writeStringField("file", a.file());
            out.writeNumberField("size", a.size());
            out.writeStringField("sha256", a.sha256());
          } else if (event instanceof Event.Registered m) {
            out.writeStringField("e", "register");
            out.writeStringField("model", m.model());
            out.writeStringField("path", m.path());
            out.writeStringField("alias", m.alias());
            writeTexts(out, "files", m.files());
            writeTexts(out, "tags", m.tags());
          } else if (event instanceof Event.Ended e) {
            out.writeStringField("e", "end");
            out.writeStringField("status", e.status());
            out.writeNumberField("t", e.time());
          }
        });
  }

  private static void writeTexts(JsonGenerator out, String field, Map<String, String> texts)
      throws IOException {
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  /** The event of a line; throws when it is none that this version knows. */
  static Event event(Json line) throws IOException {
    int run = (int) line.get("r").integer(-1);
    if (run < 0) {
      throw new IOException("no run number");
    }
    return switch (line.get("e").text()) {
      case "metric" ->
          new Event.Metric(
              run,
              line.get("k").text(),
              line.get("v").number(Double.NaN),
              line.get("t").integer(0),
              line.get("s").integer(0));
      case "param" -> new Event.Param(run, line.get("k").text(), line.get("v").text());
      case "tag" -> new Event.Tag(run, line.get("k").text(), line.get("v").text());
      case "start" ->
          new Event.Started(
              run,
              (int) line.get("parent").integer(-1),
              line.get("experimentId").text(),
              line.get("experiment").text(),
              line.get("name").text(),
              line.get("adopted").text(),
              line.get("t").integer(0),
              texts(line.get("tags")));
      case "data" ->
          new Event.Data(
              run,
              new Dataset(
                  line.get("name").text(),
                  line.get("digest").text(),
                  line.get("source").text(),
                  line.get("schema").text(),
                  line.get("profile").text(),
                  line.get("use").text()));
      case "artifact" ->
          new Event.Artifact(
              run,
              line.get("path").text(),
              line.get("file").text(),
              line.get("size").integer(0),
              line.get("sha256").text());
      case "register" ->
          new Event.Registered(
              run,
              line.get("model").text(),
              line.get("path").text(),
              texts(line.get("files")),
              texts(line.get("tags")),
              line.get("alias").text());
      case "end" -> new Event.Ended(run, line.get("status").text(), line.get("t").integer(0));
      default -> throw new IOException("unknown event '" + line.get("e").text() + "'");
    };
  }

  private static Map<String, String> texts(Json object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.names().forEach(n -> texts.put(n, object.get(n).text()));
    return texts;
  }
}
