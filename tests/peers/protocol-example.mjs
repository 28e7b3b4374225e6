// A second implementation of docs/protocol.md, written from that page and from nothing else of this repository:
//   node protocol-example.mjs <parameters of Poseidon2, t = 4, as JSON> <docs/protocol-example.md>
// It takes the section "Inputs" of the example, computes everything that follows and prints it, one "name = value" a line. It also verifies the signature.
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jubjub } from '@noble/curves/misc.js';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

const [parametersPath, examplePath] = process.argv.slice(2);

// Section 2: notation and encodings.
const Point = jubjub.Point;
const r = Point.Fp.ORDER, rJ = Point.Fn.ORDER;
const mod = (a, m = r) => ((a % m) + m) % m;
const bytesOf = hex => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = bytes => Buffer.from(bytes).toString('hex');
const ascii = text => Uint8Array.from(Buffer.from(text, 'utf8'));
const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
const bigEndian = (value, length) => bytesOf(BigInt(value).toString(16).padStart(2 * length, '0'));
const littleEndian = (value, length) => bigEndian(value, length).reverse();
const fromBigEndian = bytes => BigInt('0x' + hexOf(bytes));
const fromLittleEndian = bytes => fromBigEndian(Uint8Array.from(bytes).reverse());
const word = value => bigEndian(value, 32);
const wide = (bytes, order) => mod(fromLittleEndian(bytes), order);
const blake = (length, personal, input, key) => blake2b(input, { dkLen: length, personalization: ascii(personal), key });
const u = point => point.toAffine().x, v = point => point.toAffine().y;
function pointBytes(point) {
  const bytes = littleEndian(v(point), 32);
  bytes[31] |= Number(u(point) & 1n) << 7;
  return bytes;
}

// Section 3: a point from its bytes, and generators. v^2 - u^2 = 1 + d u^2 v^2 gives u^2 = (v^2 - 1) / (1 + d v^2).
const Fr = Point.Fp, d = Fr.neg(Fr.div(10240n, 10241n));
function readPoint(bytes) {
  const sign = BigInt(bytes[31] >> 7), magnitude = Uint8Array.from(bytes);
  magnitude[31] &= 0x7f;
  const y = fromLittleEndian(magnitude);
  if (y >= r) return null;
  let x;
  try { x = Fr.sqrt(Fr.div(mod(y * y - 1n), mod(1n + d * y * y))); } catch { return null; }
  if (x === 0n && sign === 1n) return null;
  return Point.fromAffine({ x: (x & 1n) === sign ? x : r - x, y });
}
const times8 = point => point.double().double().double();
function generator(personal) {
  const urs = ascii('096b36a5804bfacef1691e173c366a47ff5ba84a44f26ddd7e8d9f79d5b42df0');
  for (let counter = 0; ; counter++) {
    const point = readPoint(blake2s(join(urs, [counter]), { dkLen: 32, personalization: ascii(personal) }));
    if (point && !times8(point).equals(Point.ZERO)) return times8(point);
  }
}
const gAuth = generator('ZT_auth_'), gView = generator('ZT_view_'), gValue = generator('ZT_value'), gBlind = generator('ZT_blind');
const multiple = (point, scalar) => mod(scalar, rJ) === 0n ? Point.ZERO : point.multiply(mod(scalar, rJ));

// Section 4: hashing and trees.
const poseidon = JSON.parse(readFileSync(parametersPath, 'utf8'));
const constants = poseidon.round_constants.map(row => row.map(BigInt)), diagonal = poseidon.matrix_internal_diag_minus_1.map(BigInt);
const external = [[5n, 7n, 1n, 3n], [4n, 6n, 1n, 1n], [1n, 3n, 5n, 7n], [1n, 1n, 4n, 6n]];
const sbox = x => { const x2 = mod(x * x); return mod(mod(x2 * x2) * x); };
const mixExternal = state => external.map(row => mod(row.reduce((sum, m, i) => sum + m * state[i], 0n)));
const mixInternal = state => { const sum = state.reduce((a, b) => a + b); return state.map((x, i) => mod(sum + diagonal[i] * x)); };
function permute(input) {
  let state = mixExternal(input);
  for (let round = 0; round < 64; round++) {
    const full = round < 4 || round >= 60;
    state = state.map((x, i) => full || i === 0 ? sbox(mod(x + constants[round][i])) : x);
    state = full ? mixExternal(state) : mixInternal(state);
  }
  return state;
}
const domain = name => fromBigEndian(ascii(name)) << 8n;
const capacity = (D, epoch = 0n) => D + (3n << 64n) + (epoch << 96n);
const hash = (name, a, b, c, epoch) => permute([a, b, c, capacity(domain(name), epoch)])[0];
function stream(index, a, b, c, count) {
  const lanes = [];
  for (let state = [a, b, c, capacity(domain('CIPHER') + BigInt(index))]; lanes.length < count; lanes.push(...state.slice(0, 3))) state = permute(state);
  return lanes.slice(0, count);
}
const node = children => mod(permute(children)[0] + children[0]);
const empty = [wide(blake(64, 'ZToken_EmptyLeaf', new Uint8Array()), r)];
for (let level = 0; level < 16; level++) empty.push(node(Array(4).fill(empty[level])));
// All levels of a tree with some leaves, as maps of their nodes that are not empty.
function tree(leaves, depth) {
  const levels = [new Map(leaves)];
  for (let level = 0; level < depth; level++) {
    const parents = new Map();
    for (const index of new Set([...levels[level].keys()].map(i => i >> 2n))) parents.set(index, node([0n, 1n, 2n, 3n].map(child => at(levels, level, 4n * index + child))));
    levels.push(parents);
  }
  return levels;
}
const at = (levels, level, index) => levels[level].get(index) ?? empty[level];
const rootOf = levels => at(levels, levels.length - 1, 0n);
const siblings = (levels, level, position) => {
  const own = position >> BigInt(2 * level);
  return [0n, 1n, 2n, 3n].map(child => (own & ~3n) + child).filter(index => index !== own).map(index => at(levels, level, index));
};

// The inputs, and what is printed.
const text = readFileSync(examplePath, 'utf8').split('## Inputs')[1].split('```')[1];
const input = Object.fromEntries(text.split('\n').filter(line => line.includes(' = ')).map(line => line.split(' = ')));
const number = name => BigInt(input[name]);
const epoch = number('epoch'), asset = number('note.asset');
const show = (name, value) => console.log(`${name} = ${typeof value === 'bigint' ? hexOf(word(value)) : value}`);
const showPoint = (name, point) => { show(name, hexOf(pointBytes(point))); show(name + '.u', u(point)); show(name + '.v', v(point)); };

// Section 5: keys and addresses (BIP-350).
const ledger = keccak_256(join(word(number('chainId')), word(fromBigEndian(bytesOf(input.registry)))));
const expand = (key, label, n = 0n, rest = []) => blake(64, 'ZToken_ExpandKey', join(key, [label], bigEndian(n, 4), rest));
const fromSeed = (seed, label) => expand(seed, label, 0n, ledger);
function bech32m(prefix, data) {
  const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l', groups = [];
  let bits = 0n, count = 0;
  for (const byte of data) for (bits = (bits << 8n) | BigInt(byte), count += 8; count >= 5; count -= 5) groups.push(Number((bits >> BigInt(count - 5)) & 31n));
  if (count > 0) groups.push(Number((bits << BigInt(5 - count)) & 31n));
  const polymod = values => values.reduce((check, value) => {
    const top = check >> 25;
    const next = ((check & 0x1ffffff) << 5) ^ value;
    return [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3].reduce((sum, g, i) => (top >> i) & 1 ? sum ^ g : sum, next);
  }, 1);
  const high = [...prefix].map(letter => letter.charCodeAt(0) >> 5), low = [...prefix].map(letter => letter.charCodeAt(0) & 31);
  const check = polymod([...high, 0, ...low, ...groups, 0, 0, 0, 0, 0, 0]) ^ 0x2bc830a3;
  return prefix + '1' + [...groups, ...[0, 1, 2, 3, 4, 5].map(i => (check >> (5 * (5 - i))) & 31)].map(group => letters[group]).join('');
}
function keysOf(who) {
  const seed = bytesOf(input[who + '.seed']), index = number(who + '.index');
  const ask = wide(fromSeed(seed, 0), rJ), nk = wide(fromSeed(seed, 1), r), viewRoot = fromSeed(seed, 2).slice(0, 32);
  const ak = multiple(gAuth, ask), vk = wide(expand(viewRoot, 3, epoch), rJ), V = multiple(gView, vk);
  const owner = hash('OWNER', u(ak), v(ak), nk), leaf = hash('MEMBER', owner, u(V), v(V), epoch);
  show(who + '.ask', ask);
  showPoint(who + '.ak', ak);
  show(who + '.nk', nk);
  show(who + '.owner', owner);
  show(who + '.viewRoot', hexOf(viewRoot));
  show(who + '.vk', vk);
  showPoint(who + '.V', V);
  show(who + '.leaf', leaf);
  show(who + '.address', bech32m('zt', join(word(owner), bigEndian(index, 2))));
  return { index, ask, nk, ak, vk, V, owner, leaf, planningKey: expand(viewRoot, 4).slice(0, 32) };
}
show('ledger', hexOf(ledger));
const payer = keysOf('payer'), payee = keysOf('payee');

// Sections 7 and 14: notes, nullifiers, and the randomness of the plan.
const commit = (value, owner, rcm) => hash('NOTE', (asset << 64n) + value, owner, rcm);
const nullifier = (cm, position) => hash('NULLIF', payer.nk, cm, position);
const memberTree = tree([[payer.index, payer.leaf], [payee.index, payee.leaf]], 8);
const noteValue = number('note.value'), paid = number('payment.value'), position = number('note.position');
const noteCm = commit(noteValue, payer.owner, fromBigEndian(bytesOf(input['note.rcm'])));
// The positions before the note's hold the elements 1, 2, and so on.
const noteTree = tree([...Array.from({ length: Number(position) }, (_, i) => [BigInt(i), BigInt(i + 1)]), [position, noteCm]], 16);
const memo = new Uint8Array(256);
memo.set(bigEndian(ascii(input['payment.memo']).length, 2));
memo.set(ascii(input['payment.memo']), 2);
const none = new Uint8Array(20), contract = bytesOf(input.contract), agreement = bytesOf(input.agreement);
const draft = join(
  ...[number('shape.code'), number('verifyingKeyVersion'), epoch, asset, payer.index, 0n, 0n, number('chainId'), number('expiry')].map(n => bigEndian(n, 8)),
  contract, none, none, agreement,
  bigEndian(1, 8), bigEndian(position, 8), word(noteCm),
  bigEndian(1, 8), bigEndian(payee.index, 8), bigEndian(paid, 8), memo);
const planSeed = blake(64, 'ZToken_PlanDraws', join(bytesOf(input['plan.fresh']), draft), payer.planningKey);
const draw = (name, i) => blake(64, 'ZToken_PlanDraws', Uint8Array.of(name, i), planSeed);
const dummyRcm = wide(draw(4, 1), r), dummyPosition = fromBigEndian(draw(5, 1).slice(0, 4)), dummyCm = commit(0n, payer.owner, dummyRcm);
const nf1 = nullifier(noteCm, position), nf2 = nullifier(dummyCm, dummyPosition);
show('memberRoot', rootOf(memberTree));
show('note.cm', noteCm);
for (let level = 0; level < 3; level++) siblings(noteTree, level, position).forEach((sibling, i) => show(`note.path.${level}.${i}`, sibling));
show('noteRoot', rootOf(noteTree));
show('nf_1', nf1);
show('dummy.rcm', dummyRcm);
show('dummy.position', dummyPosition.toString());
show('dummy.cm', dummyCm);
show('nf_2', nf2);

const esk = (fromLittleEndian(draw(0, 0).slice(0, 32)) & ((1n << 252n) - 1n)) | 1n | (1n << 251n);
const alpha = wide(draw(1, 0), rJ), paymentRcv = wide(draw(2, 0), rJ), changeRcv = wide(draw(3, 0), rJ);
const E = multiple(gView, esk), rk = payer.ak.add(multiple(gAuth, alpha));
show('esk', esk);
showPoint('E', E);
show('alpha', alpha);
showPoint('rk', rk);
show('payment.rcv', paymentRcv);
show('change.rcv', changeRcv);

// Sections 9 and 10: ciphertexts and memos. The readers' way to each shared point must lead to the same.
function sharedWith(reader) {
  const S = multiple(reader.V, esk);
  if (!S.equals(multiple(E, reader.vk))) throw new Error('the two ways to a shared point differ');
  return S;
}
function showStream(who, S, index, count) {
  const lanes = stream(index, u(S), v(S), nf1, count);
  showPoint(who + '.S', S);
  lanes.forEach((lane, i) => show(`${who}.lane.${i}`, lane));
  return lanes;
}
const valueCommitment = (value, rcv) => u(multiple(gValue, value).add(multiple(gBlind, rcv)));
const S = sharedWith(payee), lanes = showStream('payment', S, 0, 3);
const content = (asset << 80n) + (paid << 16n) + payer.index, payment = [mod(content + lanes[0]), mod(paymentRcv + lanes[1])];
const paymentCm = commit(paid, payee.owner, lanes[2]), paymentCv = valueCommitment(paid, paymentRcv);
const memoKey = blake(32, 'ZToken_MemoCiphr', join(pointBytes(S), pointBytes(E), pointBytes(payee.V), [0], word(nf1)));
const cipher = createCipheriv('chacha20-poly1305', memoKey, new Uint8Array(12), { authTagLength: 16 });
const memoCiphertext = join(cipher.update(memo), cipher.final(), cipher.getAuthTag());
show('payment.content', content);
payment.forEach((element, i) => show(`payment.ciphertext.${i}`, element));
show('payment.cm', paymentCm);
show('payment.cv.u', paymentCv);
show('payment.memo.ciphertext', hexOf(memoCiphertext));

const ownS = sharedWith(payer), own = showStream('sender', ownS, 255, 5), change = noteValue - paid;
const senderContent = (asset << 80n) + (change << 16n) + payee.index, positions = position + 1n;
const sender = [mod(esk + own[0]), mod(senderContent + own[1]), mod(changeRcv + own[2]), mod(positions + own[4])];
const changeCm = commit(change, payer.owner, own[3]), changeCv = valueCommitment(change, changeRcv);
show('sender.content', senderContent);
show('sender.positions', positions);
sender.forEach((element, i) => show(`sender.ciphertext.${i}`, element));
show('change.value', change.toString());
show('change.cm', changeCm);
show('change.cv.u', changeCv);

// Sections 8 and 11: public inputs, context, signature, bundle.
const inputs = {
  noteRoot: rootOf(noteTree), memberRoot: rootOf(memberTree), epoch, nf_1: nf1, nf_2: nf2, cm_1: paymentCm, 'cv_1.u': paymentCv, cm_2: changeCm, 'cv_2.u': changeCv,
  'payment_1.content': payment[0], 'payment_1.blinding': payment[1], sender_1: sender[0], sender_2: sender[1], sender_3: sender[2], sender_4: sender[3],
  'rk.u': u(rk), 'rk.v': v(rk), 'E.u': u(E), 'E.v': v(E), publicIn: 0n, publicOut: 0n, publicAsset: 0n,
};
Object.entries(inputs).forEach(([name, value], i) => show(`public.${i}.${name}`, value));
const words = Object.values(inputs).map(word);
const context = keccak_256(join(word(number('chainId')), word(fromBigEndian(contract)), word(number('expiry')), word(0n), word(0n), agreement, memoCiphertext));
const sighash = blake(32, 'ZToken_SigHash_1', join(word(number('shape.code')), word(number('verifyingKeyVersion')), ...words.slice(2), context));
const challenge = (...parts) => wide(blake(64, 'ZToken_RedJubjub', join(...parts)), rJ);
const rsk = mod(payer.ask + alpha, rJ), rkBytes = pointBytes(rk);
const nonce = challenge(bytesOf(input['signature.fresh']), littleEndian(rsk, 32), rkBytes, sighash);
const R = multiple(gAuth, nonce), c = challenge(pointBytes(R), rkBytes, sighash), response = mod(nonce + c * rsk, rJ);
const signature = join(pointBytes(R), littleEndian(response, 32));
show('context', hexOf(context));
show('sighash', hexOf(sighash));
show('signature', hexOf(signature));
const bundle = join([1, Number(number('shape.code'))], bigEndian(number('verifyingKeyVersion'), 4), bigEndian(number('expiry'), 8), none, none, agreement, signature,
  new Uint8Array(192), ...words, memoCiphertext);
show('bundle.size', bundle.length.toString());
show('bundle.sha256', createHash('sha256').update(bundle).digest('hex'));

// Section 9: the sender's message in the other shapes, T(2,8) and T(8,1), before it is encrypted.
const list = name => input[name].split(' ').map(BigInt), sum = values => values.reduce((a, b) => a + b);
const pack = (values, bits) => sum(values.map((value, i) => value << BigInt(bits * i)));
const runValues = list('run.values'), consolidated = list('consolidation.positions');
const payees = [...runValues.map(() => payee.index), ...Array(8 - runValues.length).fill(payer.index)];
show('run.content', (asset << 192n) + ((noteValue - sum(runValues)) << 128n) + pack(payees, 16));
show('run.positions.0', pack([position + 1n, 0n], 33));
show('consolidation.content', (asset << 80n) + (5n << 16n) + payee.index);
show('consolidation.positions.0', pack(consolidated.slice(0, 7).map(p => p + 1n), 33));
show('consolidation.positions.1', pack(consolidated.slice(7).map(p => p + 1n), 33));

// What the document says was signed is verified as a node would: from bytes alone.
const claimed = readFileSync(examplePath, 'utf8').match(/^signature = ([0-9a-f]{128})$/m);
const shownR = claimed && readPoint(bytesOf(claimed[1]).slice(0, 32)), shownS = claimed && fromLittleEndian(bytesOf(claimed[1]).slice(32));
const shownC = claimed && challenge(bytesOf(claimed[1]).slice(0, 32), rkBytes, sighash);
if (!shownR || shownS >= rJ || !times8(shownR.add(multiple(readPoint(rkBytes), shownC)).subtract(multiple(gAuth, shownS))).equals(Point.ZERO)) {
  console.error('the signature of the document does not hold');
  process.exitCode = 1;
}
