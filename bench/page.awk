# What bench/streams has measured as a page: for each workload and size a bar for each program, as long as its time, with
# its time and peak of memory in words. No script and no network.
function escaped(text) { gsub(/&/, "\\&amp;", text); gsub(/</, "\\&lt;", text); return text }
{
    group = $1 ", " $2 " events"
    if (!(group in count))
        groups[++group_count] = group
    n = ++count[group]
    program[group, n] = $3
    time[group, n] = $4
    peak[group, n] = $5
    if ($4 > most[group])
        most[group] = $4
}
END {
    print "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>casus: streams</title>"
    print "<style>body{font:16px sans-serif;margin:2em;max-width:60em}text{font:13px sans-serif}</style>"
    print "<h1>Streams</h1><p>Processor time, the median of several runs; peak of memory. Compare only within this page.</p>"
    for (g = 1; g <= group_count; g++) {
        group = groups[g]
        printf "<h2>%s</h2><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"820\" height=\"%d\" role=\"img\">\n",
            escaped(group), 28 * count[group]
        for (i = 1; i <= count[group]; i++) {
            width = most[group] > 0 ? 420 * time[group, i] / most[group] : 0
            y = 28 * (i - 1)
            printf "<text x=\"0\" y=\"%d\">%s</text><rect x=\"140\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>",
                y + 16, escaped(program[group, i]), y + 3, width + 1, program[group, i] == "casus" ? "#1f5f8b" : "#9aa7b0"
            printf "<text x=\"%.1f\" y=\"%d\">%.2f s, %.1f MiB</text>\n", 150 + width, y + 16, time[group, i],
                peak[group, i]
        }
        print "</svg>"
    }
    print "</html>"
}
