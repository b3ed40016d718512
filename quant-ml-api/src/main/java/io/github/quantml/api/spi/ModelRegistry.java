// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.api.spi;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelUri;
import io.github.quantml.api.ModelVersion;
import java.util.List;

/**
 * Keeps versions of named models. Thread-safe; two registrations at the same time get two versions.
 */
public interface ModelRegistry extends Provider {
  /** Keeps a bundle as the next version of a name. Either wholly registered or not at all. */
  ModelVersion register(String name, ModelBundle bundle);

  /**
   * The bundle at an address.
   *
   * @throws io.github.quantml.api.QuantMlException naming the address when nothing lies there
   */
  ModelBundle resolve(ModelUri uri);

  /**
   * The version an address means.
   *
   * @throws io.github.quantml.api.QuantMlException naming the address when nothing lies there
   */
  ModelVersion version(ModelUri uri);

  /** Points an alias at a version, away from where it pointed before. */
  void alias(String name, String alias, int version);

  /**
   * Points an alias back at the version it pointed at before.
   *
   * @return the version it points at now
   * @throws io.github.quantml.api.QuantMlException when it has pointed at one version only
   */
  ModelVersion rollBack(String name, String alias);

  /** Registered names, in their order; a name appears with its first version. */
  List<String> names();

  /** All versions of a name, oldest first; empty for an unknown name. */
  List<ModelVersion> list(String name);
}
