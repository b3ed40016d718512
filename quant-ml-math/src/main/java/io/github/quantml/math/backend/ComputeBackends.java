// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.math.backend;

import io.github.quantml.api.BackendUnavailableException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.ComputeBackend;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses the compute backend that a host asked for, by name; none is ever taken by accident.
 *
 * <p>The default is {@code java}. Another one has to be named, in code or by {@code
 * ML_COMPUTE_BACKEND}, and its module has to be on the class path.
 */
public final class ComputeBackends {
  private ComputeBackends() {}

  /** The backend that {@code ML_COMPUTE_BACKEND} names. */
  public static ComputeBackend of(QuantMlSettings settings) {
    return named(settings.computeBackend());
  }

  /**
   * The backend of that name.
   *
   * @throws BackendUnavailableException when there is none, or when it cannot work here, with what
   *     to add
   */
  public static ComputeBackend named(String name) {
    Set<String> known = new TreeSet<>();
    for (ComputeBackend backend :
        ServiceLoader.load(ComputeBackend.class, ComputeBackends.class.getClassLoader())) {
      if (backend.name().equals(name)) {
        return working(backend);
      }
      known.add(backend.name());
    }
    throw new BackendUnavailableException(
        "compute backend '"
            + name
            + "': there is none of that name on the class path, add the module that has it"
            + " (nd4j: io.github.quantml:quant-ml-nd4j); there are "
            + known);
  }

  private static ComputeBackend working(ComputeBackend backend) {
    if (!backend.isAvailable()) {
      backend.gemm(1, 1, 1, new double[1], new double[1], new double[1]); // it knows best why not
      throw new BackendUnavailableException(
          "compute backend '" + backend.name() + "' says that it cannot work here");
    }
    return backend;
  }
}
