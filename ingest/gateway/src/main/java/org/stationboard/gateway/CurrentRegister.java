package org.stationboard.gateway;

/** The register in use: an import puts another in its place. Safe for use by many threads. */
final class CurrentRegister {
    private volatile OrgRegister register;

    CurrentRegister(OrgRegister register) {
        this.register = register;
    }

    OrgRegister get() {
        return register;
    }

    void set(OrgRegister next) {
        register = next;
    }
}
