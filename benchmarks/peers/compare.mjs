// Our prover, snarkjs and blst side by side on one circuit and key:  node benchmarks/peers/compare.mjs [circuit] [repeats]
// Needs: dotnet, `npm ci --prefix tests/peers`, and for blst's column eng/native/build-blst.sh. Every proof is checked by the other program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const circuit = process.argv[2] ?? "chain-12", repeats = process.argv[3] ?? "2";
const here = dirname(fileURLToPath(import.meta.url)), root = join(here, "..", "..");
const [family, size] = [circuit.replace(/-\d+$/, ""), circuit.replace(/^.*-/, "")];
const ztoken = (...args) => run("dotnet", join(root, "src", "ZToken.Cli", "bin", "Release", "net10.0", "ztoken.dll"), ...args);
const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const folder = mkdtempSync(join(tmpdir(), "ztoken-peers-"));
const file = (name) => join(folder, name);

try {
  run("dotnet", "build", "-c", "Release", "-v", "q", "--nologo", join(root, "src", "ZToken.Cli"));
  ztoken("circuit", "export", circuit, "--wtns", file("c.wtns"), "--seed", "peers");
  ztoken("setup", circuit, "--development", "--key", file("c.ztpk"), "--zkey", file("c.zkey"), "--verifying-key", file("vk.json"));

  // Each program's proof is checked by the other before any time is believed.
  ztoken("prove", circuit, "--key", file("c.ztpk"), "--wtns", file("c.wtns"), "--proof", file("proof.json"), "--public", file("public.json"));
  run("node", join(root, "tests", "peers", "node_modules", "snarkjs", "build", "cli.cjs"), "groth16", "verify", file("vk.json"), file("public.json"), file("proof.json"));
  const theirs = JSON.parse(run("node", join(here, "snarkjs.mjs"), file("c.zkey"), file("c.wtns"), file("vk.json"), repeats, folder));
  ztoken("verify", "--key", file("vk.json"), "--proof", file("snarkjs_proof.json"), "--public", file("snarkjs_public.json"));

  const proving = JSON.parse(ztoken("bench", "prove", "--sizes", size, "--json"));
  const verifying = JSON.parse(ztoken("bench", "verify", "--sizes", "8", "--json"));
  const prove = proving.rows.find((row) => row.name === `proof, ${family}`), verify = verifying.rows[0];
  for (const [name, value] of Object.entries(proving.machine)) {
    console.log(`${name.padEnd(10)} ${value}`);
  }

  print([
    entry("ztoken", `prove ${circuit}, witness included`, prove.times.median, prove),
    entry("snarkjs", `prove ${circuit}, from the witness`, median(theirs.prove), prove),
    entry("blst", prove.reference, prove.referenceTimes?.median, prove),
    entry("ztoken", "verify one proof", verify.times.median, verify),
    entry("snarkjs", "verify one proof", median(theirs.verify), verify),
    entry("blst", verify.reference, verify.referenceTimes?.median, verify),
  ].filter((row) => row.ms !== undefined));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(rows) {
  const names = Object.keys(rows[0]);
  const cells = rows.map((row) => names.map((name) => String(row[name] ?? "")));
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  for (const row of [names, widths.map((width) => "-".repeat(width)), ...cells]) {
    console.log(`| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`);
  }
}

function entry(who, what, ms, row) {
  const number = (value) => (value === undefined ? undefined : Number(value.toPrecision(4)));
  return { who, what, ms: number(ms), "to ztoken": number(ms / row.times.median), "to blst": number(ms / row.referenceTimes?.median) };
}
