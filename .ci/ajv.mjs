// Holds schemas to ajv in its default strict mode: `node ajv.mjs FILE...`.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
for (const file of process.argv.slice(2)) {
  new Ajv({ logger: false }).compile(JSON.parse(readFileSync(file, "utf8")));
}
