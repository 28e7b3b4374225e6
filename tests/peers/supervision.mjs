// A second implementation of docs/protocol.md, section 12, written from that page and from nothing else of this repository:
//   node supervision.mjs <a file of lines "name = value", bytes in hex>
// It opens and checks a dealing, an opening and two disclosures, prints what they give, and deals the same key once more for the other side to open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jubjub } from '@noble/curves/misc.js';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';

// Section 2: notation and encodings.
const Point = jubjub.Point, Fr = Point.Fp, r = Fr.ORDER, rJ = Point.Fn.ORDER;
const mod = (a, m) => ((a % m) + m) % m;
const bytesOf = hex => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = bytes => Buffer.from(bytes).toString('hex');
const ascii = text => Uint8Array.from(Buffer.from(text, 'utf8'));
const join = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
const bigEndian = (value, length) => bytesOf(BigInt(value).toString(16).padStart(2 * length, '0'));
const littleEndian = (value, length) => bigEndian(value, length).reverse();
const fromLittleEndian = bytes => BigInt('0x' + hexOf(Uint8Array.from(bytes).reverse()));
const blake = (length, personal, input) => blake2b(input, { dkLen: length, personalization: ascii(personal) });
const must = (condition, what) => { if (!condition) throw new Error(what); };
function pointBytes(point) {
  const { x, y } = point.toAffine(), bytes = littleEndian(y, 32);
  bytes[31] |= Number(x & 1n) << 7;
  return bytes;
}
const d = Fr.neg(Fr.div(10240n, 10241n));
function readPoint(bytes) {
  const sign = BigInt(bytes[31] >> 7), magnitude = Uint8Array.from(bytes);
  magnitude[31] &= 0x7f;
  const y = fromLittleEndian(magnitude);
  if (y >= r) return null;
  let x;
  try { x = Fr.sqrt(Fr.div(mod(y * y - 1n, r), mod(1n + d * y * y, r))); } catch { return null; }
  if (x === 0n && sign === 1n) return null;
  return Point.fromAffine({ x: (x & 1n) === sign ? x : r - x, y });
}
function readPrimeOrder(bytes) {
  const point = readPoint(bytes);
  must(point && !point.equals(Point.ZERO) && point.isTorsionFree(), 'not a point of prime order');
  return point;
}
function readScalar(bytes) {
  const scalar = fromLittleEndian(bytes);
  must(scalar < rJ, 'not a scalar');
  return scalar;
}
function generator(personal) {
  const urs = ascii('096b36a5804bfacef1691e173c366a47ff5ba84a44f26ddd7e8d9f79d5b42df0');
  for (let counter = 0; ; counter++) {
    const point = readPoint(blake2s(join(urs, [counter]), { dkLen: 32, personalization: ascii(personal) }))?.double().double().double();
    if (point && !point.equals(Point.ZERO)) return point;
  }
}
const gView = generator('ZT_view_');
const multiple = (point, scalar) => mod(scalar, rJ) === 0n ? Point.ZERO : point.multiply(mod(scalar, rJ));
const inverse = a => Point.Fn.inv(mod(a, rJ));
const lagrange = indices => indices.map(i => indices.filter(j => j !== i).reduce((l, j) => mod(l * BigInt(j) * inverse(BigInt(j - i)), rJ), 1n));
const challenge = (personal, context, points) =>
  mod(fromLittleEndian(blake(64, personal, join(littleEndian(context.length, 8), context, ...points.map(pointBytes)))), rJ);

const input = Object.fromEntries(readFileSync(process.argv[2], 'utf8').split('\n').filter(line => line.includes(' = ')).map(line => line.split(' = ')));
const value = name => { must(name in input, name + ' is missing'); return bytesOf(input[name]); };
const m = Number(input.m), n = Number(input.n);

// Sealing: a text for the holder of one key.
const sealKey = (use, shared, R, K) => blake(32, use, join(pointBytes(shared), pointBytes(R), pointBytes(K)));
function open(use, k, box, associated) {
  const R = readPrimeOrder(box.slice(0, 32)), K = multiple(gView, k);
  const cipher = createDecipheriv('chacha20-poly1305', sealKey(use, multiple(R, k), R, K), new Uint8Array(12), { authTagLength: 16 });
  cipher.setAAD(associated);
  cipher.setAuthTag(box.slice(-16));
  return join(cipher.update(box.slice(32, -16)), cipher.final());
}
function seal(use, K, text, associated) {
  const secret = mod(fromLittleEndian(randomBytes(64)), rJ), R = multiple(gView, secret);
  const cipher = createCipheriv('chacha20-poly1305', sealKey(use, multiple(K, secret), R, K), new Uint8Array(12), { authTagLength: 16 });
  cipher.setAAD(associated);
  return join(pointBytes(R), cipher.update(text), cipher.final(), cipher.getAuthTag());
}

// The dealing.
const context = join(value('ledger'), value('member'), value('owner'), value('epoch'), [m], [n]);
must(context.length === 72, 'context');
const commitments = value('commitments'), shares = value('shares'), proof = value('proof');
must(commitments.length === 32 * m && shares.length === 80 * n && proof.length === 64, 'lengths of the record');
const points = Array.from({ length: m }, (_, k) => readPrimeOrder(commitments.slice(32 * k, 32 * k + 32)));
const publicShare = i => points.reduce((sum, point, k) => sum.add(multiple(point, BigInt(i) ** BigInt(k))), Point.ZERO);
const V = points[0], c = readScalar(proof.slice(0, 32)), z = readScalar(proof.slice(32));
must(c === challenge('ZToken_KnowsLog_', join(commitments, context), [gView, V, multiple(gView, z).subtract(multiple(V, c))]), 'the proof of knowledge');
const keepers = Array.from({ length: n }, (_, i) => readScalar(value(`keeper.${i + 1}`)));
const f = keepers.map((k, i) => {
  const share = readScalar(open('ZToken_ShareSeal', k, shares.slice(80 * i, 80 * i + 80), join(context, commitments, [i + 1])));
  must(multiple(gView, share).equals(publicShare(i + 1)) && share !== 0n, 'the share of keeper ' + (i + 1));
  return share;
});
function keyFrom(indices) {
  const l = lagrange(indices);
  return indices.reduce((sum, i, k) => mod(sum + l[k] * f[i - 1], rJ), 0n);
}
const first = Array.from({ length: m }, (_, i) => i + 1), last = first.map(i => n + 1 - i), vk = keyFrom(first);
must(vk === keyFrom(last) && multiple(gView, vk).equals(V), 'the key');
console.log('vk = ' + hexOf(littleEndian(vk, 32)));

// The opening of one payment.
function holds(wire, base, P, E, D, contextOfProof) {
  const c = readScalar(wire.slice(0, 32)), z = readScalar(wire.slice(32));
  return c === challenge('ZToken_EqualLogs', contextOfProof, [base, P, E, D, multiple(base, z).subtract(multiple(P, c)), multiple(E, z).subtract(multiple(D, c))]);
}
const E = readPrimeOrder(value('E')), where = join(value('chain'), value('contract'), value('bundle'), value('member'), value('epoch'));
must(where.length === 66, 'context of an opening');
const parts = first.map(i => {
  const part = open('ZToken_PartSeal_', readScalar(value('requester')), value(`part.${i}`), where);
  must(part.length === 97 && part[0] === i, 'a part');
  const D = readPrimeOrder(part.slice(1, 33));
  must(holds(part.slice(33), gView, publicShare(i), E, D, join(littleEndian(i, 4), where)), 'the proof of a part');
  return D;
});
const S = lagrange(first).reduce((sum, l, k) => sum.add(multiple(parts[k], l)), Point.ZERO);
must(S.equals(multiple(E, vk)), 'the parts together');
console.log('S = ' + hexOf(pointBytes(S)));

// Disclosures by payee and payer.
for (const [party, name] of ['payee', 'payer'].entries()) {
  const wire = value('disclosure.' + name);
  must(wire.length === 101 && wire[0] === 1 && wire[1] === party && hexOf(wire.slice(3, 5)) === input.member, 'form of a disclosure');
  must(hexOf(wire.slice(5, 37)) === hexOf(pointBytes(S)), 'the point of a disclosure');
  const contextOfProof = join(where, [party, wire[2]], value('challenge'));
  must(contextOfProof.length === 100, 'context of a disclosure');
  must(party === 0 ? holds(wire.slice(37), gView, V, E, S, contextOfProof) : holds(wire.slice(37), gView, E, V, S, contextOfProof), 'the proof of a disclosure');
  console.log(`disclosure.${name} = holds`);
}

// The same key, dealt here.
const random = () => mod(fromLittleEndian(randomBytes(64)), rJ);
const polynomial = [vk, ...Array.from({ length: m - 1 }, random)];
const dealt = join(...polynomial.map(a => pointBytes(multiple(gView, a)))), nonce = random();
const c2 = challenge('ZToken_KnowsLog_', join(dealt, context), [gView, V, multiple(gView, nonce)]);
const at = i => polynomial.reduce((sum, a, k) => mod(sum + a * BigInt(i) ** BigInt(k), rJ), 0n);
console.log('dealt.commitments = ' + hexOf(dealt));
console.log('dealt.shares = ' + hexOf(join(...keepers.map((k, i) => seal('ZToken_ShareSeal', multiple(gView, k), littleEndian(at(i + 1), 32), join(context, dealt, [i + 1]))))));
console.log('dealt.proof = ' + hexOf(join(littleEndian(c2, 32), littleEndian(mod(nonce + c2 * vk, rJ), 32))));
