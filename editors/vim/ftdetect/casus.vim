" SPDX-License-Identifier: MIT
autocmd BufNewFile,BufRead *.casus,*.treaty,*.record,*.map setfiletype casus
