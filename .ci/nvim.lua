-- Neovim attaches to `ladder lsp`, breaks a ladder in its buffer, and waits for the finding to come and go:
-- `LADDER=ladder nvim --headless -u NONE FILE -S nvim.lua`.
local failed = function(why)
  io.stderr:write(why .. "\n")
  vim.cmd("cquit 1")
end
local client = vim.lsp.start_client({ name = "ladder", cmd = { vim.env.LADDER, "lsp" }, root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(0, client)
local found = function()
  return vim.tbl_map(function(diagnostic) return diagnostic.code end, vim.diagnostic.get(0))
end
local ready = vim.wait(20000, function() return vim.lsp.buf_is_attached(0, client) end)
if not ready or #found() > 0 then failed("a sound ladder has findings, or the server did not start") end
vim.cmd([[%s/kind: manager/kind: manger/]])
if not vim.wait(20000, function() return vim.tbl_contains(found(), "bad-value") end) then
  failed("the mistake was not found: " .. vim.inspect(found()))
end
vim.cmd("undo")
if not vim.wait(20000, function() return #found() == 0 end) then failed("the finding stayed") end
vim.cmd("qall!")
