// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;

/** Reference values from a {@code .properties} file whose header says which tool computed them. */
public final class Fixture {
  private final Properties values = new Properties();
  private final String name;

  private Fixture(String name) {
    this.name = name;
  }

  public static Fixture of(String name) {
    Fixture fixture = new Fixture(name);
    try (InputStream in = Fixture.class.getResourceAsStream(name)) {
      fixture.values.load(
          new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fixture;
  }

  public double[] array(String key) {
    String text = Objects.requireNonNull(values.getProperty(key), () -> name + ": " + key);
    return Arrays.stream(text.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  public double value(String key) {
    double[] all = array(key);
    if (all.length != 1) {
      throw new IllegalStateException(name + ": " + key + " is not one number");
    }
    return all[0];
  }
}
