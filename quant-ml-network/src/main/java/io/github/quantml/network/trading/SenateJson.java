// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.network.trading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.quantml.api.InvalidDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reports of the Senate as JSON, read token by token. */
final class SenateJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(20).maxStringLength(100_000).build())
          .build();

  private SenateJson() {}

  static TradeFilings read(Path file) throws IOException {
    FilingRows rows = new FilingRows();
    try (JsonParser in = FACTORY.createParser(file.toFile())) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw broken(file, in, "must start with an array of reports");
      }
      while (in.nextToken() == JsonToken.START_OBJECT) {
        report(in, rows);
      }
      if (in.currentToken() != JsonToken.END_ARRAY) {
        throw broken(file, in, "must hold reports only, got " + in.currentToken());
      }
    } catch (JsonProcessingException e) {
      throw new InvalidDataException(
          file.getFileName()
              + ": is not JSON in line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage());
    }
    return rows.build();
  }

  private static InvalidDataException broken(Path file, JsonParser in, String rule) {
    return new InvalidDataException(
        file.getFileName() + ": " + rule + ", line " + in.currentLocation().getLineNr());
  }

  private static void report(JsonParser in, FilingRows rows) throws IOException {
    Map<String, String> fields = new HashMap<>();
    List<Map<String, String>> transactions = new ArrayList<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (value == JsonToken.START_ARRAY && name.equals("transactions")) {
        while (in.nextToken() == JsonToken.START_OBJECT) {
          transactions.add(flat(in));
        }
      } else {
        keep(in, name, fields);
      }
    }
    if (transactions.isEmpty()) {
      rows.note(FilingNote.NO_TRANSACTIONS);
    }
    String filer = fields.getOrDefault("bioguide", "");
    for (Map<String, String> row : transactions) {
      rows.add(
          new FilingRows.Row(
              filer.isBlank() ? fields.getOrDefault("office", "") : filer,
              row.getOrDefault("owner", ""),
              row.getOrDefault("ticker", ""),
              row.getOrDefault("type", ""),
              row.getOrDefault("amount", ""),
              row.getOrDefault("transaction_date", ""),
              "",
              fields.getOrDefault("date_recieved", ""),
              fields.getOrDefault("ptr_link", ""),
              ""));
    }
  }

  private static Map<String, String> flat(JsonParser in) throws IOException {
    Map<String, String> out = new HashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      keep(in, name, out);
    }
    return out;
  }

  private static void keep(JsonParser in, String name, Map<String, String> out) throws IOException {
    if (in.currentToken().isStructStart()) {
      in.skipChildren();
    } else if (in.currentToken() != JsonToken.VALUE_NULL) {
      out.put(name, in.getText());
    }
  }
}
