package org.stationboard.api.alerts;

import java.util.Optional;
import java.util.function.Function;

/**
 * What the server is told of alerts. Immutable.
 *
 * @param writesWithoutAccounts whether people may write before there are accounts: from this machine alone, named by
 *     what they say and recorded as not authenticated
 * @param identity finds what names a person or follows one in a text, in words and never the value
 * @param notices whom alerts are told to
 */
public record AlertSettings(
        AlertPolicy policy,
        boolean writesWithoutAccounts,
        Function<String, Optional<String>> identity,
        NoticeSettings notices) {

    /** The shipped policy, nobody writes, nobody is told. */
    public static AlertSettings closed() {
        return new AlertSettings(AlertPolicy.shipped(), false, text -> Optional.empty(), NoticeSettings.nobody());
    }
}
