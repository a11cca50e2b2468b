-- Drafts of the rules and who decided on them are read by the product's own work; the role of requests has no need of them.
revoke all on rule_drafts, rule_backtests, rule_decisions from stationboard_reader;
