import { ArgumentError } from '@myelin/core';
import { damaged, unreadable } from '../image-source.ts';
import type { JpegCodec } from './jpeg-codec.ts';
import { MozjpegMachine } from './mozjpeg-machine.ts';

const decoder = new MozjpegMachine('dec');
const encoder = new MozjpegMachine('enc');

/** What libjpeg says of files whose pixels are whole: strangers at the very end, and versions that do not matter. */
const harmless = /extraneous bytes before marker 0xd9|unknown JFIF revision/;

/** What is said if its memory is full, by WebAssembly or by libjpeg. */
const outOfMemory = /^Aborted|Insufficient memory/;

/** What MozJPEG is told, which is to write the tables and the kind of file that libjpeg writes by default. */
const defaults = {
  arithmetic: false,
  auto_subsample: false,
  baseline: true,
  chroma_quality: 75,
  optimize_coding: true,
  progressive: false,
  quant_table: 0,
  separate_chroma_quality: false,
  smoothing: 0,
  trellis_loops: 1,
  trellis_multipass: false,
  trellis_opt_table: false,
  trellis_opt_zero: false,
};

/** MozJPEG as WebAssembly: the pixels of libjpeg-turbo. */
export const nodeJpeg: JpegCodec = {
  async decode(bytes, _obeyed, source) {
    const { result, said, cause } = await decoder.run(source.where, (machine) =>
      machine.decode(bytes, false),
    );
    // It goes on with gray where pixels are missing; a picture that is half gray would be learned.
    const complaint = said.find((line) => !harmless.test(line));
    if (result && complaint === undefined) return result;
    if (complaint !== undefined && outOfMemory.test(complaint)) {
      throw unreadable(source, 'it needs more than 2 GB to decode', 'make it smaller');
    }
    throw damaged(source, complaint ?? 'it cannot be decoded', cause);
  },

  async encode(where, { data, width, height }, { quality, halveColors, isGray }) {
    const { result, said, cause } = await encoder.run(where, (machine) =>
      machine.encode(data, width, height, {
        ...defaults,
        quality,
        color_space: isGray ? 1 : 3,
        chroma_subsample: halveColors ? 2 : 1,
      }),
    );
    if (result) return result;
    throw new ArgumentError({
      where,
      problem: `a JPEG of ${height} rows and ${width} columns cannot be written: ${said.at(-1) ?? 'the encoder stopped'}`,
      fix: 'make the image smaller with resizeImage, or use encodePng',
      cause,
    });
  },
};
