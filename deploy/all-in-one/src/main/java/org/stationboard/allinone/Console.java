package org.stationboard.allinone;

import picocli.CommandLine.Help.Ansi;

/** What a person at the command line reads: plain lines, and one line that is written over while work goes on. */
final class Console {
    /** To the line's begin, and clears it. */
    private static final String OVERWRITE = "\r\033[K";

    private static final boolean TERMINAL = Ansi.AUTO.enabled();

    private Console() {}

    /** A line that stays. */
    static synchronized void line(String text) {
        System.out.println((TERMINAL ? OVERWRITE : "") + text);
    }

    /** A line that the next one replaces at a terminal; elsewhere a line like any other. */
    static synchronized void progress(String text) {
        if (TERMINAL) {
            System.out.print(OVERWRITE + text);
            System.out.flush();
        } else {
            System.out.println(text);
        }
    }
}
