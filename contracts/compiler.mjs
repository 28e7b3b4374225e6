// The compiler's settings, in one place: what is committed and what forge tests come out of the same ones.
import solc from "solc";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

export const root = import.meta.dirname;

export const settings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 10000 },
  viaIR: false,
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "*": ["abi", "metadata", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
};

// Every source under src, by its path from the project's root.
export function sources() {
  const files = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && file.name.endsWith(".sol"));
  const paths = files.map((file) => relative(root, join(file.parentPath, file.name)).replaceAll("\\", "/")).sort();
  return Object.fromEntries(paths.map((path) => [path, { content: readFileSync(join(root, path), "utf8") }]));
}

// An import that is not ours comes from npm.
function findImport(path) {
  try {
    return { contents: readFileSync(join(root, "node_modules", path), "utf8") };
  } catch {
    return { error: `not found: ${path}` };
  }
}

export function compile(inputs) {
  const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources: inputs, settings }), { import: findImport }));
  // A warning is an error where the source is ours. OpenZeppelin's reentrancy guard brings one about transient storage, which it clears.
  const isOurs = (problem) => !problem.sourceLocation || problem.sourceLocation.file.startsWith("src/");
  const problems = (output.errors ?? []).filter((problem) => problem.severity === "error" || (problem.severity === "warning" && isOurs(problem)));
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problem.formattedMessage).join("\n"));
  }
  return output.contracts;
}

// Of all that one contract is made from: compiler, settings and every source that it takes, the library's too.
export function hashOf(metadata) {
  const { compiler, sources: taken } = JSON.parse(metadata);
  const digests = Object.entries(taken).map(([path, { keccak256 }]) => [path, keccak256]).sort();
  return createHash("sha256").update(JSON.stringify([compiler.version, settings, digests])).digest("hex");
}
