# Writes what an editor sends while somebody types in a record of 5,000 lines that uses the whole law library: the record is
# opened, a letter goes into a comment `changes` times, and after each the remedies are asked for, so that each change is
# checked. Last a word gets a letter too many, whose remedy is a word of the library. awk -v changes=N -v library="cst, nato" -f typing.awk

function send(body) {
    printf "Content-Length: %d\r\n\r\n%s", length(body), body
}

function request(method, params) {
    send("{\"jsonrpc\":\"2.0\",\"id\":" ++id ",\"method\":\"" method "\",\"params\":" params "}")
}

# Puts an x at a place, and asks for the remedies there.
function type(line, character,    place) {
    place = "{\"line\":" line ",\"character\":" character "}"
    note("textDocument/didChange", "{\"textDocument\":" file ",\"version\":" ++version "},\"contentChanges\":[{\"range\":" \
        "{\"start\":" place ",\"end\":" place "},\"text\":\"x\"}]}")
    ask(line)
}

function ask(line) {
    request("textDocument/codeAction", "{\"textDocument\":" file "},\"range\":{\"start\":{\"line\":" line \
        ",\"character\":0},\"end\":{\"line\":" line ",\"character\":40}},\"context\":{\"diagnostics\":[]}}")
}

function note(method, params) {
    send("{\"jsonrpc\":\"2.0\",\"method\":\"" method "\",\"params\":" params "}")
}

BEGIN {
    text = "use   " library "\\n-- typed: \\nname  state Aldenland, Borealand\\n"
    for (i = 0; i < 2499; i++)
        text = text sprintf("%d-%02d-%02d e%d: attack by Aldenland on Borealand\\n  says Borealand\\n", 2000 + int(i / 336),
            int(i / 28) % 12 + 1, i % 28 + 1, i)
    file = "{\"uri\":\"file:///typed.record\""
    request("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":{}}")
    note("initialized", "{}")
    note("textDocument/didOpen", "{\"textDocument\":" file ",\"languageId\":\"casus\",\"version\":0,\"text\":\"" text "\"}}")
    ask(0)
    for (i = 0; i < changes; i++)
        type(1, 10)
    type(3, 18)
    request("shutdown", "null")
    note("exit", "null")
}
