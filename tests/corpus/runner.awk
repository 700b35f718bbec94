# Runs the readable cases of one file. Variables: casus (the program), work (a directory of its own), accept (0 or 1),
# shown (the name of the file in messages). Used by runner.sh, which describes the form of a case.
#
# Each case has a directory of its own. Output and errors of its runs go into one text, which is compared as a whole.

function trimmed(text)
{
    sub(/\n+$/, "\n", text)
    return text == "\n" ? "" : text
}

function read_whole(path,    line, text)
{
    text = ""
    while ((getline line < path) > 0)
        text = text line "\n"
    close(path)
    return text
}

function quoted(text)
{
    gsub(/'/, "'\\''", text)
    return "'" text "'"
}

function write_file(name, content)
{
    printf "%s", content > (work "/" name)
    close(work "/" name)
}

# A file of the remark before the first case is in every case.
function end_file()
{
    if (file != "" && state == "before") {
        names[++common] = file
        contents[common] = trimmed(text)
    } else if (file != "") {
        write_file(file, trimmed(text))
    }
    file = text = ""
}

# Runs one command line of the case and adds what it writes to `found`.
function run_line(command, shown_as,    status, line, out)
{
    out = work ".out"
    if (several)
        found = found "$ " shown_as "\n"
    status = system("cd " quoted(work) " && { " command "\n} >" quoted(out) " 2>&1 </dev/null")
    found = found read_whole(out)
    system("rm -f " quoted(out))
    if (status > 255)
        status = int(status / 256)
    if (status != 0)
        found = found "exit " status "\n"
}

function run_case(    i)
{
    found = ""
    several = lines > 1
    for (i = 1; i <= lines; i++)
        if (kinds[i] == "run")
            run_line(quoted(casus) " " args[i], "casus " args[i])
        else
            run_line(args[i], args[i])
    system("rm -rf " quoted(work) "/* " quoted(work) "/.[!.]*")
}

function end_case()
{
    if (title == "")
        return
    end_file()
    run_case()
    found = trimmed(found)
    expected = trimmed(expected)
    cases++
    if (accept)
        kept = kept head "---\n" found "\n"
    else if (found != expected) {
        failed++
        printf "FAILED: %s: %s\n--- expected\n%s--- found\n%s---\n", shown, title, expected, found
    }
    title = ""
}

BEGIN { state = "before"; cases = failed = common = 0; head = kept = "" }

/^== / {
    end_case()
    if (state == "before") {
        end_file()
        kept = head
    }
    state = "head"
    for (i = 1; i <= common; i++)
        write_file(names[i], contents[i])
    title = substr($0, 4)
    head = $0 "\n"
    expected = file = text = ""
    lines = 0
    next
}
state == "expected" { expected = expected $0 "\n"; next }
{ head = head $0 "\n" }
state == "head" && /^---$/ { end_file(); state = "expected"; sub(/---\n$/, "", head); next }
/^-- file / { end_file(); file = substr($0, 9); next }
state == "head" && /^-- (run|sh) ?/ {
    end_file()
    kinds[++lines] = $2
    args[lines] = substr($0, length($2) + 5)
    next
}
file != "" { text = text $0 "\n" }

END {
    end_case()
    if (accept) {
        sub(/\n+$/, "\n", kept)
        printf "%s", kept > accepted
        close(accepted)
    }
    if (failed)
        printf "%s: %d of %d cases failed\n", shown, failed, cases
    exit failed > 0
}
