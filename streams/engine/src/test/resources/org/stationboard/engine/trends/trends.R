# Golden files of the statistics of trends, by R's own functions.
#   Rscript trends.R OUTBREAKS   in this folder; OUTBREAKS is the folder of outbreak series (CSV: series, unit, t, observed),
#                                of which only bounds are written here, no counts
# Debian 12: r-base-core 4.2.2, r-cran-surveillance 1.20.3. series.csv comes from ScenarioSeries.main.
suppressMessages(library(surveillance))
options(digits = 17, warn = -1)
outbreaks <- commandArgs(trailingOnly = TRUE)[1]
number <- function(x) ifelse(is.na(x), "", formatC(x, digits = 16, format = "g", width = 1))
written <- function(frame, file) {
    for (column in names(frame)) if (is.double(frame[[column]])) frame[[column]] <- number(frame[[column]])
    write.csv(frame, file, row.names = FALSE, quote = FALSE)
}

# Detectors: a week's bound by both, with as many years (3 to 5) as there are before it.
flexible <- function(counts, weeks, years) {
    series <- sts(observed = counts, start = c(1, 1), frequency = 52)
    found <- farringtonFlexible(series, list(range = weeks, b = years, w = 3, reweight = TRUE, weightsThreshold = 2.58,
        glmWarnings = FALSE, alpha = 0.005, trend = TRUE, pThresholdTrend = 1, limit54 = c(5, 4),
        populationOffset = FALSE, noPeriods = 10, pastWeeksNotIncluded = 26, thresholdMethod = "delta", powertrans = "2/3"))
    data.frame(flexible_expected = as.vector(found@control$expected), flexible_dispersion = as.vector(found@control$phiVector),
        flexible_upper = as.double(found@upperbound), flexible_alarm = as.integer(found@alarm))
}
original <- function(counts, weeks, years) {
    series <- sts(observed = counts, start = c(1, 1), frequency = 52)
    found <- farrington(series, list(range = weeks, b = years, w = 3, reweight = TRUE, alpha = 0.01))
    upper <- as.double(found@upperbound)
    upper[upper == 0] <- NA
    data.frame(original_upper = upper, original_alarm = as.integer(found@alarm))
}
judged <- function(name, counts, weeks) {
    years <- pmin(5, (weeks - 1 - 3) %/% 52)
    parts <- lapply(sort(unique(years)), function(b) {
        own <- weeks[years == b]
        cbind(data.frame(series = name, week = own - 1L), flexible(counts, own, b), original(counts, own, b))
    })
    do.call(rbind, parts)
}
simulated <- read.csv("series.csv", colClasses = "character")
written(do.call(rbind, lapply(seq_len(nrow(simulated)), function(i)
    judged(simulated$series[i], as.integer(strsplit(simulated$counts[i], " ")[[1]]), 576:624))), "simulated-bounds.csv")
real <- do.call(rbind, lapply(sort(list.files(outbreaks, "csv$", full.names = TRUE)), read.csv))
names <- unique(paste(real$series, real$unit))
written(do.call(rbind, lapply(names, function(name) {
    rows <- real[paste(real$series, real$unit) == name, ]
    counts <- rows$observed[order(rows$t)]
    if (length(counts) < 160) NULL else judged(gsub(" ", "/", name), counts, 160:length(counts))
})), "outbreak-bounds.csv")

# XmR: limits of values written beside them, and what the newest of each first k points is marked with.
set.seed(20050408)
charts <- lapply(1:12, function(chart) {
    n <- c(12, 15, 24, 30, 40, 60)[(chart - 1) %% 6 + 1]
    x <- round(rnorm(n, 80, 6) + (chart > 6) * c(rep(0, n %/% 2), rep(7, n - n %/% 2)), 3)
    base <- x[seq_len(min(n, 24))]
    centre <- mean(base)
    reach <- 2.66 * mean(abs(diff(base)))
    side <- sign(x - centre)
    marks <- sapply(seq_len(n), function(i) {
        near <- centre + c(-1, 1) * reach * 2 / 3
        last3 <- x[max(1, i - 2):i]
        paste(c(if (x[i] > centre + reach) "ABOVE_LIMIT", if (x[i] < centre - reach) "BELOW_LIMIT",
            if (i >= 8 && all(side[(i - 7):i] == 1)) "RUN_ABOVE", if (i >= 8 && all(side[(i - 7):i] == -1)) "RUN_BELOW",
            if (x[i] > near[2] && sum(last3 > near[2]) >= 2) "TWO_OF_THREE_HIGH",
            if (x[i] < near[1] && sum(last3 < near[1]) >= 2) "TWO_OF_THREE_LOW"), collapse = " ")
    })
    data.frame(chart = chart, value = x, centre = centre, lower = centre - reach, upper = centre + reach, marks = marks)
})
written(do.call(rbind, charts), "xmr.csv")

# Rate ratios: poisson.test is the conditional binomial with Clopper and Pearson's interval.
set.seed(7)
pairs <- rbind(c(0, 0), c(0, 5), c(5, 0), c(1, 1), c(12, 30), c(30, 12), c(100, 140), c(5000, 5400), c(40000, 41000),
    cbind(rpois(40, rep(c(3, 20, 200, 3000), 10)), rpois(40, rep(c(5, 18, 240, 3100), 10))))
ratios <- do.call(rbind, lapply(seq_len(nrow(pairs)), function(i) {
    now <- pairs[i, 1]; before <- pairs[i, 2]; days <- c(365, 365 + i %% 2)
    if (now + before == 0) interval <- c(0, Inf)
    else interval <- poisson.test(c(now, before), days, conf.level = c(0.95, 0.99)[i %% 2 + 1])$conf.int
    data.frame(now = as.integer(now), before = as.integer(before), days_now = as.integer(days[1]),
        days_before = as.integer(days[2]), tail = c(0.025, 0.005)[i %% 2 + 1], lower = interval[1], upper = interval[2])
}))
written(ratios, "ratios.csv")

# Funnels: Spiegelhalter 2005, appendix A (exact limits between counts) and section 3 (over-dispersion).
set.seed(11)
funnels <- do.call(rbind, lapply(1:9, function(funnel) {
    size <- c(8, 20, 60)[(funnel - 1) %% 3 + 1]
    d <- round(exp(runif(size, log(20), log(3000))))
    own <- plogis(qlogis(0.88) + rnorm(size, 0, c(0, 0.25, 0.6)[(funnel - 1) %/% 3 + 1]))
    n <- rbinom(size, d, own)
    centre <- sum(n) / sum(d)
    z <- (n / d - centre) / sqrt(centre * (1 - centre) / d)
    ends <- quantile(z, c(0.1, 0.9), names = FALSE)
    dispersion <- mean(pmin(pmax(z, ends[1]), ends[2])^2)
    weight <- d / (centre * (1 - centre))
    spread <- sqrt(max(0, (size * dispersion - (size - 1)) / (sum(weight) - sum(weight^2) / sum(weight))))
    over <- dispersion > 1 + 2 * sqrt(2 / size)
    exact <- function(p) {
        r <- qbinom(p, d, centre)
        (r - (pbinom(r, d, centre) - p) / dbinom(r, d, centre)) / d
    }
    reach <- function(variance, p) centre + qnorm(p) * sqrt(variance)
    limit <- function(p) list(exact(p), if (over) reach(dispersion * centre * (1 - centre) / d, p) else exact(p),
        if (over) reach(centre * (1 - centre) / d + spread^2, p) else exact(p))
    low <- limit(0.001); high <- limit(0.999); inner <- limit(0.025)
    cut <- function(x) pmin(1, pmax(0, x))
    data.frame(funnel = funnel, n = as.integer(n), d = as.integer(d), centre = centre, dispersion = dispersion,
        spread = spread, over = as.integer(over), exact_inner = cut(inner[[1]]), exact_low = cut(low[[1]]),
        exact_high = cut(high[[1]]), times_low = cut(low[[2]]), times_high = cut(high[[2]]), plus_low = cut(low[[3]]),
        plus_high = cut(high[[3]]))
}))
written(funnels, "funnels.csv")
