package org.stationboard.api;

import java.util.List;
import org.stationboard.engine.Bilingual;

/** What every screen of a demo says: that it is one, and where its records come from. */
public record DemoNotice(Bilingual note, List<Source> sources) {
    public DemoNotice {
        sources = List.copyOf(sources);
    }

    /** A public source of records: its name as its publisher writes it, its licence, and what was taken from it. */
    public record Source(String name, String licence, Bilingual what) {}
}
