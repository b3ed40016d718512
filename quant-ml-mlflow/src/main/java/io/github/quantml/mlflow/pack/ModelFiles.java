// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.mlflow.pack;

import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.Provenance;
import io.github.quantml.mlflow.rest.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The files of a model directory that MLflow reads: {@code MLmodel} with the flavor {@code quantml}
 * and, for a model with an ONNX graph, {@code onnx} and {@code python_function}.
 *
 * <p>Format: MLflow documentation, "MLflow Model", sections Storage Format, Model Signature and
 * Model Input Example. A graph with one input gets a signature without a name, so that Python may
 * hand a plain array to {@code predict}; with several inputs their names are part of it.
 */
public final class ModelFiles {
  /** The whole model, as {@link ModelBundle#toBytes} wrote it. */
  public static final String BUNDLE = "model.quantml";

  /** The graph alone. */
  public static final String ONNX = "model.onnx";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final String PYTHON = "3.11.0";
  private static final List<String> REQUIREMENTS =
      List.of("mlflow>=2.9", "numpy", "onnx>=1.14", "onnxruntime>=1.16");

  private static final String EXAMPLE =
      """
      saved_input_example_info:
        artifact_path: input_example.json
        format: tf-serving
        serving_input_path: serving_input_example.json
        type: ndarray
      """;

  private ModelFiles() {}

  /**
   * The files by relative path.
   *
   * @param bundle the model
   * @param example an input that Python users can try; empty for zeros of the right shape
   * @param created when
   */
  public static Map<String, byte[]> of(
      ModelBundle bundle, Optional<InputExample> example, Instant created) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    StringBuilder flavors = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    bundle
        .onnx()
        .ifPresent(
            graph -> {
              OnnxFacts facts = OnnxFacts.of(graph);
              files.put(ONNX, graph);
              onnxFlavors(flavors);
              files.put("requirements.txt", text(String.join("\n", REQUIREMENTS) + "\n"));
              files.put("conda.yaml", text(conda()));
              files.put("python_env.yaml", text(pythonEnv()));
              rest.append(signature(facts));
              InputExample shown = example.orElseGet(() -> InputExample.zeros(facts.inputs()));
              shown.requireFits(facts.inputs());
              files.put("input_example.json", shown.toJson());
              files.put("serving_input_example.json", shown.toJson());
              rest.append(EXAMPLE);
            });
    files.put(BUNDLE, bundle.toBytes());
    flavors.append("  quantml:\n    data: ").append(BUNDLE).append('\n');
    flavors.append("    kind: ").append(quoted(bundle.kind())).append('\n');
    flavors.append("    schema: ").append(bundle.schema()).append('\n');
    flavors.append("    quantml_version: ").append(quoted(Provenance.LIBRARY_VERSION)).append('\n');
    files.put("MLmodel", text(mlmodel(flavors, rest, created)));
    return Collections.unmodifiableMap(files);
  }

  private static String mlmodel(CharSequence flavors, CharSequence rest, Instant created) {
    return "artifact_path: model\nflavors:\n"
        + flavors
        + "mlflow_version: 2.17.2\n"
        + "model_uuid: "
        + UUID.randomUUID().toString().replace("-", "")
        + "\nutc_time_created: '"
        + TIME.format(created)
        + "'\n"
        + rest;
  }

  private static void onnxFlavors(StringBuilder out) {
    out.append(
        """
          onnx:
            code: null
            data: model.onnx
            onnx_session_options:
              execution_mode: sequential
              inter_op_num_threads: 1
              intra_op_num_threads: 1
            onnx_version: 1.16.0
            providers:
            - CPUExecutionProvider
          python_function:
            data: model.onnx
            env:
              conda: conda.yaml
              virtualenv: python_env.yaml
            loader_module: mlflow.onnx
            python_version: 3.11.0
        """);
  }

  private static String conda() {
    return "channels:\n- conda-forge\ndependencies:\n- python=3.11\n- pip\n- pip:\n"
        + REQUIREMENTS.stream().map(r -> "  - " + r + "\n").collect(Collectors.joining())
        + "name: mlflow-env\n";
  }

  private static String pythonEnv() {
    return "python: "
        + PYTHON
        + "\nbuild_dependencies:\n- pip\n- setuptools\n- wheel\n"
        + "dependencies:\n- -r requirements.txt\n";
  }

  private static String signature(OnnxFacts facts) {
    return "signature:\n  inputs: "
        + quoted(tensors(facts.inputs(), facts.inputs().size() > 1))
        + "\n  outputs: "
        + quoted(tensors(facts.outputs(), true))
        + "\n  params: null\n";
  }

  private static String tensors(List<OnnxFacts.Tensor> tensors, boolean named) {
    byte[] json =
        Json.bytes(
            out -> {
              out.writeStartArray();
              for (OnnxFacts.Tensor tensor : tensors) {
                out.writeStartObject();
                if (named) {
                  out.writeStringField("name", tensor.name());
                }
                out.writeStringField("type", "tensor");
                out.writeObjectFieldStart("tensor-spec");
                out.writeStringField("dtype", tensor.type());
                out.writeArrayFieldStart("shape");
                for (long size : tensor.shape()) {
                  out.writeNumber(size);
                }
                out.writeEndArray();
                out.writeEndObject();
                out.writeEndObject();
              }
              out.writeEndArray();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  /** A text as YAML writes it between single quotes; control characters cannot occur in it. */
  private static String quoted(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
