// Compiles src and writes artifacts/NAME.json for every contract that can be deployed. With --check it writes nothing and fails where a committed artifact is
// not what the sources give.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, hashOf, root, sources } from "./compiler.mjs";

const largestCode = 24_576; // EIP-170
const folder = join(root, "artifacts");
const inputs = sources();
const artifacts = new Map();

for (const [path, contracts] of Object.entries(compile(inputs))) {
  if (!path.startsWith("src/")) {
    continue;
  }
  for (const [contractName, { abi, evm, metadata }] of Object.entries(contracts)) {
    const bytecode = evm.bytecode.object;
    const deployedBytecode = evm.deployedBytecode.object;
    if (bytecode === "") {
      // An interface, or abstract: its ABI is in those that implement it.
      continue;
    }
    if (/\/libraries\//.test(path)) {
      continue;
    }
    if (deployedBytecode.length / 2 > largestCode) {
      throw new Error(`${contractName} has ${deployedBytecode.length / 2} bytes of code, more than ${largestCode}`);
    }
    const artifact = { contractName, sourceName: path, abi, bytecode: `0x${bytecode}`, deployedBytecode: `0x${deployedBytecode}`, sourceHash: hashOf(metadata) };
    artifacts.set(`${contractName}.json`, `${JSON.stringify(artifact, null, 2)}\n`);
  }
}

if (process.argv.includes("--check")) {
  const committed = existsSync(folder) ? readdirSync(folder) : [];
  const wrong = [...artifacts].filter(([name, text]) => !committed.includes(name) || readFileSync(join(folder, name), "utf8") !== text).map(([name]) => name);
  const orphans = committed.filter((name) => !artifacts.has(name));
  if (wrong.length + orphans.length > 0) {
    console.error(`artifacts that are not what the sources give: ${[...wrong, ...orphans].join(", ")}. Run 'npm run build' in contracts/ and commit.`);
    process.exit(1);
  }
  console.log(`${artifacts.size} artifacts are what the sources give.`);
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, text] of artifacts) {
    writeFileSync(join(folder, name), text);
  }
  for (const name of artifacts.keys()) {
    const { contractName, deployedBytecode } = JSON.parse(artifacts.get(name));
    console.log(`${contractName}: ${deployedBytecode.length / 2 - 1} bytes of code`);
  }
}
