import { expect, test } from 'vitest';
import { crossedBucket } from './crossed-bucket.ts';
import { farmHash64 } from './farm-hash64.ts';
import { hashBucket } from './hash-bucket.ts';
import { sipHash64 } from './sip-hash64.ts';

const encoder = new TextEncoder();

/** `length` characters that differ from one length to the next. */
const text = (length: number): string =>
  Array.from({ length }, (_, i) =>
    String.fromCharCode(33 + ((i * 7 + length * 13 + ((i * i) % 11)) % 90)),
  ).join('');

/** What TensorFlow 2.21 gives for `2^63 - 1` buckets: length, FarmHash64, SipHash64 with the key [133, 137]. */
const recorded: readonly (readonly [number, bigint, bigint])[] = [
  [0, 1936946117179621456n, 4928313950774450900n],
  [1, 6607240050319604008n, 564920125275860838n],
  [2, 3022904627713479452n, 1309650877824850583n],
  [3, 3774053676227379598n, 270947868437714661n],
  [4, 1835326901898621743n, 5558718770921081100n],
  [5, 4958902787197785076n, 820680317212265032n],
  [7, 452148850581253802n, 8002253437706756883n],
  [8, 9077686132122917750n, 4754005379513423156n],
  [9, 6236182045211879738n, 4739556009075802492n],
  [12, 6641750264740791120n, 2932164094783792851n],
  [15, 9183090353660848007n, 3817502743311933132n],
  [16, 7563684159727954602n, 4773741923213396821n],
  [17, 4292730727718197122n, 1616864951476236131n],
  [24, 6237638708743952217n, 1017493416547516304n],
  [31, 101518395246579834n, 336132621051703514n],
  [32, 649742317430049899n, 1880664032326490342n],
  [33, 1613196319627594000n, 9029263906669100916n],
  [40, 6998830652255488399n, 2741802431933922472n],
  [48, 5735708535231053761n, 430030221805693164n],
  [63, 255221589021388809n, 7013349171891043968n],
  [64, 8412365544017854439n, 8122951495839830997n],
  [65, 1849952564782604324n, 3843681671615353379n],
  [80, 5907649984676845513n, 950984572354881202n],
  [96, 8001494630157258724n, 1473151701153547230n],
  [127, 4843898074652570607n, 3769485069025544581n],
  [128, 5168918352951225109n, 370043512143314026n],
  [129, 3596049265114989075n, 6732642304751838719n],
  [191, 6028792485032666828n, 5438312726484512465n],
  [192, 100738151001097495n, 2911440663728209811n],
  [193, 7547144773660471553n, 3256864719608024378n],
  [200, 3042556725851577197n, 7603567542738415674n],
  [256, 1222911623960978366n, 1428691746295427342n],
  [300, 8251288435492105115n, 3745375919460013207n],
];

const BUCKETS = 2n ** 63n - 1n;

test.each(recorded)('hashes %i bytes as TensorFlow does', (length, farm, sip) => {
  const bytes = encoder.encode(text(length));
  expect(farmHash64(bytes) % BUCKETS).toBe(farm);
  expect(sipHash64(bytes, [133, 137]) % BUCKETS).toBe(sip);
});

test('hashes UTF-8, wherever the bytes lie', () => {
  expect(farmHash64(encoder.encode('한글')) % BUCKETS).toBe(7750759140323084550n);
  const shifted = encoder.encode('xa longer string with 한글').subarray(1);
  expect(farmHash64(shifted) % BUCKETS).toBe(4382615292112253299n);
});

test('agrees with the test vector of SipHash', () => {
  // Key and message of appendix A of the paper: bytes 0 to 15, and 0 to 14.
  const message = Uint8Array.from({ length: 15 }, (_, i) => i);
  const view = new DataView(Uint8Array.from({ length: 16 }, (_, i) => i).buffer);
  const key = [view.getBigInt64(0, true), view.getBigInt64(8, true)];
  expect(sipHash64(message, key as never)).toBe(0xa129ca6149be45e5n);
});

test('chooses a bucket', () => {
  expect(['A', 'B', 'C', 'D', 'E'].map((letter) => hashBucket(letter, 3, null))).toEqual([
    1, 0, 1, 1, 2,
  ]);
  expect(['A', 'B', 'C', 'D', 'E'].map((letter) => hashBucket(letter, 3, [133, 137]))).toEqual([
    1, 2, 1, 0, 2,
  ]);
});

test('crosses values as TensorFlow does', () => {
  const pairs = [
    ['A', 101],
    ['B', 102],
    ['A', 'x'],
    ['B', 'y'],
    [1, 3],
    [-2, 4],
  ] as const;
  expect(pairs.map((pair) => crossedBucket(pair, 100))).toEqual([91, 76, 10, 8, 51, 61]);
  expect(crossedBucket([1, 'q', 4], 100)).toBe(72);
});
