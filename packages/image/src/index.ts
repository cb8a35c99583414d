/**
 * Pictures: affine warps as OpenCV has them, PNG and JPEG, altered copies, folders of images.
 *
 * @packageDocumentation
 */

export type { Alteration } from './augmentation/alteration.ts';
export type { AugmentedImages } from './augmentation/augment-images.ts';
export { augmentImages } from './augmentation/augment-images.ts';
export type { AugmentImagesOptions } from './augmentation/augment-options.ts';
export type { TransformImagesOptions } from './augmentation/transform-images.ts';
export { transformImages } from './augmentation/transform-images.ts';
export { decodeImage } from './codecs/decode-image.ts';
export type { DecodeImageOptions } from './codecs/decode-options.ts';
export type { EncodeJpegOptions } from './codecs/jpeg/encode-jpeg.ts';
export { encodeJpeg } from './codecs/jpeg/encode-jpeg.ts';
export { encodePng } from './codecs/png/encode-png.ts';
export type { ReadableImage } from './files/image-bytes.ts';
export type { ReadImageOptions } from './files/read-image.ts';
export { readImage } from './files/read-image.ts';
export { writeImage } from './files/write-image.ts';
export type { ImageFolderOptions } from './folders/image-folder-options.ts';
export type {
  ImageFile,
  ImageFolder,
  ListImageFolderOptions,
} from './folders/list-image-folder.ts';
export { listImageFolder } from './folders/list-image-folder.ts';
export type { ImageExample, ImageFolderReader } from './folders/read-image-folder.ts';
export { readImageFolder } from './folders/read-image-folder.ts';
export type { AffineMatrix, AffineRow } from './geometry/affine-matrix.ts';
export type { ThreePoints } from './geometry/get-affine-transform.ts';
export { getAffineTransform } from './geometry/get-affine-transform.ts';
export { getRotationMatrix2D } from './geometry/get-rotation-matrix-2d.ts';
export { invertAffineTransform } from './geometry/invert-affine-transform.ts';
export type { ResizeImageInterpolation, ResizeImageOptions } from './geometry/resize-image.ts';
export { resizeImage } from './geometry/resize-image.ts';
export { rotateImage } from './geometry/rotate-image.ts';
export { translateImage } from './geometry/translate-image.ts';
export { warpAffine } from './geometry/warp-affine.ts';
export type { WarpOptions } from './geometry/warp-options.ts';
export type { BorderMode } from './image/border-mode.ts';
export type { ColorMode } from './pixels/color-mode.ts';
export type { CropImageOptions } from './pixels/crop-image.ts';
export { cropImage } from './pixels/crop-image.ts';
export type { FlipDirection } from './pixels/flip-image.ts';
export { flipImage } from './pixels/flip-image.ts';
export { invertImage } from './pixels/invert-image.ts';
export type { PadImageOptions } from './pixels/pad-image.ts';
export { padImage } from './pixels/pad-image.ts';
export { rotateImage90 } from './pixels/rotate-image-90.ts';
export { toGrayscale } from './pixels/to-grayscale.ts';
