package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stationboard.allinone.Entrance.Accounts;
import org.stationboard.store.Account;

/** Who is asked who they are, by what is kept of accounts. */
class EntranceTest {
    private static final Account OPEN = account(false);
    private static final Account DISABLED = account(true);

    private static Account account(boolean disabled) {
        return new Account("n.liu", "", "county", "990100", List.of(), null, disabled, 0, null, Instant.EPOCH);
    }

    private static Entrance on(String host, Accounts accounts) {
        Optional<Entrance.Tls> tls = Optional.of(new Entrance.Tls(Path.of("board.pem"), Path.of("board.key")));
        return new Entrance(host, accounts, tls, Optional.empty(), false, Optional.empty());
    }

    @Test
    void nobodyIsAskedBeforeThereIsAnAccount() throws StartRefused {
        assertThat(on("127.0.0.1", Accounts.WHERE_THERE_ARE).asks(List.of())).isFalse();
        assertThat(on("127.0.0.1", Accounts.WHERE_THERE_ARE).asks(List.of(OPEN)))
                .isTrue();
        assertThat(on("127.0.0.1", Accounts.ALWAYS).asks(List.of())).isTrue();
        assertThat(on("127.0.0.1", Accounts.NEVER).asks(List.of(OPEN))).isFalse();
    }

    @Test
    void theLastAccountDisabledOpensTheDoorToNobody() throws StartRefused {
        assertThat(on("127.0.0.1", Accounts.WHERE_THERE_ARE).asks(List.of(DISABLED)))
                .isTrue();
    }

    @Test
    void othersReachItOnlyWhereSomebodyCanSayWhoTheyAre() throws StartRefused {
        Entrance beyond = on("0.0.0.0", Accounts.WHERE_THERE_ARE);
        assertThat(beyond.asks(List.of(DISABLED, OPEN))).isTrue();
        for (List<Account> nobody : List.of(List.<Account>of(), List.of(DISABLED))) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> beyond.asks(nobody))
                    .withMessageContaining("0.0.0.0")
                    .withMessageContaining("accounts add");
        }
    }

    @Test
    void anAccountOfNoUnitOfTheRegisterIsSpokenOf() {
        assertThat(Entrance.lost(List.of(OPEN, DISABLED), "990100"::equals)).isEmpty();
        assertThat(Entrance.lost(List.of(OPEN, DISABLED), "990101"::equals))
                .containsExactly("account n.liu: unit 990100 (expected: one of the register) sees nothing");
    }
}
