// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.pipeline.tune;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quantml.api.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Lines of a journal: eight hexadecimal digits of CRC-32C, a blank, one flat JSON object. */
final class JournalLines {
  private static final int PREFIX = 9;
  private static final String FORMAT = "1";
  private static final JsonFactory JSON = new JsonFactory();

  private JournalLines() {}

  static byte[] write(JournalRecord line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("00000000 ".getBytes(StandardCharsets.US_ASCII));
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      fields(line, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    out.write('\n');
    byte[] bytes = out.toByteArray();
    byte[] sum = checksum(bytes, PREFIX, bytes.length - 1);
    System.arraycopy(sum, 0, bytes, 0, sum.length);
    return bytes;
  }

  private static void fields(JournalRecord line, JsonGenerator json) throws IOException {
    if (line instanceof JournalRecord.Study s) {
      json.writeStringField("record", "quant-ml study");
      json.writeStringField("format", FORMAT);
      for (Map.Entry<String, String> e : s.header().settings().entrySet()) {
        json.writeStringField(e.getKey(), e.getValue());
      }
      json.writeArrayFieldStart("space");
      for (String parameter : s.header().space()) {
        json.writeString(parameter);
      }
      json.writeEndArray();
    } else if (line instanceof JournalRecord.Join j) {
      json.writeStringField("record", "join");
      json.writeNumberField("worker", j.worker());
    } else if (line instanceof JournalRecord.Start s) {
      json.writeStringField("record", "start");
      json.writeNumberField("trial", s.trial());
      json.writeNumberField("worker", s.worker());
      numbers(json, "values", s.values());
    } else if (line instanceof JournalRecord.End e) {
      end(e.result(), json);
    }
  }

  private static void end(TrialResult result, JsonGenerator json) throws IOException {
    json.writeStringField("record", "end");
    json.writeNumberField("trial", result.number());
    numbers(json, "values", result.values());
    json.writeStringField("state", result.state().name());
    if (!Double.isNaN(result.value())) {
      json.writeNumberField("value", result.value());
    }
    json.writeStringField("why", result.why());
    double[] steps = new double[result.reports().size()];
    double[] values = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = result.reports().step(i);
      values[i] = result.reports().value(i);
    }
    json.writeArrayFieldStart("steps");
    for (int i = 0; i < steps.length; i++) {
      json.writeNumber(result.reports().step(i));
    }
    json.writeEndArray();
    numbers(json, "reports", values);
    json.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Double> e : result.metrics().entrySet()) {
      json.writeNumberField(e.getKey(), e.getValue());
    }
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * Reads one line without its end.
   *
   * @throws InvalidDataException if it is none
   */
  static JournalRecord read(byte[] bytes, int from, int to, SearchSpace space) {
    int body = from + PREFIX;
    if (to <= body || bytes[body - 1] != ' ') {
      throw new InvalidDataException("is no line of a study's journal");
    }
    byte[] sum = checksum(bytes, body, to);
    for (int i = 0; i < sum.length; i++) {
      if (sum[i] != bytes[from + i]) {
        throw new InvalidDataException("the checksum does not match");
      }
    }
    try (JsonParser json = JSON.createParser(bytes, body, to - body)) {
      return new JournalFields(json).toRecord(space);
    } catch (IOException e) {
      throw new InvalidDataException("is no JSON: " + e.getMessage(), e);
    }
  }

  private static byte[] checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return String.format("%08x", crc.getValue()).getBytes(StandardCharsets.US_ASCII);
  }

  /** The fields of one object. */
  private static final class JournalFields {
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Map<String, Double> metrics = new LinkedHashMap<>();

    JournalFields(JsonParser json) throws IOException {
      require(json.nextToken() == JsonToken.START_OBJECT, "must be an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        if (token == JsonToken.START_ARRAY) {
          List<String> items = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(scalar(json));
          }
          lists.put(name, items);
        } else if (token == JsonToken.START_OBJECT) {
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String metric = json.currentName();
            json.nextToken();
            metrics.put(metric, number(scalar(json)));
          }
        } else {
          texts.put(name, scalar(json));
        }
      }
      require(json.nextToken() == null, "must be one object");
    }

    private static String scalar(JsonParser json) throws IOException {
      JsonToken token = json.currentToken();
      require(token != null && token.isScalarValue(), "must be flat");
      return json.getText();
    }

    JournalRecord toRecord(SearchSpace space) {
      return switch (text("record")) {
        case "quant-ml study" -> study();
        case "join" -> new JournalRecord.Join(whole("worker", 1));
        case "start" ->
            new JournalRecord.Start(whole("trial", 0), whole("worker", 1), values(space));
        case "end" -> new JournalRecord.End(result(space));
        default -> throw new InvalidDataException("record: unknown, got " + text("record"));
      };
    }

    private JournalRecord study() {
      require(text("format").equals(FORMAT), "format: must be " + FORMAT);
      Map<String, String> settings = new LinkedHashMap<>(texts);
      settings.remove("record");
      settings.remove("format");
      return new JournalRecord.Study(new JournalHeader(settings, list("space")));
    }

    private double[] values(SearchSpace space) {
      double[] values = numbers("values");
      require(values.length == space.size(), "values: must be " + space.size());
      for (int i = 0; i < values.length; i++) {
        require(space.get(i).contains(values[i]), space.get(i) + ": got " + values[i]);
      }
      return values;
    }

    private TrialResult result(SearchSpace space) {
      TrialState state = state(text("state"));
      double value = texts.containsKey("value") ? number(text("value")) : Double.NaN;
      require(
          state == TrialState.PRUNED || Double.isNaN(value) == (state == TrialState.FAILED),
          "value: does not go with " + state);
      double[] values = numbers("reports");
      List<String> steps = list("steps");
      require(steps.size() == values.length, "steps: must be as many as reports");
      long[] at = new long[values.length];
      for (int i = 0; i < at.length; i++) {
        at[i] = wholeNumber(steps.get(i));
        require(at[i] > (i == 0 ? -1 : at[i - 1]), "steps: must grow");
      }
      return new TrialResult(
          space,
          whole("trial", 0),
          values(space),
          state,
          value,
          text("why"),
          new Reports(at, values),
          metrics);
    }

    private static TrialState state(String name) {
      for (TrialState state : TrialState.values()) {
        if (state.name().equals(name)) {
          return state;
        }
      }
      throw new InvalidDataException("state: unknown, got " + name);
    }

    private String text(String name) {
      return present(texts.get(name), name);
    }

    private List<String> list(String name) {
      return present(lists.get(name), name);
    }

    private static <T> T present(@Nullable T value, String name) {
      if (value == null) {
        throw new InvalidDataException(name + ": is missing");
      }
      return value;
    }

    private double[] numbers(String name) {
      return list(name).stream().mapToDouble(JournalFields::number).toArray();
    }

    private static double number(String text) {
      try {
        double value = Double.parseDouble(text);
        require(Math.abs(value) < Double.POSITIVE_INFINITY, "must be finite, got " + text);
        return value;
      } catch (NumberFormatException e) {
        throw new InvalidDataException("must be a number, got " + text, e);
      }
    }

    private int whole(String name, int least) {
      long value = wholeNumber(text(name));
      require(value >= least && value < Integer.MAX_VALUE, name + ": out of range, got " + value);
      return (int) value;
    }

    private static long wholeNumber(String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new InvalidDataException("must be a whole number, got " + text, e);
      }
    }

    private static void require(boolean holds, String rule) {
      if (!holds) {
        throw new InvalidDataException(rule);
      }
    }
  }
}
