/** Models that take things as they are: texts in one, images from a camera in another. The preprocessing is inside. */

import { readFlags } from '@myelin/example-terminal';
import { setRandomSeed, useBackend } from 'myelin';
import { readImages } from './images.ts';
import { readTexts } from './texts.ts';

const { epochs } = readFlags({ epochs: 30 });
await useBackend();
setRandomSeed(100);
await readTexts(epochs);
setRandomSeed(100);
await readImages(epochs);
