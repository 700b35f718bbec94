# What bench/rows has measured as a page: of each row a bar, as long as it is away from what it must reach (on a scale of
# tens), with a line at that. Left of the line is better. No script and no network.
function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); return text }
function place(times) { # 1 is in the middle; ten times as much is 120 further
    times = times < 0.01 ? 0.01 : times > 1000 ? 1000 : times
    return 240 + 120 * log(times) / log(10)
}
$2 != "" {
    n++
    name[n] = $1; value[n] = $2; unit[n] = $3; must[n] = $4; aim[n] = $5; detail[n] = $7
    away[n] = $2 <= 0 ? 0.01 : $6 == "less" ? $2 / $4 : $4 / $2
    to_aim[n] = $6 == "less" ? $5 / $4 : $4 / $5
}
$2 == "" { missing = missing "<li>" escaped($1) ": " escaped($7) "</li>\n" }
END {
    print "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>casus: what is to be reached</title>"
    print "<style>body{font:16px sans-serif;margin:2em;max-width:70em}text{font:13px sans-serif}</style>"
    print "<h1>What is to be reached</h1><p>Of each row how far it is from what it must reach (the line), on a scale of"
    print "tens; the mark is the aim. Left is better. Compare only within this page.</p>"
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1100\" height=\"%d\" role=\"img\">\n", 28 * n + 4
    for (i = 1; i <= n; i++) {
        y = 28 * (i - 1)
        x = 350 + place(away[i]) - place(0.01)
        printf "<text x=\"0\" y=\"%d\">%s</text>", y + 16, escaped(name[i])
        printf "<rect x=\"350\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>", y + 3, x - 350 + 1,
            away[i] <= 1 ? "#2d7d46" : "#b0563b"
        printf "<rect x=\"%.1f\" y=\"%d\" width=\"3\" height=\"24\" fill=\"#777\"/>", 350 + place(to_aim[i]) - place(0.01), y
        printf "<text x=\"%.1f\" y=\"%d\">%s %s (must %s, aim %s)</text>\n", x + 8, y + 16, value[i], escaped(unit[i]),
            must[i], aim[i]
    }
    x = 350 + place(1) - place(0.01)
    printf "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\" stroke=\"#000\"/></svg>\n", x, x, 28 * n
    if (missing != "")
        printf "<h2>Left out</h2><ul>\n%s</ul>\n", missing
    print "</html>"
}
