package dev.vmig.conformance.rules;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Set;

/**
 * Reads a file of rules, or of defects without a faulty driver. An absent field is empty; an unknown field is rejected.
 */
final class RuleFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .withConfigOverride(String.class, RuleFile::absentIsEmpty)
            .withConfigOverride(List.class, RuleFile::absentIsEmpty)
            .withConfigOverride(Set.class, RuleFile::absentIsEmpty)
            .build();

    private RuleFile() {}

    static RuleFamily parse(String name, String text) {
        return read(name, text, new TypeReference<RuleFamily>() {});
    }

    static List<NoDriver> parseOthers(String name, String text) {
        return List.copyOf(read(name, text, new TypeReference<List<NoDriver>>() {}));
    }

    private static <T> T read(String name, String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (ValueInstantiationException e) {
            throw failed(name, e, e.getCause() == null ? e.getOriginalMessage() : reason(e.getCause()));
        } catch (JsonProcessingException e) {
            throw failed(name, e, e.getOriginalMessage());
        }
    }

    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }

    private static RuleFormatException failed(String name, JsonProcessingException e, String reason) {
        JsonLocation at = e.getLocation();
        return new RuleFormatException(name + (at == null ? "" : ", line " + at.getLineNr()), reason, e);
    }

    private static void absentIsEmpty(MutableConfigOverride type) {
        type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
}
