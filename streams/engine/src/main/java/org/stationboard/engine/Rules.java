package org.stationboard.engine;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.ShippedRhythms;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.Unit;
import org.stationboard.engine.EngineTables.Table;

/**
 * Register, catalogue and rhythms in force, and those waiting for the next day's turn. The first of each takes effect at
 * the first tick after it.
 */
final class Rules {
    private static final String WAITING = ".next";

    private final EngineTables tables;
    private final Set<Part> inForce = EnumSet.noneOf(Part.class);
    private final Set<Part> waiting = EnumSet.noneOf(Part.class);
    private @Nullable OrgTree tree;
    private @Nullable OrgTree waitingTree;
    private List<Rule> judged = List.of();
    private Rhythms rhythms = ShippedRhythms.shipped();

    Rules(EngineTables tables) {
        this.tables = tables;
        for (Part part : Part.values()) {
            byte[] value = read(part.row);
            if (value != null) {
                use(part, value);
            }
            if (read(part.row + WAITING) != null) {
                waiting.add(part);
            }
        }
        byte[] register = read(Part.REGISTER.row + WAITING);
        waitingTree = register == null ? null : tree(register);
    }

    void await(Register register) {
        waitingTree = new OrgTree(register);
        await(Part.REGISTER, register.toByteArray());
    }

    /**
     * Takes a catalogue's text in.
     *
     * @throws CatalogueException where it cannot be loaded; nothing has changed then
     */
    void await(org.stationboard.contract.v1.Catalogue catalogue) {
        CatalogueLoader.load(catalogue.getText());
        await(Part.CATALOGUE, catalogue.toByteArray());
    }

    void await(Rhythms newRhythms) {
        await(Part.RHYTHMS, newRhythms.toByteArray());
    }

    /** Lets what waits take effect: at a turn everything, else what has nothing before it. Says whether anything did. */
    boolean adopt(boolean turn) {
        boolean adopted = false;
        for (Part part : Part.values()) {
            if (waiting.contains(part) && (turn || !inForce.contains(part))) {
                adopt(part);
                adopted = true;
            }
        }
        return adopted;
    }

    /** The tree in force; empty before the first register. */
    Optional<OrgTree> tree() {
        return Optional.ofNullable(tree);
    }

    /** The first local day of the unit, epoch day; {@link Long#MIN_VALUE} where the register does not know it. */
    long firstDay(Unit unit) {
        return tree().flatMap(found -> found.firstDay(unit.getId())).orElse(Long.MIN_VALUE);
    }

    /** The standards of the catalogue in force, in its order. */
    List<Rule> judged() {
        return judged;
    }

    /** A unit's log key never changes, so a register that waits says it as well as the one in force. */
    Optional<String> logKey(String unitId) {
        Optional<String> found = tree == null ? Optional.empty() : tree.logKey(unitId);
        return found.isEmpty() && waitingTree != null ? waitingTree.logKey(unitId) : found;
    }

    /** How long a feed may be silent: its source's own rhythm, else that for every source, else without limit. */
    AllowedSilence allowedSilence(FeedKey key) {
        AllowedSilence allowed = AllowedSilence.WITHOUT_LIMIT;
        for (Rhythm rhythm : rhythms.getRhythmsList()) {
            if (!rhythm.getFeed().equals(key.feed())) {
                continue;
            }
            if (rhythm.getSource().equals(key.source())) {
                return AllowedSilence.of(rhythm);
            }
            if (rhythm.getSource().isEmpty()) {
                allowed = AllowedSilence.of(rhythm);
            }
        }
        return allowed;
    }

    private void await(Part part, byte[] value) {
        write(part.row + WAITING, value);
        waiting.add(part);
    }

    private void adopt(Part part) {
        byte[] value = read(part.row + WAITING);
        if (value == null) {
            throw new IllegalStateException(part.row + ": gone (expected: waiting as it was written)");
        }
        use(part, value);
        write(part.row, value);
        write(part.row + WAITING, null);
        waiting.remove(part);
    }

    private void use(Part part, byte[] value) {
        inForce.add(part);
        switch (part) {
            case REGISTER -> {
                tree = tree(value);
                waitingTree = null;
            }
            case CATALOGUE -> judged = standards(value);
            case RHYTHMS -> rhythms = rhythms(value);
        }
    }

    private static OrgTree tree(byte[] value) {
        try {
            return new OrgTree(Register.parseFrom(value));
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("register: damaged (expected: as it was written)", damaged);
        }
    }

    private static List<Rule> standards(byte[] value) {
        try {
            String text =
                    org.stationboard.contract.v1.Catalogue.parseFrom(value).getText();
            return CatalogueLoader.load(text).standards().stream()
                    .map(Rule::new)
                    .toList();
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("catalogue: damaged (expected: as it was written)", damaged);
        }
    }

    private static Rhythms rhythms(byte[] value) {
        try {
            return Rhythms.parseFrom(value);
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("rhythms: damaged (expected: as they were written)", damaged);
        }
    }

    private byte @Nullable [] read(String row) {
        return tables.get(Table.CLOCK, row.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String row, byte @Nullable [] value) {
        tables.put(Table.CLOCK, row.getBytes(StandardCharsets.UTF_8), value);
    }

    /** A standard with its digest, computed once. */
    record Rule(Standard standard, ByteString digest) {
        Rule(Standard standard) {
            this(standard, standard.digest());
        }
    }

    private enum Part {
        REGISTER("register"),
        CATALOGUE("catalogue"),
        RHYTHMS("rhythms");

        private final String row;

        Part(String row) {
            this.row = row;
        }
    }
}
