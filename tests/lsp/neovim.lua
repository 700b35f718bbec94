-- SPDX-License-Identifier: MIT
-- Neovim, without a screen, as a client of `casus lsp`; run by neovim_test.sh. CASUS is the program, FOLDER has the texts.
-- The file of the editor, editors/vim/ftdetect/casus.vim, gives the type of a file; the lines are those of docs/editor.md.

local folder = os.getenv("FOLDER")
local failed = false

local function same(what, found, expected)
  if not vim.deep_equal(found, expected) then
    io.stdout:write(("%s: found %s, not %s\n"):format(what, vim.inspect(found), vim.inspect(expected)))
    failed = true
  end
end

-- Waits until `ready` gives something; that.
local function wait(what, ready)
  local found
  if not vim.wait(20000, function() found = ready() return found end, 20) then
    io.stdout:write(what .. ": nothing came\n")
    vim.cmd("cquit 1")
  end
  return found
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

vim.cmd("edit " .. folder .. "/a.record")
same("the type of the file", vim.bo.filetype, "casus")
local id = vim.lsp.start_client({name = "casus", cmd = {os.getenv("CASUS"), "lsp"}, root_dir = folder})
vim.lsp.buf_attach_client(0, id)
wait("the server", function() return vim.lsp.get_client_by_id(id) and vim.lsp.get_client_by_id(id).initialized end)

-- the colours of the file for editors without a server
vim.cmd("syntax enable")
local function colour(line, column)
  return vim.fn.synIDattr(vim.fn.synID(line, column, 1), "name")
end
same("colours", {colour(1, 1), colour(2, 13), colour(4, 1), colour(4, 12), colour(4, 23)},
     {"casusWord", "casusName", "casusDate", "casusLabel", "casusWord"})

-- what one types is checked
vim.api.nvim_buf_set_text(0, 3, 15, 3, 21, {"atack"})
local found = wait("a mistake", function()
  local d = vim.diagnostic.get(0)
  return #d == 1 and d
end)
same("its line", found[1].lnum, 3)
same("its columns", {found[1].col, found[1].end_col}, {15, 20})

-- the remedy
local params = vim.lsp.util.make_given_range_params({4, 15}, {4, 20})
params.context = {diagnostics = {}}
local actions = ask("textDocument/codeAction", params)
same("the remedy", actions and actions[1] and actions[1].title, 'Write "attack"')
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
same("the line with the remedy", vim.api.nvim_buf_get_lines(0, 3, 4, true), {"2022-01-01 e1: attack by Corvin on Alden"})
wait("no mistake", function() return #vim.diagnostic.get(0) == 0 end)

-- hover, definition, completion
vim.api.nvim_win_set_cursor(0, {4, 16})
local hover = ask("textDocument/hover", vim.lsp.util.make_position_params())
same("hover", hover and hover.contents.value:find("event attack by state on state", 1, true) ~= nil, true)
local definition = ask("textDocument/definition", vim.lsp.util.make_position_params())
same("definition", definition and {definition.uri, definition.range.start.line}, {vim.uri_from_fname(folder .. "/words.casus"), 1})
vim.api.nvim_win_set_cursor(0, {6, 17})
local completion = ask("textDocument/completion", vim.lsp.util.make_position_params())
same("completion", #vim.tbl_filter(function(i) return i.label == "plea" end, completion.items), 1)

-- a name is changed in this file and in one that is not open
vim.api.nvim_win_set_cursor(0, {4, 16})
local rename = vim.lsp.util.make_position_params()
rename.newName = "raid"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", rename), "utf-16")
same("the line with the new name", vim.api.nvim_buf_get_lines(0, 3, 4, true), {"2022-01-01 e1: raid by Corvin on Alden"})
same("the other file", vim.api.nvim_buf_get_lines(vim.uri_to_bufnr(vim.uri_from_fname(folder .. "/words.casus")), 1, 2, true),
     {"event raid by state on state"})

-- formatting
vim.api.nvim_buf_set_lines(0, 1, 2, true, {"name state Alden,Borea, Corvin"})
local edits = ask("textDocument/formatting", vim.lsp.util.make_formatting_params())
vim.lsp.util.apply_text_edits(edits, 0, "utf-16")
same("the formatted line", vim.api.nvim_buf_get_lines(0, 1, 2, true), {"name  state Alden, Borea, Corvin"})

-- the end
local client = vim.lsp.get_client_by_id(id)
client.stop()
wait("the end", function() return client.is_stopped() end)
vim.cmd(failed and "cquit 1" or "qall!")
