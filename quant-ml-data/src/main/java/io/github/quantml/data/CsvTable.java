// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.quantml.api.InvalidDataException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The rows of one CSV file, read as they are asked for. Every fault names the file and line. */
final class CsvTable implements Closeable {
  private static final String SEPARATORS = ",;\t|";
  private static final int LONGEST_HEADER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String symbol;
  private final String file;
  private final char decimal;
  private final Closeable input;
  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;

  /** Field count every row must have; 0 until the first row of a file without header. */
  private int width;

  private CsvTable(
      String symbol,
      String file,
      char decimal,
      Closeable input,
      CloseableIterator<CsvRecord> records,
      boolean hasHeader) {
    this.symbol = symbol;
    this.file = file;
    this.decimal = decimal;
    this.input = input;
    this.records = records;
    this.header = hasHeader ? readHeader() : List.of();
    this.width = header.size();
  }

  /**
   * Opens a file and reads its header.
   *
   * @param symbol instrument that messages begin with, empty for none
   */
  static CsvTable open(String symbol, ByteSource source, CsvDialect dialect, boolean hasHeader) {
    String file = source.name();
    InputStream raw = null;
    try {
      raw = source.open();
      BufferedReader text = text(source, raw, dialect.maxBytes());
      char separator =
          dialect.separator() == null
              ? findSeparator(text, dialect.decimal())
              : dialect.separator();
      CsvReader<CsvRecord> reader =
          CsvReader.builder()
              .fieldSeparator(separator)
              .skipEmptyLines(true)
              .allowExtraFields(true)
              .allowMissingFields(true)
              .ofCsvRecord(text);
      return new CsvTable(symbol, file, dialect.decimal(), text, reader.iterator(), hasHeader);
    } catch (IOException e) {
      closeAfter(e, raw);
      throw unreadable(place(symbol, file), e);
    } catch (RuntimeException e) {
      closeAfter(e, raw);
      throw e;
    }
  }

  private static void closeAfter(Throwable fault, @Nullable InputStream raw) {
    try {
      if (raw != null) {
        raw.close();
      }
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  private static BufferedReader text(ByteSource source, InputStream raw, long maxBytes)
      throws IOException {
    InputStream plain = source.name().endsWith(".gz") ? gunzip(raw) : raw;
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                new LimitedStream(plain, maxBytes),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            LONGEST_HEADER);
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static InputStream gunzip(InputStream raw) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(raw, 2);
    byte[] magic = peeked.readNBytes(2);
    peeked.unread(magic);
    if (magic.length < 2 || (magic[0] & 0xFF) != 0x1F || (magic[1] & 0xFF) != 0x8B) {
      throw new ZipException("is not gzip, although its name ends in .gz");
    }
    return new GZIPInputStream(peeked, 1 << 16);
  }

  /** The most frequent candidate outside quotes in the first line that is not blank. */
  private static char findSeparator(BufferedReader text, char decimal) throws IOException {
    int[] counts = new int[SEPARATORS.length()];
    text.mark(LONGEST_HEADER);
    boolean quoted = false;
    boolean blank = true;
    for (int i = 0; i < LONGEST_HEADER; i++) {
      int c = text.read();
      if (c < 0 || (!quoted && !blank && (c == '\n' || c == '\r'))) {
        break;
      }
      blank &= c == '\n' || c == '\r';
      quoted ^= c == '"';
      int candidate = quoted ? -1 : SEPARATORS.indexOf(c);
      if (candidate >= 0 && c != decimal) {
        counts[candidate]++;
      }
    }
    text.reset();
    int best = decimal == ',' ? 1 : 0;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] > counts[best]) {
        best = k;
      }
    }
    return SEPARATORS.charAt(best);
  }

  private List<String> readHeader() {
    CsvRecord first = record();
    if (first == null) {
      throw new InvalidDataException(place(symbol, file) + ": the file is empty");
    }
    return first.getFields().stream().map(String::strip).toList();
  }

  /** Names of the columns, empty for a file without header. */
  List<String> header() {
    return header;
  }

  /** Where the file is at fault as a whole. */
  String place() {
    return place(symbol, file);
  }

  private static String place(String symbol, String file) {
    return symbol.isEmpty() ? file : symbol + ", " + file;
  }

  String place(long line) {
    return place() + " line " + line;
  }

  /** What names a row beside the symbol: file and line. */
  String rowName(long line) {
    return file + " line " + line;
  }

  /** The next row that holds anything, null after the last. */
  @Nullable Row next() {
    CsvRecord r = record();
    if (r == null) {
      return null;
    }
    if (width == 0) {
      width = r.getFieldCount();
    }
    return new Row(r);
  }

  private @Nullable CsvRecord record() {
    try {
      while (records.hasNext()) {
        CsvRecord r = records.next();
        if (!r.getFields().stream().allMatch(String::isBlank)) {
          return r;
        }
      }
      return null;
    } catch (CsvParseException | UncheckedIOException e) {
      throw e.getCause() instanceof IOException io
          ? unreadable(place(), io)
          : new InvalidDataException(place() + ": is not CSV: " + e.getMessage(), e);
    }
  }

  private static InvalidDataException unreadable(String place, IOException e) {
    return new InvalidDataException(place + ": " + reason(e), e);
  }

  private static String reason(IOException e) {
    if (e instanceof LimitedStream.TooLarge) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "may not be read: access denied";
    }
    if (e instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    if (e instanceof ZipException || e instanceof EOFException) {
      String message = String.valueOf(e.getMessage());
      return message.startsWith("is not gzip") ? message : "is damaged gzip: " + message;
    }
    return "cannot be read: " + e.getMessage();
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw unreadable(place(), e);
    }
  }

  /** One line of the file. */
  final class Row {
    private final CsvRecord record;

    private Row(CsvRecord record) {
      this.record = record;
    }

    long line() {
      return record.getStartingLineNumber();
    }

    int fieldCount() {
      return record.getFieldCount();
    }

    /** Refuses a row with more or fewer fields than the header. */
    void requireWidth() {
      if (fieldCount() != width) {
        String first = header.isEmpty() ? "first row" : "header";
        throw fault(fieldCount() + " fields, but the " + first + " has " + width);
      }
    }

    RowFault fault(String what) {
      return new RowFault(place(line()), what);
    }

    String text(int column) {
      return record.getField(column).strip();
    }

    double number(int column) {
      String value = text(column);
      try {
        return Decimals.parse(value, decimal);
      } catch (BadValue e) {
        throw fault(column, value, e.rule());
      }
    }

    /** The moment of one column, or of a date and a time of day when {@code timeOfDay ≥ 0}. */
    TimeReader.Time time(TimeReader reader, int column, int timeOfDay) {
      String value = timeOfDay < 0 ? text(column) : text(column) + ' ' + text(timeOfDay);
      try {
        return reader.read(value);
      } catch (BadValue e) {
        throw fault(column, value, e.rule());
      }
    }

    RowFault fault(int column, String value, String rule) {
      String name = header.isEmpty() ? "" : header.get(column);
      return RowFault.of(
          place(line()),
          name.isEmpty() ? String.valueOf(column + 1) : name,
          value.isEmpty() ? "''" : value,
          rule);
    }
  }
}
