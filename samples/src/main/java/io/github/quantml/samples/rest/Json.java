// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** JSON in and out: snake case, strict about names and types, no class names. */
final class Json {
  private static final int DEEPEST = 20;

  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule().addDeserializer(Instant.class, new Times()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).build());
    for (LogicalType type : List.of(LogicalType.Textual)) {
      mapper
          .coercionConfigFor(type)
          .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
    return mapper;
  }

  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a call; nothing is set before the answer is there. */
  static void send(Context http, Object value) {
    byte[] json = bytes(value);
    http.contentType("application/json");
    http.result(json);
  }

  /**
   * Reads a request.
   *
   * @throws ProblemException naming place and rule when it is not what was asked for
   */
  static <T> T read(byte[] body, Class<T> type) {
    try (JsonParser parser = new NoNulls(MAPPER.createParser(body))) {
      T value = MAPPER.readValue(parser, type);
      if (value == null) {
        throw new ProblemException(
            Problem.Kind.BAD_REQUEST, "body: must be a JSON object, got null");
      }
      return value;
    } catch (JsonMappingException e) {
      StringBuilder place = new StringBuilder("body");
      for (JsonMappingException.Reference part : e.getPath()) {
        place.append(
            part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName());
      }
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, place + ": " + firstLine(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST,
          "body: is no JSON, at character "
              + e.getLocation().getCharOffset()
              + ": "
              + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ProblemException(Problem.Kind.BAD_REQUEST, "body: cannot be read");
    }
  }

  /** Times are texts; a number could be seconds or milliseconds. */
  private static final class Times extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1;

    Times() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(JsonToken.VALUE_STRING)) {
        try {
          return Instant.parse(parser.getText());
        } catch (DateTimeException e) {
          return (Instant)
              context.handleWeirdStringValue(
                  Instant.class, parser.getText(), "must be a time such as 2014-01-31T21:00:00Z");
        }
      }
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
  }

  /** The document knows no null: what is not said is left out. */
  private static final class NoNulls extends JsonParserDelegate {
    NoNulls(JsonParser parser) {
      super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token = super.nextToken();
      if (token == JsonToken.VALUE_NULL) {
        String place = getParsingContext().pathAsPointer().toString().replace('/', '.');
        throw new ProblemException(
            Problem.Kind.BAD_REQUEST, "body" + place + ": must be a value, got null");
      }
      return token;
    }
  }

  /** Without what the library says of its own classes. */
  private static String firstLine(String message) {
    return message.replaceAll("`[a-z.]+\\.", "`").replaceAll("\\(class [^)]*\\), ", "").strip();
  }
}
