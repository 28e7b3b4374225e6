// What ethers makes of our cases: node ethers.mjs <ethers' lib.commonjs/index.js> <cases.json> <answers.json>
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [library, input, output] = process.argv.slice(2);
const ethers = createRequire(import.meta.url)(library);
const cases = JSON.parse(readFileSync(input, "utf8"));

const transactions = cases.transactions.map(({ fields, key, signed }) => {
  const read = ethers.Transaction.from(signed);
  const wallet = new ethers.SigningKey(key);
  const made = ethers.Transaction.from(fields);
  made.signature = wallet.sign(made.unsignedHash);
  return { signed: made.serialized, hash: read.hash, signingHash: read.unsignedHash, from: read.from, again: read.serialized };
});

const coder = ethers.AbiCoder.defaultAbiCoder();
const abi = cases.abi.map(({ types, values, encoded }) => ({
  encoded: coder.encode(types, values),
  again: coder.encode(types, coder.decode(types, encoded)),
}));

const signatures = cases.signatures.map((signature) => ethers.id(signature));
const keystores = cases.keystores.map(({ file, password }) => ethers.decryptKeystoreJsonSync(file, password).privateKey);
const sealed = cases.keystores.map(({ key, password }) => {
  const account = { address: ethers.computeAddress(key), privateKey: key };
  return ethers.encryptKeystoreJsonSync(account, password, { scrypt: { N: 1024, r: 8, p: 1 } });
});

writeFileSync(output, JSON.stringify({ transactions, abi, signatures, keystores, sealed }));
