// What ethereumjs makes of our programs: node ethereumjs.mjs <@ethereumjs/evm's dist/esm/index.js> <cases.json> <answers.json>
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, input, output] = process.argv.slice(2);
const load = (name) => import(new URL(`../../../${name}/dist/esm/index.js`, pathToFileURL(library)));
const { createEVM } = await load("evm");
const { SimpleStateManager } = await load("statemanager");
const { Common, Hardfork, Mainnet } = await load("common");
const { createAccount, createAddressFromString, bigIntToBytes, bytesToHex, hexToBytes, setLengthLeft } = await load("util");

const common = new Common({ chain: Mainnet, hardfork: Hardfork.Cancun });
const slots = 5;
const word = (number) => setLengthLeft(bigIntToBytes(BigInt(number)), 32);
const account = (number) => createAddressFromString("0x" + number.toString(16).padStart(40, "0"));
const [first, second, coinbase] = [account(0xaaaa), account(0xbbbb), account(0xcccc)];
const sender = createAddressFromString("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"); // of the private key 1
const header = {
  number: 1n, coinbase, timestamp: 1000n, difficulty: 0n, prevRandao: word(5), gasLimit: 30_000_000n, baseFeePerGas: 0n, getBlobGasPrice: () => 1n,
};
const quantity = (number) => "0x" + number.toString(16);

async function run({ First, Second, Data, Gas, Value }) {
  const state = new SimpleStateManager({ common });
  const evm = await createEVM({ common, stateManager: state });
  await state.putAccount(first, createAccount({ nonce: 1n, balance: 1000n }));
  await state.putAccount(second, createAccount({ nonce: 1n }));
  await state.putAccount(sender, createAccount({ nonce: 1n, balance: 1_000_000n }));
  await state.putCode(first, hexToBytes("0x" + First));
  await state.putCode(second, hexToBytes("0x" + Second));
  await state.putStorage(first, word(1), Uint8Array.of(7));
  await state.putStorage(first, word(2), Uint8Array.of(1));
  await state.putStorage(second, word(1), Uint8Array.of(9));

  const data = hexToBytes("0x" + Data);
  const intrinsic = data.reduce((gas, byte) => gas + (byte === 0 ? 4 : 16), 21_000);
  for (const address of [first, sender, coinbase]) evm.journal.addAlwaysWarmAddress(address.toString());
  for (const [address] of evm.precompiles) evm.journal.addAlwaysWarmAddress("0x" + address);
  const { execResult } = await evm.runCall({
    to: first, caller: sender, origin: sender, data, gasLimit: BigInt(Gas - intrinsic), gasPrice: 0n, value: BigInt(Value), block: { header },
  });

  const succeeded = execResult.exceptionError === undefined;
  const returns = succeeded || execResult.exceptionError.error === "revert";
  const described = [];
  for (const address of [first, second]) {
    const parts = [];
    for (let slot = 0; slot < slots; slot++) {
      const value = await state.getStorage(address, word(slot));
      parts.push(quantity(value.length === 0 ? 0n : BigInt(bytesToHex(value))));
    }
    const { balance, nonce } = await state.getAccount(address);
    described.push([...parts, quantity(balance), quantity(nonce)].join(","));
  }
  return {
    Succeeded: succeeded,
    Gas: Number(execResult.executionGasUsed),
    Refund: Number(execResult.gasRefund ?? 0n),
    Output: returns ? bytesToHex(execResult.returnValue).slice(2) : "",
    State: described.join(";"),
    Logs: succeeded ? (execResult.logs ?? []).length : 0,
  };
}

const answers = [];
for (const test of JSON.parse(readFileSync(input, "utf8"))) answers.push(await run(test));
writeFileSync(output, JSON.stringify(answers));
