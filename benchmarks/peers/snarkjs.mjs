// Times snarkjs on files that are already in memory:  node snarkjs.mjs <file.zkey> <file.wtns> <verification_key.json> <repeats> <folder>
// Prints { prove: [ms, ..], verify: [ms, ..] } as JSON and leaves its last proof in the folder.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const peers = new URL("../../tests/peers/", import.meta.url);
const snarkjs = createRequire(peers)("snarkjs");
const [zkeyPath, wtnsPath, keyPath, repeats, folder] = process.argv.slice(2);
const inMemory = (path) => ({ type: "mem", data: new Uint8Array(readFileSync(path)) });
const zkey = inMemory(zkeyPath), wtns = inMemory(wtnsPath), key = JSON.parse(readFileSync(keyPath, "utf8"));

async function time(work, times) {
  const start = process.hrtime.bigint();
  const result = await work();
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
  return result;
}

const prove = [], verify = [];
let last;
for (let run = 0; run < Number(repeats); run++) {
  last = await time(() => snarkjs.groth16.prove(zkey, wtns), prove);
  if (!(await time(() => snarkjs.groth16.verify(key, last.publicSignals, last.proof), verify))) {
    throw new Error("snarkjs refuses its own proof");
  }
}

writeFileSync(join(folder, "snarkjs_proof.json"), JSON.stringify(last.proof, null, 1));
writeFileSync(join(folder, "snarkjs_public.json"), JSON.stringify(last.publicSignals, null, 1));
console.log(JSON.stringify({ prove, verify }));
process.exit(0); // its worker threads would keep the process
