// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.samples.rest;

/** Ends a training because the service stops; its job goes back into the queue. */
final class ServiceStoppingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServiceStoppingException() {
    super("the service stopped; the training goes on when it starts");
  }
}
