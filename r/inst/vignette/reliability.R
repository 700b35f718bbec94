# SPDX-License-Identifier: MIT
# Were alliances honoured in war? A table by period, held against what people have coded, and a plot.
#
#     Rscript reliability.R DIR EXAMPLES [PLOT.pdf]
#
# DIR has the folders atop, cow and reliability (docs/research.md); EXAMPLES is examples/alliances of casus, which has
# the text of rules and the maps.

library(casus)

met <- paste0(c("Adversary", "Place", "Conflict", "Number", "Demands", "Provocation", "Other"), "=Met")

# A row for each alliance and war in which somebody was called on, as if every condition of a promise was met.
read_wars <- function(data, examples) {
    tables <- list(file.path(data, "atop/atop5_1m.csv"), file.path(data, "cow/Inter-StateWarData_v4.0.csv"),
                   file.path(data, "cow/directed_dyadic_war.csv"))
    names(tables) <- file.path(examples, c("members.map", "wars.map", "attacks.map"))
    wars <- casus_scan(file.path(examples, "wars.treaty"), tables, unit = "alliance-war", as_of = "2007-12-31",
                       grades = "A,N", readings = c("Partner=This", met), bad_rows = "skip")
    wars[wars$state != "not called on", ]
}

# What Leeds and Anac (2005) have found: "finding by state 300 on alliance 1030 in war 10".
read_findings <- function(data, examples) {
    table <- setNames(list(file.path(data, "reliability/leeds_anac_2005.csv")), file.path(examples, "findings.map"))
    findings <- casus_scan(file.path(examples, "alliances.casus"), table, unit = "occurrence", account = "Leeds Anac")
    words <- gsub("\"", "", findings$what)
    data.frame(under = sub(".*alliance ([0-9]+) .*", "\\1", words), `in` = sub(".*war ([0-9]+).*", "\\1", words),
               found = c(yes = "honoured", no = "violated")[findings$answer], check.names = FALSE)
}

# How many of those that were called on were honoured, by period.
rates <- function(wars) {
    known <- wars[wars$answer %in% c("yes", "no"), ]
    early <- as.integer(substr(known$since, 1, 4)) < 1945
    honoured <- known$answer == "yes"
    data.frame(`called on` = c(nrow(known), sum(early), sum(!early)),
               `honoured %` = round(100 * c(mean(honoured), mean(honoured[early]), mean(honoured[!early])), 1),
               row.names = c("1816-2007", "before 1945", "since 1945"), check.names = FALSE)
}

# Cohen's kappa: agreement beyond what chance would give.
kappa_of <- function(a, b) {
    values <- union(a, b)
    chance <- sum(sapply(values, function(value) mean(a == value) * mean(b == value)))
    (mean(a == b) - chance) / (1 - chance)
}

draw <- function(wars, path) {
    known <- wars[wars$answer %in% c("yes", "no"), ]
    decades <- table(factor(known$state, c("honoured", "violated")), paste0(substr(known$since, 1, 3), "0s"))
    pdf(path, width = 8, height = 4)
    barplot(decades, col = c("#2b6a99", "#c8553d"), border = NA, las = 2, legend.text = TRUE,
            args.legend = list(x = "topleft", bty = "n"), ylab = "alliances in wars",
            main = "Called on, and honoured or not (every condition met)")
    invisible(dev.off())
}

words <- commandArgs(trailingOnly = TRUE)
if (!length(words) %in% 2:3) stop("usage: Rscript reliability.R DIR EXAMPLES [PLOT.pdf]", call. = FALSE)
wars <- read_wars(words[1], words[2])
cat("Honoured, of those called on (defence, offence, neutrality; every condition met):\n")
print(rates(wars))
both <- merge(wars, read_findings(words[1], words[2]), by = c("under", "in"))
same <- sum(both$state == both$found)
cat(sprintf("\nLeeds and Anac 2005: %d are in both; %d agree (%.1f %%), kappa %.2f\n", nrow(both), same,
            100 * same / nrow(both), kappa_of(both$state, both$found)))
if (length(words) == 3) draw(wars, words[3])
