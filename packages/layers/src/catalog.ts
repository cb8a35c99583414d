import type { LayerClass } from '@myelin/core';
import { Activation } from './activation/activation.ts';
import { ELU } from './activation/elu.ts';
import { LeakyReLU } from './activation/leaky-relu.ts';
import { PReLU } from './activation/prelu.ts';
import { ReLU } from './activation/relu.ts';
import { Softmax } from './activation/softmax.ts';
import { AdditiveAttention } from './attention/additive-attention.ts';
import { Attention } from './attention/attention.ts';
import { GroupQueryAttention } from './attention/group-query-attention.ts';
import { MultiHeadAttention } from './attention/multi-head-attention.ts';
import { AugMix } from './augmentation/aug-mix.ts';
import { CutMix } from './augmentation/cut-mix.ts';
import { MaxNumBoundingBoxes } from './augmentation/max-num-bounding-boxes.ts';
import { MixUp } from './augmentation/mix-up.ts';
import { RandAugment } from './augmentation/rand-augment.ts';
import { RandomBrightness } from './augmentation/random-brightness.ts';
import { RandomColorDegeneration } from './augmentation/random-color-degeneration.ts';
import { RandomColorJitter } from './augmentation/random-color-jitter.ts';
import { RandomContrast } from './augmentation/random-contrast.ts';
import { RandomCrop } from './augmentation/random-crop.ts';
import { RandomElasticTransform } from './augmentation/random-elastic-transform.ts';
import { RandomErasing } from './augmentation/random-erasing.ts';
import { RandomFlip } from './augmentation/random-flip.ts';
import { RandomGaussianBlur } from './augmentation/random-gaussian-blur.ts';
import { RandomGrayscale } from './augmentation/random-grayscale.ts';
import { RandomHue } from './augmentation/random-hue.ts';
import { RandomInvert } from './augmentation/random-invert.ts';
import { RandomPerspective } from './augmentation/random-perspective.ts';
import { RandomPosterization } from './augmentation/random-posterization.ts';
import { RandomRotation } from './augmentation/random-rotation.ts';
import { RandomSaturation } from './augmentation/random-saturation.ts';
import { RandomSharpness } from './augmentation/random-sharpness.ts';
import { RandomShear } from './augmentation/random-shear.ts';
import { RandomTranslation } from './augmentation/random-translation.ts';
import { RandomZoom } from './augmentation/random-zoom.ts';
import { Solarization } from './augmentation/solarization.ts';
import { Conv1D } from './convolution/conv1d.ts';
import { Conv1DTranspose } from './convolution/conv1d-transpose.ts';
import { Conv2D } from './convolution/conv2d.ts';
import { Conv2DTranspose } from './convolution/conv2d-transpose.ts';
import { Conv3D } from './convolution/conv3d.ts';
import { Conv3DTranspose } from './convolution/conv3d-transpose.ts';
import { DepthwiseConv1D } from './convolution/depthwise-conv1d.ts';
import { DepthwiseConv2D } from './convolution/depthwise-conv2d.ts';
import { SeparableConv1D } from './convolution/separable-conv1d.ts';
import { SeparableConv2D } from './convolution/separable-conv2d.ts';
import { Dense } from './core/dense.ts';
import { EinsumDense } from './core/einsum-dense.ts';
import { Embedding } from './core/embedding.ts';
import { Identity } from './core/identity.ts';
import { Lambda } from './core/lambda.ts';
import { Masking } from './core/masking.ts';
import { Pipeline } from './core/pipeline.ts';
import { ReversibleEmbedding } from './core/reversible-embedding.ts';
import { Add } from './merging/add.ts';
import { Average } from './merging/average.ts';
import { Concatenate } from './merging/concatenate.ts';
import { Dot } from './merging/dot.ts';
import { Maximum } from './merging/maximum.ts';
import { Minimum } from './merging/minimum.ts';
import { Multiply } from './merging/multiply.ts';
import { Subtract } from './merging/subtract.ts';
import { BatchNormalization } from './normalization/batch-normalization.ts';
import { GroupNormalization } from './normalization/group-normalization.ts';
import { LayerNormalization } from './normalization/layer-normalization.ts';
import { RMSNormalization } from './normalization/rms-normalization.ts';
import { SpectralNormalization } from './normalization/spectral-normalization.ts';
import { UnitNormalization } from './normalization/unit-normalization.ts';
import { AdaptiveAveragePooling1D } from './pooling/adaptive-average-pooling1d.ts';
import { AdaptiveAveragePooling2D } from './pooling/adaptive-average-pooling2d.ts';
import { AdaptiveAveragePooling3D } from './pooling/adaptive-average-pooling3d.ts';
import { AdaptiveMaxPooling1D } from './pooling/adaptive-max-pooling1d.ts';
import { AdaptiveMaxPooling2D } from './pooling/adaptive-max-pooling2d.ts';
import { AdaptiveMaxPooling3D } from './pooling/adaptive-max-pooling3d.ts';
import { AveragePooling1D } from './pooling/average-pooling1d.ts';
import { AveragePooling2D } from './pooling/average-pooling2d.ts';
import { AveragePooling3D } from './pooling/average-pooling3d.ts';
import { GlobalAveragePooling1D } from './pooling/global-average-pooling1d.ts';
import { GlobalAveragePooling2D } from './pooling/global-average-pooling2d.ts';
import { GlobalAveragePooling3D } from './pooling/global-average-pooling3d.ts';
import { GlobalMaxPooling1D } from './pooling/global-max-pooling1d.ts';
import { GlobalMaxPooling2D } from './pooling/global-max-pooling2d.ts';
import { GlobalMaxPooling3D } from './pooling/global-max-pooling3d.ts';
import { MaxPooling1D } from './pooling/max-pooling1d.ts';
import { MaxPooling2D } from './pooling/max-pooling2d.ts';
import { MaxPooling3D } from './pooling/max-pooling3d.ts';
import { MelSpectrogram } from './preprocessing/audio/mel-spectrogram.ts';
import { STFTSpectrogram } from './preprocessing/audio/stft-spectrogram.ts';
import { FeatureSpace } from './preprocessing/feature-space/feature-space.ts';
import { AutoContrast } from './preprocessing/image/auto-contrast.ts';
import { CenterCrop } from './preprocessing/image/center-crop.ts';
import { ContrastLimitedAdaptiveHistogramEqualization } from './preprocessing/image/contrast-limited-adaptive-histogram-equalization.ts';
import { Equalization } from './preprocessing/image/equalization.ts';
import { Resizing } from './preprocessing/image/resizing.ts';
import { CategoryEncoding } from './preprocessing/tabular/category-encoding.ts';
import { Discretization } from './preprocessing/tabular/discretization.ts';
import { HashedCrossing } from './preprocessing/tabular/hashed-crossing.ts';
import { Hashing } from './preprocessing/tabular/hashing.ts';
import { IntegerLookup } from './preprocessing/tabular/integer-lookup.ts';
import { Normalization } from './preprocessing/tabular/normalization.ts';
import { Rescaling } from './preprocessing/tabular/rescaling.ts';
import { StringLookup } from './preprocessing/text/string-lookup.ts';
import { TextVectorization } from './preprocessing/text/text-vectorization.ts';
import { Bidirectional } from './recurrent/bidirectional.ts';
import { ConvLSTM1D } from './recurrent/conv-lstm1d.ts';
import { ConvLSTM2D } from './recurrent/conv-lstm2d.ts';
import { ConvLSTM3D } from './recurrent/conv-lstm3d.ts';
import { GRU } from './recurrent/gru.ts';
import { GRUCell } from './recurrent/gru-cell.ts';
import { LSTM } from './recurrent/lstm.ts';
import { LSTMCell } from './recurrent/lstm-cell.ts';
import { RNN } from './recurrent/rnn.ts';
import { SimpleRNN } from './recurrent/simple-rnn.ts';
import { SimpleRNNCell } from './recurrent/simple-rnn-cell.ts';
import { StackedRNNCells } from './recurrent/stacked-rnn-cells.ts';
import { TimeDistributed } from './recurrent/time-distributed.ts';
import { ActivityRegularization } from './regularization/activity-regularization.ts';
import { AlphaDropout } from './regularization/alpha-dropout.ts';
import { Dropout } from './regularization/dropout.ts';
import { GaussianDropout } from './regularization/gaussian-dropout.ts';
import { GaussianNoise } from './regularization/gaussian-noise.ts';
import { SpatialDropout1D } from './regularization/spatial-dropout1d.ts';
import { SpatialDropout2D } from './regularization/spatial-dropout2d.ts';
import { SpatialDropout3D } from './regularization/spatial-dropout3d.ts';
import { Cropping1D } from './reshaping/cropping1d.ts';
import { Cropping2D } from './reshaping/cropping2d.ts';
import { Cropping3D } from './reshaping/cropping3d.ts';
import { Flatten } from './reshaping/flatten.ts';
import { Permute } from './reshaping/permute.ts';
import { RepeatVector } from './reshaping/repeat-vector.ts';
import { Reshape } from './reshaping/reshape.ts';
import { UpSampling1D } from './reshaping/up-sampling1d.ts';
import { UpSampling2D } from './reshaping/up-sampling2d.ts';
import { UpSampling3D } from './reshaping/up-sampling3d.ts';
import { ZeroPadding1D } from './reshaping/zero-padding1d.ts';
import { ZeroPadding2D } from './reshaping/zero-padding2d.ts';
import { ZeroPadding3D } from './reshaping/zero-padding3d.ts';

/** Every layer of this package, by Keras's class name. */
export const layers = {
  Activation,
  ActivityRegularization,
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
  Add,
  AdditiveAttention,
  AlphaDropout,
  Attention,
  AugMix,
  AutoContrast,
  Average,
  AveragePooling1D,
  AveragePooling2D,
  AveragePooling3D,
  BatchNormalization,
  Bidirectional,
  CategoryEncoding,
  CenterCrop,
  Concatenate,
  ContrastLimitedAdaptiveHistogramEqualization,
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Conv3D,
  Conv3DTranspose,
  ConvLSTM1D,
  ConvLSTM2D,
  ConvLSTM3D,
  Cropping1D,
  Cropping2D,
  Cropping3D,
  CutMix,
  Dense,
  DepthwiseConv1D,
  DepthwiseConv2D,
  Discretization,
  Dot,
  Dropout,
  EinsumDense,
  ELU,
  Embedding,
  Equalization,
  FeatureSpace,
  Flatten,
  GaussianDropout,
  GaussianNoise,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
  GroupNormalization,
  GroupQueryAttention,
  GRU,
  GRUCell,
  HashedCrossing,
  Hashing,
  Identity,
  IntegerLookup,
  Lambda,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  LSTMCell,
  Masking,
  MaxNumBoundingBoxes,
  Maximum,
  MaxPooling1D,
  MaxPooling2D,
  MaxPooling3D,
  MelSpectrogram,
  Minimum,
  MixUp,
  MultiHeadAttention,
  Multiply,
  Normalization,
  Permute,
  PReLU,
  Pipeline,
  RandAugment,
  RandomBrightness,
  RandomColorDegeneration,
  RandomColorJitter,
  RandomContrast,
  RandomCrop,
  RandomElasticTransform,
  RandomErasing,
  RandomFlip,
  RandomGaussianBlur,
  RandomGrayscale,
  RandomHue,
  RandomInvert,
  RandomPerspective,
  RandomPosterization,
  RandomRotation,
  RandomSaturation,
  RandomSharpness,
  RandomShear,
  RandomTranslation,
  RandomZoom,
  ReLU,
  RepeatVector,
  Rescaling,
  Reshape,
  Resizing,
  ReversibleEmbedding,
  RMSNormalization,
  RNN,
  SeparableConv1D,
  SeparableConv2D,
  SimpleRNN,
  SimpleRNNCell,
  Softmax,
  Solarization,
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
  SpectralNormalization,
  StackedRNNCells,
  STFTSpectrogram,
  StringLookup,
  Subtract,
  TextVectorization,
  TimeDistributed,
  UnitNormalization,
  UpSampling1D,
  UpSampling2D,
  UpSampling3D,
  ZeroPadding1D,
  ZeroPadding2D,
  ZeroPadding3D,
} as const satisfies Readonly<Record<string, LayerClass>>;

/** Keras's name of a layer of this package. */
export type LayerName = keyof typeof layers;
