package org.stationboard.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void areKeptAsArgon2idWithTheirParametersAndASaltOfTheirOwn() {
        String digest = Passwords.digest("correct horse battery");
        assertThat(digest).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("correct");
        assertThat(Passwords.digest("correct horse battery")).isNotEqualTo(digest);
        assertThat(Passwords.matches("correct horse battery", digest)).isTrue();
        assertThat(Passwords.matches("correct horse batterY", digest)).isFalse();
        assertThat(Passwords.acceptable("elevenchars")).isFalse();
        assertThat(Passwords.acceptable("twelve chars")).isTrue();
        assertThat(Passwords.acceptable("一二三四五六七八九十一二")).isTrue();
    }
}
