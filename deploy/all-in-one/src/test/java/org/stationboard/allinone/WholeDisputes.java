package org.stationboard.allinone;

/** Whether the tests over the disputes run in their long form, {@code -Ddisputes=whole}: {@code deploy/full/disputes}. */
final class WholeDisputes {
    static final boolean ASKED = System.getProperty("disputes", "").equals("whole");

    private WholeDisputes() {}
}
