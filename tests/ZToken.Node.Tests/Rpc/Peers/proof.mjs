// Checks eth_getProof by @ethereumjs/mpt, which knows nothing of this node.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const hex = (text) => Uint8Array.from(Buffer.from(text.slice(2), "hex"));

/** Holds an account and its slots to the state root; throws where a node does not prove what stands in the answer. */
export async function checkProof(modules, stateRoot, proof) {
  const require = createRequire(modules);
  const { MerklePatriciaTrie, verifyMPTWithMerkleProof } = require("@ethereumjs/mpt");
  const { RLP } = require("@ethereumjs/rlp");
  const { keccak256 } = require("ethers");
  const lookUp = (root, key, nodes) => verifyMPTWithMerkleProof(new MerklePatriciaTrie(), hex(root), hex(keccak256(key)), nodes.map(hex));
  const account = RLP.decode(await lookUp(stateRoot, proof.address, proof.accountProof));
  const number = (bytes) => (bytes.length === 0 ? 0n : BigInt("0x" + Buffer.from(bytes).toString("hex")));
  assert.equal(number(account[0]), BigInt(proof.nonce));
  assert.equal(number(account[1]), BigInt(proof.balance));
  assert.deepEqual(Buffer.from(account[2]), Buffer.from(hex(proof.storageHash)));
  assert.deepEqual(Buffer.from(account[3]), Buffer.from(hex(proof.codeHash)));
  for (const slot of proof.storageProof) {
    const key = "0x" + BigInt(slot.key).toString(16).padStart(64, "0");
    const found = await lookUp(proof.storageHash, key, slot.proof);
    assert.equal(found === null ? 0n : number(RLP.decode(found)), BigInt(slot.value));
  }
}
