package org.stationboard.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks through JSON that is not a record of the contract: every name, string and number, as it was decoded. The slow
 * path of refusals. Stateless.
 */
final class RawJson {
    private static final String UNNAMED = "*";

    private RawJson() {}

    /**
     * Identity data anywhere in the text, as far as it is JSON. The path tells only names of the contract and of
     * CloudEvents: others are input themselves.
     */
    static Optional<Refusal> identity(byte[] bytes, int from, int length) {
        try (JsonParser json = RecordReader.parser(bytes, from, length)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
                    Optional<IdentityCheck.Kind> found = IdentityCheck.find(json.getText());
                    if (found.isPresent()) {
                        return Optional.of(RecordStrings.identity(path(json.getParsingContext()), found.get()));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // Not JSON from here on: it is refused as that, and its bytes are not kept.
            return Optional.empty();
        }
    }

    /**
     * Whether the text may lie in the quarantine: all of it is JSON, it holds no identity data, and every name and string
     * has the form of an id, a code or a time, so that no free text is kept.
     */
    static boolean keepable(byte[] bytes, int from, int length) {
        try (JsonParser json = RecordReader.parser(bytes, from, length)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                boolean name = token == JsonToken.FIELD_NAME;
                if ((name || token.isScalarValue()) && !keepable(json.getText(), name || token.isNumeric())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean keepable(String text, boolean required) {
        boolean form = text.isEmpty() ? !required : Codes.id(text);
        return form && IdentityCheck.find(text).isEmpty();
    }

    private static String path(JsonStreamContext at) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext level = at; level != null; level = level.getParent()) {
            if (level.inObject() && level.getCurrentName() != null) {
                String name = level.getCurrentName();
                boolean known = RecordReader.known(name) || EventAttributes.NAMES.contains(name);
                path.insert(0, (path.isEmpty() || path.charAt(0) == '[' ? "" : "."))
                        .insert(0, known ? name : UNNAMED);
            } else if (level.inArray()) {
                path.insert(0, (path.isEmpty() || path.charAt(0) == '[' ? "" : "."))
                        .insert(0, "[" + level.getCurrentIndex() + "]");
            }
        }
        return path.toString();
    }
}
