// viem 2 on our node: node viem.mjs <folder of node_modules>/ <url> <private key> <Counter.json>. Any deviation throws; the last line is a summary.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { checkProof } from "./proof.mjs";

const [modules, url, key, file] = process.argv.slice(2);
const require = createRequire(modules);
const viem = require("viem");
const { privateKeyToAccount } = require("viem/accounts");
const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
const account = privateKeyToAccount(key);
const chain = viem.defineChain({ id: 23124, name: "ZToken", nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 }, rpcUrls: { default: { http: [url] } } });
const reader = viem.createPublicClient({ chain, transport: viem.http(url, { batch: true }), pollingInterval: 50, cacheTime: 0 });
const writer = viem.createWalletClient({ account, chain, transport: viem.http(url) });

assert.equal(await reader.getChainId(), 23124);
const deployed = await reader.waitForTransactionReceipt({ hash: await writer.deployContract({ abi, bytecode, args: [5n] }) });
const address = deployed.contractAddress;
const contract = { address, abi };
assert.equal(deployed.status, "success");

// Several calls at once go out as one batch.
const [total, code, balance] = await Promise.all([reader.readContract({ ...contract, functionName: "total" }), reader.getCode({ address }), reader.getBalance({ address })]);
assert.deepEqual([total, balance], [5n, 0n]);
assert.ok(code.length > 100);

// Calls, and errors decoded by the ABI.
const simulated = await reader.simulateContract({ ...contract, functionName: "count", args: [7n], account });
assert.equal(simulated.result, 12n);
const refused = async (call) => {
  const error = await call.then(() => assert.fail("it did not revert"), (thrown) => thrown);
  return error.walk((cause) => cause instanceof viem.ContractFunctionRevertedError);
};
const tooMuch = await refused(reader.simulateContract({ ...contract, functionName: "count", args: [101n], account }));
assert.deepEqual([tooMuch.data.errorName, tooMuch.data.args], ["TooMuch", [101n, 100n]]);
assert.equal((await refused(reader.readContract({ ...contract, functionName: "fail", args: ["no money"] }))).reason, "no money");
assert.equal((await refused(reader.readContract({ ...contract, functionName: "overflow" }))).data.args[0], 17n);
assert.equal((await refused(reader.estimateContractGas({ ...contract, functionName: "count", args: [101n], account }))).data.errorName, "TooMuch");

// Transactions of each type; an event watched by a filter, and a filter asked by hand.
const watched = [];
const unwatch = reader.watchContractEvent({ ...contract, eventName: "Counted", poll: true, onLogs: (logs) => watched.push(...logs.map((log) => log.args.total)), onError: (error) => { throw error; } });
const filter = await reader.createContractEventFilter({ ...contract, eventName: "Counted", args: { by: account.address } });
const blocks = await reader.createBlockFilter();
const kinds = { legacy: { gasPrice: 3n }, eip2930: { gasPrice: 0n, accessList: [{ address, storageKeys: [viem.pad("0x0")] }] }, eip1559: { maxFeePerGas: 9n, maxPriorityFeePerGas: 2n } };
await new Promise((resolve) => setTimeout(resolve, 300));
const receipts = [];
for (const [type, fees] of Object.entries(kinds)) {
  const hash = await writer.writeContract({ ...contract, functionName: "count", args: [1n], type, ...fees });
  const receipt = await reader.waitForTransactionReceipt({ hash });
  const sent = await reader.getTransaction({ hash });
  assert.deepEqual([receipt.status, receipt.type, sent.type, sent.from], ["success", type, type, account.address.toLowerCase()]);
  receipts.push(receipt);
}
assert.deepEqual(receipts.map((receipt) => receipt.effectiveGasPrice), [3n, 0n, 2n]);
assert.equal((await reader.getFilterChanges({ filter: blocks })).length, 3);
assert.deepEqual((await reader.getFilterChanges({ filter })).map((log) => log.args.total), [6n, 7n, 8n]);
assert.equal((await reader.getFilterChanges({ filter })).length, 0);
assert.equal(await reader.uninstallFilter({ filter }), true);
const logs = await reader.getContractEvents({ ...contract, eventName: "Counted", fromBlock: 0n, toBlock: "latest" });
assert.deepEqual(logs.map((log) => log.args.total), [6n, 7n, 8n]);
for (let i = 0; i < 100 && watched.length < 3; i++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
assert.deepEqual(watched, [6n, 7n, 8n]);
unwatch();

// Value, fees, blocks, proofs.
const transfer = await reader.waitForTransactionReceipt({ hash: await writer.sendTransaction({ to: address, value: 10n ** 18n }) });
assert.equal(await reader.getBalance({ address }), 10n ** 18n);
assert.equal(await reader.getBalance({ address, blockNumber: transfer.blockNumber - 1n }), 0n);
assert.equal(await reader.estimateGas({ account, to: account.address, value: 1n }), 21000n);
const fees = await reader.estimateFeesPerGas();
assert.ok(fees.maxFeePerGas >= 0n);
const history = await reader.getFeeHistory({ blockCount: 4, rewardPercentiles: [10, 90] });
assert.deepEqual([history.baseFeePerGas.length, history.reward[2][0]], [5, 2n]);
const block = await reader.getBlock({ includeTransactions: true });
assert.equal(block.transactions[0].hash, transfer.transactionHash);
assert.equal(BigInt(await reader.getStorageAt({ address, slot: "0x0" })), 8n);
const key0 = viem.pad("0x0");
const proof = await reader.request({ method: "eth_getProof", params: [address, [key0], viem.toHex(block.number)] });
await checkProof(modules, block.stateRoot, proof);
assert.equal((await reader.getProof({ address, storageKeys: [key0] })).storageProof[0].value, 8n);

// Refusals that viem knows by their words.
const cause = async (call, kind) => assert.ok((await call.then(() => assert.fail("it was taken"), (thrown) => thrown)).walk((error) => error instanceof kind), kind.name);
await cause(writer.sendTransaction({ to: address, nonce: 0, gas: 21000n }), viem.NonceTooLowError);
await cause(writer.sendTransaction({ to: address, value: 10n ** 30n, gas: 50000n }), viem.InsufficientFundsError);

console.log(JSON.stringify({ address, total: 8, transactions: Object.keys(kinds), logs: logs.length }));
process.exit(0);
