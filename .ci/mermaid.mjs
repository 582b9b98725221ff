// Reads flowcharts with Mermaid's own parser: `node mermaid.mjs FILE…`. It fails at the first that is not valid.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

// Mermaid looks for a browser's document when it is loaded.
const { window } = new JSDOM('');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

for (const path of process.argv.slice(2)) {
  const { diagramType } = await mermaid.parse(readFileSync(path, 'utf8'));
  console.log(`${path}: ${diagramType}`);
}
