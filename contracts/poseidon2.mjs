// Writes src/libraries/Poseidon2.sol from the constants that the C# side has (src/ZToken.Crypto/Poseidon2/Poseidon2Constants.cs): run it after a change of
// those, or of the way in which the rounds are laid out here. `node poseidon2.mjs --check` fails where the committed file is another.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = import.meta.dirname;
const target = join(root, "src/libraries/Poseidon2.sol");
const fixture = join(root, "test/fixtures/poseidon2.json"); // the constants again, for the test's own slow permutation
const source = readFileSync(join(root, "../src/ZToken.Crypto/Poseidon2/Poseidon2Constants.cs"), "utf8");
const numbers = [...source.matchAll(/"([0-9a-f]{64})"/g)].map(([, hex]) => `0x${hex}`);
const rounds = numbers.slice(0, 88);
const diagonal = numbers.slice(88);
if (numbers.length !== 92) {
  throw new Error(`${numbers.length} constants where 88 of rounds and 4 of the diagonal should be`);
}

const lines = [];
const emit = (text) => lines.push(`            ${text}`);

// The external matrix, by sums: rows (5 7 1 3), (4 6 1 1), (1 3 5 7), (1 1 4 6).
function mixExternally() {
  emit("{");
  emit("    let ab := addmod(a, b, r)");
  emit("    let cd := addmod(c, d, r)");
  emit("    let bcd := addmod(add(b, b), cd, r)");
  emit("    let dab := addmod(add(d, d), ab, r)");
  emit("    b := addmod(mulmod(ab, 4, r), bcd, r)");
  emit("    d := addmod(mulmod(cd, 4, r), dab, r)");
  emit("    a := addmod(dab, b, r)");
  emit("    c := addmod(bcd, d, r)");
  emit("}");
}

function substitute(name, constant, indent = "") {
  emit(`${indent}{`);
  emit(`${indent}    let x := addmod(${name}, ${constant}, r)`);
  emit(`${indent}    let y := mulmod(x, x, r)`);
  emit(`${indent}    ${name} := mulmod(mulmod(y, y, r), x, r)`);
  emit(`${indent}}`);
}

function fullRound(constants) {
  ["a", "b", "c", "d"].forEach((name, i) => substitute(name, constants[i]));
  mixExternally();
}

// b, c and d are below 2 r here and stay so: a product below r and the sum below r.
function partialRound(constant) {
  substitute("a", constant);
  emit("{");
  emit("    let sum := addmod(addmod(a, b, r), addmod(c, d, r), r)");
  ["a", "b", "c", "d"].forEach((name, i) => emit(`    ${name} := add(sum, mulmod(${name}, ${diagonal[i]}, r))`));
  emit("}");
}

mixExternally();
for (let i = 0; i < 4; i++) fullRound(rounds.slice(4 * i, 4 * i + 4));
for (let i = 0; i < 56; i++) partialRound(rounds[16 + i]);
for (let i = 0; i < 4; i++) fullRound(rounds.slice(72 + 4 * i, 76 + 4 * i));

const text = `// SPDX-License-Identifier: Apache-2.0
// Written by poseidon2.mjs. Do not edit.
pragma solidity 0.8.37;

/// @title Poseidon2 over the scalar field of BLS12-381, four elements wide
/// @notice L. Grassi, D. Khovratovich, M. Schofnegger, "Poseidon2" (2023), with the constants of the authors' implementation (HorizenLabs/poseidon2): 8 full
/// and 56 partial rounds, S-box x^5.
/// @dev r has 255 bits and 2 r is below 2^256, so a sum of two reduced elements needs no reduction; mulmod and addmod take any words.
library Poseidon2 {
    /// @notice The field's order.
    uint256 internal constant R = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001;

    /// @notice The permutation of elements below r; what comes out is below r.
    function permute(uint256 a, uint256 b, uint256 c, uint256 d) internal pure returns (uint256, uint256, uint256, uint256) {
        assembly ("memory-safe") {
            let r := R
${lines.join("\n")}
        }
        return (a, b, c, d);
    }
}
`;

const written = [[target, text], [fixture, `${JSON.stringify({ constants: numbers }, null, 2)}\n`]];
if (process.argv.includes("--check")) {
  const wrong = written.filter(([path, content]) => readFileSync(path, "utf8") !== content).map(([path]) => path);
  if (wrong.length > 0) {
    console.error(`not what poseidon2.mjs writes: ${wrong.join(", ")}`);
    process.exit(1);
  }
} else {
  written.forEach(([path, content]) => writeFileSync(path, content));
}
