// Draws public/augmentation.svg: a picture, and what random layers make of it.
//
//   node scripts/draw-augmentation.mjs
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import * as myelin from 'myelin';

const SIZE = 44;
const DRAWS = 6;
const GAP = 3;
const LABEL = 20;
const MARGIN = 16;

const layers = [
  new myelin.RandomFlip({ mode: 'horizontal' }),
  new myelin.RandomRotation({ factor: 0.12, fillMode: 'nearest' }),
  new myelin.RandomTranslation({ heightFactor: 0.25, widthFactor: 0.25, fillMode: 'nearest' }),
  new myelin.RandomZoom({ heightFactor: 0.4, fillMode: 'nearest' }),
  new myelin.RandomShear({ xFactor: 0.5, fillMode: 'nearest' }),
  new myelin.RandomPerspective({ scale: 0.7 }),
  new myelin.RandomElasticTransform({ scale: 0.9 }),
  new myelin.RandomBrightness({ factor: 0.4 }),
  new myelin.RandomContrast({ factor: [0.8, 0.9] }),
  new myelin.RandomSaturation({ factor: [0.1, 0.85] }),
  new myelin.RandomHue({ factor: 0.7 }),
  new myelin.RandomPosterization({ factor: [1, 4] }),
  new myelin.RandomGaussianBlur({ factor: [1, 1], kernelSize: 7, sigma: [0.5, 1] }),
  new myelin.RandomErasing({ factor: [1, 1], scale: [0.05, 0.2] }),
  new myelin.RandAugment({ factor: 0.6 }),
  new myelin.AugMix({ factor: 0.6 }),
];

/** Color of a point of the picture, which is 44 by 44. */
function colorAt(x, y) {
  if (Math.hypot(x - 35, y - 9) < 5) return [255, 205, 60]; // sun
  if (y >= 34) return [96, 160, 84]; // grass
  if (x >= 18 && x < 24 && y >= 26 && y < 34) return [110, 66, 40]; // door
  if (x >= 9 && x < 15 && y >= 23 && y < 29) return [250, 240, 190]; // window
  if (x >= 6 && x < 28 && y >= 20) return [214, 178, 132]; // wall
  if (y >= 9 && y < 20 && Math.abs(x - 16.5) < (y - 7) * 1.1) return [190, 66, 56]; // roof
  return [150, 200, 238]; // sky
}

const picture = Array.from({ length: SIZE }, (_, y) =>
  Array.from({ length: SIZE }, (_, x) => colorAt(x, y)),
);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of images side by side. */
function strip(images) {
  const width = images.length * (SIZE + GAP) - GAP;
  const rows = Buffer.alloc(SIZE * (1 + 4 * width));
  for (const [n, image] of images.entries()) {
    for (const [y, line] of image.entries()) {
      for (const [x, color] of line.entries()) {
        const at = y * (1 + 4 * width) + 1 + 4 * (n * (SIZE + GAP) + x);
        for (const [i, value] of color.entries()) {
          rows[at + i] = Math.max(0, Math.min(255, Math.round(value)));
        }
        rows[at + 3] = 255;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

await myelin.useBackend('cpu');
myelin.setRandomSeed(12);

const width = DRAWS * (SIZE + GAP) - GAP;
const cells = [
  { name: 'the picture', images: [picture] },
  ...layers.map((layer) => {
    const draw = () => layer.apply([picture], { training: true }).arraySync()[0];
    return { name: layer.className, images: Array.from({ length: DRAWS }, draw) };
  }),
];
const height = SIZE + LABEL + 10;
const drawn = cells.map(({ name, images }, i) => {
  const place = i === 0 ? 0 : i + 1; // the picture has a row of its own
  const x = MARGIN + (place % 2) * (width + 32);
  const y = MARGIN + Math.floor(place / 2) * height;
  const data = strip(images).toString('base64');
  const wide = images.length * (SIZE + GAP) - GAP;
  return (
    `<text x="${x}" y="${y + 14}">${name}</text>\n` +
    `<image x="${x}" y="${y + LABEL}" width="${wide}" height="${SIZE}" href="data:image/png;base64,${data}"/>`
  );
});
const [w, h] = [
  2 * width + 32 + 2 * MARGIN,
  (1 + Math.ceil(layers.length / 2)) * height + 2 * MARGIN - 10,
];
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" role="img" aria-label="A picture and what random layers make of it">
<style>text { font: 11.5px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #3b3560; }</style>
<rect width="${w}" height="${h}" rx="12" fill="#f7f5ff"/>
${drawn.join('\n')}
</svg>
`;
writeFileSync(new URL('../public/augmentation.svg', import.meta.url), svg);
