// SPDX-License-Identifier: Apache-2.0

package io.github.quantml.ensemble;

import io.github.quantml.api.ContextItem;
import io.github.quantml.api.Horizon;
import io.github.quantml.api.InvalidDataException;
import io.github.quantml.api.Model;
import io.github.quantml.api.ModelBundle;
import io.github.quantml.api.ModelFormatException;
import io.github.quantml.api.Provenance;
import io.github.quantml.api.QuantMlException;
import io.github.quantml.api.QuantMlSettings;
import io.github.quantml.api.spi.PortableModel;
import io.github.quantml.api.spi.PortableModelLoader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An ensemble as a bundle and back. */
final class EnsembleBundle {
  static final String KIND = "ensemble";
  static final String FILE = "ensemble.quantml";

  private static final int SCHEMA = 1;
  private static final int MOST_MEMBERS = 1_000;

  private EnsembleBundle() {}

  static ModelBundle of(
      Horizon horizon,
      int lookback,
      List<MemberSpec> members,
      Combiner combiner,
      Evaluation evaluation,
      Provenance provenance) {
    ModelBundle.Builder out =
        ModelBundle.builder(KIND, SCHEMA)
            .horizon("horizon", horizon)
            .integer("lookback", lookback)
            .bundle("combiner", CombinerBundle.of(combiner))
            .integer("members", members.size());
    for (int m = 0; m < members.size(); m++) {
      out.bundle("member." + m, member(members.get(m)));
    }
    return out.bundle("evaluation", EvaluationBundle.of(evaluation))
        .bundle("provenance", provenance.toBundle())
        .build();
  }

  private static ModelBundle member(MemberSpec member) {
    StringBuilder uses = new StringBuilder();
    member.uses().forEach(item -> uses.append(uses.length() == 0 ? "" : ",").append(item));
    ModelBundle.Builder out =
        ModelBundle.builder("member", SCHEMA)
            .text("name", member.name())
            .text("uses", uses.toString());
    Model model = member.model();
    if (model instanceof PortableModel portable) {
      return out.bundle("model", portable.toBundle()).build();
    }
    if (model != null) {
      throw new QuantMlException(
          "member '"
              + member.name()
              + "' cannot be saved: its model is no PortableModel; leave it out or make it one");
    }
    return out.text("absence", "" + member.absence()).build();
  }

  static MultiModelEnsemble read(ModelBundle in, QuantMlSettings settings) {
    in.require(KIND, SCHEMA);
    int count = in.count("members", 1, MOST_MEMBERS);
    Map<String, PortableModelLoader> loaders = Members.found(PortableModelLoader.class);
    List<MemberSpec> members = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      members.add(readMember(in.bundle("member." + m), loaders));
    }
    Horizon horizon = in.horizon("horizon");
    return new MultiModelEnsemble(
        horizon,
        in.count("lookback", 1, Integer.MAX_VALUE),
        members,
        CombinerBundle.read(in.bundle("combiner"), count),
        EvaluationBundle.read(
            in.bundle("evaluation"),
            horizon.bars(),
            members.stream().map(MemberSpec::name).toList()),
        Provenance.from(in.bundle("provenance")),
        settings);
  }

  private static MemberSpec readMember(ModelBundle in, Map<String, PortableModelLoader> loaders) {
    in.require("member", SCHEMA);
    String name = in.text("name");
    Set<ContextItem> uses = EnumSet.noneOf(ContextItem.class);
    try {
      for (String item : in.text("uses").split(",", -1)) {
        if (!item.isEmpty()) {
          uses.add(ContextItem.valueOf(item));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("member '" + name + "': unknown context item", e);
    }
    if (!in.has("model")) {
      return new MemberSpec(name, uses, null, in.text("absence"));
    }
    ModelBundle state = in.bundle("model");
    PortableModelLoader loader = loaders.get(state.kind());
    if (loader == null) {
      throw new ModelFormatException(
          "member '"
              + name
              + "' needs a reader for '"
              + state.kind()
              + "': add the module that has it to the class path; there are "
              + loaders.keySet());
    }
    try {
      return new MemberSpec(name, uses, loader.load(state), null);
    } catch (InvalidDataException | IllegalArgumentException e) {
      throw new ModelFormatException("member '" + name + "': " + e.getMessage(), e);
    }
  }
}
