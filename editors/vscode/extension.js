// SPDX-License-Identifier: MIT
// Starts `casus lsp` for texts of casus, and stops it.
'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function activate(context) {
  const settings = vscode.workspace.getConfiguration('casus');
  const server = { command: settings.get('program') || 'casus', args: ['lsp'] };
  const sources = settings.get('sources');

  client = new LanguageClient('casus', 'casus', { run: server, debug: server }, {
    documentSelector: [{ language: 'casus' }],
    initializationOptions: sources ? { sources } : {},
  });
  context.subscriptions.push({ dispose: () => client.stop() });
  return client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
