// node snarkjs.mjs <folder of snarkjs> <zkey> <wtns> <verification_key.json> <our proof.json> <public.json> <repeats> <proof to write>
// Times snarkjs's prover and verifier within one process, after a first run that is not counted; milliseconds as JSON.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, zkey, wtns, vkey, ourProof, publicInputs, repeats, proofOut] = process.argv.slice(2);
const snarkjs = await import(pathToFileURL(`${folder}/main.js`));
const json = (path) => JSON.parse(readFileSync(path, "utf8"));

const key = json(vkey);
const inputs = json(publicInputs);
const prove = [];
const verify = [];
let proof;
for (let i = 0; i <= Number(repeats); i++) {
  const start = performance.now();
  ({ proof } = await snarkjs.groth16.prove(zkey, wtns));
  const middle = performance.now();
  const accepted = await snarkjs.groth16.verify(key, inputs, json(ourProof));
  const end = performance.now();
  if (!accepted) {
    throw new Error("snarkjs refuses our proof");
  }
  if (i > 0) {
    prove.push(middle - start);
    verify.push(end - middle);
  }
}
writeFileSync(proofOut, JSON.stringify(proof));
console.log(JSON.stringify({ prove, verify }));
process.exit(0);
