package org.stationboard.api.access;

import org.stationboard.store.AccountStore;
import org.stationboard.store.AuditLog;
import org.stationboard.store.TokenStore;

/** The store of accounts, keys and of what was done with them. */
public record AccountPorts(AccountStore accounts, TokenStore tokens, AuditLog audit) {}
