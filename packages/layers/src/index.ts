export type { ActivationOptions } from './activation/activation.ts';
export { Activation } from './activation/activation.ts';
export type { ELUOptions } from './activation/elu.ts';
export { ELU } from './activation/elu.ts';
export type { LeakyReLUOptions } from './activation/leaky-relu.ts';
export { LeakyReLU } from './activation/leaky-relu.ts';
export type { PReLUOptions } from './activation/prelu.ts';
export { PReLU } from './activation/prelu.ts';
export type { ReLUOptions } from './activation/relu.ts';
export { ReLU } from './activation/relu.ts';
export type { SoftmaxOptions } from './activation/softmax.ts';
export { Softmax } from './activation/softmax.ts';
export type { AdditiveAttentionOptions } from './attention/additive-attention.ts';
export { AdditiveAttention } from './attention/additive-attention.ts';
export type { AttentionOptions } from './attention/attention.ts';
export { Attention } from './attention/attention.ts';
export type { AttentionCall, AttentionResult } from './attention/attention-layer.ts';
export type { GroupQueryAttentionOptions } from './attention/group-query-attention.ts';
export { GroupQueryAttention } from './attention/group-query-attention.ts';
export type { MultiHeadAttentionOptions } from './attention/multi-head-attention.ts';
export { MultiHeadAttention } from './attention/multi-head-attention.ts';
export type { ProjectedAttentionCall } from './attention/projected-attention-options.ts';
export type {
  AnnotatedArrays,
  AnnotatedImages,
  ImagesOrAnnotated,
} from './augmentation/annotated-images.ts';
export type { AugMixOptions } from './augmentation/aug-mix.ts';
export { AugMix } from './augmentation/aug-mix.ts';
export type { BoundingBoxes, BoundingBoxFormat } from './augmentation/bounding-boxes.ts';
export type { CutMixOptions } from './augmentation/cut-mix.ts';
export { CutMix } from './augmentation/cut-mix.ts';
export type { FactorLike, FactorRange } from './augmentation/factor-range.ts';
export type { MaxNumBoundingBoxesOptions } from './augmentation/max-num-bounding-boxes.ts';
export { MaxNumBoundingBoxes } from './augmentation/max-num-bounding-boxes.ts';
export type { MixUpOptions } from './augmentation/mix-up.ts';
export { MixUp } from './augmentation/mix-up.ts';
export type { RandAugmentOptions } from './augmentation/rand-augment.ts';
export { RandAugment } from './augmentation/rand-augment.ts';
export type { RandomBrightnessOptions } from './augmentation/random-brightness.ts';
export { RandomBrightness } from './augmentation/random-brightness.ts';
export type { RandomColorDegenerationOptions } from './augmentation/random-color-degeneration.ts';
export { RandomColorDegeneration } from './augmentation/random-color-degeneration.ts';
export type { RandomColorJitterOptions } from './augmentation/random-color-jitter.ts';
export { RandomColorJitter } from './augmentation/random-color-jitter.ts';
export type { RandomContrastOptions } from './augmentation/random-contrast.ts';
export { RandomContrast } from './augmentation/random-contrast.ts';
export type { RandomCropOptions } from './augmentation/random-crop.ts';
export { RandomCrop } from './augmentation/random-crop.ts';
export type { RandomElasticTransformOptions } from './augmentation/random-elastic-transform.ts';
export { RandomElasticTransform } from './augmentation/random-elastic-transform.ts';
export type { FillValue, RandomErasingOptions } from './augmentation/random-erasing.ts';
export { RandomErasing } from './augmentation/random-erasing.ts';
export type { FlipMode, RandomFlipOptions } from './augmentation/random-flip.ts';
export { RandomFlip } from './augmentation/random-flip.ts';
export type { RandomGaussianBlurOptions } from './augmentation/random-gaussian-blur.ts';
export { RandomGaussianBlur } from './augmentation/random-gaussian-blur.ts';
export type { RandomGrayscaleOptions } from './augmentation/random-grayscale.ts';
export { RandomGrayscale } from './augmentation/random-grayscale.ts';
export type { RandomHueOptions } from './augmentation/random-hue.ts';
export { RandomHue } from './augmentation/random-hue.ts';
export type { RandomInvertOptions } from './augmentation/random-invert.ts';
export { RandomInvert } from './augmentation/random-invert.ts';
export type { RandomPerspectiveOptions } from './augmentation/random-perspective.ts';
export { RandomPerspective } from './augmentation/random-perspective.ts';
export type { RandomPosterizationOptions } from './augmentation/random-posterization.ts';
export { RandomPosterization } from './augmentation/random-posterization.ts';
export type { RandomRotationOptions } from './augmentation/random-rotation.ts';
export { RandomRotation } from './augmentation/random-rotation.ts';
export type { RandomSaturationOptions } from './augmentation/random-saturation.ts';
export { RandomSaturation } from './augmentation/random-saturation.ts';
export type { RandomSharpnessOptions } from './augmentation/random-sharpness.ts';
export { RandomSharpness } from './augmentation/random-sharpness.ts';
export type { RandomShearOptions } from './augmentation/random-shear.ts';
export { RandomShear } from './augmentation/random-shear.ts';
export type { RandomTranslationOptions } from './augmentation/random-translation.ts';
export { RandomTranslation } from './augmentation/random-translation.ts';
export type { RandomZoomOptions } from './augmentation/random-zoom.ts';
export { RandomZoom } from './augmentation/random-zoom.ts';
export type { SolarizationOptions } from './augmentation/solarization.ts';
export { Solarization } from './augmentation/solarization.ts';
export type { ValueRange } from './augmentation/value-range.ts';
export type { LayerName } from './catalog.ts';
export { layers } from './catalog.ts';
export type { Conv1DOptions } from './convolution/conv1d.ts';
export { Conv1D, Convolution1D } from './convolution/conv1d.ts';
export type { Conv1DTransposeOptions } from './convolution/conv1d-transpose.ts';
export { Conv1DTranspose, Convolution1DTranspose } from './convolution/conv1d-transpose.ts';
export type { Conv2DOptions } from './convolution/conv2d.ts';
export { Conv2D, Convolution2D } from './convolution/conv2d.ts';
export type { Conv2DTransposeOptions } from './convolution/conv2d-transpose.ts';
export { Conv2DTranspose, Convolution2DTranspose } from './convolution/conv2d-transpose.ts';
export type { Conv3DOptions } from './convolution/conv3d.ts';
export { Conv3D, Convolution3D } from './convolution/conv3d.ts';
export type { Conv3DTransposeOptions } from './convolution/conv3d-transpose.ts';
export { Conv3DTranspose, Convolution3DTranspose } from './convolution/conv3d-transpose.ts';
export type { DepthwiseConv1DOptions } from './convolution/depthwise-conv1d.ts';
export { DepthwiseConv1D } from './convolution/depthwise-conv1d.ts';
export type { DepthwiseConv2DOptions } from './convolution/depthwise-conv2d.ts';
export { DepthwiseConv2D } from './convolution/depthwise-conv2d.ts';
export type { SeparableConv1DOptions } from './convolution/separable-conv1d.ts';
export { SeparableConv1D, SeparableConvolution1D } from './convolution/separable-conv1d.ts';
export type { SeparableConv2DOptions } from './convolution/separable-conv2d.ts';
export { SeparableConv2D, SeparableConvolution2D } from './convolution/separable-conv2d.ts';
export type { DenseOptions } from './core/dense.ts';
export { Dense } from './core/dense.ts';
export type { EinsumDenseOptions } from './core/einsum-dense.ts';
export { EinsumDense } from './core/einsum-dense.ts';
export type { EmbeddingOptions } from './core/embedding.ts';
export { Embedding } from './core/embedding.ts';
export { Identity } from './core/identity.ts';
export type { LambdaContext, LambdaOptions } from './core/lambda.ts';
export { Lambda } from './core/lambda.ts';
export type { MaskingOptions } from './core/masking.ts';
export { Masking } from './core/masking.ts';
export type { PipelineOptions } from './core/pipeline.ts';
export { Pipeline } from './core/pipeline.ts';
export type {
  ReversibleEmbeddingCall,
  ReversibleEmbeddingOptions,
} from './core/reversible-embedding.ts';
export { ReversibleEmbedding } from './core/reversible-embedding.ts';
export type { WrapperOptions } from './core/wrapper.ts';
export { Wrapper } from './core/wrapper.ts';
export { Add } from './merging/add.ts';
export { Average } from './merging/average.ts';
export type { ConcatenateOptions } from './merging/concatenate.ts';
export { Concatenate } from './merging/concatenate.ts';
export type { DotOptions } from './merging/dot.ts';
export { Dot } from './merging/dot.ts';
export { Maximum } from './merging/maximum.ts';
export type { Merge } from './merging/merge.ts';
export * as merge from './merging/merge.ts';
export { Minimum } from './merging/minimum.ts';
export { Multiply } from './merging/multiply.ts';
export { Subtract } from './merging/subtract.ts';
export type { BatchNormalizationOptions } from './normalization/batch-normalization.ts';
export { BatchNormalization } from './normalization/batch-normalization.ts';
export type { RenormClipping } from './normalization/batch-renorm.ts';
export type { GroupNormalizationOptions } from './normalization/group-normalization.ts';
export { GroupNormalization } from './normalization/group-normalization.ts';
export type { LayerNormalizationOptions } from './normalization/layer-normalization.ts';
export { LayerNormalization } from './normalization/layer-normalization.ts';
export type { RMSNormalizationOptions } from './normalization/rms-normalization.ts';
export { RMSNormalization } from './normalization/rms-normalization.ts';
export type { SpectralNormalizationOptions } from './normalization/spectral-normalization.ts';
export { SpectralNormalization } from './normalization/spectral-normalization.ts';
export type { UnitNormalizationOptions } from './normalization/unit-normalization.ts';
export { UnitNormalization } from './normalization/unit-normalization.ts';
export type { AdaptiveAveragePooling1DOptions } from './pooling/adaptive-average-pooling1d.ts';
export { AdaptiveAveragePooling1D } from './pooling/adaptive-average-pooling1d.ts';
export type { AdaptiveAveragePooling2DOptions } from './pooling/adaptive-average-pooling2d.ts';
export { AdaptiveAveragePooling2D } from './pooling/adaptive-average-pooling2d.ts';
export type { AdaptiveAveragePooling3DOptions } from './pooling/adaptive-average-pooling3d.ts';
export { AdaptiveAveragePooling3D } from './pooling/adaptive-average-pooling3d.ts';
export type { AdaptiveMaxPooling1DOptions } from './pooling/adaptive-max-pooling1d.ts';
export { AdaptiveMaxPooling1D } from './pooling/adaptive-max-pooling1d.ts';
export type { AdaptiveMaxPooling2DOptions } from './pooling/adaptive-max-pooling2d.ts';
export { AdaptiveMaxPooling2D } from './pooling/adaptive-max-pooling2d.ts';
export type { AdaptiveMaxPooling3DOptions } from './pooling/adaptive-max-pooling3d.ts';
export { AdaptiveMaxPooling3D } from './pooling/adaptive-max-pooling3d.ts';
export type { AveragePooling1DOptions } from './pooling/average-pooling1d.ts';
export { AveragePooling1D, AvgPool1D } from './pooling/average-pooling1d.ts';
export type { AveragePooling2DOptions } from './pooling/average-pooling2d.ts';
export { AveragePooling2D, AvgPool2D } from './pooling/average-pooling2d.ts';
export type { AveragePooling3DOptions } from './pooling/average-pooling3d.ts';
export { AveragePooling3D, AvgPool3D } from './pooling/average-pooling3d.ts';
export type { GlobalAveragePooling1DOptions } from './pooling/global-average-pooling1d.ts';
export { GlobalAveragePooling1D, GlobalAvgPool1D } from './pooling/global-average-pooling1d.ts';
export type { GlobalAveragePooling2DOptions } from './pooling/global-average-pooling2d.ts';
export { GlobalAveragePooling2D, GlobalAvgPool2D } from './pooling/global-average-pooling2d.ts';
export type { GlobalAveragePooling3DOptions } from './pooling/global-average-pooling3d.ts';
export { GlobalAveragePooling3D, GlobalAvgPool3D } from './pooling/global-average-pooling3d.ts';
export type { GlobalMaxPooling1DOptions } from './pooling/global-max-pooling1d.ts';
export { GlobalMaxPool1D, GlobalMaxPooling1D } from './pooling/global-max-pooling1d.ts';
export type { GlobalMaxPooling2DOptions } from './pooling/global-max-pooling2d.ts';
export { GlobalMaxPool2D, GlobalMaxPooling2D } from './pooling/global-max-pooling2d.ts';
export type { GlobalMaxPooling3DOptions } from './pooling/global-max-pooling3d.ts';
export { GlobalMaxPool3D, GlobalMaxPooling3D } from './pooling/global-max-pooling3d.ts';
export type { MaxPooling1DOptions } from './pooling/max-pooling1d.ts';
export { MaxPool1D, MaxPooling1D } from './pooling/max-pooling1d.ts';
export type { MaxPooling2DOptions } from './pooling/max-pooling2d.ts';
export { MaxPool2D, MaxPooling2D } from './pooling/max-pooling2d.ts';
export type { MaxPooling3DOptions } from './pooling/max-pooling3d.ts';
export { MaxPool3D, MaxPooling3D } from './pooling/max-pooling3d.ts';
export type { MelSpectrogramOptions } from './preprocessing/audio/mel-spectrogram.ts';
export { MelSpectrogram } from './preprocessing/audio/mel-spectrogram.ts';
export type {
  SpectrogramMode,
  STFTSpectrogramOptions,
} from './preprocessing/audio/stft-spectrogram.ts';
export { STFTSpectrogram } from './preprocessing/audio/stft-spectrogram.ts';
export type { CategoryMode } from './preprocessing/categories/encode-categories.ts';
export type { CrossOptions } from './preprocessing/feature-space/cross.ts';
export { Cross } from './preprocessing/feature-space/cross.ts';
export type { FeatureMode, FeatureOptions } from './preprocessing/feature-space/feature.ts';
export { Feature } from './preprocessing/feature-space/feature.ts';
export type {
  FeatureInput,
  FeatureSpaceOutput,
} from './preprocessing/feature-space/feature-space.ts';
export { FeatureSpace } from './preprocessing/feature-space/feature-space.ts';
export type {
  FeatureSpaceMode,
  FeatureSpaceOptions,
} from './preprocessing/feature-space/feature-space-options.ts';
export type {
  CategoricalFeatureOptions,
  DiscretizedFeatureOptions,
  FeatureType,
  HashedFeatureOptions,
  RescaledFeatureOptions,
} from './preprocessing/feature-space/feature-types.ts';
export type { AutoContrastOptions } from './preprocessing/image/auto-contrast.ts';
export { AutoContrast } from './preprocessing/image/auto-contrast.ts';
export type { CenterCropOptions } from './preprocessing/image/center-crop.ts';
export { CenterCrop } from './preprocessing/image/center-crop.ts';
export type { ContrastLimitedAdaptiveHistogramEqualizationOptions } from './preprocessing/image/contrast-limited-adaptive-histogram-equalization.ts';
export { ContrastLimitedAdaptiveHistogramEqualization } from './preprocessing/image/contrast-limited-adaptive-histogram-equalization.ts';
export type { EqualizationOptions } from './preprocessing/image/equalization.ts';
export { Equalization } from './preprocessing/image/equalization.ts';
export type { ResizingOptions } from './preprocessing/image/resizing.ts';
export { Resizing } from './preprocessing/image/resizing.ts';
export type { LookupMode, LookupOptions } from './preprocessing/lookup/lookup-options.ts';
export type { Numbers } from './preprocessing/numbers.ts';
export type {
  CategoryEncodingCall,
  CategoryEncodingOptions,
} from './preprocessing/tabular/category-encoding.ts';
export { CategoryEncoding } from './preprocessing/tabular/category-encoding.ts';
export type { DiscretizationOptions } from './preprocessing/tabular/discretization.ts';
export { Discretization } from './preprocessing/tabular/discretization.ts';
export type { HashedCrossingOptions } from './preprocessing/tabular/hashed-crossing.ts';
export { HashedCrossing } from './preprocessing/tabular/hashed-crossing.ts';
export type { HashingOptions } from './preprocessing/tabular/hashing.ts';
export { Hashing } from './preprocessing/tabular/hashing.ts';
export type { IntegerLookupOptions } from './preprocessing/tabular/integer-lookup.ts';
export { IntegerLookup } from './preprocessing/tabular/integer-lookup.ts';
export type { NormalizationOptions } from './preprocessing/tabular/normalization.ts';
export { Normalization } from './preprocessing/tabular/normalization.ts';
export type { RescalingOptions } from './preprocessing/tabular/rescaling.ts';
export { Rescaling } from './preprocessing/tabular/rescaling.ts';
export type { SplitName } from './preprocessing/text/split.ts';
export type { StandardizeName } from './preprocessing/text/standardize.ts';
export type { StringLookupOptions } from './preprocessing/text/string-lookup.ts';
export { StringLookup } from './preprocessing/text/string-lookup.ts';
export { TextVectorization } from './preprocessing/text/text-vectorization.ts';
export type { TextVectorizationOptions } from './preprocessing/text/text-vectorization-options.ts';
export type { AnyCell } from './recurrent/any-cell.ts';
export type {
  BidirectionalOptions,
  BidirectionalResult,
  MergeMode,
} from './recurrent/bidirectional.ts';
export { Bidirectional } from './recurrent/bidirectional.ts';
export type { ConvLSTM1DOptions } from './recurrent/conv-lstm1d.ts';
export { ConvLSTM1D } from './recurrent/conv-lstm1d.ts';
export type { ConvLSTM2DOptions } from './recurrent/conv-lstm2d.ts';
export { ConvLSTM2D } from './recurrent/conv-lstm2d.ts';
export type { ConvLSTM3DOptions } from './recurrent/conv-lstm3d.ts';
export { ConvLSTM3D } from './recurrent/conv-lstm3d.ts';
export type { GRUOptions } from './recurrent/gru.ts';
export { GRU } from './recurrent/gru.ts';
export type { GRUCellOptions } from './recurrent/gru-cell.ts';
export { GRUCell } from './recurrent/gru-cell.ts';
export type { LSTMOptions } from './recurrent/lstm.ts';
export { LSTM } from './recurrent/lstm.ts';
export type { LSTMCellOptions } from './recurrent/lstm-cell.ts';
export { LSTMCell } from './recurrent/lstm-cell.ts';
export type { CellArguments, CellStep, Recurrence } from './recurrent/recurrent-cell.ts';
export { RecurrentCell } from './recurrent/recurrent-cell.ts';
export type {
  RecurrentArguments,
  RecurrentOptions,
  RecurrentResult,
} from './recurrent/recurrent-layer.ts';
export { RecurrentLayer } from './recurrent/recurrent-layer.ts';
export type { RNNOptions } from './recurrent/rnn.ts';
export { RNN } from './recurrent/rnn.ts';
export type { TimeLoop, TimeLoopResult } from './recurrent/run-over-time.ts';
export type { SimpleRNNOptions } from './recurrent/simple-rnn.ts';
export { SimpleRNN } from './recurrent/simple-rnn.ts';
export type { SimpleRNNCellOptions } from './recurrent/simple-rnn-cell.ts';
export { SimpleRNNCell } from './recurrent/simple-rnn-cell.ts';
export type { StackedRNNCellsOptions } from './recurrent/stacked-rnn-cells.ts';
export { StackedRNNCells } from './recurrent/stacked-rnn-cells.ts';
export type { TimeDistributedOptions } from './recurrent/time-distributed.ts';
export { TimeDistributed } from './recurrent/time-distributed.ts';
export type { ActivityRegularizationOptions } from './regularization/activity-regularization.ts';
export { ActivityRegularization } from './regularization/activity-regularization.ts';
export type { AlphaDropoutOptions } from './regularization/alpha-dropout.ts';
export { AlphaDropout } from './regularization/alpha-dropout.ts';
export type { DropoutOptions } from './regularization/dropout.ts';
export { Dropout } from './regularization/dropout.ts';
export type { GaussianDropoutOptions } from './regularization/gaussian-dropout.ts';
export { GaussianDropout } from './regularization/gaussian-dropout.ts';
export type { GaussianNoiseOptions } from './regularization/gaussian-noise.ts';
export { GaussianNoise } from './regularization/gaussian-noise.ts';
export type { SpatialDropout1DOptions } from './regularization/spatial-dropout1d.ts';
export { SpatialDropout1D } from './regularization/spatial-dropout1d.ts';
export type { SpatialDropout2DOptions } from './regularization/spatial-dropout2d.ts';
export { SpatialDropout2D } from './regularization/spatial-dropout2d.ts';
export type { SpatialDropout3DOptions } from './regularization/spatial-dropout3d.ts';
export { SpatialDropout3D } from './regularization/spatial-dropout3d.ts';
export type { Cropping1DOptions } from './reshaping/cropping1d.ts';
export { Cropping1D } from './reshaping/cropping1d.ts';
export type { Cropping2DOptions } from './reshaping/cropping2d.ts';
export { Cropping2D } from './reshaping/cropping2d.ts';
export type { Cropping3DOptions } from './reshaping/cropping3d.ts';
export { Cropping3D } from './reshaping/cropping3d.ts';
export type { Edge, EdgeLike, ImageEdges, VolumeEdges } from './reshaping/edges.ts';
export type { FlattenOptions } from './reshaping/flatten.ts';
export { Flatten } from './reshaping/flatten.ts';
export type { PermuteOptions } from './reshaping/permute.ts';
export { Permute } from './reshaping/permute.ts';
export type { RepeatVectorOptions } from './reshaping/repeat-vector.ts';
export { RepeatVector } from './reshaping/repeat-vector.ts';
export type { ReshapeOptions } from './reshaping/reshape.ts';
export { Reshape } from './reshaping/reshape.ts';
export type { UpSampling1DOptions } from './reshaping/up-sampling1d.ts';
export { UpSampling1D } from './reshaping/up-sampling1d.ts';
export type { UpSampling2DOptions } from './reshaping/up-sampling2d.ts';
export { UpSampling2D } from './reshaping/up-sampling2d.ts';
export type { UpSampling3DOptions } from './reshaping/up-sampling3d.ts';
export { UpSampling3D } from './reshaping/up-sampling3d.ts';
export type { ZeroPadding1DOptions } from './reshaping/zero-padding1d.ts';
export { ZeroPadding1D } from './reshaping/zero-padding1d.ts';
export type { ZeroPadding2DOptions } from './reshaping/zero-padding2d.ts';
export { ZeroPadding2D } from './reshaping/zero-padding2d.ts';
export type { ZeroPadding3DOptions } from './reshaping/zero-padding3d.ts';
export { ZeroPadding3D } from './reshaping/zero-padding3d.ts';
export type { DataFormat } from './spatial/data-format.ts';
export type {
  Pair,
  PairLike,
  Single,
  SingleLike,
  Triple,
  TripleLike,
} from './spatial/per-axis.ts';
export type { SequencePadding } from './spatial/sliding-windows.ts';
export type { ConstraintLike, InitializerLike, RegularizerLike } from './weights/weight-recipe.ts';
