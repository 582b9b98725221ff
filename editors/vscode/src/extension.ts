// Starts `ladder lsp` for YAML files and leaves everything else to it.

import { workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(): Promise<void> {
  const settings = workspace.getConfiguration("careerLadder");
  const command = settings.get<string>("command", "ladder");
  client = new LanguageClient(
    "ladder",
    "Career ladders",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      initializationOptions: { yamlServer: settings.get<boolean>("yamlServer", false) },
    },
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
