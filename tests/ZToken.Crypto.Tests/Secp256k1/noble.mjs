// What noble-curves makes of our cases: node noble.mjs <@noble/curves/secp256k1.js> <cases.json> <answers.json>
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, input, output] = process.argv.slice(2);
const { secp256k1 } = await import(pathToFileURL(library));

const answers = JSON.parse(readFileSync(input, "utf8")).map(([hash, signature, recovery]) => {
  try {
    const read = secp256k1.Signature.fromBytes(Buffer.from(signature, "hex")).addRecoveryBit(Number(recovery));
    return read.recoverPublicKey(Buffer.from(hash, "hex")).toHex(false);
  } catch {
    return null; // out of range, no point, or infinity
  }
});
writeFileSync(output, JSON.stringify(answers));
