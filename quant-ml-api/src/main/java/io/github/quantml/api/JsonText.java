// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api;

/** Writes JSON (RFC 8259) front to back. Numbers are finite by contract of the types written. */
final class JsonText {
  private final StringBuilder out = new StringBuilder(512);
  private boolean comma;

  JsonText open() {
    return begin('{');
  }

  JsonText close() {
    return end('}');
  }

  JsonText openArray() {
    return begin('[');
  }

  JsonText closeArray() {
    return end(']');
  }

  private JsonText begin(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  private JsonText end(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  JsonText key(String name) {
    separate();
    string(name);
    out.append(':');
    comma = false;
    return this;
  }

  JsonText field(String name, String value) {
    key(name);
    string(value);
    comma = true;
    return this;
  }

  JsonText field(String name, double value) {
    key(name).out.append(value);
    comma = true;
    return this;
  }

  JsonText field(String name, int value) {
    key(name).out.append(value);
    comma = true;
    return this;
  }

  JsonText nothing() {
    out.append("null");
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        out.append("\\u");
        String hex = Integer.toHexString(c);
        out.append("0".repeat(4 - hex.length())).append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
