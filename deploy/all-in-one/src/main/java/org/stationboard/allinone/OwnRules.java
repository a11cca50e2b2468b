package org.stationboard.allinone;

import java.nio.file.Path;
import java.time.LocalDate;
import org.stationboard.api.rules.RulePorts;
import org.stationboard.gateway.LogKeeper;

/** This process's own log keeper as the book of rules, and processes beside it as the place where drafts are tried. */
record OwnRules(LogKeeper keeper, String brokers, Path folder) implements RulePorts.Book, RulePorts.Trials {
    @Override
    public String text() {
        return keeper.catalogueText();
    }

    @Override
    public void write(String text) {
        var unused = keeper.catalogue(text);
    }

    @Override
    public RulePorts.Trial begin(String draft, LocalDate from, LocalDate to) {
        return BacktestProcess.begin(brokers, folder, draft, from, to);
    }
}
