// Starts `ladder lsp` for YAML files and leaves everything else to it.

import { workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(): Promise<void> {
  const command = workspace.getConfiguration("careerLadder").get<string>("command", "ladder");
  client = new LanguageClient(
    "ladder",
    "Career ladders",
    { command, args: ["lsp"] },
    { documentSelector: [{ scheme: "file", language: "yaml" }] },
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
