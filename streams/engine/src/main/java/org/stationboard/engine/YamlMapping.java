package org.stationboard.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stationboard.engine.CatalogueException.Fault;
import org.stationboard.engine.YamlNode.Kind;

/**
 * Reads the keys of one YAML mapping, collecting every fault instead of stopping at the first. A faulty key gives a
 * placeholder, so that reading goes on; nothing built from placeholders may leave the loader.
 */
public final class YamlMapping {
    private final YamlNode node;
    private final String path;
    private final List<Fault> faults;
    private final Set<String> known = new TreeSet<>();

    /** The keys of a node; its path stands before theirs in every fault. */
    public YamlMapping(YamlNode node, String path, List<Fault> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
        if (node.kind() != Kind.MAPPING) {
            faults.add(new Fault(node.line(), path, found(node) + " (expected: keys with values)"));
        }
    }

    /** A text of 1 to so many characters. */
    public String text(String key, int maxLength) {
        YamlNode value = required(key, Kind.TEXT);
        if (value == null) {
            return "";
        }
        if (value.text().isBlank() || value.text().length() > maxLength) {
            fault(value, key, "of " + value.text().length() + " characters (expected: 1.." + maxLength + ")");
        }
        return value.text();
    }

    /** A text that matches a regular expression. */
    public String matching(String key, String pattern) {
        YamlNode value = required(key, Kind.TEXT);
        if (value == null) {
            return "";
        }
        if (!value.text().matches(pattern)) {
            fault(value, key, value.text() + " (expected: of the form " + pattern + ")");
        }
        return value.text();
    }

    /** One of the words. */
    public <T> T oneOf(String key, Map<String, T> choices, T placeholder) {
        return oneOf(key, choices, placeholder, value -> null);
    }

    /** The same; what is refused for a reason of its own is told that reason. */
    <T> T oneOf(String key, Map<String, T> choices, T placeholder, Refusal refusal) {
        YamlNode value = required(key, Kind.TEXT);
        if (value == null) {
            return placeholder;
        }
        String reason = refusal.reason(value.text());
        if (reason != null) {
            fault(value, key, value.text() + " (expected: " + reason + ")");
            return placeholder;
        }
        T choice = choices.get(value.text());
        if (choice == null) {
            fault(
                    value,
                    key,
                    value.text() + " (expected: one of " + String.join(", ", new TreeSet<>(choices.keySet())) + ")");
        }
        return choice == null ? placeholder : choice;
    }

    /** A whole number, both bounds inclusive. */
    public long integer(String key, long least, long most) {
        YamlNode value = required(key, Kind.INTEGER);
        if (value == null) {
            return least;
        }
        Long number = parsed(value.text());
        if (number == null || number < least || number > most) {
            fault(value, key, value.text() + " (expected: " + least + ".." + most + ")");
            return least;
        }
        return number;
    }

    @Nullable
    Long optionalInteger(String key, long least, long most) {
        known.add(key);
        return node.fields().containsKey(key) ? (Long) integer(key, least, most) : null;
    }

    /** Whether the key is there; it is known from then on. */
    boolean has(String key) {
        known.add(key);
        return node.fields().containsKey(key);
    }

    /** The texts of a list, each one of the choices; at least one. */
    <T> List<T> choices(String key, Map<String, T> choices) {
        YamlNode list = required(key, Kind.SEQUENCE);
        List<T> found = new ArrayList<>();
        if (list == null) {
            return found;
        }
        for (YamlNode item : list.items()) {
            T choice = choices.get(item.text());
            if (choice == null) {
                fault(
                        item,
                        key,
                        found(item) + " (expected: of " + String.join(", ", new TreeSet<>(choices.keySet())) + ")");
            } else {
                found.add(choice);
            }
        }
        if (list.items().isEmpty()) {
            fault(list, key, "an empty list (expected: at least one)");
        }
        return found;
    }

    /** The texts of a list; none where the key is absent. */
    List<String> optionalTexts(String key) {
        if (!has(key)) {
            return List.of();
        }
        YamlNode list = required(key, Kind.SEQUENCE);
        return list == null
                ? List.of()
                : list.items().stream().map(YamlNode::text).toList();
    }

    /** The keys under a key; null where it is absent. */
    @Nullable
    YamlMapping mapping(String key) {
        YamlNode value = required(key, Kind.MAPPING);
        return value == null ? null : new YamlMapping(value, pathOf(key), faults);
    }

    /** Says what is wrong with a key that is there or of the mapping itself. */
    void refuse(String key, String expected) {
        YamlNode value = node.fields().get(key);
        faults.add(new Fault(value == null ? node.line() : value.line(), pathOf(key), expected));
    }

    boolean bool(String key) {
        YamlNode value = required(key, Kind.BOOLEAN);
        return value != null && value.text().equals("true");
    }

    /** A text in both languages. */
    public Bilingual bilingual(String key, int maxLength) {
        YamlNode value = required(key, Kind.MAPPING);
        if (value == null) {
            return new Bilingual("", "");
        }
        YamlMapping texts = new YamlMapping(value, pathOf(key), faults);
        Bilingual bilingual = new Bilingual(texts.text("zh", maxLength), texts.text("en", maxLength));
        texts.refuseUnknown();
        return bilingual;
    }

    /** What stands at the key, which must be there and of that kind; null after a fault. */
    public @Nullable YamlNode required(String key, Kind kind) {
        known.add(key);
        YamlNode value = node.fields().get(key);
        if (value == null) {
            if (node.kind() == Kind.MAPPING) {
                faults.add(new Fault(node.line(), pathOf(key), "absent (expected: " + kind.words() + ")"));
            }
            return null;
        }
        if (value.kind() != kind) {
            fault(value, key, found(value) + " (expected: " + kind.words() + ")");
            return null;
        }
        return value;
    }

    /** What stands at a key that may be absent, of whatever kind; null where it is. */
    public @Nullable YamlNode optional(String key) {
        known.add(key);
        return node.fields().get(key);
    }

    /** After every known key was asked for: each other key is a fault. */
    public void refuseUnknown() {
        node.fields().forEach((key, value) -> {
            if (!known.contains(key)) {
                fault(value, key, "unknown key (expected: one of " + String.join(", ", known) + ")");
            }
        });
    }

    private void fault(YamlNode value, String key, String expected) {
        faults.add(new Fault(value.line(), pathOf(key), expected));
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }

    private static String found(YamlNode value) {
        return value.text().isEmpty() ? value.kind().words() : value.text();
    }

    private static @Nullable Long parsed(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLargeOrOtherBase) {
            return null;
        }
    }

    /** Why a value is refused, as what was expected instead; null where it is not. */
    interface Refusal {
        @Nullable
        String reason(String value);
    }
}
