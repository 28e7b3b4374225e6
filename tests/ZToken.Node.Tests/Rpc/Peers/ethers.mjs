// ethers 6 on our node: node ethers.mjs <folder of node_modules>/ <url> <private key> <Counter.json>. Any deviation throws; the last line is a summary.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { checkProof } from "./proof.mjs";

const [modules, url, key, file] = process.argv.slice(2);
const ethers = createRequire(modules)("ethers");
const { abi, bytecode } = JSON.parse(readFileSync(file, "utf8"));
const provider = new ethers.JsonRpcProvider(url, undefined, { pollingInterval: 50, cacheTimeout: -1 });
const wallet = new ethers.NonceManager(new ethers.Wallet(key, provider));
const sender = await wallet.getAddress();

assert.equal((await provider.getNetwork()).chainId, 23124n);
assert.deepEqual(await provider.listAccounts(), []);
const contract = await new ethers.ContractFactory(abi, bytecode, wallet).deploy(5n);
await contract.waitForDeployment();
const address = await contract.getAddress();
assert.equal(address, ethers.getCreateAddress({ from: sender, nonce: 0 }));
assert.equal(await contract.total(), 5n);

// Calls, and errors decoded by the ABI.
assert.equal(await contract.count.staticCall(7n), 12n);
assert.equal(await contract.total(), 5n);
await assert.rejects(contract.count.staticCall(101n), (error) => error.code === "CALL_EXCEPTION" && error.revert.name === "TooMuch" && error.revert.args[0] === 101n);
await assert.rejects(contract.fail.staticCall("no money"), (error) => error.code === "CALL_EXCEPTION" && error.reason === "no money");
await assert.rejects(contract.overflow(), (error) => error.code === "CALL_EXCEPTION" && error.revert.name === "Panic" && BigInt(error.revert.args[0]) === 17n);
await assert.rejects(contract.count.estimateGas(101n), (error) => error.code === "CALL_EXCEPTION" && error.data.startsWith(contract.interface.getError("TooMuch").selector));

// Transactions of each type, with the gas that was estimated.
const events = [];
await contract.on("Counted", (by, total) => events.push(total));
const gas = await contract.count.estimateGas(1n);
const fees = { 0: { gasPrice: 3n }, 1: { gasPrice: 0n, accessList: [{ address, storageKeys: [ethers.ZeroHash] }] }, 2: { maxFeePerGas: 9n, maxPriorityFeePerGas: 2n } };
const receipts = [];
for (const type of [0, 1, 2]) {
  const sent = await contract.count(1n, { type, ...fees[type], ...(type === 1 ? {} : { gasLimit: gas }) });
  const receipt = await sent.wait();
  receipts.push(receipt);
  const seen = await provider.getTransaction(sent.hash);
  assert.deepEqual([receipt.status, receipt.type, seen.type, seen.hash, seen.from], [1, type, type, sent.hash, sender]);
  assert.equal(receipt.gasPrice, [3n, 0n, 2n][type]);
  assert.equal(contract.interface.parseLog(receipt.logs[0]).args.total, 6n + BigInt(type));
}
const transfer = await (await wallet.sendTransaction({ to: address, value: 10n ** 18n })).wait();
assert.equal(await provider.getBalance(address), 10n ** 18n);
assert.equal(await provider.getBalance(address, transfer.blockNumber - 1), 0n);
assert.equal(await provider.getTransactionCount(sender), 5);

// Logs by query, by filter and by event.
const logs = await contract.queryFilter(contract.filters.Counted(sender), 0, "latest");
assert.deepEqual(logs.map((log) => log.args.total), [6n, 7n, 8n]);
assert.equal((await contract.queryFilter(contract.filters.Counted(address), 0)).length, 0);
assert.equal((await provider.getLogs({ blockHash: receipts[1].blockHash })).length, 1);
const filter = await provider.send("eth_newFilter", [{ address, fromBlock: "0x0" }]);
assert.equal((await provider.send("eth_getFilterLogs", [filter])).length, 3);
for (let i = 0; i < 100 && events.length < 3; i++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
assert.deepEqual(events, [6n, 7n, 8n]);
await contract.removeAllListeners();

// Blocks, fees, proofs.
const block = await provider.getBlock("latest", true);
assert.equal(block.hash, transfer.blockHash);
assert.equal(block.prefetchedTransactions[0].hash, transfer.hash);
assert.equal((await provider.getFeeData()).gasPrice, 0n);
const history = await provider.send("eth_feeHistory", ["0x4", "latest", [10, 90]]);
assert.equal(history.baseFeePerGas.length, 5);
assert.equal(BigInt(history.reward[2][0]), 2n);
assert.equal(await provider.getStorage(address, 0), ethers.toBeHex(8, 32));
const proof = await provider.send("eth_getProof", [address, ["0x0", ethers.toBeHex(1, 32)], ethers.toQuantity(block.number)]);
assert.deepEqual(proof.storageProof.map((slot) => [slot.key, slot.value]), [["0x0", "0x8"], [ethers.toBeHex(1, 32), "0x0"]]);
await checkProof(modules, block.stateRoot, proof);
await checkProof(modules, block.stateRoot, await provider.send("eth_getProof", [sender, [], "latest"]));

// Refusals that ethers knows by their words.
const plain = new ethers.Wallet(key, provider);
await assert.rejects(plain.sendTransaction({ to: sender, nonce: 0 }), { code: "NONCE_EXPIRED" });
await assert.rejects(plain.sendTransaction({ to: sender, value: 10n ** 30n, gasLimit: 21000n }), { code: "INSUFFICIENT_FUNDS" });

provider.destroy();
console.log(JSON.stringify({ address, total: 8, transactions: [0, 1, 2], logs: logs.length }));
